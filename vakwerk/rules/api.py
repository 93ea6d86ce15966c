"""`/api/v1/rules`: every parameter with its dated values, sources and status."""

from __future__ import annotations

import datetime

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


class ParameterOut(Schema):
    name: str
    title: BilingualText
    unit: str
    owner: str
    used_by: list[str]
    pages: list[str]
    values: list[ValueOut]


class ParametersOut(Schema):
    as_of: datetime.date
    source: str
    parameters: list[ParameterOut]


@router.get("/", response=ParametersOut, summary="All parameters", url_name="rules")
def parameters(request: HttpRequest) -> dict[str, object]:
    """Every legal value this site computes with."""
    found = [_out(one) for one in queries.register()]
    return {"as_of": clock.as_of(), "source": SOURCE, "parameters": found}


@router.get("/{name}", response=ParametersOut, summary="One parameter", url_name="rule")
def parameter(request: HttpRequest, name: str) -> dict[str, object]:
    """One parameter through time."""
    found = queries.register().parameters.get(name)
    if found is None:
        raise Http404
    return {"as_of": clock.as_of(), "source": SOURCE, "parameters": [_out(found)]}


def _out(one: Parameter) -> dict[str, object]:
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
    }
