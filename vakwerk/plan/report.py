"""What a report for a parliamentary question says: exact figures, their source and day, and what nobody entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from vakwerk.core import clock
from vakwerk.core.money import euros
from vakwerk.ledger import queries as ledger
from vakwerk.ledger.queries import Movement
from vakwerk.plan import money, queries
from vakwerk.plan.models import ActionStatus
from vakwerk.plan.money import Account, Line
from vakwerk.plan.paper import the_plan


@dataclass(frozen=True)
class Period:
    """Days, both included; None is open. Without both the report tells how everything stands."""

    first: date | None = None
    last: date | None = None

    @property
    def whole(self) -> bool:
        return self.first is None and self.last is None

    def holds(self, day: date) -> bool:
        return (self.first or date.min) <= day <= (self.last or date.max)

    def moments(self) -> tuple[datetime, datetime]:
        """From midnight to midnight in Brussels."""
        first, last = self.first or date(1900, 1, 1), self.last or clock.today()
        days = (first, last + timedelta(days=1))
        return timezone.make_aware(datetime.combine(days[0], time())), timezone.make_aware(
            datetime.combine(days[1], time())
        )

    def __str__(self) -> str:
        if self.whole:
            return _("as everything stands, since the beginning")
        first = date_format(self.first, "j F Y") if self.first else _("the beginning")
        last = date_format(self.last or clock.today(), "j F Y")
        return _("what was entered from %(first)s up to and including %(last)s") % {"first": first, "last": last}


@dataclass(frozen=True)
class Row:
    """One promise or envelope with its figures for the period; None: nobody entered anything."""

    line: Line
    committed_cents: int | None
    paid_cents: int | None
    recovered_cents: int | None
    left_cents: int | None


@dataclass(frozen=True)
class Part:
    """One action in the report."""

    account: Account
    rows: tuple[Row, ...]
    status: ActionStatus | None
    readings: tuple[queries.Reading, ...]

    @property
    def counted(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.committed_cents is not None and not row.line.for_others_too)

    def total(self, name: str) -> int | None:
        return sum(getattr(row, name) or 0 for row in self.counted) if self.counted else None

    @property
    def committed_cents(self) -> int | None:
        return self.total("committed_cents")

    @property
    def paid_cents(self) -> int | None:
        return self.total("paid_cents")

    @property
    def recovered_cents(self) -> int | None:
        return self.total("recovered_cents")

    @property
    def missing(self) -> list[str]:
        """What nobody entered, in words."""
        lacks = []
        if any(row.committed_cents is None for row in self.rows):
            lacks.append(_("commitments and payments of the promises that say 'nothing entered yet'"))
        if self.status is None:
            lacks.append(_("a status of the action"))
        if not any(reading.standing for reading in self.readings):
            lacks.append(_("figures of indicators"))
        return lacks


@dataclass(frozen=True)
class Report:
    number: str
    subject: str
    period: Period
    parts: tuple[Part, ...]

    @property
    def committed_cents(self) -> int | None:
        return self._total("committed_cents")

    @property
    def paid_cents(self) -> int | None:
        return self._total("paid_cents")

    @property
    def recovered_cents(self) -> int | None:
        return self._total("recovered_cents")

    def _total(self, name: str) -> int | None:
        known = [total for total in (part.total(name) for part in self.parts) if total is not None]
        return sum(known) if known else None


def make(asked: Mapping[str, Any]) -> Report:
    """From the cleaned form of a question."""
    period = Period(asked["first"], asked["last"])
    moved = None if period.whole else ledger.movements(*period.moments())
    accounts, statuses = money.accounts(), queries.current_statuses(period.last)
    readings = queries.by_action(queries.readings())
    chosen = [action.number for action in the_plan().actions if action.number in asked["actions"]]
    parts = tuple(
        Part(
            accounts[number],
            tuple(_row(line, moved) for line in accounts[number].lines),
            statuses.get(number),
            tuple(_within(reading, period) for reading in readings.get(number, [])),
        )
        for number in chosen
    )
    return Report(asked["number"], asked["subject"], period, parts)


def _row(line: Line, moved: dict[int, Movement] | None) -> Row:
    """With a period: the movements of the envelope and its years within it. What is left holds for today only."""
    if not line.entered or line.totals is None:
        return Row(line, None, None, None, None)
    if moved is None:
        return Row(line, line.committed_cents, line.paid_cents, line.recovered_cents, line.left_cents)
    keys = [each.envelope.pk for each in (line.totals, *line.totals.years)]
    parts = [moved.get(key, Movement()) for key in keys]
    committed = sum(part.committed_cents for part in parts)
    paid, recovered = sum(part.paid_cents for part in parts), sum(part.recovered_cents for part in parts)
    return Row(line, committed, paid, recovered, None)


def _within(reading: queries.Reading, period: Period) -> queries.Reading:
    return queries.Reading(reading.indicator, tuple(f for f in reading.standing if period.holds(f.row.day)))


# --- on paper ---


def printed(report: Report) -> dict[str, Any]:
    """What `documents/report.typ` needs."""
    number = _("Question %(number)s") % {"number": report.number} if report.number else ""
    kinds = _(
        "Promised amounts stand as printed. They are of different kinds and are not added up or spread over years."
    )
    return {
        "title": report.subject,
        "subtitle": " · ".join(part for part in (number, str(report.period)) if part),
        "intro": [
            kinds,
            _("A call of which the money is also meant for others counts in no total."),
            _("'Nothing entered yet' means that nobody entered it in this installation, not that nothing happened."),
        ],
        "words": _words(),
        "totals": _sums(report),
        "parts": [_part(part, report.period) for part in report.parts],
        "sources": [the_plan().source, _("The journal of public money and the entries for the plan in Vakwerk.")],
    }


def _words() -> dict[str, str]:
    return {
        "total": _("Over the chosen actions"),
        "promised": _("Promised, as printed"),
        "committed": _("Committed"),
        "paid": _("Paid"),
        "recovered": _("Recovered"),
        "left": _("Left to commit"),
        "status": _("Status"),
        "indicators": _("Indicators"),
        "missing": _("Not entered"),
        "no_amount": _("The paper names no amount for this action."),
        "indicator": _("Indicator"),
        "period": _("Period"),
        "figure": _("Figure"),
        "source": _("Source"),
        "evidence": _("Pieces of evidence"),
        "sum": _("Together"),
    }


def _money(cents: int | None) -> str:
    return _("nothing entered yet") if cents is None else euros(cents)


def _sums(report: Report) -> list[str]:
    left_out = any(part.account.left_out for part in report.parts)
    return [_sum(c, left_out) for c in (report.committed_cents, report.paid_cents, report.recovered_cents)]


def _sum(cents: int | None, left_out: bool) -> str:
    """A total; nothing to add up is not the same as nothing entered."""
    return _("only money that is also meant for others") if cents is None and left_out else _money(cents)


def _part(part: Part, period: Period) -> dict[str, Any]:
    action = part.account.action
    return {
        "title": f"{action.number} {action.title}",
        "promise": str(action.promise),
        "rows": [_printed_row(row, period) for row in part.rows],
        "sums": [_money(c) for c in (part.committed_cents, part.paid_cents, part.recovered_cents)],
        "several": len(part.counted) > 1,
        "evidence": evidence(part),
        "status": _status(part.status),
        "figures": [row for reading in part.readings for row in _printed_figures(reading)],
        "missing": part.missing,
    }


def evidence(part: Part) -> str:
    """How many files, always as of today: when a file came in says nothing of what it proves."""
    return _("%(count)s (as of %(day)s)") % {
        "count": part.account.evidence,
        "day": date_format(clock.today(), "j F Y"),
    }


def _printed_row(row: Row, period: Period) -> list[str]:
    amount, envelope = row.line.amount, row.line.envelope
    promised = str(envelope)
    if amount:
        kind = "" if amount.cents is None else f" ({amount.kind.label})"
        promised = f"{amount.printed}{kind}, {amount.period}: {amount.purpose} ({amount.paragraph})"
    figures = [_money(cents) for cents in (row.committed_cents, row.paid_cents, row.recovered_cents)]
    return [promised, *figures, _money(row.left_cents) if period.whole else "-"]


def _status(status: ActionStatus | None) -> str:
    if status is None:
        return _("nothing entered yet")
    on = date_format(status.on, "j F Y")
    return f"{status.get_status_display()} ({on}, {status.organisation.name}): {status.text} [{status.source}]"


def _printed_figures(reading: queries.Reading) -> list[list[str]]:
    return [[str(reading.indicator), f.moment, written_figure(f, reading), f.row.source] for f in reading.standing]


def written_figure(figure: queries.Figure, reading: queries.Reading) -> str:
    if figure.withheld:
        return _("fewer than 5")
    value = "" if figure.value is None else number_format(figure.value.normalize(), force_grouping=True)
    return f"{value} {reading.indicator.unit}"
