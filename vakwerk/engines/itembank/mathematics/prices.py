"""Prices: which pack is cheapest per unit, and what another amount costs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import EURO, Unit, Value, decimals_of, noun, say, symbol

GRAM, KILO, METRE, LITRE = symbol("g", 0), symbol("kg", 2), symbol("m", 1), symbol("l", 2)
COUNT = 4


@dataclass(frozen=True)
class Goods:
    """Something sold in `sizes` of `unit`, for about `low` to `high` eurocents a unit."""

    name: Words
    unit: Unit
    sizes: tuple[str, ...]
    low: int
    high: int


GOODS: tuple[Goods, ...] = (
    Goods(Words("rijst", "rice"), KILO, ("0.5", "1", "1.5", "2", "4", "5"), 140, 320),
    Goods(
        Words("schroeven", "screws"),
        noun("schroef", "schroeven", "screw", "screws"),
        ("20", "25", "40", "50", "100", "200"),
        4,
        12,
    ),
    Goods(Words("muurverf", "wall paint"), LITRE, ("1", "2", "2.5", "4", "5", "10"), 500, 1400),
    Goods(Words("elektrische kabel", "electric cable"), METRE, ("5", "10", "15", "20", "25", "50"), 60, 160),
    Goods(Words("potgrond", "potting soil"), LITRE, ("10", "20", "25", "40", "50"), 12, 32),
    Goods(Words("appels", "apples"), KILO, ("0.5", "1", "1.5", "2", "2.5", "5"), 120, 280),
    Goods(
        Words("batterijen", "batteries"),
        noun("batterij", "batterijen", "battery", "batteries"),
        ("2", "4", "6", "8", "10", "12"),
        60,
        150,
    ),
    Goods(Words("wasmiddel", "washing liquid"), LITRE, ("0.5", "1", "1.5", "2", "3", "5"), 300, 700),
    Goods(Words("stof", "cloth"), METRE, ("1", "1.5", "2", "3", "4", "5"), 500, 1200),
    Goods(Words("bloem", "flour"), KILO, ("0.5", "1", "2", "2.5", "5", "10"), 70, 160),
    Goods(
        Words("tegels", "tiles"), noun("tegel", "tegels", "tile", "tiles"), ("5", "8", "10", "12", "20", "25"), 90, 320
    ),
    Goods(
        Words("werkhandschoenen", "work gloves"),
        noun("paar werkhandschoenen", "paar werkhandschoenen", "pair of work gloves", "pairs of work gloves"),
        ("1", "2", "3", "5", "6", "10"),
        180,
        420,
    ),
)


def _cheapest(rng: random.Random) -> Draft:
    """Four packs, from small to large; the place of the cheapest is drawn first."""
    place = rng.randrange(COUNT)
    while True:
        goods = rng.choice(GOODS)
        sizes = [Fraction(one) for one in sorted(rng.sample(goods.sizes, COUNT), key=Fraction)]
        usual = rng.randint(goods.low, goods.high)
        cents = [int(size * usual * rng.randint(75, 125) / 500) * 5 for size in sizes]
        each = [Fraction(price, 1) / size for price, size in zip(cents, sizes, strict=True)]
        best = min(each)
        if each.index(best) == place and sorted(each)[1] > best * Fraction(21, 20) and _clean(sizes, cents, place):
            return _cheapest_draft(goods, sizes, cents, place)


def _clean(sizes: Sequence[Fraction], cents: Sequence[int], place: int) -> bool:
    """Larger packs cost more in all, and the price per unit of the cheapest takes no more than two decimals."""
    return list(cents) == sorted(set(cents)) and decimals_of(cents[place] / sizes[place] / 100) <= 3


def _cheapest_draft(goods: Goods, sizes: Sequence[Fraction], cents: Sequence[int], place: int) -> Draft:
    packs = [(size, Fraction(price, 100)) for size, price in zip(sizes, cents, strict=True)]
    order = [place, *(one for one in range(COUNT) if one != place)]
    each = sorted(price / size for size, price in packs)
    return Draft(
        problem={
            "goods": GOODS.index(goods),
            "ask": "cheapest",
            "packs": [[str(size), str(price)] for size, price in packs],
        },
        radicals={
            "near": float(each[1] < each[0] * Fraction(6, 5)),
            "decimals": float(sum(decimals_of(size) > 0 for size in sizes)),
            "not_largest": float(place != COUNT - 1),
        },
        prompt=say(
            "Een winkel verkoopt {name}. Wat is het goedkoopst per {unit}?",
            "A shop sells {name}. Which is cheapest per {unit}?",
            name=goods.name,
            unit=_spelled(goods.unit),
        ),
        options=[_pack(goods, *packs[one], _cheapest_error(one, place)) for one in order],
        explanation=say(
            "Reken elke prijs om naar één {unit}. {price} : {size} = {each}. Dat is het laagst.",
            "Work out each price for one {unit}. {price} ÷ {size} = {each}. That is the lowest.",
            unit=_spelled(goods.unit),
            price=EURO.write(packs[place][1]),
            size=packs[place][0],
            each=_precise(packs[place][1] / packs[place][0]),
        ),
        order=sorted(range(COUNT), key=lambda one: order[one]),
    )


def _precise(price: Fraction) -> Words:
    """An amount, with more than two decimals where it needs them: € 0,075 for one screw."""
    return EURO.write(price) if decimals_of(price) <= 2 else say("€\u00a0{e}", "€{e}", e=price)


def _spelled(unit: Unit) -> Words:
    """The unit in full: "per kilogram" reads better than "per kg"."""
    full = {"kg": ("kilogram", "kilogram"), "l": ("liter", "litre"), "m": ("meter", "metre")}
    return Words(*full.get(unit.code, (unit.nl[0], unit.en[0])))


def _pack(goods: Goods, size: Fraction, price: Fraction, error: str) -> Option:
    words = say("{q} voor {p}", "{q} for {p}", q=goods.unit.write(size), p=EURO.write(price))
    return Option(f"{size} for {price}", error, words)


def _cheapest_error(one: int, place: int) -> str:
    """The smallest pack has the lowest total price; the largest is thought to be always cheapest."""
    if one == place:
        return ""
    return "lowest_total" if one == 0 else "largest" if one == COUNT - 1 else "rough"


def _solve_cheapest(problem: Problem, identities: Sequence[str]) -> list[int]:
    each = {f"{size} for {price}": exact(price) / exact(size) for size, price in problem["packs"]}
    best = min(each.values())
    return [place for place, one in enumerate(identities) if each[one] == best]


CHEAPEST = Generator(
    name="cheapest",
    version=1,
    scale="mathematics",
    title=Words("Wat is het goedkoopst?", "Which is cheapest?"),
    grammar=Words(
        "Vier pakken van hetzelfde hebben elk hun prijs. Je vergelijkt de prijs per kilogram, liter, meter of stuk.",
        "Four packs of the same thing each have their price. Compare the price per kilogram, litre, metre or piece.",
    ),
    intercept=-0.7,
    radicals={
        "near": Radical(
            Words("de tweede is minder dan een vijfde duurder", "the next is less than a fifth dearer"), 0.5
        ),
        "decimals": Radical(Words("aantal pakken met een kommagetal", "packs with a decimal size"), 0.15),
        "not_largest": Radical(
            Words("het grootste pak is niet het goedkoopst", "the largest pack is not the cheapest"), 0.4
        ),
    },
    errors=errors("lowest_total", "largest", "rough"),
    build=_cheapest,
    solve=_solve_cheapest,
)


def _price(rng: random.Random) -> Situation:
    goods = rng.choice(GOODS)
    first, second = (Fraction(one) for one in rng.sample(goods.sizes, 2))
    per_unit = rng.random() < 0.35
    if per_unit:
        second = Fraction(1)
    each = Fraction(rng.randint(goods.low, goods.high), 100)
    paid, right = first * each, second * each
    if first == second or max(decimals_of(paid), decimals_of(right)) > 2:
        return _price(rng)
    problem = {"goods": GOODS.index(goods), "size": str(first), "price": str(paid), "asked": str(second)}
    return Situation(
        problem=problem,
        radicals={
            "other_amount": float(not per_unit),
            "decimals": float(decimals_of(first) > 0) + float(decimals_of(second) > 0),
            "factor": float((second / first).denominator > 1),
        },
        right=right,
        unit=EURO,
        wrong=_price_errors(first, second, paid, each),
        prompt=lambda: _price_prompt(goods, first, second, paid),
        explanation=lambda: _price_explanation(first, second, paid, each),
    )


def _price_prompt(goods: Goods, first: Fraction, second: Fraction, paid: Fraction) -> Words:
    """A measure "costs", things that are counted "cost together"."""
    measured = goods.unit.decimals > 0
    nl = "{a} {name} kost {p}." if measured else "{a} kost {p}." if first == 1 else "{a} kosten samen {p}."
    en = "{a} of {name} costs {p}." if measured else "The price of {a} is {p}."
    ask = "Hoeveel kost {b}?" if measured or second == 1 else "Hoeveel kosten {b}?"
    return say(
        f"{nl} {ask}",
        f"{en} What is the price of {{b}}?",
        a=goods.unit.write(first),
        b=goods.unit.write(second),
        name=goods.name,
        p=EURO.write(paid),
    )


def _price_explanation(first: Fraction, second: Fraction, paid: Fraction, each: Fraction) -> Words:
    """By way of one, leaving out what is one already."""
    steps = ["{p} {sign} {a} = {e}."] if first != 1 else []
    steps += ["{b} × {e} = {r}."] if second != 1 else []
    text = " ".join(steps)
    return say(
        text,
        text,
        sign=Words(":", "÷"),
        p=EURO.write(paid),
        a=first,
        e=EURO.write(each),
        b=second,
        r=EURO.write(second * each),
    )


def _price_errors(first: Fraction, second: Fraction, paid: Fraction, each: Fraction) -> list[Wrong]:
    right = second * each
    return [
        (paid * first, "inverse"),
        (paid + second - first, "additive"),
        (paid * second, "not_per_one"),
        (paid * 2 if second > first else paid / 2, "doubled"),
        (each if second != 1 else 0, "one_unit"),
        (right * 10, "shift"),
        (right / 10, "shift"),
        (right + each / 2, "slip"),
        (right - each / 2, "slip"),
        (right + 1, "slip"),
        (right - 1, "slip"),
        (right + Fraction(1, 10), "slip"),
        (right - Fraction(1, 10), "slip"),
        (right + Fraction(1, 5), "slip"),
        (right - Fraction(1, 5), "slip"),
    ]


def _solve_price(problem: Problem) -> Value:
    return exact(problem["asked"]) / exact(problem["size"]) * exact(problem["price"])


PRICE = Generator(
    name="price",
    version=1,
    scale="mathematics",
    title=Words("De prijs van een andere hoeveelheid", "The price of another amount"),
    grammar=Words(
        "Je kent de prijs van een hoeveelheid. Je zoekt de prijs van één of van een andere hoeveelheid. De prijs per "
        "stuk blijft gelijk.",
        "You know the price of an amount. Find the price of one or of another amount. The price of each stays the "
        "same.",
    ),
    intercept=-1.2,
    radicals={
        "other_amount": Radical(Words("een andere hoeveelheid dan één", "an amount other than one"), 0.6),
        "decimals": Radical(Words("aantal hoeveelheden met een komma", "amounts with decimals"), 0.4),
        "factor": Radical(Words("geen geheel aantal keer zoveel", "no whole number of times as much"), 0.4),
    },
    errors=errors("inverse", "additive", "not_per_one", "doubled", "one_unit", "shift", "slip"),
    build=numeric(_price),
    solve=solver(_solve_price),
)
