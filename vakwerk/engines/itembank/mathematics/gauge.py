"""Reading a scale with marks: measuring jug, kitchen scales, thermometer, pressure gauge."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, INK, LIGHT_BLUE, RED, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words, number

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import ML, L, Unit, Value, say, symbol

BAR, CELSIUS, KILO, GRAM = symbol("bar", 2), symbol("°C", 1), symbol("kg", 2), symbol("g", 1)


@dataclass(frozen=True)
class Device:
    """`steps` are (value between two numbers on the scale, small parts between them); `labels` how many such spans."""

    unit: Unit
    steps: tuple[tuple[Fraction, int], ...]
    spans: int
    round: bool
    prompt: Words
    look: Words
    pointer: Words


def _steps(*pairs: tuple[str, int]) -> tuple[tuple[Fraction, int], ...]:
    return tuple((Fraction(value), parts) for value, parts in pairs)


DEVICES: dict[str, Device] = {
    "jug": Device(
        ML,
        _steps(("100", 2), ("100", 4), ("100", 5), ("100", 10), ("200", 4), ("200", 5), ("250", 5), ("50", 5)),
        5,
        False,
        Words("Hoeveel water zit er in de maatbeker?", "How much water is in the measuring jug?"),
        Words("Een maatbeker", "A measuring jug"),
        Words("Het water staat", "The water stands"),
    ),
    "bucket": Device(
        L,
        _steps(("2", 4), ("2", 5), ("1", 4), ("1", 5), ("5", 5), ("5", 10), ("1", 2)),
        5,
        False,
        Words("Hoeveel verf zit er in de emmer?", "How much paint is in the bucket?"),
        Words("Een emmer met een schaal", "A bucket with a scale"),
        Words("De verf staat", "The paint stands"),
    ),
    "scales": Device(
        GRAM,
        _steps(("100", 4), ("100", 5), ("100", 10), ("200", 4), ("200", 5), ("500", 5), ("250", 5)),
        8,
        True,
        Words("Hoeveel bloem ligt er op de weegschaal?", "How much flour is on the scales?"),
        Words("Een ronde weegschaal", "Round scales"),
        Words("De wijzer staat", "The pointer stands"),
    ),
    "pressure": Device(
        BAR,
        _steps(("1", 4), ("1", 5), ("1", 10), ("2", 4), ("2", 5), ("2", 8)),
        6,
        True,
        Words(
            "Een compressor maakt perslucht. Welke druk geeft de meter aan?",
            "A compressor makes compressed air. Which pressure does the gauge show?",
        ),
        Words("Een ronde drukmeter", "A round pressure gauge"),
        Words("De wijzer staat", "The pointer stands"),
    ),
    "oven": Device(
        CELSIUS,
        _steps(("50", 5), ("50", 10), ("50", 2), ("100", 4), ("100", 5), ("40", 4)),
        6,
        True,
        Words("Hoe warm is deze pizzaoven?", "How hot is this pizza oven?"),
        Words("Een ronde ovenmeter", "A round oven thermometer"),
        Words("De wijzer staat", "The pointer stands"),
    ),
}


def _draw(rng: random.Random) -> Situation:
    name = rng.choice(list(DEVICES))
    device = DEVICES[name]
    major, parts = rng.choice(device.steps)
    span = rng.randrange(0 if name != "oven" else 1, device.spans)
    mark = rng.randrange(1, parts)
    problem = {"device": name, "major": str(major), "parts": parts, "marks": span * parts + mark}
    step, low = major / parts, major * span
    right = low + step * mark
    return Situation(
        problem=problem,
        radicals={
            "step": _awkward(step),
            "parts": float(parts) / 5,
            "decimals": float(right.denominator > 1),
        },
        right=right,
        unit=device.unit,
        wrong=_wrong(low, major, step, mark),
        prompt=lambda: device.prompt,
        explanation=lambda: say(
            "Tussen twee getallen zit {major}, in {parts} stukjes. Elk stukje is dus {step}. {low} + {mark} × {step} "
            "= {right}.",
            "Between two numbers there is {major}, in {parts} parts. So each part is {step}. {low} + {mark} × {step} "
            "= {right}.",
            major=device.unit.write(major),
            parts=parts,
            step=step,
            low=low,
            mark=mark,
            right=device.unit.write(right),
        ),
        picture=lambda: _picture(problem),
    )


def _awkward(step: Fraction) -> float:
    """0: each mark is 1, 10 or 100 (or 0.1); 1: 2, 5, 20, 50; 2: anything else, such as 25 or 0.25."""
    digits = str(float(step)).replace(".", "").strip("0")
    return {"1": 0.0, "2": 1.0, "5": 1.0}.get(digits, 2.0)


def _wrong(low: Fraction, major: Fraction, step: Fraction, mark: int) -> list[Wrong]:
    high = low + major
    near = low if step * mark * 2 <= major else high
    plain, as_read = (Fraction(1), ("mark_is_one", "mark_is_ten"))
    if step < 1:
        plain, as_read = Fraction(1, 10), ("mark_is_tenth", "mark_is_one")
    return [
        (low + mark * plain, as_read[0]),
        (low + mark * plain * 10, as_read[1]),
        (high - step * mark, "backwards"),
        (near, "label"),
        (high + step * mark, "neighbour"),
        (low + step * (mark + 1), "one_off"),
        (low + step * (mark - 1), "one_off"),
        (low - step * mark, "neighbour"),
        (low + step * mark + step / 2, "between_marks"),
        (low + step * mark - step / 2, "between_marks"),
        (low + step * (mark + 2), "one_off"),
        (low + step * (mark - 2), "one_off"),
    ]


def _picture(problem: Problem) -> Picture:
    device = DEVICES[problem["device"]]
    sheet = _dial(problem, device) if device.round else _jug(problem, device)
    return sheet.picture(_described(problem, device))


def _jug(problem: Problem, device: Device) -> Drawing:
    """A vessel with straight walls: 44 units high for each number."""
    sheet = Drawing(260, 290)
    parts, major = int(problem["parts"]), exact(problem["major"])
    bottom, high, left, wide = 270.0, 46.0, 60.0, 150.0
    level = bottom - high * problem["marks"] / parts
    if problem["device"] == "jug":
        sheet.path(["M", left + wide, 60, "h", 34, "v", 130, "h", -34], stroke=INK, width=7)
    else:
        sheet.path(["M", left, 40, "C", left + 20, -10, left + wide - 20, -10, left + wide, 40], width=4)
    sheet.rectangle((left, 24), (wide, bottom - 24), "#ffffff", width=3)
    sheet.rectangle((left + 1.5, level), (wide - 3, bottom - level - 1.5), LIGHT_BLUE, "none")
    sheet.line((left, level), (left + wide, level), BLUE, 3)
    for mark in range(device.spans * parts + 1):
        height = bottom - high * mark / parts
        whole = mark % parts == 0
        sheet.line((left, height), (left + (34 if whole else 18), height), width=2 if whole else 1.5)
        if whole and mark:
            sheet.text((left + 40, height + 6), number(float(major * mark / parts), "nl"), 17, anchor="start")
    sheet.text((left - 8, 36), device.unit.nl[0], 17, anchor="end")
    return sheet


def _dial(problem: Problem, device: Device) -> Drawing:
    """A round scale over 300 degrees, zero at lower left."""
    sheet = Drawing(300, 290)
    parts, major = int(problem["parts"]), exact(problem["major"])
    marks, centre = device.spans * parts, (150.0, 150.0)
    sheet.circle(centre, 138, "#ffffff", width=4)
    for mark in range(marks + 1):
        turn = _turn(mark, marks)
        whole = mark % parts == 0
        sheet.line(_at(centre, 130, turn), _at(centre, 112 if whole else 120, turn), width=2.5 if whole else 1.5)
        if whole:
            x, y = _at(centre, 92, turn)
            sheet.text((x, y + 6), number(float(major * mark / parts), "nl"), 16)
    turn = _turn(problem["marks"], marks)
    tip, side = _at(centre, 112, turn), 4.0
    sheet.polygon(
        [tip, _at(centre, side, turn + 90), _at(centre, 18, turn + 180), _at(centre, side, turn - 90)], RED, RED, 1
    )
    sheet.circle(centre, 9, SHADE)
    sheet.text((150, 216), device.unit.nl[0], 18)
    return sheet


def _turn(mark: int, marks: int) -> float:
    """Degrees clockwise from the top."""
    return -150 + 300 * mark / marks


def _at(centre: tuple[float, float], radius: float, turn: float) -> tuple[float, float]:
    angle = math.radians(turn)
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _described(problem: Problem, device: Device) -> Words:
    parts, major = int(problem["parts"]), exact(problem["major"])
    span, mark = divmod(int(problem["marks"]), parts)
    return say(
        "{look} met getallen om de {major}. Tussen twee getallen zijn er {parts} gelijke stukjes. {pointer} {mark} "
        "stukje{s} boven {low}.",
        "{look} with numbers every {major}. Between two numbers there are {parts} equal parts. {pointer} {mark} "
        "part{s2} above {low}.",
        look=device.look,
        major=device.unit.write(major),
        parts=parts,
        pointer=device.pointer,
        mark=mark,
        s="s" if mark > 1 else "",
        s2="s" if mark > 1 else "",
        low=major * span,
    )


def _answer(problem: Problem) -> Value:
    return Fraction(problem["marks"], problem["parts"]) * exact(problem["major"])


GAUGE = Generator(
    name="gauge",
    version=1,
    scale="mathematics",
    title=Words("Een schaal aflezen", "Reading a scale"),
    grammar=Words(
        "Op een maatbeker of meter staat maar bij sommige streepjes een getal. Alle streepjes staan even ver uit "
        "elkaar. Je zoekt eerst hoeveel één stukje waard is.",
        "A jug or gauge shows numbers at some marks only. All marks are equally far apart. First find what one part "
        "is worth.",
    ),
    intercept=-1.6,
    radicals={
        "step": Radical(
            Words(
                "waarde van één stukje: 0 makkelijk (1, 10), 1 (2, 5, 20, 50), 2 ander",
                "value of one part: 0 easy (1, 10), 1 (2, 5, 20, 50), 2 other",
            ),
            0.5,
        ),
        "parts": Radical(
            Words("aantal stukjes tussen twee getallen, gedeeld door 5", "parts between two numbers, divided by 5"), 0.2
        ),
        "decimals": Radical(Words("antwoord met een komma", "answer with decimals"), 0.5),
    },
    errors=errors(
        "mark_is_one", "mark_is_ten", "mark_is_tenth", "backwards", "label", "neighbour", "one_off", "between_marks"
    ),
    build=numeric(_draw),
    solve=solver(_answer),
)
