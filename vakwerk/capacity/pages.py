"""What the public page of places shows: the reader's question, the table, the map and the certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.capacity import context, drawing, gap, items, queries, wording
from vakwerk.core import clock, downloads, geography
from vakwerk.core.charts import Chart
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Viewer
from vakwerk.offer.filters import number
from vakwerk.people.models import Site

Text = str | Promise
GROUPS: dict[str, Text] = {
    "gemeente": gettext_lazy("Municipality"),
    "provincie": gettext_lazy("Province"),
    "lop": gettext_lazy("LOP"),
    "stroom": gettext_lazy("Stream or form"),
    "richting": gettext_lazy("Programme"),
    "leerjaar": gettext_lazy("Year of study"),
    "cel": gettext_lazy("Every line apart"),
}
YEARS = range(1, 8)


@dataclass(frozen=True)
class Question:
    """What the reader asks; anything unknown in the address is as if it were not there."""

    school_year: int
    basis: str
    group: str = "gemeente"
    province: str = ""
    place: str = ""
    municipality: str = ""
    stream: str = ""
    programme: str = ""
    year: int | None = None
    known: items.Items = field(default_factory=items.known)

    @classmethod
    def read(cls, asked: Mapping[str, str], years: Sequence[int]) -> Question:
        year = number(asked.get("jaar"), 2000, 2100)
        school_year = year if year in years else _today_or_first(years)
        place = " ".join(asked.get("gemeente", "").split())[:80]
        nis = wording.nis_of(place) or ""
        known = items.known()
        return cls(
            school_year=school_year,
            basis=_one_of(asked.get("vraag"), gap.BASES, queries.first_basis(school_year)),
            group=_one_of(asked.get("per"), GROUPS, "gemeente"),
            province=_one_of(asked.get("provincie"), geography.PROVINCES, ""),
            place=wording.municipality(nis) if nis == place else place,
            municipality=nis,
            stream=_one_of(asked.get("stroom"), items.STREAMS, ""),
            programme=_one_of(asked.get("richting"), known, ""),
            year=number(asked.get("leerjaar"), 1, 7) or None,
            known=known,
        )

    def address(self, **changes: str) -> str:
        """This question with some of it changed, as an address of the page."""
        asked = {
            "jaar": str(self.school_year),
            "vraag": self.basis,
            "per": self.group,
            "provincie": self.province,
            "gemeente": self.place,
            "stroom": self.stream,
            "richting": self.programme,
            "leerjaar": str(self.year or ""),
        }
        return f"?{urlencode({key: value for key, value in (asked | changes).items() if value})}"

    @property
    def place_unknown(self) -> bool:
        return bool(self.place) and not self.municipality

    def fits(self, cell: gap.Cell) -> bool:
        tests = (
            (self.province, lambda: wording.province(cell.municipality)),
            (self.municipality, lambda: cell.municipality),
            (self.stream, lambda: self.known.stream(cell.item)),
            (self.programme, lambda: cell.item),
            (self.year, lambda: cell.year),
        )
        return all(not wanted or wanted == value() for wanted, value in tests)


def _today_or_first(years: Sequence[int]) -> int:
    now = clock.school_year()
    return now if now in years else years[0]


def _one_of(value: str | None, known: Iterable[str], otherwise: str) -> str:
    return value if value is not None and value in known else otherwise


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    total: gap.Total
    address: str = ""

    @property
    def demand(self) -> wording.Shown:
        return wording.Shown(self.total.demand)

    @property
    def capacity(self) -> wording.Shown:
        return wording.Shown(self.total.capacity)

    @property
    def shortage(self) -> wording.Shown:
        return wording.Shown(self.total.shortage)

    @property
    def free(self) -> wording.Shown:
        return wording.Shown(self.total.free)

    @property
    def incomplete(self) -> str:
        """How much of the line is not known."""
        if not self.total.incomplete:
            return _("complete")
        numbers = {"n": wording.figure(self.total.incomplete), "cells": wording.figure(self.total.cells)}
        return _("%(n)s of %(cells)s lines lack places or counts") % numbers


def rows(cells: Sequence[gap.Cell], question: Question) -> list[Row]:
    """The cells in groups, largest known shortage first."""
    key, name = _grouping(question)
    towns = question.group == "gemeente" and not question.municipality
    found = [
        Row(name(value), total, question.address(gemeente=value) if towns else "")
        for value, total in gap.totals_by(cells, key).items()
    ]
    return sorted(found, key=lambda row: (-row.total.shortage.low, row.name))


def _grouping(question: Question) -> tuple[Callable[[gap.Cell], Any], Callable[[Any], str]]:
    """How to group cells, and what to call a group."""
    known, towns = question.known, wording.municipality
    if question.group == "lop":
        areas = queries.lop_names()
        return lambda cell: areas.get(cell.municipality, ""), lambda name: name or _("no LOP entered")
    ways: dict[str, tuple[Callable[[gap.Cell], Any], Callable[[Any], str]]] = {
        "gemeente": (lambda cell: cell.municipality, towns),
        "provincie": (lambda cell: wording.province(cell.municipality), lambda name: name or _("elsewhere")),
        "stroom": (lambda cell: known.stream(cell.item), lambda code: str(items.STREAMS[code])),
        "richting": (lambda cell: cell.item, known.title),
        "leerjaar": (lambda cell: cell.year, str),
        "cel": (_itself, lambda cell: f"{towns(cell[0])}: {known.line(cell[1], cell[2])}"),
    }
    return ways[question.group]


def _itself(cell: gap.Cell) -> gap.CellKey:
    return cell.municipality, cell.item, cell.year


def columns(group: str) -> list[Column]:
    return [
        Column("name", GROUPS[group], sortable=True, url=lambda row: row.address),
        Column("demand", gettext_lazy("Pupils"), numeric=True, sortable=True),
        Column("capacity", gettext_lazy("Places"), numeric=True, sortable=True),
        Column("shortage", gettext_lazy("Places short"), numeric=True, sortable=True),
        Column("free", gettext_lazy("Free places"), numeric=True, sortable=True),
        Column("incomplete", gettext_lazy("Known how far")),
    ]


def download(cells: Sequence[gap.Cell], question: Question, kind: str) -> HttpResponse:
    """The table with both ends of each range apart: an empty upper end is "no upper limit known"."""
    parts = (
        ("demand", _("Pupils")),
        ("capacity", _("Places")),
        ("shortage", _("Places short")),
        ("free", _("Free places")),
    )
    heads = [str(GROUPS[question.group])]
    heads += [f"{label} ({end})" for _key, label in parts for end in (_("at least"), _("at most"))]
    heads += [_("Lines"), _("Lines that lack something"), _("School year"), _("Demand"), _("As of")]
    about = [clock.school_year_label(question.school_year), str(wording.BASES[question.basis]), clock.as_of()]
    lines = []
    for row in rows(cells, question):
        spans = [getattr(row.total, key) for key, _label in parts]
        ends = [end for span in spans for end in (span.low, "" if span.high is None else span.high)]
        lines.append([row.name, *ends, row.total.cells, row.total.incomplete, *about])
    return downloads.WRITERS[kind]("plaatsen", heads, lines)


def places_page(request: HttpRequest, question: Question, years: Sequence[int]) -> dict[str, Any]:
    """Everything of the public page."""
    everything = queries.public_cells(question.school_year, question.basis)
    cells = [cell for cell in everything if question.fits(cell)]
    table = Table(
        rows(cells, question),
        columns(question.group),
        request,
        page_size=15,
        caption=_("Pupils and places in %(year)s") % {"year": clock.school_year_label(question.school_year)},
    )
    return {
        "question": question,
        "table": table,
        "total": Row(_("Together"), gap.total(cells)),
        "map": _map(cells, question),
        "discs": question.group != "provincie",
        "certificate": certificate_of(cells, question),
        "sites": queries.sites_in(question.municipality, question.school_year) if question.municipality else (),
        "town": wording.municipality(question.municipality),
        "choices": choices(question, years, everything),
        "context": context.figures(),
        "year_label": clock.school_year_label(question.school_year),
        "basis": wording.BASES[question.basis],
    }


def _map(cells: Sequence[gap.Cell], question: Question) -> Chart:
    """By province when the reader asks so, else a disc per municipality."""
    if question.group == "provincie":
        totals = gap.totals_by(cells, lambda cell: wording.province(cell.municipality))
        return drawing.province_gap(_("Places short per province, at least"), totals)
    return drawing.gap_map(_("Where places are short"), gap.totals_by(cells, lambda cell: cell.municipality))


def certificate_of(cells: Sequence[gap.Cell], question: Question) -> list[wording.Line]:
    found = gap.certify(cells)
    return wording.certificate(
        found,
        basis=question.basis,
        sites=queries.site_names(found.sites_missing),
        register_year=queries.register_year(question.school_year),
    )


def choices(question: Question, years: Sequence[int], cells: Sequence[gap.Cell]) -> dict[str, Any]:
    """What the reader can choose from, as (value, label, chosen)."""
    known = question.known
    taught = {cell.item for cell in cells}
    programmes = sorted((code for code in taught if known.stream(code) != code), key=known.title)
    streams = {known.stream(code) for code in taught}
    return {
        "years": [(y, clock.school_year_label(y), y == question.school_year) for y in years],
        "bases": [(key, label, key == question.basis) for key, label in wording.BASES.items()],
        "groups": [(key, label, key == question.group) for key, label in GROUPS.items()],
        "provinces": [(name, name, name == question.province) for name in geography.PROVINCES],
        "streams": [(k, label, k == question.stream) for k, label in items.STREAMS.items() if k in streams],
        "programmes": [(code, known.title(code), code == question.programme) for code in programmes],
        "study_years": [(y, y, y == question.year) for y in YEARS],
    }


def site_page(site: Site, school_year: int, years: Sequence[int]) -> dict[str, Any]:
    """The places that one site entered."""
    lines = queries.seat_lines(site, school_year)
    known = [line.seats for line in lines if line.seats is not None]
    held = gap.Span(sum(known), sum(known) if len(known) == len(lines) else None)
    return {
        "site": site,
        "lines": lines,
        "held": wording.span(held),
        "unknown": len(lines) - len(known),
        "entered_on": queries.entered_on(site, school_year),
        "year": school_year,
        "year_label": clock.school_year_label(school_year),
        "years": [(y, clock.school_year_label(y), y == school_year) for y in years],
        "municipality": wording.municipality(site.municipality),
        "back": reverse("capacity:places"),
    }


def own_sites_page(viewer: Viewer, school_year: int) -> dict[str, Any]:
    """The sites for which the viewer enters places, and how far each is."""
    sites = list(queries.own_sites(viewer))
    progress = queries.entered_of([site.pk for site in sites], school_year)
    return {
        "sites": [(site, *progress[site.pk]) for site in sites],
        "year": school_year,
        "year_label": clock.school_year_label(school_year),
    }


def grid_page(site: Site, school_year: int, lines: Sequence[queries.SeatLine]) -> dict[str, Any]:
    return {
        "site": site,
        "year": school_year,
        "year_label": clock.school_year_label(school_year),
        "before_label": clock.school_year_label(school_year - 1),
        "to_copy": sum(line.seats is None and line.before is not None for line in lines),
        "register_year": clock.school_year_label(queries.register_year(school_year)),
        "years": [(y, clock.school_year_label(y), y == school_year) for y in range(school_year - 1, school_year + 3)],
    }
