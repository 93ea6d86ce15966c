"""Open-data dumps: whole tables as CSV or JSON, streamed row by row, with the day and the source in each file."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeOccupation, ShortageOccupation
from vakwerk.core import clock, downloads
from vakwerk.offer.api import CATALOGUE_SOURCE, LICENCE, register_source
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import OrganisationKind, Site

CHUNK = 2_000
OCCUPATION_SOURCE = _("Vakwerk, own reviewed table; provisional where the provenance is 'reasoned'")
SHORTAGE_SOURCE = _("VDAB, knelpuntberoepen (public copy)")


@dataclass(frozen=True)
class Dataset:
    """One table to take away: its columns and a reader of its rows, in the same order."""

    name: str
    title: str | Promise
    description: str | Promise
    source: Callable[[], str]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[tuple[Any, ...]]]


def _components() -> Iterable[tuple[Any, ...]]:
    fields = (
        "group__number", "group__title", "group__grade", "group__finality", "group__kind", "title", "domain", "form",
        "dual", "code", "first_year", "last_year", "addresses", "stem_class", "stem_provenance", "inferred", "source",
        "seen_on",
    )  # fmt: skip
    return ProgrammeComponent.objects.order_by("group__number", "pk").values_list(*fields).iterator(CHUNK)


def _occupations() -> Iterable[tuple[Any, ...]]:
    fields = ("group__number", "group__title", "occupation__name", "occupation__isco08", "direct", "provenance")
    return ProgrammeOccupation.objects.order_by("group__number", "pk").values_list(*fields).iterator(CHUNK)


def _shortages() -> Iterable[tuple[Any, ...]]:
    fields = ("list__year", "cluster", "label", "medium_skilled", "list__source")
    return ShortageOccupation.objects.order_by("list__year", "pk").values_list(*fields).iterator(CHUNK)


def _sites() -> Iterable[tuple[Any, ...]]:
    fields = (
        "pk", "organisation", "organisation__name", "number", "street", "house_number", "postcode", "locality",
        "municipality", "latitude", "longitude",
    )  # fmt: skip
    rows = Site.objects.filter(organisation__kind=OrganisationKind.SECONDARY_SCHOOL).order_by("pk")
    return rows.values_list(*fields).iterator(CHUNK)


def _offers() -> Iterable[tuple[Any, ...]]:
    fields = (
        "site", "component__group__number", "component__code", "component__title", "component__domain",
        "component__dual", "school_year", "year_of_study", "open_for_enrolment", "source",
    )  # fmt: skip
    return OfferedProgramme.objects.order_by("pk").values_list(*fields).iterator(CHUNK)


DATASETS = (
    Dataset(
        "programmes", _("Programmes"), _("Every component of the matrix: domain, form, dual, code, STEM class."),
        lambda: str(CATALOGUE_SOURCE),
        ("number", "programme", "grade", "finality", "kind", "title", "domain", "form", "dual", "code", "first_year",
         "last_year", "addresses", "stem_class", "stem_provenance", "inferred", "source", "seen_on"),
        _components,
    ),
    Dataset(
        "occupations", _("Programmes and jobs"), _("Which job belongs to which programme, and how we know."),
        lambda: str(OCCUPATION_SOURCE),
        ("number", "programme", "occupation", "isco08", "direct", "provenance"), _occupations,
    ),
    Dataset(
        "shortages", _("Shortage jobs"), _("The yearly lists of the VDAB."), lambda: str(SHORTAGE_SOURCE),
        ("year", "cluster", "occupation", "medium_skilled", "source"), _shortages,
    ),
    Dataset(
        "sites", _("Sites of schools"), _("Every site of a secondary school, with its coordinates."), register_source,
        ("site", "school", "school_name", "number", "street", "house_number", "postcode", "locality", "municipality",
         "latitude", "longitude"),
        _sites,
    ),
    Dataset(
        "offer", _("Offer"), _("Which site teaches which component, in which school year and year of study."),
        register_source,
        ("site", "number", "code", "title", "domain", "dual", "school_year", "year_of_study", "open_for_enrolment",
         "source"),
        _offers,
    ),
)  # fmt: skip
BY_NAME = {dataset.name: dataset for dataset in DATASETS}
FORMATS = ("csv", "json")


class _Echo:
    """A file that hands back what is written: the CSV module formats, the response streams."""

    def write(self, text: str) -> str:
        return text


def csv_lines(dataset: Dataset) -> Iterator[str]:
    """A header, then a row per line; the last columns repeat the day and the source, so that no row loses them."""
    writer = csv.writer(_Echo())
    stamp = (clock.as_of().isoformat(), dataset.source())
    yield writer.writerow([*dataset.columns, "as_of", "dataset_source"])
    for row in dataset.rows():
        yield writer.writerow([*(downloads.harmless(cell) for cell in row), *stamp])


def json_pieces(dataset: Dataset) -> Iterator[str]:
    """One object: the day, the source, the licence and the rows as objects."""
    head = {"dataset": dataset.name, "as_of": clock.as_of().isoformat(), "source": dataset.source()}
    head["licence"] = str(LICENCE)
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    comma = ""
    for row in dataset.rows():
        item = dict(zip(dataset.columns, row, strict=True))
        yield comma + json.dumps(item, ensure_ascii=False, default=str)
        comma = ",\n"
    yield "]}\n"


def dump(dataset: Dataset, format_: str) -> StreamingHttpResponse:
    """The dataset as a download whose name carries the day."""
    pieces, kind = (csv_lines, "text/csv") if format_ == "csv" else (json_pieces, "application/json")
    response = StreamingHttpResponse(_gathered(pieces(dataset)), content_type=f"{kind}; charset=utf-8")
    name = f"vakwerk-{dataset.name}-{clock.as_of().isoformat()}.{format_}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _gathered(pieces: Iterator[str], size: int = 64) -> Iterator[bytes]:
    """Rows in handfuls: one network write per row would take longer than making it."""
    held: list[str] = []
    for piece in pieces:
        held.append(piece)
        if len(held) >= size:
            yield "".join(held).encode()
            held.clear()
    yield "".join(held).encode()
