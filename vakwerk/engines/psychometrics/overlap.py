"""Would a child with the same interests get the same menu from the other half of the questionnaire?"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from .advice import ProgrammeProfiles, advise
from .interests import InterestItem, estimate_interests
from .menus import Breadth, MenuEntry, menu
from .scales import RIASEC, SCALE_HIGH, SCALE_LOW


def jaccard(a: frozenset[Hashable], b: frozenset[Hashable]) -> float:
    """Shared share of two sets, 0..1; two empty sets are the same."""
    return len(a & b) / len(a | b) if a | b else 1.0


def simulate_answers(
    levels: NDArray[np.float64], items: Sequence[InterestItem], *, seed: int, answer_sd: float = 1.1
) -> dict[str, int]:
    """Answers 1..5 of somebody with true levels (6,): rounded normal around the level of the item's type."""
    noise = np.random.default_rng(seed).normal(0.0, answer_sd, len(items))
    raw = [levels[RIASEC.index(item.type)] + error for item, error in zip(items, noise, strict=True)]
    return {item.id: int(np.clip(round(value), SCALE_LOW, SCALE_HIGH)) for item, value in zip(items, raw, strict=True)}


def form_overlap(
    levels: NDArray[np.float64],
    items: Sequence[InterestItem],
    programmes: ProgrammeProfiles,
    *,
    seed: int,
    answer_sd: float = 1.1,
    breadth: Breadth | None = None,
    by: Callable[[MenuEntry], Hashable] = lambda entry: entry.key,
) -> NDArray[np.float64]:
    """(m,) Jaccard overlap of the programmes that fit, form "1" against form "2", for m simulated persons of true
    levels (m, 6).

    `by` says what counts as the same (the programme, or say its domain). What was added for breadth does not count:
    they would make the forms look more alike than they measure.
    """

    def fitting(person: int, form: str) -> frozenset[Hashable]:
        half = [item for item in items if item.form == form]
        answers = simulate_answers(levels[person], half, seed=seed + 2 * person + int(form), answer_sd=answer_sd)
        advice = advise(estimate_interests(answers, half), programmes, seed=seed + person)
        return frozenset(by(entry) for entry in menu(advice, breadth).entries if entry.reason == "fit")

    return np.array([jaccard(fitting(person, "1"), fitting(person, "2")) for person in range(len(levels))])
