"""Cutting to length: how many pieces, what is left, how many to buy. What is left over is waste."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import LIGHT_ORANGE, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import Unit, Value, noun, say, symbol

CM, METRE = symbol("cm", 0), symbol("m", 2)
PIECE = noun("stuk", "stukken", "piece", "pieces")


@dataclass(frozen=True)
class Stock:
    """What is bought in one length (in cm) and the verb for cutting it."""

    bought: Unit
    lengths: tuple[int, ...]
    cut: Words


STOCKS: tuple[Stock, ...] = (
    Stock(noun("plank", "planken", "plank", "planks"), (240, 300, 360, 400), Words("zaagt", "saws")),
    Stock(noun("buis", "buizen", "pipe", "pipes"), (200, 300, 400, 500), Words("zaagt", "cuts")),
    Stock(noun("lat", "latten", "slat", "slats"), (180, 210, 240, 270), Words("zaagt", "saws")),
    Stock(
        noun("rol lint", "rollen lint", "roll of ribbon", "rolls of ribbon"), (500, 800, 1000), Words("knipt", "cuts")
    ),
    Stock(
        noun("rol kabel", "rollen kabel", "reel of cable", "reels of cable"), (1000, 1500, 2000), Words("knipt", "cuts")
    ),
    Stock(noun("profiel", "profielen", "metal profile", "metal profiles"), (250, 400, 600), Words("zaagt", "saws")),
)


def _draw(rng: random.Random) -> Situation:
    stock = rng.choice(STOCKS)
    length = rng.choice(stock.lengths)
    size = rng.randrange(5 * (length // 60), length // 2, 5)
    each, rest = divmod(length, size)
    ask = rng.choice(("pieces", "rest", "buy", "buy"))
    wanted = rng.randint(each + 1, each * 6) if ask == "buy" else 0
    if size < 20 or (rest == 0 and ask == "rest") or (ask == "buy" and rest == 0 and rng.random() < 0.7):
        return _draw(rng)
    in_metres = rng.random() < 0.5
    problem = {"stock": STOCKS.index(stock), "length_cm": length, "piece_cm": size, "ask": ask, "wanted": wanted}
    problem["shown_in"] = "m" if in_metres else "cm"
    right, unit, wrong = _question(ask, stock, length, size, wanted)
    name = somebody(rng)
    return Situation(
        problem=problem,
        radicals={
            "convert": float(in_metres),
            "rest": float(ask == "rest"),
            "buy": float(ask == "buy"),
            "waste": float(rest > 0),
        },
        right=right,
        unit=unit,
        wrong=wrong,
        prompt=lambda: _prompt(stock, name, ask, length, size, wanted, in_metres),
        explanation=lambda: _explanation(stock, ask, length, size, wanted),
        picture=lambda: _picture(length, size, in_metres),
    )


def _question(ask: str, stock: Stock, length: int, size: int, wanted: int) -> tuple[Value, Unit, list[Wrong]]:
    each, rest = divmod(length, size)
    if ask == "pieces":
        return each, PIECE, _piece_errors(each, rest)
    if ask == "rest":
        return rest, CM, _rest_errors(length, size)
    return -(-wanted // each), stock.bought, _buy_errors(length, size, wanted)


def _piece_errors(each: int, rest: int) -> list[Wrong]:
    steps: list[Wrong] = [(each + way * step, "slip") for step in (2, 3) for way in (1, -1)]
    return [(each + 1, "rounding"), (each - 1, "one_off"), (each * 10, "unit"), *steps[:2], (rest, "other_part"),
            (each * 2, "doubled"), *steps[2:]]  # fmt: skip


def _rest_errors(length: int, size: int) -> list[Wrong]:
    each, rest = divmod(length, size)
    steps: list[Wrong] = [(rest + way * step, "slip") for step in (10, 5) for way in (1, -1)]
    return [(length - size, "half_way"), (size - rest, "rounding"), (rest + size, "one_off"), (each, "other_part"),
            *steps[:2], (rest * 10, "unit"), (Fraction(rest, 10), "unit"), *steps[2:], (size, "half_way")]  # fmt: skip


def _buy_errors(length: int, size: int, wanted: int) -> list[Wrong]:
    each = length // size
    need = -(-wanted // each)
    return [
        (-(-wanted * size // length), "waste"),
        (wanted // each, "rounding"),
        (wanted * size // length, "rounding"),
        (wanted, "half_way"),
        (need + 1, "one_off"),
        (need - 1, "one_off"),
        (each, "other_part"),
        (wanted - each, "additive"),
        (need * 2, "doubled"),
        (need + 2, "one_off"),
        (need - 2, "one_off"),
    ]


def _prompt(stock: Stock, name: str, ask: str, length: int, size: int, wanted: int, in_metres: bool) -> Words:
    whole = METRE.write(Fraction(length, 100)) if in_metres else CM.write(length)
    texts = {
        "pieces": (
            "{name} {cut} stukken van {s} uit één {one} van {l}. Hoeveel hele stukken zijn dat?",
            "{name} {cut} pieces of {s} from one {one_en} of {l}. How many whole pieces is that?",
        ),
        "rest": (
            "{name} {cut} zoveel mogelijk stukken van {s} uit één {one} van {l}. Hoeveel cm blijft er over?",
            "{name} {cut} as many pieces of {s} as possible from one {one_en} of {l}. How many cm are left?",
        ),
        "buy": (
            "{name} heeft {w} nodig van {s}. In de winkel zijn {many} {l} lang. Elk stuk moet heel zijn. Hoeveel "
            "{many} moet {name} kopen?",
            "{name} needs {w} of {s}. In the shop {many_en} are {l} long. Each piece must be whole. How many "
            "{many_en} must {name} buy?",
        ),
    }
    nl, en = texts[ask]
    return say(
        nl,
        en,
        name=name,
        cut=stock.cut,
        s=CM.write(size),
        l=whole,
        w=PIECE.write(wanted),
        one=stock.bought.nl[0],
        many=stock.bought.nl[1],
        one_en=stock.bought.en[0],
        many_en=stock.bought.en[1],
    )


def _explanation(stock: Stock, ask: str, length: int, size: int, wanted: int) -> Words:
    each, rest = divmod(length, size)
    start = say(
        "Uit {l} haal je {n} van {s}. Dan blijft {r} over.",
        "From {l} you get {n} of {s}. Then {r} is left.",
        l=CM.write(length),
        n=PIECE.write(each),
        s=CM.write(size),
        r=CM.write(rest),
    )
    if not rest:
        start = say("{l} : {s} = {n}.", "{l} ÷ {s} = {n}.", l=length, s=size, n=PIECE.write(each))
    if ask != "buy":
        return start
    end = say(
        " {w} : {n}, naar boven afgerond, is {b}.",
        " {w} ÷ {n}, rounded up, is {b}.",
        w=wanted,
        n=each,
        b=stock.bought.write(-(-wanted // each)),
    )
    return Words(start.nl + end.nl, start.en + end.en)


def _picture(length: int, size: int, in_metres: bool) -> Picture:
    """The whole length and one piece beneath it, to scale, not yet cut: how often it fits is the task."""
    sheet = Drawing(330, 112)
    whole = METRE.write(Fraction(length, 100)) if in_metres else CM.write(length)
    sheet.rectangle((10, 10), (310, 26), LIGHT_ORANGE)
    sheet.text((165, 29), whole, 16)
    sheet.rectangle((10, 62), (310 * size / length, 26), SHADE)
    sheet.text((10, 107), CM.write(size), 15, anchor="start")
    return sheet.picture(
        say(
            "Een lange strook van {l}. Daaronder één stuk van {s}.",
            "A long bar of {l}. Beneath it one piece of {s}.",
            l=whole,
            s=CM.write(size),
        )
    )


def _answer(problem: Problem) -> Value:
    """By laying pieces one after the other."""
    length, size = exact(problem["length_cm"]), exact(problem["piece_cm"])
    each, left = 0, length
    while left >= size:
        each, left = each + 1, left - size
    if problem["ask"] == "pieces":
        return each
    if problem["ask"] == "rest":
        return left
    bought = 0
    while bought * each < problem["wanted"]:
        bought += 1
    return bought


CUTTING = Generator(
    name="cutting",
    version=1,
    scale="mathematics",
    title=Words("Op maat zagen en knippen", "Cutting to length"),
    grammar=Words(
        "Uit één lengte komen hele stukken. Wat overblijft is te kort en telt niet mee. De breedte van de zaag telt "
        "niet.",
        "Whole pieces come from one length. What is left is too short and does not count. The width of the saw does "
        "not count.",
    ),
    intercept=-1.0,
    radicals={
        "convert": Radical(Words("lengte in meter, stuk in cm", "length in metres, piece in cm"), 0.4),
        "rest": Radical(Words("de rest gevraagd", "the rest is asked"), 0.3),
        "buy": Radical(Words("hoeveel lengtes kopen", "how many lengths to buy"), 0.7),
        "waste": Radical(Words("er blijft een stuk over", "some is left over"), 0.4),
    },
    errors=errors("waste", "rounding", "one_off", "unit", "slip", "other_part", "doubled", "additive", "half_way"),
    build=numeric(_draw),
    solve=solver(_answer),
)
