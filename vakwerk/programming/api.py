"""`/api/v1/programming`: what was notified and decided, with the version of the rule; never a count of pupils."""

from __future__ import annotations

import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.programming import queries
from vakwerk.programming.monitor import Row

router = Router(tags=["programming"])
SOURCE = "Vakwerk, programming: notifications by schools and decisions by the administration as entered here."


class ProgrammeOut(Schema):
    """One programme at one site."""

    school: str
    fictitious: bool
    site: str
    municipality: str
    programme: str
    programme_number: str
    dual: bool
    school_year: str
    way: str
    state: str
    rule_version: datetime.date | None
    decided_on: datetime.date | None


class ProgrammesOut(Schema):
    as_of: datetime.date
    source: str
    programmes: list[ProgrammeOut]


@router.get("/", response=ProgrammesOut, summary="Notified and decided programmes", url_name="programming")
def programmes(request: HttpRequest) -> dict[str, object]:
    """The public list, the newest school year first."""
    rows = [Row(each, "", None, None, "") for each in queries.public_requests()]
    return {"as_of": clock.as_of(), "source": SOURCE, "programmes": [_out(row) for row in rows]}


def _out(row: Row) -> dict[str, object]:
    request = row.request
    return {
        "school": row.school,
        "fictitious": request.site.organisation.fictitious,
        "site": row.site,
        "municipality": row.municipality,
        "programme": row.programme,
        "programme_number": request.component.group.number,
        "dual": request.component.dual,
        "school_year": row.start,
        "way": request.way,
        "state": request.state,
        "rule_version": row.rule_version,
        "decided_on": row.decided_on,
    }
