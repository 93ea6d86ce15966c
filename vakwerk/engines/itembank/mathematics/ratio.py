"""Ratio: recipes for more people, amounts in proportion, and mixing in parts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.itembank.drawing import BLUE, SHADE, Drawing, Picture
from vakwerk.engines.itembank.tasks import Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Situation, Wrong, exact, numeric, solver
from .errors import errors
from .quantities import Unit, Value, decimals_of, noun, say, symbol

GRAM, MILLI, LITRE, KILO, KILOMETRE = symbol("g", 1), symbol("ml", 1), symbol("l", 2), symbol("kg", 2), symbol("km", 1)


@dataclass(frozen=True)
class Story:
    """`base` and `more` units of one thing go with `per` of the other for each; sentences with {n}, {q} and {m}."""

    counted: Unit
    unit: Unit
    per: tuple[str, ...]
    most: int
    given: Words
    ask: Words
    back: Words


PERSONS = noun("persoon", "personen", "person", "people")
STORIES: tuple[Story, ...] = (
    Story(
        PERSONS,
        GRAM,
        ("50", "60", "75", "80"),
        16,
        Words("Een recept voor {n} vraagt {q} rijst.", "A recipe for {n} needs {q} of rice."),
        Words("Hoeveel rijst heb je nodig voor {m}?", "How much rice do you need for {m}?"),
        Words(
            "Je hebt {r} rijst. Voor hoeveel personen is dat genoeg?",
            "You have {r} of rice. For how many people is that enough?",
        ),
    ),
    Story(
        PERSONS,
        GRAM,
        ("90", "100", "120", "125"),
        12,
        Words("Een kok rekent {q} pasta voor {n}.", "A cook takes {q} of pasta for {n}."),
        Words("Hoeveel pasta is er nodig voor {m}?", "How much pasta is needed for {m}?"),
        Words(
            "Er is {r} pasta. Voor hoeveel personen is dat genoeg?",
            "There is {r} of pasta. For how many people is that enough?",
        ),
    ),
    Story(
        PERSONS,
        MILLI,
        ("200", "250", "300"),
        14,
        Words("Een recept voor {n} geeft {q} soep.", "A recipe for {n} gives {q} of soup."),
        Words("Hoeveel soep heb je nodig voor {m}?", "How much soup do you need for {m}?"),
        Words("Je maakt {r} soep. Voor hoeveel personen is dat?", "You make {r} of soup. For how many people is that?"),
    ),
    Story(
        noun("pannenkoek", "pannenkoeken", "pancake", "pancakes"),
        MILLI,
        ("40", "50", "60"),
        30,
        Words("Voor {n} heb je {q} melk nodig.", "For {n} you need {q} of milk."),
        Words("Hoeveel melk heb je nodig voor {m}?", "How much milk do you need for {m}?"),
        Words(
            "Je hebt {r} melk. Hoeveel pannenkoeken kun je bakken?",
            "You have {r} of milk. How many pancakes can you make?",
        ),
    ),
    Story(
        noun("brood", "broden", "loaf", "loaves"),
        GRAM,
        ("400", "450", "500", "600"),
        12,
        Words("Een bakker gebruikt {q} bloem voor {n}.", "A baker uses {q} of flour for {n}."),
        Words("Hoeveel bloem is er nodig voor {m}?", "How much flour is needed for {m}?"),
        Words(
            "Er is {r} bloem. Hoeveel broden kan de bakker maken?",
            "There is {r} of flour. How many loaves can the baker make?",
        ),
    ),
    Story(
        symbol("m²", 1),
        noun("baksteen", "bakstenen", "brick", "bricks"),
        ("60", "65", "70", "75"),
        15,
        Words("Voor {n} muur zijn {q} nodig.", "A wall of {n} takes {q}."),
        Words("Hoeveel bakstenen zijn er nodig voor {m} muur?", "How many bricks does a wall of {m} take?"),
        Words(
            "Er liggen {r}. Hoeveel muur kun je daarmee metsen?",
            "There are {r}. How much wall can you build with them?",
        ),
    ),
    Story(
        symbol("m²", 1),
        LITRE,
        ("0.1", "0.125", "0.2", "0.25"),
        60,
        Words("Voor {n} muur gebruik je {q} verf.", "For {n} of wall you use {q} of paint."),
        Words("Hoeveel verf heb je nodig voor {m} muur?", "How much paint do you need for {m} of wall?"),
        Words("Je hebt {r} verf. Hoeveel muur kun je verven?", "You have {r} of paint. How much wall can you paint?"),
    ),
    Story(
        noun("raam", "ramen", "window", "windows"),
        symbol("m", 2),
        ("2.5", "3", "3.5", "4.5"),
        12,
        Words("Voor de gordijnen van {n} is {q} stof nodig.", "Curtains for {n} take {q} of cloth."),
        Words("Hoeveel stof is er nodig voor {m}?", "How much cloth is needed for {m}?"),
        Words(
            "Er is {r} stof. Voor hoeveel ramen is dat genoeg?",
            "There is {r} of cloth. For how many windows is that enough?",
        ),
    ),
    Story(
        Unit("hours", ("uur", "uur"), ("hour", "hours"), 1),
        KILOMETRE,
        ("15", "16", "18", "20"),
        8,
        Words(
            "Een fietser rijdt {q} in {n}, altijd even snel.", "A cyclist rides {q} in {n}, always at the same speed."
        ),
        Words("Hoe ver rijdt de fietser in {m}?", "How far does the cyclist ride in {m}?"),
        Words("De fietser rijdt {r}. Hoeveel uur duurt dat?", "The cyclist rides {r}. How many hours does that take?"),
    ),
    Story(
        noun("doos", "dozen", "box", "boxes"),
        KILO,
        ("4.5", "6", "7.5", "12"),
        15,
        Words(
            "In een magazijn wegen {n} samen {q}. Alle dozen zijn gelijk.",
            "In a warehouse {n} weigh {q} together. All boxes are the same.",
        ),
        Words("Hoeveel wegen {m}?", "How much do {m} weigh?"),
        Words("Een stapel weegt {r}. Hoeveel dozen zijn dat?", "A stack weighs {r}. How many boxes is that?"),
    ),
    Story(
        noun("minuut", "minuten", "minute", "minutes"),
        LITRE,
        ("8", "9", "12", "15"),
        30,
        Words("Een kraan geeft {q} water in {n}.", "A tap gives {q} of water in {n}."),
        Words("Hoeveel water geeft de kraan in {m}?", "How much water does the tap give in {m}?"),
        Words(
            "Er komt {r} water uit de kraan. Hoeveel minuten duurt dat?",
            "The tap gives {r} of water. How many minutes does that take?",
        ),
    ),
    Story(
        noun("boekenkast", "boekenkasten", "bookcase", "bookcases"),
        noun("schroef", "schroeven", "screw", "screws"),
        ("16", "18", "24", "28"),
        14,
        Words("Voor {n} heeft een schrijnwerker {q} nodig.", "A joiner needs {q} for {n}."),
        Words("Hoeveel schroeven zijn er nodig voor {m}?", "How many screws are needed for {m}?"),
        Words(
            "Er zijn {r}. Voor hoeveel boekenkasten is dat genoeg?",
            "There are {r}. For how many bookcases is that enough?",
        ),
    ),
)


def _proportion(rng: random.Random) -> Situation:
    story = rng.choice(STORIES)
    step = 1 if story.most <= 16 else 2 if story.most <= 30 else 5
    base, more = rng.sample(range(2 if step < 5 else 5, story.most + 1, step), 2)
    per = Fraction(rng.choice(story.per))
    first, second = base * per, more * per
    back = rng.random() < 0.3
    if max(decimals_of(first), decimals_of(second)) > story.unit.decimals:
        return _proportion(rng)
    problem = {"story": STORIES.index(story), "base": base, "amount": str(first), "table": rng.random() < 0.5}
    problem |= {"back": str(second)} if back else {"more": more}
    factor = Fraction(more, base)
    return Situation(
        problem=problem,
        radicals={
            "factor": 0.0 if factor.denominator == 1 or factor.numerator == 1 else 1.0,
            "smaller": float(more < base),
            "back": float(back),
            "decimals": float(decimals_of(first) > 0),
        },
        right=more if back else second,
        unit=story.counted if back else story.unit,
        wrong=_back_errors(base, more, per) if back else _proportion_errors(base, more, per),
        prompt=lambda: _proportion_prompt(story, base, more, per, back),
        explanation=lambda: _proportion_explanation(story, base, more, per, back),
        picture=(lambda: _table(story, base, more, per, back)) if problem["table"] else None,
    )


def _proportion_errors(base: int, more: int, per: Fraction) -> list[Wrong]:
    first, second = base * per, more * per
    return [
        (first + more - base, "additive"),
        (first * more, "not_per_one"),
        (first * 2 if more > base else first / 2, "doubled"),
        (per, "one_unit"),
        (first * base / more, "inverse"),
        (second + per, "one_off"),
        (second - per, "one_off"),
        (first + per, "half_way"),
        (second * 10, "shift"),
        (second / 10, "shift"),
        (second + 2 * per, "one_off"),
        (second - 2 * per, "one_off"),
    ]


def _back_errors(base: int, more: int, per: Fraction) -> list[Wrong]:
    first, second = base * per, more * per
    return [
        (base + second - first, "additive"),
        (base * 2 if more > base else Fraction(base, 2), "doubled"),
        (first * base / second, "inverse"),
        (second / base, "not_per_one"),
        (base * more, "not_per_one"),
        (more + base, "additive"),
        (more + 1, "one_off"),
        (more - 1, "one_off"),
        (more - base, "half_way"),
        (more + 2, "one_off"),
        (more - 2, "one_off"),
    ]


def _proportion_prompt(story: Story, base: int, more: int, per: Fraction, back: bool) -> Words:
    rest = story.back if back else story.ask
    return say(
        f"{story.given.nl} {rest.nl}",
        f"{story.given.en} {rest.en}",
        n=story.counted.write(base),
        q=story.unit.write(base * per),
        m=story.counted.write(more),
        r=story.unit.write(more * per),
    )


def _proportion_explanation(story: Story, base: int, more: int, per: Fraction, back: bool) -> Words:
    texts = (
        "Voor {one} is het {q} : {base} = {per}. {more} × {per} = {r}.",
        "For {one} it is {q} ÷ {base} = {per}. {more} × {per} = {r}.",
    )
    if back:
        texts = (
            "Voor {one} is het {q} : {base} = {per}. {r} : {per} = {more}.",
            "For {one} it is {q} ÷ {base} = {per}. {r} ÷ {per} = {more}.",
        )
    return say(
        *texts,
        one=story.counted.write(1),
        q=story.unit.write(base * per),
        r=story.unit.write(more * per),
        base=base,
        more=more,
        per=per,
    )


def _table(story: Story, base: int, more: int, per: Fraction, back: bool) -> Picture:
    """A table of two rows and two columns; the cell that is asked holds a question mark."""
    sheet = Drawing(340, 104)
    rows = [
        [story.counted.write(base), Words("?", "?") if back else story.counted.write(more)],
        [story.unit.write(base * per), story.unit.write(more * per) if back else Words("?", "?")],
    ]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            corner = (4.0 + column * 166, 4.0 + row * 48)
            sheet.rectangle(corner, (166, 48), SHADE if column == 0 else "#ffffff")
            sheet.text((corner[0] + 83, corner[1] + 30), cell, 16, BLUE if cell.nl == "?" else "#1b1b1b")
    (a, b), (c, d) = rows
    return sheet.picture(
        say(
            "Een tabel met twee kolommen. Kolom 1: {a}, {c}. Kolom 2: {b}, {d}.",
            "A table with two columns. Column 1: {a}, {c}. Column 2: {b}, {d}.",
            a=a,
            b=b,
            c=c,
            d=d,
        )
    )


def _solve_proportion(problem: Problem) -> Value:
    """By the cross product: base : amount = answer : back, or base : amount = more : answer."""
    base, amount = Fraction(problem["base"]), exact(problem["amount"])
    return base * exact(problem["back"]) / amount if "back" in problem else amount * problem["more"] / base


PROPORTION = Generator(
    name="proportion",
    version=1,
    scale="mathematics",
    title=Words("Recepten en verhoudingen", "Recipes and proportions"),
    grammar=Words(
        "Twee hoeveelheden groeien samen: is de ene dubbel zo groot, dan ook de andere. Je kent één paar en zoekt "
        "een ander.",
        "Two amounts grow together: twice as much of one means twice as much of the other. You know one pair and "
        "find another.",
    ),
    intercept=-1.2,
    radicals={
        "factor": Radical(Words("de factor is geen geheel getal", "the factor is no whole number"), 0.8),
        "smaller": Radical(Words("naar minder", "to less"), 0.3),
        "back": Radical(
            Words("het aantal gevraagd in plaats van de hoeveelheid", "the count is asked instead of the amount"), 0.4
        ),
        "decimals": Radical(Words("kommagetallen", "decimals"), 0.4),
    },
    errors=errors("additive", "not_per_one", "doubled", "one_unit", "inverse", "one_off", "half_way", "shift"),
    build=numeric(_proportion),
    solve=solver(_solve_proportion),
)
