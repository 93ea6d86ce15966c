"""Belts and wheels: open and crossed belts, wheels fixed on one axle, and which turns how and how fast."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import acos, atan2, cos, hypot, pi, sin
from typing import Any

from vakwerk.engines.itembank.drawing import INK, LIGHT_BLUE, LIGHT_ORANGE, PAPER, SHADE, Drawing, Picture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from . import rotation
from .parts import (
    LETTERS,
    TURNS,
    in_order,
    letter_option,
    letters,
    listed,
    number_options,
    turning_arrow,
    turns,
    way,
)

WIDTH = 340.0
SIZES = (16, 18, 20, 24, 30, 32, 36, 40)  # diameters in cm
DOUBLES = ((32, 16), (36, 18), (40, 20), (40, 16), (48, 24), (48, 16), (45, 18), (45, 15))
BELTS_INK = (INK, "#a3341f")
UNIT = 1.05  # half of this many units of the sheet per cm of diameter


@dataclass(frozen=True)
class Belt:
    """A belt from wheel `first` to wheel `second`; `on_first` and `on_second` are the diameters it runs on."""

    first: int
    on_first: int
    second: int
    on_second: int
    crossed: bool


@dataclass(frozen=True)
class Machine:
    """Diameters fixed on each axle (one or two), the middles of the axles, and the belts."""

    axles: tuple[tuple[int, ...], ...]
    middles: tuple[Point, ...]
    belts: tuple[Belt, ...]


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    return rng.choice((_alike, _fastest, _turns))(rng)


def _machine(rng: random.Random, count: int, double: float) -> Machine:
    """A chain of wheels in a zigzag; with chance `double` a wheel in between carries a second one on its axle."""
    while True:
        sizes = SIZES if count < 5 else SIZES[:5]
        axles = [_axle(rng, double if 0 < index < count - 1 else 0.0, sizes) for index in range(count)]
        middles = _middles(rng, [axle[0] for axle in axles])
        if middles is not None:
            break
    belts: list[Belt] = []
    for index in range(count - 1):
        mine, theirs = axles[index], axles[index + 1]
        used = belts[-1].on_second if belts else 0
        mine_free = [size for size in mine if size != used] or list(mine)
        belts.append(Belt(index, rng.choice(mine_free), index + 1, rng.choice(theirs), rng.random() < 0.45))
    return Machine(tuple(axles), tuple(middles), tuple(belts))


def _axle(rng: random.Random, double: float, sizes: Sequence[int]) -> tuple[int, ...]:
    if rng.random() >= double:
        return (rng.choice(sizes),)
    return rng.choice(DOUBLES)


def _middles(rng: random.Random, sizes: Sequence[int]) -> list[Point] | None:
    """Left to right, up and down in turn, at least a hand's breadth apart; None when the sheet is too narrow."""
    radii = [size * UNIT + 4 for size in sizes]
    middles: list[Point] = [(radii[0] + 6, 0.0)]
    up = rng.choice((-1, 1))
    for index in range(1, len(sizes)):
        drop = up * (-1) ** index * rng.choice((24.0, 36.0, 48.0))
        near = radii[index - 1] + radii[index] + 16
        across = max(36.0, (max(0.0, near * near - drop * drop)) ** 0.5)
        middles.append((middles[-1][0] + across, middles[-1][1] + drop))
    if middles[-1][0] + radii[-1] > WIDTH - 4 or _too_near(middles, radii):
        return None
    return middles


def _too_near(middles: Sequence[Point], radii: Sequence[float]) -> bool:
    """Whether a wheel stands in the way of another or of a belt that is not its own."""
    for a in range(len(middles)):
        for b in range(a + 1, len(middles)):
            apart = hypot(middles[a][0] - middles[b][0], middles[a][1] - middles[b][1])
            if apart < radii[a] + radii[b] + (15 if b - a == 1 else 10):
                return True
        for b in range(len(middles) - 1):
            if a not in (b, b + 1) and _from_segment(middles[a], middles[b], middles[b + 1]) < radii[a] + max(
                radii[b], radii[b + 1]
            ):
                return True
    return False


def _from_segment(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy)
    share = min(1.0, max(0.0, share))
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)


