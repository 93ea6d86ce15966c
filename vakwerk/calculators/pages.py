"""What the pages and the document show of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from vakwerk.calculators import echo, fields, pictures
from vakwerk.calculators.forms import DAY, AskForm
from vakwerk.calculators.shelf import Calculator
from vakwerk.core.language import say
from vakwerk.engines.rules import Answer, Case, Grid, Reading, Status, Verdict
from vakwerk.engines.rules.wording import dated

BOXES = {Verdict.YES: "success", Verdict.NO: "error", Verdict.ON_CONDITION: "warning", None: "info"}
TAGS = {Status.CONFIRMED: "success", Status.TO_BE_CONFIRMED: "warning", Status.NOT_FOUND: "error"}
LONG = 12


@dataclass(frozen=True)
class Value:
    """A parameter as the table under an answer shows it."""

    reading: Reading
    url: str

    @property
    def since(self) -> str:
        entry = self.reading.entry
        return say(dated(entry.valid_from)) if entry and entry.valid_from else ""

    @property
    def tag(self) -> str:
        return TAGS[self.reading.status]


@dataclass(frozen=True)
class Example:
    """A case with the address of its answer."""

    case: Case
    url: str


def calculator(chosen: Calculator, answer: Answer | None, form: AskForm, query: str) -> dict[str, Any]:
    """The page of one calculator; `answer` None before anything was asked, or when what was asked cannot be used."""
    return {
        "calculator": chosen,
        "rule": chosen.rule,
        "answer": answer,
        "asked": echo.asked(form) if answer else [],
        "box": box(answer),
        "grids": [grid(found) for found in answer.grids] if answer else [],
        "values": [value(reading) for reading in answer.readings] if answer else [],
        "examples": [example(chosen, case) for case in chosen.cases],
        "version_since": say(dated(answer.version)) if answer and answer.version else "",
        "picture": pictures.of(answer) if answer and answer.computed else None,
        "pdf_url": f"{reverse('calculators:calculator_pdf', args=[chosen.slug])}?{query}",
    }


def box(answer: Answer | None) -> str:
    """The colour of the answer."""
    if answer is None:
        return "neutral"
    return BOXES[answer.verdict] if answer.computed else "warning"


def grid(found: Grid) -> dict[str, Any]:
    """A table of an answer, its rows with the colour of their verdict."""
    verdicts = found.verdicts or (None,) * len(found.rows)
    heads = [say(head) for head in found.heads]
    rows = [
        (BOXES[verdict] if verdict else "", list(zip(heads, map(say, row), strict=True)))
        for verdict, row in zip(verdicts, found.rows, strict=True)
    ]
    return {"title": found.title, "heads": found.heads, "rows": rows, "long": len(rows) > LONG}


def value(reading: Reading) -> Value:
    try:
        return Value(reading, reverse("rules:parameter", args=[reading.parameter.name]))
    except NoReverseMatch:
        return Value(reading, "")


def example(chosen: Calculator, case: Case) -> Example:
    data = fields.example(case, chosen.rule.questions, DAY)
    pairs = [(name, item) for name, items in data.lists() for item in items]
    return Example(case, f"{address(chosen)}?{urlencode(pairs)}#antwoord")


def address(chosen: Calculator) -> str:
    return reverse("calculators:calculator", args=[chosen.slug])


def document(chosen: Calculator, answer: Answer, form: AskForm) -> dict[str, Any]:
    """The data of the PDF: what was asked, the answer and everything it rests on."""
    return {
        "title": say(chosen.rule.title),
        "headline": say(answer.headline),
        "day": say(dated(answer.day)),
        "asked": [list(row) for row in echo.asked(form)],
        "warnings": [say(words) for words in (*answer.warnings, *(found.absence for found in answer.waits_for))],
        "notes": [say(words) for words in answer.notes],
        "steps": [say(words) for words in answer.steps],
        "grids": [_plain(found) for found in answer.grids],
        "values": [_row(reading) for reading in answer.readings],
        "version": say(dated(answer.version)) if answer.version else "",
        "source": answer.source,
        "words": _words(),
    }


def _plain(found: Grid) -> dict[str, Any]:
    rows = [[say(cell) for cell in row] for row in found.rows]
    return {"title": say(found.title), "heads": [say(head) for head in found.heads], "rows": rows}


def _row(reading: Reading) -> list[str]:
    shown = value(reading)
    source = reading.entry.source if reading.entry else ""
    return [
        say(reading.parameter.title),
        say(reading.written),
        shown.since,
        say(reading.status.label),
        source,
    ]


def _words() -> dict[str, Any]:
    return {
        "asked": _("What was asked"),
        "day": _("For this day"),
        "warnings": _("Be careful"),
        "notes": _("Good to know"),
        "steps": _("How we get there"),
        "values": _("What this rests on"),
        "heads": [_("Value"), _("How much"), _("Since"), _("Status"), _("Source")],
        "version": _("Version of the rule"),
        "question": _("Question"),
        "answer": _("Answer"),
        "helps": _("This is a calculating aid, not a decision. Nobody kept what was typed."),
    }
