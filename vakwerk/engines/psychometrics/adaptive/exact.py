"""Shadow tests where enemies or a time budget cut across the areas: greedy first, a mixed integer program if it fails.

What greedy finds while looking past enemies and time is the optimum of a wider problem; when it happens to keep both,
it is the optimum of this one and no solver is needed. Else HiGHS (through `scipy.optimize.milp`, loaded only then)
branches and bounds; its gap stands in the proof. The limit is on nodes, not on seconds: the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray

from .shadow import Problem, ShadowTest, greedy

NODE_LIMIT = 20_000


@dataclass(frozen=True)
class Extra:
    """What cuts across the areas: groups of enemies (positions), seconds per item (J,), the seconds a test may take."""

    enemies: tuple[IntArray, ...]
    seconds: FloatArray
    budget: float | None

    def keeps(self, chosen: BoolArray) -> bool:
        in_time = self.budget is None or float(self.seconds[chosen].sum()) <= self.budget + 1e-9
        return in_time and all(int(chosen[group].sum()) <= 1 for group in self.enemies)


def best(problem: Problem, extra: Extra) -> ShadowTest | None:
    """The best test that keeps areas, enemies and time; None when there is none."""
    easy = greedy(problem)
    if easy is None or extra.keeps(easy.chosen):
        return easy
    return _solved(problem, extra)


def _solved(problem: Problem, extra: Extra) -> ShadowTest | None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows, low, high = _constraints(problem, extra)
    allowed = (~problem.closed | problem.given).astype(float)
    result = milp(
        -problem.scores,
        integrality=np.ones(len(allowed)),
        bounds=Bounds(problem.given.astype(float), allowed),
        constraints=LinearConstraint(rows, low, high),
        options={"node_limit": NODE_LIMIT, "mip_rel_gap": 0.0},
    )
    return None if result.x is None else _as_test(problem, result)


def _as_test(problem: Problem, result: Any) -> ShadowTest:
    chosen = np.asarray(result.x > 0.5)
    score = float(problem.scores[chosen & ~problem.given].sum())
    most = -float(result.mip_dual_bound) - float(problem.scores[problem.given].sum())
    optimal = result.status == 0
    no_areas = np.zeros(len(problem.least))
    return ShadowTest(
        chosen,
        score,
        score if optimal else max(most, score),
        "milp",
        "optimal" if optimal else "feasible",
        0.0,
        no_areas,
    )


def _constraints(problem: Problem, extra: Extra) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(rows, low, high): length, one row per area, one per group of enemies, the time."""
    count = len(problem.scores)
    rows = [np.ones(count)] + [(problem.area == group).astype(float) for group in range(len(problem.least))]
    given = np.bincount(problem.area[problem.given], minlength=len(problem.most))  # by the host, perhaps too many
    low, high = [problem.length, *problem.least.tolist()], [problem.length, *np.maximum(problem.most, given).tolist()]
    for group in extra.enemies:
        rows.append(np.zeros(count))
        rows[-1][group] = 1.0
        low, high = [*low, 0.0], [*high, max(1.0, float(problem.given[group].sum()))]
    if extra.budget is not None:
        rows, low, high = [*rows, extra.seconds], [*low, 0.0], [*high, extra.budget]
    return np.vstack(rows), np.array(low, dtype=float), np.array(high, dtype=float)


def missing(problem: Problem, extra: Extra) -> IntArray:
    """(A,) how many items each area lacks when no test exists: the fewest shortages that would make one possible.
    All zero when the length itself or the time is what cannot be met.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows, low, high = _constraints(problem, extra)
    areas, count = len(problem.least), len(problem.scores)
    slack = np.zeros((len(rows), areas))
    slack[1 : areas + 1] = np.eye(areas)
    slack[0] = 1.0
    result = milp(
        np.r_[np.zeros(count), np.ones(areas)],
        integrality=np.ones(count + areas),
        bounds=Bounds(0, np.r_[(~problem.closed).astype(float), problem.least.astype(float)]),
        constraints=LinearConstraint(np.hstack([rows, slack]), low, high),
        options={"node_limit": NODE_LIMIT},
    )
    return np.zeros(areas, dtype=np.int64) if result.x is None else np.rint(result.x[count:]).astype(np.int64)
