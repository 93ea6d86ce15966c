"""Comparing fractions: five of the same whole, which is the largest or the smallest?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from vakwerk.engines.itembank.tasks import Draft, Generator, Radical
from vakwerk.engines.words import Words

from .answers import Problem, exact, fraction_options
from .errors import errors
from .quantities import say

COUNT = 5
Entry = tuple[int, int, int]
# (size in 720ths, numerator, denominator), in simplest form; whole numbers compare fast.
POOL: list[Entry] = [
    (720 * top // under, top, under)
    for under in (2, 3, 4, 5, 6, 8, 9, 10, 12, 16)
    for top in range(1, under)
    if gcd(top, under) == 1
]

COMPARE_STORIES: tuple[Words, ...] = (
    Words(
        "Vijf vrienden eten elk van een even grote pizza. Dit deel eten ze op. Wat is het {most} deel?",
        "Five friends each eat from a pizza of the same size. This is the part they eat. Which part is the {most}?",
    ),
    Words(
        "Vijf vaten zijn even groot. Zo vol zijn ze. Wat is het {most} deel?",
        "Five barrels are equally large. This is how full they are. Which part is the {most}?",
    ),
    Words(
        "Vijf ploegen hebben elk evenveel werk. Dit deel is klaar. Wat is het {most} deel?",
        "Five teams each have the same amount of work. This part is done. Which part is the {most}?",
    ),
    Words(
        "Vijf fietsers rijden dezelfde weg. Dit deel hebben ze al gereden. Wat is het {most} deel?",
        "Five cyclists ride the same route. This is the part they have done. Which part is the {most}?",
    ),
    Words(
        "Vijf kinderen lezen hetzelfde boek. Dit deel hebben ze gelezen. Wat is het {most} deel?",
        "Five children read the same book. This is the part they have read. Which part is the {most}?",
    ),
)


def _compare(rng: random.Random) -> Draft:
    """Five fractions of which the naive look points at a wrong one."""
    largest = rng.random() < 0.6
    story = rng.randrange(len(COMPARE_STORIES))
    right, wrong = _five(rng, largest)
    near = min(abs(one - right) for one, _ in wrong)
    found = [right, *(one for one, _ in wrong)]
    return Draft(
        problem={"story": story, "ask": "largest" if largest else "smallest", "fractions": sorted(map(str, found))},
        radicals={
            "smallest": float(not largest),
            "near": float(near < Fraction(1, 12)),
            "denominators": float(len({one.denominator for one in found}) > 3),
        },
        prompt=say(
            COMPARE_STORIES[story].nl,
            COMPARE_STORIES[story].en,
            most=Words("grootste" if largest else "kleinste", "largest" if largest else "smallest"),
        ),
        options=fraction_options([(right, ""), *wrong]),
        explanation=say(
            "Maak de breuken gelijknamig of vergelijk met 1/2 en 1. {f} is het {most}.",
            "Use a common denominator, or compare with 1/2 and 1. {f} is the {most}.",
            f=str(right),
            most=Words("grootst" if largest else "kleinst", "largest" if largest else "smallest"),
        ),
    )


def _five(rng: random.Random, largest: bool) -> tuple[Fraction, list[tuple[Fraction, str]]]:
    """The right one, which no naive rule points at, and four others of which at least one is a trap."""
    while True:
        found = sorted(rng.sample(POOL, COUNT), reverse=largest)
        traps = [_trap(one, found, largest) for one in found]
        if traps[0] == "estimate" and any(trap != "estimate" for trap in traps):
            (right, *wrong) = [Fraction(top, under) for _, top, under in found]
            return right, list(zip(wrong, traps[1:], strict=True))


def _trap(one: Entry, among: Sequence[Entry], largest: bool) -> str:
    """The naive rule that would choose this fraction."""
    pick, other = (max, min) if largest else (min, max)
    if one[2] == max(entry[2] for entry in among):
        return "denominator"
    if one[1] == pick(entry[1] for entry in among):
        return "numerator"
    return "gap" if one[2] - one[1] == other(entry[2] - entry[1] for entry in among) else "estimate"


def _solve_compare(problem: Problem, identities: Sequence[str]) -> list[int]:
    values = [exact(one) for one in problem["fractions"]]
    best = max(values) if problem["ask"] == "largest" else min(values)
    return [place for place, one in enumerate(identities) if exact(one) == best]


COMPARE = Generator(
    name="fraction-compare",
    version=1,
    scale="mathematics",
    title=Words("Breuken vergelijken", "Comparing fractions"),
    grammar=Words(
        "Er staan vijf breuken van hetzelfde geheel. Precies één is de grootste of de kleinste.",
        "There are five fractions of the same whole. Exactly one is the largest or the smallest.",
    ),
    intercept=-0.6,
    radicals={
        "smallest": Radical(Words("de kleinste gevraagd", "the smallest is asked"), 0.2),
        "near": Radical(
            Words("twee breuken liggen dicht bij elkaar (minder dan 1/12)", "two fractions are close (less than 1/12)"),
            0.5,
        ),
        "denominators": Radical(
            Words("meer dan drie verschillende noemers", "more than three different denominators"), 0.3
        ),
    },
    errors=errors("denominator", "numerator", "gap", "estimate"),
    build=_compare,
    solve=_solve_compare,
)
