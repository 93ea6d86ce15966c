"""Reading a protractor ("gradenboog") with two rows of numbers."""

from __future__ import annotations

import math
import random

from vakwerk.engines.itembank.drawing import BLUE, MIDDLE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, numeric, solver
from .errors import errors
from .quantities import DEGREES, Value, say

CENTRE = (170.0, 178.0)
FACE = "#f3f7fb"
THINGS: dict[str, Words] = {
    "none": Words("Hoe groot is de hoek?", "How large is the angle?"),
    "roof": Words(
        "Dit is de hoek van een dakbalk. Hoe groot is de hoek?", "This is the angle of a roof beam. How large is it?"
    ),
    "ramp": Words(
        "Dit is de hoek van een plank die schuin staat. Hoe groot is de hoek?",
        "This is the angle of a slanting board. How large is it?",
    ),
    "pipe": Words(
        "Een buis krijgt een bocht. Hoe groot is de hoek tussen de twee stukken?",
        "A pipe gets a bend. How large is the angle between the two parts?",
    ),
    "frame": Words(
        "Twee latten komen samen. Hoe groot is de hoek tussen de latten?",
        "Two slats meet. How large is the angle between them?",
    ),
}


def _draw(rng: random.Random) -> Situation:
    first = rng.choice((0, 0, 180, 180, rng.randrange(2, 16) * 5, 180 - rng.randrange(2, 16) * 5))
    second = rng.randrange(2, 35) * 5
    while abs(second - first) < 15 or abs(second - first) == 90:
        second = rng.randrange(2, 35) * 5
    angle = abs(second - first)
    story = rng.choice(list(THINGS))
    problem = {"story": story, "arms": sorted((first, second))}
    return Situation(
        problem=problem,
        radicals={
            "left": float(first == 180),
            "not_zero": float(first not in (0, 180)),
            "obtuse": float(angle > 90),
            "five": float(angle % 10 == 5),
        },
        right=angle,
        unit=DEGREES,
        wrong=_wrong(first, second, angle),
        prompt=lambda: THINGS[story],
        explanation=lambda: say(
            "Lees allebei de benen af in dezelfde rij getallen: {a} en {b}. Het verschil is {angle}.",
            "Read both arms in the same row of numbers: {a} and {b}. The difference is {angle}.",
            a=DEGREES.write(min(first, second)),
            b=DEGREES.write(max(first, second)),
            angle=DEGREES.write(angle),
        ),
        picture=lambda: _picture(problem),
    )


def _wrong(first: int, second: int, angle: int) -> list[Wrong]:
    found: list[Wrong] = [(180 - angle, "outer")]
    if first not in (0, 180):
        found += [(second, "from_edge"), (180 - second, "from_edge")]
        mixed = abs(180 - first - second)
        found += [(mixed, "outer")]
    found += [
        (angle + 10, "backwards"),
        (angle - 10, "backwards"),
        (abs(angle - 90), "right_angle"),
        (angle + 5, "one_off"),
        (angle - 5, "one_off"),
        (angle + 20, "backwards"),
        (angle - 20, "backwards"),
    ]
    return [(value, code) for value, code in found if 0 < value < 180]


def _picture(problem: Problem) -> Picture:
    sheet = Drawing(340, 200)
    sheet.path(["M", 12, 178, "A", 158, 158, 0, 0, 1, 328, 178, "Z"], FACE, width=2)
    marks: list[str | float] = []
    for degree in range(0, 181, 5):
        outer, inner = _at(158, degree), _at(146 if degree % 10 == 0 else 151, degree)
        marks += ["M", *outer, "L", *inner]
    sheet.path(marks, width=1.5)
    sheet.path(["M", CENTRE[0] - 96, 178, "A", 96, 96, 0, 0, 1, CENTRE[0] + 96, 178], stroke=MIDDLE, width=1)
    for arm in problem["arms"]:
        sheet.line(CENTRE, _at(158, arm), BLUE, 2)
        sheet.line(CENTRE, _at(96, arm), BLUE, 5)
    for degree in range(0, 181, 20):
        _number(sheet, 134, degree, 180 - degree, 12.5)
        _number(sheet, 111, degree, degree, 12.5)
    sheet.circle(CENTRE, 5, BLUE, BLUE)
    return sheet.picture(_described(problem))


def _number(sheet: Drawing, radius: float, degree: int, shown: int, size: float) -> None:
    """A number on its own patch, so that an arm never runs through it."""
    x, y = _at(radius, degree)
    lift = -3.0 if degree in (0, 180) else 4.5
    half = 3.8 * len(str(shown))
    sheet.rectangle((x - half, y + lift - 10.5), (2 * half, 12.5), FACE, "none")
    sheet.text((x, y + lift), str(shown), size)


def _at(radius: float, degree: float) -> tuple[float, float]:
    """Degrees counter-clockwise from the right."""
    angle = math.radians(degree)
    return CENTRE[0] + radius * math.cos(angle), CENTRE[1] - radius * math.sin(angle)


def _described(problem: Problem) -> Words:
    a, b = problem["arms"]
    return say(
        "Een gradenboog met twee rijen getallen. De binnenste rij begint rechts bij 0, de buitenste rij links. "
        "Het ene been staat bij {a} in de binnenste rij, dat is {a2} in de buitenste. Het andere been staat bij {b} "
        "in de binnenste rij, dat is {b2} in de buitenste.",
        "A protractor with two rows of numbers. The inner row starts with 0 on the right, the outer row on the left. "
        "One arm is at {a} in the inner row, which is {a2} in the outer. The other arm is at {b} in the inner row, "
        "which is {b2} in the outer.",
        a=a,
        a2=180 - a,
        b=b,
        b2=180 - b,
    )


def _answer(problem: Problem) -> Value:
    smaller, larger = problem["arms"]
    return int(larger) - int(smaller)


PROTRACTOR = Generator(
    name="protractor",
    version=1,
    scale="mathematics",
    title=Words("Een hoek meten", "Measuring an angle"),
    grammar=Words(
        "Een gradenboog heeft twee rijen getallen. De hoek is het verschil tussen de twee benen in dezelfde rij.",
        "A protractor has two rows of numbers. The angle is the difference between the two arms in the same row.",
    ),
    intercept=-1.4,
    radicals={
        "left": Radical(Words("eerste been links", "first arm on the left"), 0.2),
        "not_zero": Radical(Words("geen been bij 0", "no arm at 0"), 1.0),
        "obtuse": Radical(Words("stompe hoek", "obtuse angle"), 0.3),
        "five": Radical(Words("tussen twee tientallen", "between two tens"), 0.3),
    },
    errors=errors("outer", "from_edge", "backwards", "right_angle", "one_off"),
    build=numeric(_draw),
    solve=solver(_answer),
)
