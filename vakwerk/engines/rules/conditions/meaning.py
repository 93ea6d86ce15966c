"""What may be combined with what: amounts with amounts, dates with dates. Builds the typed nodes of the tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vakwerk.engines.rules.conditions.faults import ConditionError, fault, listed
from vakwerk.engines.rules.conditions.limits import MAX_DEPTH
from vakwerk.engines.rules.conditions.tree import Function, Literal, Membership, Node, Operation, Span, children
from vakwerk.engines.rules.conditions.vocabulary import Kind, Option
from vakwerk.engines.words import Words

ORDERED = (Kind.NUMBER, Kind.AMOUNT, Kind.DATE)
COMPARABLE = (*ORDERED, Kind.TEXT, Kind.YES_NO, Kind.CHOICE)
ORDER_SIGNS = ("<", "<=", ">", ">=")
N, A, D = Kind.NUMBER, Kind.AMOUNT, Kind.DATE
# (operator, left, right) -> kind of the result.
ARITHMETIC: dict[tuple[str, Kind, Kind], Kind] = {
    ("+", N, N): N, ("-", N, N): N, ("*", N, N): N, ("/", N, N): N,
    ("+", A, A): A, ("-", A, A): A, ("*", A, N): A, ("*", N, A): A, ("/", A, N): A, ("/", A, A): N,
    ("-", D, D): N, ("+", D, N): D, ("-", D, N): D,
    ("van", N, N): N, ("van", N, A): A,
}  # fmt: skip


def around(nodes: Sequence[Node]) -> Span:
    """From the start of the first to the end of the last."""
    return nodes[0].span[0], nodes[-1].span[1]


def depth(node: Node) -> int:
    """How many nodes lie inside each other."""
    return 1 + max((depth(child) for child in children(node)), default=0)


def _bounded(node: Operation | Function | Membership) -> Node:
    if depth(node) > MAX_DEPTH:
        raise too_deep(node.span)
    return node


def too_deep(span: Span) -> ConditionError:
    """The fault of a condition whose parts lie too deep inside each other."""
    return fault(
        f"Er staan meer dan {MAX_DEPTH} bewerkingen in elkaar.",
        f"More than {MAX_DEPTH} operations stand inside each other.",
        "Splits de voorwaarde.",
        "Split the condition.",
        span,
    )


def expect(node: Node, kind: Kind, place: Words) -> None:
    """Raises unless `node` is of `kind`; `place` says where it stands ("after niet")."""
    if node.kind is not kind:
        raise fault(
            f"{place.nl} staat {node.kind.words.nl}; daar hoort {kind.words.nl}.",
            f"{place.en} stands {node.kind.words.en}; {kind.words.en} belongs there.",
            _what_to_do(kind).nl,
            _what_to_do(kind).en,
            node.span,
        )


def _what_to_do(kind: Kind) -> Words:
    if kind is Kind.YES_NO:
        return Words(
            "Vergelijk het met iets: = <> < <= > >=, bijvoorbeeld x >= 2.",
            "Compare it with something: = <> < <= > >=, for example x >= 2.",
        )
    return Words(f"Schrijf hier {kind.words.nl}.", f"Write {kind.words.en} here.")


def all_or_any(operator: str, parts: Sequence[Node]) -> Node:
    """`en` or `of` over two or more parts."""
    english = "and" if operator == "en" else "or"
    for part in parts:
        expect(part, Kind.YES_NO, Words(f"Naast '{operator}'", f"Beside '{english}'"))
    return _bounded(Operation(Kind.YES_NO, operator, tuple(parts), around(parts)))


def negation(operand: Node, start: int) -> Node:
    """`niet` of a yes or no."""
    expect(operand, Kind.YES_NO, Words("Na 'niet'", "After 'not'"))
    return _bounded(Operation(Kind.YES_NO, "niet", (operand,), (start, operand.span[1])))


def minus(operand: Node, start: int) -> Node:
    """The negative of a number or an amount."""
    if operand.kind not in (N, A):
        expect(operand, N, Words("Na '-'", "After '-'"))
    return _bounded(Operation(operand.kind, "-", (operand,), (start, operand.span[1])))


def percent(operand: Node, end: int) -> Node:
    """A number of hundredths."""
    expect(operand, N, Words("Voor 'procent'", "Before 'percent'"))
    return _bounded(Operation(N, "procent", (operand,), (operand.span[0], end)))


def arithmetic(operator: str, left: Node, right: Node) -> Node:
    """+ - * / and `van`, where the kinds allow it."""
    kind = ARITHMETIC.get((operator, left.kind, right.kind))
    if kind is None:
        raise _no_sum(operator, left, right)
    return _bounded(Operation(kind, operator, (left, right), around((left, right))))


def _no_sum(operator: str, left: Node, right: Node) -> ConditionError:
    if {left.kind, right.kind} == {N, A}:
        return _number_beside_amount(left, right)
    return fault(
        f"Met '{operator}' kan {left.kind.words.nl} niet samen met {right.kind.words.nl}.",
        f"{left.kind.words.en.capitalize()} and {right.kind.words.en} cannot go together with '{operator}'.",
        "Reken met getallen of bedragen; trek datums van elkaar af om dagen te tellen.",
        "Compute with numbers or amounts; subtract dates to count days.",
        around((left, right)),
    )


def _number_beside_amount(left: Node, right: Node) -> ConditionError:
    number = left if left.kind is N else right
    return fault(
        "Een bedrag en een gewoon getal kunnen hier niet samen.",
        "An amount and a plain number cannot go together here.",
        "Schrijf een bedrag met het euroteken: € 50.000.",
        "Write an amount with the euro sign: € 50.000.",
        number.span,
    )


def comparison(sign: str, left: Node, right: Node) -> Node:
    """= <> < <= > >= of two values of one kind."""
    left, right = _as_choice(left, right), _as_choice(right, left)
    if {left.kind, right.kind} == {N, A}:
        raise _number_beside_amount(left, right)
    if left.kind is not right.kind or left.kind not in COMPARABLE:
        raise _not_comparable(left, right)
    if sign in ORDER_SIGNS and left.kind not in ORDERED:
        raise fault(
            f"Bij {left.kind.words.nl} bestaat er geen meer of minder.",
            f"There is no more or less of {left.kind.words.en}.",
            "Gebruik = of <>.",
            "Use = or <>.",
            around((left, right)),
        )
    return _bounded(Operation(Kind.YES_NO, sign, (left, right), around((left, right))))


def _not_comparable(left: Node, right: Node) -> ConditionError:
    if Kind.CHOICES in (left.kind, right.kind):
        advice = Words('Gebruik bevat: themas bevat "mobiliteit".', 'Use contains: themes contains "mobility".')
    else:
        advice = Words(
            "Vergelijk datums met datums, bedragen met bedragen en teksten met teksten.",
            "Compare dates with dates, amounts with amounts and texts with texts.",
        )
    return ConditionError(
        Words(
            f"{left.kind.words.nl.capitalize()} en {right.kind.words.nl} zijn niet te vergelijken.",
            f"{left.kind.words.en.capitalize()} and {right.kind.words.en} cannot be compared.",
        ),
        advice,
        *around((left, right)),
    )


def _options(node: Node) -> tuple[Option, ...]:
    name = getattr(node, "name", None)
    return getattr(name, "options", ())


def _as_choice(node: Node, other: Node) -> Node:
    """A text beside a choice becomes the key of the option that is called so."""
    if other.kind not in (Kind.CHOICE, Kind.CHOICES) or not isinstance(node, Literal) or node.kind is not Kind.TEXT:
        return node
    options = _options(other)
    found = next((option for option in options if option.is_called(str(node.value))), None)
    if found is None:
        known = listed(option.label for option in options[:12])
        raise fault(
            f"{node.value} is geen van de keuzes.",
            f"{node.value} is none of the choices.",
            f"Kies uit: {known.nl}.",
            f"Choose from: {known.en}.",
            node.span,
        )
    return Literal(Kind.CHOICE, found.key, node.span)


def contains(left: Node, right: Node) -> Node:
    """`themas bevat "mobiliteit"`."""
    expect(left, Kind.CHOICES, Words("Voor 'bevat'", "Before 'contains'"))
    item = _as_choice(right, left)
    expect(item, Kind.CHOICE, Words("Na 'bevat'", "After 'contains'"))
    return _bounded(Operation(Kind.YES_NO, "bevat", (left, item), around((left, item))))


def membership(left: Node, items: Sequence[Literal], negated: bool, end: int) -> Node:
    """`left in {...}`: every item of the kind of `left`."""
    if left.kind not in COMPARABLE:
        raise _not_comparable(left, items[0])
    fitting = [_as_choice(item, left) for item in items]
    for item in fitting:
        expect(item, left.kind, Words("Tussen de accolades", "Between the braces"))
    kept = tuple(item for item in fitting if isinstance(item, Literal))
    return _bounded(Membership(left, kept, negated, (left.span[0], end)))


@dataclass(frozen=True)
class Signature:
    """How a function is called: names in both languages, how many arguments, and the kind for given arguments."""

    names: tuple[str, ...]
    least: int
    most: int
    result: Callable[[Sequence[Node]], Kind | None]
    example: Words


def _sum_kind(arguments: Sequence[Node]) -> Kind | None:
    if all(argument.kind in (A, Kind.AMOUNTS) for argument in arguments):
        return A
    return N if all(argument.kind is N for argument in arguments) else None


def _extreme_kind(arguments: Sequence[Node]) -> Kind | None:
    kinds = {argument.kind for argument in arguments}
    if kinds == {Kind.AMOUNTS}:
        return A
    return next(iter(kinds)) if len(kinds) == 1 and len(arguments) > 1 and kinds <= set(ORDERED) else None


def _count_kind(arguments: Sequence[Node]) -> Kind | None:
    return N if arguments[0].kind in (Kind.CHOICES, Kind.AMOUNTS) else None


def _length_kind(arguments: Sequence[Node]) -> Kind | None:
    return N if arguments[0].kind is Kind.TEXT else None


def _filled_kind(arguments: Sequence[Node]) -> Kind | None:
    return Kind.YES_NO if hasattr(arguments[0], "name") and not children(arguments[0]) else None


SIGNATURES = {
    signature.names[0]: signature
    for signature in (
        Signature(("som", "sum"), 1, 20, _sum_kind, Words("som(kost_personeel; kost_materiaal)", "sum(a; b)")),
        Signature(("aantal", "count"), 1, 1, _count_kind, Words("aantal(themas)", "count(themes)")),
        Signature(("min", "kleinste"), 1, 20, _extreme_kind, Words("min(a; b)", "min(a; b)")),
        Signature(("max", "grootste"), 1, 20, _extreme_kind, Words("max(a; b)", "max(a; b)")),
        Signature(("lengte", "length"), 1, 1, _length_kind, Words("lengte(beschrijving)", "length(description)")),
        Signature(("ingevuld", "filled"), 1, 1, _filled_kind, Words("ingevuld(website)", "filled(website)")),
    )
}
FUNCTION_NAMES = {name: first for first, signature in SIGNATURES.items() for name in signature.names}


def function(name: str, arguments: Sequence[Node], span: Span) -> Node:
    """A call of the function whose first Dutch name is `name`."""
    signature = SIGNATURES[name]
    fits = signature.least <= len(arguments) <= signature.most
    kind = signature.result(arguments) if fits else None
    if kind is None:
        raise fault(
            f"Zo werkt '{name}' niet.",
            f"'{signature.names[-1]}' does not work like this.",
            f"Schrijf het zo: {signature.example.nl}.",
            f"Write it like this: {signature.example.en}.",
            span,
        )
    return _bounded(Function(kind, name, tuple(arguments), span))
