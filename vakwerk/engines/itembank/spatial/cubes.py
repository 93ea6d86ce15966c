"""Figures of cubes: turning them over all 24 rotations, mirroring them, and what an isometric drawing of them shows.

The viewer looks along (-1, -1, -1) and sees the upper (+z), the left (+x) and the right (+y) face of a cube; x, y and z
form a right-handed system. In this projection a cube covers six triangles of a triangular grid and everything visible
is a whole number of triangles, so hidden parts are found exactly, without rounding.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

Cell = tuple[int, int, int]
Cells = tuple[Cell, ...]
Matrix = tuple[Cell, Cell, Cell]

STEPS: Cells = ((1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0), (0, -1, 0), (0, 0, -1))
TOP, LEFT, RIGHT = 0, 1, 2
# The six triangles of a cube seen from its near corner, as offsets in the code of `_line`, with the face each shows.
_ROW = 64
_HEXAGON = (
    (0, LEFT),
    (1, RIGHT),
    (-2 * _ROW, RIGHT),
    (-2 * (_ROW + 1) + 1, TOP),
    (-2 * (_ROW + 1), TOP),
    (-1, LEFT),
)
# Steps to a cube one nearer to the viewer, as (offset of its line of sight, the two triangles both cubes cover).
_NEARER = ((_ROW, (0, -1)), (1, (1, -2 * _ROW)), (-_ROW - 1, (-2 * (_ROW + 1) + 1, -2 * (_ROW + 1))))
LEAST_VISIBLE = 2


def _product(one: Matrix, two: Matrix) -> Matrix:
    rows = [tuple(sum(one[i][k] * two[k][j] for k in range(3)) for j in range(3)) for i in range(3)]
    return (rows[0], rows[1], rows[2])  # type: ignore[return-value]


def _rotations() -> tuple[Matrix, ...]:
    """All products of quarter turns about z and about x: the 24 proper rotations of a cube, the identity first."""
    quarters: tuple[Matrix, Matrix] = (((0, -1, 0), (1, 0, 0), (0, 0, 1)), ((1, 0, 0), (0, 0, -1), (0, 1, 0)))
    found: list[Matrix] = [((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    for known in found:
        found += [new for new in (_product(known, quarter) for quarter in quarters) if new not in found]
    return tuple(found)


ROTATIONS = _rotations()
# A rotated cell as one number a x + b y + c z: equal sorted differences mean equal figures, wherever they stand.
_BASE = (1, 32, 1024)
_CODES = tuple(tuple(sum(_BASE[i] * m[i][j] for i in range(3)) for j in range(3)) for m in ROTATIONS)


def settled(cells: Iterable[Cell]) -> Cells:
    """The figure against the three walls, in a fixed order: equal for figures that differ by a shift only."""
    known = list(cells)
    a, b, c = (min(axis) for axis in zip(*known, strict=True))
    return tuple(sorted([(x - a, y - b, z - c) for x, y, z in known]))


def turned(cells: Iterable[Cell], matrix: Matrix) -> Cells:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return settled([(a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z) for x, y, z in cells])


def mirrored(cells: Iterable[Cell]) -> Cells:
    return settled((-x, y, z) for x, y, z in cells)


def shape(cells: Sequence[Cell]) -> tuple[int, ...]:
    """Equal for two figures exactly when a rotation and a shift bring one onto the other."""
    return min(_differences(cells, code) for code in _CODES)


def _differences(cells: Sequence[Cell], code: Sequence[int]) -> tuple[int, ...]:
    a, b, c = code
    numbers = sorted([a * x + b * y + c * z for x, y, z in cells])
    first = numbers[0]
    return tuple([number - first for number in numbers])


def is_mirror_symmetric(cells: Cells) -> bool:
    """Whether the mirror image is the same figure turned: then "turned or mirrored?" has no answer."""
    image = _differences(mirrored(cells), _CODES[0])
    return any(_differences(cells, code) == image for code in _CODES)


def neighbours(cell: Cell) -> list[Cell]:
    x, y, z = cell
    return [(x + a, y + b, z + c) for a, b, c in STEPS]


def is_connected(cells: Iterable[Cell]) -> bool:
    left = set(cells)
    edge = [left.pop()]
    while edge:
        near = left.intersection(neighbours(edge.pop()))
        left -= near
        edge += near
    return not left


def grown(rng: random.Random, count: int, straight: float = 0.75) -> Cells:
    """A connected figure of `count` cubes. It mostly grows on from the last cube, so that it gets arms."""
    cells: list[Cell] = [(0, 0, 0)]
    while len(cells) < count:
        start = cells[-1] if rng.random() < straight else rng.choice(cells)
        new = rng.choice(neighbours(start))
        if new not in cells:
            cells.append(new)
    return settled(cells)


def with_one_moved(rng: random.Random, cells: Cells) -> Cells | None:
    """The figure with one cube put elsewhere; None when that one held the rest together."""
    gone = rng.choice(cells)
    rest = [cell for cell in cells if cell != gone]
    if not is_connected(rest):
        return None
    places = {place for cell in rest for place in neighbours(cell)} - set(cells)
    return settled([*rest, rng.choice(sorted(places))])


def _line(cell: Cell) -> int:
    """The line of sight through a cube: cubes on the same line cover exactly the same triangles."""
    return (cell[0] - cell[2]) * _ROW + cell[1] - cell[2]


def view(cells: Iterable[Cell]) -> dict[int, tuple[Cell, int]]:
    """What the drawing shows: for every triangle of the grid the frontmost cube and which of its faces."""
    seen: dict[int, tuple[Cell, int]] = {}
    for cell in sorted(cells, key=sum):
        line = 2 * _line(cell)
        for offset, face in _HEXAGON:
            seen[line + offset] = (cell, face)
    return seen


def shows_itself(cells: Cells) -> bool:
    """Whether the drawing leaves no doubt which figure it is. Three rules, from which the figure can be read:

    1. of every cube at least a third (two of its six triangles) can be seen;
    2. where two cubes overlap in the drawing, it can be seen which of the two is in front;
    3. what looks attached is attached: of two cubes on neighbouring lines of sight, the one that overlaps the other
       as a touching cube would, does touch it.

    By 1 no line of sight holds two cubes. By 2 and 3 one reads of each pair of neighbouring lines whether their cubes
    touch, and a touching cube's depth follows from the other's; the figure hangs together, so all depths follow.
    """
    seen = view(cells)
    counts = dict.fromkeys(cells, 0)
    for cell, _ in seen.values():
        counts[cell] += 1
    if min(counts.values()) < LEAST_VISIBLE:
        return False
    at = {_line(cell): cell for cell in cells}
    return all(_readable(line, cell, at, seen) for line, cell in at.items())


def _readable(line: int, cell: Cell, at: dict[int, Cell], seen: dict[int, tuple[Cell, int]]) -> bool:
    """Rules 2 and 3 for this cube and its neighbours on the three lines where a touching cube would be nearer."""
    for step, overlap in _NEARER:
        other = at.get(line + step)
        if other is None:
            continue
        if sum(other) - sum(cell) > 1:
            return False
        if not any(seen[2 * line + offset][0] in (cell, other) for offset in overlap):
            return False
    return True


def written(cells: Cells) -> str:
    """The figure as text: "000 100 110"."""
    return " ".join(f"{x}{y}{z}" for x, y, z in cells)


def read(text: str) -> Cells:
    return tuple((int(part[0]), int(part[1]), int(part[2])) for part in text.split())
