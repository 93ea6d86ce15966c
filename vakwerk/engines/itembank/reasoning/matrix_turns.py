"""Matrices of a figure that turns while a dot walks along the edge."""

from __future__ import annotations

from vakwerk.engines.itembank.drawing import INK, ORANGE, Drawing, Point
from vakwerk.engines.words import Words

from .choices import Answer
from .figures import FILLS, POINTERS, pointer
from .matrices import Family, generator_of
from .matrix_rules import Feature

# Where the dot may be, clockwise from the middle of the upper edge.
PLACES = ((0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1))


def _paint(sheet: Drawing, middle: Point, square: Answer, _room: int) -> None:
    figure, turn, place, fill = square
    pointer(sheet, figure, middle, 29, turn, FILLS[fill])
    x, y = PLACES[place]
    sheet.circle((middle[0] + 41 * x, middle[1] + 41 * y), 6.5, fill=ORANGE, stroke=INK, width=1.5)


FAMILY = Family(
    name="matrix-turns",
    title=Words("matrix met draaien en verschuiven", "matrix of turns and moves"),
    features=(
        Feature("figure", Words("De figuur", "The figure"), "named", range(len(POINTERS)), range(len(POINTERS))),
        Feature(
            "turn", Words("De richting van de figuur", "The direction of the figure"), "circular", range(8), range(8)
        ),
        Feature("place", Words("De plaats van de stip", "The place of the dot"), "circular", range(8), range(8)),
        Feature("fill", Words("De kleur van de figuur", "The shading of the figure"), "ordered", range(3), range(3)),
    ),
    paint=_paint,
    room=len,
)
GENERATOR = generator_of(FAMILY, version=1)
