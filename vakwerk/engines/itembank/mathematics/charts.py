"""Reading bar charts and line charts: a value, a difference, a sum."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import BLUE, MIDDLE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words, number

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import Unit, Value, noun, say, symbol


def _w(*pairs: tuple[str, str]) -> tuple[Words, ...]:
    return tuple(Words(nl, en) for nl, en in pairs)


DAYS = _w(("ma", "Mon"), ("di", "Tue"), ("wo", "Wed"), ("do", "Thu"), ("vr", "Fri"))
LONG_DAYS = _w(
    ("maandag", "Monday"),
    ("dinsdag", "Tuesday"),
    ("woensdag", "Wednesday"),
    ("donderdag", "Thursday"),
    ("vrijdag", "Friday"),
)


@dataclass(frozen=True)
class Theme:
    """A chart: what it shows, `labels` under the axis and `names` for the questions, which hold {a} and {b}."""

    title: Words
    labels: tuple[Words, ...]
    names: tuple[Words, ...]
    unit: Unit
    steps: tuple[int, ...]
    value: Words
    difference: Words
    total: Words | None


BARS: tuple[Theme, ...] = (
    Theme(
        Words("Het aantal broodjes dat een bakker verkoopt.", "The number of rolls a baker sells."),
        DAYS,
        LONG_DAYS,
        noun("broodje", "broodjes", "roll", "rolls"),
        (10, 20, 50),
        Words("Hoeveel broodjes zijn er op {a} verkocht?", "How many rolls were sold on {a}?"),
        Words(
            "Hoeveel broodjes zijn er op {a} meer verkocht dan op {b}?",
            "How many more rolls were sold on {a} than on {b}?",
        ),
        Words(
            "Hoeveel broodjes zijn er op {a} en {b} samen verkocht?",
            "How many rolls were sold on {a} and {b} together?",
        ),
    ),
    Theme(
        Words("Hoe leerlingen naar school komen.", "How pupils come to school."),
        _w(("fiets", "bicycle"), ("bus", "bus"), ("auto", "car"), ("te voet", "on foot"), ("trein", "train")),
        _w(
            ("met de fiets", "by bicycle"),
            ("met de bus", "by bus"),
            ("met de auto", "by car"),
            ("te voet", "on foot"),
            ("met de trein", "by train"),
        ),
        noun("leerling", "leerlingen", "pupil", "pupils"),
        (5, 10, 20),
        Words("Hoeveel leerlingen komen {a}?", "How many pupils come {a}?"),
        Words("Hoeveel leerlingen meer komen {a} dan {b}?", "How many more pupils come {a} than {b}?"),
        Words("Hoeveel leerlingen komen {a} of {b}?", "How many pupils come {a} or {b}?"),
    ),
    Theme(
        Words("Het aantal auto's dat een garage herstelt.", "The number of cars a garage repairs."),
        DAYS,
        LONG_DAYS,
        noun("auto", "auto's", "car", "cars"),
        (2, 4, 5),
        Words("Hoeveel auto's herstelt de garage op {a}?", "How many cars does the garage repair on {a}?"),
        Words(
            "Hoeveel auto's herstelt de garage op {a} meer dan op {b}?",
            "How many more cars does the garage repair on {a} than on {b}?",
        ),
        Words(
            "Hoeveel auto's herstelt de garage op {a} en {b} samen?",
            "How many cars does the garage repair on {a} and {b} together?",
        ),
    ),
    Theme(
        Words("Het afval van een werf, in kg.", "The waste of a building site, in kg."),
        _w(("hout", "wood"), ("steen", "stone"), ("metaal", "metal"), ("plastic", "plastic"), ("karton", "card")),
        _w(("hout", "wood"), ("steen", "stone"), ("metaal", "metal"), ("plastic", "plastic"), ("karton", "card")),
        symbol("kg", 0),
        (10, 20, 50),
        Words("Hoeveel kg {a} is er?", "How many kg of {a} is there?"),
        Words("Hoeveel kg is er meer van {a} dan van {b}?", "How many kg more is there of {a} than of {b}?"),
        Words("Hoeveel kg is er van {a} en {b} samen?", "How many kg is there of {a} and {b} together?"),
    ),
    Theme(
        Words("Het aantal bezoekers van een kapsalon.", "The number of customers of a hair salon."),
        DAYS,
        LONG_DAYS,
        noun("klant", "klanten", "customer", "customers"),
        (2, 5, 10),
        Words("Hoeveel klanten komen er op {a}?", "How many customers come on {a}?"),
        Words("Hoeveel klanten komen er op {a} meer dan op {b}?", "How many more customers come on {a} than on {b}?"),
        Words("Hoeveel klanten komen er op {a} en {b} samen?", "How many customers come on {a} and {b} together?"),
    ),
    Theme(
        Words("Het stroomverbruik in huis, in kWh per maand.", "The electricity used at home, in kWh a month."),
        _w(("jan", "Jan"), ("feb", "Feb"), ("mrt", "Mar"), ("apr", "Apr"), ("mei", "May")),
        _w(("januari", "January"), ("februari", "February"), ("maart", "March"), ("april", "April"), ("mei", "May")),
        symbol("kWh", 0),
        (20, 40, 50),
        Words("Hoeveel kWh is er in {a} gebruikt?", "How many kWh were used in {a}?"),
        Words("Hoeveel kWh is er in {a} meer gebruikt dan in {b}?", "How many kWh more were used in {a} than in {b}?"),
        Words("Hoeveel kWh is er in {a} en {b} samen gebruikt?", "How many kWh were used in {a} and {b} together?"),
    ),
)


def _weeks(nl: str, en: str) -> tuple[Words, ...]:
    return tuple(Words(f"{nl} {one}", f"{en} {one}") for one in range(1, 7))


NUMBERS = tuple(Words(str(one), str(one)) for one in range(1, 7))
HOURS = tuple(Words(f"{one} u", f"{one}:00") for one in (8, 10, 12, 14, 16, 18))
LINES: tuple[Theme, ...] = (
    Theme(
        Words(
            "Hoe hoog een tomatenplant is, in cm, na elke week.", "How tall a tomato plant is, in cm, after each week."
        ),
        NUMBERS,
        _weeks("week", "week"),
        symbol("cm", 0),
        (2, 5, 10),
        Words("Hoe hoog is de plant na {a}?", "How tall is the plant after {a}?"),
        Words("Hoeveel groeit de plant tussen {b} en {a}?", "How much does the plant grow between {b} and {a}?"),
        None,
    ),
    Theme(
        Words("De temperatuur in een werkplaats, in °C.", "The temperature in a workshop, in °C."),
        HOURS,
        HOURS,
        symbol("°C", 0),
        (2, 4, 5),
        Words("Hoe warm is het om {a}?", "How warm is it at {a}?"),
        Words("Hoeveel graden is het om {a} warmer dan om {b}?", "How many degrees warmer is it at {a} than at {b}?"),
        None,
    ),
    Theme(
        Words(
            "Het water in een regenput, in cm, na elke dag.", "The water in a rainwater tank, in cm, after each day."
        ),
        NUMBERS,
        _weeks("dag", "day"),
        symbol("cm", 0),
        (10, 20),
        Words("Hoe hoog staat het water na {a}?", "How high is the water after {a}?"),
        Words(
            "Hoeveel hoger staat het water na {a} dan na {b}?", "How much higher is the water after {a} than after {b}?"
        ),
        None,
    ),
    Theme(
        Words("Het aantal stukken dat een machine al gemaakt heeft.", "The number of parts a machine has made so far."),
        HOURS,
        HOURS,
        noun("stuk", "stukken", "part", "parts"),
        (20, 40, 50, 100),
        Words("Hoeveel stukken zijn er klaar om {a}?", "How many parts are done at {a}?"),
        Words(
            "Hoeveel stukken maakt de machine tussen {b} en {a}?",
            "How many parts does the machine make between {b} and {a}?",
        ),
        None,
    ),
    Theme(
        Words("Hoe ver een fietser al is, in km.", "How far a cyclist has got, in km."),
        HOURS,
        HOURS,
        symbol("km", 0),
        (5, 10, 20),
        Words("Hoe ver is de fietser om {a}?", "How far is the cyclist at {a}?"),
        Words(
            "Hoeveel km rijdt de fietser tussen {b} en {a}?", "How many km does the cyclist ride between {b} and {a}?"
        ),
        None,
    ),
)
TOP = 8  # grid lines above zero


def _situation(rng: random.Random, kind: str, themes: Sequence[Theme]) -> Situation:
    theme = rng.choice(themes)
    step = rng.choice(theme.steps)
    between = step % 2 == 0 and rng.random() < 0.5
    values = _values(rng, len(theme.labels), step, between, kind == "line")
    a, b = _two(rng, values)
    asks = ["value", "difference", "difference"] + (["total", "total"] if theme.total else [])
    ask = rng.choice(asks)
    problem: dict[str, Any] = {"theme": list(themes).index(theme), "step": step, "values": values, "ask": ask, "a": a}
    problem["sparse"] = rng.random() < 0.6
    if ask != "value":
        problem["b"] = b
    right = {"value": values[a], "difference": values[a] - values[b], "total": values[a] + values[b]}[ask]
    text = {"value": theme.value, "difference": theme.difference, "total": theme.total or theme.value}[ask]
    return Situation(
        problem=problem,
        radicals={
            "two_values": float(ask != "value"),
            "between": float(between),
            "unlabelled": float(problem["sparse"]),
            "step": 0.0 if step in (10, 100) else 1.0,
        },
        right=right,
        unit=theme.unit,
        wrong=_wrong(values, a, b, step, ask),
        prompt=lambda: say(*_asked(theme, text, line=kind == "line"), a=theme.names[a], b=theme.names[b]),
        explanation=lambda: _explanation(theme, values, a, b, ask, right),
        picture=lambda: _picture(theme, problem, kind == "line"),
    )


def _asked(theme: Theme, text: Words, line: bool) -> tuple[str, str]:
    """What the chart shows, then the question."""
    nl, en = ("De grafiek", "The graph") if line else ("Het diagram", "The chart")
    shown = Words(theme.title.nl[0].lower() + theme.title.nl[1:], theme.title.en[0].lower() + theme.title.en[1:])
    return f"{nl} toont {shown.nl} {text.nl}", f"{en} shows {shown.en} {text.en}"


def _values(rng: random.Random, count: int, step: int, between: bool, rising: bool) -> list[int]:
    """Different values on a grid line, or half-way between two; a line never falls."""
    fine = step // 2 if between else step
    lines = range(2 if between else 1, TOP * (2 if between else 1))
    values = [one * fine for one in rng.sample(lines, count)]
    return sorted(values) if rising else values


def _two(rng: random.Random, values: Sequence[int]) -> tuple[int, int]:
    """Two places, the one with the larger value first."""
    a, b = rng.sample(range(len(values)), 2)
    return (a, b) if values[a] > values[b] else (b, a)


def _wrong(values: Sequence[int], a: int, b: int, step: int, ask: str) -> list[Wrong]:
    x, y = values[a], values[b]
    beside = [values[place] for place in (a - 1, a + 1, b - 1, b + 1) if 0 <= place < len(values)]
    if ask == "value":
        low = (x // step) * step
        return [
            *((value, "neighbour") for value in beside[:2]),
            (Fraction(x, step), "mark_is_one"),
            (x + step, "gridline"),
            (x - step, "gridline"),
            (low + 1 if low != x else 0, "mark_is_one"),
            (Fraction(x) + Fraction(step, 2), "gridline"),
            (Fraction(x) - Fraction(step, 2), "gridline"),
            (x + 2 * step, "gridline"),
            (x - 2 * step, "gridline"),
        ]
    right, other = (x - y, x + y) if ask == "difference" else (x + y, x - y)
    return [
        (other, "sum" if ask == "difference" else "difference"),
        (x, "one_value"),
        (y, "one_value"),
        *((abs(x - value) if ask == "difference" else x + value, "neighbour") for value in beside),
        (Fraction(right, step), "mark_is_one"),
        (right + step, "gridline"),
        (right - step, "gridline"),
        (Fraction(right) + Fraction(step, 2), "gridline"),
        (Fraction(right) - Fraction(step, 2), "gridline"),
        (right + 2 * step, "gridline"),
        (right - 2 * step, "gridline"),
    ]


def _explanation(theme: Theme, values: Sequence[int], a: int, b: int, ask: str, right: int) -> Words:
    if ask == "value":
        return say("Bij {a} lees je {r} af.", "At {a} you read {r}.", a=theme.names[a], r=theme.unit.write(right))
    sign = "−" if ask == "difference" else "+"
    return say(
        "Je leest af: “{a}” is {x}, “{b}” is {y}. {x} {sign} {y} = {r}.",
        "You read: “{a}” is {x}, “{b}” is {y}. {x} {sign} {y} = {r}.",
        a=theme.names[a],
        b=theme.names[b],
        x=values[a],
        y=values[b],
        sign=sign,
        r=theme.unit.write(right),
    )


def _picture(theme: Theme, problem: Problem, line: bool) -> Picture:
    sheet = Drawing(340, 250)
    left, bottom, high, wide = 48.0, 214.0, 24.0, 284.0
    step, values = int(problem["step"]), problem["values"]
    for grid in range(TOP + 1):
        y = bottom - grid * high
        sheet.line((left, y), (left + wide, y), MIDDLE, 1)
        if not problem["sparse"] or grid % 2 == 0:
            sheet.text((left - 6, y + 5), number(grid * step, "nl"), 14, anchor="end")
    slot = wide / len(values)
    points = [(left + slot * (place + 0.5), bottom - value / step * high) for place, value in enumerate(values)]
    if line:
        sheet.polyline(points, BLUE, 3)
    for (x, y), label in zip(points, theme.labels, strict=True):
        if line:
            sheet.circle((x, y), 4.5, BLUE, BLUE)
        else:
            sheet.rectangle((x - 17, y), (34, bottom - y), BLUE)
        sheet.text((x, bottom + 20), label, 14)
    sheet.line((left, bottom), (left + wide, bottom), width=2)
    sheet.line((left, bottom), (left, bottom - TOP * high), width=2)
    return sheet.picture(_described(theme, problem, line))


def _described(theme: Theme, problem: Problem, line: bool) -> Words:
    """Where each bar or point ends between the numbers on the axis: reading it off remains the task."""
    shape = Words("Lijngrafiek" if line else "Staafdiagram", "Line chart" if line else "Bar chart")
    apart = int(problem["step"]) * (2 if problem["sparse"] else 1)
    told = [
        "; ".join(
            f"{name.text(lang)}: {_between(value, apart).text(lang)}"
            for name, value in zip(theme.names, problem["values"], strict=True)
        )
        for lang in ("nl", "en")
    ]
    return Words(
        f"{shape.nl}. {theme.title.nl} Op de as staat om de {number(apart, 'nl')} een getal. {told[0]}.",
        f"{shape.en}. {theme.title.en} The axis has a number every {number(apart, 'en')}. {told[1]}.",
    )


def _between(value: int, apart: int) -> Words:
    """Values lie on a grid line or exactly between two: at quarters of the way from one number to the next."""
    low, quarter = value // apart * apart, value % apart * 4 // apart
    way = (
        ("precies bij {low}", "exactly at {low}"),
        ("op een kwart tussen {low} en {high}", "a quarter of the way from {low} to {high}"),
        ("halfweg tussen {low} en {high}", "halfway between {low} and {high}"),
        ("op drie kwart tussen {low} en {high}", "three quarters of the way from {low} to {high}"),
    )[quarter]
    return say(*way, low=low, high=low + apart)


def _answer(problem: Problem) -> Value:
    first = exact(problem["values"][problem["a"]])
    if problem["ask"] == "value":
        return first
    second = exact(problem["values"][problem["b"]])
    return first + second if problem["ask"] == "total" else abs(second - first)


def _bars(rng: random.Random) -> Situation:
    return _situation(rng, "bars", BARS)


def _lines(rng: random.Random) -> Situation:
    return _situation(rng, "line", LINES)


RADICALS = {
    "two_values": Radical(Words("twee waarden combineren", "combining two values"), 0.6),
    "between": Radical(Words("waarden tussen twee hulplijnen", "values between two grid lines"), 0.5),
    "unlabelled": Radical(
        Words("maar de helft van de hulplijnen heeft een getal", "only half of the grid lines have a number"), 0.3
    ),
    "step": Radical(Words("stap op de as geen 10 of 100", "axis step not 10 or 100"), 0.2),
}
CODES = ("neighbour", "mark_is_one", "gridline", "sum", "difference", "one_value")

BAR_CHART = Generator(
    name="bar-chart",
    version=1,
    scale="mathematics",
    title=Words("Een staafdiagram lezen", "Reading a bar chart"),
    grammar=Words(
        "Elke staaf eindigt op een hulplijn of precies ertussen. Je leest één waarde af, of je zoekt het verschil of "
        "de som van twee staven.",
        "Each bar ends on a grid line or exactly between two. Read one value, or find the difference or sum of two "
        "bars.",
    ),
    intercept=-1.9,
    radicals=RADICALS,
    errors=errors(*CODES),
    build=numeric(_bars),
    solve=solver(_answer),
)
LINE_CHART = Generator(
    name="line-chart",
    version=1,
    scale="mathematics",
    title=Words("Een lijngrafiek lezen", "Reading a line chart"),
    grammar=Words(
        "Elk punt ligt op een hulplijn of precies ertussen. De lijn daalt nooit. Je leest één waarde af of zoekt "
        "hoeveel er bijkomt.",
        "Each point lies on a grid line or exactly between two. The line never falls. Read one value or find how "
        "much is added.",
    ),
    intercept=-1.7,
    radicals=RADICALS,
    errors=errors(*(code for code in CODES if code != "difference")),
    build=numeric(_lines),
    solve=solver(_answer),
)
