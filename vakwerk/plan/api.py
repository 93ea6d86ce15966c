"""`/api/v1/plan`: every amount, date, figure and organisation of the paper with its paragraph."""

from __future__ import annotations

import datetime
from typing import Any

from ninja import Router, Schema

from vakwerk.core import clock
from vakwerk.plan.paper import Action, Amount, Text, the_plan

router = Router(tags=["plan"])
SOURCE = "Mededeling aan de Vlaamse Regering: plan ter versterking van TSO en BSO (begin 2024)"


class BilingualText(Schema):
    nl: str
    en: str


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


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "printed": amount.printed,
        "cents": amount.cents,
        "kind": amount.kind.value,
        "period": _text(amount.period),
        "purpose": _text(amount.purpose),
        "paragraph": amount.paragraph,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "number": action.number,
        "section": action.section,
        "spearhead": action.spearhead,
        "title": _text(action.title),
        "promise": _text(action.promise),
        "period": _text(action.period),
        "owners": [minister.name for minister in the_plan().ministers],
        "organisations": list(action.organisations),
        "amounts": [_amount(amount) for amount in action.amounts],
        "figures": [
            {"printed": f.printed, "meaning": _text(f.meaning), "paragraph": f.paragraph} for f in action.figures
        ],
        "dates": [
            {"printed": d.printed, "date": d.date, "meaning": _text(d.meaning), "paragraph": d.paragraph}
            for d in action.dates
        ],
        "goals": [_text(goal) for goal in action.goals],
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
        "title": _text(paper.title),
        "status": _text(paper.status),
        "definition": _text(paper.definition),
        "ministers": [f"{m.name}, {m.office.nl}" for m in paper.ministers],
        "outcomes": [{"key": o.key, "sentence": _text(o.sentence), "paragraph": o.paragraph} for o in paper.outcomes],
        "actions": [_action(action) for action in paper.actions],
    }
