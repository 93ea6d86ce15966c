"""`/api/v1/rules`: every parameter with its dated values, sources and status."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.core.api import BilingualText
from vakwerk.engines.rules import Parameter
from vakwerk.rules import queries, usage, values

router = Router(tags=["rules"])
SOURCE = "Each value names its own source."


class ValueOut(Schema):
    """One dated value; numbers as text, so that no decimal is lost on the way."""

    value: str | None
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    sure_until: datetime.date | None
    status: str
    source: str
    url: str


class ReplacedOut(Schema):
    """A value that another one took the place of, from the same day on; null when there was none yet."""

    value: str | None
    valid_from: datetime.date
    replaced_at: datetime.datetime


class ParameterOut(Schema):
    name: str
    title: BilingualText
    unit: str
    owner: str
    used_by: list[str]
    pages: list[str]
    values: list[ValueOut]
    replaced: list[ReplacedOut]


class ParametersOut(Schema):
    as_of: datetime.date
    source: str
    parameters: list[ParameterOut]


@router.get("/", response=ParametersOut, summary="All parameters", url_name="rules")
def parameters(request: HttpRequest) -> dict[str, object]:
    """Every legal value this site computes with."""
    known = queries.register()
    replaced = queries.replaced(known)
    found = [_out(one, replaced.get(one.name, ())) for one in known]
    return {"as_of": clock.as_of(), "source": SOURCE, "parameters": found}


@router.get("/{name}", response=ParametersOut, summary="One parameter", url_name="rule")
def parameter(request: HttpRequest, name: str) -> dict[str, object]:
    """One parameter through time."""
    known = queries.register()
    found = known.parameters.get(name)
    if found is None:
        raise Http404
    shown = _out(found, queries.replaced(known).get(name, ()))
    return {"as_of": clock.as_of(), "source": SOURCE, "parameters": [shown]}


def _out(one: Parameter, replaced: Sequence[queries.Replaced]) -> dict[str, object]:
    users = queries.users_of_parameters().get(one.name, ())
    return {
        "name": one.name,
        "title": one.title,
        "unit": one.unit.value,
        "owner": one.owner,
        "used_by": [rule.name for rule in users],
        "pages": [page.url for page in usage.pages_with(one.name)],
        "values": [
            {
                "value": None if value.value is None else values.kept(value.value),
                "valid_from": value.valid_from,
                "valid_to": value.valid_to,
                "sure_until": value.sure_until,
                "status": value.status.value,
                "source": value.source,
                "url": value.url,
            }
            for value in one.values
        ],
        "replaced": [
            {
                "value": each.proposal.before or None,
                "valid_from": each.proposal.valid_from,
                "replaced_at": each.proposal.decided_at,
            }
            for each in replaced
        ],
    }
