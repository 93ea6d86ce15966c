"""Matrices of which the parts are put together, taken away, or cancel out."""

from __future__ import annotations

from vakwerk.engines.itembank.drawing import BLUE, INK, Drawing, Point
from vakwerk.engines.words import Words

from .choices import Answer
from .figures import FILLS
from .matrices import Family, generator_of
from .matrix_rules import Feature

HALF = 30.0
# Four sides and two diagonals, each a bit of the value.
SEGMENTS = (
    ((-1, -1), (1, -1)),
    ((1, -1), (1, 1)),
    ((1, 1), (-1, 1)),
    ((-1, 1), (-1, -1)),
    ((-1, -1), (1, 1)),
    ((1, -1), (-1, 1)),
)
DOTS = ((-1, -1), (1, -1), (1, 1), (-1, 1))


def _paint(sheet: Drawing, middle: Point, square: Answer, _room: int) -> None:
    lines, dots, fill = square
    for bit, (start, end) in enumerate(SEGMENTS):
        if lines >> bit & 1:
            sheet.line(_at(middle, start, HALF), _at(middle, end, HALF), width=4)
    for bit, corner in enumerate(DOTS):
        if dots >> bit & 1:
            sheet.circle(_at(middle, corner, 42), 5.5, fill=BLUE, stroke=BLUE, width=1)
    sheet.circle(middle, 11, fill=FILLS[fill], stroke=INK)


def _at(middle: Point, direction: Point, reach: float) -> Point:
    return middle[0] + direction[0] * reach, middle[1] + direction[1] * reach


FAMILY = Family(
    name="matrix-lines",
    title=Words("matrix met lijnen en stippen", "matrix of lines and dots"),
    features=(
        Feature("lines", Words("De lijnen", "The lines"), "parts", range(1, 64), (1, 2, 4, 8, 3, 6, 12, 9, 5, 10, 48)),
        Feature(
            "dots", Words("De stippen in de hoeken", "The dots in the corners"), "parts", range(1, 16), (1, 2, 4, 8)
        ),
        Feature("fill", Words("De kleur van het rondje", "The shading of the circle"), "ordered", range(3), range(3)),
    ),
    paint=_paint,
    room=len,
)
GENERATOR = generator_of(FAMILY, version=1)
