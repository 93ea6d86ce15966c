"""When is measuring on pointless for what it is for? A decision (an advice set, a level) seen from what is still open.

The question is not how small an error is but whether a smaller one would change anything: the chance, over what the
answers so far leave open, that exact knowledge would lead to the same decision as today's estimate.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from vakwerk.engines.psychometrics.records import FloatArray, Record

DRAWS = 200


@dataclass(frozen=True, eq=False)
class JointPosterior(Record):
    """Mean and standard deviation (S,) of one person on S scales. Scales are taken as independent given the answers:
    each was measured with items of its own and a prior of its own.
    """

    scales: tuple[str, ...]
    mean: FloatArray
    sd: FloatArray

    def draws(self, count: int, *, seed: int) -> FloatArray:
        """(count, S) abilities as they may be; normal."""
        return np.asarray(self.mean + self.sd * np.random.default_rng(seed).standard_normal((count, len(self.scales))))

    def only(self, scale: str) -> JointPosterior:
        """The same person, all other scales known exactly."""
        return JointPosterior(self.scales, self.mean, np.where(np.array(self.scales) == scale, self.sd, 0.0))


class Decision(Protocol):
    """From abilities (N, S) to N outcomes that can be compared: the advice set of each, say, as a frozenset."""

    def __call__(self, theta: FloatArray, /) -> Sequence[Hashable]: ...


def chances_of_same(
    mean: FloatArray, sd: FloatArray, decision: Decision, *, seed: int, draws: int = DRAWS
) -> FloatArray:
    """(N,) the same for N persons on one scale, in one call of the decision."""
    noise = np.random.default_rng(seed).standard_normal((draws, 1))[:, 0]
    theta = np.concatenate([mean[:, None], mean[:, None] + sd[:, None] * noise], axis=1)
    outcomes = list(decision(theta.reshape(-1, 1)))
    rows = (outcomes[start : start + draws + 1] for start in range(0, len(outcomes), draws + 1))
    return np.array([np.mean([outcome == row[0] for outcome in row[1:]]) for row in rows])


def chance_of_same(posterior: JointPosterior, decision: Decision, *, seed: int, draws: int = DRAWS) -> float:
    """0..1: how often a draw from the posterior gives the decision of its mean."""
    outcomes = decision(np.vstack([posterior.mean, posterior.draws(draws, seed=seed)]))
    return float(np.mean([outcome == outcomes[0] for outcome in outcomes[1:]]))
