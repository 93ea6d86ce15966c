"""A tap above a cascade of tanks: which tank is full first?"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.drawing import BLUE, INK, LIGHT_BLUE, PAPER, RED, Drawing, Picture
from vakwerk.engines.itembank.tasks import Draft, Generator, Radical
from vakwerk.engines.words import Words

from .parts import in_order, letter_option

FULL = 7  # a tank is so many marks high; outlets leave at marks 1 to 5
MARK = 9.0
PIPE = 8.0
PLACES = {  # middle and width of each tank, and the row that it stands in
    "A": (170.0, 80.0, 0), "B": (84.0, 54.0, 1), "C": (256.0, 54.0, 1),
    "D": (31.0, 46.0, 2), "E": (137.0, 46.0, 2), "F": (203.0, 46.0, 2), "G": (309.0, 46.0, 2),
}  # fmt: skip
BELOW = {"A": "BC", "B": "DE", "C": "FG"}
ROWS = (34.0, 146.0, 258.0)
Outlet = list[Any]  # [to, mark, open]


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    wanted = rng.choice("ABCDDEEFFGG")
    while True:
        tanks = _tanks(rng)
        if wanted in tanks and _walk(tanks, "lowest", blocked=True) == wanted:
            break
    letter = _letters(rng, tanks)
    tanks = {letter[name]: [[letter[to], mark, free] for to, mark, free in outlets] for name, outlets in tanks.items()}
    where = {letter[name]: PLACES[name] for name in letter}
    start, key = letter["A"], letter[wanted]
    options = [letter_option(key)]
    options += [letter_option(name, error) for name, error in _wrong(rng, tanks, start, key)]
    problem = {"tanks": dict(sorted(tanks.items())), "start": start}
    shut = any(not free for outlets in tanks.values() for _, _, free in outlets)
    prompt = Words(
        f"De kraan loopt langzaam.{' Een rood blokje sluit een buis af.' if shut else ''} Welke bak is het eerst "
        "helemaal vol?",
        f"The tap runs slowly.{' A red block closes a pipe.' if shut else ''} Which tank is completely full first?",
    )
    why = Words(
        "Volg het water: het verlaat een bak door de laagste buis die niet dicht zit. De eerste bak waar het niet "
        f"meer uit kan, loopt vol. Dat is bak {key}.",
        "Follow the water: it leaves a tank by the lowest pipe that is not blocked. The first tank that it cannot "
        f"leave fills up. That is tank {key}.",
    )
    picture = _picture(tanks, where, start)
    return Draft(problem, _radicals(tanks, start), prompt, options, why, picture, in_order(options))


def _tanks(rng: random.Random) -> dict[str, list[Outlet]]:
    """A on top, up to six below; every tank but the lowest has one or two pipes at different heights."""
    tanks: dict[str, list[Outlet]] = {}
    waiting = ["A"]
    while waiting:
        name = waiting.pop(0)
        tanks[name] = []
        for child in BELOW.get(name, ""):
            if rng.random() < (0.95 if name == "A" else 0.75):
                taken = [mark for _, mark, _ in tanks[name]]
                mark = rng.choice([mark for mark in range(1, 6) if all(abs(mark - other) > 1 for other in taken)])
                tanks[name].append([child, mark, rng.random() < 0.72])
                waiting.append(child)
    return tanks if len(tanks) >= 4 else _tanks(rng)


def _letters(rng: random.Random, tanks: Mapping[str, Any]) -> dict[str, str]:
    """Letters by lot, so that a letter says nothing about the place."""
    names = sorted(tanks)
    return dict(zip(names, rng.sample(names, len(names)), strict=True))


def _walk(tanks: Mapping[str, Sequence[Outlet]], rule: str, blocked: bool, start: str = "A") -> str:
    """Where the water ends for somebody who takes the lowest or the highest pipe, seeing blocked pipes or not."""
    here = start
    while True:
        ways = [(mark, to) for to, mark, free in tanks[here] if free or not blocked]
        if not ways:
            return here
        here = (min if rule == "lowest" else max)(ways)[1]


def _wrong(rng: random.Random, tanks: Mapping[str, Sequence[Outlet]], start: str, key: str) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for rule, blocked, error in (
        ("lowest", False, "blockage_ignored"),
        ("highest", True, "height_ignored"),
        ("highest", False, "height_ignored"),
    ):
        found.setdefault(_walk(tanks, rule, blocked, start), error)
    found.setdefault(start, "nearest_fills_first")
    rest = [name for name in tanks if name not in found]
    rng.shuffle(rest)
    found |= dict.fromkeys(rest, "lost_the_way")
    return [(name, error) for name, error in found.items() if name != key][: min(4, len(tanks) - 1)]


def _radicals(tanks: Mapping[str, Sequence[Outlet]], start: str) -> dict[str, float]:
    end, steps, choices, here = _walk(tanks, "lowest", True, start), 0, 0, start
    while here != end:
        steps, choices = steps + 1, choices + (len(tanks[here]) > 1)
        here = min((mark, to) for to, mark, free in tanks[here] if free)[1]
    shut = sum(not free for outlets in tanks.values() for _, _, free in outlets)
    misled = float(_walk(tanks, "lowest", False, start) != end)
    return {"tanks": float(len(tanks)), "choices": float(choices), "blocked": float(shut), "misleading": misled}


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Pours the water mark by mark until some tank is full."""
    tanks = problem["tanks"]
    level = dict.fromkeys(tanks, 0)
    while max(level.values()) < FULL:
        here: str | None = problem["start"]
        while here is not None:
            spills = [to for to, mark, free in tanks[here] if free and mark == level[here]]
            if not spills:
                level[here] += 1
            here = spills[0] if spills else None
    full = [name for name in level if level[name] >= FULL]
    return [index for index, identity in enumerate(identities) if identity in full]


