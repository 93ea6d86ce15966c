"""The typed tree of a condition. Places in the text do not count when two trees are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from vakwerk.engines.rules.conditions.vocabulary import Kind, Name

Span = tuple[int, int]


@dataclass(frozen=True)
class Literal:
    """A value that stands in the text. A text that was compared with a choice holds the key of the option."""

    kind: Kind
    value: Fraction | date | str | bool
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class Reference:
    """A name of the vocabulary."""

    name: Name
    span: Span = field(default=(0, 0), compare=False)

    @property
    def kind(self) -> Kind:
        """The kind of the name."""
        return self.name.kind


@dataclass(frozen=True)
class Operation:
    """An operator with its operands: `niet`, `-` and `procent` with one, all others with two."""

    kind: Kind
    operator: str
    operands: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class Function:
    """som, aantal, min, max, lengte or ingevuld of its arguments."""

    kind: Kind
    name: str
    arguments: tuple[Node, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True)
class Membership:
    """`left in {...}`: one of these values, or none of them when `negated`."""

    left: Node
    items: tuple[Literal, ...]
    negated: bool = False
    span: Span = field(default=(0, 0), compare=False)
    kind: Kind = Kind.YES_NO


Node = Literal | Reference | Operation | Function | Membership


def children(node: Node) -> tuple[Node, ...]:
    """The parts that a node is made of."""
    if isinstance(node, Operation):
        return node.operands
    if isinstance(node, Function):
        return node.arguments
    return (node.left, *node.items) if isinstance(node, Membership) else ()


def references(node: Node) -> Iterator[Name]:
    """Every name below a node, in the order of the text, also twice."""
    if isinstance(node, Reference):
        yield node.name
    for child in children(node):
        yield from references(child)
