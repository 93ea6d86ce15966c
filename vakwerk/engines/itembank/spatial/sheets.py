"""Folding a square sheet: creases, layers and holes, in exact whole numbers.

The sheet is SIDE units wide, two units to a field, so that the middles of fields have odd coordinates. x runs to the
right and y down. A crease a x + b y = c divides the sheet; the side where side * (a x + b y - c) > 0 goes over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIDE = 12
Spot = tuple[int, int]
Outline = tuple[Spot, ...]
SHEET: Outline = ((0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE))
MIDDLES: tuple[Spot, ...] = tuple((x, y) for y in range(1, SIDE, 2) for x in range(1, SIDE, 2))


@dataclass(frozen=True)
class Crease:
    """One fold. (a, b) is (1, 0), (0, 1), (1, 1) or (1, -1)."""

    a: int
    b: int
    c: int
    side: int

    @property
    def diagonal(self) -> bool:
        return bool(self.a and self.b)

    def over(self, spot: Spot) -> int:
        """Positive on the side that goes over, zero on the crease."""
        return self.side * (self.a * spot[0] + self.b * spot[1] - self.c)

    def mirror(self, spot: Spot) -> Spot:
        x, y = spot
        if not self.b:
            return 2 * self.c - x, y
        if not self.a:
            return x, 2 * self.c - y
        if self.b == 1:
            return self.c - y, self.c - x
        return y + self.c, x - self.c


def part(outline: Outline, crease: Crease, sign: int) -> Outline:
    """The part of a convex outline on the side that goes over (sign 1) or stays (-1); empty when there is none."""
    kept: list[Spot] = []
    for start, end in zip(outline, (*outline[1:], outline[0]), strict=True):
        here, there = sign * crease.over(start), sign * crease.over(end)
        if here >= 0:
            kept.append(start)
        if here * there < 0:
            kept.append(_between(start, end, here, there))
    return tuple(kept) if doubled_area(kept) else ()


def _between(start: Spot, end: Spot, here: int, there: int) -> Spot:
    """Where the edge crosses the crease: whole units, as all lines are straight or diagonal through even places."""
    share = here - there
    return tuple(a + (b - a) * here // share for a, b in zip(start, end, strict=True))  # type: ignore[return-value]


def doubled_area(outline: Sequence[Spot]) -> int:
    """Twice the area, in square units; a field is 8."""
    edges = zip(outline, [*outline[1:], *outline[:1]], strict=True)
    return abs(sum(a * d - b * c for (a, b), (c, d) in edges))


def inside(spot: Spot, outline: Outline) -> bool:
    """Whether the spot lies in a convex outline or on its edge."""
    edges = zip(outline, (*outline[1:], outline[0]), strict=True)
    turns = [(c - a) * (spot[1] - b) - (d - b) * (spot[0] - a) for (a, b), (c, d) in edges]
    return all(turn >= 0 for turn in turns) or all(turn <= 0 for turn in turns)


def creases(outline: Outline, least: int = 16) -> list[Crease]:
    """Every fold whose flap (at least two fields) comes to lie wholly on the part that stays."""
    candidates = [
        Crease(a, b, c, side)
        for a, b in ((1, 0), (0, 1), (1, 1), (1, -1))
        for c in range(-SIDE + 2, 2 * SIDE, 2)
        for side in (1, -1)
    ]
    return [crease for crease in candidates if _folds_within(outline, crease, least)]


def _folds_within(outline: Outline, crease: Crease, least: int) -> bool:
    flap, rest = part(outline, crease, 1), part(outline, crease, -1)
    if not rest or doubled_area(flap) < least:
        return False
    return all(inside(crease.mirror(spot), rest) for spot in flap)


def is_off_centre(outline: Outline, crease: Crease) -> bool:
    return 2 * doubled_area(part(outline, crease, 1)) < doubled_area(outline)


def folded(layers: Sequence[tuple[Outline, bool]], crease: Crease) -> list[tuple[Outline, bool]]:
    """Layers from bottom to top, each with whether its back shows: the flap turns over and comes on top."""
    stays = [(part(outline, crease, -1), back) for outline, back in layers]
    goes = [(tuple(map(crease.mirror, part(outline, crease, 1))), not back) for outline, back in reversed(layers)]
    return [(outline, back) for outline, back in (*stays, *goes) if outline]


def after(spot: Spot, folds: Iterable[Crease]) -> Spot | None:
    """Where a spot of the flat sheet lies after the folds; None when a crease runs through it."""
    for crease in folds:
        value = crease.over(spot)
        if value == 0:
            return None
        if value > 0:
            spot = crease.mirror(spot)
    return spot
