"""Gears in a plane: trains that fit a sheet, and their picture with teeth that stand in each other's gaps."""

from __future__ import annotations

import functools
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin

from vakwerk.engines.itembank.drawing import LIGHT_BLUE, LIGHT_ORANGE, PAPER, SHADE, Drawing, Picture, Point, fixed
from vakwerk.engines.words import Words

from .parts import turning_arrow

WIDTH, HEIGHT = 340.0, 250.0
TOOTH = 0.9  # height of a tooth above the pitch circle, in modules; a gear of z teeth has a pitch radius of z / 2
SMALL = (8, 9, 10, 11, 12, 13, 14, 16, 18, 20)
COUNTED = (10, 12, 15, 16, 18, 20, 24)


@dataclass
class Train:
    """Gears in a plane: teeth and middle (in modules) of each, and which pairs mesh."""

    teeth: list[int]
    middles: list[Point]
    meshes: list[tuple[int, int]]

    def fits(self, gear: int, middle: Point, partners: Sequence[int]) -> bool:
        """Whether a gear of so many teeth stays clear of all but its partners."""
        return all(
            index in partners or hypot(x - middle[0], y - middle[1]) > (gear + self.teeth[index]) / 2 + 3.2
            for index, (x, y) in enumerate(self.middles)
        )

    def add(self, gear: int, middle: Point, partners: Sequence[int]) -> None:
        self.meshes += [(partner, len(self.teeth)) for partner in partners]
        self.teeth.append(gear)
        self.middles.append(middle)


def drawable(rng: random.Random, ring: int, fewest: int) -> Train:
    """Gears that fit the sheet at a size where teeth can be seen: a chain or tree, with a ring of 3 (locked) or of 4
    (which turns) when asked."""
    while True:
        train = _row(rng, rng.randint(fewest, 6) if not ring else rng.randint(ring - 1, 5), SMALL, branching=0.25)
        if train is not None and ring:
            train = _closed(rng, train, ring)
        if train is not None and _scale(train) >= 3.5:
            return train


def counted_chain(rng: random.Random) -> Train:
    """A chain with room for numbers in the gears."""
    while True:
        train = _row(rng, rng.randint(2, 4), COUNTED)
        if train is not None and _scale(train) >= 4.6:
            return train


def _row(rng: random.Random, count: int, sizes: Sequence[int], branching: float = 0.0) -> Train | None:
    """A chain, each gear against the one before (or, sometimes, an earlier one); None when it runs into itself."""
    train = Train([rng.choice(sizes)], [(0.0, 0.0)], [])
    for _ in range(count - 1):
        gear, partner = rng.choice(sizes), len(train.teeth) - 1
        if partner and rng.random() < branching:
            partner = rng.randrange(partner)
        angle = radians(rng.choice((-60, -45, -30, -15, 0, 15, 30, 45, 60)))
        reach = (gear + train.teeth[partner]) / 2
        x, y = train.middles[partner]
        middle = (x + reach * cos(angle), y + reach * sin(angle))
        if not train.fits(gear, middle, [partner]):
            return None
        train.add(gear, middle, [partner])
    return train


def _closed(rng: random.Random, train: Train, ring: int) -> Train | None:
    """The train with a gear that touches both ends of a piece of ring - 1 gears."""
    ends = _ends(train, ring)
    if not ends:
        return None
    first, last = rng.choice(ends)
    gear = rng.choice(SMALL)
    middle = _between(train, first, last, gear, rng.choice((-1, 1)))
    if middle is None or not train.fits(gear, middle, [first, last]):
        return None
    train.add(gear, middle, [first, last])
    return train


def _ends(train: Train, ring: int) -> list[tuple[int, int]]:
    if ring == 3:
        return list(train.meshes)
    partners: dict[int, list[int]] = {}
    for a, b in train.meshes:
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    return [(a, b) for around in partners.values() for a in around for b in around if a < b]


def _between(train: Train, first: int, last: int, gear: int, side: int) -> Point | None:
    """The middle of a gear that meshes with both: the third corner of a triangle with known sides."""
    (ax, ay), (bx, by) = train.middles[first], train.middles[last]
    base = hypot(bx - ax, by - ay)
    one, other = (gear + train.teeth[first]) / 2, (gear + train.teeth[last]) / 2
    if base >= one + other - 1:
        return None
    angle = atan2(by - ay, bx - ax) + side * acos((one * one + base * base - other * other) / (2 * one * base))
    return ax + one * cos(angle), ay + one * sin(angle)


