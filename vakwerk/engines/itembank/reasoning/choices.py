"""Answers to choose from that do not give the right one away.

When every wrong answer is the right one with a small change, the right one is the answer that looks most like all
the others, and a pupil who never looks at the task finds it. So the answers are *crossed*: each value of each
feature occurs equally often, and seen from every answer the others differ in the same way. Two features with three
and two values give 6 answers; three features with two values give 6 of the 8 combinations (a ring in which each
neighbour differs in one feature).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Answer = tuple[int, ...]
# A value that a feature gets by an error, and the code of that error.
Wrong = tuple[int, str]
# Of the 8 combinations of three yes/no choices these 6 form the ring; the right answer is the one with no error.
RING = ((0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0))
SEVERAL = "several"


@dataclass(frozen=True)
class Slip:
    """A feature (its place in the answer) with the wrong values that it may get."""

    place: int
    wrong: tuple[Wrong, ...]


def crossed(
    right: Answer, slips: Sequence[Slip], copied: Iterable[tuple[Answer, str]] = ()
) -> list[tuple[Answer, str]]:
    """The right answer first, then five wrong ones, each with the code of its error.

    `slips`: two features (the first with two wrong values, the second with one) or three (one wrong value each).
    `copied`: whole answers that come about by one error, such as copying the square on the left.
    """
    if len(slips) == 3:
        combinations: Iterable[tuple[int, ...]] = RING
    else:
        combinations = [(first, second) for second in range(2) for first in range(3)]
    return [_with(right, slips, combination, dict(copied)) for combination in combinations]


def _with(
    right: Answer, slips: Sequence[Slip], combination: Sequence[int], copied: dict[Answer, str]
) -> tuple[Answer, str]:
    answer, errors = list(right), []
    for slip, chosen in zip(slips, combination, strict=True):
        if chosen:
            answer[slip.place], error = slip.wrong[chosen - 1]
            errors.append(error)
    made = tuple(answer)
    if len(errors) > 1:
        return made, copied.get(made, SEVERAL)
    return made, errors[0] if errors else ""


def pick(
    right: int,
    wrong: Sequence[Wrong],
    count: int,
    rng: random.Random,
    measure: Callable[[int], float] | None = None,
) -> tuple[Wrong, ...]:
    """`count` of the wrong values, each once, the first error that leads to a value counting. With a `measure` the
    right value is as often the smallest as in the middle as the largest, as far as the wrong values allow."""
    first: dict[int, str] = {}
    for value, error in wrong:
        if value != right:
            first.setdefault(value, error)
    candidates = list(first.items())
    rng.shuffle(candidates)
    if measure is not None:
        candidates = _around(right, candidates, count, rng, measure)
    return tuple(candidates[:count])


def _around(
    right: int, candidates: list[Wrong], count: int, rng: random.Random, measure: Callable[[int], float]
) -> list[Wrong]:
    """A lot says how many of the first `count` lie below the right value."""
    below = [one for one in candidates if measure(one[0]) < measure(right)]
    above = [one for one in candidates if measure(one[0]) >= measure(right)]
    low = rng.randint(0, count)
    low = max(min(low, len(below)), count - len(above))
    return below[:low] + above[: count - low] + below[low:]
