"""Matrices: nine squares, the last one missing; one to three features follow a rule, the others stay the same.

A family (shapes, turns, lines) says which features there are and how a square looks; the rules are in
`matrix_rules`. Difficulty is expected, not estimated: a linear model (LLTM, Fischer 1973) of how many rules work
together and of which kind. The order of the kinds follows Carpenter, Just and Shell (1990) and Primi (2001): the
same in a row < step < adding < three values < cancelling out; the weights are ours until pupils have answered.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from vakwerk.engines.itembank.drawing import MIDDLE, Drawing, LatePicture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .choices import Answer, Slip, Wrong, crossed, pick
from .matrix_rules import ANY, BY_NAME, COUNT, PARTS, Feature, Grid, Kind, Rule, continuations, grid_of, rules_for

SQUARE = 100.0
STRIDE = 113.0
EDGE = 108.0
# With more than this (in logits above the intercept) a matrix asks more than a pupil of 12 can keep in mind.
HARDEST = 4.2
INTERCEPT = -2.0
TOGETHER = Radical(Words("regels boven de eerste", "rules beyond the first"), 0.6)
PROMPT = Words(
    "Kijk van links naar rechts en van boven naar onder. Welk vakje hoort op de plaats van het vraagteken?",
    "Look from left to right and from top to bottom. Which square belongs in the place of the question mark?",
)
ERRORS: Mapping[str, Words] = {
    "left": Words("regel niet voortgezet: zoals het vakje links", "rule not continued: as in the square on the left"),
    "above": Words("zoals de vorige rij: het vakje erboven", "as in the previous row: the square above"),
    "backwards": Words("de stap in de verkeerde richting", "the step in the wrong direction"),
    "operation": Words(
        "de vakjes anders samengelegd dan de regel zegt", "squares combined otherwise than the rule says"
    ),
    "miscount": Words("één te veel of te weinig geteld", "counted one too many or too few"),
    "part": Words("één deel vergeten of te veel", "one part forgotten or too many"),
    "loose": Words("een kenmerk veranderd zonder regel", "a feature changed without a rule"),
    "copied_left": Words("het vakje links overgenomen", "the square on the left copied"),
    "copied_above": Words("het vakje erboven overgenomen", "the square above copied"),
    "several": Words("meer dan één van deze fouten samen", "more than one of these errors together"),
}
# Errors that only some kinds of features know.
KINDS_OF: Mapping[str, frozenset[Kind]] = {"operation": COUNT | PARTS, "miscount": COUNT, "part": PARTS}

# Draws one square about a middle; the last number says how many elements the fullest square of the task has.
Painter = Callable[[Drawing, Point, Answer, int], None]


@dataclass(frozen=True)
class Family:
    """`room(squares)`: what the painter must know of all squares together, so that sizes are comparable."""

    name: str
    title: Words
    features: tuple[Feature, ...]
    paint: Painter
    room: Callable[[Sequence[Answer]], int]


def generator_of(family: Family, version: int) -> Generator:
    """The generator of matrices of this family."""
    kinds = {feature.kind for feature in family.features}
    return Generator(
        name=family.name,
        version=version,
        scale="reasoning",
        title=family.title,
        grammar=_grammar(family),
        intercept=INTERCEPT,
        radicals=_radicals(family),
        errors={code: words for code, words in ERRORS.items() if KINDS_OF.get(code, ANY) & kinds},
        build=partial(build, family),
        solve=partial(solve, family),
        source=Words(
            "eigen ontwerp; soorten regels naar Carpenter, Just en Shell (1990)",
            "own design; kinds of rules after Carpenter, Just and Shell (1990)",
        ),
    )


def solve(family: Family, problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """The options of which every feature has a value that some rule gives the last square."""
    squares = problem["squares"]
    allowed = [continuations(feature, _grid(squares, place)) for place, feature in enumerate(family.features)]
    options = [[int(part) for part in identity.split(".")] for identity in identities]
    return [
        position
        for position, option in enumerate(options)
        if all(value in values for value, values in zip(option, allowed, strict=True))
    ]


def _grid(squares: Sequence[Sequence[int]], place: int) -> Grid:
    values = [square[place] for square in squares]
    return values[:3], values[3:6], values[6:]


def build(family: Family, rng: random.Random) -> Draft:
    rules = _choose_rules(family, rng)
    grids = [grid_of(feature, rule, rng) for feature, rule in zip(family.features, rules, strict=True)]
    squares: list[Answer] = [tuple(grid[row][column] for grid in grids) for row in range(3) for column in range(3)]
    answers = _answers(family, rules, grids, squares, rng)
    room = family.room([*squares, *(answer for answer, _ in answers)])
    return Draft(
        problem={"squares": [list(square) for square in squares[:8]]},
        radicals=_counts(family, rules),
        prompt=PROMPT,
        options=[_option(family, answer, error, room) for answer, error in answers],
        explanation=_explanation(family, rules),
        picture=LatePicture(340, 340, partial(_draw, family, squares, room)),
    )


def _choose_rules(family: Family, rng: random.Random) -> list[Rule]:
    """A rule for each feature; one to three of them do something, and together not more than a pupil can hold."""
    count = rng.choice((1, 1, 2, 2, 2, 3, 3))
    while True:
        busy = rng.sample(range(len(family.features)), min(count, len(family.features)))
        rules = [
            rng.choice(rules_for(feature)[1:]) if place in busy else BY_NAME["constant"]
            for place, feature in enumerate(family.features)
        ]
        counts = _counts(family, rules)
        if sum(_radicals(family)[name].weight * value for name, value in counts.items()) <= HARDEST:
            return rules


def _counts(family: Family, rules: Sequence[Rule]) -> dict[str, float]:
    counts = dict.fromkeys(_radicals(family), 0.0)
    busy = [rule.name for rule in rules if rule.radical]
    for name in busy:
        counts[name] += 1
    counts["together"] = float(len(busy) - 1)
    return counts


def _radicals(family: Family) -> dict[str, Radical]:
    found = {rule.name: rule.radical for feature in family.features for rule in rules_for(feature) if rule.radical}
    return {**found, "together": TOGETHER}


def _answers(
    family: Family, rules: Sequence[Rule], grids: Sequence[Grid], squares: Sequence[Answer], rng: random.Random
) -> list[tuple[Answer, str]]:
    """The right square and five wrong ones, crossed so that none stands out."""
    busy = [place for place, rule in enumerate(rules) if rule.radical]
    rng.shuffle(busy)
    if len(busy) == 1:
        busy.append(rng.choice([place for place, rule in enumerate(rules) if not rule.radical]))
    counts = (1, 1, 1) if len(busy) == 3 else (2, 1)
    slips = []
    for place, count in zip(busy, counts, strict=True):
        feature = family.features[place]
        wrong = _wrong(feature, rules[place], grids[place], rng)
        slips.append(Slip(place, pick(squares[8][place], wrong, count, rng, _measure(feature))))
    return crossed(squares[8], slips, ((squares[7], "copied_left"), (squares[5], "copied_above")))


def _measure(feature: Feature) -> Callable[[int], float] | None:
    if feature.kind == "parts":
        return int.bit_count
    return None if feature.kind in ("named", "circular") else float


def _wrong(feature: Feature, rule: Rule, grid: Grid, rng: random.Random) -> list[Wrong]:
    """The wrong values of this feature with the error behind each, at least two; loose ones only to make up two."""
    right = grid[2][2]
    wrong = _mistaken(feature, rule, grid) if rule.radical else []
    kept = [(value, error) for value, error in wrong if value in feature.values and value != right]
    if len({value for value, _ in kept}) < 2:
        near = [right - 1, right + 1, right - 2, right + 2]
        if feature.kind != "count":
            plain = feature.quiet if feature.kind == "parts" and not rule.radical else feature.values
            near = rng.sample(plain, min(4, len(plain)))
        kept += [(value, "loose") for value in near if value in feature.values and value != right]
    return kept


def _mistaken(feature: Feature, rule: Rule, grid: Grid) -> list[Wrong]:
    """What comes out when the rule is applied with an error."""
    first, left, right, above = grid[2][0], grid[2][1], grid[2][2], grid[1][2]
    wrong: list[Wrong] = [(left, "left"), (above, "above")]
    if rule.name in ("step", "turn"):
        back = 2 * left - right
        wrong.append((back % len(feature.values) if feature.kind == "circular" else back, "backwards"))
    if feature.kind == "parts":
        wrong += [(value, "operation") for value in (first | left, first & ~left, first & left, first ^ left)]
        wrong += [(right ^ (1 << bit), "part") for bit in range(len(feature.values).bit_length())]
    if feature.kind == "count":
        wrong += [(first - left, "operation"), (first + left, "operation")]
        wrong += [(right - 1, "miscount"), (right + 1, "miscount")]
    return wrong


def _option(family: Family, answer: Answer, error: str, room: int) -> Option:
    picture = LatePicture(SQUARE, SQUARE, lambda sheet: family.paint(sheet, (SQUARE / 2, SQUARE / 2), answer, room))
    return Option(identity=".".join(map(str, answer)), error=error, picture=picture)


def _draw(family: Family, squares: Sequence[Answer], room: int, sheet: Drawing) -> None:
    for place, square in enumerate(squares):
        corner = (3 + place % 3 * STRIDE, 3 + place // 3 * STRIDE)
        middle = (corner[0] + EDGE / 2, corner[1] + EDGE / 2)
        if place < 8:
            sheet.rectangle(corner, (EDGE, EDGE), stroke=MIDDLE, width=1.5, radius=4)
            family.paint(sheet, middle, square, room)
        else:
            question(sheet, corner, EDGE)


def question(sheet: Drawing, corner: Point, edge: float) -> None:
    """The square that the pupil must find."""
    sheet.rectangle(corner, (edge, edge), fill="#eef4fb", stroke="#1d5fa8", width=2.5, radius=4)
    sheet.text((corner[0] + edge / 2, corner[1] + edge / 2 + edge * 0.16), "?", size=edge * 0.45, fill="#1d5fa8")


def _explanation(family: Family, rules: Sequence[Rule]) -> Words:
    said = [(feature.title, rule.words) for feature, rule in zip(family.features, rules, strict=True) if rule.radical]
    return Words(
        " ".join(f"{title.nl}: {words.nl}." for title, words in said),
        " ".join(f"{title.en}: {words.en}." for title, words in said),
    )


def _grammar(family: Family) -> Words:
    """The published grammar: per feature its values and the rules that it may follow."""
    return Words(
        "Negen vakjes; het laatste ontbreekt. Eén tot drie kenmerken volgen een regel in elke rij (of in elke kolom), "
        "de andere blijven overal gelijk. "
        + " ".join(_listed(feature, "nl") for feature in family.features)
        + " Een taak is goed als alle regels die bij de acht vakjes passen hetzelfde laatste vakje geven.",
        "Nine squares; the last is missing. One to three features follow a rule in every row (or in every column), the "
        "others are the same everywhere. "
        + " ".join(_listed(feature, "en") for feature in family.features)
        + " A task is sound when all rules that fit the eight squares give the same last square.",
    )


def _listed(feature: Feature, language: str) -> str:
    rules = "; ".join(rule.words.text(language) for rule in rules_for(feature)[1:])
    return f"{feature.title.text(language)}: {rules}."
