"""A parameter's value as a person types it and as the table keeps it: exact, never a float."""

from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal

from vakwerk.engines.rules import Kind, Question, Refused, Unit, Value
from vakwerk.engines.rules.wording import euro
from vakwerk.engines.words import Words

_KINDS = {Unit.YES_NO: Kind.YES_NO, Unit.DATE: Kind.DATE, Unit.TEXT: Kind.TEXT, Unit.CLOCK: Kind.TIME}
# Whole numbers, with the most of them that can be meant: a term of a million months is a typing error.
_MOST_WHOLE = {
    Unit.YEARS: 200,
    Unit.MONTHS: 1_200,
    Unit.DAYS: 4_000,
    Unit.TRAINING_DAYS: 400,
    Unit.HALF_DAYS: 400,
    Unit.MINUTES: 24 * 60,
    Unit.TIMES: 1_000,
    Unit.PUPILS: 10_000_000,
    Unit.INHABITANTS: 100_000_000,
}
_MOST_PERCENT = Decimal(1_000)
_MOST_EURO = Decimal(100_000_000_000)  # more than all that Flanders spends in a year
CENTS = 2
_ANY = Words("Waarde", "Value")


def typed(text: str, unit: Unit, places: int = CENTS) -> Value:
    """What somebody typed, as a value. A share is typed as a percentage: "34,5" is 0.345. Raises `Refused`.

    `places`: the most decimals of an amount in euro.
    """
    if unit is Unit.LIST:
        return _items(text)
    value = _question(unit).read(text.replace("%", "") if unit is Unit.SHARE else text)
    if unit is Unit.SHARE and isinstance(value, Decimal):
        return value / 100
    if unit is Unit.EURO and isinstance(value, Decimal):
        return _amount(value, places)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, Decimal | bool | str | date):
        return value
    raise Refused(Words("Vul dit in.", "Fill this in."))


def _amount(value: Decimal, places: int) -> Decimal:
    if value > _MOST_EURO:
        most = euro(_MOST_EURO)
        raise Refused(Words(f"Geef hoogstens {most.nl}.", f"Give at most {most.en}."))
    if decimals(value) > places:
        raise Refused(
            Words(f"Geef hoogstens {places} cijfers na de komma.", f"Give at most {places} digits after the mark.")
        )
    return value


def decimals(value: Value | None) -> int:
    """How many decimals a number has, needless zeros left out."""
    return max(0, -int(value.normalize().as_tuple().exponent)) if isinstance(value, Decimal) else 0


def _question(unit: Unit) -> Question:
    """How a value of this unit is read: no legal value is negative."""
    most = _MOST_WHOLE.get(unit)
    if most is not None:
        return Question("value", Kind.COUNT, _ANY, least=Decimal(0), most=Decimal(most))
    return Question(
        "value",
        _KINDS.get(unit, Kind.NUMBER),
        _ANY,
        least=Decimal(0),
        most=_MOST_PERCENT if unit is Unit.SHARE else None,
    )


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


def _items(text: str) -> tuple[str, ...]:
    items = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not items:
        raise Refused(Words("Geef minstens een regel.", "Give at least one line."))
    return items
