"""The questions of a rule as JSON Schema (draft 2020-12), for machines that ask without a form."""

from __future__ import annotations

from typing import Any

from vakwerk.core.language import say
from vakwerk.engines.rules import Kind, Question, Rule

DECIMAL = r"^-?\d+([.,]\d+)?$"
CLOCK = r"^\d{1,2}:\d{2}$"
_SHAPES: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TIME: {"type": "string", "pattern": CLOCK},
    Kind.COUNT: {"type": "integer"},
    Kind.NUMBER: {"type": ["number", "string"], "pattern": DECIMAL},
    Kind.AMOUNT: {"type": "string", "pattern": DECIMAL},
    Kind.CHOICE: {"type": "string"},
    Kind.SEVERAL: {"type": "array"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.TEXT: {"type": "string", "maxLength": 500},
    Kind.DATES: {"type": "array", "items": {"type": "string", "format": "date"}, "maxItems": 100},
    Kind.SHIFT: {
        "type": "object",
        "properties": {
            "start": {"type": "string", "pattern": CLOCK},
            "end": {"type": "string", "pattern": CLOCK},
            "pause": {"type": "integer", "minimum": 0, "description": "minutes"},
            "school": {"type": ["number", "string"], "description": "hours"},
        },
        "additionalProperties": False,
    },
}


def of_rule(rule: Rule) -> dict[str, Any]:
    """What `given` must look like."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {question.key: of_question(question) for question in rule.questions},
        "required": [question.key for question in rule.questions if question.needed],
        "additionalProperties": False,
    }


def of_question(question: Question) -> dict[str, Any]:
    """One property: its type, its options with their labels, its bounds."""
    found = {**_SHAPES[question.kind], "title": say(question.label)}
    if question.hint:
        found["description"] = say(question.hint)
    if question.options:
        choice = {"oneOf": [{"const": option.key, "title": say(option.label)} for option in question.options]}
        found |= {"items": choice} if question.kind is Kind.SEVERAL else choice
    bounds = {"minimum": question.least, "maximum": question.most}
    return found | {name: float(bound) for name, bound in bounds.items() if bound is not None}
