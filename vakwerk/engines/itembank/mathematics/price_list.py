"""Reading a table: what an order from a price list costs, and what change you get."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words, money

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import EURO, Value, say


@dataclass(frozen=True)
class Row:
    """One line of the list: singular and plural, and a price between `low` and `high` eurocents."""

    one: Words
    many: Words
    low: int
    high: int


def _r(nl: str, nl_many: str, en: str, en_many: str, low: int, high: int) -> Row:
    return Row(Words(nl, en), Words(nl_many, en_many), low, high)


LISTS: tuple[tuple[Row, ...], ...] = (
    (
        _r("broodje kaas", "broodjes kaas", "cheese roll", "cheese rolls", 250, 420),
        _r("soep", "kommen soep", "soup", "bowls of soup", 300, 500),
        _r("koffie", "koffies", "coffee", "coffees", 180, 320),
        _r("sapje", "sapjes", "juice", "juices", 200, 350),
        _r("wafel", "wafels", "waffle", "waffles", 220, 400),
    ),
    (
        _r("hamer", "hamers", "hammer", "hammers", 900, 1800),
        _r("zaag", "zagen", "saw", "saws", 1100, 2400),
        _r("rolmeter", "rolmeters", "tape measure", "tape measures", 450, 1200),
        _r("borstel", "borstels", "brush", "brushes", 250, 800),
        _r("emmer", "emmers", "bucket", "buckets", 200, 600),
    ),
    (
        _r("schrift", "schriften", "exercise book", "exercise books", 120, 260),
        _r("balpen", "balpennen", "pen", "pens", 70, 190),
        _r("passer", "passers", "pair of compasses", "pairs of compasses", 450, 1100),
        _r("map", "mappen", "folder", "folders", 150, 380),
        _r("gom", "gommen", "eraser", "erasers", 50, 140),
    ),
    (
        _r("roos", "rozen", "rose", "roses", 150, 300),
        _r("tulp", "tulpen", "tulip", "tulips", 60, 140),
        _r("kruidplant", "kruidplanten", "herb", "herbs", 180, 350),
        _r("lavendel", "planten lavendel", "lavender", "lavender plants", 300, 650),
        _r("geranium", "geraniums", "geranium", "geraniums", 220, 450),
    ),
    (
        _r("binnenband", "binnenbanden", "inner tube", "inner tubes", 500, 950),
        _r("fietsbel", "fietsbellen", "bell", "bells", 400, 900),
        _r("ketting", "kettingen", "chain", "chains", 1200, 2500),
        _r("remblok", "remblokken", "brake pad", "brake pads", 350, 900),
        _r("pedaal", "pedalen", "pedal", "pedals", 700, 1600),
    ),
    (
        _r("stopcontact", "stopcontacten", "socket", "sockets", 450, 1100),
        _r("schakelaar", "schakelaars", "switch", "switches", 400, 950),
        _r("lamp", "lampen", "lamp", "lamps", 250, 800),
        _r("zekering", "zekeringen", "fuse", "fuses", 600, 1400),
        _r("stekker", "stekkers", "plug", "plugs", 200, 500),
    ),
)


def _draw(rng: random.Random) -> Situation:
    chosen = rng.randrange(len(LISTS))
    rows = list(LISTS[chosen])
    rng.shuffle(rows)
    rows = rows[:4]
    cents = [rng.randrange(row.low, row.high, 10) for row in rows]
    first, second = rng.sample(range(4), 2)
    counts = (rng.randint(2, 6), rng.randint(1, 4))
    change = rng.random() < 0.35
    cost = Fraction(counts[0] * cents[first] + counts[1] * cents[second], 100)
    note = next((note for note in (20, 50, 100, 200) if note > cost), 0)
    if len(set(cents)) < 4 or not note or counts[0] == counts[1]:
        return _draw(rng)
    name = somebody(rng)
    problem = {
        "list": chosen,
        "rows": [LISTS[chosen].index(row) for row in rows],
        "cents": cents,
        "order": [[counts[0], first], [counts[1], second]],
        "paid": note if change else 0,
    }
    return Situation(
        problem=problem,
        radicals={
            "change": float(change),
            "second_count": float(counts[1] > 1),
            "cents": float(cents[first] % 50 > 0) + float(cents[second] % 50 > 0),
        },
        right=note - cost if change else cost,
        unit=EURO,
        wrong=_wrong(cents, first, second, counts, note if change else 0, cost),
        prompt=lambda: _prompt(rows, first, second, counts, note if change else 0, name),
        explanation=lambda: _explanation(cents, first, second, counts, note if change else 0, cost),
        picture=lambda: _picture(rows, cents),
    )


def _wrong(
    cents: Sequence[int], first: int, second: int, counts: tuple[int, int], note: int, cost: Fraction
) -> list[Wrong]:
    one, other = Fraction(cents[first], 100), Fraction(cents[second], 100)
    many = counts[0] * one
    beside = [Fraction(value, 100) for place, value in enumerate(cents) if place not in (first, second)]
    costs: list[Wrong] = [
        (one + other, "half_way"),
        (many + other if counts[1] > 1 else many, "half_way"),
        (one * counts[1] + other * counts[0], "other_part"),
        (many, "one_value"),
        *((many + counts[1] * value, "neighbour") for value in beside),
        *((counts[0] * value + counts[1] * other, "neighbour") for value in beside),
        ((one + other) * sum(counts), "additive"),
        (cost + 1, "slip"),
        (cost - 1, "slip"),
        (cost + Fraction(1, 10), "slip"),
        (cost - Fraction(1, 10), "slip"),
    ]
    if not note:
        return costs
    return [(cost, "half_way"), *((note - value, code) for value, code in costs)]


def _prompt(rows: Sequence[Row], first: int, second: int, counts: tuple[int, int], note: int, name: str) -> Words:
    nl, en = "{name} neemt {n} {a} en {m} {b}.", "{name} takes {n} {a} and {m} {b}."
    if note:
        nl += " {name} betaalt met {note}. Hoeveel krijgt {name} terug?"
        en += " {name} pays with {note}. How much change does {name} get?"
    else:
        nl, en = nl + " Hoeveel moet {name} betalen?", en + " How much does {name} have to pay?"
    return say(
        nl,
        en,
        name=name,
        n=counts[0],
        m=counts[1],
        a=rows[first].many,
        b=rows[second].many if counts[1] > 1 else rows[second].one,
        note=say("€ {e}", "€{e}", e=note),
    )


def _explanation(
    cents: Sequence[int], first: int, second: int, counts: tuple[int, int], note: int, cost: Fraction
) -> Words:
    text = "{n} × {a} + {m} × {b} = {cost}."
    more = " {note} − {cost} = {r}." if note else ""
    return say(
        text + more,
        text + more,
        n=counts[0],
        m=counts[1],
        a=EURO.write(Fraction(cents[first], 100)),
        b=EURO.write(Fraction(cents[second], 100)),
        cost=EURO.write(cost),
        note=EURO.write(note),
        r=EURO.write(note - cost),
    )


def _picture(rows: Sequence[Row], cents: Sequence[int]) -> Picture:
    sheet = Drawing(320, 8 + 38 * len(rows))
    for place, (row, price) in enumerate(zip(rows, cents, strict=True)):
        top = 4.0 + place * 38
        sheet.rectangle((4, top), (312, 38), SHADE if place % 2 else "#ffffff", width=1)
        sheet.text((18, top + 25), row.one, 16, anchor="start")
        sheet.text((300, top + 25), _written(price), 16, anchor="end")
    told = [
        "; ".join(f"{row.one.text(lang)} {_written(price).text(lang)}" for row, price in zip(rows, cents, strict=True))
        for lang in ("nl", "en")
    ]
    return sheet.picture(Words(f"Prijslijst. {told[0]}.", f"Price list. {told[1]}."))


def _written(cents: int) -> Words:
    return Words(money(cents / 100, "nl"), money(cents / 100, "en"))


def _answer(problem: Problem) -> Value:
    cost = sum((count * exact(problem["cents"][row]) for count, row in problem["order"]), Fraction(0)) / 100
    return problem["paid"] - cost if problem["paid"] else cost


PRICE_LIST = Generator(
    name="price-list",
    version=1,
    scale="mathematics",
    title=Words("Een prijslijst lezen", "Reading a price list"),
    grammar=Words(
        "Een lijst geeft de prijs van vier dingen. Je koopt er twee soorten van. Je zoekt wat je betaalt of "
        "terugkrijgt.",
        "A list gives the price of four things. You buy two kinds. Find what you pay or get back.",
    ),
    intercept=-1.3,
    radicals={
        "change": Radical(Words("wisselgeld", "change"), 0.6),
        "second_count": Radical(Words("ook van het tweede meer dan één", "more than one of the second as well"), 0.3),
        "cents": Radical(Words("aantal prijzen met moeilijke centen", "prices with awkward cents"), 0.3),
    },
    errors=errors("half_way", "other_part", "one_value", "neighbour", "additive", "slip"),
    build=numeric(_draw),
    solve=solver(_answer),
)
