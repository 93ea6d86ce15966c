"""Reading a ruler ("maatlat"): where does the thing begin, where does it end, how long is it?"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from vakwerk.engines.itembank.drawing import LIGHT_BLUE, MIDDLE, ORANGE, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, numeric, solver
from .errors import errors
from .quantities import CM, MM, Value, say

SPAN = 8  # centimetres of ruler in the picture
STEP = 4.0  # drawing units per millimetre
LEFT = 10.0
RULER_TOP = 82.0

Draw = Callable[[Drawing, float, float], None]


def _nail(sheet: Drawing, start: float, end: float) -> None:
    sheet.rectangle((start, 34), (5, 36), MIDDLE)
    sheet.polygon([(start + 5, 47), (end - 12, 47), (end, 52), (end - 12, 57), (start + 5, 57)], MIDDLE)


def _screw(sheet: Drawing, start: float, end: float) -> None:
    sheet.polygon([(start, 32), (start + 12, 45), (start + 12, 59), (start, 72)], MIDDLE)
    sheet.polygon([(start + 12, 45), (end - 12, 45), (end, 52), (end - 12, 59), (start + 12, 59)], SHADE)
    for place in range(int(start) + 20, int(end) - 12, 9):
        sheet.line((place, 61), (place + 5, 43), width=1.5)


def _pencil(sheet: Drawing, start: float, end: float) -> None:
    sheet.rectangle((start, 40), (12, 24), LIGHT_BLUE)
    sheet.rectangle((start + 12, 40), (end - start - 34, 24), ORANGE)
    sheet.polygon([(end - 22, 40), (end, 52), (end - 22, 64)], SHADE)


def _strip(sheet: Drawing, start: float, end: float) -> None:
    sheet.rectangle((start, 36), (end - start, 32), LIGHT_BLUE)
    sheet.circle((start + 14, 52), 5)
    sheet.circle((end - 14, 52), 5)


THINGS: dict[str, tuple[Words, Words, Draw]] = {
    "nail": (Words("de spijker", "the nail"), Words("De spijker", "The nail"), _nail),
    "screw": (Words("de schroef", "the screw"), Words("De schroef", "The screw"), _screw),
    "pencil": (Words("het potlood", "the pencil"), Words("Het potlood", "The pencil"), _pencil),
    "strip": (Words("het plaatje metaal", "the metal strip"), Words("Het plaatje metaal", "The metal strip"), _strip),
}


def _draw(rng: random.Random) -> Situation:
    first = rng.choice((0, 0, 0, 2, 3, 5))
    start = first * 10 + (0 if first == 0 and rng.random() < 0.35 else rng.choice((10, 20, 5, 15, rng.randint(3, 24))))
    end = min(start + rng.randint(18, 62), (first + SPAN) * 10 - 2)
    unit = rng.choice((MM, CM))
    thing = rng.choice(list(THINGS))
    problem = {"thing": thing, "first": first, "start": start, "end": end}
    scale = 1 if unit is MM else 10
    return Situation(
        problem=problem,
        radicals={
            "start": 0.0 if start == 0 else 1.0 if start % 10 == 0 else 2.0,
            "millimetres": 0.0 if end % 10 == 0 else 0.5 if end % 10 == 5 else 1.0,
            "in_mm": float(unit is MM),
        },
        right=Fraction(end - start, scale),
        unit=unit,
        wrong=[
            (Fraction(value, scale) if code != "unit" else value, code)
            for value, code in _wrong(rng, start, end, unit is MM)
        ],
        prompt=lambda: say(
            "Hoe lang is {thing}? Kijk goed waar het meten begint.",
            "How long is {thing}? Look where the measuring starts.",
            thing=THINGS[thing][0],
        ),
        explanation=lambda: say(
            "Het begin ligt bij {start}, het einde bij {end}. {end} − {start} = {answer}.",
            "It starts at {start} and ends at {end}. {end} − {start} = {answer}.",
            start=unit.write(Fraction(start, scale)),
            end=unit.write(Fraction(end, scale)),
            answer=unit.write(Fraction(end - start, scale)),
        ),
        picture=lambda: _picture(problem),
    )


def _wrong(rng: random.Random, start: int, end: int, in_mm: bool) -> list[Wrong]:
    """In millimetres; "unit" is already in the unit of the answer. Which errors are taken, and of which length the
    unit was not converted, is a lot: else the answer that shares its digits with the others would be the right one."""
    length = end - start
    mirrored = length - 2 * (end % 10) + 10 if end % 10 else length + 20
    unconverted = rng.choice((length, end, length + 10, length - 10))
    found: list[Wrong] = [
        (end if start else 0, "from_edge"),
        (length + 10, "numbers"),
        (mirrored, "backwards"),
        (length - 10, "numbers"),
        (Fraction(unconverted, 10) if in_mm else Fraction(unconverted), "unit"),
        (length + 1, "one_off"),
        (length - 1, "one_off"),
        (end - 10 if start else length - 5, "from_edge" if start else "between_marks"),
        (length + 5, "between_marks"),
    ]
    rng.shuffle(found)
    if start and rng.random() < 0.6:
        found = [(end, "from_edge"), *((end + slip, "from_edge") for slip in rng.sample((-10, -1, 1, 10), 3)), *found]
    return [*found, (length + 2, "one_off"), (length - 2, "one_off")]


def _picture(problem: Problem) -> Picture:
    first, start, end = int(problem["first"]), int(problem["start"]), int(problem["end"])
    sheet = Drawing(LEFT * 2 + SPAN * 10 * STEP, 152)
    ends = [LEFT + (mm - first * 10) * STEP for mm in (start, end)]
    name, begin, shape = THINGS[problem["thing"]]
    shape(sheet, *ends)
    for place in ends:
        sheet.line((place, 26), (place, RULER_TOP), width=1, dash="3 3")
    _ruler(sheet, first)
    return sheet.picture(_described(name, begin, first, start, end))


def _ruler(sheet: Drawing, first: int) -> None:
    sheet.rectangle((2, RULER_TOP), (sheet.width - 4, 66), "#fff6d6")
    marks: list[str | float] = []
    for mm in range(SPAN * 10 + 1):
        length = 26 if mm % 10 == 0 else 19 if mm % 5 == 0 else 12
        marks += ["M", LEFT + mm * STEP, RULER_TOP, "v", length]
    sheet.path(marks, width=1)
    for cm in range(SPAN + 1):
        anchor = "start" if cm == 0 else "end" if cm == SPAN else "middle"
        nudge = {"start": -5.0, "end": 5.0, "middle": 0.0}[anchor]
        sheet.text((LEFT + cm * 10 * STEP + nudge, RULER_TOP + 43), str(first + cm), 16, anchor=anchor)
    sheet.text((LEFT + 18, RULER_TOP + 60), "cm", 14)


def _described(name: Words, begin: Words, first: int, start: int, end: int) -> Words:
    return say(
        "Een stuk maatlat van {first} tot {last} cm. Elke centimeter is verdeeld in 10 kleine stukjes. {begin} "
        "begint {start} en eindigt {end}.",
        "A piece of ruler from {first} to {last} cm. Each centimetre is divided into 10 small parts. {begin} starts "
        "{start} and ends {end}.",
        first=first,
        last=first + SPAN,
        begin=begin,
        start=_place(start),
        end=_place(end),
    )


def _place(mm: int) -> Words:
    """The place in words, so that reading the scale remains to be done."""
    whole, small = divmod(mm, 10)
    if not small:
        return say("precies bij {cm} cm", "exactly at {cm} cm", cm=whole)
    return say(
        "{small} kleine stukjes voorbij {cm} cm" if small > 1 else "{small} klein stukje voorbij {cm} cm",
        "{small} small parts past {cm} cm" if small > 1 else "{small} small part past {cm} cm",
        small=small,
        cm=whole,
    )


def _answer(problem: Problem) -> Value:
    metres = Fraction(problem["end"], 1000) - Fraction(problem["start"], 1000)
    return metres * (1000 if problem["unit"] == "mm" else 100)


RULER = Generator(
    name="ruler",
    version=1,
    scale="mathematics",
    title=Words("Meten met de maatlat", "Measuring with a ruler"),
    grammar=Words(
        "Een voorwerp ligt langs een stuk maatlat. De lengte is het eindpunt min het beginpunt. Het stuk maatlat "
        "begint niet altijd bij 0.",
        "A thing lies along a piece of ruler. Its length is the end minus the start. The piece of ruler does not "
        "always start at 0.",
    ),
    intercept=-2.0,
    radicals={
        "start": Radical(
            Words(
                "begin: 0 bij nul, 1 bij een hele centimeter, 2 ertussen",
                "start: 0 at zero, 1 at a whole centimetre, 2 in between",
            ),
            0.6,
        ),
        "millimetres": Radical(
            Words("einde tussen de centimeters (0,5: halverwege)", "end between centimetres (0.5: half-way)"), 0.5
        ),
        "in_mm": Radical(Words("antwoord in millimeter", "answer in millimetres"), 0.3),
    },
    errors=errors("from_edge", "numbers", "backwards", "unit", "one_off", "between_marks"),
    build=numeric(_draw),
    solve=solver(_answer),
)
