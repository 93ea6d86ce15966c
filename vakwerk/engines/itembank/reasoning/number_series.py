"""Number series: six or seven numbers of which the pupil finds the next. See `series` on the expected difficulty."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .series import ERRORS, answers, boxes, mistaken
from .series_rules import NUMBER_RULES, continuations

NAME = "number-series"
# No negative numbers and nothing from a thousand on: the task is finding the rule, not calculating.
ALLOWED = range(1000)
SHOWN = {"alternating": 7, "interleaved": 7}
RADICALS: Mapping[str, Radical] = {
    "times": Radical(Words("maal of gedeeld door", "times or divided by"), 0.7),
    "growing": Radical(Words("de sprong verandert", "the jump changes"), 1.2),
    "scaled": Radical(Words("de sprong wordt vermenigvuldigd", "the jump is multiplied"), 1.7),
    "summed": Radical(Words("de twee vorige samen", "the two before it together"), 2.2),
    "alternating": Radical(Words("twee bewerkingen om de beurt", "two operations in turn"), 1.6),
    "interleaved": Radical(Words("twee rijen om de beurt", "two series in turn"), 2.1),
    "falling": Radical(Words("er gaat ook iets af", "something is taken away too"), 0.4),
    "large": Radical(Words("een sprong van meer dan 10", "a jump of more than 10"), 0.5),
}


def plus_series(rng: random.Random) -> Iterator[int]:
    step = _step(rng, 2, 25)
    return itertools.count(rng.randint(1, 40) - min(step * 7, 0), step)


def times_series(rng: random.Random) -> Iterator[int]:
    factor, start = rng.choice(((2, rng.randint(1, 9)), (3, 1), (2, rng.randint(3, 7)), (3, 2)))
    terms = [start * factor**place for place in range(9)]
    return iter(terms if rng.random() < 0.6 else terms[7::-1])


def growing_series(rng: random.Random) -> Iterator[int]:
    change, first = rng.choice((1, 1, 2, 2, 3, 4, 5, -1, -2)), rng.randint(1, 12)
    first += max(0, -8 * change)
    sign = rng.choice((1, 1, -1))
    steps = [sign * (first + change * place) for place in range(8)]
    start = rng.randint(1, 30) + (sum(map(abs, steps)) if sign < 0 else 0)
    return itertools.accumulate(steps, initial=start)


def scaled_series(rng: random.Random) -> Iterator[int]:
    factor, extra, term = 2, rng.choice((-3, -2, -1, 1, 2, 3, 4, 5)), rng.randint(1, 12)
    while True:
        yield term
        term = term * factor + extra


def summed_series(rng: random.Random) -> Iterator[int]:
    first, second = rng.randint(1, 12), rng.randint(1, 15)
    while True:
        yield first
        first, second = second, first + second


def alternating_series(rng: random.Random) -> Iterator[int]:
    term = rng.randint(1, 25)
    first, second = _step(rng, 2, 12), _step(rng, 1, 9)
    doubling = rng.random() < 0.35
    for place in itertools.count():
        yield term
        if place % 2:
            term += second
        else:
            term = term * 2 if doubling else term + first


def interleaved_series(rng: random.Random) -> Iterator[int]:
    rows = [rng.choice((plus_series, plus_series, times_series))(rng) for _ in range(2)]
    for place in itertools.count():
        yield next(rows[place % 2])


def _step(rng: random.Random, low: int, high: int) -> int:
    return rng.randint(low, high) * rng.choice((1, 1, -1))


MAKERS = {
    "plus": plus_series,
    "times": times_series,
    "growing": growing_series,
    "scaled": scaled_series,
    "summed": summed_series,
    "alternating": alternating_series,
    "interleaved": interleaved_series,
}
# The kinds with few different series come less often.
LOT = ("plus", "times", "growing", "growing", "scaled", "summed", *("alternating", "interleaved") * 2)


def build(rng: random.Random) -> Draft:
    kind = rng.choice(LOT)
    while True:
        shown = SHOWN.get(kind, 6)
        row = list(itertools.islice(MAKERS[kind](rng), shown + 3))
        terms, right, after = row[:shown], row[shown], row[shown + 1 :]
        if not _sound(terms, right, kind):
            continue
        options = answers(right, mistaken(terms, right, after), (-10, -2, -1, 1, 2, 10), ALLOWED, rng)
        if options:
            return _draft(kind, terms, options)


def _sound(terms: Sequence[int], right: int, kind: str) -> bool:
    """Every rule of the grammar that fits these terms gives `right`, and no simpler rule than `kind` fits."""
    if not all(term in ALLOWED for term in (*terms, right)) or len(set(terms)) < 3:
        return False
    found = continuations(terms, NUMBER_RULES)
    return set(found) == {right} and found[right][0] == kind


def _draft(kind: str, terms: Sequence[int], options: Sequence[tuple[int, str]]) -> Draft:
    rule = next(rule for rule in NUMBER_RULES if rule.name == kind)
    said = str(options[0][0])
    return Draft(
        problem={"terms": list(terms)},
        radicals=_radicals(kind, terms),
        prompt=Words(
            "Welk getal komt op de plaats van het vraagteken?", "Which number takes the place of the question mark?"
        ),
        options=[Option(str(value), error, words=Words(str(value), str(value))) for value, error in options],
        explanation=Words(
            f"De regel: {rule.words.nl}. Dus komt er {said}.", f"The rule: {rule.words.en}. So {said} comes next."
        ),
        picture=boxes([str(term) for term in terms]),
    )


def _radicals(kind: str, terms: Sequence[int]) -> dict[str, float]:
    found = {name: float(name == kind) for name in RADICALS}
    lag = 2 if kind == "interleaved" else 1
    steps = [second - first for first, second in zip(terms, terms[lag:], strict=False)]
    found["falling"] = float(min(steps) < 0)
    found["large"] = float(kind not in ("times", "scaled", "summed") and max(map(abs, steps)) > 10)
    return found


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """The options that some rule of the grammar gives as the next term."""
    allowed = continuations(problem["terms"], NUMBER_RULES)
    return [place for place, identity in enumerate(identities) if int(identity) in allowed]


def _listed(language: str) -> str:
    return "; ".join(rule.words.text(language) for rule in NUMBER_RULES)


GENERATOR = Generator(
    name=NAME,
    version=1,
    scale="reasoning",
    title=Words("getallenreeks", "number series"),
    grammar=Words(
        f"Een rij van hele getallen onder de duizend volgt één van deze regels: {_listed('nl')}. Een taak is goed als "
        "alle regels die bij de getoonde getallen passen hetzelfde volgende getal geven.",
        f"A series of whole numbers below a thousand follows one of these rules: {_listed('en')}. A task is sound when "
        "all rules that fit the numbers shown give the same next number.",
    ),
    intercept=-2.1,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
)
