"""Pictures of solids, of the stroke of a saw on them, and of sawn surfaces."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from vakwerk.engines.itembank.drawing import INK, LIGHT_ORANGE, RED, Drawing, Point

from .isometric import TONES, flat
from .sections import SOLIDS, Shape, Vector, height, width

# To who looks at the drawing, in the same projection as the cubes.
VIEWER = (math.cos(math.radians(37)) * math.cos(math.radians(31)),
          math.sin(math.radians(37)) * math.cos(math.radians(31)),
          math.sin(math.radians(31)))  # fmt: skip
STEPS = 48
# Solids are drawn larger than surfaces: only the shape is asked for.
UNIT = 1.35
# The larger measure of a surface on its sheet.
SURFACE = 104.0


def solid(sheet: Drawing, name: str, measures: Sequence[float]) -> None:
    if name == "sphere":
        sheet.circle(_place(sheet, (0, 0, measures[0])), measures[0] * UNIT, TONES[1])
        return
    if name == "dome":
        sheet.polygon(_hull([_place(sheet, spot) for spot in _dome(measures[0])]), TONES[1])
        return
    if name in ("cylinder", "cone"):
        _round(sheet, name, measures)
        return
    for face in _faces(name, measures):
        tone = _tone(face)
        if tone:
            sheet.polygon([_place(sheet, spot) for spot in face], tone)


def _round(sheet: Drawing, name: str, measures: Sequence[float]) -> None:
    """A cylinder or a cone: the hull of its ends, and the upper face."""
    r, h = measures
    base = [_place(sheet, spot) for spot in _circle(r, 0)]
    end = [_place(sheet, spot) for spot in _circle(r, h)] if name == "cylinder" else [_place(sheet, (0, 0, h))]
    sheet.polygon(_hull([*base, *end]), TONES[1])
    if name == "cylinder":
        sheet.polygon(end, TONES[0])


def _dome(r: float) -> list[Vector]:
    """Its base, and the great circle square to the viewer where that runs above the ground."""
    side = (-VIEWER[1] / math.hypot(*VIEWER[:2]), VIEWER[0] / math.hypot(*VIEWER[:2]), 0.0)
    rise = (-VIEWER[2] * side[1], VIEWER[2] * side[0], VIEWER[0] * side[1] - VIEWER[1] * side[0])
    turns = [2 * math.pi * step / STEPS for step in range(STEPS)]
    around = [tuple(r * (math.cos(t) * side[k] + math.sin(t) * rise[k]) for k in range(3)) for t in turns]
    return [*_circle(r, 0), *(spot for spot in around if spot[2] >= 0)]  # type: ignore[list-item]


def _circle(r: float, z: float) -> list[Vector]:
    turns = [2 * math.pi * step / STEPS for step in range(STEPS)]
    return [(r * math.cos(turn), r * math.sin(turn), z) for turn in turns]


def _faces(name: str, measures: Sequence[float]) -> list[list[Vector]]:
    """The faces of a solid with flat faces, corners counterclockwise as seen from outside."""
    s = measures[0] / 2
    if name == "pyramid":
        base = [(s, -s, 0.0), (s, s, 0.0), (-s, s, 0.0), (-s, -s, 0.0)]
        tip = (0.0, 0.0, measures[1])
        return [[base[place], base[(place + 1) % 4], tip] for place in range(4)]
    if name == "spindle":
        half = measures[1] / 2
        rim = [(s, -s, half), (s, s, half), (-s, s, half), (-s, -s, half)]
        upper: list[list[Vector]] = [[rim[k], rim[(k + 1) % 4], (0.0, 0.0, 2 * half)] for k in range(4)]
        return [*upper, *([rim[(k + 1) % 4], rim[k], (0.0, 0.0, 0.0)] for k in range(4))]
    if name == "cube":
        a = measures[0]
        return [
            [(s, -s, a), (s, s, a), (-s, s, a), (-s, -s, a)],
            [(s, -s, 0), (s, s, 0), (s, s, a), (s, -s, a)],
            [(s, s, 0), (-s, s, 0), (-s, s, a), (s, s, a)],
        ]
    h, end = measures[1], measures[2] / 2
    return [
        [(s, -end, 0), (s, end, 0), (0, end, h), (0, -end, h)],
        [(-s, end, 0), (-s, -end, 0), (0, -end, h), (0, end, h)],
        [(s, end, 0), (-s, end, 0), (0, end, h)],
    ]


def _tone(face: Sequence[Vector]) -> str:
    """The tone of a face by where it looks; "" for one that cannot be seen."""
    a, b, c = face[:3]
    u, v = [b[k] - a[k] for k in range(3)], [c[k] - a[k] for k in range(3)]
    normal = (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])
    if sum(part * towards for part, towards in zip(normal, VIEWER, strict=True)) <= 0:
        return ""
    return TONES[max(range(3), key=lambda k: (normal[2], normal[0], normal[1])[k])]


def saw(
    sheet: Drawing, name: str, measures: Sequence[float], plane: tuple[Vector, Vector, Vector], surface: Shape
) -> None:
    """The edge of the section where it can be seen: where a small step towards the viewer leaves the solid."""
    edge = _edge(plane, surface)
    for start, end in zip(edge, [*edge[1:], edge[0]], strict=True):
        middle = tuple((a + b) / 2 + towards for a, b, towards in zip(start, end, VIEWER, strict=True))
        if not SOLIDS[name]((middle[0], middle[1], middle[2]), measures):
            sheet.line(_place(sheet, start), _place(sheet, end), RED, 3.5)


def _edge(plane: tuple[Vector, Vector, Vector], surface: Shape) -> list[Vector]:
    """The edge of the section in space. Its bottom and top lie where the solid ends, so the plane's point is found
    between them from the height of the shape."""
    at, across, up = plane
    outline = _outline(surface)
    low = _below(plane, surface)
    return [tuple(at[k] + x * across[k] + (y - low) * up[k] for k in range(3)) for x, y in outline]  # type: ignore[misc]


def _below(plane: tuple[Vector, Vector, Vector], surface: Shape) -> float:
    """How far below the plane's point the section starts: half its height, but a third for a corner cut off a cube."""
    slanted_triangle = surface[0] == "triangle" and abs(plane[2][2]) < 1
    return height(surface) / (3 if slanted_triangle else 2)


