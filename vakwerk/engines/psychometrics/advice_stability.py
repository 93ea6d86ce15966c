"""Would another sitting give this pupil the same advice? Asked of the posterior alone, while the sitting still runs.

A virtual parallel sitting: true levels t are drawn from the posterior N(m, C); another sitting of the same precision
would estimate m' with

    m' = prior mean + R (t - prior mean) + noise      R = I - C P^-1      cov(noise) = C - C P^-1 C

(the normal posterior's own update, P the prior covariance), and its advice set is computed as the first one was. The
overlap is the Jaccard index of the two sets of kinds. Expected overlap and share of sittings that agree follow by
simulation; how far that expectation comes true is measured by `python -m tools.simulate_stability`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .advice import Floats, ProgrammeProfiles, advice_set, best_set_size, draw_fits, kind_fits, standard_levels
from .fit import TWO_STRANGERS, centred
from .overlap import jaccard
from .posteriors import ProfilePosterior, root
from .records import FloatArray, Record
from .scales import RIASEC

AGREEMENT = 0.7
"""Two advice sets that share this much (Jaccard) count as the same advice. A bar that was agreed, not data."""
STABLE_OVERLAP = 0.7


@dataclass(frozen=True, eq=False)
class Stability(Record):
    """`overlap`: expected Jaccard index with a parallel sitting. `same`: chance that it reaches `agreement`.

    `decided`: whether the advice set is short enough to be called clear. `length`: kinds in it.
    """

    overlap: float
    same: float
    decided: bool
    length: int
    sittings: int
    agreement: float

    @property
    def stable(self) -> bool:
        """Asking more would change little: the stopping rule of an adaptive sitting."""
        return self.overlap >= STABLE_OVERLAP


def stability(
    posterior: ProfilePosterior,
    programmes: ProgrammeProfiles,
    *,
    seed: int,
    sittings: int = 20,
    draws: int = 200,
    agreement: float = AGREEMENT,
    set_size: Callable[[int], int] = best_set_size,
) -> Stability:
    """Expected agreement of the advice set with that of `sittings` virtual parallel sittings.

    Raises ValueError without programmes, draws or sittings.
    """
    if not programmes.keys or min(sittings, draws) < 1:
        raise ValueError("stability needs programmes, draws and sittings")
    rng = np.random.default_rng(seed)
    noise = rng.standard_normal((draws, 6)) @ root(posterior.covariance).T

    def kinds_for(mean: FloatArray) -> tuple[frozenset[int], bool]:
        fits = draw_fits(standard_levels(posterior, mean + noise), programmes)
        found = advice_set(kind_fits(fits, programmes), set_size)
        return frozenset(found.kinds.tolist()), found.decided

    now, decided = kinds_for(posterior.mean)
    others = parallel_means(posterior, sittings, rng)
    overlaps = np.array([jaccard(now, kinds_for(mean)[0]) for mean in others])
    same = float((overlaps >= agreement).mean())
    return Stability(float(overlaps.mean()), same, decided, len(now), sittings, agreement)


def parallel_means(posterior: ProfilePosterior, sittings: int, rng: np.random.Generator) -> FloatArray:
    """(sittings, 6) posterior means that parallel sittings would give."""
    spread = posterior.covariance
    shrink = spread @ np.linalg.inv(posterior.prior_covariance)
    gain, noise = np.eye(6) - shrink, spread - shrink @ spread
    true = posterior.mean + rng.standard_normal((sittings, 6)) @ root(spread).T
    error = rng.standard_normal((sittings, 6)) @ root((noise + noise.T) / 2).T
    return np.asarray(posterior.prior_mean + (true - posterior.prior_mean) @ gain.T + error)


DECISION_AGREEMENT = 0.6
"""Of a best set of five kinds one may differ (4 of 6 = 0.67)."""


class Outcome:
    """The best kinds for one exact profile. Equal to another when enough of them are the same.

    Such equality does not pass on from one to the next: compare with one reference only, as `chance_of_same` does.
    """

    __slots__ = ("agreement", "kinds")

    def __init__(self, kinds: frozenset[int], agreement: float) -> None:
        self.kinds, self.agreement = kinds, agreement

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outcome) and jaccard(self.kinds, other.kinds) >= self.agreement

    def __hash__(self) -> int:
        return 0


def advice_decision(
    programmes: ProgrammeProfiles,
    *,
    scales: Sequence[str] = RIASEC,
    agreement: float = DECISION_AGREEMENT,
    set_size: Callable[[int], int] = best_set_size,
) -> Callable[[FloatArray], list[Outcome]]:
    """The advice as an adaptive sitting asks for it (`adaptive.Decision`): (N, S) thetas to N outcomes.

    `scales`: names of the S columns; those of R I A S E C are read, whatever else is measured. Programmes count at
    their means: what is wrong with them no answer of the pupil can mend. Raises ValueError when a type is absent.
    """
    columns = [list(scales).index(scale) for scale in RIASEC]
    size = set_size(int(programmes.kinds.max()) + 1)
    profiles = programmes.standardised()

    def decide(theta: FloatArray) -> list[Outcome]:
        levels = centred(np.asarray(theta, dtype=np.float64)[:, columns])
        best = np.argsort(-kind_fits(_exact_fits(levels, profiles), programmes), axis=1, kind="stable")[:, :size]
        return [Outcome(frozenset(row.tolist()), agreement) for row in best]

    return decide


def _exact_fits(levels: FloatArray, profiles: FloatArray) -> Floats:
    """(N, n) `fit.combined_fit` of N exact levels with n exact profiles."""
    own, length = (np.linalg.norm(values, axis=1) for values in (levels, profiles))
    product = levels @ profiles.T
    gap = np.sqrt(np.maximum(own[:, np.newaxis] ** 2 + length**2 - 2 * product, 0))
    shape = product / np.maximum(np.outer(own, length), 1e-9)
    return np.asarray((shape + 1 - gap / TWO_STRANGERS) / 2, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class Agreement(Record):
    """How well two forms agree over pupils. Every figure is a Jaccard index; pupils with two empty sets never count.

    `advised`: of the advice sets, all pupils. `clear`: of the clear groups, pupils with one in either form; one without
    agrees for nothing. `clear_in_both`: pupils with a clear group in both. `against_advised`: the clear group of one
    form against the advice set of the other. `share_clear`: pupils with a clear group, mean over forms. `interval`: of
    `clear`, 95 %, normal.
    """

    pupils: int
    advised: float
    clear: float
    interval: tuple[float, float]
    clear_in_both: float
    against_advised: float
    share_clear: float
    mean_length: float


def agreement_of_forms(
    one: Sequence[frozenset[int]],
    other: Sequence[frozenset[int]],
    decided_one: Sequence[bool],
    decided_other: Sequence[bool],
) -> Agreement:
    """Summary over pupils of two forms' advice sets (kinds) and whether each was short enough to be clear.

    Raises ValueError when the forms do not have the same pupils or nobody at all.
    """
    if not one or not len(one) == len(other) == len(decided_one) == len(decided_other):
        raise ValueError("both forms need the same pupils, and at least one")
    overlaps = np.array([jaccard(a, b) for a, b in zip(one, other, strict=True)])
    first, second = np.asarray(decided_one, dtype=bool), np.asarray(decided_other, dtype=bool)
    clear = np.where(first & second, overlaps, 0.0)[first | second]
    error = float(clear.std(ddof=1) / np.sqrt(len(clear))) if len(clear) > 1 else float("nan")
    shown = np.concatenate([overlaps[first], overlaps[second]])
    return Agreement(
        pupils=len(overlaps),
        advised=float(overlaps.mean()),
        clear=_mean(clear),
        interval=(_mean(clear) - 1.96 * error, _mean(clear) + 1.96 * error),
        clear_in_both=_mean(overlaps[first & second]),
        against_advised=_mean(shown),
        share_clear=float((first.mean() + second.mean()) / 2),
        mean_length=float(np.mean([len(kinds) for kinds in [*one, *other]])),
    )


def _mean(values: FloatArray) -> float:
    return float(values.mean()) if len(values) else float("nan")
