"""Letter series: single letters of which the pupil finds the next, with the alphabet in sight.

The alphabet is printed below the series, so that the task is finding the rule and not knowing the alphabet by heart:
fairer for who reads with difficulty or learned Dutch late. See `series` on the expected difficulty.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vakwerk.engines.itembank.drawing import Drawing
from vakwerk.engines.itembank.tasks import Draft, Generator, Option, Radical
from vakwerk.engines.words import Words

from .series import ERRORS, answers, boxes, mistaken
from .series_rules import LETTER_RULES, continuations

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALLOWED = range(26)
SHOWN = {"alternating": 7, "interleaved": 7}
RADICALS: Mapping[str, Radical] = {
    "growing": Radical(Words("de sprong verandert", "the jump changes"), 1.1),
    "alternating": Radical(Words("twee sprongen om de beurt", "two jumps in turn"), 1.3),
    "interleaved": Radical(Words("twee rijen om de beurt", "two series in turn"), 2.0),
    "falling": Radical(Words("ook terug in het alfabet", "back in the alphabet too"), 0.6),
    "far": Radical(Words("een sprong van drie of meer letters", "a jump of three letters or more"), 0.5),
}


def plus_letters(rng: random.Random) -> Iterator[int]:
    return itertools.count(rng.randrange(26), _step(rng, 1, 4))


def growing_letters(rng: random.Random) -> Iterator[int]:
    first, change, sign = rng.randint(0, 7), rng.choice((1, 1, 2, -1)), rng.choice((1, -1))
    steps = [sign * (first + change * place) for place in range(8)]
    return itertools.accumulate(steps, initial=rng.randrange(26))


def alternating_letters(rng: random.Random) -> Iterator[int]:
    steps = (_step(rng, 1, 6), _step(rng, 1, 5))
    return itertools.accumulate(itertools.cycle(steps), initial=rng.randrange(26))


def interleaved_letters(rng: random.Random) -> Iterator[int]:
    steps = (_step(rng, 1, 4), _step(rng, 0, 4))
    rows = [itertools.count(rng.randrange(26), step) for step in steps]
    rng.shuffle(rows)
    for place in itertools.count():
        yield next(rows[place % 2])


def _step(rng: random.Random, low: int, high: int) -> int:
    return rng.randint(low, high) * rng.choice((1, 1, -1))


MAKERS = {
    "plus": plus_letters,
    "growing": growing_letters,
    "alternating": alternating_letters,
    "interleaved": interleaved_letters,
}
# The kinds with few different series come less often.
LOT = ("plus", "growing", *("alternating",) * 3, *("interleaved",) * 4)


def build(rng: random.Random) -> Draft:
    kind = rng.choice(LOT)
    while True:
        shown = SHOWN.get(kind, 5)
        row = list(itertools.islice(MAKERS[kind](rng), shown + 3))
        terms, right, after = row[:shown], row[shown], row[shown + 1 :]
        if not _sound(terms, right, kind):
            continue
        options = answers(right, mistaken(terms, right, after), (-1, 1), ALLOWED, rng)
        if options:
            return _draft(kind, terms, options)


def _sound(terms: Sequence[int], right: int, kind: str) -> bool:
    """Every rule of the grammar that fits these letters gives `right`, and no simpler rule than `kind` fits."""
    if not all(term in ALLOWED for term in (*terms, right)) or len(set(terms)) < 3:
        return False
    found = continuations(terms, LETTER_RULES)
    return set(found) == {right} and found[right][0] == kind


def _draft(kind: str, terms: Sequence[int], options: Sequence[tuple[int, str]]) -> Draft:
    rule = next(rule for rule in LETTER_RULES if rule.name == kind)
    letters = [(ALPHABET[value], error) for value, error in options]
    said = letters[0][0]
    return Draft(
        problem={"letters": "".join(ALPHABET[term] for term in terms)},
        radicals=_radicals(kind, terms),
        prompt=Words(
            "Welke letter komt op de plaats van het vraagteken?", "Which letter takes the place of the question mark?"
        ),
        options=[Option(letter, error, words=Words(letter, letter)) for letter, error in letters],
        explanation=Words(
            f"De regel: {rule.words.nl}. Dus komt er een {said}.", f"The rule: {rule.words.en}. So {said} comes next."
        ),
        picture=boxes([ALPHABET[term] for term in terms], alphabet, ALPHABET_HEIGHT),
    )


ALPHABET_HEIGHT = 52.0


def alphabet(sheet: Drawing, top: float) -> None:
    """The alphabet in two rows of thirteen."""
    for place, letter in enumerate(ALPHABET):
        sheet.text((14 + place % 13 * 26, top + 16 + place // 13 * 24), letter, size=16, fill="#4a5660")


def _radicals(kind: str, terms: Sequence[int]) -> dict[str, float]:
    found = {name: float(name == kind) for name in RADICALS}
    lag = 2 if kind == "interleaved" else 1
    steps = [second - first for first, second in zip(terms, terms[lag:], strict=False)]
    found["falling"] = float(min(steps) < 0)
    found["far"] = float(max(map(abs, steps)) > 2)
    return found


def solve(problem: Mapping[str, Any], identities: Sequence[str]) -> list[int]:
    """The options that some rule of the grammar gives as the next letter."""
    allowed = continuations([ALPHABET.index(letter) for letter in problem["letters"]], LETTER_RULES)
    return [place for place, identity in enumerate(identities) if ALPHABET.index(identity) in allowed]


def _listed(language: str) -> str:
    return "; ".join(rule.words.text(language) for rule in LETTER_RULES)


GENERATOR = Generator(
    name="letter-series",
    version=1,
    scale="reasoning",
    title=Words("letterreeks", "letter series"),
    grammar=Words(
        f"Een rij letters, zonder over de Z of de A heen te gaan, volgt één van deze regels: {_listed('nl')}. Een taak "
        "is goed als alle regels die bij de getoonde letters passen dezelfde volgende letter geven.",
        f"A series of letters, never passing Z or A, follows one of these rules: {_listed('en')}. A task is sound when "
        "all rules that fit the letters shown give the same next letter.",
    ),
    intercept=-1.9,
    radicals=RADICALS,
    errors=ERRORS,
    build=build,
    solve=solve,
)
