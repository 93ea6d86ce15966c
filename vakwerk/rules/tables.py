"""The register as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import say
from vakwerk.core.tables import Column, Text
from vakwerk.engines.rules import Parameter, Register, Rule, Status
from vakwerk.rules.usage import pages_with

STATUSES: dict[Status, Text] = {
    Status.CONFIRMED: _("Confirmed"),
    Status.TO_BE_CONFIRMED: _("To be confirmed"),
    Status.NOT_FOUND: _("Not found"),
}


@dataclass(frozen=True)
class Row:
    """One parameter on one day."""

    name: str
    title: str
    value: str
    since: date | None
    status: str
    owner: str
    used_by: str
    source: str

    @property
    def url(self) -> str:
        return reverse("rules:parameter", args=[self.name])


def rows(register: Register, day: date, users: Mapping[str, tuple[Rule, ...]]) -> list[Row]:
    return sorted((_row(one, day, users) for one in register), key=lambda row: row.title.casefold())


def _row(parameter: Parameter, day: date, users: Mapping[str, tuple[Rule, ...]]) -> Row:
    reading = parameter.on(day)
    return Row(
        name=parameter.name,
        title=say(parameter.title),
        value=say(reading.written) if reading.value is not None else "",
        since=reading.entry.valid_from if reading.entry else None,
        status=str(STATUSES[reading.status]),
        owner=parameter.owner,
        used_by=" · ".join(_users(parameter.name, users)),
        source=reading.entry.source if reading.entry else "",
    )


def _users(name: str, rules: Mapping[str, tuple[Rule, ...]]) -> list[str]:
    return [say(rule.title) for rule in rules.get(name, ())] + [str(page.title) for page in pages_with(name)]


def columns() -> tuple[Column, ...]:
    statuses = [(str(label), label) for label in STATUSES.values()]
    return (
        Column("title", _("Rule or figure"), sortable=True, filter="text", url=lambda row: row.url),
        Column("value", _("Value")),
        Column("since", _("Since"), sortable=True),
        Column(
            "status",
            _("Status"),
            sortable=True,
            filter="choice",
            choices=statuses,
        ),
        Column("used_by", _("Used by"), filter="text"),
        Column("owner", _("Owner"), sortable=True, filter="text"),
    )
