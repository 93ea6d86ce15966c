"""A tree as text again, in Dutch keywords: reading what is printed gives the same tree."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from vakwerk.engines.rules.conditions.tree import Function, Literal, Membership, Node, Operation, Reference
from vakwerk.engines.rules.conditions.vocabulary import Kind

STRENGTH = {"of": 1, "en": 2, "niet": 3, "+": 5, "-": 5, "*": 6, "/": 6, "van": 7, "procent": 8}
COMPARING, MINUS, ATOM = 4, 7, 9
QUOTES = (('"', '"'), ("'", "'"), ("“", "”"), ("‘", "’"))


def printed(node: Node) -> str:
    """The text of a tree."""
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Reference):
        return node.name.key
    if isinstance(node, Function):
        return f"{node.name}({'; '.join(printed(argument) for argument in node.arguments)})"
    if isinstance(node, Membership):
        items = "; ".join(_literal(item) for item in node.items)
        return f"{_inside(node.left, COMPARING + 1)}{' niet' if node.negated else ''} in {{{items}}}"
    return _operation(node)


def strength(node: Node) -> int:
    """How strongly a node holds together; the weaker needs brackets inside the stronger."""
    if isinstance(node, Membership):
        return COMPARING
    if not isinstance(node, Operation):
        return ATOM
    return MINUS if len(node.operands) == 1 and node.operator == "-" else STRENGTH.get(node.operator, COMPARING)


def _inside(node: Node, least: int) -> str:
    text = printed(node)
    return text if strength(node) >= least else f"({text})"


def _operation(node: Operation) -> str:
    own = strength(node)
    if node.operator == "niet":
        return f"niet {_inside(node.operands[0], own)}"
    if node.operator == "procent":
        return f"{_inside(node.operands[0], ATOM)} procent"
    if len(node.operands) == 1:
        return f"-{_inside(node.operands[0], own)}"
    if node.operator in ("en", "of"):
        return f" {node.operator} ".join(_inside(part, own + 1) for part in node.operands)
    left, right = node.operands
    # Equal strength on the left needs no brackets (1 - 2 - 3), except where nothing may follow (1 < 2).
    least = own + 1 if own == COMPARING else own
    right_least = own if node.operator == "van" else own + 1
    return f"{_inside(left, least)} {node.operator} {_inside(right, right_least)}"


def _literal(node: Literal) -> str:
    value = node.value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, Fraction):
        return f"€ {decimal(value / 100, 2)}" if node.kind is Kind.AMOUNT else decimal(value)
    opening, closing = next(pair for pair in QUOTES if pair[0] not in value and pair[1] not in value)
    return f"{opening}{value}{closing}"


def decimal(value: Fraction, places: int = 0) -> str:
    """A fraction of tenths as a decimal number with a comma; at least `places` decimals when it has any."""
    digits = 0
    while value.denominator != 1 and digits < 20 and (value * 10**digits).denominator != 1:
        digits += 1
    digits = max(digits, places) if digits else 0
    scaled = int(value * 10**digits)
    text = str(scaled).rjust(digits + 1, "0")
    return f"{text[:-digits]},{text[-digits:]}" if digits else text
