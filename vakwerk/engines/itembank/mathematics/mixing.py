"""Mixing in parts: mortar, paint, syrup. One part of this on three parts of that."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, LIGHT_BLUE, LIGHT_ORANGE, PAPER, RED, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import Unit, Value, decimals_of, say, symbol

LITRE, MILLI, KILO = symbol("l", 2), symbol("ml", 1), symbol("kg", 1)
YELLOW = "#ffe27a"


@dataclass(frozen=True)
class Mix:
    """What is mixed, the ratios in use (first : second), the size of one part in `unit`, and the colours.

    What is mixed must add up: dry materials by weight, as sand fills up with cement; liquids by volume."""

    name: Words
    first: Words
    second: Words
    ratios: tuple[tuple[int, int], ...]
    unit: Unit
    parts: tuple[str, ...]
    fills: tuple[str, str] = (LIGHT_ORANGE, LIGHT_BLUE)


def _w(nl: str, en: str) -> Words:
    return Words(nl, en)


MIXES: tuple[Mix, ...] = (
    Mix(
        _w("droge mortel", "dry mortar mix"),
        _w("cement", "cement"),
        _w("zand", "sand"),
        ((1, 3), (1, 4), (1, 5), (2, 5)),
        KILO,
        ("2.5", "4", "5", "7.5", "10"),
    ),
    Mix(
        _w("droog beton", "dry concrete mix"),
        _w("cement", "cement"),
        _w("zand en grind", "sand and gravel"),
        ((1, 5), (1, 6), (2, 7)),
        KILO,
        ("12.5", "15", "20", "25"),
    ),
    Mix(
        _w("groene verf", "green paint"),
        _w("gele verf", "yellow paint"),
        _w("blauwe verf", "blue paint"),
        ((3, 2), (2, 1), (3, 1), (4, 3), (5, 2)),
        LITRE,
        ("0.25", "0.5", "0.75", "1", "1.5"),
        (YELLOW, BLUE),
    ),
    Mix(
        _w("roze verf", "pink paint"),
        _w("rode verf", "red paint"),
        _w("witte verf", "white paint"),
        ((1, 4), (1, 3), (2, 3), (2, 5)),
        LITRE,
        ("0.25", "0.5", "0.75", "1", "2"),
        (RED, PAPER),
    ),
    Mix(
        _w("limonade", "squash"),
        _w("siroop", "syrup"),
        _w("water", "water"),
        ((1, 5), (1, 6), (1, 7), (1, 8)),
        MILLI,
        ("25", "50", "75", "100", "150"),
    ),
    Mix(
        _w("haarverf", "hair dye"),
        _w("kleurcrème", "colour cream"),
        _w("ontwikkelaar", "developer"),
        ((1, 2), (2, 3)),
        MILLI,
        ("15", "20", "30", "40"),
    ),
    Mix(
        _w("poetswater", "cleaning water"),
        _w("poetsmiddel", "cleaning product"),
        _w("water", "water"),
        ((1, 20), (1, 25), (1, 40)),
        MILLI,
        ("20", "25", "50", "75"),
    ),
    Mix(
        _w("potgrond", "potting soil"),
        _w("compost", "compost"),
        _w("aarde", "earth"),
        ((1, 2), (2, 3), (1, 4), (3, 5)),
        LITRE,
        ("2", "3", "4", "5", "6"),
    ),
    Mix(
        _w("fruitsap", "fruit juice"),
        _w("appelsap", "apple juice"),
        _w("perensap", "pear juice"),
        ((3, 2), (2, 1), (4, 1), (5, 3)),
        LITRE,
        ("0.2", "0.25", "0.4", "0.5", "0.75"),
    ),
    Mix(
        _w("tweetaktbenzine", "two-stroke fuel"),
        _w("olie", "oil"),
        _w("benzine", "petrol"),
        ((1, 25), (1, 40), (1, 50)),
        MILLI,
        ("20", "40", "50", "80", "100"),
    ),
)


def _draw(rng: random.Random) -> Situation:
    mix = rng.choice(MIXES)
    (a, b), part = rng.choice(mix.ratios), Fraction(rng.choice(mix.parts)) * rng.choice((1, 1, 2, 3))
    given, asked = rng.choice(
        (
            ("total", "first"),
            ("total", "second"),
            ("first", "second"),
            ("second", "first"),
            ("first", "total"),
            ("second", "total"),
        )
    )
    amounts = {"first": a * part, "second": b * part, "total": (a + b) * part}
    if any(decimals_of(one) > mix.unit.decimals for one in amounts.values()):
        return _draw(rng)
    problem = {"mix": MIXES.index(mix), "ratio": [a, b], "given": given, "amount": str(amounts[given]), "asked": asked}
    name = somebody(rng)
    return Situation(
        problem=problem,
        radicals={
            "total": float("total" in (given, asked)),
            "both_above_one": float(min(a, b) > 1),
            "divide": float(given == "total" or (given == "second" and asked == "first")),
            "decimals": float(any(decimals_of(amounts[one]) for one in (given, asked))),
        },
        right=amounts[asked],
        unit=mix.unit,
        wrong=_wrong(a, b, given, asked, amounts),
        prompt=lambda: _prompt(mix, name, a, b, given, asked, amounts),
        explanation=lambda: _explanation(mix, a, b, given, asked, part),
        picture=lambda: _picture(mix, a, b),
    )


def _wrong(a: int, b: int, given: str, asked: str, amounts: dict[str, Fraction]) -> list[Wrong]:
    known, right = amounts[given], amounts[asked]
    parts = {"first": a, "second": b, "total": a + b}
    other = next(one for one in parts if one not in (given, asked))
    return [
        (known * parts[asked] / parts[other], "part_whole"),
        (amounts[other], "other_part"),
        (known + parts[asked] - parts[given], "additive"),
        (known / parts[given], "one_unit"),
        (known * parts[given] / parts[asked], "inverse"),
        (known / 2, "doubled"),
        (known * parts[other] / parts[given] if other != "total" else 0, "other_part"),
        (known * 2, "doubled"),
        (right + right / parts[asked], "one_off"),
        (right - right / parts[asked], "one_off"),
        (right * 10, "shift"),
        (right / 10, "shift"),
    ]


def _prompt(mix: Mix, name: str, a: int, b: int, given: str, asked: str, amounts: dict[str, Fraction]) -> Words:
    start = (
        "{name} maakt {mix}: {a} {pa} {first} op {b} {pb} {second}.",
        "{name} makes {mix}: {a} {pa2} {first} to {b} {pb2} {second}.",
    )
    have = {
        "total": ("In totaal moet er {q} {mix} zijn.", "In all there must be {q} of {mix}."),
        "first": ("{name} neemt {q} {first}.", "{name} takes {q} of {first}."),
        "second": ("{name} neemt {q} {second}.", "{name} takes {q} of {second}."),
    }[given]
    want = {
        "total": ("Hoeveel {mix} wordt dat in totaal?", "How much {mix} is that in all?"),
        "first": ("Hoeveel {first} is er nodig?", "How much {first} is needed?"),
        "second": ("Hoeveel {second} is er nodig?", "How much {second} is needed?"),
    }[asked]
    return say(
        " ".join((start[0], have[0], want[0])),
        " ".join((start[1], have[1], want[1])),
        name=name,
        mix=mix.name,
        first=mix.first,
        second=mix.second,
        a=a,
        b=b,
        q=mix.unit.write(amounts[given]),
        pa=_part(a, "nl"),
        pb=_part(b, "nl"),
        pa2=_part(a, "en"),
        pb2=_part(b, "en"),
    )


def _part(count: int, language: str) -> str:
    if language == "en":
        return "part" if count == 1 else "parts"
    return "deel" if count == 1 else "delen"


def _explanation(mix: Mix, a: int, b: int, given: str, asked: str, part: Fraction) -> Words:
    parts = {"first": a, "second": b, "total": a + b}
    return say(
        "Samen zijn het {n} delen. {known} is {k} {pk}, dus één deel is {part}. {w} × {part} = {right}.",
        "Together there are {n} parts. {known} is {k} {pk2}, so one part is {part}. {w} × {part} = {right}.",
        n=a + b,
        known=mix.unit.write(parts[given] * part),
        k=parts[given],
        part=mix.unit.write(part),
        pk=_part(parts[given], "nl"),
        pk2=_part(parts[given], "en"),
        w=parts[asked],
        right=mix.unit.write(parts[asked] * part),
    )


def _picture(mix: Mix, a: int, b: int) -> Picture:
    """One box for each part, at most twelve a row."""
    columns = min(12, a + b)
    rows = -(-(a + b) // columns)
    side = min(40.0, 300 / columns)
    sheet = Drawing(320, 46 + rows * side)
    left = (320 - columns * side) / 2
    for box in range(a + b):
        corner = (left + box % columns * side, 8 + box // columns * side)
        sheet.rectangle(corner, (side, side), mix.fills[box >= a])
    height = 8 + rows * side
    for start, fill, words in ((10.0, mix.fills[0], mix.first), (165.0, mix.fills[1], mix.second)):
        sheet.rectangle((start, height + 12), (16, 16), fill)
        sheet.text((start + 22, height + 26), words, 15, anchor="start")
    return sheet.picture(
        say(
            "Vakjes die even groot zijn: {a} voor {first} en {b} voor {second}.",
            "Boxes of equal size: {a} for {first} and {b} for {second}.",
            a=a,
            b=b,
            first=mix.first,
            second=mix.second,
        )
    )


def _answer(problem: Problem) -> Value:
    """Shares of the whole, without going through one part."""
    a, b = problem["ratio"]
    share = {"first": Fraction(a, a + b), "second": Fraction(b, a + b), "total": Fraction(1)}
    return exact(problem["amount"]) / share[problem["given"]] * share[problem["asked"]]


MIXING = Generator(
    name="mixing",
    version=1,
    scale="mathematics",
    title=Words("Mengen in delen", "Mixing in parts"),
    grammar=Words(
        "Twee stoffen worden gemengd in delen die even groot zijn. Je kent één hoeveelheid of het totaal en zoekt "
        "een andere.",
        "Two materials are mixed in parts of equal size. You know one amount or the total and find another.",
    ),
    intercept=-0.9,
    radicals={
        "total": Radical(Words("het totaal speelt mee", "the total plays a part"), 0.8),
        "both_above_one": Radical(Words("geen van de twee is 1 deel", "neither of the two is 1 part"), 0.9),
        "divide": Radical(Words("eerst delen", "dividing first"), 0.3),
        "decimals": Radical(Words("kommagetallen", "decimals"), 0.3),
    },
    errors=errors("part_whole", "other_part", "additive", "one_unit", "inverse", "doubled", "one_off", "shift"),
    build=numeric(_draw),
    solve=solver(_answer),
)
