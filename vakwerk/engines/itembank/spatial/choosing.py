"""Choosing wrong answers so that the right one does not give itself away: by being the most ordinary, for instance."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
# What a pupil who skips the task could go by: a score of every answer, given all of them.
Trait = Callable[[Sequence[T]], list[float]]
TRIES = 16


def unremarkable(
    rng: random.Random, key: T, pool: Sequence[tuple[T, str]], count: int, traits: Sequence[Trait[T]]
) -> list[tuple[T, str]]:
    """`count` of the wrong answers in `pool` (answer and error), all different.

    Wrong answers made from the right one all resemble it, so that the answer most like the others would be right. For
    each trait a lot therefore decides at which place the right one is to stand, and the choice that comes nearest is
    taken. ValueError when the pool is too small."""
    wanted = [rng.randrange(count + 1) for _ in traits]
    best: tuple[int, list[tuple[T, str]]] = (count * len(traits) + 1, [])
    for _ in range(TRIES):
        chosen = rng.sample(pool, count)
        answers = [key, *(answer for answer, _ in chosen)]
        miss = sum(abs(_rank(rng, trait(answers)) - place) for trait, place in zip(traits, wanted, strict=True))
        best = min(best, (miss, chosen), key=lambda pair: pair[0])
        if miss == 0:
            break
    return best[1]


def _rank(rng: random.Random, scores: Sequence[float]) -> int:
    """How many of the others score higher than the first; ties fall either way."""
    return sum(other > scores[0] or (other == scores[0] and rng.random() < 0.5) for other in scores[1:])


def ordinary(answers: Sequence[frozenset[tuple[int, int]]]) -> list[float]:
    """How much each set of places overlaps the others (Jaccard)."""
    return [sum(len(one & two) / max(1, len(one | two)) for two in answers) for one in answers]


def size(answers: Sequence[frozenset[tuple[int, int]]]) -> list[float]:
    return [float(len(answer)) for answer in answers]
