"""The shadow test: the best whole test that still can be made, given what was asked already.

Areas that do not overlap, each with a least and a most number, make the feasible completions the bases of a matroid
(a partition matroid, truncated and with lower bounds), so taking the best allowed item again and again gives the
optimum (Edmonds 1971, Math. Programming 1, 127-136). Two things follow. The next item needs no whole test: the best
item of any area that may still give one stands in the optimal test. And a price per area proves the optimum: by linear
programming duality no test can score more than the bound those prices give; here bound and score are equal.

    bound = sum over free items of max(0, score_i - t_area(i)) + lambda n + sum over areas of max(mu l, mu h)

with t = lambda + mu, n the places left, and l and h what an area must and may still get.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray, Record

Method = Literal["matroid", "milp"]
Status = Literal["optimal", "feasible"]


@dataclass(frozen=True)
class Proof:
    """What is known of a choice: `gap` is how much better, at most, another whole test could be (0 = none is)."""

    method: Method
    status: Status
    gap: float


MATROID = Proof("matroid", "optimal", 0.0)


@dataclass(frozen=True)
class Problem:
    """Scores (J,) of all items, area number (J,) and bounds (A,) each, `length`, given (J,) and closed (J,) items."""

    scores: FloatArray
    area: IntArray
    least: IntArray
    most: IntArray
    length: int
    given: BoolArray
    closed: BoolArray

    @property
    def left(self) -> int:
        return self.length - int(self.given.sum())

    def still(self) -> tuple[IntArray, IntArray]:
        """(A,) what each area must and may still get."""
        counts = np.bincount(self.area[self.given], minlength=len(self.least))
        return np.maximum(self.least - counts, 0), np.maximum(self.most - counts, 0)


@dataclass(frozen=True, eq=False)
class ShadowTest(Record):
    """A whole test: `chosen` (J,), the given items among them; `score` of the chosen items not yet given; `bound`
    that no test passes. `threshold`: lambda; `area_thresholds` (A,): t; both only by the matroid method.
    """

    chosen: BoolArray
    score: float
    bound: float
    method: Method
    status: Status
    threshold: float
    area_thresholds: FloatArray

    @property
    def gap(self) -> float:
        return max(0.0, self.bound - self.score)


def greedy(problem: Problem) -> ShadowTest | None:
    """The optimal test over areas that do not overlap; None when no test can be completed."""
    chosen = _filled(problem)
    if chosen is None:
        return None
    score = float(problem.scores[chosen & ~problem.given].sum())
    threshold, areas = _thresholds(problem, chosen)
    return ShadowTest(chosen, score, bound(problem, threshold, areas), "matroid", "optimal", threshold, areas)


def _filled(problem: Problem) -> BoolArray | None:
    """First the minima, then the best that the maxima allow; both walks go down the same sorted list."""
    least, most = (part.tolist() for part in problem.still())
    spare, chosen = problem.left - sum(least), problem.given.copy()
    free = np.flatnonzero(~problem.closed & ~problem.given)
    ranked = free[np.argsort(-problem.scores[free], kind="stable")].tolist()
    area = problem.area.tolist()
    for row in ranked:
        if spare <= 0 and not any(least):
            break
        group = area[row]
        if most[group] == 0 or (least[group] == 0 and spare <= 0):
            continue
        spare -= least[group] == 0
        least[group], most[group] = max(least[group] - 1, 0), most[group] - 1
        chosen[row] = True
    return chosen if int(chosen.sum()) == problem.length and not sum(least) else None


def _thresholds(problem: Problem, chosen: BoolArray) -> tuple[float, FloatArray]:
    """Lambda between the best item left out where there was room and the worst taken where none had to be."""
    least, most = problem.still()
    taken, free = chosen & ~problem.given, ~chosen & ~problem.closed & ~problem.given
    worst, best = np.full(len(least), np.inf), np.full(len(least), -np.inf)
    np.minimum.at(worst, problem.area[taken], problem.scores[taken])
    np.maximum.at(best, problem.area[free], problem.scores[free])
    counts = np.bincount(problem.area[taken], minlength=len(least))
    low = float(best[counts < most].max(initial=-np.inf))
    high = float(worst[counts > least].min(initial=np.inf))
    threshold = next((value for value in (low, high) if np.isfinite(value)), 0.0)
    return threshold, np.asarray(np.clip(threshold, best, worst))


def bound(problem: Problem, threshold: float, area_thresholds: FloatArray) -> float:
    """What no completion can pass, whatever the thresholds: weak duality, so a wrong threshold only loosens it."""
    least, most = problem.still()
    free = ~problem.closed & ~problem.given
    surplus = np.maximum(problem.scores[free] - area_thresholds[problem.area[free]], 0.0).sum()
    shift = area_thresholds - threshold
    return float(surplus + threshold * problem.left + np.maximum(shift * least, shift * most).sum())


def verify(problem: Problem, test: ShadowTest, tolerance: float = 1e-6) -> tuple[str, ...]:
    """What is wrong with a claimed shadow test; empty when it is what it says. Uses nothing that made it but `bound`,
    which holds for any thresholds.
    """
    counts = [int((test.chosen & (problem.area == group)).sum()) for group in range(len(problem.least))]
    score = sum(problem.scores[row] for row in np.flatnonzero(test.chosen) if not problem.given[row])
    slack = tolerance * max(1.0, abs(score))
    return tuple(
        fault
        for fault, found in (
            ("length", int(test.chosen.sum()) != problem.length),
            ("given", bool((problem.given & ~test.chosen).any())),
            ("closed", bool((test.chosen & problem.closed & ~problem.given).any())),
            ("minimum", any(count < low for count, low in zip(counts, problem.least, strict=True))),
            ("maximum", any(count > high for count, high in zip(counts, problem.most, strict=True))),
            ("score", abs(score - test.score) > slack),
            ("bound", test.method == "matroid" and _best_bound(problem, test) > test.score + slack),
        )
        if found
    )


def _best_bound(problem: Problem, test: ShadowTest) -> float:
    return bound(problem, test.threshold, test.area_thresholds)
