"""Does the way of answering leave enough to say something? Codes only: the page finds kind words, nobody is punished.

Every rule is a judgement with a documented bar (docs/measurement.md), none is validated for this age.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from .interests import InterestItem, estimate_interests
from .quality.effort import longest_run, same_share, straight_lined

Code = Literal["too_few", "same_answer", "flat", "too_fast", "contradictory"]

FEW_SHARE = 0.5
"""Fewer answers than this share of the items: too few."""
FLAT_RATIO = 1.0
"""Flat: the spread of the six estimates is smaller than this times the mean standard error."""
FAST_MS = 900
"""An answer within this time: not enough to read ten words."""
CONTRADICTION_GAP, CONTRADICTION_RATIO = 1.4, 0.95
"""Twin activities (same area) this many steps apart on average, and nearly as far as any two activities."""
MIN_TWINS = 6


@dataclass(frozen=True, slots=True)
class AnsweringNotice:
    """Codes in fixed order; empty when nothing was noticed."""

    codes: tuple[Code, ...]
    answered: int
    asked: int

    @property
    def clear(self) -> bool:
        return not self.codes


def check(
    answers: Mapping[str, int],
    items: Sequence[InterestItem],
    *,
    hurried: int = 0,
) -> AnsweringNotice:
    """Look at answers (item id -> 1..5) in the order of `items`. `hurried`: how many came within FAST_MS.

    More than half of them hurried is the bar. Where a time per item is kept, `quality.effort` says more.
    """
    given = [(item, answers[item.id]) for item in items if answers.get(item.id) is not None]
    if len(given) < FEW_SHARE * len(items):
        return AnsweringNotice(("too_few",), len(given), len(items))
    values = [value for _, value in given]
    found: dict[Code, bool] = {
        "same_answer": bool(straight_lined(longest_run(values), same_share(values))),
        "flat": _flat(answers, items),
        "too_fast": hurried > len(given) / 2,
        "contradictory": _contradictory(given),
    }
    return AnsweringNotice(tuple(code for code, hit in found.items() if hit), len(given), len(items))


def _flat(answers: Mapping[str, int], items: Sequence[InterestItem]) -> bool:
    profile = estimate_interests(answers, items)
    return float(np.std(profile.means)) < FLAT_RATIO * float(np.mean(profile.ses))


def _contradictory(given: Sequence[tuple[InterestItem, int]]) -> bool:
    """Twins are two activities of one basic-interest area; careless answering makes them as unlike as strangers."""
    pairs = [(a, b) for a, b in combinations(given, 2)]
    twins = [abs(x - y) for (a, x), (b, y) in pairs if a.area and a.area == b.area]
    if len(twins) < MIN_TWINS:
        return False
    usual = float(np.mean([abs(x - y) for (_, x), (_, y) in pairs]))
    gap = float(np.mean(twins))
    return gap >= CONTRADICTION_GAP and gap >= CONTRADICTION_RATIO * usual