def _problem(ask: str, machine: Machine, driver: int, clockwise: bool) -> dict[str, Any]:
    return {
        "ask": ask,
        "wheels": {LETTERS[index]: list(axle) for index, axle in enumerate(machine.axles)},
        "belts": [
            [LETTERS[belt.first], belt.on_first, LETTERS[belt.second], belt.on_second, "x" if belt.crossed else "="]
            for belt in machine.belts
        ],
        "driver": LETTERS[driver],
        "clockwise": clockwise,
    }


def _alike(rng: random.Random) -> Draft:
    """Which wheels turn as the driver does?"""
    machine = _machine(rng, rng.randint(4, 5), 0.0)
    count = len(machine.axles)
    driver, clockwise = rng.randrange(count), rng.random() < 0.5
    others = frozenset(LETTERS[:count]) - {LETTERS[driver]}
    flips = [belt.crossed for belt in machine.belts]
    alike = frozenset(
        LETTERS[index]
        for index in range(count)
        if index != driver and sum(flips[min(index, driver) : max(index, driver)]) % 2 == 0
    )
    wrong = _wrong_sets(rng, alike, others, machine, driver)
    nobody = Words("geen enkel ander wiel", "no other wheel")
    options = [
        Option("".join(sorted(one)) or "-", error, letters(one, nobody)) for one, error in [(alike, ""), *wrong[:3]]
    ]
    name = LETTERS[driver]
    prompt = Words(
        f"Wiel {name} draait zoals de pijl. Welke andere wielen draaien dezelfde kant op als {name}?",
        f"Wheel {name} turns as the arrow shows. Which other wheels turn the same way as {name}?",
    )
    why = Words(
        "Een gewone riem laat twee wielen dezelfde kant op draaien. Een gekruiste riem keert de richting om.",
        "An open belt makes two wheels turn the same way. A crossed belt reverses the direction.",
    )
    return _draft(machine, _problem("alike", machine, driver, clockwise), prompt, options, why)


def _wrong_sets(
    rng: random.Random, alike: frozenset[str], others: frozenset[str], machine: Machine, driver: int
) -> list[tuple[frozenset[str], str]]:
    """Sets that errors lead to: belts taken for gears, the crossing not seen, one wheel wrong."""
    gears = frozenset(name for name in others if (LETTERS.index(name) - driver) % 2 == 0)
    pool = [(gears, "as_gears"), (others, "crossing_ignored"), (others - alike, "opposite_way")]
    for name in sorted(others):
        pool += [(alike ^ {name}, "slip"), ((others - alike) ^ {name}, "opposite_way")]
    rng.shuffle(pool)
    found = {alike: ""}
    for one, error in pool:
        found.setdefault(one, error)
    return [(one, error) for one, error in found.items() if error]


def _fastest(rng: random.Random) -> Draft:
    """Which wheel turns fastest (or slowest)?"""
    wanted, count = rng.choice(("fastest", "slowest")), rng.randint(3, 4)
    winner = rng.randrange(count)
    while True:
        machine = _machine(rng, count, 0.6)
        speed = _along(machine)
        best = (max if wanted == "fastest" else min)(speed)
        if speed.count(best) == 1 and speed.index(best) == winner:
            break
    names = LETTERS[: len(speed)]
    key, driver = names[speed.index(best)], rng.randrange(len(speed))
    errors = _speed_errors(machine, wanted, names, driver)
    options = [letter_option(key)] + [letter_option(name, errors[name]) for name in names if name != key]
    said = Words("snelst", "fastest") if wanted == "fastest" else Words("traagst", "slowest")
    prompt = Words(
        f"Een motor laat wiel {names[driver]} draaien. Welk wiel draait het {said.nl}?",
        f"A motor turns wheel {names[driver]}. Which wheel turns {said.en}?",
    )
    why = Words(
        "Een riem gaat over beide wielen even snel: het kleinste wiel van de twee draait dus vaker rond. "
        "Wielen op dezelfde as draaien samen.",
        "A belt runs equally fast over both wheels, so the smaller of the two turns more often. "
        "Wheels on one axle turn together.",
    )
    return _draft(machine, _problem(wanted, machine, driver, rng.random() < 0.5), prompt, options, why)


