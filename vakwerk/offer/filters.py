"""What somebody asked of the explorer, read from the address bar. Anything odd there is ignored, never an error."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.offer import words
from vakwerk.offer.words import Word

RADII = (5, 10, 20, 30, 50)
PAGE_SIZE = 20
LONGEST_QUERY = 80
MOST_COMPARED = 3
SLUG = re.compile(r"[a-z0-9-]{1,120}")


@dataclass(frozen=True)
class FacetKind:
    """One group of checkboxes: its parameter, its legend and the values it may have."""

    name: str
    legend: str | Promise
    values: Mapping[str, Word]


FACETS = (
    FacetKind("graad", _("In which year?"), words.LEVELS),
    FacetKind("finaliteit", _("Where does it lead?"), words.FINALITIES),
    FacetKind("domein", _("What is it about?"), words.DOMAINS),
    FacetKind("leren", _("Where do you learn?"), words.LEARNING),
    FacetKind("knelpunt", _("Much asked for"), words.SHORTAGE),
    FacetKind("stem", _("STEM"), words.STEM),
    FacetKind("vorm", _("Education form"), words.FORMS),
)
FACET_NAMES = frozenset(facet.name for facet in FACETS)


@dataclass(frozen=True)
class Filters:
    """A question to the explorer. `place` is what was typed; `km` 0 means: show the distance, exclude nothing."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""
    km: int = 0
    school_year: int | None = None
    sort: str = ""
    page: int = 1
    compare: tuple[str, ...] = ()

    @classmethod
    def read(cls, query: QueryDict) -> Filters:
        chosen = {facet.name: _known(query.getlist(facet.name), facet.values) for facet in FACETS}
        km = number(query.get("km"), 0, 50)
        return cls(
            q=_text(query.get("q")),
            chosen={name: values for name, values in chosen.items() if values},
            place=_text(query.get("plaats")),
            km=km if km in RADII else 0,
            school_year=number(query.get("jaar"), 2000, 2100) or None,
            sort=query.get("sorteer", "") if query.get("sorteer") in {"naam", "afstand"} else "",
            page=number(query.get("pagina"), 1, 10_000) or 1,
            compare=slugs(query.getlist("r")),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters in a fixed order, so that equal questions have equal addresses."""
        found = [("q", self.q)] if self.q else []
        found += [(facet.name, value) for facet in FACETS for value in self.chosen.get(facet.name, ())]
        found += [("plaats", self.place)] if self.place else []
        optional = (("km", self.km), ("jaar", self.school_year), ("sorteer", self.sort))
        found += [(name, str(value)) for name, value in optional if value]
        found += [("pagina", str(self.page))] if self.page > 1 else []
        return found + [("r", slug) for slug in self.compare]

    def query(self) -> str:
        """The question as a query string that starts with "?"."""
        return "?" + urlencode(self.pairs())

    def at_page(self, page: int) -> Filters:
        return replace(self, page=page)

    def comparing(self, slug: str) -> Filters:
        """The question with one programme more, or less, to compare; a fourth takes the place of the first."""
        if slug in self.compare:
            return replace(self, compare=tuple(other for other in self.compare if other != slug))
        return replace(self, compare=(*self.compare, slug)[-MOST_COMPARED:])

    def sorted_by(self, sort: str) -> Filters:
        return replace(self, sort=sort, page=1)

    def without(self, name: str, value: str = "") -> Filters:
        """The question with one condition less: a facet value, "q" or "km"."""
        if name not in FACET_NAMES:
            return replace(self, **{name: 0 if name == "km" else ""}, page=1)  # type: ignore[arg-type]
        kept = tuple(v for v in self.chosen.get(name, ()) if v != value)
        return replace(self, chosen={**self.chosen, name: kept}, page=1)


def number(text: str | None, lowest: int, highest: int) -> int:
    """A whole number within bounds; 0 for anything else."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > 9:
        return 0
    return int(text) if lowest <= int(text) <= highest else 0


def slugs(values: list[str]) -> tuple[str, ...]:
    """Up to three different programme names from the address bar; what is no slug is left out."""
    fitting = [value for value in dict.fromkeys(values) if SLUG.fullmatch(value)]
    return tuple(fitting[:MOST_COMPARED])


def _text(value: str | None) -> str:
    """What was typed, on one line, without control characters and not longer than a question is."""
    clean = "".join(c if c.isprintable() else " " for c in value or "")
    return " ".join(clean.split())[:LONGEST_QUERY]


def _known(values: list[str], allowed: Mapping[str, Word]) -> tuple[str, ...]:
    return tuple(value for value in allowed if value in values)
