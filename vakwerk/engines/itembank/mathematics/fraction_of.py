"""A fraction of a quantity: the part, what is left, or the whole from a part."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .people import somebody
from .quantities import Unit, Value, noun, say, symbol

METRE, GRAM, LITRE = symbol("m", 1), symbol("g", 0), symbol("l", 1)


@dataclass(frozen=True)
class Story:
    """`has` and `part` are sentences with {name}, {total}, {f} and {amount}; `left` and `all_of` are questions."""

    unit: Unit
    low: int
    high: int
    step: int
    has: Words
    part: Words
    ask: Words
    left: Words
    whole: Words


def _story(unit: Unit, sizes: tuple[int, int, int], nl: tuple[str, ...], en: tuple[str, ...]) -> Story:
    has, part, ask, left, whole = (Words(one, other) for one, other in zip(nl, en, strict=True))
    return Story(unit, *sizes, has, part, ask, left, whole)


STORIES: tuple[Story, ...] = (
    _story(
        noun("tegel", "tegels", "tile", "tiles"),
        (24, 180, 1),
        (
            "{name} moet {total} leggen.",
            "{f} daarvan ligt al.",
            "Hoeveel tegels liggen er al?",
            "Hoeveel tegels moeten er nog komen?",
            "{name} heeft al {amount} gelegd. Dat is {f} van alle tegels. Hoeveel tegels komen er in totaal?",
        ),
        (
            "{name} has to lay {total}.",
            "{f} of them are done.",
            "How many tiles are done?",
            "How many tiles are still to come?",
            "{name} has already laid {amount}. That is {f} of all the tiles. How many tiles will there be in all?",
        ),
    ),
    _story(
        noun("schroef", "schroeven", "screw", "screws"),
        (40, 200, 1),
        (
            "In een doos zitten {total}.",
            "{name} gebruikt {f} daarvan.",
            "Hoeveel schroeven gebruikt {name}?",
            "Hoeveel schroeven blijven er over?",
            "{name} gebruikt {amount}. Dat is {f} van de hele doos. Hoeveel schroeven zaten er in de doos?",
        ),
        (
            "A box holds {total}.",
            "{name} uses {f} of them.",
            "How many screws does {name} use?",
            "How many screws are left?",
            "{name} uses {amount}. That is {f} of the whole box. How many screws were in the box?",
        ),
    ),
    _story(
        noun("broodje", "broodjes", "roll", "rolls"),
        (24, 150, 1),
        (
            "De bakker bakt {total}.",
            "{f} daarvan is voor de school.",
            "Hoeveel broodjes zijn voor de school?",
            "Hoeveel broodjes zijn niet voor de school?",
            "De bakker levert {amount} aan de school. Dat is {f} van alle broodjes. Hoeveel broodjes bakt de bakker?",
        ),
        (
            "The baker bakes {total}.",
            "{f} of them are for the school.",
            "How many rolls are for the school?",
            "How many rolls are not for the school?",
            "The baker delivers {amount} to the school. That is {f} of all the rolls. How many rolls does the baker "
            "bake?",
        ),
    ),
    _story(
        noun("leerling", "leerlingen", "pupil", "pupils"),
        (40, 240, 1),
        (
            "Op een school zitten {total}.",
            "{f} daarvan komt met de fiets.",
            "Hoeveel leerlingen komen met de fiets?",
            "Hoeveel leerlingen komen niet met de fiets?",
            "Er komen {amount} met de fiets. Dat is {f} van alle leerlingen. Hoeveel leerlingen heeft de school?",
        ),
        (
            "A school has {total}.",
            "{f} of them come by bicycle.",
            "How many pupils come by bicycle?",
            "How many pupils do not come by bicycle?",
            "There are {amount} who come by bicycle. That is {f} of all pupils. How many pupils has the school?",
        ),
    ),
    _story(
        METRE,
        (12, 120, 1),
        (
            "Op een rol zit {total} kabel.",
            "{name} gebruikt {f} daarvan.",
            "Hoeveel kabel gebruikt {name}?",
            "Hoeveel kabel blijft er over?",
            "{name} gebruikt {amount} kabel. Dat is {f} van de hele rol. Hoe lang was de rol?",
        ),
        (
            "A reel holds {total} of cable.",
            "{name} uses {f} of it.",
            "How much cable does {name} use?",
            "How much cable is left?",
            "{name} uses {amount} of cable. That is {f} of the whole reel. How long was the reel?",
        ),
    ),
    _story(
        GRAM,
        (200, 1500, 50),
        (
            "In een pak zit {total} bloem.",
            "{name} neemt {f} daarvan voor een deeg.",
            "Hoeveel bloem neemt {name}?",
            "Hoeveel bloem blijft er over?",
            "{name} neemt {amount} bloem. Dat is {f} van het hele pak. Hoeveel bloem zat er in het pak?",
        ),
        (
            "A packet holds {total} of flour.",
            "{name} takes {f} of it for a dough.",
            "How much flour does {name} take?",
            "How much flour is left?",
            "{name} takes {amount} of flour. That is {f} of the whole packet. How much flour was in the packet?",
        ),
    ),
    _story(
        LITRE,
        (6, 60, 1),
        (
            "In een vat zit {total} water.",
            "{name} geeft de planten {f} daarvan.",
            "Hoeveel water krijgen de planten?",
            "Hoeveel water blijft er in het vat?",
            "{name} geeft de planten {amount} water. Dat is {f} van het hele vat. Hoeveel water zat er in het vat?",
        ),
        (
            "A barrel holds {total} of water.",
            "{name} gives the plants {f} of it.",
            "How much water do the plants get?",
            "How much water is left in the barrel?",
            "{name} gives the plants {amount} of water. That is {f} of the whole barrel. How much water was in the "
            "barrel?",
        ),
    ),
    _story(
        noun("bestelling", "bestellingen", "order", "orders"),
        (24, 160, 1),
        (
            "Een magazijn krijgt {total}.",
            "{f} daarvan is al ingepakt.",
            "Hoeveel bestellingen zijn al ingepakt?",
            "Hoeveel bestellingen moeten nog ingepakt worden?",
            "Er zijn {amount} ingepakt. Dat is {f} van alle bestellingen. Hoeveel bestellingen zijn er?",
        ),
        (
            "A warehouse gets {total}.",
            "{f} of them are packed.",
            "How many orders are packed?",
            "How many orders are still to be packed?",
            "There are {amount} packed. That is {f} of all orders. How many orders are there?",
        ),
    ),
    _story(
        noun("plant", "planten", "plant", "plants"),
        (24, 160, 1),
        (
            "Een tuinier kweekt {total}.",
            "{f} daarvan staat al in de volle grond.",
            "Hoeveel planten staan al in de grond?",
            "Hoeveel planten staan nog niet in de grond?",
            "Er staan al {amount} in de grond. Dat is {f} van alle planten. Hoeveel planten zijn er?",
        ),
        (
            "A gardener grows {total}.",
            "{f} of them are in the ground.",
            "How many plants are in the ground?",
            "How many plants are not yet in the ground?",
            "There are {amount} in the ground. That is {f} of all plants. How many plants are there?",
        ),
    ),
)


def _draw(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    under = rng.choice((2, 3, 4, 4, 5, 5, 6, 8, 10))
    over = rng.choice([one for one in range(1, under) if Fraction(one, under).denominator == under])
    total = under * rng.randint(-(-story.low // under), story.high // under)
    ask = rng.choice(("part", "part", "left", "whole"))
    part = Fraction(total * over, under)
    if total % story.step or part % (story.step // 10 or 1):
        return _draw(rng)
    answers: dict[str, Value] = {"part": part, "left": total - part, "whole": total}
    shown: dict[str, int] = {"part_amount": int(part)} if ask == "whole" else {"total": total}
    problem = {"story": STORIES.index(story), "ask": ask, "fraction": f"{over}/{under}", **shown}
    name = somebody(rng)
    return Situation(
        problem=problem,
        radicals={
            "numerator": float(over > 1),
            "left": float(ask == "left"),
            "whole": float(ask == "whole"),
            "size": float(total > 100),
        },
        right=answers[ask],
        unit=story.unit,
        wrong=_wrong(ask, total, over, under),
        prompt=lambda: _prompt(story, ask, name, total, f"{over}/{under}", part),
        explanation=lambda: _explanation(story.unit, ask, total, over, under),
    )


def _wrong(ask: str, total: int, over: int, under: int) -> list[Wrong]:
    one, part = Fraction(total, under), Fraction(total * over, under)
    if ask == "whole":
        return [
            (part * over / under, "inverse"),
            (part / over, "half_way"),
            (part * under, "half_way"),
            (part + part * over / under, "part_whole"),
            (total - part, "other_part"),
            (total + one, "one_off"),
            (total - one, "one_off"),
            (part + under, "additive"),
            (part * 2, "doubled"),
        ]
    right = part if ask == "part" else total - part
    return [
        (total - right, "other_part"),
        (one, "half_way"),
        (Fraction(total, over) if over > 1 else 0, "numerator"),
        (right + one if right + one < total else 0, "one_off"),
        (right - one, "one_off"),
        (total - under, "additive"),
        (total - over if ask == "left" else 0, "additive"),
        (Fraction(total, 2), "doubled"),
        (right + over, "additive"),
        (right - over, "additive"),
        (right + 10 if right + 10 < total else 0, "slip"),
        (right - 10, "slip"),
    ]


def _prompt(story: Story, ask: str, name: str, total: int, fraction: str, part: Fraction) -> Words:
    parts = [story.whole] if ask == "whole" else [story.has, story.part, story.ask if ask == "part" else story.left]
    return say(
        " ".join(one.nl for one in parts),
        " ".join(one.en for one in parts),
        name=name,
        total=story.unit.write(total),
        f=fraction,
        amount=story.unit.write(part),
    )


def _explanation(unit: Unit, ask: str, total: int, over: int, under: int) -> Words:
    texts = {
        "part": (
            "{total} : {under} = {one}. {over} × {one} = {part}.",
            "{total} ÷ {under} = {one}. {over} × {one} = {part}.",
        ),
        "left": (
            "{over}/{under} is {part}. {total} − {part} = {left}.",
            "{over}/{under} is {part}. {total} − {part} = {left}.",
        ),
        "whole": (
            "{over}/{under} is {part}, dus 1/{under} is {one}. {under} × {one} = {total}.",
            "{over}/{under} is {part}, so 1/{under} is {one}. {under} × {one} = {total}.",
        ),
    }
    one = Fraction(total, under)
    nl, en = texts[ask]
    return say(
        nl,
        en,
        over=over,
        under=under,
        one=unit.write(one),
        part=unit.write(one * over),
        left=unit.write(total - one * over),
        total=unit.write(total),
    )


def _answer(problem: Problem) -> Value:
    share = exact(problem["fraction"])
    if problem["ask"] == "whole":
        return exact(problem["part_amount"]) / share
    return exact(problem["total"]) * (share if problem["ask"] == "part" else 1 - share)


FRACTION_OF = Generator(
    name="fraction-of",
    version=1,
    scale="mathematics",
    title=Words("Een breuk van een hoeveelheid", "A fraction of a quantity"),
    grammar=Words(
        "Je kent een geheel en een breuk. Je zoekt het deel of de rest. Soms ken je het deel en zoek je het geheel.",
        "You know a whole and a fraction. Find the part or the rest. Sometimes you know the part and find the whole.",
    ),
    intercept=-1.3,
    radicals={
        "numerator": Radical(Words("teller groter dan 1", "numerator above 1"), 0.5),
        "left": Radical(Words("de rest gevraagd", "the rest is asked"), 0.4),
        "whole": Radical(Words("het geheel gevraagd", "the whole is asked"), 1.1),
        "size": Radical(Words("geheel groter dan 100", "whole above 100"), 0.3),
    },
    errors=errors(
        "inverse", "half_way", "part_whole", "other_part", "one_off", "additive", "doubled", "numerator", "slip"
    ),
    build=numeric(_draw),
    solve=solver(_answer),
)