def _speed_errors(machine: Machine, wanted: str, names: str, driver: int) -> dict[str, str]:
    """Which error points to which wheel."""
    largest = [axle[0] for axle in machine.axles]
    errors = dict.fromkeys(names, "slip")
    errors[names[-1]] = errors[names[0]] = "end_of_chain"
    errors[names[driver]] = "driver_is_fastest"
    errors[names[largest.index(max(largest))]] = "big_is_fast" if wanted == "fastest" else "outer_rim_only"
    errors[names[largest.index(min(largest))]] = "outer_rim_only" if wanted == "fastest" else "big_is_fast"
    return errors


def _along(machine: Machine) -> list[Fraction]:
    """Speeds by walking along the chain, the first wheel turning once."""
    speed = [Fraction(1)]
    for belt in machine.belts:
        speed.append(speed[-1] * belt.on_first / belt.on_second)
    return speed


def _turns(rng: random.Random) -> Draft:
    rank = rng.randrange(4)
    while True:
        machine = _machine(rng, rng.randint(2, 4), 0.5)
        times, speed = rng.choice((2, 3, 4, 5, 6, 8, 10, 12)), _along(machine)
        driver = rng.choice((0, len(speed) - 1))
        key = times * speed[len(speed) - 1 - driver] / speed[driver]
        sizes = [axle[0] for axle in machine.axles][:: 1 if driver == 0 else -1]
        options = number_options(rng, key, _wrong_turns(sizes, times, key), TURNS, rank)
        if options and key.denominator <= 2 and key <= 60:
            break
    start, end = LETTERS[driver], LETTERS[len(speed) - 1 - driver]
    problem = _problem("turns", machine, driver, rng.random() < 0.5) | {"times": times, "target": end}
    prompt = Words(
        f"De getallen zijn de diameters in cm. Wiel {start} draait {times} keer rond. Hoe vaak draait wiel {end} rond?",
        f"The numbers are diameters in cm. Wheel {start} turns {times} times. How many times does wheel {end} turn?",
    )
    why = Words(
        f"Reken riem per riem: toeren × diameter blijft gelijk. Wielen op dezelfde as draaien even vaak. "
        f"Zo kom je op {turns(key).nl}.",
        f"Go belt by belt: turns × diameter stays equal. Wheels on one axle turn equally often. "
        f"That gives {turns(key).en}.",
    )
    return _draft(machine, problem, prompt, options, why)


def _wrong_turns(sizes: Sequence[int], times: int, key: Fraction) -> dict[Fraction, str]:
    """Sizes from the driver to the asked wheel, outer rims."""
    return {
        key + 1: "slip",
        key - 1: "slip",
        key * 2: "slip",
        Fraction(times + abs(sizes[0] - sizes[-1])): "difference",
        Fraction(times * sizes[0], sizes[1]): "one_belt_only",
        Fraction(times * sizes[-2], sizes[-1]): "one_belt_only",
        Fraction(times * sizes[-1], sizes[0]): "inverse",
        Fraction(times * sizes[0], sizes[-1]): "outer_rim_only",
        Fraction(times): "all_equal",
    }


def _draft(machine: Machine, problem: dict[str, Any], prompt: Words, options: list[Option], why: Words) -> Draft:
    ask = problem["ask"]
    radicals = {
        "wheels": float(len(machine.axles)),
        "crossed": float(sum(belt.crossed for belt in machine.belts)) if ask == "alike" else 0.0,
        "double": float(sum(len(axle) - 1 for axle in machine.axles)),
        "speed": float(ask in ("fastest", "slowest")),
        "ratio": float(ask == "turns"),
    }
    picture = _picture(
        machine, LETTERS.index(problem["driver"]), problem["clockwise"], ask != "alike", _described(problem)
    )
    order = in_order(options) if ask != "alike" else ()
    return Draft(problem, radicals, prompt, options, why, picture, order)


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """All belts as equations of rim speed."""
    couplings = [(a, on_a, b, on_b, kind == "=") for a, on_a, b, on_b, kind in problem["belts"]]
    speed = rotation.speeds(list(problem["wheels"]), problem["driver"], couplings) or {}
    return [index for index, identity in enumerate(identities) if identity in _answers(problem, speed)]


def _answers(problem: Mapping[str, Any], speed: Mapping[str, Fraction]) -> set[str]:
    if problem["ask"] == "turns":
        return {str(abs(speed[problem["target"]]) * problem["times"])}
    if problem["ask"] == "alike":
        return {"".join(sorted(name for name in speed if speed[name] > 0 and name != problem["driver"])) or "-"}
    size = {name: abs(value) for name, value in speed.items()}
    best = (max if problem["ask"] == "fastest" else min)(size.values())
    return {name for name in size if size[name] == best}


