"""Open data of places at `/api/v1/capacity`: the gap with its certificate, and the places that sites entered."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from vakwerk.capacity import gap, items, pages, queries
from vakwerk.core import clock

router = Router(tags=["capacity"])
SOURCE = "Vakwerk: schools (places), officials, LOPs and schools (pupils); see the certificate"
SchoolYear = Annotated[int, Field(ge=2000, le=2100)]


class SpanOut(Schema):
    """A number between two ends; `at_most` null: no upper limit is known. "At least 0" without end is unknown."""

    at_least: int
    at_most: int | None


class CellOut(Schema):
    municipality: str
    item: str
    title: str
    stream: str
    year_of_study: int
    pupils: SpanOut
    places: SpanOut
    short: SpanOut
    free: SpanOut
    complete: bool


class GapOut(Schema):
    as_of: datetime.date
    source: str
    school_year: int
    basis: str
    total: dict[str, SpanOut]
    certificate: list[str]
    rows: int
    items: list[CellOut]


class GapFilters(Schema):
    school_year: SchoolYear | None = None
    basis: Annotated[str, Field(pattern="^(enrolments|enrolments_refusals|registrations|projection)$")] | None = None
    province: Annotated[str, Field(max_length=40)] = ""
    municipality: Annotated[str, Field(max_length=40)] = ""
    stream: Annotated[str, Field(max_length=10)] = ""
    programme: Annotated[str, Field(max_length=12)] = ""
    year_of_study: Annotated[int, Field(ge=1, le=7)] | None = None
    limit: int = Field(500, ge=1, le=2000)
    offset: int = Field(0, ge=0, le=10_000_000)


@router.get("/", url_name="capacity", response=GapOut, summary="Pupils, places and the gap, as ranges")
def gap_of_places(request: HttpRequest, filters: Query[GapFilters]) -> dict[str, Any]:
    """One row per municipality, stream or programme and year of study. Counts of one to four pupils are a range."""
    question = _question(filters)
    if question.place_unknown:
        raise HttpError(422, f"Unknown municipality: {question.place}")
    cells = [cell for cell in queries.public_cells(question.school_year, question.basis) if question.fits(cell)]
    total = gap.total(cells)
    return {
        "as_of": clock.as_of(),
        "source": SOURCE,
        "school_year": question.school_year,
        "basis": question.basis,
        "total": _spans(total.demand, total.capacity, total.shortage, total.free),
        "certificate": [line.text for line in pages.certificate_of(cells, question)],
        "rows": len(cells),
        "items": [_cell(question.known, cell) for cell in cells[filters.offset : filters.offset + filters.limit]],
    }


def _question(filters: GapFilters) -> pages.Question:
    asked = {
        "jaar": str(filters.school_year or ""),
        "vraag": filters.basis or "",
        "provincie": filters.province,
        "gemeente": filters.municipality,
        "stroom": filters.stream,
        "richting": filters.programme,
        "leerjaar": str(filters.year_of_study or ""),
    }
    return pages.Question.read(asked, queries.school_years())


def _spans(*spans: gap.Span) -> dict[str, dict[str, int | None]]:
    names = ("pupils", "places", "short", "free")
    return {name: {"at_least": s.low, "at_most": s.high} for name, s in zip(names, spans, strict=True)}


def _cell(known: items.Items, cell: gap.Cell) -> dict[str, Any]:
    return {
        "municipality": cell.municipality,
        "item": cell.item,
        "title": known.line(cell.item, cell.year),
        "stream": known.stream(cell.item),
        "year_of_study": cell.year,
        "complete": not cell.incomplete,
    } | _spans(cell.demand, cell.capacity, cell.shortage, cell.free)


class SeatsOut(Schema):
    site: int
    municipality: str
    item: str
    title: str
    year_of_study: int
    places: int


class SeatsAnswer(Schema):
    as_of: datetime.date
    source: str
    school_year: int
    rows: int
    items: list[SeatsOut]


class SeatFilters(Schema):
    school_year: SchoolYear | None = None
    limit: int = Field(500, ge=1, le=2000)
    offset: int = Field(0, ge=0, le=10_000_000)


@router.get("/seats", url_name="capacity-seats", response=SeatsAnswer, summary="Places that sites entered")
def seats(request: HttpRequest, filters: Query[SeatFilters]) -> dict[str, Any]:
    """What is not here is unknown, not zero. `site` is the key of `/api/v1/sites`."""
    year = clock.school_year() if filters.school_year is None else filters.school_year
    known, given = items.known(), (each for each in queries.seats(year) if not each.assumed)
    found = sorted(given, key=lambda s: (s.municipality, s.site, s.item, s.year))
    return {
        "as_of": clock.as_of(),
        "source": SOURCE,
        "school_year": year,
        "rows": len(found),
        "items": [_seats(known, each) for each in found[filters.offset : filters.offset + filters.limit]],
    }


def _seats(known: items.Items, each: gap.Seats) -> dict[str, Any]:
    return {
        "site": each.site,
        "municipality": each.municipality,
        "item": each.item,
        "title": known.line(each.item, each.year),
        "year_of_study": each.year,
        "places": each.seats,
    }
