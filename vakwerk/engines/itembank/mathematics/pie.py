"""Reading a pie chart: how many are in a sector, from per cents or from a share of the circle."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import LIGHT_BLUE, LIGHT_ORANGE, PAPER, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import Unit, Value, noun, say, symbol

EURO_WHOLE = Unit("€", ("euro", "euro"), ("euros", "euros"), 0)
SPLITS: tuple[tuple[int, ...], ...] = (
    (50, 25, 25),
    (50, 25, 15, 10),
    (40, 30, 20, 10),
    (60, 20, 15, 5),
    (35, 30, 20, 15),
    (45, 25, 20, 10),
    (30, 30, 25, 15),
    (55, 20, 15, 10),
    (40, 35, 15, 10),
    (50, 30, 15, 5),
    (36, 28, 20, 16),
    (42, 24, 18, 16),
)


@dataclass(frozen=True)
class Theme:
    title: Words
    labels: tuple[Words, ...]
    unit: Unit
    totals: tuple[int, ...]
    ask: Words
    rest: Words


def _w(*pairs: tuple[str, str]) -> tuple[Words, ...]:
    return tuple(Words(nl, en) for nl, en in pairs)


THEMES: tuple[Theme, ...] = (
    Theme(
        Words(
            "Er zijn {t}. Het diagram toont wat ze op woensdag doen.",
            "There are {t}. The chart shows what they do on Wednesday.",
        ),
        _w(("sport", "sport"), ("muziek", "music"), ("tekenen", "drawing"), ("koken", "cooking")),
        noun("leerling", "leerlingen", "pupil", "pupils"),
        (40, 60, 80, 120, 160, 200, 240),
        Words("Hoeveel leerlingen kiezen {a}?", "How many pupils choose {a}?"),
        Words("Hoeveel leerlingen kiezen niet {a}?", "How many pupils do not choose {a}?"),
    ),
    Theme(
        Words("Een klas geeft {t} uit aan een feest.", "A class spends {t} on a party."),
        _w(("eten", "food"), ("drank", "drinks"), ("muziek", "music"), ("zaal", "hall")),
        EURO_WHOLE,
        (60, 80, 120, 160, 200, 240, 300),
        Words("Hoeveel euro gaat naar {a}?", "How many euros go to {a}?"),
        Words("Hoeveel euro gaat niet naar {a}?", "How many euros do not go to {a}?"),
    ),
    Theme(
        Words("Een bouwbedrijf werkt {t} aan een huis.", "A building firm works {t} on a house."),
        _w(("metsen", "brickwork"), ("dakwerk", "roofing"), ("isoleren", "insulation"), ("verven", "painting")),
        Unit("hours", ("uur", "uur"), ("hour", "hours"), 0),
        (200, 400, 500, 600, 800, 1200),
        Words("Hoeveel uur gaat naar {a}?", "How many hours go to {a}?"),
        Words("Hoeveel uur gaat niet naar {a}?", "How many hours do not go to {a}?"),
    ),
    Theme(
        Words("Een boer heeft {t} land.", "A farmer has {t} of land."),
        _w(("gras", "grass"), ("maïs", "maize"), ("fruit", "fruit"), ("groente", "vegetables")),
        symbol("ha", 1),
        (20, 40, 60, 80, 100),
        Words("Hoeveel hectare (ha) is {a}?", "How many hectares (ha) are {a}?"),
        Words("Hoeveel hectare (ha) is niet {a}?", "How many hectares (ha) are not {a}?"),
    ),
    Theme(
        Words("Een winkel verkoopt {t}.", "A shop sells {t}."),
        _w(("rood", "red"), ("blauw", "blue"), ("zwart", "black"), ("wit", "white")),
        noun("trui", "truien", "jumper", "jumpers"),
        (40, 60, 120, 150, 180, 200, 300),
        Words("Hoeveel truien zijn {a}?", "How many jumpers are {a}?"),
        Words("Hoeveel truien zijn niet {a}?", "How many jumpers are not {a}?"),
    ),
)
FILLS = (LIGHT_BLUE, LIGHT_ORANGE, SHADE, PAPER)


def _draw(rng: random.Random) -> Situation:
    theme = rng.choice(THEMES)
    split = list(rng.choice(SPLITS))
    rng.shuffle(split)
    total = rng.choice(theme.totals)
    place = rng.randrange(len(split))
    ask = rng.choice(("amount", "amount", "rest", "hidden"))
    share = split[place]
    right = Fraction(total * (100 - share if ask == "rest" else share), 100)
    if right.denominator > 1 and theme.unit.decimals == 0:
        return _draw(rng)
    shown: list[int | None] = [None if ask == "hidden" and one == place else part for one, part in enumerate(split)]
    problem = {"theme": THEMES.index(theme), "total": total, "shares": shown, "ask": ask, "place": place}
    question = theme.rest if ask == "rest" else theme.ask
    return Situation(
        problem=problem,
        radicals={
            "rest": float(ask == "rest"),
            "hidden": float(ask == "hidden"),
            "per_cent": 0.0 if share in (10, 25, 50) else 0.5 if share % 10 == 0 else 1.0,
        },
        right=right,
        unit=theme.unit,
        wrong=_wrong(split, place, total, right),
        prompt=lambda: say(
            f"{theme.title.nl} {question.nl}",
            f"{theme.title.en} {question.en}",
            t=theme.unit.write(total),
            a=theme.labels[place],
        ),
        explanation=lambda: _explanation(theme.unit, split, place, total, ask, right),
        picture=lambda: _picture(theme, split, shown),
    )


def _wrong(split: Sequence[int], place: int, total: int, right: Fraction) -> list[Wrong]:
    share = split[place]
    others = sorted({Fraction(total * part, 100) for one, part in enumerate(split) if one != place})
    return [
        (total - right, "other_part"),
        (share, "percent_as_number"),
        (total - share, "percent_as_number"),
        *((value, "neighbour") for value in others),
        (Fraction(total, share), "inverse"),
        (right * 10 if right * 10 < total else 0, "shift"),
        (right / 10, "shift"),
        (right + Fraction(total, 20), "slip"),
        (right - Fraction(total, 20), "slip"),
        (right + Fraction(total, 10), "slip"),
        (right - Fraction(total, 10), "slip"),
    ]


def _explanation(unit: Unit, split: Sequence[int], place: int, total: int, ask: str, right: Fraction) -> Words:
    share = split[place]
    start = Words("", "")
    if ask == "hidden":
        start = say("100 % − {o} % = {s} %. ", "100 % − {o} % = {s} %. ", o=100 - share, s=share)
    if ask == "rest":
        start = say("100 % − {s} % = {o} %. ", "100 % − {s} % = {o} %. ", o=100 - share, s=share)
        share = 100 - share
    end = say(
        "{s} % van {t} = {t} : 100 × {s} = {r}.",
        "{s} % of {t} = {t} ÷ 100 × {s} = {r}.",
        s=share,
        t=total,
        r=unit.write(right),
    )
    return Words(start.nl + end.nl, start.en + end.en)


def _picture(theme: Theme, split: Sequence[int], shown: Sequence[int | None]) -> Picture:
    """Sectors clockwise from the top, each with its name and its per cent, or a question mark."""
    sheet = Drawing(340, 250)
    centre, radius, done = (170.0, 125.0), 100.0, 0
    for place, part in enumerate(split):
        start, end = _at(centre, radius, done), _at(centre, radius, done + part)
        sheet.path(
            ["M", *centre, "L", *start, "A", radius, radius, 0, 1 if part > 50 else 0, 1, *end, "Z"], FILLS[place]
        )
        x, y = _at(centre, radius * (0.62 if part > 12 else 0.78), done + part / 2)
        told = shown[place]
        if part > 12:
            sheet.text((x, y - 3), theme.labels[place], 14)
            sheet.text((x, y + 15), "? %" if told is None else f"{told} %", 15)
        else:
            _outside(sheet, centre, radius, done + part / 2, theme.labels[place], "?" if told is None else str(told))
        done += part
    return sheet.picture(_described(theme, shown))


def _outside(
    sheet: Drawing, centre: tuple[float, float], radius: float, middle: float, label: Words, told: str
) -> None:
    """A narrow sector: its words beside the circle, with a line to it."""
    edge, out = _at(centre, radius * 0.85, middle), _at(centre, radius * 1.1, middle)
    side = out[0] > centre[0]
    end = (out[0], min(max(out[1], 18), 230))
    sheet.line(edge, end, width=1.5)
    anchor = "start" if side else "end"
    x = end[0] + (4 if side else -4)
    if abs(out[1] - centre[1]) > radius * 0.8:
        sheet.text((x, end[1] + 2), say("{a} {p} %", "{a} {p} %", a=label, p=told), 14, anchor=anchor)
        return
    sheet.text((x, end[1] - 2), label, 14, anchor=anchor)
    sheet.text((x, end[1] + 14), f"{told} %", 14, anchor=anchor)


def _at(centre: tuple[float, float], radius: float, part: float) -> tuple[float, float]:
    angle = part / 100 * 2 * math.pi
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _described(theme: Theme, shown: Sequence[int | None]) -> Words:
    told = [
        "; ".join(
            f"{label.text(lang)}: {'?' if part is None else part} %"
            for label, part in zip(theme.labels, shown, strict=False)
        )
        for lang in ("nl", "en")
    ]
    return Words(f"Taartdiagram. {told[0]}.", f"Pie chart. {told[1]}.")


def _answer(problem: Problem) -> Value:
    known = [part for part in problem["shares"] if part is not None]
    share = problem["shares"][problem["place"]]
    if share is None:
        share = 100 - sum(known)
    if problem["ask"] == "rest":
        share = 100 - share
    return Fraction(share, 100) * exact(problem["total"])


PIE = Generator(
    name="pie-chart",
    version=1,
    scale="mathematics",
    title=Words("Een taartdiagram lezen", "Reading a pie chart"),
    grammar=Words(
        "Een cirkel is het geheel: 100 %. Elk stuk heeft een percentage. Je zoekt hoeveel bij een stuk hoort, of bij "
        "alles behalve dat stuk.",
        "A circle is the whole: 100 %. Each sector has a percentage. Find how many belong to a sector, or to all but "
        "that one.",
    ),
    intercept=-0.9,
    radicals={
        "rest": Radical(Words("alles behalve het stuk", "all but the sector"), 0.4),
        "hidden": Radical(Words("het percentage eerst zoeken", "finding the percentage first"), 0.6),
        "per_cent": Radical(
            Words(
                "percentage: 0 voor 10, 25 of 50, 0,5 voor tientallen, 1 voor andere",
                "percentage: 0 for 10, 25 or 50, 0.5 for tens, 1 for others",
            ),
            0.6,
        ),
    },
    errors=errors("other_part", "percent_as_number", "neighbour", "inverse", "shift", "slip"),
    build=numeric(_draw),
    solve=solver(_answer),
)
