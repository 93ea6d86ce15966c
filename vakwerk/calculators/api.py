"""`/api/v1/calculators`: the rules, what each asks as JSON Schema, and their answers. Open; nothing is kept.

Amounts travel as text ("588.70"), because a number in JSON may be read as a binary fraction.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import translation
from ninja import Field, Path, Router, Schema
from ninja.errors import HttpError
from ninja.responses import Status

from vakwerk.calculators import asking, schema
from vakwerk.calculators.shelf import BY_NAME, SHELF, Calculator
from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.engines.rules import Answer, Faults, Grid, Reading, Refused, typed

router = Router(tags=["calculators"])
SOURCE = "Vakwerk: parameters and rules with a source each"
Language = Literal["nl", "en"]
Name = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,60}$")]


class Asking(Schema):
    """A question to a rule: the day of the law (today when left out), the answers by key, the language of the words."""

    language: Language = "nl"
    day: str | None = Field(None, max_length=10)
    given: dict[str, Any] = Field(default_factory=dict, max_length=100)


class ParameterOut(Schema):
    name: str
    title: str
    value: str
    status: str
    since: datetime.date | None
    source: str
    url: str


class GridOut(Schema):
    title: str
    heads: list[str]
    rows: list[list[str]]
    verdicts: list[str | None]


class AnswerOut(Schema):
    as_of: datetime.date
    source: str
    rule: str
    version: datetime.date | None
    computed: bool
    verdict: str | None
    headline: str
    result: dict[str, Any]
    steps: list[str]
    notes: list[str]
    grids: list[GridOut]
    warnings: list[str]
    waits_for: list[str]
    parameters: list[ParameterOut]


class RefusedOut(Schema):
    """What cannot be used, by key of the question, in the language of the answer."""

    errors: dict[str, str]


class CalculatorOut(Schema):
    name: str
    title: str
    about: str
    page: str
    given: dict[str, Any]


class CalculatorsOut(Schema):
    as_of: datetime.date
    source: str
    items: list[CalculatorOut]


@router.get("/", url_name="calculators", response=CalculatorsOut, summary="The calculators and what each asks")
def calculators(request: HttpRequest, language: Language = "nl") -> dict[str, Any]:
    with translation.override(language):
        items = [_described(calculator) for calculator in SHELF]
    return {"as_of": clock.as_of(), "source": SOURCE, "items": items}


@router.post(
    "/{name}", url_name="calculators-ask", response={200: AnswerOut, 422: RefusedOut}, summary="The answer of a rule"
)
def ask(request: HttpRequest, name: Name, asked: Asking) -> Any:
    if name not in BY_NAME:
        raise HttpError(404, "There is no such calculator.")
    with translation.override(asked.language):
        return _answered(name, asked)


def _answered(name: str, asked: Asking) -> Any:
    try:
        day = typed.day(asked.day) if asked.day else clock.as_of()
        return answer_out(asking.ask(BY_NAME[name].rule, asked.given, day))
    except Refused as refused:
        return Status(422, {"errors": {"day": say(refused.words)}})
    except Faults as faults:
        return Status(422, {"errors": {key: say(words) for key, words in faults.words.items()}})


def _described(calculator: Calculator) -> dict[str, Any]:
    rule = calculator.rule
    return {
        "name": rule.name,
        "title": say(rule.title),
        "about": say(rule.about),
        "page": f"/rekenhulp/{calculator.slug}/",
        "given": schema.of_rule(rule),
    }


def answer_out(answer: Answer) -> dict[str, Any]:
    """An answer as JSON holds it."""
    return {
        "as_of": answer.day,
        "source": answer.source,
        "rule": answer.rule,
        "version": answer.version,
        "computed": answer.computed,
        "verdict": answer.verdict,
        "headline": say(answer.headline),
        "result": {key: plain(found) for key, found in answer.result.items()},
        "steps": [say(words) for words in answer.steps],
        "notes": [say(words) for words in answer.notes],
        "grids": [_grid(grid) for grid in answer.grids],
        "warnings": [say(words) for words in answer.warnings],
        "waits_for": [reading.parameter.name for reading in answer.waits_for],
        "parameters": [_parameter(reading) for reading in answer.readings],
    }


def plain(found: object) -> object:
    """Decimals and dates as text; the rest as it is."""
    match found:
        case Decimal():
            return f"{found:f}"
        case datetime.date():
            return found.isoformat()
        case tuple():
            return list(found)
    return found


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "title": say(grid.title),
        "heads": [say(head) for head in grid.heads],
        "rows": [[say(cell) for cell in row] for row in grid.rows],
        "verdicts": list(grid.verdicts),
    }


def _parameter(reading: Reading) -> dict[str, Any]:
    entry = reading.entry
    return {
        "name": reading.parameter.name,
        "title": say(reading.parameter.title),
        "value": say(reading.written),
        "status": reading.status,
        "since": entry.valid_from if entry else None,
        "source": entry.source if entry else "",
        "url": entry.url if entry else "",
    }