def _bounds(train: Train) -> tuple[float, float, float, float]:
    reaches = [(x, y, gear / 2 + 3.2) for gear, (x, y) in zip(train.teeth, train.middles, strict=True)]
    return (
        min(x - reach for x, y, reach in reaches),
        min(y - reach for x, y, reach in reaches),
        max(x + reach for x, y, reach in reaches),
        max(y + reach for x, y, reach in reaches),
    )


def _scale(train: Train) -> float:
    """Units per module with which the train fits the sheet."""
    left, top, right, bottom = _bounds(train)
    return min(6.5, WIDTH / (right - left), HEIGHT / (bottom - top))


def train_picture(
    train: Train,
    letter_of: Mapping[int, str],
    driver: int,
    clockwise: bool,
    counted: bool,
    alternative: Words,
) -> Picture:
    scale = _scale(train)
    left, top, right, bottom = _bounds(train)
    sheet = Drawing(WIDTH, (bottom - top) * scale)
    shift = ((WIDTH - (right - left) * scale) / 2 - left * scale, -top * scale)
    phases = _phases(train)
    for index, (x, y) in enumerate(train.middles):
        middle = (x * scale + shift[0], y * scale + shift[1])
        radius = train.teeth[index] / 2 * scale
        fill = LIGHT_ORANGE if index == driver else (LIGHT_BLUE, SHADE)[index % 2]
        where = f"translate({fixed(middle[0])} {fixed(middle[1])}) rotate({fixed(degrees(phases[index]))})"
        width = fixed(1.6 / scale)
        sheet.parts.append(f'<g transform="{where} scale({fixed(scale)})" stroke-width="{width}" fill="{fill}">')
        sheet.parts.append(_gear(train.teeth[index]) + "</g>")
        if counted:
            sheet.circle(middle, 16, stroke="none")
            sheet.text((middle[0], middle[1] - 1), letter_of[index], 16)
            sheet.text((middle[0], middle[1] + 13), str(train.teeth[index]), 14)
        else:
            sheet.text((middle[0], middle[1] + 6), letter_of[index], 18)
        if index == driver:
            start, sweep = _free_side(train, driver)
            turning_arrow(sheet, middle, radius + 2.2 * scale, clockwise, start, sweep)
    return sheet.picture(alternative)


def _free_side(train: Train, driver: int) -> tuple[float, float]:
    """Where the arrow starts and how far it goes, clear of the neighbours: about the middle of the widest gap."""
    x, y = train.middles[driver]
    taken = sorted(
        degrees(atan2(train.middles[b if a == driver else a][1] - y, train.middles[b if a == driver else a][0] - x))
        % 360
        for a, b in train.meshes
        if driver in (a, b)
    )
    gaps = [(after - here, here) for here, after in zip(taken, [*taken[1:], taken[0] + 360], strict=True)]
    wide, start = max(gaps)
    sweep = 110.0 if wide > 200 else 76.0
    return start + wide / 2 - sweep / 2, sweep


def _phases(train: Train) -> dict[int, float]:
    """How far each gear is turned so that a tooth stands in a gap of its partner (in a locked ring one mesh cannot)."""
    phases = {0: 0.0}
    for a, b in train.meshes:
        (ax, ay), (bx, by) = train.middles[a], train.middles[b]
        angle = atan2(by - ay, bx - ax)
        if b not in phases:
            share = (angle - phases[a]) * train.teeth[a] / (2 * pi)
            phases[b] = angle + pi - (0.5 - share) * 2 * pi / train.teeth[b]
    return phases


@functools.cache
def _gear(teeth: int) -> str:
    """The outline of a gear about the origin, in modules, a tooth to the right."""
    corners = []
    for tooth in range(teeth):
        for offset, height in ((-0.30, -1.1), (-0.14, TOOTH), (0.14, TOOTH), (0.30, -1.1)):
            angle = (tooth + offset) * 2 * pi / teeth
            corners.append(f"{fixed((teeth / 2 + height) * cos(angle))},{fixed((teeth / 2 + height) * sin(angle))}")
    hub = f'<circle r="{fixed(max(2.4, teeth / 5))}" fill="{PAPER}" stroke="none"/>'
    return f'<polygon points="{" ".join(corners)}" stroke="#1b1b1b" stroke-linejoin="round"/>{hub}'