# --- drawing it -------------------------------------------------------------------------------------------------


def _picture(machine: Machine, driver: int, clockwise: bool, sized: bool, alternative: Words) -> Picture:
    reaches = [(y, axle[0] * UNIT) for axle, (x, y) in zip(machine.axles, machine.middles, strict=True)]
    top, bottom = min(y - reach for y, reach in reaches) - 26, max(y + reach for y, reach in reaches) + 26
    left = min(x - axle[0] * UNIT for axle, (x, y) in zip(machine.axles, machine.middles, strict=True))
    right = max(x + axle[0] * UNIT for axle, (x, y) in zip(machine.axles, machine.middles, strict=True))
    shift = (WIDTH - left - right) / 2
    middles = [(x + shift, y - top) for x, y in machine.middles]
    sheet = Drawing(WIDTH, bottom - top)
    for index, (middle, axle) in enumerate(zip(middles, machine.axles, strict=True)):
        fill = LIGHT_ORANGE if index == driver else LIGHT_BLUE
        sheet.circle(middle, axle[0] * UNIT, fill=fill)
        for inner in axle[1:]:
            sheet.circle(middle, inner * UNIT, fill=SHADE)
    for number, belt in enumerate(machine.belts):
        ends = (middles[belt.first], belt.on_first * UNIT, middles[belt.second], belt.on_second * UNIT)
        _belt(sheet, *ends, belt.crossed, BELTS_INK[number % 2])
    for index, (middle, axle) in enumerate(zip(middles, machine.axles, strict=True)):
        free = _free_side(middles, index)
        _label(sheet, middle, LETTERS[index], axle, sized, free)
        if index == driver:
            turning_arrow(sheet, middle, axle[0] * UNIT + 13, clockwise, start=free - 50)
    return sheet.picture(alternative)


def _label(sheet: Drawing, middle: Point, name: str, axle: tuple[int, ...], sized: bool, free: float) -> None:
    """The letter in the middle; the diameter under it, that of the large wheel in its ring, away from the belts."""
    if not sized:
        sheet.text((middle[0], middle[1] + 6), name, 18)
        return
    sheet.text((middle[0], middle[1] + 1), name, 15)
    sheet.text((middle[0], middle[1] + 13), str(axle[-1]), 13)
    if len(axle) == 2:
        ring, angle = (axle[0] + axle[1]) / 2 * UNIT, free * pi / 180
        sheet.text((middle[0] + ring * cos(angle), middle[1] + ring * sin(angle) + 5), str(axle[0]), 13)


def _free_side(middles: Sequence[Point], wheel: int) -> float:
    """The side away from the belts, in degrees."""
    x, y = middles[wheel]
    near = [middles[index] for index in (wheel - 1, wheel + 1) if 0 <= index < len(middles)]
    angle = atan2(y - sum(point[1] for point in near) / len(near), x - sum(point[0] for point in near) / len(near))
    return angle * 180 / pi


def _belt(sheet: Drawing, first: Point, radius: float, second: Point, other: float, crossed: bool, ink: str) -> None:
    """A closed belt: outer tangents, or inner ones that cross, and the arcs on which it lies on the wheels. A light
    edge keeps two belts apart where they pass over each other."""
    apart, angle = hypot(second[0] - first[0], second[1] - first[1]), atan2(second[1] - first[1], second[0] - first[0])
    lean = acos((radius + other if crossed else radius - other) / apart)
    runs = []
    for side in (1, -1):
        from_first = angle + side * lean
        from_second = from_first + pi if crossed else from_first
        start = (first[0] + radius * cos(from_first), first[1] + radius * sin(from_first))
        runs.append((start, (second[0] + other * cos(from_second), second[1] + other * sin(from_second))))
    (a, b), (d, c) = runs
    far_side = 1 if crossed or lean < pi / 2 else 0
    other_side = 1 if crossed or lean > pi / 2 else 0
    if crossed:
        sheet.line(*runs[0], stroke=ink, width=4)
        sheet.line(*runs[1], stroke=PAPER, width=8)
    for start, end in runs[1:] if crossed else runs:
        sheet.line(start, end, stroke=ink, width=4)
    sheet.path(["M", *a, "A", radius, radius, 0, far_side, 1, *d], stroke=ink, width=4)
    sheet.path(["M", *b, "A", other, other, 0, other_side, 1 if crossed else 0, *c], stroke=ink, width=4)


