"""Cubes on paper: a nearly isometric parallel projection, three tones, and the figure fitted to a sheet.

Exactly isometric, the corners of cubes that lie far apart fall on each other and lines run on where nothing does. The
viewer therefore stands a little to the left and lower (azimuth 37 instead of 45 degrees, elevation 31 instead of 35.3).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Sequence

from vakwerk.engines.itembank.drawing import Drawing, LatePicture, Picture, Point

from .cubes import LEFT, RIGHT, TOP, Cell

Spot = tuple[float, float, float]

# Upper, left and right face: they differ enough in lightness to read the figure in black and white.
TONES = ("#f3f8fd", "#a9cbee", "#5487bd")
EDGE = 1.6
_AZIMUTH, _ELEVATION = math.radians(37), math.radians(31)
# Where one edge along x, y and z goes on paper: right and down.
X_AXIS = (-math.sin(_AZIMUTH), math.cos(_AZIMUTH) * math.sin(_ELEVATION))
Y_AXIS = (math.cos(_AZIMUTH), math.sin(_AZIMUTH) * math.sin(_ELEVATION))
Z_AXIS = (0.0, -math.cos(_ELEVATION))
# Corners of the three visible faces of a cube and the neighbour that would cover each.
FACES: tuple[tuple[int, Cell, tuple[Cell, Cell, Cell, Cell]], ...] = (
    (TOP, (0, 0, 1), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1))),
    (LEFT, (1, 0, 0), ((1, 0, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0))),
    (RIGHT, (0, 1, 0), ((0, 1, 1), (1, 1, 1), (1, 1, 0), (0, 1, 0))),
)


def flat(spot: Spot | Cell, unit: float = 1.0, at: Point = (0.0, 0.0)) -> Point:
    """Where a point of space lies on paper: x runs to the lower left, y to the lower right, z up."""
    x, y, z = spot
    across = x * X_AXIS[0] + y * Y_AXIS[0]
    down = x * X_AXIS[1] + y * Y_AXIS[1] + z * Z_AXIS[1]
    return at[0] + across * unit, at[1] + down * unit


def extent(cells: Iterable[Cell]) -> tuple[float, float, float, float]:
    """Left, upper, right and lower bound of the drawing, in edges of a cube."""
    spots = [flat(cell) for cell in cells]
    across, down = [x for x, _ in spots], [y for _, y in spots]
    return min(across) + X_AXIS[0], min(down) + Z_AXIS[1], max(across) + Y_AXIS[0], max(down) + X_AXIS[1] + Y_AXIS[1]


def unit_for(figures: Iterable[Sequence[Cell]], width: float, height: float, most: float = 36.0) -> float:
    """The edge with which each of these figures fits on a sheet of this size."""
    boxes = [extent(cells) for cells in figures]
    across, down = max(box[2] - box[0] for box in boxes), max(box[3] - box[1] for box in boxes)
    return min(most, (width - 8) / across, (height - 8) / down)


def figure(cells: Sequence[Cell], width: float, height: float, unit: float) -> Picture:
    """The figure in the middle of a sheet."""
    return LatePicture(width, height, functools.partial(_draw_in_the_middle, cells=cells, unit=unit))


def _draw_in_the_middle(sheet: Drawing, cells: Sequence[Cell], unit: float) -> None:
    left, upper, right, lower = extent(cells)
    draw(sheet, cells, unit, ((sheet.width - (left + right) * unit) / 2, (sheet.height - (upper + lower) * unit) / 2))


def draw(sheet: Drawing, cells: Sequence[Cell], unit: float, at: Point) -> None:
    """From back to front, leaving out faces that touch another cube."""
    known = set(cells)
    for x, y, z in sorted(cells, key=lambda cell: (sum(cell), cell)):
        for face, (a, b, c), corners in FACES:
            if (x + a, y + b, z + c) not in known:
                spots = [flat((x + d, y + e, z + f), unit, at) for d, e, f in corners]
                sheet.polygon(spots, TONES[face], width=EDGE)
