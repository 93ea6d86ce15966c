"""Changing units: length, mass, capacity, area, volume and time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import (
    CL,
    CM,
    CM2,
    CM3,
    DL,
    DM,
    DM2,
    DM3,
    HOUR,
    KG,
    KM,
    M2,
    M3,
    MINUTE,
    ML,
    MM,
    TON,
    G,
    L,
    M,
    Unit,
    Value,
    decimals_of,
    say,
)

UNITS = {
    one.code: one for one in (MM, CM, DM, M, KM, G, KG, TON, ML, CL, DL, L, CM2, DM2, M2, CM3, DM3, M3, HOUR, MINUTE)
}
# What one of each unit is in the smallest of its kind.
SIZE: dict[str, dict[str, int]] = {
    "length": {"mm": 1, "cm": 10, "dm": 100, "m": 1000, "km": 1_000_000},
    "mass": {"g": 1, "kg": 1000, "t": 1_000_000},
    "capacity": {"ml": 1, "cl": 10, "dl": 100, "l": 1000, "cm³": 1, "dm³": 1000, "m³": 1_000_000},
    "area": {"cm²": 1, "dm²": 100, "m²": 10_000},
    "time": {"min": 1, "h": 60},
}


@dataclass(frozen=True)
class Story:
    """Something of a size that it really has: `low` to `high` in steps of `step`, in unit `given`; asked in `asked`."""

    kind: str
    given: Unit
    asked: Unit
    low: str
    high: str
    step: str
    words: Words


STORIES: tuple[Story, ...] = (
    Story("length", M, CM, "0.45", "4.2", "0.05", Words("Een plank is {v} lang.", "A plank is {v} long.")),
    Story("length", M, CM, "1.8", "2.45", "0.01", Words("Een deur is {v} hoog.", "A door is {v} high.")),
    Story("length", CM, MM, "0.6", "12.5", "0.1", Words("Een schroef is {v} lang.", "A screw is {v} long.")),
    Story("length", MM, CM, "12", "385", "1", Words("Een moersleutel is {v} lang.", "A spanner is {v} long.")),
    Story("length", CM, M, "85", "640", "5", Words("Een werkbank is {v} lang.", "A workbench is {v} long.")),
    Story("length", MM, M, "250", "4200", "50", Words("Een stalen buis is {v} lang.", "A steel tube is {v} long.")),
    Story(
        "length",
        M,
        MM,
        "0.15",
        "2.4",
        "0.05",
        Words("Op een werktekening is een kast {v} breed.", "On a working drawing a cupboard is {v} wide."),
    ),
    Story(
        "length",
        KM,
        M,
        "0.25",
        "9.75",
        "0.05",
        Words("Van thuis naar school is het {v}.", "From home to school it is {v}."),
    ),
    Story("length", M, KM, "350", "8400", "50", Words("Een fietspad is {v} lang.", "A cycle path is {v} long.")),
    Story(
        "length",
        DM,
        CM,
        "0.5",
        "18",
        "0.5",
        Words("Een plank van een boekenkast is {v} breed.", "A bookshelf is {v} wide."),
    ),
    Story("mass", KG, G, "0.15", "4.8", "0.05", Words("Een zak meel weegt {v}.", "A bag of flour weighs {v}.")),
    Story("mass", G, KG, "150", "9500", "50", Words("Een pakje weegt {v}.", "A parcel weighs {v}.")),
    Story("mass", TON, KG, "0.35", "7.5", "0.05", Words("Een kraan tilt {v}.", "A crane lifts {v}.")),
    Story("mass", KG, TON, "450", "9800", "50", Words("Een lading zand weegt {v}.", "A load of sand weighs {v}.")),
    Story(
        "capacity",
        L,
        ML,
        "0.05",
        "2.5",
        "0.05",
        Words("Voor een recept heb je {v} melk nodig.", "A recipe needs {v} of milk."),
    ),
    Story("capacity", L, CL, "0.25", "5.5", "0.05", Words("In een kan zit {v} water.", "A jug holds {v} of water.")),
    Story(
        "capacity",
        ML,
        L,
        "150",
        "4500",
        "50",
        Words("In een fles zit {v} poetsmiddel.", "A bottle holds {v} of cleaning product."),
    ),
    Story("capacity", CL, L, "15", "350", "5", Words("In een pot zit {v} verf.", "A pot holds {v} of paint.")),
    Story("capacity", ML, CL, "25", "500", "5", Words("In een beker zit {v} soep.", "A cup holds {v} of soup.")),
    Story("capacity", DL, ML, "0.5", "9.5", "0.5", Words("In een kom zit {v} room.", "A bowl holds {v} of cream.")),
    Story("capacity", DM3, L, "4", "95", "0.5", Words("De inhoud van een bak is {v}.", "A tank has a volume of {v}.")),
    Story(
        "capacity",
        M3,
        L,
        "0.05",
        "4.5",
        "0.05",
        Words("In een regenput past {v} water.", "A rainwater tank holds {v} of water."),
    ),
    Story(
        "capacity",
        CM3,
        ML,
        "125",
        "950",
        "25",
        Words("De inhoud van een flesje is {v}.", "A small bottle has a volume of {v}."),
    ),
    Story(
        "capacity", L, M3, "250", "9500", "250", Words("In een zwembad gaat {v} water.", "A pool takes {v} of water.")
    ),
    Story(
        "area",
        M2,
        DM2,
        "0.15",
        "6",
        "0.05",
        Words("Een plaat hout heeft een oppervlakte van {v}.", "A wooden sheet has an area of {v}."),
    ),
    Story(
        "area",
        M2,
        CM2,
        "0.05",
        "2",
        "0.05",
        Words("Een ruit heeft een oppervlakte van {v}.", "A window pane has an area of {v}."),
    ),
    Story(
        "area",
        DM2,
        CM2,
        "0.5",
        "24",
        "0.5",
        Words("Een tegel heeft een oppervlakte van {v}.", "A tile has an area of {v}."),
    ),
    Story(
        "area",
        CM2,
        DM2,
        "50",
        "950",
        "25",
        Words("Een blad karton heeft een oppervlakte van {v}.", "A sheet of card has an area of {v}."),
    ),
    Story(
        "area",
        DM2,
        M2,
        "15",
        "480",
        "5",
        Words("Een lap stof heeft een oppervlakte van {v}.", "A piece of cloth has an area of {v}."),
    ),
    Story("time", HOUR, MINUTE, "0.25", "5.75", "0.05", Words("Een klus duurt {v}.", "A job takes {v}.")),
    Story(
        "time",
        HOUR,
        MINUTE,
        "0.1",
        "4.9",
        "0.1",
        Words("Op de werkbon staat {v} werk.", "The work sheet says {v} of work."),
    ),
    Story("time", MINUTE, HOUR, "15", "390", "3", Words("Een deeg moet {v} rusten.", "A dough has to rest for {v}.")),
    Story(
        "time",
        MINUTE,
        HOUR,
        "6",
        "288",
        "6",
        Words("De reparatie van een fiets duurt {v}.", "Repairing a bicycle takes {v}."),
    ),
)


def _draw(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    low, high, step = Fraction(story.low), Fraction(story.high), Fraction(story.step)
    value = low + step * rng.randrange(int((high - low) / step) + 1)
    factor = Fraction(SIZE[story.kind][story.given.code], SIZE[story.kind][story.asked.code])
    right = value * factor
    problem = {"kind": story.kind, "value": str(value), "from": story.given.code, "story": STORIES.index(story)}
    return Situation(
        problem=problem,
        radicals=_radicals(story.kind, value, factor, right),
        right=right,
        unit=story.asked,
        wrong=_wrong(story.kind, value, factor),
        prompt=lambda: say(
            story.words.nl + " Hoeveel {unit} is dat?",
            story.words.en + " How many {unit_en} is that?",
            v=story.given.write(value),
            unit=story.asked.nl[1],
            unit_en=story.asked.en[1],
        ),
        explanation=lambda: _explanation(story, value, factor, right),
    )


def _radicals(kind: str, value: Fraction, factor: Fraction, right: Fraction) -> dict[str, float]:
    return {
        "steps": float(len(str(max(factor, 1 / factor))) - 1) if kind != "time" else 1.0,
        "area": float(kind == "area"),
        "time": float(kind == "time"),
        "decimals": float(decimals_of(value) + decimals_of(right)) / 2,
        "larger_unit": float(factor < 1),
    }


def _wrong(kind: str, value: Fraction, factor: Fraction) -> list[Wrong]:
    right = value * factor
    if kind == "time":
        return _time_errors(value, factor)
    root = 10 if factor in (100, Fraction(1, 100)) else 100
    length: list[Wrong] = [(value * root if factor > 1 else value / root, "area_length")] if kind == "area" else []
    whole = value // 1
    return [
        *length,
        (value / factor, "inverse"),
        (value, "unit"),
        (right * 10, "shift"),
        (right / 10, "shift"),
        (_as_units(value, factor), "digits"),
        (right * 100, "shift"),
        (right / 100, "shift"),
        ((value + 1) * factor if factor > 1 else right + 1, "one_off"),
        ((value - 1) * factor if factor > 1 else right - 1, "one_off"),
        (whole * factor if factor > 1 else right // 1, "whole_only"),
        ((whole + 1) * factor if factor > 1 else right // 1 + 1, "rounding"),
    ]


def _as_units(value: Fraction, factor: Fraction) -> Value:
    """1.5 m read as 1 m and 5 cm."""
    whole, part = divmod(value, 1)
    return whole * factor + part * 10 ** decimals_of(part) if factor > 1 else 0


def _time_errors(value: Fraction, factor: Fraction) -> list[Wrong]:
    if factor > 1:
        whole, part = divmod(value, 1)
        digits = part * 100 if decimals_of(part) > 1 else part * 10
        return [
            (value * 100, "time_decimal"),
            (whole * 60 + digits, "time_decimal"),
            (whole * 60, "whole_only"),
            (value * 10, "shift"),
            (value, "unit"),
            (value * 60 + 60, "one_off"),
            (value * 60 - 60, "one_off"),
            (value * 60 + 10, "slip"),
            (value * 60 - 10, "slip"),
        ]
    hours, minutes = divmod(value, 60)
    return [
        (value / 100, "time_decimal"),
        (hours + minutes / 100, "time_decimal"),
        (hours, "whole_only"),
        (hours + 1, "rounding"),
        (value / 10, "shift"),
        (value * factor + 1, "one_off"),
        (value * factor - 1, "one_off"),
        (value * factor + Fraction(1, 2), "slip"),
        (value * factor - Fraction(1, 2), "slip"),
    ]


def _explanation(story: Story, value: Fraction, factor: Fraction, right: Fraction) -> Words:
    one, other, shown, sign = (
        (story.given, story.asked, factor, "×") if factor > 1 else (story.asked, story.given, 1 / factor, ":")
    )
    if factor == 1:
        return say(
            "{one} is evenveel als {other}.", "{one} is the same as {other}.", one=one.write(1), other=other.write(1)
        )
    return say(
        "{one} is {other}. {value} {sign} {shown} = {right}.",
        "{one} is {other}. {value} {sign_en} {shown} = {right}.",
        one=one.write(1),
        other=other.write(shown),
        value=value,
        shown=shown,
        right=story.asked.write(right),
        sign=sign,
        sign_en="×" if sign == "×" else "÷",
    )


def _answer(problem: Problem) -> Value:
    sizes = SIZE[problem["kind"]]
    return exact(problem["value"]) * sizes[problem["from"]] / sizes[problem["unit"]]


CONVERSION = Generator(
    name="units",
    version=1,
    scale="mathematics",
    title=Words("Eenheden omzetten", "Changing units"),
    grammar=Words(
        "Een maat uit het dagelijks leven of een beroep staat in één eenheid. Je schrijft dezelfde maat in een "
        "andere eenheid.",
        "A size from daily life or a trade is given in one unit. Write the same size in another unit.",
    ),
    intercept=-1.5,
    radicals={
        "steps": Radical(Words("aantal plaatsen dat de komma opschuift", "places that the decimal point moves"), 0.2),
        "area": Radical(Words("oppervlaktematen", "units of area"), 0.9),
        "time": Radical(Words("tijd (60 in plaats van 100)", "time (60 instead of 100)"), 0.6),
        "decimals": Radical(
            Words(
                "gemiddeld aantal cijfers na de komma, vraag en antwoord",
                "mean number of decimals, question and answer",
            ),
            0.3,
        ),
        "larger_unit": Radical(Words("naar een grotere eenheid", "to a larger unit"), 0.3),
    },
    errors=errors(
        "unit", "shift", "digits", "inverse", "area_length", "time_decimal", "whole_only", "rounding", "one_off", "slip"
    ),
    build=numeric(_draw),
    solve=solver(_answer),
)