# --- drawing it -------------------------------------------------------------------------------------------------


def _picture(
    tanks: Mapping[str, Sequence[Outlet]], where: Mapping[str, tuple[float, float, int]], start: str
) -> Picture:
    deepest = max(row for name, (_, _, row) in where.items())
    sheet = Drawing(340, ROWS[deepest] + FULL * MARK + 8)
    middle = where[start][0]
    sheet.rectangle((middle - 34, 2), (30, 9), fill=INK)
    sheet.rectangle((middle - 6, 2), (12, 16), fill=INK)
    sheet.line((middle, 20), (middle, ROWS[0] + FULL * MARK - 3), stroke=BLUE, width=4)
    for name, outlets in tanks.items():
        for to, mark, free in outlets:
            _pipe(sheet, where[name], where[to], mark, free)
    for name in tanks:
        _tank(sheet, where[name], name)
    for name, outlets in tanks.items():
        for to, mark, _ in outlets:
            _mouth(sheet, where[name], where[to], mark)
    return sheet.picture(_described(tanks, start))


def _tank(sheet: Drawing, place: tuple[float, float, int], name: str) -> None:
    middle, width, row = place
    top, base = ROWS[row], ROWS[row] + FULL * MARK
    left, right = middle - width / 2, middle + width / 2
    if row:
        sheet.rectangle((left, top), (width, base - top), fill=PAPER, stroke="none")
    else:
        sheet.rectangle((left, base - 4), (width, 4), fill=LIGHT_BLUE, stroke="none")
    sheet.polyline([(left, top), (left, base), (right, base), (right, top)], width=3)
    sheet.text((middle if row else middle + 16, base - 20), name, 20)


def _pipe(
    sheet: Drawing, above: tuple[float, float, int], below: tuple[float, float, int], mark: int, free: bool
) -> None:
    """From the wall of the upper tank sideways, then down to just above the lower tank."""
    side = 1 if below[0] > above[0] else -1
    wall = above[0] + side * above[1] / 2
    y = ROWS[above[2]] + (FULL - mark) * MARK
    end = ROWS[below[2]] - 6
    # Lines end round: the walls begin a little late and the inside runs on a little, so that both ends are open.
    sheet.path(["M", wall + side * PIPE, y, "L", below[0], y, "L", below[0], end], width=PIPE + 4)
    sheet.path(["M", wall, y, "L", below[0], y, "L", below[0], end + PIPE], stroke=PAPER, width=PIPE)
    if not free:
        x, low = below[0], (y + end) / 2
        sheet.rectangle((x - 9, low - 5), (18, 10), fill=RED, stroke=INK)


def _mouth(sheet: Drawing, above: tuple[float, float, int], below: tuple[float, float, int], mark: int) -> None:
    """The hole in the wall where the pipe starts."""
    side = 1 if below[0] > above[0] else -1
    wall = above[0] + side * above[1] / 2
    y = ROWS[above[2]] + (FULL - mark) * MARK
    sheet.line((wall, y - PIPE / 2 + 1), (wall, y + PIPE / 2 - 1), stroke=PAPER, width=5)


def _described(tanks: Mapping[str, Sequence[Outlet]], start: str) -> Words:
    nl, en = [], []
    for name, outlets in tanks.items():
        for to, mark, free in outlets:
            nl.append(f"op {mark} cm hoogte een buis van {name} naar {to}{'' if free else ', maar die zit dicht'}")
            en.append(f"at {mark} cm a pipe from {name} to {to}{'' if free else ', which is blocked'}")
    return Words(
        f"Een kraan boven bak {start}. Alle bakken zijn {FULL} cm hoog. Buizen: {'; '.join(nl)}.",
        f"A tap above tank {start}. All tanks are {FULL} cm high. Pipes: {'; '.join(en)}.",
    )


TAPS = Generator(
    name="taps",
    version=1,
    scale="technical",
    title=Words("Welke bak is eerst vol?", "Which tank fills first?"),
    grammar=Words(
        "De kraan loopt zo langzaam dat elke open buis al het water aankan. Water verlaat een bak door de laagste "
        "open buis, zodra het daar komt. Een rood blokje betekent: de buis zit dicht. Alle bakken zijn leeg bij het "
        "begin.",
        "The tap runs so slowly that every open pipe can carry all the water. Water leaves a tank by the lowest "
        "open pipe as soon as it gets there. A red block means that the pipe is blocked. All tanks are empty at the "
        "start.",
    ),
    # Ours. Every place where two pipes leave is a decision; a blocked pipe on the obvious way is what catches people.
    intercept=-2.8,
    radicals={
        "tanks": Radical(Words("aantal bakken", "number of tanks"), 0.1),
        "choices": Radical(Words("splitsingen op de weg van het water", "forks on the water's way"), 0.5),
        "blocked": Radical(Words("aantal dichte buizen", "number of blocked pipes"), 0.2),
        "misleading": Radical(Words("de laagste buis zit dicht", "the lowest pipe is blocked"), 0.8),
    },
    errors={
        "blockage_ignored": Words("ziet niet dat een buis dicht zit", "overlooks a blocked pipe"),
        "height_ignored": Words("let niet op de hoogte van de buizen", "ignores the height of the pipes"),
        "nearest_fills_first": Words(
            "denkt dat de bak onder de kraan eerst vol is", "thinks the tank under the tap fills first"
        ),
        "lost_the_way": Words("raakt de weg van het water kwijt", "loses track of the water"),
    },
    build=build,
    solve=solve,
)
