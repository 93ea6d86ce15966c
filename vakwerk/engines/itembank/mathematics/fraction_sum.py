"""Adding and subtracting fractions in a short story."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from vakwerk.engines.itembank.tasks import Draft, Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, Wrongs, exact, fraction_options, kept_fractions
from .errors import errors
from .people import some
from .quantities import say

COUNT = 5

ADD_STORIES: tuple[Words, ...] = (
    Words(
        "{a} giet {x} liter verf in een emmer. {b} doet er {y} liter bij. Hoeveel liter zit er nu in?",
        "{a} pours {x} litre of paint into a bucket. {b} adds {y} litre. How many litres are in it now?",
    ),
    Words(
        "{a} werkt {x} uur aan een stoel. {b} werkt er {y} uur aan. Hoeveel uur is dat samen?",
        "{a} works {x} hour on a chair. {b} works {y} hour on it. How many hours is that together?",
    ),
    Words(
        "{a} legt {x} van de vloer. {b} legt {y} van de vloer. Welk deel ligt er dan?",
        "{a} lays {x} of the floor. {b} lays {y} of the floor. Which part is done?",
    ),
    Words(
        "{a} plakt twee platen op elkaar. Eén is {x} cm dik, de andere {y} cm. Hoe dik is het samen, in cm?",
        "{a} glues two boards together. One is {x} cm thick, the other {y} cm. How thick is it together, in cm?",
    ),
    Words(
        "{a} gebruikt {x} kg suiker en {y} kg bloem. Hoeveel kg is dat samen?",
        "{a} uses {x} kg of sugar and {y} kg of flour. How many kg is that together?",
    ),
    Words(
        "{a} rijdt {x} van de weg, {b} rijdt {y} van de weg. Welk deel is dat samen?",
        "{a} drives {x} of the way, {b} drives {y} of the way. Which part is that together?",
    ),
    Words(
        "{a} eet {x} van een taart en {b} eet {y} van die taart. Welk deel is op?",
        "{a} eats {x} of a cake and {b} eats {y} of that cake. Which part is gone?",
    ),
)
TAKE_STORIES: tuple[Words, ...] = (
    Words(
        "In een blik zit {x} liter verf. {a} gebruikt {y} liter. Hoeveel liter blijft er over?",
        "A tin holds {x} litre of paint. {a} uses {y} litre. How many litres are left?",
    ),
    Words(
        "Een plank is {x} m lang. {a} zaagt er {y} m af. Hoeveel m blijft er over?",
        "A plank is {x} m long. {a} saws off {y} m. How many m are left?",
    ),
    Words(
        "{a} heeft {x} kg deeg. {b} neemt er {y} kg van. Hoeveel kg blijft er over?",
        "{a} has {x} kg of dough. {b} takes {y} kg of it. How many kg are left?",
    ),
    Words(
        "De tank van de bus is voor {x} vol. Onderweg gaat {y} van een volle tank op. Hoe vol is de tank dan?",
        "The tank of the bus is {x} full. On the way {y} of a full tank is used. How full is the tank then?",
    ),
    Words(
        "Een klus duurt {x} uur. {a} is al {y} uur bezig. Hoeveel uur duurt het nog?",
        "A job takes {x} hour. {a} has been working for {y} hour. How many hours are left?",
    ),
    Words(
        "Van een rol stof is nog {x} over. {a} gebruikt {y} van de hele rol. Welk deel is er dan nog?",
        "{x} of a roll of cloth is left. {a} uses {y} of the whole roll. Which part is left then?",
    ),
    Words(
        "Een batterij is voor {x} vol. Na het werk is {y} van een volle batterij op. Hoe vol is ze dan?",
        "A battery is {x} full. After work {y} of a full battery is used. How full is it then?",
    ),
)
# What one meets in a workshop or a kitchen, and sums that can be done on paper.
UNDERS = (2, 3, 4, 5, 6, 8, 9, 10, 12)
LARGEST_COMMON = 60


def _sum(rng: random.Random) -> Draft:
    """The rank of the right answer among the five is drawn first: most errors in a sum make it too small."""
    place = rng.randrange(COUNT)
    while True:
        plus = rng.random() < 0.55
        x, y = _proper(rng), _proper(rng)
        right = x + y if plus else x - y
        wrong = _around(right, _sum_errors(rng, x, y, plus, right), place)
        if x != y and 0 < right < 1 and lcm(x.denominator, y.denominator) <= LARGEST_COMMON and wrong:
            break
    story = rng.randrange(len(ADD_STORIES))
    names = some(rng, 2)
    text = (ADD_STORIES if plus else TAKE_STORIES)[story]
    common = (x + y).denominator if plus else (x - y).denominator
    shared = lcm(x.denominator, y.denominator)
    return Draft(
        problem={"story": story, "sign": "+" if plus else "-", "x": str(x), "y": str(y)},
        radicals={
            "take": float(not plus),
            "unlike": 0.0
            if x.denominator == y.denominator
            else 1.0
            if shared in (x.denominator, y.denominator)
            else 2.0,
            "simplify": float(common != shared),
        },
        prompt=say(text.nl, text.en, a=names[0], b=names[1], x=str(x), y=str(y)),
        options=fraction_options([(right, ""), *wrong]),
        explanation=say(
            "Gelijknamig: {x} = {a}/{n} en {y} = {b}/{n}. Uitkomst: {right}.",
            "With a common denominator: {x} = {a}/{n} and {y} = {b}/{n}. Result: {right}.",
            x=str(x),
            y=str(y),
            a=int(x * shared),
            b=int(y * shared),
            n=shared,
            right=str(right),
        ),
    )


def _proper(rng: random.Random) -> Fraction:
    under = rng.choice(UNDERS)
    return Fraction(rng.randint(1, under - 1), under)


def _around(right: Fraction, wrong: Wrongs, place: int) -> Wrongs:
    """The first errors, `place` of them below the right answer; empty when there are too few."""
    below = [one for one in wrong if one[0] < right][:place]
    above = [one for one in wrong if one[0] > right][: COUNT - 1 - place]
    return below + above if len(below) + len(above) == COUNT - 1 else []


def _sum_errors(rng: random.Random, x: Fraction, y: Fraction, plus: bool, right: Fraction) -> Wrongs:
    sign = 1 if plus else -1
    top = x.numerator + sign * y.numerator
    bottom = x.denominator + sign * y.denominator
    big, small = max(x.denominator, y.denominator), min(x.denominator, y.denominator)
    step = Fraction(1, lcm(x.denominator, y.denominator))
    found = [
        (Fraction(top, bottom) if bottom > 0 else Fraction(0), "tops_bottoms"),
        (Fraction(top, x.denominator + y.denominator), "tops_bottoms"),
        (Fraction(top, big), "one_denominator"),
        (Fraction(top, x.denominator * y.denominator), "one_denominator"),
        (x - sign * y, "wrong_sign"),
        (Fraction(top, small), "one_denominator"),
        (x * y, "multiplied"),
        (max(x, y), "one_value"),
        (min(x, y), "one_value"),
        *((right + step * times, "slip") for times in (1, -1, 2, -2, 3, -3)),
    ]
    kept = kept_fractions(found, right)
    rng.shuffle(kept)  # the commonest first would leave the right answer as the one with the longest denominator
    return kept


def _solve_sum(problem: Problem, identities: Sequence[str]) -> list[int]:
    x, y = exact(problem["x"]), exact(problem["y"])
    answer = x + y if problem["sign"] == "+" else x - y
    return [place for place, one in enumerate(identities) if exact(one) == answer]


SUM = Generator(
    name="fraction-sum",
    version=1,
    scale="mathematics",
    title=Words("Breuken optellen en aftrekken", "Adding and subtracting fractions"),
    grammar=Words(
        "Twee breuken van dezelfde maat worden samengenomen, of de ene gaat van de andere af. Het antwoord staat zo "
        "eenvoudig mogelijk.",
        "Two fractions of the same measure are combined, or one is taken from the other. The answer is in its "
        "simplest form.",
    ),
    intercept=-1.1,
    radicals={
        "take": Radical(Words("aftrekken", "subtracting"), 0.2),
        "unlike": Radical(
            Words(
                "noemers: 0 gelijk, 1 de ene past in de andere, 2 anders",
                "denominators: 0 equal, 1 one fits into the other, 2 otherwise",
            ),
            0.7,
        ),
        "simplify": Radical(Words("uitkomst vereenvoudigen", "result to be simplified"), 0.4),
    },
    errors=errors("tops_bottoms", "one_denominator", "wrong_sign", "multiplied", "one_value", "slip"),
    build=_sum,
    solve=_solve_sum,
)
