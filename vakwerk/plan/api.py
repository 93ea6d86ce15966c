"""`/api/v1/plan`: every amount, date, figure and organisation of the paper with its paragraph."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.core.api import BilingualText
from vakwerk.plan import money, queries
from vakwerk.plan.models import ActionStatus
from vakwerk.plan.money import Account, Line
from vakwerk.plan.paper import Amount, Figure, the_plan

router = Router(tags=["plan"])
SOURCE = "Mededeling aan de Vlaamse Regering: plan ter versterking van TSO en BSO (begin 2024)"


class AmountOut(Schema):
    printed: str
    cents: int | None
    kind: str
    period: BilingualText
    purpose: BilingualText
    paragraph: str
    committed_cents: int | None = None
    paid_cents: int | None = None


class FigureOut(Schema):
    printed: str
    meaning: BilingualText
    paragraph: str


class DateOut(FigureOut):
    date: datetime.date


class OutcomeOut(Schema):
    key: str
    sentence: BilingualText
    paragraph: str


class ContestOut(Schema):
    name: str
    organiser: str


class LineOut(Schema):
    action: str
    code: str
    printed: str | None
    printed_cents: int | None
    kind: str | None
    paragraph: str | None
    also_for_others: bool
    committed_cents: int | None
    paid_cents: int | None
    recovered_cents: int | None
    left_cents: int | None
    evidence: int


class StatusOut(Schema):
    action: str
    status: str
    on: datetime.date
    text: str
    source: str
    link: str
    entered_by: str


class ValueOut(Schema):
    day: datetime.date
    period: str
    value: str | None
    withheld: bool
    source: str
    link: str
    note: str


class IndicatorOut(Schema):
    action: str
    outcome: str
    name: str
    name_en: str
    unit: str
    counts: str
    source: str
    kept_by: str
    withdrawn: bool
    values: list[ValueOut]


class LedgerOut(Schema):
    as_of: datetime.date
    source: str
    lines: list[LineOut]
    statuses: list[StatusOut]
    indicators: list[IndicatorOut]


class ActionOut(Schema):
    number: str
    section: str
    spearhead: int
    title: BilingualText
    promise: BilingualText
    period: BilingualText
    owners: list[str]
    organisations: list[str]
    amounts: list[AmountOut]
    figures: list[FigureOut]
    dates: list[DateOut]
    periods: list[FigureOut]
    goals: list[BilingualText]
    contests: list[ContestOut]
    outcomes: list[str]
    built: bool


class PlanOut(Schema):
    as_of: datetime.date
    source: str
    title: BilingualText
    status: BilingualText
    definition: BilingualText
    ministers: list[str]
    outcomes: list[OutcomeOut]
    actions: list[ActionOut]


def _amount(amount: Amount, line: Line) -> dict[str, Any]:
    return {
        "committed_cents": line.committed_cents,
        "paid_cents": line.paid_cents,
        "printed": amount.printed,
        "cents": amount.cents,
        "kind": amount.kind.value,
        "period": amount.period,
        "purpose": amount.purpose,
        "paragraph": amount.paragraph,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"printed": figure.printed, "meaning": figure.meaning, "paragraph": figure.paragraph}


def _action(account: Account) -> dict[str, Any]:
    action = account.action
    return {
        "number": action.number,
        "section": action.section,
        "spearhead": action.spearhead,
        "title": action.title,
        "promise": action.promise,
        "period": action.period,
        "owners": [minister.name for minister in the_plan().ministers],
        "organisations": list(action.organisations),
        "amounts": [_amount(line.amount, line) for line in account.lines if line.amount],
        "figures": [_figure(figure) for figure in action.figures],
        "periods": [_figure(period) for period in action.periods],
        "dates": [
            {"printed": d.printed, "date": d.date, "meaning": d.meaning, "paragraph": d.paragraph} for d in action.dates
        ],
        "goals": list(action.goals),
        "contests": [{"name": c.name, "organiser": c.organiser} for c in action.contests],
        "outcomes": [outcome.key for outcome in action.outcomes],
        "built": action.built,
    }


@router.get("", response=PlanOut, summary="The whole plan")
def plan(request: Any) -> dict[str, Any]:
    paper = the_plan()
    return {
        "as_of": clock.as_of(),
        "source": SOURCE,
        "title": paper.title,
        "status": paper.status,
        "definition": paper.definition,
        "ministers": [f"{m.name}, {m.office.nl}" for m in paper.ministers],
        "outcomes": [{"key": o.key, "sentence": o.sentence, "paragraph": o.paragraph} for o in paper.outcomes],
        "actions": [_action(account) for account in money.accounts().values()],
    }


@router.get("/ledger", response=LedgerOut, summary="What was entered for the plan", url_name="plan_ledger")
def ledger(request: Any) -> dict[str, Any]:
    """Money, statuses and indicators. Amounts are integer cents; null: nobody entered anything. Nothing is added up."""
    return {
        "as_of": clock.today(),
        "source": f"{SOURCE}; dagboek van de kredieten en opgaven in Vakwerk",
        "lines": [_line(line) for account in money.accounts().values() for line in account.lines],
        "statuses": [_status(status) for status in queries.current_statuses().values()],
        "indicators": [_indicator(reading) for reading in queries.readings()],
    }


def _line(line: Line) -> dict[str, Any]:
    amount = line.amount
    return {
        "action": line.action.number,
        "code": line.code,
        "printed": amount.printed if amount else None,
        "printed_cents": amount.cents if amount else None,
        "kind": amount.kind.value if amount else None,
        "paragraph": amount.paragraph if amount else None,
        "also_for_others": line.for_others_too,
        "committed_cents": line.committed_cents,
        "paid_cents": line.paid_cents,
        "recovered_cents": line.recovered_cents,
        "left_cents": line.left_cents,
        "evidence": line.evidence,
    }


def _status(status: ActionStatus) -> dict[str, Any]:
    kept = {name: getattr(status, name) for name in ("action", "status", "on", "text", "source", "link")}
    return kept | {"entered_by": status.organisation.name}


def _indicator(reading: queries.Reading) -> dict[str, Any]:
    of = reading.indicator
    kept = {name: getattr(of, name) for name in ("action", "outcome", "name", "name_en", "unit", "counts", "source")}
    values = [_value(figure) for figure in reading.standing]
    return kept | {"kept_by": of.organisation.name, "withdrawn": of.withdrawn_at is not None, "values": values}


def _value(figure: queries.Figure) -> dict[str, Any]:
    kept = {name: getattr(figure.row, name) for name in ("day", "period", "source", "link", "note")}
    value = None if figure.value is None else str(figure.value)
    return kept | {"value": value, "withheld": figure.withheld}