def _outline(shape: Shape) -> list[Point]:
    """Right side up, left side down; closer together near the ends, where curves turn fastest."""
    levels = [(1 - math.cos(math.pi * step / STEPS)) / 2 for step in range(STEPS + 1)]
    right = [(width(shape, t) / 2, t * height(shape)) for t in levels]
    return [*right, *((-x, y) for x, y in reversed(right))]


def surface(sheet: Drawing, shape: Shape) -> None:
    """The shape in the middle of the sheet, as large as all others are: only its shape is asked for."""
    outline = _outline(shape)
    scale = SURFACE / max(height(shape), 2 * max(x for x, _ in outline))
    floor = (sheet.height + height(shape) * scale) / 2
    points = [(sheet.width / 2 + x * scale, floor - y * scale) for x, y in outline]
    sheet.polygon(_without_repeats(points), LIGHT_ORANGE, INK)


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    return list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y in points))


def _place(sheet: Drawing, spot: Vector) -> Point:
    """On the sheet, with the axis of the solid in the middle, and room for the highest solid above its base."""
    return flat(spot, UNIT, (sheet.width / 2, sheet.height - 58))


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(points)

    def chain(spots: Iterable[Point]) -> list[Point]:
        kept: list[Point] = []
        for spot in spots:
            while len(kept) > 1 and _turn(kept[-2], kept[-1], spot) <= 0:
                kept.pop()
            kept.append(spot)
        return kept[:-1]

    return chain(ordered) + chain(reversed(ordered))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
