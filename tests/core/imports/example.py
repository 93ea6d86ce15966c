"""An import as a room would write it, into a table of core; and its pages, mounted beside those of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from openpyxl import Workbook

from tests.conftest import FakeViewer
from vakwerk.core import imports
from vakwerk.core.access import roles
from vakwerk.core.models import SearchDocument
from vakwerk.core.viewer import Nobody, Role

KIND = "pupils"


def apply(records: list[imports.Record], context: imports.Context) -> imports.Outcome:
    outcome = imports.Outcome()
    known = dict(SearchDocument.objects.filter(kind=KIND).values_list("key", "title"))
    for record in records:
        name = f"{record['first_name']} {record['last_name']}"
        if record["first_name"] == "Weiger":
            outcome.refuse(record, "Nobody is called so.", name)
        elif record["first_name"] == "Ontplof":
            raise RuntimeError("boom")
        elif record["number"] not in known:
            SearchDocument.objects.create(kind=KIND, key=record["number"], title=name)
            outcome.created += 1
        elif known[record["number"]] != name:
            SearchDocument.objects.filter(kind=KIND, key=record["number"]).update(title=name)
            outcome.changed += 1
            outcome.details.append(f"{known[record['number']]} -> {name}")
        else:
            outcome.unchanged += 1
    return outcome


SPEC = imports.register(
    imports.ImportSpec(
        name="tests.pupils",
        title="Pupils",
        columns=[
            imports.Column("number", "Number", aliases=("stamnummer", "nr."), required=True, example="A1"),
            imports.Column("first_name", "First name", aliases=("voornaam",), required=True, example="Noor"),
            imports.Column("last_name", "Last name", aliases=("naam", "familienaam"), required=True, example="Maes"),
            imports.Column("born", "Born", aliases=("geboortedatum",), parse=imports.parsers.day, empty=None),
            imports.Column("class", "Class", aliases=("klas",)),
        ],
        unique=("number",),
        apply=apply,
    )
)


@dataclass
class Coordinator(FakeViewer):
    """With what the page shell asks of somebody who is signed in."""

    organisation_name: str = "Testschool"
    capacities: tuple[object, ...] = ()
    capacity_id: int | None = None


class HeaderViewer:
    """Stands in for the middleware of `people`: the X-Person header says who is looking."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        person = request.headers.get("X-Person")
        request.viewer = Coordinator(Role.COORDINATOR, int(person), 7) if person else Nobody()
        return self.get_response(request)


urlpatterns = [
    path("invoer/", include((imports.pages(SPEC, roles(Role.COORDINATOR), name="pupils"), "testroom"))),
    path("", include("config.urls")),
]
HEADERS = ["Stamnummer", "Voornaam", "Naam", "Geboortedatum"]
ROWS = [["A1", "Noor", "Maes", "17/03/2012"], ["A2", "Zoë", "D'hondt", "01/09/2011"]]


def csv_file(
    rows: list[list[str]] | None = None, headers: list[str] | None = None, separator: str = ";", encoding: str = "utf-8"
) -> bytes:
    lines = [headers or HEADERS, *(ROWS if rows is None else rows)]
    return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


def xlsx_file(rows: list[list[Any]], title: str = "Blad1") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def names() -> list[str]:
    return sorted(SearchDocument.objects.filter(kind=KIND).values_list("title", flat=True))
