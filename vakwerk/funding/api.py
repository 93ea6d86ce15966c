"""Calls at `/api/v1/calls`: what is open, what it asks and until when."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.funding.content import load
from vakwerk.funding.models import Call
from vakwerk.funding.queries import calls as queries

router = Router(tags=["calls"])
MOST = 500


class CriterionOut(Schema):
    label: str
    weight: int
    top: int


class CallOut(Schema):
    id: str
    reference: str
    title: str
    kind: str
    phase: str
    summary: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    budget_cents: int | None
    who_may_apply: list[str]
    conditions: list[str]
    criteria: list[CriterionOut]
    version: int
    changed_because: list[str]
    to_confirm: list[str]
    sources: list[str]
    fictitious: bool
    page: str


class CallsOut(Schema):
    as_of: datetime.date
    source: str
    calls: list[CallOut]


@router.get("", response=CallsOut, url_name="calls", summary="Calls that are or were published")
def calls(request: HttpRequest, open: bool | None = None) -> dict[str, Any]:  # noqa: A002 the name in the address
    """All published calls, those to come first; `open=true` gives only those that are open now. No applications."""
    now = queries.moment_shown()
    found = queries.open_for_api(now, open)[:MOST]
    told = [_call(request, call, now) for call in found]
    return {"as_of": clock.as_of(), "source": "Vakwerk, as published by the authority that runs it", "calls": told}


def _call(request: HttpRequest, call: Call, now: datetime.datetime) -> dict[str, Any]:
    versions = call.published  # type: ignore[attr-defined]
    content = load(versions[0].content)
    return {
        "id": str(call.public_id),
        "reference": call.reference,
        "title": call.title,
        "kind": call.kind,
        "phase": call.phase(now).value,
        "summary": content.summary,
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "budget_cents": content.budget_cents,
        "who_may_apply": list(content.lead_kinds),
        "conditions": [rule.message for rule in content.rules],
        "criteria": [{"label": c.label, "weight": c.weight, "top": c.top} for c in content.criteria],
        "version": versions[0].number,
        "changed_because": [version.reason for version in versions if version.number > 1],
        "to_confirm": list(content.to_confirm),
        "sources": list(content.sources),
        "fictitious": call.fictitious,
        "page": request.build_absolute_uri(f"/oproepen/{call.public_id}/"),
    }
