"""Sections of solids, twice: as shapes with exact measures, and felt out point by point from what the solid encloses.

A shape is its name and its measures, `("triangle", 60, 80)`. Its width at each height from 0 (bottom) to 1 (top) says
all there is to see of it, as every shape here is symmetric about its upright middle line.
"""

from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable, Mapping, Sequence

Shape = tuple[str, tuple[float, ...]]
Vector = tuple[float, float, float]
LEVELS = tuple((step + 0.5) / 9 for step in range(9))

# Width at share t of the height, from the measures (width, height, ...).
WIDTHS: Mapping[str, Callable[[float, Sequence[float]], float]] = {
    "circle": lambda t, m: 2 * m[0] * math.sqrt(t * (1 - t)),
    "ellipse": lambda t, m: 2 * m[0] * math.sqrt(t * (1 - t)),
    "egg": lambda t, m: 2 * m[0] * math.sqrt(t * (1 - t)) * (1.25 - 0.5 * t) / 1.04,
    "half-circle": lambda t, m: m[0] * math.sqrt(1 - t * t),
    "square": lambda t, m: m[0],
    "rectangle": lambda t, m: m[0],
    "triangle": lambda t, m: m[0] * (1 - t),
    "trapezium": lambda t, m: m[0] + (m[2] - m[0]) * t,
    "diamond": lambda t, m: m[0] * (1 - abs(2 * t - 1)),
    # A cone of radius m[2] and full height m[3], cut upright beside its axis: one branch of a hyperbola.
    "arch": lambda t, m: (
        2 * math.sqrt(max(0.0, (m[2] * (1 - t * m[1] / m[3])) ** 2 - m[2] ** 2 * (1 - m[1] / m[3]) ** 2))
    ),
}


def width(shape: Shape, t: float) -> float:
    return WIDTHS[shape[0]](t, shape[1])


def height(shape: Shape) -> float:
    return shape[1][1] if len(shape[1]) > 1 else shape[1][0]


def written(shape: Shape) -> str:
    return " ".join([shape[0], *(f"{measure:.2f}" for measure in shape[1])])


def read(text: str) -> Shape:
    name, *measures = text.split()
    return name, tuple(float(measure) for measure in measures)


def profile(shape: Shape) -> tuple[float, list[float]]:
    """Height, and width at nine levels."""
    return height(shape), [width(shape, t) for t in LEVELS]


@functools.lru_cache(maxsize=512)
def proportions(shape: Shape) -> tuple[float, ...]:
    """Widths as shares of the height: what stays of a shape when its size does not count."""
    tall, widths = profile(shape)
    return tuple(width / tall for width in widths)


def gap(one: Shape, two: Shape) -> float:
    """How far two shapes differ whatever their size: largest difference in proportions, beside the largest of them."""
    mine, theirs = proportions(one), proportions(two)
    furthest: float = max(map(abs, map(operator.sub, mine, theirs)))
    return furthest / max(*mine, *theirs)


def flattened(shape: Shape) -> Shape | None:
    """The shape as it would look from a low viewpoint; None for an arch, whose measures hang together."""
    name, measures = shape
    if name == "arch":
        return None
    name = {"circle": "ellipse", "square": "rectangle"}.get(name, name)
    return name, (measures[0], 0.6 * height(shape), *measures[2:])


# What each solid encloses; its base stands on z = 0 with the axis through x = y = 0 (the block and prism likewise).
SOLIDS: Mapping[str, Callable[[Vector, Sequence[float]], bool]] = {
    "cylinder": lambda p, m: math.hypot(p[0], p[1]) <= m[0] and 0 <= p[2] <= m[1],
    "cone": lambda p, m: 0 <= p[2] <= m[1] and math.hypot(p[0], p[1]) <= m[0] * (1 - p[2] / m[1]),
    "pyramid": lambda p, m: 0 <= p[2] <= m[1] and max(abs(p[0]), abs(p[1])) <= m[0] / 2 * (1 - p[2] / m[1]),
    "cube": lambda p, m: 0 <= p[2] <= m[0] and max(abs(p[0]), abs(p[1])) <= m[0] / 2,
    # A roof: triangle (m[0] wide, m[1] high) in x and z, m[2] long in y.
    "prism": lambda p, m: 0 <= p[2] <= m[1] and abs(p[1]) <= m[2] / 2 and abs(p[0]) <= m[0] / 2 * (1 - p[2] / m[1]),
    # Two pyramids base to base, standing on a tip; m[1] is the whole height.
    "spindle": lambda p, m: max(abs(p[0]), abs(p[1])) <= m[0] / 2 * (1 - abs(2 * p[2] / m[1] - 1)),
    "dome": lambda p, m: p[2] >= 0 and p[0] ** 2 + p[1] ** 2 + p[2] ** 2 <= m[0] ** 2,
    "sphere": lambda p, m: p[0] ** 2 + p[1] ** 2 + (p[2] - m[0]) ** 2 <= m[0] ** 2,
}


def felt_out(
    solid: str, measures: Sequence[float], at: Vector, across: Vector, up: Vector
) -> tuple[float, list[float]]:
    """Height and widths of the section through `at`, found by halving steps between inside and outside."""
    encloses = SOLIDS[solid]

    def holds(u: float, v: float) -> bool:
        return encloses(_along(at, across, up, u, v), measures)

    top, bottom = _reach(lambda v: holds(0, v)), _reach(lambda v: holds(0, -v))
    tall = top + bottom
    return tall, [2 * _reach(lambda u, v=t * tall - bottom: holds(u, v)) for t in LEVELS]  # type: ignore[misc]


def _along(at: Vector, across: Vector, up: Vector, u: float, v: float) -> Vector:
    return (
        at[0] + u * across[0] + v * up[0],
        at[1] + u * across[1] + v * up[1],
        at[2] + u * across[2] + v * up[2],
    )


def _reach(holds: Callable[[float], bool], most: float = 512.0) -> float:
    """How far one can go and stay inside; all solids are convex."""
    least = 0.0
    for _ in range(18):
        middle = (least + most) / 2
        least, most = (middle, most) if holds(middle) else (least, middle)
    return least
