"""Open data of decided divisions at `/api/v1/budgets`: keys and the share of every school."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from vakwerk.budgets import divisions, queries
from vakwerk.budgets.models import Round
from vakwerk.core import clock

router = Router(tags=["budgets"])
SOURCE = "Vakwerk: decisions of civil servants; parameters with the source of each"


class ParameterOut(Schema):
    name: str
    value: str
    status: str
    source: str


class RoundOut(Schema):
    id: UUID
    title: str
    key: str
    school_year: int
    decided_on: datetime.date
    reason: str
    schools: int
    total_cents: int


class ShareOut(Schema):
    """`pupils` by group, as text: they may be halves."""

    school: str
    institution_number: str
    pupils: dict[str, str]
    amount_cents: int


class RoundsOut(Schema):
    as_of: datetime.date
    source: str
    items: list[RoundOut]


class SharesOut(Schema):
    as_of: datetime.date
    source: str
    round: RoundOut
    factors: dict[str, str]
    pool_cents: int | None
    rate_cents: int | None
    parameters: list[ParameterOut]
    items: list[ShareOut]


@router.get("/", url_name="budgets", response=RoundsOut, summary="Decided divisions of budgets by pupils")
def decided_rounds(request: HttpRequest) -> dict[str, Any]:
    """The newest first."""
    rows = [_round(found) for found in queries.decided_rounds()]
    return {"as_of": clock.as_of(), "source": SOURCE, "items": rows}


@router.get("/{public_id}/", url_name="budget", response=SharesOut, summary="One division, share by share")
def shares(request: HttpRequest, public_id: UUID) -> dict[str, Any]:
    """The key as it was decided, what each of its parameters rests on, and the shares in cents."""
    found = queries.decided_round(public_id)
    computed = divisions.compute(found)
    return {
        "as_of": clock.as_of(),
        "source": SOURCE,
        "round": _round(found),
        "factors": found.key["factors"],
        "pool_cents": found.key["pool"],
        "rate_cents": found.key["rate"],
        "parameters": [
            {"name": p.name, "value": p.value.nl, "status": p.status.value, "source": p.source}
            for p in computed.parameters
        ],
        "items": _shares(found, computed),
    }


def _round(found: Any) -> dict[str, Any]:
    return {
        "id": found.public_id,
        "title": found.title,
        "key": found.regime,
        "school_year": found.school_year,
        "decided_on": found.decided_at.date(),
        "reason": found.reason,
        "schools": found.schools,
        "total_cents": found.total_cents or 0,
    }


def _shares(found: Round, computed: divisions.Computed) -> list[dict[str, Any]]:
    """The shares that were written, with the counts they rest on."""
    kept = {share.school_id: share.amount_cents for share in queries.shares_of(found)}
    pupils: dict[str, dict[str, str]] = {}
    for count in computed.counts:
        pupils.setdefault(count.key, {})[count.group] = str(count.pupils)
    return [
        {
            "school": school.name,
            "institution_number": "" if key.startswith("#") else key,
            "pupils": pupils[key],
            "amount_cents": kept[school.pk],
        }
        for key, school in sorted(computed.schools.items(), key=lambda pair: pair[1].name)
    ]
