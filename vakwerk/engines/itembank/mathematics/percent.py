"""Per cent at work: discount, VAT, waste, and how many per cent something is. Rates stand in the task."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import EURO, PERCENT, Unit, Value, decimals_of, noun, say


@dataclass(frozen=True)
class Story:
    """`ask`: "less" (price after discount), "more" (price with tax added), "part" (the amount of per cent itself),
    "rate" (how many per cent), "before" (the price before a discount)."""

    ask: str
    unit: Unit
    bases: tuple[int, ...]
    rates: tuple[int, ...]
    words: Words


PRICES = (
    20,
    24,
    30,
    36,
    40,
    45,
    48,
    50,
    60,
    64,
    75,
    80,
    90,
    96,
    120,
    125,
    140,
    150,
    160,
    180,
    200,
    240,
    250,
    300,
    350,
    400,
)
# What clothes and small things cost, tools and coats, bicycles and furniture.
CHEAP = tuple(price for price in PRICES if price <= 90)
MIDDLE = tuple(price for price in PRICES if 40 <= price <= 200)
DEAR = tuple(price for price in PRICES if price >= 120)
ROUND = (5, 10, 15, 20, 25, 30, 40, 50)
STORIES: tuple[Story, ...] = (
    Story(
        "less",
        EURO,
        CHEAP,
        ROUND,
        Words(
            "Een werkbroek kost {b}. Je krijgt {p} korting. Hoeveel betaal je?",
            "Work trousers cost {b}. You get {p} discount. How much do you pay?",
        ),
    ),
    Story(
        "less",
        EURO,
        MIDDLE,
        ROUND,
        Words(
            "Een boormachine kost {b}. Vandaag gaat er {p} af. Wat is de prijs nu?",
            "A drill costs {b}. Today {p} is taken off. What is the price now?",
        ),
    ),
    Story(
        "less",
        EURO,
        DEAR,
        ROUND,
        Words(
            "{name} koopt een fiets van {b} met {p} korting. Hoeveel betaalt {name}?",
            "{name} buys a bicycle of {b} with {p} discount. How much does {name} pay?",
        ),
    ),
    Story(
        "more",
        EURO,
        PRICES,
        (6, 12, 21),
        Words(
            "Een herstelling kost {b} zonder btw. Daar komt {p} btw bij. Hoeveel is dat met btw?",
            "A repair costs {b} without VAT. {p} VAT is added. How much is that with VAT?",
        ),
    ),
    Story(
        "more",
        EURO,
        PRICES,
        (6, 12, 21),
        Words(
            "{name} maakt een factuur van {b}. De btw is {p} en komt erbij. Hoeveel moet de klant betalen?",
            "{name} makes an invoice of {b}. VAT is {p} and is added. How much does the customer have to pay?",
        ),
    ),
    Story(
        "more",
        EURO,
        CHEAP,
        (2, 4, 5, 10),
        Words(
            "Een abonnement kost {b}. De prijs stijgt met {p}. Hoeveel kost het dan?",
            "A subscription costs {b}. The price goes up by {p}. What does it cost then?",
        ),
    ),
    Story(
        "part",
        EURO,
        PRICES,
        (*ROUND, 6, 21),
        Words(
            "Op een aankoop van {b} bespaar je {p}. Hoeveel bespaar je?",
            "On a purchase of {b} you save {p}. How much do you save?",
        ),
    ),
    Story(
        "part",
        noun("stuk", "stukken", "part", "parts"),
        (40, 60, 80, 120, 150, 200, 240, 250, 300, 400, 500),
        (2, 4, 5, 10, 15, 20, 25),
        Words(
            "Een machine maakt {b}. {p} daarvan is niet goed. Hoeveel stukken zijn niet goed?",
            "A machine makes {b}. {p} of them are faulty. How many parts are faulty?",
        ),
    ),
    Story(
        "less",
        noun("leerling", "leerlingen", "pupil", "pupils"),
        (40, 60, 80, 120, 150, 160, 200, 240, 250, 300),
        (5, 10, 15, 20, 25),
        Words(
            "Er zijn {b}. {p} daarvan is ziek. Hoeveel leerlingen zijn er nog?",
            "There are {b}. {p} of them are ill. How many pupils are left?",
        ),
    ),
    Story(
        "more",
        noun("tegel", "tegels", "tile", "tiles"),
        (40, 60, 80, 100, 120, 140, 160, 180, 200, 240, 300),
        (5, 10, 15, 20),
        Words(
            "{name} heeft {b} nodig. {name} koopt {p} meer, voor het snijverlies. Hoeveel tegels zijn dat?",
            "{name} needs {b}. {name} buys {p} more, for waste in cutting. How many tiles is that?",
        ),
    ),
    Story(
        "rate",
        noun("plant", "planten", "plant", "plants"),
        (20, 25, 40, 50, 60, 80, 120, 150, 200),
        ROUND,
        Words(
            "Van {b} komen er {q} niet uit. Hoeveel procent is dat?",
            "Of {b}, {q} do not come up. How many per cent is that?",
        ),
    ),
    Story(
        "rate",
        EURO,
        MIDDLE,
        ROUND,
        Words(
            "Een jas van {b} is {q} goedkoper geworden. Hoeveel procent korting is dat?",
            "A coat of {b} has become {q} cheaper. How many per cent discount is that?",
        ),
    ),
    Story(
        "before",
        EURO,
        MIDDLE,
        (10, 15, 20, 25, 30, 40, 50),
        Words(
            "Met {p} korting betaalt {name} {q} voor een koffer. Wat was de prijs zonder korting?",
            "With {p} discount {name} pays {q} for a suitcase. What was the price without discount?",
        ),
    ),
    Story(
        "before",
        EURO,
        DEAR,
        (10, 15, 20, 25, 30, 40, 50),
        Words(
            "Na {p} korting kost een tafel nog {q}. Hoeveel kostte de tafel eerst?",
            "After {p} discount a table costs {q}. What did it cost before?",
        ),
    ),
)


def _draw(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    base, rate = Fraction(rng.choice(story.bases)), rng.choice(story.rates)
    part = base * rate / 100
    shown: Value = base - part if story.ask == "before" else part
    rights: dict[str, Value] = {"less": base - part, "more": base + part, "part": part, "rate": rate, "before": base}
    right = rights[story.ask]
    if decimals_of(right) > story.unit.decimals or decimals_of(shown) > story.unit.decimals:
        return _draw(rng)
    problem = {"story": STORIES.index(story), "ask": story.ask}
    problem |= {} if story.ask == "before" else {"base": str(base)}
    problem |= {} if story.ask == "rate" else {"rate": rate}
    problem |= {"shown": str(shown)} if story.ask in ("rate", "before") else {}
    name = somebody(rng)
    return Situation(
        problem=problem,
        radicals={
            "two_steps": float(story.ask in ("less", "more")),
            "rate": float(story.ask == "rate"),
            "before": float(story.ask == "before"),
            "awkward": 0.0 if rate in (10, 25, 50) else 0.5 if rate % 10 == 0 or rate == 5 else 1.0,
        },
        right=right,
        unit=PERCENT if story.ask == "rate" else story.unit,
        wrong=_wrong(story.ask, base, rate, part),
        prompt=lambda: say(
            story.words.nl,
            story.words.en,
            b=story.unit.write(base),
            p=PERCENT.write(rate),
            name=name,
            q=story.unit.write(shown) if story.ask == "before" or story.unit is EURO else str(shown),
        ),
        explanation=lambda: _explanation(story.ask, story.unit, base, rate, part),
    )


def _wrong(ask: str, base: Fraction, rate: int, part: Fraction) -> list[Wrong]:
    if ask == "rate":
        return [
            (part, "percent_as_number"),
            (base / part, "inverse"),
            (100 - rate, "other_part"),
            (base - part, "additive"),
            (rate * 2, "doubled"),
            (Fraction(rate, 2), "doubled"),
            (rate + 5, "slip"),
            (rate - 5, "slip"),
            (rate + 10, "slip"),
            (rate - 10, "slip"),
        ]
    paid = base - part
    if ask == "before":
        return [
            (paid + paid * rate / 100, "wrong_base"),
            (paid + rate, "percent_as_number"),
            (paid * 100 / rate, "part_whole"),
            (paid - paid * rate / 100, "added_percent"),
            (paid * 2, "doubled"),
            (base + part, "added_percent"),
            (paid - rate, "percent_as_number"),
            (base + 10, "slip"),
            (base - 10, "slip"),
            (base + 5, "slip"),
            (base - 5, "slip"),
        ]
    sign = {"less": -1, "more": 1, "part": 0}[ask]
    right = base + sign * part if sign else part
    return [
        (base + sign * rate if sign else rate, "percent_as_number"),
        (part if sign else base - part, "half_way" if sign else "other_part"),
        (base - sign * part if sign else base + part, "added_percent"),
        (base + sign * part * 10 if sign else part * 10, "shift"),
        (base + sign * part / 10 if sign else part / 10, "shift"),
        (base / rate, "inverse"),
        (right + base / 20, "slip"),
        (right - base / 20, "slip"),
        (right + base / 10, "slip"),
        (right - base / 10, "slip"),
        (right + 1, "slip"),
        (right - 1, "slip"),
        (right + 5, "slip"),
        (right - 5, "slip"),
    ]


def _explanation(ask: str, unit: Unit, base: Fraction, rate: int, part: Fraction) -> Words:
    texts = {
        "part": ("{p} van {b} is {q}.", "{p} of {b} is {q}."),
        "less": ("{p} van {b} is {q}. {b} − {q} = {less}.", "{p} of {b} is {q}. {b} − {q} = {less}."),
        "more": ("{p} van {b} is {q}. {b} + {q} = {more}.", "{p} of {b} is {q}. {b} + {q} = {more}."),
        "rate": ("{q} : {b} = {f}, dat is {p}.", "{q} ÷ {b} = {f}, that is {p}."),
        "before": (
            "{less} is 100 % − {p} = {left} van de prijs. 1 % is {one}, dus 100 % is {b}.",
            "{less} is 100 % − {p} = {left} of the price. 1 % is {one}, so 100 % is {b}.",
        ),
    }
    nl, en = texts[ask]
    return say(
        nl,
        en,
        p=PERCENT.write(rate),
        b=unit.write(base),
        q=unit.write(part),
        less=unit.write(base - part),
        more=unit.write(base + part),
        f=Fraction(rate, 100),
        left=PERCENT.write(100 - rate),
        one=unit.write(base / 100),
    )


def _answer(problem: Problem) -> Value:
    """From the factor: 0.85 for 15 % less."""
    if problem["ask"] == "rate":
        return exact(problem["shown"]) / exact(problem["base"]) * 100
    rate = Fraction(problem["rate"], 100)
    if problem["ask"] == "before":
        return exact(problem["shown"]) / (1 - rate)
    return exact(problem["base"]) * {"less": 1 - rate, "more": 1 + rate, "part": rate}[problem["ask"]]


PER_CENT = Generator(
    name="per-cent",
    version=1,
    scale="mathematics",
    title=Words("Korting, btw en procenten", "Discount, VAT and per cents"),
    grammar=Words(
        "Er gaat een percentage af of er komt een percentage bij. Soms zoek je het percentage zelf of de prijs "
        "ervoor. Het percentage staat altijd in de opgave.",
        "A percentage is taken off or added. Sometimes you find the percentage itself or the price before. The rate "
        "always stands in the task.",
    ),
    intercept=-1.0,
    radicals={
        "two_steps": Radical(Words("erbij of eraf na het berekenen", "adding or taking off after working it out"), 0.5),
        "rate": Radical(Words("het percentage zelf gevraagd", "the percentage itself is asked"), 0.7),
        "before": Radical(Words("de prijs voor de korting gevraagd", "the price before the discount is asked"), 2.2),
        "awkward": Radical(
            Words(
                "percentage: 0 voor 10, 25 of 50, 0,5 voor tientallen en 5, 1 voor andere",
                "percentage: 0 for 10, 25 or 50, 0.5 for tens and 5, 1 for others",
            ),
            0.8,
        ),
    },
    errors=errors(
        "percent_as_number",
        "inverse",
        "other_part",
        "additive",
        "doubled",
        "slip",
        "wrong_base",
        "part_whole",
        "added_percent",
        "half_way",
        "shift",
    ),
    build=numeric(_draw),
    solve=solver(_answer),
)
