"""Matrices of plain shapes: which shape, how many, how large, how dark."""

from __future__ import annotations

from collections.abc import Sequence

from vakwerk.engines.itembank.drawing import Drawing, Point
from vakwerk.engines.words import Words

from .choices import Answer
from .figures import FILLS, SHAPES, shape
from .matrices import Family, generator_of
from .matrix_rules import Feature

# Middles of one to six elements, from the middle of a square of 100.
LAYOUTS: tuple[Sequence[Point], ...] = (
    ((0, 0),),
    ((-24, 0), (24, 0)),
    ((0, -23), (-25, 22), (25, 22)),
    ((-24, -24), (24, -24), (-24, 24), (24, 24)),
    ((-30, -30), (30, -30), (0, 0), (-30, 30), (30, 30)),
    ((-32, -20), (0, -20), (32, -20), (-32, 20), (0, 20), (32, 20)),
)
# The largest radius when no square has more elements than this.
RADII = (35.0, 20.0, 20.0, 20.0, 13.0, 13.0)
SIZES = (0.5, 0.74, 1.0)
SHAPE, NUMBER, SIZE, FILL = range(4)


def _paint(sheet: Drawing, middle: Point, square: Answer, room: int) -> None:
    radius = RADII[room - 1] * SIZES[square[SIZE]]
    for x, y in LAYOUTS[square[NUMBER] - 1]:
        shape(sheet, square[SHAPE], (middle[0] + x, middle[1] + y), radius, FILLS[square[FILL]])


def _fullest(squares: Sequence[Answer]) -> int:
    return max(square[NUMBER] for square in squares)


FAMILY = Family(
    name="matrix-shapes",
    title=Words("matrix met vormen", "matrix of shapes"),
    features=(
        Feature("shape", Words("De vorm", "The shape"), "named", range(len(SHAPES)), range(len(SHAPES))),
        Feature("number", Words("Het aantal", "The number"), "count", range(1, 7), (1, 1, 2, 3)),
        Feature("size", Words("De grootte", "The size"), "ordered", range(3), (1, 2)),
        Feature("fill", Words("De kleur", "The shading"), "ordered", range(3), range(3)),
    ),
    paint=_paint,
    room=_fullest,
)
GENERATOR = generator_of(FAMILY, version=1)
