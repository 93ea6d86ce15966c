"""The figures of the figural tasks: plain shapes, and shapes of which a pupil sees how they are turned."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vakwerk.engines.itembank.drawing import INK, PAPER, Drawing, Point
from vakwerk.engines.words import Words

# White, grey and black: three steps that stay apart in print and for the colour-blind.
FILLS = (PAPER, "#9aa5ae", INK)
STROKE = 2.4
SHAPES = (
    Words("cirkel", "circle"),
    Words("driehoek", "triangle"),
    Words("vierkant", "square"),
    Words("ster", "star"),
    Words("kruis", "cross"),
    Words("ruit", "diamond"),
)
# All three clearly point somewhere, so that "turned equally far" means the same for each.
POINTERS = (Words("pijl", "arrow"), Words("pijlpunt", "dart"), Words("huisje", "house"))
HANDED = (Words("vlag", "flag"), Words("haak", "hook"), Words("boot", "boat"))

# Outlines within a circle of radius 1 about the middle; y runs down.
_STAR = [
    (
        math.sin(step * math.pi / 5) * (0.46 if step % 2 else 1.08),
        -math.cos(step * math.pi / 5) * (0.46 if step % 2 else 1.08),
    )
    for step in range(10)
]
_ARM = 0.36
_CROSS = [
    (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
    (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM), (-1, -_ARM), (-_ARM, -_ARM),
]  # fmt: skip
OUTLINES: tuple[Sequence[Point], ...] = (
    (),
    ((0, -1.05), (1.04, 0.75), (-1.04, 0.75)),
    ((-0.84, -0.84), (0.84, -0.84), (0.84, 0.84), (-0.84, 0.84)),
    _STAR,
    _CROSS,
    ((0, -1.15), (0.78, 0), (0, 1.15), (-0.78, 0)),
)
_ARROW = ((0, -1), (0.62, -0.2), (0.24, -0.2), (0.24, 1), (-0.24, 1), (-0.24, -0.2), (-0.62, -0.2))
_DART = ((0, -1), (0.68, 0.8), (0, 0.4), (-0.68, 0.8))
_HOUSE = ((0, -1), (0.62, -0.3), (0.62, 0.75), (-0.62, 0.75), (-0.62, -0.3))
_FLAG = ((-0.1, -1), (0.85, -0.55), (-0.1, -0.1))
_HULL = ((-0.85, 0.5), (0.85, 0.5), (0.5, 0.95), (-0.5, 0.95))
_SAIL = ((0, -1), (0.72, 0.28), (0, 0.28))
_HOOK = ((-0.6, -1), (-0.1, -1), (-0.1, 0.45), (0.75, 0.45), (0.75, 0.95), (-0.6, 0.95))


def shape(sheet: Drawing, which: int, centre: Point, radius: float, fill: str, width: float = STROKE) -> None:
    """One of `SHAPES`, about as large as a circle of that radius."""
    if which == 0:
        sheet.circle(centre, radius * 0.95, fill=fill, width=width)
    else:
        sheet.polygon(_placed(OUTLINES[which], centre, radius), fill=fill, width=width)


def pointer(sheet: Drawing, which: int, centre: Point, radius: float, turn: int, fill: str) -> None:
    """One of `POINTERS`, turned `turn` times 45 degrees clockwise from pointing up."""
    outline = (_ARROW, _DART, _HOUSE)[which]
    sheet.polygon(_placed(outline, centre, radius, turn), fill=fill, width=STROKE)


def handed(sheet: Drawing, which: int, centre: Point, radius: float, turn: int, mirrored: bool, fill: str) -> None:
    """One of `HANDED`: first mirrored left to right if so asked, then turned `turn` times 45 degrees clockwise."""

    def part(outline: Sequence[Point]) -> list[Point]:
        return _placed(outline, centre, radius, turn, mirrored)

    if which == 0:
        _on_a_pole(sheet, part(((-0.1, 1), (-0.1, -1))), part(_FLAG), fill)
    elif which == 1:
        sheet.polygon(part(_HOOK), fill=fill, width=STROKE)
    else:
        _on_a_pole(sheet, part(((0, 0.5), (0, -1))), part(_SAIL), fill)
        sheet.polygon(part(_HULL), fill=fill, width=STROKE)


def _on_a_pole(sheet: Drawing, pole: Sequence[Point], cloth: Sequence[Point], fill: str) -> None:
    sheet.line(pole[0], pole[1], width=STROKE * 1.5)
    sheet.polygon(cloth, fill=fill, width=STROKE)


def _placed(
    outline: Sequence[Point], centre: Point, radius: float, turn: int = 0, mirrored: bool = False
) -> list[Point]:
    angle = turn * math.pi / 4
    sine, cosine = math.sin(angle), math.cos(angle)
    flip = -1 if mirrored else 1
    return [
        (
            centre[0] + radius * (flip * x * cosine - y * sine),
            centre[1] + radius * (flip * x * sine + y * cosine),
        )
        for x, y in outline
    ]
