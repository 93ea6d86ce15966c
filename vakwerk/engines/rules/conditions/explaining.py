"""Why a condition holds or not, in sentences for who applied: "gevraagd € 61.200,00 is meer dan € 50.000,00"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from vakwerk.engines.money import written
from vakwerk.engines.rules.conditions.evaluating import Run, Unknown, Values, evaluate
from vakwerk.engines.rules.conditions.faults import listed
from vakwerk.engines.rules.conditions.parsing import Condition
from vakwerk.engines.rules.conditions.printing import decimal
from vakwerk.engines.rules.conditions.tree import Function, Literal, Membership, Node, Operation, Reference
from vakwerk.engines.rules.conditions.vocabulary import Kind, Name, Option
from vakwerk.engines.words import Words

YES, NO = Words("ja", "yes"), Words("nee", "no")
SIGNS = {
    "+": Words("+", "+"),
    "-": Words("-", "-"),
    "*": Words("×", "×"),
    "/": Words("/", "/"),
    "van": Words("van", "of"),
}
FUNCTIONS = {
    "som": Words("som van", "sum of"),
    "aantal": Words("aantal", "number of"),
    "min": Words("kleinste van", "least of"),
    "max": Words("grootste van", "largest of"),
    "lengte": Words("aantal tekens van", "number of characters of"),
}


@dataclass(frozen=True)
class Explanation:
    """`holds` as `Outcome.holds`; `sentences` say what decides it."""

    holds: bool | None
    sentences: tuple[Words, ...]


def explain(condition: Condition, values: Values) -> Explanation:
    """The outcome in sentences: of what does not hold only that, of what holds everything."""
    outcome = evaluate(condition, values)
    sentences = tuple(dict.fromkeys(_Teller(Run(values)).tell(condition.tree)))
    return Explanation(outcome.holds, sentences)


@dataclass
class _Teller:
    """Tells about one evaluation."""

    run: Run

    def tell(self, node: Node) -> list[Words]:
        value = self.run.value(node)
        if isinstance(node, Operation) and node.operator in ("en", "of"):
            return self._parts(node, value)
        if isinstance(node, Operation) and node.operator == "niet":
            return self.tell(node.operands[0])
        if isinstance(value, Unknown):
            return _gaps(value)
        if isinstance(node, Membership):
            return [self._member(node)]
        if isinstance(node, Operation):
            return [self._comparison(node)]
        return [self._statement(node, bool(value))]

    def _parts(self, node: Operation, value: Any) -> list[Words]:
        """The parts that decide: for "en" those that fail, for "of" one that holds; else all of them."""
        outcomes = [(part, self.run.value(part)) for part in node.operands]
        decisive = node.operator == "of"
        chosen = [part for part, found in outcomes if found is decisive] if value is decisive else []
        if isinstance(value, Unknown):
            chosen = [part for part, found in outcomes if isinstance(found, Unknown)]
        shown = chosen[:1] if chosen and decisive and value is True else chosen or list(node.operands)
        return [sentence for part in shown for sentence in self.tell(part)]

    def _statement(self, node: Node, holds: bool) -> Words:
        if isinstance(node, Function) and isinstance(node.arguments[0], Reference):
            return _filled(node.arguments[0].name) if holds else _not_filled(node.arguments[0].name)
        answer = YES if holds else NO
        text = self.described(node) if isinstance(node, Reference) else answer
        return Words(_sentence(text.nl), _sentence(text.en))

    def _member(self, node: Membership) -> Words:
        left = self.described(node.left)
        options = _options(node.left)
        items = listed(shown(item.value, item.kind, options) for item in node.items)
        inside = self.run.value(node.left) in {item.value for item in node.items}
        nl, en = ("is een van", "is one of") if inside else ("is geen van", "is none of")
        return Words(_sentence(f"{left.nl} {nl}: {items.nl}"), _sentence(f"{left.en} {en}: {items.en}"))

    def _comparison(self, node: Operation) -> Words:
        left, right = node.operands
        if left.kind is Kind.YES_NO and isinstance(left, Reference):
            return self._statement(left, bool(self.run.value(left)))
        first, second = self.run.value(left), self.run.value(right)
        options = _options(left) or _options(right)
        a, b = self.described(left, options), self.described(right, options)
        if node.operator == "bevat":
            relation = Words("bevat", "contains") if second in first else Words("bevat niet", "does not contain")
        else:
            relation = relate(first, second)
        return Words(_sentence(f"{a.nl} {relation.nl} {b.nl}"), _sentence(f"{a.en} {relation.en} {b.en}"))

    def described(self, node: Node, options: tuple[Option, ...] = ()) -> Words:
        """A value with what it is: the label of a name, or how it was computed."""
        value = self.run.value(node)
        text = shown(value, node.kind, _options(node) or options)
        if isinstance(node, Literal):
            return text
        if isinstance(node, Reference):
            return _named(node.name.label, text, node.kind)
        how = self.formula(node)
        return Words(f"{how.nl} ({text.nl})", f"{how.en} ({text.en})")

    def formula(self, node: Node) -> Words:
        """A computation in words, with labels for names."""
        if isinstance(node, Reference):
            return node.name.label
        if isinstance(node, Function):
            inside = listed(self.formula(argument) for argument in node.arguments)
            name = FUNCTIONS.get(node.name, Words(node.name, node.name))
            return Words(f"{name.nl} {inside.nl}", f"{name.en} {inside.en}")
        if not isinstance(node, Operation):
            return shown(self.run.value(node), node.kind, ())
        parts = [self.formula(operand) for operand in node.operands]
        if node.operator == "procent":
            return Words(f"{parts[0].nl} procent", f"{parts[0].en} percent")
        if len(parts) == 1:
            return Words(f"-{parts[0].nl}", f"-{parts[0].en}")
        sign = SIGNS[node.operator]
        return Words(f"{parts[0].nl} {sign.nl} {parts[1].nl}", f"{parts[0].en} {sign.en} {parts[1].en}")


def _named(label: Words, value: Words, kind: Kind) -> Words:
    """A figure or date follows its label, words stand apart from it."""
    if kind in (Kind.NUMBER, Kind.AMOUNT, Kind.DATE):
        return Words(f"{label.nl} {value.nl}", f"{label.en} {value.en}")
    if kind is Kind.YES_NO:
        return Words(f"{label.nl}: {value.nl}", f"{label.en}: {value.en}")
    return Words(f"{label.nl} ({value.nl})", f"{label.en} ({value.en})")


def _options(node: Node) -> tuple[Option, ...]:
    return node.name.options if isinstance(node, Reference) else ()


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _filled(name: Name) -> Words:
    return Words(_sentence(f"{name.label.nl} is ingevuld"), _sentence(f"{name.label.en} is filled in"))


def _not_filled(name: Name) -> Words:
    return Words(_sentence(f"{name.label.nl} is niet ingevuld"), _sentence(f"{name.label.en} is not filled in"))


def _gaps(unknown: Unknown) -> list[Words]:
    missing = [_not_filled(name) for name in unknown.names]
    return [*missing, *unknown.troubles] or [Words("Er is niets ingevuld.", "Nothing is filled in.")]


def relate(first: Any, second: Any) -> Words:
    """How two values of one kind lie to each other."""
    if first == second:
        return Words("is gelijk aan", "is equal to")
    if isinstance(first, bool | str):
        return Words("is niet", "is not")
    if isinstance(first, date):
        return Words("is later dan", "is later than") if first > second else Words("is vroeger dan", "is before")
    return Words("is meer dan", "is more than") if first > second else Words("is minder dan", "is less than")


def shown(value: Any, kind: Kind, options: tuple[Option, ...]) -> Words:
    """A value as people write it."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return Words(f"{value.day}/{value.month}/{value.year}", f"{value.day}/{value.month}/{value.year}")
    if isinstance(value, Fraction):
        return amount(value) if kind is Kind.AMOUNT else number(value)
    if isinstance(value, tuple):
        return listed(amount(item) for item in value)
    keys = sorted(value) if isinstance(value, frozenset) else [value]
    return listed(_label(str(key), options) for key in keys)


def _label(key: str, options: tuple[Option, ...]) -> Words:
    return next((option.label for option in options if option.key == key), Words(key, key))


def amount(cents: Fraction) -> Words:
    """Cents as an amount; what is no whole number of cents is rounded and says so."""
    whole = round(cents)
    about = "" if whole == cents else "± "
    return Words(f"{about}{written(whole, 'nl')}", f"{about}{written(whole, 'en')}")


def number(value: Fraction) -> Words:
    """A number with up to six decimals; what has more is rounded and says so."""
    rounded = Fraction(round(value * 10**6), 10**6)
    about = "" if rounded == value else "± "
    sign, text = ("-" if rounded < 0 else ""), decimal(abs(rounded))
    return Words(f"{about}{sign}{text}", f"{about}{sign}{text.replace(',', '.')}")
