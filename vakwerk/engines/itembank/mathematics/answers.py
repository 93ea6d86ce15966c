"""From a situation with its possible errors to a draft: which wrong answers stand beside the right one.

The place of the key among the answers in order of size is drawn first, every place being equally likely; then a
situation is sought that has enough errors on either side. So size gives nothing away: guessing the middle number pays
no more than guessing the smallest.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from vakwerk.engines.itembank.drawing import Picture
from vakwerk.engines.itembank.tasks import Draft, Option
from vakwerk.engines.words import Words

from .quantities import Unit, Value, decimals_of, identity

Wrong = tuple[Value, str]
Problem = Mapping[str, Any]

ATTEMPTS = 500
# A wrong answer a thousand times too large or small is an honest slip with units; beyond that it looks silly.
PLAUSIBLE = 1000


@dataclass(frozen=True)
class Situation:
    """One set of numbers in a story. `wrong` holds (value, error), the commonest error first; values that cannot be
    shown (not positive, without end, equal to another) are left out. Texts and picture are made once it is kept."""

    problem: Problem
    radicals: Mapping[str, float]
    right: Value
    unit: Unit
    wrong: Sequence[Wrong]
    prompt: Callable[[], Words]
    explanation: Callable[[], Words]
    picture: Callable[[], Picture] | None = None


def numeric(draw: Callable[[random.Random], Situation], count: int = 5) -> Callable[[random.Random], Draft]:
    """A generator's `build` for answers that are numbers, shown from small to large."""

    def build(rng: random.Random) -> Draft:
        place = rng.randrange(count)
        for _ in range(ATTEMPTS):
            situation = draw(rng)
            kept = choose(situation, place, count)
            if kept:
                return _draft(situation, kept)
        raise RuntimeError("No numbers found with enough errors on both sides of the answer.")

    return build


def choose(situation: Situation, place: int, count: int) -> list[Wrong]:
    """The `count - 1` commonest errors of which `place` lie below the right answer; empty when there are too few."""
    usable = _usable(situation)
    below = [one for one in usable if one[0] < situation.right][:place]
    above = [one for one in usable if one[0] > situation.right][: count - 1 - place]
    kept = below + above
    return kept if len(kept) == count - 1 else []


def _usable(situation: Situation) -> list[Wrong]:
    right, most = Fraction(situation.right), max(situation.unit.decimals, decimals_of(situation.right))
    met = {right}
    found: list[Wrong] = []
    for value, error in situation.wrong:
        fits = value > 0 and value not in met and decimals_of(value) <= most
        if fits and right / PLAUSIBLE <= value <= right * PLAUSIBLE:
            met.add(Fraction(value))
            found.append((value, error))
    return found


def _draft(situation: Situation, kept: Sequence[Wrong]) -> Draft:
    answers: list[Wrong] = [(situation.right, ""), *kept]
    unit = situation.unit
    return Draft(
        problem={**situation.problem, "unit": unit.code},
        radicals=situation.radicals,
        prompt=situation.prompt(),
        options=[Option(identity(value, unit), error, unit.write(value)) for value, error in answers],
        explanation=situation.explanation(),
        picture=situation.picture() if situation.picture else None,
        order=sorted(range(len(answers)), key=lambda place: answers[place][0]),
    )


def solver(compute: Callable[[Problem], Value]) -> Callable[[Problem, Sequence[str]], list[int]]:
    """A generator's `solve`: the positions whose value and unit equal what `compute` finds from the bare problem."""

    def solve(problem: Problem, identities: Sequence[str]) -> list[int]:
        answer = f"{Fraction(compute(problem))} {problem['unit']}"
        return [place for place, found in enumerate(identities) if found == answer]

    return solve


def exact(text: str | int) -> Fraction:
    """A number as it stands in a problem."""
    return Fraction(text)


Wrongs = list[tuple[Fraction, str]]


def fraction_options(answers: Sequence[tuple[Fraction, str]]) -> list[Option]:
    """Options that are fractions: written 3/4, and equal when their values are."""
    return [Option(str(value), code, Words(str(value), str(value))) for value, code in answers]


def kept_fractions(found: Sequence[tuple[Fraction, str]], right: Fraction) -> Wrongs:
    """Wrong fractions between 0 and 1, each value once, the first error named."""
    kept: dict[Fraction, str] = {}
    for value, code in found:
        if 0 < value < 1 and value != right:
            kept.setdefault(value, code)
    return list(kept.items())
