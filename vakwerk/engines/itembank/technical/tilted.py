"""A jar of water is tilted: how does the water stand then? (Piaget and Inhelder's water-level task, with amounts.)"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import BLUE, LIGHT_BLUE, MIDDLE, PAPER, Drawing, Picture, Point
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

# Tilts with a whole-number sine and cosine, so that the solver needs no root: opposite, adjacent, hypotenuse.
TILTS = (
    (3, 4, 5), (4, 3, 5), (5, 12, 13), (8, 15, 17), (15, 8, 17), (7, 24, 25), (20, 21, 29), (21, 20, 29),
    (12, 35, 37), (28, 45, 53), (9, 40, 41), (33, 56, 65), (56, 33, 65),
)  # fmt: skip
Surface = tuple[Fraction, Fraction]  # height of the water at the left and the right wall, measured along the jar


# --- writing a task ---------------------------------------------------------------------------------------------


def build(rng: random.Random) -> Draft:
    while True:
        wide, high = rng.choice((4, 5, 6, 7)), rng.choice((9, 10, 11, 12))
        fill = Fraction(rng.randint(4, 2 * high - 4), 2)
        tilt, side = rng.choice(TILTS), rng.choice(("left", "right"))
        rise = Fraction(wide * tilt[0], 2 * tilt[1])
        if rise + Fraction(3, 2) < max(fill, high - fill) and Fraction(1, 2) <= rise < min(fill, high - fill):
            break
    lean = rise if side == "right" else -rise
    right = (fill - lean, fill + lean)
    wrong = _wrong(rng, fill, lean, high)
    problem = {"wide": wide, "high": high, "fill": str(fill), "tilt": list(tilt), "side": side}
    options = [Option(_name(right), "", None, _jar(problem, right))]
    options += [Option(_name(surface), error, None, _jar(problem, surface)) for surface, error in wrong]
    prompt = Words(
        "Deze pot is goed dicht. Iemand houdt hem schuin en stil. Welke tekening klopt?",
        "This jar is tightly closed. Somebody holds it tilted and still. Which drawing is right?",
    )
    why = Words(
        "Stil water staat altijd waterpas, hoe je de pot ook houdt. En er gaat geen water weg: midden in de pot "
        "blijft het water even ver van de bodem.",
        "Water at rest is always level, however the jar is held. And no water is lost: in the middle of the jar the "
        "water stays equally far from the bottom.",
    )
    radicals = {
        "tilt": float(Fraction(tilt[0], tilt[2])),
        "amounts": float(sum(error == "amount" for _, error in wrong)),
        "near": float(min(abs(surface[0] + surface[1] - 2 * fill) for surface, e in wrong if e == "amount") <= 3),
    }
    return Draft(problem, radicals, prompt, options, why, _upright(problem))


def _wrong(rng: random.Random, fill: Fraction, lean: Fraction, high: int) -> list[tuple[Surface, str]]:
    """One or two level surfaces with another amount, and surfaces that are not level."""
    amounts = [fill + step for step in (Fraction(-5, 2), Fraction(-3, 2), Fraction(3, 2), Fraction(5, 2))]
    level: list[tuple[Surface, str]] = [
        ((amount - lean, amount + lean), "amount") for amount in amounts if abs(lean) < min(amount, high - amount)
    ]
    slanted: list[tuple[Surface, str]] = [
        ((fill, fill), "moves_with_jar"),
        ((fill + lean, fill - lean), "leans_the_other_way"),
        ((fill - lean / 2, fill + lean / 2), "half_way"),
    ]
    count = min(len(level), rng.choice((1, 2)))
    slid = [_slid(rng, surface, error, high) for surface, error in rng.sample(slanted, 3 - count)]
    return rng.sample(level, count) + slid


def _slid(rng: random.Random, surface: Surface, error: str, high: int) -> tuple[Surface, str]:
    """Now and then also with another amount, so that what three of four drawings share is no hint."""
    step = Fraction(rng.choice((0, -3, 3)), 2)
    moved = (surface[0] + step, surface[1] + step)
    return (moved if all(0 < end < high for end in moved) else surface), error


def _name(surface: Surface) -> str:
    return f"{surface[0]};{surface[1]}"


# --- solving it -------------------------------------------------------------------------------------------------


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """Right is the surface whose two ends are equally high in the room and that has as much water below it."""
    opposite, adjacent, long_side = problem["tilt"]
    sine = Fraction(opposite, long_side) * (1 if problem["side"] == "right" else -1)
    cosine = Fraction(adjacent, long_side)
    half, amount = Fraction(problem["wide"], 2), problem["wide"] * Fraction(problem["fill"])
    found = []
    for index, identity in enumerate(identities):
        left, right = (Fraction(part) for part in identity.split(";"))
        height_left, height_right = half * sine + left * cosine, -half * sine + right * cosine
        if height_left == height_right and problem["wide"] * (left + right) / 2 == amount:
            found.append(index)
    return found


# --- drawing it -------------------------------------------------------------------------------------------------


def _upright(problem: Mapping[str, Any]) -> Picture:
    fill = Fraction(problem["fill"])
    return _drawn(problem, (fill, fill), 0.0, 1.0, 150, 164)


def _jar(problem: Mapping[str, Any], surface: Surface) -> Picture:
    opposite, adjacent, long_side = problem["tilt"]
    sine = opposite / long_side * (1 if problem["side"] == "right" else -1)
    return _drawn(problem, surface, sine, adjacent / long_side, 150, 150)


def _drawn(
    problem: Mapping[str, Any], surface: Surface, sine: float, cosine: float, width: float, height: float
) -> Picture:
    """The jar about the middle of the sheet, with a lid; everything turned by the tilt."""
    wide, high = problem["wide"], problem["high"]
    unit = 10.5

    def place(x: float, y: float) -> Point:
        """From the jar (x from its axis, y from its bottom) to the sheet; a tilt to the right turns the lid right."""
        y -= high / 2 + 0.4
        return width / 2 + unit * (x * cosine + y * sine), height / 2 - unit * (y * cosine - x * sine)

    half = wide / 2
    sheet = Drawing(width, height)
    glass = [place(-half, high), place(-half, 0), place(half, 0), place(half, high)]
    sheet.polygon(glass, fill=PAPER, width=2.5)
    left, right = float(surface[0]), float(surface[1])
    water = [place(-half, left), place(-half, 0), place(half, 0), place(half, right)]
    sheet.polygon(water, fill=LIGHT_BLUE, stroke="none")
    sheet.line(place(-half, left), place(half, right), stroke=BLUE, width=3)
    sheet.polyline([*glass, glass[0]], width=2.5)
    lid = [
        place(-half - 0.3, high),
        place(half + 0.3, high),
        place(half + 0.3, high + 0.9),
        place(-half - 0.3, high + 0.9),
    ]
    sheet.polygon(lid, fill=MIDDLE, width=2)
    return sheet.picture()


TILTED = Generator(
    name="tilted",
    version=1,
    scale="technical",
    title=Words("Water in een schuine pot", "Water in a tilted jar"),
    grammar=Words(
        "Een rechte, gesloten pot met water. Eerst staat hij recht, dan wordt hij schuin gehouden tot het water "
        "stil is. Er komt geen water bij en er gaat geen water weg. Precies één tekening heeft een waterpas "
        "oppervlak én evenveel water.",
        "A straight closed jar with water. First it stands upright, then it is held tilted until the water is at "
        "rest. No water is added or lost. Exactly one drawing has a level surface and the same amount of water.",
    ),
    # Ours. Piaget and Inhelder (1956), Liben (1991): the steeper the jar, the stronger the pull of its walls; a second
    # level surface with another amount asks for a comparison that the classic task does not have.
    intercept=-1.2,
    radicals={
        "tilt": Radical(Words("schuinte (sinus)", "tilt (sine)"), 0.8),
        "amounts": Radical(Words("waterpas met een andere hoeveelheid", "level with another amount"), 0.4),
        "near": Radical(Words("klein verschil in hoeveelheid", "small difference in amount"), 0.4),
    },
    errors={
        "moves_with_jar": Words("denkt dat het water met de pot meedraait", "thinks the water turns with the jar"),
        "leans_the_other_way": Words("laat het water naar de verkeerde kant hellen", "tilts the water the wrong way"),
        "half_way": Words("draait het water half mee", "turns the water half-way"),
        "amount": Words("let niet op de hoeveelheid water", "does not keep the amount of water"),
    },
    source=Words(
        "eigen ontwerp, naar de waterpastaak van Piaget en Inhelder (1956)",
        "own design, after the water-level task of Piaget and Inhelder (1956)",
    ),
    build=build,
    solve=solve,
)
