"""A second way to fold a net, for the solvers only: glue the corners of its squares to the eight corners of a cube.

A face is its four corners, clockwise as seen from outside, starting at the upper left of its mark. A corner is a number
of three bits (x, y, z). Nothing here knows of normals or rotation matrices."""

from __future__ import annotations

from collections.abc import Mapping

Corners = tuple[int, int, int, int]
Square = tuple[int, int]

# The faces a viewer sees, as in `isometric`: x (bit 4) to the lower left, y (bit 2) to the lower right, z (bit 1) up.
_SEEN: tuple[Corners, ...] = ((1, 3, 7, 5), (5, 7, 6, 4), (7, 3, 2, 6))


def net_faces(text: str) -> dict[str, Corners]:
    """The marked faces of a folded net, by mark."""
    squares = _parsed(text)
    glued = _glued(list(squares))
    return {mark: _from(glued[square], quarter) for square, (mark, quarter) in squares.items() if mark}


def _parsed(text: str) -> dict[Square, tuple[str, int]]:
    squares = {}
    for part in text.split():
        x, y, *rest = part.split(",")
        mark, _, quarter = rest[0].partition(":") if rest else ("", "", "0")
        squares[(int(x), int(y))] = (mark, int(quarter))
    return squares


def _glued(squares: list[Square]) -> dict[Square, Corners]:
    """Corners of each square (upper left, upper right, lower right, lower left) as corners of the cube."""
    glued: dict[Square, Corners] = {squares[0]: _SEEN[0]}
    waiting = squares[1:]
    while waiting:
        square = waiting.pop(0)
        if not _glue(square, glued):
            waiting.append(square)
    return glued


def _glue(square: Square, glued: dict[Square, Corners]) -> bool:
    """Glues the square to a neighbour that is glued already; the far corners come from across the neighbour's face."""
    x, y = square
    for near, edge in (((x - 1, y), (1, 2)), ((x + 1, y), (0, 3)), ((x, y - 1), (3, 2)), ((x, y + 1), (0, 1))):
        if near in glued:
            across = _across(glued[near])
            one, two = glued[near][edge[0]], glued[near][edge[1]]
            far_one, far_two = one ^ across, two ^ across
            glued[square] = {
                (1, 2): (one, far_one, far_two, two),
                (0, 3): (far_one, one, two, far_two),
                (3, 2): (one, two, far_two, far_one),
                (0, 1): (far_one, far_two, two, one),
            }[edge]
            return True
    return False


def _across(face: Corners) -> int:
    """The bit that is the same in all four corners: the step to the opposite face."""
    return 7 & ~((face[0] ^ face[1]) | (face[0] ^ face[3]))


def _from(face: Corners, quarter: int) -> Corners:
    """The same face read from the upper left of a mark that was turned clockwise."""
    a, b, c, d = (*face[quarter:], *face[:quarter])
    return (a, b, c, d)


def view_faces(text: str) -> dict[str, Corners]:
    """The three faces of a cube as drawn, by mark."""
    parts = [part.split(":") for part in text.split()]
    return {mark: _from(face, int(quarter)) for face, (mark, quarter) in zip(_SEEN, parts, strict=True)}


def fits(cube: Mapping[str, Corners], net: Mapping[str, Corners]) -> bool:
    """Whether the folded net, turned in some way, shows the faces of the cube. One face fixes the turn."""
    if not cube.keys() <= net.keys():
        return False
    first = next(iter(cube))
    turn = dict(zip(_whole(net[first]), _whole(cube[first]), strict=True))
    return all(tuple(turn[corner] for corner in net[mark]) == cube[mark] for mark in cube)


def _whole(face: Corners) -> list[int]:
    """The corners of a face and, in the same order, those opposite: clockwise stays clockwise, so no mirror image."""
    return [*face, *(corner ^ _across(face) for corner in face)]
