"""Cube figures turned in space (after Shepard and Metzler 1971): which one is the same figure?"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .cubes import (
    ROTATIONS,
    Cells,
    Matrix,
    grown,
    is_mirror_symmetric,
    mirrored,
    read,
    shape,
    shows_itself,
    turned,
    view,
    with_one_moved,
    written,
)
from .isometric import figure, unit_for

GRAMMAR = Words(
    "Een figuur bestaat uit 5 tot 8 gelijke kubussen die met hele vlakken aan elkaar hangen. Van elke kubus zie je "
    "minstens een derde, je ziet altijd welke van twee kubussen vooraan ligt, en wat vast lijkt te zitten, zit ook "
    "vast. Eén antwoord is dezelfde figuur, gedraaid over een van de 23 draaiingen van een kubus. De andere zijn "
    "het spiegelbeeld, de figuur met één kubus op een andere plaats, en het spiegelbeeld daarvan. Geen van die "
    "figuren is haar eigen spiegelbeeld.",
    "A figure is made of 5 to 8 equal cubes joined by whole faces. At least a third of every cube can be seen, it "
    "always shows which of two cubes is in front, and what looks attached is attached. One option is the same "
    "figure under one of the 23 turns of a cube. The others are its mirror image, the figure with one cube "
    "elsewhere, and the mirror image of that one. None of these figures is its own mirror image.",
)
ERRORS = {
    "mirror": Words(
        "Neemt het spiegelbeeld voor de gedraaide figuur.", "Takes the mirror image for the turned figure."
    ),
    "moved": Words("Ziet niet dat één kubus elders zit.", "Does not see that one cube sits elsewhere."),
    "moved-mirror": Words(
        "Let alleen op het aantal kubussen en armen, niet op hun plaats.",
        "Minds only the number of cubes and arms, not their places.",
    ),
}
RADICALS = {
    "cubes": Radical(Words("kubussen boven de vijf", "cubes beyond five"), 0.25),
    "angle": Radical(Words("draaihoek, in kwartslagen", "angle of the turn, in quarter turns"), 0.5),
    "tilted": Radical(Words("de draaias staat niet rechtop", "the axis of the turn is not upright"), 0.5),
    "hidden": Radical(Words("deel van de kubussen dat je niet ziet", "share of the cubes that is hidden"), 1.0),
}
SIDE = 150.0


def _view(rng: random.Random, cells: Cells, but: Sequence[Cells] = ()) -> Cells | None:
    """The figure in one of the positions that leave no doubt, and in none of `but`."""
    for matrix in rng.sample(ROTATIONS, len(ROTATIONS)):
        turn = turned(cells, matrix)
        if turn not in but and shows_itself(turn):
            return turn
    return None


def _figures(rng: random.Random) -> list[Cells]:
    """The figure itself, its mirror image, the one with a cube moved, and that one's mirror image.

    Each of the four has its mirror image and its moved partner among the others: none stands out by likeness."""
    count = rng.choice((5, 6, 6, 7, 7, 8))
    while True:
        cells = grown(rng, count)
        if max(max(cell) for cell in cells) > 3 or is_mirror_symmetric(cells):
            continue
        other = with_one_moved(rng, cells)
        if other is None or max(max(cell) for cell in other) > 3 or is_mirror_symmetric(other):
            continue
        if shape(other) not in (shape(cells), shape(mirrored(cells))):
            return [cells, mirrored(cells), other, mirrored(other)]


def _views(rng: random.Random) -> list[Cells]:
    """The figure as asked, then the four answers."""
    while True:
        figures = _figures(rng)
        asked = _view(rng, figures[0])
        if asked is None:
            continue
        shown = [_view(rng, cells, (asked,)) for cells in figures]
        found = [cells for cells in shown if cells is not None]
        if len(found) == len(figures):
            return [asked, *found]


def _turn(start: Cells, end: Cells) -> tuple[float, bool]:
    """The smallest turn that does it, in quarter turns, and whether its axis is tilted (an upright one preferred)."""
    fitting = [matrix for matrix in ROTATIONS if turned(start, matrix) == end]
    return min((_quarters(matrix), matrix[2][2] != 1) for matrix in fitting)


def _quarters(matrix: Matrix) -> float:
    """The angle from the trace, 1 + 2 cos(angle): 90, 120 or 180 degrees."""
    return {3: 0.0, 1: 1.0, 0: 4 / 3, -1: 2.0}[matrix[0][0] + matrix[1][1] + matrix[2][2]]


def _hidden(cells: Cells) -> float:
    """Share of the triangles of all cubes that other cubes cover."""
    return round(1 - len(view(cells)) / (6 * len(cells)), 4)


def build(rng: random.Random) -> Draft:
    asked, *shown = _views(rng)
    angle, tilted = _turn(asked, shown[0])
    unit = unit_for([asked, *shown], SIDE, SIDE)
    options = [
        Option(written(cells), error, picture=figure(cells, SIDE, SIDE, unit))
        for cells, error in zip(shown, ("", *ERRORS), strict=True)
    ]
    return Draft(
        problem={"figure": written(asked)},
        radicals={"cubes": len(asked) - 5, "angle": angle, "tilted": float(tilted), "hidden": _hidden(asked)},
        prompt=Words(
            f"Deze figuur bestaat uit {len(asked)} kubussen. Welke figuur is dezelfde, maar gedraaid?",
            f"This figure is made of {len(asked)} cubes. Which figure is the same one, only turned?",
        ),
        picture=figure(asked, 240, 200, min(36.0, unit * 1.35)),
        options=options,
        explanation=Words(
            "Draai de figuur in gedachten en volg een arm van begin tot eind: bij het juiste antwoord gaat elke "
            "bocht dezelfde kant uit. Bij de andere is een bocht gespiegeld of zit een kubus elders.",
            "Turn the figure in your mind and follow an arm from end to end: in the right answer every bend goes the "
            "same way. In the others a bend is mirrored or a cube sits elsewhere.",
        ),
    )


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Tries every permutation of the axes with every choice of signs whose determinant is +1."""
    cells = read(problem["figure"])
    wanted = {frozenset(_tried(cells, order, signs)) for order, signs in _proper()}
    return [place for place, text in enumerate(identities) if frozenset(_cornered(read(text))) in wanted]


@functools.cache
def _proper() -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    found = []
    for order in itertools.permutations(range(3)):
        inversions = sum(order[i] > order[j] for i in range(3) for j in range(i + 1, 3))
        for signs in itertools.product((1, -1), repeat=3):
            if (-1) ** inversions * signs[0] * signs[1] * signs[2] == 1:
                found.append((order, signs))
    return found


def _tried(cells: Cells, order: Sequence[int], signs: Sequence[int]) -> list[tuple[int, ...]]:
    (i, j, k), (a, b, c) = order, signs
    return _cornered([(a * cell[i], b * cell[j], c * cell[k]) for cell in cells])


def _cornered(cells: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    a, b, c = (min(axis) for axis in zip(*cells, strict=True))
    return [(x - a, y - b, z - c) for x, y, z in cells]


ROTATION = Generator(
    name="cubes-turned",
    version=1,
    scale="spatial",
    title=Words("Gedraaide kubusfiguren", "Turned cube figures"),
    grammar=GRAMMAR,
    intercept=-1.4,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
    source=Words(
        "eigen ontwerp, naar Shepard en Metzler (1971), Science 171, 701-703",
        "own design, after Shepard and Metzler (1971), Science 171, 701-703",
    ),
)