def _described(problem: Mapping[str, Any]) -> Words:
    nl, en = [], []
    for name, sizes in problem["wheels"].items():
        nl.append(
            f"{name} ({' en '.join(f'{size} cm' for size in sizes)}{', samen op één as' if len(sizes) > 1 else ''})"
        )
        en.append(f"{name} ({' and '.join(f'{size} cm' for size in sizes)}{', on one axle' if len(sizes) > 1 else ''})")
    belts_nl = "; ".join(
        f"een {'gekruiste' if kind == 'x' else 'gewone'} riem van {a} ({on_a} cm) naar {b} ({on_b} cm)"
        for a, on_a, b, on_b, kind in problem["belts"]
    )
    belts_en = "; ".join(
        f"{'a crossed' if kind == 'x' else 'an open'} belt from {a} ({on_a} cm) to {b} ({on_b} cm)"
        for a, on_a, b, on_b, kind in problem["belts"]
    )
    turn, driver = way(problem["clockwise"]), problem["driver"]
    return Words(
        f"Wielen met hun diameter: {listed(nl, 'nl')}. Riemen: {belts_nl}. Een pijl bij {driver} wijst {turn.nl}.",
        f"Wheels with their diameter: {listed(en, 'en')}. Belts: {belts_en}. An arrow at {driver} points {turn.en}.",
    )


BELTS = Generator(
    name="belts",
    version=1,
    scale="technical",
    title=Words("Riemen en wielen", "Belts and wheels"),
    grammar=Words(
        "Twee tot vijf wielen op vaste assen, verbonden met riemen. Een riem slipt niet en rekt niet: zijn snelheid "
        "is overal gelijk. Een gewone riem houdt de draairichting, een gekruiste keert ze om. Twee wielen in elkaar "
        "getekend zitten vast op één as en draaien samen.",
        "Two to five wheels on fixed axles, joined by belts. A belt does not slip or stretch: its speed is the same "
        "everywhere. An open belt keeps the direction, a crossed one reverses it. Two wheels drawn inside each "
        "other are fixed on one axle and turn together.",
    ),
    # Ours. As with gears each wheel is one step (Hegarty 1992); a crossing is one reversal; wheels on one axle ask to
    # keep apart turning and rim speed, the known stumbling block.
    intercept=-2.0,
    radicals={
        "wheels": Radical(Words("aantal wielen", "number of wheels"), 0.25),
        "crossed": Radical(Words("aantal gekruiste riemen", "number of crossed belts"), 0.25),
        "double": Radical(Words("twee wielen op één as", "two wheels on one axle"), 0.6),
        "speed": Radical(Words("snelheden vergelijken", "speeds to compare"), 0.5),
        "ratio": Radical(Words("rekenen met diameters", "a ratio of diameters"), 1.1),
    },
    errors={
        "as_gears": Words("behandelt riemen als tandwielen", "treats belts as gears"),
        "crossing_ignored": Words("let niet op de gekruiste riemen", "ignores the crossed belts"),
        "opposite_way": Words("keert één keer te veel of te weinig om", "reverses once too often or too little"),
        "slip": Words("vergist zich bij één wiel of één toer", "slips at one wheel or one turn"),
        "end_of_chain": Words("kiest het begin of het einde van de rij", "takes the start or the end of the chain"),
        "driver_is_fastest": Words("denkt dat het wiel met de motor wint", "thinks that the driven wheel wins"),
        "big_is_fast": Words("denkt dat groot ook snel is", "thinks that large is fast"),
        "outer_rim_only": Words(
            "kijkt naar het buitenste wiel, niet naar waar de riem ligt", "uses the outer rim only"
        ),
        "inverse": Words("keert de verhouding om", "inverts the ratio"),
        "difference": Words("telt het verschil in diameter op", "adds the difference in diameter"),
        "one_belt_only": Words("rekent maar met één riem", "uses one belt only"),
        "all_equal": Words("denkt dat alle wielen even vaak draaien", "thinks that all wheels turn equally often"),
    },
    source=Words(
        "eigen ontwerp; denkfouten uit Hegarty (1992)",
        "own design; misconceptions from Hegarty (1992)",
    ),
    build=build,
    solve=solve,
)
