"""`/api/v1/catalogue`: programmes, components, occupations, shortage lists and what may follow, each dated and sourced.

Every answer takes `op` (a day, default today) like the pages do. The tables are small, so an answer is a whole table;
`format=csv` gives it as a file with the day and the source in each row.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable
from io import StringIO
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from vakwerk.catalogue import queries
from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeGroup, ProgrammeOccupation, ProgressionRule
from vakwerk.catalogue.progression import SITUATIONS
from vakwerk.catalogue.tables import read_table
from vakwerk.core import clock, downloads

router = Router(tags=["catalogue"])
TO_BE_CONFIRMED = "licentie bron: te bevestigen"
OWN_LICENCE = "EUPL-1.2"
Shape = Annotated[Literal["json", "csv"], Query(alias="format")]
Year = Annotated[int, Path(ge=2000, le=2100)]
Row = dict[str, Any]
Slug = Annotated[str, Path(pattern=r"^[-a-z0-9]{1,120}$")]


class Answer(Schema):
    """A table: the day it holds for, where it comes from, under which licence, and its rows."""

    as_of: datetime.date
    source: str
    licence: str
    total: int
    items: list[dict[str, Any]]


def answer(rows: Iterable[Row], source: str, licence: str, shape: str, name: str) -> Any:
    """The rows as JSON or as a CSV file; both carry day, source and licence."""
    items, day = list(rows), clock.as_of()
    if shape == "csv":
        return _csv(items, {"as_of": day.isoformat(), "source": source, "licence": licence}, name)
    return {"as_of": day, "source": source, "licence": licence, "total": len(items), "items": items}


def _csv(items: list[Row], about: dict[str, str], name: str) -> HttpResponse:
    out = StringIO()
    writer = csv.writer(out)
    heads = list(items[0]) if items else []
    writer.writerow([*heads, *about])
    for item in items:
        writer.writerow([downloads.harmless(_flat(item[head])) for head in heads] + list(about.values()))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vakwerk-{name}-{about["as_of"]}.csv"'
    return response


def _flat(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _source(model: type[ProgrammeGroup] | type[ProgrammeComponent]) -> str:
    """The sources of the rows, as they stand in the rows."""
    return "; ".join(sorted(set(model.objects.values_list("source", flat=True))))


@router.get(
    "/programmes",
    url_name="catalogue-programmes",
    response=Answer,
    summary="Groups of the programme matrix and basic options",
)
def programmes(request: HttpRequest, shape: Shape = "json") -> Any:
    rows = (_programme(group) for group in queries.programmes())
    return answer(rows, _source(ProgrammeGroup), TO_BE_CONFIRMED, shape, "programmes")


def _programme(group: ProgrammeGroup) -> Row:
    return {
        "number": group.number,
        "title": group.title,
        "slug": group.slug,
        "grade": group.grade,
        "finality": group.finality,
        "kind": group.kind,
        "stream": group.stream,
        "domains": group.domain_codes(),
        "source": group.source,
        "seen_on": group.seen_on,
    }


COMPONENT_FIELDS = (
    "title", "domain", "form", "dual", "code", "first_year", "last_year", "addresses", "stem_class",
    "stem_provenance", "inferred", "note", "preparatory", "official_number", "valid_from", "valid_to", "seen_on",
)  # fmt: skip


@router.get(
    "/components",
    url_name="catalogue-components",
    response=Answer,
    summary="Components: a programme in one domain, dual or not",
)
def components(request: HttpRequest, shape: Shape = "json") -> Any:
    rows = (
        {"programme": part.group.number, **{name: getattr(part, name) for name in COMPONENT_FIELDS}}
        for part in queries.components().order_by("group__number", "pk")
    )
    return answer(rows, _source(ProgrammeComponent), TO_BE_CONFIRMED, shape, "components")


@router.get(
    "/occupations",
    url_name="catalogue-occupations",
    response=Answer,
    summary="Occupations, with whether the list in force has them",
)
def occupations(request: HttpRequest, shape: Shape = "json") -> Any:
    found: Iterable[Any] = queries.occupations()
    rows = (
        {
            "slug": row.slug,
            "name_nl": row.name,
            "name_en": row.name_en,
            "isco08": row.isco08,
            "sector": row.sector,
            "shortage": row.is_shortage,
            "programmes": row.programme_count,
        }
        for row in found
    )
    return answer(rows, read_table("occupations.csv").source, OWN_LICENCE, shape, "occupations")


@router.get(
    "/occupations/{slug}/programmes",
    url_name="catalogue-occupations-programmes",
    response=Answer,
    summary="Programmes of an occupation",
)
def occupation_programmes(request: HttpRequest, slug: Slug) -> Any:
    found = queries.occupation_file(slug)
    if found is None:
        raise HttpError(404, "No such occupation.")
    rows = (_link(item.link) for item in [*found.direct, *found.after_more_study])
    return answer(rows, read_table("programme_occupations.csv").source, OWN_LICENCE, "json", "links")


def _link(link: ProgrammeOccupation) -> Row:
    return {
        "programme": link.group.number,
        "title": link.group.title,
        "direct": link.direct,
        "provenance": link.provenance,
    }


@router.get(
    "/shortage-lists/{year}",
    url_name="catalogue-shortage-lists",
    response=Answer,
    summary="One year's list of shortage occupations",
)
def shortage_list(request: HttpRequest, year: Year, shape: Shape = "json") -> Any:
    found = queries.shortage_list_of(year)
    if found is None:
        raise HttpError(404, "No list of that year.")
    rows = (
        {
            "year": year,
            "cluster": row.cluster,
            "label": row.label,
            "occupation": row.occupation.slug,
            "medium_skilled": row.medium_skilled,
        }
        for row in queries.listed(found)
    )
    return answer(rows, found.source, TO_BE_CONFIRMED, shape, f"shortage-{year}")


RULE_FIELDS = (
    "key", "from_kind", "from_grade", "from_finality", "from_form", "from_stream", "from_year", "attest",
    "destination", "outcome", "sentence_nl", "sentence_en", "confirmed", "source", "valid_from", "valid_to",
)  # fmt: skip


@router.get(
    "/progression-rules",
    url_name="catalogue-progression-rules",
    response=Answer,
    summary="The dated rules of what may follow",
)
def progression_rules(request: HttpRequest, shape: Shape = "json") -> Any:
    rows = ({name: getattr(rule, name) for name in RULE_FIELDS} for rule in queries.progression_rules())
    source = "; ".join(sorted(set(ProgressionRule.objects.values_list("source", flat=True))))
    return answer(rows, source, OWN_LICENCE, shape, "progression-rules")


@router.get(
    "/what-may-follow",
    url_name="catalogue-what-may-follow",
    response=Answer,
    summary="What may follow now, by situation and attest",
)
def what_may_follow(request: HttpRequest, now: str, attest: Literal["A", "B", "C"] = "A") -> Any:
    found = queries.what_may_follow_from(now, attest)
    if found is None:
        raise HttpError(404, f"Unknown situation. Choose one of: {', '.join(SITUATIONS)}.")
    fields = ("destination", "outcome", "sentence", "confirmed", "source", "valid_from")
    rows = ({name: getattr(outcome, name) for name in fields} for outcome in found.outcomes)
    return answer(rows, "; ".join(found.sources), OWN_LICENCE, "json", "what-may-follow")
