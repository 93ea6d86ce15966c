"""Grants at `/api/v1/grants`, open results at `/api/v1/results`, contests at `/api/v1/contests`: no people in any."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.funding.models import Contest, Grant, OpenResult
from vakwerk.funding.queries import contests as contest_queries
from vakwerk.funding.queries import grants as grant_queries
from vakwerk.funding.queries import results as result_queries

SOURCE = "Vakwerk, as entered by the authority that runs it"
MOST = 2000
grants = Router(tags=["grants"])
results = Router(tags=["results"])
contests = Router(tags=["contests"])


class GrantOut(Schema):
    id: str
    project: str
    organisation: str
    call: str
    amount_cents: int
    paid_cents: int
    state: str
    fictitious: bool


class GrantsOut(Schema):
    as_of: datetime.date
    source: str
    grants: list[GrantOut]


@grants.get("", response=GrantsOut, url_name="grants", summary="Grants that were awarded, and what was paid")
def list_grants(request: HttpRequest) -> dict[str, Any]:
    """The latest decisions first; `paid_cents` is what was paid less what came back."""
    return _told("grants", [_grant(row) for row in grant_queries.public_grants()[:MOST]])


def _told(name: str, rows: list[Any]) -> dict[str, Any]:
    return {"as_of": clock.today(), "source": SOURCE, name: rows}


def _grant(row: Grant) -> dict[str, Any]:
    application = row.application
    return {
        "id": str(row.public_id),
        "project": application.title,
        "organisation": application.lead.name,
        "call": application.call.reference,
        "amount_cents": row.amount_cents,
        "paid_cents": row.paid_cents,  # type: ignore[attr-defined]
        "state": row.state,
        "fictitious": application.call.fictitious,
    }


class ResultOut(Schema):
    id: str
    title: str
    summary: str
    subject: str
    programmes: str
    stem: bool
    licence: str
    makers: list[str]
    project: str
    klascement_url: str
    link: str
    published_on: datetime.date
    fictitious: bool
    page: str


class ResultsOut(Schema):
    as_of: datetime.date
    source: str
    results: list[ResultOut]


@results.get("", response=ResultsOut, url_name="results", summary="Open results of projects")
def list_results(request: HttpRequest, q: str = "", licence: str = "", stem: bool = False) -> dict[str, Any]:
    """What is published, the latest first; `q` looks in title, summary, subject, programmes and makers."""
    found = result_queries.published(q[:100], licence, stem)[:MOST]
    return _told("results", [_result(request, row) for row in found])


def _result(request: HttpRequest, row: OpenResult) -> dict[str, Any]:
    names = "title summary subject programmes stem licence klascement_url link published_on fictitious"
    return {
        "id": str(row.public_id),
        "makers": [maker.name for maker in row.makers.all()],
        "project": row.grant.application.title if row.grant else "",
        "page": request.build_absolute_uri(reverse("funding:result", args=[row.public_id])),
        **{name: getattr(row, name) for name in names.split()},
    }


class ContestOut(Schema):
    id: str
    name: str
    organiser: str
    school_year: int
    low_countries: bool
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    teams: int
    source: str
    fictitious: bool


class ContestsOut(Schema):
    as_of: datetime.date
    source: str
    contests: list[ContestOut]


@contests.get("", response=ContestsOut, url_name="contests", summary="Contests of the excellence fund")
def list_contests(request: HttpRequest, school_year: int | None = None) -> dict[str, Any]:
    """By date; those without a known date last. `school_year` is the year in which it starts."""
    return _told("contests", [_contest(row) for row in contest_queries.contests(school_year)[:MOST]])


def _contest(row: Contest) -> dict[str, Any]:
    names = "name organiser school_year low_countries starts_on ends_on teams source fictitious"
    return {"id": str(row.public_id), **{name: getattr(row, name) for name in names.split()}}
