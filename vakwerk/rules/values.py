"""A parameter's value as a person types it and as the table keeps it: exact, never a float."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules import Kind, Question, Refused, Unit, Value
from vakwerk.engines.words import Words

_KINDS = {Unit.YES_NO: Kind.YES_NO, Unit.DATE: Kind.DATE, Unit.TEXT: Kind.TEXT, Unit.CLOCK: Kind.TEXT}
_ANY = Words("Waarde", "Value")


def typed(text: str, unit: Unit) -> Value:
    """What somebody typed, as a value. A share is typed as a percentage: "34,5" is 0.345. Raises `Refused`."""
    if unit is Unit.LIST:
        return _items(text)
    value = Question("value", _KINDS.get(unit, Kind.NUMBER), _ANY).read(
        text.replace("%", "") if unit is Unit.SHARE else text
    )
    if unit is Unit.SHARE and isinstance(value, Decimal):
        return value / 100
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal | bool | str | date):
        return value
    raise Refused(Words("Vul dit in.", "Fill this in."))


def kept(value: Value) -> str:
    """A value as the table keeps it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return value.isoformat()
    return str(value)


def restored(text: str, unit: Unit) -> Value:
    """The value of a text that `kept` made."""
    match unit:
        case Unit.YES_NO:
            return text == "yes"
        case Unit.LIST:
            return tuple(json.loads(text))
        case Unit.DATE:
            return date.fromisoformat(text)
        case Unit.TEXT | Unit.CLOCK:
            return text
    return Decimal(text)


def as_typed(value: Value, unit: Unit, language: str) -> str:
    """A value as somebody would type it again, to start a form with."""
    match value:
        case Decimal():
            shown = value * 100 if unit is Unit.SHARE else value
            digits = f"{shown.normalize():f}"
            return digits if language == "en" else digits.replace(".", ",")
        case tuple():
            return "\n".join(value)
    return kept(value)


def _items(text: str) -> tuple[str, ...]:
    items = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not items:
        raise Refused(Words("Geef minstens een regel.", "Give at least one line."))
    return items
