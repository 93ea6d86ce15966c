"""The rule grammar of the matrices: what may happen to one feature from left to right, or from top to bottom.

A rule sees two whole lines and the first two squares of the third, and says what comes last, or nothing when it does
not hold. `continuations` asks all rules, along the rows and along the columns: a feature is sound only when they all
agree. The families of rules are those of Carpenter, Just and Shell (1990); the code and the numbers are ours.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from vakwerk.engines.itembank.tasks import Radical
from vakwerk.engines.words import Words

# named: no order (shape); ordered: from little to much; count: ordered, and may be added; circular: after the last
# comes the first (turning); parts: a set of parts, each a bit.
Kind = Literal["named", "ordered", "count", "circular", "parts"]
Grid = Sequence[Sequence[int]]
Lines = Sequence[Sequence[int]]
TRIES = 60


@dataclass(frozen=True)
class Feature:
    """One property of a square, with its possible values. `quiet`: what it may be when it does nothing."""

    name: str
    title: Words
    kind: Kind
    values: Sequence[int]
    quiet: Sequence[int]


@dataclass(frozen=True)
class Rule:
    """`last(feature, lines)`: what ends the third line, None where the rule does not hold; `make` writes a grid."""

    name: str
    words: Words
    kinds: frozenset[Kind]
    radical: Radical | None
    last: Callable[[Feature, Lines], int | None]
    make: Callable[[Feature, random.Random], Grid]


def _constant_last(_feature: Feature, lines: Lines) -> int | None:
    (a, b, c), (d, e, f), (g, h) = lines
    return g if a == b == c and d == e == f and g == h else None


def _constant(feature: Feature, rng: random.Random) -> Grid:
    return [[value] * 3 for value in [rng.choice(feature.quiet)] * 3]


def _rows_constant(feature: Feature, rng: random.Random) -> Grid:
    return [[value] * 3 for value in rng.sample(feature.values, 3)]


def _step_last(feature: Feature, lines: Lines) -> int | None:
    (a, b, c), (d, e, f), (g, h) = lines
    step = b - a
    if feature.kind == "circular":
        size = len(feature.values)
        same = all((second - first - step) % size == 0 for first, second in ((b, c), (d, e), (e, f), (g, h)))
        return (h + step) % size if step % size and same else None
    same = step == c - b == e - d == f - e == h - g
    return h + step if step and same and h + step in feature.values else None


def _stepping(feature: Feature, rng: random.Random) -> Grid:
    if feature.kind == "circular":
        step, size = rng.choice((-2, -1, 1, 2)), len(feature.values)
        starts = [rng.choice(feature.values) for _ in range(3)]
        return [[(start + place * step) % size for place in range(3)] for start in starts]
    longest = (len(feature.values) - 1) // 2
    step = rng.choice([step for size in range(1, longest + 1) for step in (size, -size)])
    starts = [value for value in feature.values if value + 2 * step in feature.values]
    return [[start + place * step for place in range(3)] for start in (rng.choice(starts) for _ in range(3))]


def _three_last(_feature: Feature, lines: Lines) -> int | None:
    first, second, (g, h) = set(lines[0]), set(lines[1]), lines[2]
    if len(first) != 3 or first != second or g == h or not {g, h} <= first:
        return None
    return (first - {g, h}).pop()


def _three(feature: Feature, rng: random.Random) -> Grid:
    values = rng.sample(feature.values, 3)
    turn = rng.choice((1, 2))
    return [[values[(place + row * turn) % 3] for place in range(3)] for row in range(3)]


Operation = Callable[[int, int], int]


def _pairwise(operation: Operation, sensible: Callable[[int, int], bool]) -> dict[str, Callable[..., object]]:
    """The rule "the first two make the third", as `last` and `make`. `sensible`: pairs with which it is seen."""

    def last(feature: Feature, lines: Lines) -> int | None:
        (a, b, c), (d, e, f), (g, h) = lines
        if operation(a, b) != c or operation(d, e) != f:
            return None
        made = operation(g, h)
        return made if made in feature.values else None

    def make(feature: Feature, rng: random.Random) -> Grid:
        pairs = (rng.sample(feature.values, 2) for _ in range(TRIES))
        rows = [[a, b, operation(a, b)] for a, b in pairs if sensible(a, b) and operation(a, b) in feature.values]
        return rows[:3]

    return {"last": last, "make": make}


def _apart(a: int, b: int) -> bool:
    return bool(a & ~b and b & ~a)


ANY: frozenset[Kind] = frozenset(("named", "ordered", "count", "circular", "parts"))
COUNT: frozenset[Kind] = frozenset(("count",))
PARTS: frozenset[Kind] = frozenset(("parts",))


def _rule(
    name: str, words: Words, kinds: frozenset[Kind], radical: Radical | None, made: dict[str, Callable[..., object]]
) -> Rule:
    return Rule(name, words, kinds, radical, made["last"], made["make"])  # type: ignore[arg-type]


RULES: tuple[Rule, ...] = (
    Rule("constant", Words("blijft overal gelijk", "is the same everywhere"), ANY, None, _constant_last, _constant),
    Rule(
        "rows",
        Words("blijft gelijk in een rij, en verschilt per rij", "is the same within a row, and differs between rows"),
        frozenset(("named", "ordered", "count", "circular")),
        Radical(Words("kenmerken die per rij verschillen", "features that differ between rows"), 0.25),
        _constant_last,
        _rows_constant,
    ),
    Rule(
        "step",
        Words("verandert met telkens dezelfde stap", "changes by the same step each time"),
        frozenset(("ordered", "count")),
        Radical(Words("kenmerken die stap voor stap veranderen", "features that change step by step"), 0.35),
        _step_last,
        _stepping,
    ),
    Rule(
        "turn",
        Words("draait of schuift telkens even ver door", "turns or moves on equally far each time"),
        frozenset(("circular",)),
        Radical(Words("kenmerken die draaien of rondgaan", "features that turn or go round"), 0.65),
        _step_last,
        _stepping,
    ),
    Rule(
        "three",
        Words("elke rij heeft dezelfde drie, in een andere volgorde", "every row has the same three, in another order"),
        ANY,
        Radical(Words("kenmerken met dezelfde drie in elke rij", "features with the same three in every row"), 0.75),
        _three_last,
        _three,
    ),
    _rule(
        "sum",
        Words("vakje 1 plus vakje 2 is vakje 3", "square 1 plus square 2 is square 3"),
        COUNT,
        Radical(Words("aantallen optellen", "adding numbers"), 0.95),
        _pairwise(lambda a, b: a + b, lambda a, b: True),
    ),
    _rule(
        "difference",
        Words("vakje 1 min vakje 2 is vakje 3", "square 1 minus square 2 is square 3"),
        COUNT,
        Radical(Words("aantallen aftrekken", "subtracting numbers"), 1.15),
        _pairwise(lambda a, b: a - b, lambda a, b: a > b),
    ),
    _rule(
        "union",
        Words(
            "vakje 1 en vakje 2 op elkaar gelegd geven vakje 3", "squares 1 and 2 on top of each other give square 3"
        ),
        PARTS,
        Radical(Words("delen samenleggen", "putting parts together"), 0.6),
        _pairwise(lambda a, b: a | b, _apart),
    ),
    _rule(
        "minus",
        Words(
            "wat in vakje 2 staat, verdwijnt uit vakje 1; de rest is vakje 3",
            "what is in square 2 disappears from square 1; the rest is square 3",
        ),
        PARTS,
        Radical(Words("delen wegnemen", "taking parts away"), 1.0),
        _pairwise(lambda a, b: a & ~b, lambda a, b: a & b == b),
    ),
    _rule(
        "both",
        Words(
            "alleen wat in vakje 1 én in vakje 2 staat, staat in vakje 3",
            "only what is both in square 1 and in square 2 is in square 3",
        ),
        PARTS,
        Radical(Words("alleen de gelijke delen", "only the parts in common"), 1.5),
        _pairwise(lambda a, b: a & b, _apart),
    ),
    _rule(
        "either",
        Words(
            "wat in vakje 1 of 2 staat, staat in vakje 3, maar wat in allebei staat verdwijnt",
            "what is in square 1 or 2 is in square 3, but what is in both disappears",
        ),
        PARTS,
        Radical(Words("gelijke delen vallen weg", "parts in common cancel out"), 1.9),
        _pairwise(lambda a, b: a ^ b, _apart),
    ),
)
BY_NAME = {rule.name: rule for rule in RULES}


def rules_for(feature: Feature) -> list[Rule]:
    return [rule for rule in RULES if feature.kind in rule.kinds]


def continuations(feature: Feature, grid: Grid) -> set[int]:
    """Every value that some rule gives the last square, along the rows or along the columns. The ninth value of
    `grid` is not read."""
    columns = [[grid[row][column] for row in range(3)] for column in range(2)] + [[grid[0][2], grid[1][2]]]
    found = set()
    for rule in rules_for(feature):
        for lines in (_rows(grid), columns):
            value = rule.last(feature, lines)
            if value is not None:
                found.add(value)
    return found


def _rows(grid: Grid) -> Lines:
    return [grid[0], grid[1], grid[2][:2]]


def grid_of(feature: Feature, rule: Rule, rng: random.Random) -> Grid:
    """A grid made by this rule and by no simpler one, of which all rules of the grammar give the same last value."""
    for _ in range(TRIES):
        grid = rule.make(feature, rng)
        if len(grid) == 3 and continuations(feature, grid) == {grid[2][2]} and _seen(feature, rule, grid):
            return grid
    raise RuntimeError(f"No grid for {feature.name} by {rule.name}.")


def _seen(feature: Feature, rule: Rule, grid: Grid) -> bool:
    """This is the first rule of the grammar that holds in the rows, and no row just repeats another."""
    fits = next(other for other in rules_for(feature) if other.last(feature, _rows(grid)) is not None)
    if fits.last is not rule.last:
        return False
    repeated = len({tuple(row) for row in grid}) < 3
    return not repeated or rule.name in ("constant", "rows", "step", "turn")
