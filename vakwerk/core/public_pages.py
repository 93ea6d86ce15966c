"""What everybody may know: the privacy page with the whole field ledger, and the accessibility statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from vakwerk.core import ledger as field_ledger
from vakwerk.core.access import public
from vakwerk.core.language import page_language
from vakwerk.core.ledger import Field, Ledger, Room, Text
from vakwerk.core.tables import Column, Table

PAGES = Path(__file__).parent / "data" / "pages"
NOBODY_SAID = _("Not accounted for yet")


@dataclass(frozen=True)
class Line:
    """One personal field as people read it."""

    room: Text
    record: Text
    model: str
    field: str
    purpose: Text
    ground: Text
    controller: Text
    recipients: Text
    retention: Text


SHARED = (
    Column("ground", _("Legal ground")),
    Column("controller", _("Controller")),
    Column("recipients", _("Who sees it")),
    Column("retention", _("How long")),
)
OWN = (
    Column("field", _("Field"), value=lambda line: format_html("<code>{}</code>", line.field)),
    Column("purpose", _("What for")),
)
EXPORT = (
    Column("room", _("Part")),
    Column("record", _("Record")),
    Column("model", _("Table")),
    *OWN,
    *SHARED,
)


@dataclass(frozen=True)
class Record:
    """The fields of one model: what all of them have in common, and a table of the rest."""

    name: Text
    count: int
    common: list[tuple[Text, Text]]
    table: Table


@dataclass(frozen=True)
class Part:
    """One room: what it says for parents, and its records."""

    key: str
    name: Text
    says: tuple[Text, ...]
    records: list[Record]


def lines(ledger: Ledger, models: Iterable[type[Model]]) -> list[Line]:
    """Every personal field. What nobody declared stands there too, and says so: a new field cannot stay hidden."""
    found = [_line(ledger, label, name, field) for label, name, field in _declared(ledger)]
    return found + [_line(ledger, label, name, None) for label, name in _undeclared(ledger, models)]


def _declared(ledger: Ledger) -> Iterator[tuple[str, str, Field]]:
    for label, fields in ledger.personal.items():
        yield from ((label, name, field) for name, field in fields.items())


def _undeclared(ledger: Ledger, models: Iterable[type[Model]]) -> Iterator[tuple[str, str]]:
    for model in models:
        label = model._meta.label
        if label not in ledger.not_personal:
            missing = field_ledger.personal_field_names(model) - ledger.personal.get(label, {}).keys()
            yield from ((label, name) for name in sorted(missing))


def _line(ledger: Ledger, label: str, name: str, field: Field | None) -> Line:
    return Line(
        room=_about(ledger, _room_key(ledger, label)).name,
        record=ledger.names.get(label, label),
        model=label,
        field=name,
        purpose=field.purpose if field else NOBODY_SAID,
        ground=field.ground.words if field else NOBODY_SAID,
        controller=field.controller if field else NOBODY_SAID,
        recipients=field.recipients if field else NOBODY_SAID,
        retention=field.retention if field else NOBODY_SAID,
    )


def _room_key(ledger: Ledger, label: str) -> str:
    """The room that declares a model; for a model that nobody declares, its own application."""
    return ledger.room_of.get(label, label.partition(".")[0])


def _about(ledger: Ledger, key: str) -> Room:
    return ledger.rooms.get(key) or Room(key, ())


def parts(ledger: Ledger, found: list[Line], request: HttpRequest) -> list[Part]:
    """Rooms with personal data first; each record once."""
    by_room: dict[str, dict[str, list[Line]]] = {key: {} for key in reversed(ledger.rooms)}
    for line in found:
        by_room.setdefault(_room_key(ledger, line.model), {}).setdefault(line.model, []).append(line)
    keys = sorted(by_room, key=lambda key: not by_room[key])
    return [_part(key, _about(ledger, key), by_room[key].values(), request) for key in keys]


def _part(key: str, about: Room, records: Iterable[list[Line]], request: HttpRequest) -> Part:
    return Part(key, about.name, about.says, [_record(each, request) for each in records])


def _record(found: list[Line], request: HttpRequest) -> Record:
    """What every field of the record has in common is said once, above the table of what differs."""
    common = [column for column in SHARED if len({str(column.read(line)) for line in found}) == 1]
    columns = [*OWN, *(column for column in SHARED if column not in common)]
    first = found[0]
    table = Table(
        found, columns, request, caption=first.record, prefix=first.model, page_size=len(found), downloadable=False
    )
    return Record(first.record, len(found), [(c.label, c.read(first)) for c in common], table)


@cache
def _raw(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((PAGES / f"{name}.yaml").read_text(encoding="utf-8")))


def page(name: str) -> dict[str, Any]:
    """The texts of a page in the reader's language: {"title", "lead", "sections": [{"key", "title", ...}], ...}."""
    spoken: dict[str, Any] = _spoken(_raw(name), page_language())
    return spoken


def _spoken(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"nl", "en"}:
            return value[language]
        return {key: _spoken(each, language) for key, each in value.items()}
    return [_spoken(each, language) for each in value] if isinstance(value, list) else value


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What Vakwerk keeps about people; `?format=csv` or `xlsx` gives every field as a file."""
    ledger = field_ledger.collect()
    found = lines(ledger, apps.get_models())
    table = Table(found, EXPORT, request, filename="vakwerk-privacy")
    context = {"page": page("privacy"), "operator": settings.OPERATOR, "table": table, "count": len(found)}
    return table.download() or render(
        request, "core/pages/privacy.html", context | {"parts": parts(ledger, found, request)}
    )


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what was not, and whom to tell."""
    return render(
        request, "core/pages/accessibility.html", {"page": page("accessibility"), "operator": settings.OPERATOR}
    )
