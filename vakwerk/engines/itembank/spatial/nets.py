"""Nets of a cube: the eleven shapes, folding them, marks on the faces, and drawing both.

A net lies before us printed side up; folded, that side is the outside. A mark points up, and `quarter` says how many
quarter turns clockwise it was turned. All marks are symmetric about their own axis, so that the mirror image of a
marked cube is a marked cube too.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from vakwerk.engines.itembank.drawing import BLUE, INK, ORANGE, PAPER, Drawing, LatePicture, Picture, Point
from vakwerk.engines.words import Words

from .cubes import Cell, Matrix
from .isometric import extent, flat

Square = tuple[int, int]
Net = tuple[Square, ...]
Frame = tuple[Cell, Cell, Cell]
Placed = tuple[str, int]
# What is seen of a cube: mark and quarter turns of its upper, left and right face.
View = tuple[Placed, Placed, Placed]
Glyph = tuple[tuple[str, tuple[Point, ...]], ...]

MARKS: Mapping[str, Words] = {
    "arrow": Words("de pijl", "the arrow"),
    "house": Words("het huis", "the house"),
    "letter": Words("de letter T", "the letter T"),
    "triangle": Words("de driehoek", "the triangle"),
    "bar": Words("de balk", "the bar"),
    "fork": Words("de vork", "the fork"),
}
GLYPHS: Mapping[str, Glyph] = {
    "arrow": ((BLUE, ((0.5, 0.12), (0.82, 0.48), (0.6, 0.48), (0.6, 0.88), (0.4, 0.88), (0.4, 0.48), (0.18, 0.48))),),
    "house": (
        (ORANGE, ((0.5, 0.14), (0.86, 0.5), (0.14, 0.5))),
        (PAPER, ((0.24, 0.5), (0.76, 0.5), (0.76, 0.86), (0.24, 0.86))),
    ),
    "letter": (
        (INK, ((0.16, 0.14), (0.84, 0.14), (0.84, 0.34), (0.6, 0.34), (0.6, 0.86), (0.4, 0.86), (0.4, 0.34),
               (0.16, 0.34))),
    ),
    "triangle": ((PAPER, ((0.5, 0.12), (0.8, 0.86), (0.2, 0.86))),),
    "bar": ((ORANGE, ((0.1, 0.5), (0.9, 0.5), (0.9, 0.9), (0.1, 0.9))),),
    "fork": (
        (
            BLUE,
            (
                (0.16, 0.14), (0.34, 0.14), (0.34, 0.4), (0.66, 0.4), (0.66, 0.14), (0.84, 0.14),
                (0.84, 0.58), (0.58, 0.58), (0.58, 0.88), (0.42, 0.88), (0.42, 0.58), (0.16, 0.58),
            ),
        ),
    ),
}  # fmt: skip
_SIDES: tuple[Square, ...] = ((1, 0), (-1, 0), (0, 1), (0, -1))
# The visible faces: normal, the direction a mark of no quarter turns points to, corners clockwise from its upper left.
_VISIBLE: tuple[tuple[Cell, Cell, tuple[Cell, Cell, Cell, Cell]], ...] = (
    ((0, 0, 1), (-1, 0, 0), ((0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 0, 1))),
    ((1, 0, 0), (0, 0, 1), ((1, 0, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0))),
    ((0, 1, 0), (0, 0, 1), ((1, 1, 1), (0, 1, 1), (0, 1, 0), (1, 1, 0))),
)


def _minus(vector: Cell) -> Cell:
    return (-vector[0], -vector[1], -vector[2])


def cross(one: Cell, two: Cell) -> Cell:
    (a, b, c), (d, e, f) = one, two
    return (b * f - c * e, c * d - a * f, a * e - b * d)


def times(matrix: Matrix, vector: Cell) -> Cell:
    x, y, z = vector
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def fold(net: Net) -> dict[Square, Frame]:
    """Where each square ends: its outward normal, and where its right and its lower edge point."""
    frames: dict[Square, Frame] = {net[0]: ((0, 0, 1), (0, 1, 0), (1, 0, 0))}
    edge = [net[0]]
    while edge:
        x, y = edge.pop()
        for a, b in _SIDES:
            near = (x + a, y + b)
            if near in net and near not in frames:
                frames[near] = _over_the_edge(frames[(x, y)], (a, b))
                edge.append(near)
    return frames


def _over_the_edge(frame: Frame, side: Square) -> Frame:
    """The frame of the square on that side: bent backwards over the edge, away from who looks at the print."""
    normal, right, down = frame
    return {
        (1, 0): (right, _minus(normal), down),
        (-1, 0): (_minus(right), normal, down),
        (0, 1): (down, right, _minus(normal)),
        (0, -1): (_minus(down), right, normal),
    }[side]


@functools.cache
def nets() -> tuple[Net, ...]:
    """Every net of a cube in every position on the sheet, sorted."""
    shapes: set[frozenset[Square]] = {frozenset([(0, 0)])}
    for _ in range(5):
        shapes = {_settled({*shape, near}) for shape in shapes for near in _around(shape)}
    flat_shapes = sorted(tuple(sorted(shape)) for shape in shapes)
    return tuple(net for net in flat_shapes if len({frame[0] for frame in fold(net).values()}) == 6)


def _around(shape: frozenset[Square]) -> set[Square]:
    return {(x + a, y + b) for x, y in shape for a, b in _SIDES} - shape


def _settled(squares: set[Square]) -> frozenset[Square]:
    left, upper = min(x for x, _ in squares), min(y for _, y in squares)
    return frozenset((x - left, y - upper) for x, y in squares)


def touch(one: Square, two: Square) -> bool:
    return abs(one[0] - two[0]) + abs(one[1] - two[1]) == 1


def has_row_of_four(net: Net) -> bool:
    """The easiest nets: four faces run round the cube like a belt."""
    lines = [[square[axis] for square in net] for axis in (0, 1)]
    return any(line.count(value) >= 4 for line in lines for value in line)


def directions(frame: Frame) -> tuple[Cell, Cell, Cell, Cell]:
    """Where a mark with 0, 1, 2 or 3 quarter turns points on this folded square."""
    _, right, down = frame
    return (_minus(down), right, down, _minus(right))


def view(net: Net, marks: Mapping[Square, Placed], matrix: Matrix) -> View:
    """What is seen of the folded net after this turn."""
    seen: dict[Cell, Placed] = {}
    for square, frame in fold(net).items():
        mark, quarter = marks[square]
        normal = times(matrix, frame[0])
        seen[normal] = (mark, _quarters(normal, times(matrix, directions(frame)[quarter])))
    return (seen[_VISIBLE[0][0]], seen[_VISIBLE[1][0]], seen[_VISIBLE[2][0]])


def _quarters(normal: Cell, points_to: Cell) -> int:
    """How many quarter turns clockwise, seen from outside, from the reference of this face; 0 for a hidden face."""
    for face, reference, _ in _VISIBLE:
        if face == normal:
            turns = [reference]
            for _ in range(3):
                turns.append(cross(turns[-1], normal))
            return turns.index(points_to)
    return 0


def dressed(net: Net, seen: View, matrix: Matrix) -> dict[Square, Placed]:
    """The three marks on the net that show `seen` once it is folded and turned by this matrix."""
    marks: dict[Square, Placed] = {}
    for square, frame in fold(net).items():
        for (face, reference, _), (mark, quarter) in zip(_VISIBLE, seen, strict=True):
            if times(matrix, frame[0]) == face:
                wanted = reference
                for _ in range(quarter):
                    wanted = cross(wanted, face)
                turned = [times(matrix, direction) for direction in directions(frame)]
                marks[square] = (mark, turned.index(wanted))
    return marks


def mirrored(seen: View) -> View:
    """The cube in a mirror that swaps left and right. The upper reference then falls a quarter turn back."""
    (top, top_quarter), (left, left_quarter), (right, right_quarter) = seen
    return ((top, (3 - top_quarter) % 4), (right, -right_quarter % 4), (left, -left_quarter % 4))


def with_mark_turned(seen: View, face: int, quarters: int) -> View:
    faces = list(seen)
    faces[face] = (faces[face][0], (faces[face][1] + quarters) % 4)
    return (faces[0], faces[1], faces[2])


def rolled(seen: View, thirds: int) -> View:
    """The same corner after `thirds` turns of 120 degrees about it: top to left, left to right, right to top."""
    for _ in range(thirds):
        top, left, right = seen
        seen = ((right[0], (right[1] + 2) % 4), (top[0], (top[1] + 3) % 4), (left[0], (left[1] + 3) % 4))
    return seen


def written_view(seen: View) -> str:
    return " ".join(f"{mark}:{quarter}" for mark, quarter in seen)


def written_net(marks: Mapping[Square, Placed], net: Net) -> str:
    faces = [(x, y, *marks.get((x, y), ("", 0))) for x, y in net]
    return " ".join(f"{x},{y},{mark}:{quarter}" if mark else f"{x},{y}" for x, y, mark, quarter in faces)


def draw_net(net: Net, marks: Mapping[Square, Placed], width: float, height: float, most: float = 56.0) -> Picture:
    """The net in the middle of a sheet."""
    return LatePicture(width, height, functools.partial(_net_on, net=net, marks=marks, most=most))


def _net_on(sheet: Drawing, net: Net, marks: Mapping[Square, Placed], most: float) -> None:
    across, down = max(x for x, _ in net) + 1, max(y for _, y in net) + 1
    unit = min(most, (sheet.width - 6) / across, (sheet.height - 6) / down)
    left, upper = (sheet.width - across * unit) / 2, (sheet.height - down * unit) / 2
    for x, y in net:
        at = (left + x * unit, upper + y * unit)
        sheet.rectangle(at, (unit, unit), "#f3f8fd")
        if (x, y) in marks:
            corners = [at, (at[0] + unit, at[1]), (at[0] + unit, at[1] + unit), (at[0], at[1] + unit)]
            draw_mark(sheet, marks[(x, y)], corners)


def draw_cube(seen: View, width: float, height: float, unit: float) -> Picture:
    """The cube with the marks of its three visible faces."""
    return LatePicture(width, height, functools.partial(_cube_on, seen=seen, unit=unit))


def _cube_on(sheet: Drawing, seen: View, unit: float) -> None:
    left, upper, right, lower = extent([(0, 0, 0)])
    at = ((sheet.width - (left + right) * unit) / 2, (sheet.height - (upper + lower) * unit) / 2)
    for (_, _, corners), mark, tone in zip(_VISIBLE, seen, ("#f3f8fd", "#dbe9f8", "#c6dcf3"), strict=True):
        points = [flat(corner, unit, at) for corner in corners]
        sheet.polygon(points, tone)
        draw_mark(sheet, mark, points)


def draw_mark(sheet: Drawing, mark: Placed, corners: Sequence[Point]) -> None:
    """The mark on a face with these corners on paper, clockwise from the face's own upper left."""
    name, quarter = mark
    origin, right, _, down = [*corners[quarter:], *corners[:quarter]]
    for fill, points in GLYPHS[name]:
        spots = [
            (
                origin[0] + a * (right[0] - origin[0]) + b * (down[0] - origin[0]),
                origin[1] + a * (right[1] - origin[1]) + b * (down[1] - origin[1]),
            )
            for a, b in points
        ]
        sheet.polygon(spots, fill, width=1.4)


def mark_alone(name: str) -> Picture:
    """The mark upright on a face of its own."""
    return LatePicture(90, 90, functools.partial(_face_on, name=name))


def _face_on(sheet: Drawing, name: str) -> None:
    sheet.rectangle((13, 13), (64, 64), "#f3f8fd")
    draw_mark(sheet, (name, 0), [(13, 13), (77, 13), (77, 77), (13, 77)])
