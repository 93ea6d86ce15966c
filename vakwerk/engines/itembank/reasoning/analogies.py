"""Analogies: A becomes B; make of C what was made of A. One to three features change, in ways that are published.

A feature has moves ("one larger", "turned a quarter", "inside and outside swap places"). The solver finds all moves
that make B of A, does each with C, and counts an option right when every feature has a value found that way. "It
becomes what it is in B" counts as a move too, so that no option is wrong which a pupil can defend.
Difficulty is expected, not estimated: a linear model (LLTM, Fischer 1973) of the number and the kind of changes, as
in the analogies of Mulholland, Pellegrino and Glaser (1980); the weights are ours until pupils have answered.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from vakwerk.engines.itembank.drawing import INK, MIDDLE, Drawing, LatePicture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .choices import Answer, Slip, Wrong, crossed, pick
from .matrices import question

EDGE = 108.0
CARD = 100.0
INTERCEPT = -1.9
PROMPT = Words(
    "Kijk hoe de eerste figuur verandert in de tweede. Verander de derde figuur net zo. Wat krijg je?",
    "See how the first figure changes into the second. Change the third figure in the same way. What do you get?",
)
ERRORS: Mapping[str, Words] = {
    "kept": Words("één verandering vergeten", "one change forgotten"),
    "opposite": Words("andersom veranderd", "changed the other way round"),
    "other_move": Words(
        "een andere verandering dan die van de eerste naar de tweede",
        "another change than from the first to the second",
    ),
    "loose": Words("iets veranderd wat gelijk blijft", "changed something that stays the same"),
    "copied_third": Words("de derde figuur niet veranderd", "the third figure not changed"),
    "several": Words("meer dan één van deze fouten samen", "more than one of these errors together"),
}
TOGETHER = Radical(Words("veranderingen boven de eerste", "changes beyond the first"), 0.7)
DIFFERENT = Radical(
    Words("kenmerken die bij de derde figuur anders beginnen", "features that start otherwise in the third figure"), 0.3
)


# One feature in the first, second, third and fourth figure.
Column = tuple[int, int, int, int]


@dataclass(frozen=True)
class Move:
    """`done(value)`: the feature after this move, None where it cannot be done. `radical` names what it counts as."""

    words: Words
    radical: str
    done: Callable[[int], int | None]


@dataclass(frozen=True)
class Trait:
    """A feature of a figure, its possible values, and the moves that may be made with it. `copied(first, second,
    third)`: the third figure when it takes over what is new in the second."""

    title: Words
    values: Sequence[int]
    moves: tuple[Move, ...]
    copied: Callable[[int, int, int], int] = lambda first, second, third: second


@dataclass(frozen=True)
class Kind:
    """One kind of figures; `paint` draws one about a middle in a square of 100."""

    name: str
    title: Words
    traits: tuple[Trait, ...]
    radicals: Mapping[str, Radical]
    paint: Callable[[Drawing, Point, Answer], None]


def moves_between(trait: Trait, start: int, end: int) -> list[Move]:
    """The moves that make `end` of `start`."""
    return [move for move in trait.moves if move.done(start) == end]


def allowed(trait: Trait, first: int, second: int, third: int) -> set[int]:
    """What the trait may become in the fourth figure; a trait that did not change stays as it is."""
    if first == second:
        return {third}
    found = {trait.copied(first, second, third)}
    for move in moves_between(trait, first, second):
        value = move.done(third)
        if value is not None:
            found.add(value)
    return found


def solve(kind: Kind, problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """The options of which every trait has a value that follows from the change of the first into the second."""
    figures = zip(problem["first"], problem["second"], problem["third"], strict=True)
    right = [allowed(trait, *values) for trait, values in zip(kind.traits, figures, strict=True)]
    options = [[int(part) for part in identity.split(".")] for identity in identities]
    return [
        place
        for place, option in enumerate(options)
        if all(value in values for value, values in zip(option, right, strict=True))
    ]


def build(kind: Kind, rng: random.Random) -> Draft:
    able = [place for place, trait in enumerate(kind.traits) if trait.moves]
    while True:
        changing = rng.sample(able, rng.choice((1, 2, 2, 3)))
        columns = [_column(trait, place in changing, rng) for place, trait in enumerate(kind.traits)]
        answers = _answers(kind, columns, changing, rng)
        if answers:
            return _draft(kind, columns, answers)


def _draft(kind: Kind, columns: Sequence[Column], answers: Sequence[tuple[Answer, str]]) -> Draft:
    first, second, third = (tuple(column[row] for column in columns) for row in range(3))
    made = [_move_of(trait, column) for trait, column in zip(kind.traits, columns, strict=True)]
    return Draft(
        problem={"first": list(first), "second": list(second), "third": list(third)},
        radicals=_radicals(kind, columns, made),
        prompt=PROMPT,
        options=[_option(kind, answer, error) for answer, error in answers],
        explanation=_explanation(kind, made),
        picture=LatePicture(340, 240, partial(_draw, kind, (first, second, third))),
    )


def _column(trait: Trait, changing: bool, rng: random.Random) -> Column:
    """The trait in the four figures. When it changes, the moves that fit all do the same with the third figure."""
    while True:
        first, third = rng.choice(trait.values), rng.choice(trait.values)
        if not changing:
            return first, first, third, third
        move = rng.choice(trait.moves)
        second, fourth = move.done(first), move.done(third)
        if second is None or fourth is None or second == first or fourth == third:
            continue
        others = {other.done(third) for other in moves_between(trait, first, second)}
        if others - {None} == {fourth}:
            return first, second, third, fourth


def _move_of(trait: Trait, column: Column) -> Move | None:
    if column[0] == column[1]:
        return None
    return next(move for move in moves_between(trait, column[0], column[1]) if move.done(column[2]) == column[3])


def _answers(
    kind: Kind, columns: Sequence[Column], changing: Sequence[int], rng: random.Random
) -> list[tuple[Answer, str]]:
    """The right figure and five wrong ones, crossed so that none stands out; empty when there are too few errors."""
    places = list(changing)
    if len(places) == 1:
        places.append(rng.choice([place for place in range(len(kind.traits)) if place not in places]))
    counts = (1, 1, 1) if len(places) == 3 else (2, 1)
    slips = []
    for place, count in zip(places, counts, strict=True):
        chosen = pick(columns[place][3], _wrong(kind.traits[place], columns[place], rng), count, rng)
        if len(chosen) < count:
            return []
        slips.append(Slip(place, chosen))
    third = tuple(column[2] for column in columns)
    return crossed(tuple(column[3] for column in columns), slips, ((third, "copied_third"),))


def _wrong(trait: Trait, column: Column, rng: random.Random) -> list[Wrong]:
    """Values that no permitted move gives, with the error behind each."""
    first, second, third, _ = column
    right = allowed(trait, first, second, third)
    wrong: list[Wrong] = []
    if first != second:
        opposite = [move.done(third) for move in moves_between(trait, second, first)]
        others = [move.done(third) for move in trait.moves]
        wrong = [(third, "kept"), *_known(opposite, "opposite"), *_known(others, "other_move")]
    kept = [(value, error) for value, error in wrong if value not in right]
    if len({value for value, _ in kept}) < 2:
        kept += [(value, "loose") for value in rng.sample(trait.values, len(trait.values)) if value not in right]
    return kept


def _known(values: Sequence[int | None], error: str) -> list[Wrong]:
    return [(value, error) for value in values if value is not None]


def _radicals(kind: Kind, columns: Sequence[Column], made: Sequence[Move | None]) -> dict[str, float]:
    counts = dict.fromkeys([*kind.radicals, "together", "different"], 0.0)
    busy = [move for move in made if move]
    for move in busy:
        counts[move.radical] += 1
    counts["together"] = float(len(busy) - 1)
    counts["different"] = float(sum(move is not None and c[0] != c[2] for c, move in zip(columns, made, strict=True)))
    return counts


def _option(kind: Kind, answer: Answer, error: str) -> Option:
    picture = LatePicture(CARD, CARD, lambda sheet: kind.paint(sheet, (CARD / 2, CARD / 2), answer))
    return Option(identity=".".join(map(str, answer)), error=error, picture=picture)


def _draw(kind: Kind, figures: Sequence[Answer], sheet: Drawing) -> None:
    """First and second on the upper line, third and the question below, an arrow between."""
    for place in range(4):
        corner = (20 + place % 2 * 192.0, 4 + place // 2 * 122.0)
        if place == 3:
            question(sheet, corner, EDGE)
        else:
            sheet.rectangle(corner, (EDGE, EDGE), stroke=MIDDLE, width=1.5, radius=4)
            kind.paint(sheet, (corner[0] + EDGE / 2, corner[1] + EDGE / 2), figures[place])
    for height in (58.0, 180.0):
        sheet.line((142, height), (194, height), width=3)
        sheet.polygon(((200, height), (188, height - 7), (188, height + 7)), fill=INK)


def _explanation(kind: Kind, made: Sequence[Move | None]) -> Words:
    said = [(trait.title, move.words) for trait, move in zip(kind.traits, made, strict=True) if move]
    return Words(
        " ".join(f"{title.nl}: {words.nl}." for title, words in said),
        " ".join(f"{title.en}: {words.en}." for title, words in said),
    )


def generator_of(kind: Kind, version: int) -> Generator:
    """The generator of analogies with figures of this kind."""
    return Generator(
        name=kind.name,
        version=version,
        scale="reasoning",
        title=kind.title,
        grammar=_grammar(kind),
        intercept=INTERCEPT,
        radicals={**kind.radicals, "together": TOGETHER, "different": DIFFERENT},
        errors=ERRORS,
        build=partial(build, kind),
        solve=partial(solve, kind),
    )


def _grammar(kind: Kind) -> Words:
    return Words(
        "De eerste figuur verandert in de tweede; de derde moet net zo veranderen. Eén tot drie kenmerken veranderen, "
        "de andere blijven. "
        + " ".join(_listed(trait, "nl") for trait in kind.traits if trait.moves)
        + " Een antwoord telt als goed wanneer elk kenmerk uit zo'n verandering volgt, of wordt zoals in de tweede "
        "figuur; een taak is goed als er dan precies één goed antwoord bij staat.",
        "The first figure changes into the second; the third must change likewise. One to three features change, the "
        "others stay. "
        + " ".join(_listed(trait, "en") for trait in kind.traits if trait.moves)
        + " An answer counts as right when every feature follows from such a change, or becomes as in the second "
        "figure; a task is sound when exactly one of its answers is right then.",
    )


def _listed(trait: Trait, language: str) -> str:
    return f"{trait.title.text(language)}: {'; '.join(move.words.text(language) for move in trait.moves)}."
