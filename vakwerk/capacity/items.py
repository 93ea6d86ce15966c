"""What is taught, as this room names it: a stream in the first grade ("A", "B"), a programme by number after that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import EducationForm, ProgrammeKind
from vakwerk.offer import snapshot
from vakwerk.offer.snapshot import Programme

Text = str | Promise
STREAMS: dict[str, Text] = {
    "A": _("A stream"),
    "B": _("B stream"),
    "ASO": "ASO",
    "TSO": "TSO",
    "KSO": "KSO",
    "KSO/TSO": _("KSO or TSO"),
    "BSO": "BSO",
    "7": _("Seventh year"),
    "OV3": "BuSO OV3",
    "other": _("Other programmes"),
}
SEVENTH = {ProgrammeKind.SEVENTH_AFTER_OK3, ProgrammeKind.SEVENTH_AFTER_OK4, ProgrammeKind.SEVENTH_PREPARING_HE}
YEARS_OF_GRADE = {1: (1, 2), 2: (3, 4), 3: (5, 6)}


@dataclass(frozen=True, slots=True)
class Item:
    """A stream or programme. `stream` is a key of `STREAMS`; `years` the years of study in which it exists."""

    code: str
    title: str
    stream: str
    years: tuple[int, ...]
    slug: str = ""
    id: int | None = None

    @property
    def is_programme(self) -> bool:
        return self.id is not None

    def in_year(self, year: int) -> str:
        """ "2B" for the second year of the B stream; the title alone for a programme."""
        return self.title if self.is_programme else f"{year}{self.code}"


def all_items() -> dict[str, Item]:
    """Streams first, then programmes by title; kept as long as the catalogue does not change."""
    data = snapshot.current()
    return data.remember(("capacity items",), lambda: {item.code: item for item in _items(data.programmes)})


def _items(programmes: Sequence[Programme]) -> Iterable[Item]:
    yield Item("A", "A", "A", (1, 2))
    yield Item("B", "B", "B", (1, 2))
    for programme in programmes:
        if programme.grade != 1:
            years = _years(programme)
            yield Item(programme.number, programme.title, stream_of(programme), years, programme.slug, programme.id)


def _years(programme: Programme) -> tuple[int, ...]:
    """Special and other programmes name no years; registers count them in phases from 1 on."""
    if programme.kind in SEVENTH:
        return (7,)
    return YEARS_OF_GRADE.get(programme.grade or 0, (1, 2, 3, 4, 5, 6, 7))


def stream_of(programme: Programme) -> str:
    """The form of a programme of grade 2 or 3; a seventh year and OV3 have none in the register."""
    if programme.kind in SEVENTH:
        return "7"
    if programme.kind == ProgrammeKind.OV3:
        return "OV3"
    forms = "/".join(sorted(form for form in programme.forms if form in EducationForm))
    return forms if forms in STREAMS else "other"


def title(code: str, year: int | None = None) -> str:
    """What to call an item on screen, with its year when that is given."""
    found = all_items().get(code)
    if found is None:
        return code
    if year is None:
        return found.title if found.is_programme else str(STREAMS[code])
    return found.in_year(year)


def stream(code: str) -> str:
    found = all_items().get(code)
    return found.stream if found else "other"
