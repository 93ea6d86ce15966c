"""Whether a condition holds for given values. Exact, without clock or code, and never more than a fixed work.

What is not filled in makes what depends on it undecided, unless the rest decides already: "no and unknown" is no.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from vakwerk.engines.rules.conditions.limits import MAX_ITEMS, MAX_SIZE, MAX_STEPS
from vakwerk.engines.rules.conditions.parsing import Condition
from vakwerk.engines.rules.conditions.tree import Function, Literal, Membership, Node, Operation, Reference
from vakwerk.engines.rules.conditions.vocabulary import Kind, Name
from vakwerk.engines.words import Words

Given = int | Fraction | Decimal | date | str | bool | Collection[str] | Sequence[int] | None
Values = Mapping[str, Given]
"""By name: amounts in whole cents, lists of amounts too; choices by their keys; None or "" is not filled in."""


@dataclass(frozen=True)
class Unknown:
    """Why there is no value: names that are not filled in, and computations that have no result."""

    names: tuple[Name, ...] = ()
    troubles: tuple[Words, ...] = ()

    def joined(self, other: Unknown) -> Unknown:
        """Both reasons, each once."""
        return Unknown(
            tuple(dict.fromkeys(self.names + other.names)), tuple(dict.fromkeys(self.troubles + other.troubles))
        )


DIVIDED_BY_ZERO = Unknown(troubles=(Words("Er wordt gedeeld door nul.", "Something is divided by zero."),))
TOO_LARGE = Unknown(troubles=(Words("Een tussenresultaat is te groot.", "A result on the way is too large."),))
TOO_MUCH_WORK = Unknown(
    troubles=(Words("De voorwaarde vraagt te veel rekenwerk.", "The condition takes too much work."),)
)


@dataclass(frozen=True)
class Outcome:
    """`holds` is None when it cannot be decided, for the reasons in `unknown`; `steps` is the work it took."""

    holds: bool | None
    unknown: Unknown
    steps: int


def evaluate(condition: Condition, values: Values) -> Outcome:
    """Whether `condition` holds. Raises TypeError for a value that is not of the kind of its name."""
    run = Run(values)
    found = run.value(condition.tree)
    if isinstance(found, Unknown):
        return Outcome(None, found, run.steps)
    return Outcome(bool(found), Unknown(), run.steps)


ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass
class Run:
    """One evaluation: the values and the steps taken so far."""

    values: Values
    steps: int = field(default=0)

    def value(self, node: Node) -> Any:
        """The value of a node: Fraction (also of cents), date, bool, str, frozenset, tuple of Fractions, or Unknown."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            return TOO_MUCH_WORK
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Reference):
            return given(node.name, self.values.get(node.name.key))
        if isinstance(node, Membership):
            found = self.value(node.left)
            listed = {item.value for item in node.items}
            return found if isinstance(found, Unknown) else (found in listed) is not node.negated
        if isinstance(node, Function):
            return self.function(node)
        if node.operator in ("en", "of"):
            return self.all_or_any(node.operands, decisive=node.operator == "of")
        return self.operation(node)

    def all_or_any(self, parts: Sequence[Node], *, decisive: bool) -> bool | Unknown:
        """`decisive` decides at once: a no for "en", a yes for "of". Every part is looked at, so that all gaps show."""
        found = [self.value(part) for part in parts]
        if decisive in [value for value in found if not isinstance(value, Unknown)]:
            return decisive
        gaps = [value for value in found if isinstance(value, Unknown)]
        return _together(gaps) if gaps else not decisive

    def operation(self, node: Operation) -> Any:
        found = [self.value(operand) for operand in node.operands]
        gaps = [value for value in found if isinstance(value, Unknown)]
        if gaps:
            return _together(gaps)
        if len(found) == 1:
            return _alone(node.operator, found[0])
        left, right = found
        if node.operator in ORDERS:
            return ORDERS[node.operator](left, right)
        return right in left if node.operator == "bevat" else computed(node.operator, left, right)

    def function(self, node: Function) -> Any:
        found = [self.value(argument) for argument in node.arguments]
        if node.name == "ingevuld":
            return not isinstance(found[0], Unknown) and found[0] != frozenset() and found[0] != ()
        gaps = [value for value in found if isinstance(value, Unknown)]
        if gaps:
            return _together(gaps)
        if node.name in ("aantal", "lengte"):
            return Fraction(len(found[0]))
        flat = [item for value in found for item in (value if isinstance(value, tuple) else (value,))]
        if node.name == "som":
            return bounded(sum(flat, Fraction(0)))
        if not flat:
            return Unknown()
        return min(flat) if node.name == "min" else max(flat)


def _together(gaps: Sequence[Unknown]) -> Unknown:
    whole = gaps[0]
    for gap in gaps[1:]:
        whole = whole.joined(gap)
    return whole


def _alone(sign: str, value: Any) -> Any:
    if sign == "niet":
        return not value
    return -value if sign == "-" else value / 100


def computed(sign: str, left: Any, right: Any) -> Any:
    """+ - * / and `van` on exact numbers, or on dates and days."""
    if isinstance(left, date):
        return _with_date(sign, left, right)
    if sign == "/" and right == 0:
        return DIVIDED_BY_ZERO
    if sign in ("+", "-"):
        return bounded(left + right if sign == "+" else left - right)
    return bounded(left / right if sign == "/" else left * right)


def _with_date(sign: str, left: date, right: Any) -> Any:
    if isinstance(right, date):
        return Fraction((left - right).days)
    days = int(right) if sign == "+" else -int(right)
    try:
        return left + timedelta(days=days)
    except OverflowError:
        return TOO_LARGE


def bounded(value: Fraction) -> Fraction | Unknown:
    """The value, unless it grew too large to go on with."""
    large = abs(value.numerator) > MAX_SIZE or value.denominator > MAX_SIZE
    return TOO_LARGE if large else value


def given(name: Name, value: Given) -> Any:
    """The value of a name as the evaluation uses it; Unknown when it is not filled in. TypeError when it is no such."""
    if value is None or value == "":
        return Unknown((name,))
    reader = _READERS[name.kind]
    found = reader(value)
    if found is None:
        raise TypeError(f"The value of {name.key} is not {name.kind.words.en}: {type(value).__name__}.")
    return found


def _exact(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Fraction | Decimal):
        return None
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < 30):
        return TOO_LARGE
    return bounded(Fraction(value))


def _cents(value: Any) -> Any:
    return bounded(Fraction(value)) if isinstance(value, int) and not isinstance(value, bool) else None


def _amounts(value: Any) -> Any:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return None
    if len(value) > MAX_ITEMS:
        return TOO_LARGE
    found = tuple(_cents(item) for item in value)
    return None if None in found else found


def _keys(value: Any) -> Any:
    if isinstance(value, str) or not isinstance(value, Collection):
        return None
    return frozenset(value) if len(value) <= MAX_ITEMS else TOO_LARGE


def _day(value: Any) -> Any:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _text(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _yes_no(value: Any) -> Any:
    return value if isinstance(value, bool) else None


_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _exact,
    Kind.AMOUNT: _cents,
    Kind.DATE: _day,
    Kind.TEXT: _text,
    Kind.CHOICE: _text,
    Kind.CHOICES: _keys,
    Kind.AMOUNTS: _amounts,
}
