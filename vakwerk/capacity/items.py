"""What is taught, as this room names it: a stream in the first grade ("A", "B"), a programme by number after that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.catalogue.models import EducationForm, ProgrammeKind
from vakwerk.offer import snapshot
from vakwerk.offer.snapshot import Programme

Text = str | Promise
STREAMS: dict[str, Text] = {
    "A": gettext_lazy("A stream"),
    "B": gettext_lazy("B stream"),
    "ASO": "ASO",
    "TSO": "TSO",
    "KSO": "KSO",
    "KSO/TSO": gettext_lazy("KSO or TSO"),
    "BSO": "BSO",
    "7": gettext_lazy("Seventh year"),
    "OV3": "BuSO OV3",
    "other": gettext_lazy("Other programmes"),
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


class Items(dict[str, Item]):
    """Every stream and programme by its code; streams first, then programmes by title."""

    def stream(self, code: str) -> str:
        """A key of `STREAMS`."""
        return self[code].stream if code in self else "other"

    def title(self, code: str) -> str:
        """ "B stream", or the title of a programme; the code itself for one that the catalogue no longer has."""
        if code not in self:
            return code
        return self[code].title if self[code].is_programme else str(STREAMS[code])

    def line(self, code: str, year: int) -> str:
        """ "2B", or "Lassen, year 5"."""
        if code in self and not self[code].is_programme:
            return f"{year}{code}"
        return _("%(title)s, year %(year)s") % {"title": self.title(code), "year": year}


def known() -> Items:
    """The catalogue of this moment (one query); ask it once per page and pass it on."""
    data = snapshot.current()
    return data.remember(("capacity items",), lambda: Items((item.code, item) for item in _items(data.programmes)))


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
