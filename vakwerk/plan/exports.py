"""The plan's ledger as sheets. Euros are exact decimals; what nobody entered stays an empty cell, never a zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core import clock
from vakwerk.plan import money, queries
from vakwerk.plan.money import Line
from vakwerk.plan.paper import the_plan
from vakwerk.plan.report import Report, Row

Text = str | Promise


@dataclass(frozen=True)
class Sheet:
    title: Text
    heads: list[str]
    rows: list[list[Any]]


def euro(cents: int | None) -> Decimal | None:
    """Exact: a shift of the point, no division."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def money_sheet() -> Sheet:
    """A row for each promise, and for each envelope that a decision opened."""
    statuses = queries.current_statuses()
    rows = []
    for number, account in money.accounts().items():
        status = statuses.get(number)
        said = [status.get_status_display(), status.on] if status else [None, None]
        rows += [[number, str(account.action.title), *_line(line), *said, clock.today()] for line in account.lines]
        if not account.lines:
            rows.append([number, str(account.action.title), *[None] * 12, *said, clock.today()])
    heads = [
        _("Action"),
        _("Title"),
        _("Envelope"),
        _("As printed"),
        _("Amount in euros"),
        _("Kind"),
        _("Period"),
        _("For"),
        _("Paragraph"),
        _("Committed"),
        _("Paid"),
        _("Recovered"),
        _("Left to commit"),
        _("Pieces of evidence"),
        _("Status"),
        _("Status on"),
        _("As of"),
    ]
    return Sheet(gettext_lazy("Money"), heads, rows)


def _line(line: Line) -> list[Any]:
    amount, envelope = line.amount, line.envelope
    promised: list[Any] = [None, None, None, envelope.period_text if envelope else None, str(envelope), None]
    if amount:
        kind = str(amount.kind.label)
        promised = [amount.printed, euro(amount.cents), kind, str(amount.period), str(amount.purpose), amount.paragraph]
    entered = [euro(c) for c in (line.committed_cents, line.paid_cents, line.recovered_cents, line.left_cents)]
    return [line.code, *promised, *entered, line.evidence]


def question_sheet(asked: Report) -> Sheet:
    """A row for each promise or envelope in the answer to a question, with what moved in its period."""
    heads = [
        _("Action"),
        _("Title"),
        _("Envelope"),
        _("As printed"),
        _("Kind"),
        _("Counts in totals"),
        _("From"),
        _("Up to and including"),
        _("Committed"),
        _("Paid"),
        _("Recovered"),
        _("Left to commit"),
        _("As of"),
    ]
    rows = [_asked_row(row, asked) for part in asked.parts for row in part.rows]
    return Sheet(gettext_lazy("Money"), heads, rows)


def _asked_row(row: Row, asked: Report) -> list[Any]:
    line, amount = row.line, row.line.amount
    promised = [amount.printed, str(amount.kind.label)] if amount else [str(line.envelope), None]
    days = [asked.period.first, asked.period.last]
    moved = [euro(c) for c in (row.committed_cents, row.paid_cents, row.recovered_cents, row.left_cents)]
    counts = _("no") if line.for_others_too else _("yes")
    return [line.action.number, str(line.action.title), line.code, *promised, counts, *days, *moved, clock.today()]


def indicator_sheet() -> Sheet:
    """A row for each figure ever entered; promised outcomes and indicators without any have a row as well."""
    heads = [
        _("Action"),
        _("Outcome"),
        _("Indicator"),
        _("Unit"),
        _("What is counted"),
        _("Day"),
        _("Period"),
        _("Figure"),
        _("Withheld"),
        _("Holds"),
        _("Source"),
        _("Entered by"),
        _("Entered on"),
        _("Note"),
    ]
    found = queries.readings()
    counted = {reading.indicator.outcome for reading in found}
    rows = [_outcome(o.key, str(o.sentence)) for o in the_plan().outcomes if o.key not in counted]
    return Sheet(gettext_lazy("Indicators"), heads, rows + [row for reading in found for row in _figures(reading)])


def _outcome(key: str, sentence: str) -> list[Any]:
    return [None, sentence, *[None] * 11, _("The paper names no measure; nobody entered an indicator.")]


def _figures(reading: queries.Reading) -> Iterator[list[Any]]:
    of = reading.indicator
    sentence = next((str(o.sentence) for o in the_plan().outcomes if o.key == of.outcome), None)
    head = [of.action or None, sentence, str(of), of.unit, of.counts]
    for figure in reversed(reading.history):
        row = figure.row
        holds = not figure.replaced and row.value is not None
        by = [row.source, row.organisation.name, clock.local(row.entered_at).date(), row.note]
        yield [*head, row.day, row.period, figure.value, figure.withheld, holds, *by]
    if not reading.history:
        yield [*head, None, None, None, None, None, of.source, of.organisation.name, None, _("nothing entered yet")]


def status_sheet() -> Sheet:
    heads = [_("Action"), _("Title"), _("Status"), _("On"), _("Explanation"), _("Source"), _("Entered by")]
    standing = queries.current_statuses()
    rows = []
    for action in the_plan().actions:
        status = standing.get(action.number)
        said: list[Any] = [None] * 5
        if status:
            by = status.organisation.name
            said = [status.get_status_display(), status.on, status.text, status.source, by]
        rows.append([action.number, str(action.title), *said])
    return Sheet(gettext_lazy("Status"), heads, rows)


def paper_sheet() -> Sheet:
    """Every date, period and figure of the paper that is not money."""
    heads = [_("Action"), _("As printed"), _("Meaning"), _("Paragraph")]
    rows = [
        [action.number, point.printed, str(point.meaning), point.paragraph]
        for action in the_plan().actions
        for point in action.points
    ]
    return Sheet(gettext_lazy("Dates and figures"), heads, rows)


PARTS: dict[str, Callable[[], Sheet]] = {
    "geld": money_sheet,
    "indicatoren": indicator_sheet,
    "stand": status_sheet,
    "data-en-cijfers": paper_sheet,
}
