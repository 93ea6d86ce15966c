"""DIF by logistic regression: does group add to the matching score, evenly (uniform) or more at one end (non-uniform)?

Swaminathan & Rogers (1990); graded items by the proportional odds model (Zumbo 1999; French & Miller 1996). Three
nested models: matching score; + group; + group x score. Effect size: the gain in Nagelkerke's R2 (Nagelkerke 1991) from
the first to the third. Classes: Jodoin & Gierl (2001) .035 and .070; Zumbo & Thomas (1997) .13 and .26: A negligible,
B moderate, C large. The cut values come from that literature, not from data at this age.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, Record

from . import ordinal
from .dif_groups import Compared, cells, compared
from .multiple import benjamini_hochberg
from .purification import MOST_ROUNDS, purify

JODOIN_GIERL = (0.035, 0.070)
ZUMBO_THOMAS = (0.13, 0.26)

Test = Literal["uniform", "nonuniform", "both"]
TESTS: tuple[Test, ...] = ("uniform", "nonuniform", "both")
NOTHING = (float("nan"),) * 6


@dataclass(frozen=True, eq=False)
class LogisticDif(Record):
    """(J,) each: likelihood ratio chi-squares with p (df 1, 1 and 2), and the gain in R2 of the test asked for.

    `group`: ln odds of a higher answer, focal against reference group at the same score (uniform model). `p_adjusted`
    belongs to the test asked for. `removed`: ids left out of the matching score, round after round.
    """

    ids: tuple[str, ...]
    test: Test
    uniform: FloatArray
    uniform_p: FloatArray
    nonuniform: FloatArray
    nonuniform_p: FloatArray
    both: FloatArray
    both_p: FloatArray
    p_adjusted: FloatArray
    r2_gain: FloatArray
    group: FloatArray
    jodoin_gierl: tuple[str, ...]
    zumbo_thomas: tuple[str, ...]
    converged: BoolArray
    removed: tuple[tuple[str, ...], ...]
    settled: bool


def logistic_dif(
    responses: Any,
    focal: npt.ArrayLike,
    *,
    matching: npt.ArrayLike | None = None,
    ids: tuple[str, ...] = (),
    test: Test = "both",
    purified: bool = True,
    alpha: float = 0.05,
) -> LogisticDif:
    """DIF of every item for the focal group (N,) of yes and no. `matching` (N,): what to match on, else the sum score.

    `purified`: leave items with p < `alpha` in `test` (at most half) out of the matching sum score, and
    repeat. Items that everybody answers alike have NaN. Raises `DataProblem` for groups that do not fit the answers.
    """
    data = compared(responses, focal, matching, ids)
    rounds = MOST_ROUNDS if purified and matching is None else 0

    def run(anchors: BoolArray) -> FloatArray:
        return np.array([_row(data, anchors, item, test) for item in range(data.n_items)]).reshape(-1, 6)

    def badness(table: FloatArray) -> FloatArray:
        return np.where(_p_of(table, test) < alpha, table[:, TESTS.index(test)], 0.0)

    result = purify(run, badness, data.ids, rounds)
    return _record(data, test, result.found, result.trail, result.settled)


def effect_class(gain: float, cuts: tuple[float, float]) -> str:
    """A, B or C; "" for no number."""
    if not np.isfinite(gain):
        return ""
    return "A" if gain < cuts[0] else ("B" if gain < cuts[1] else "C")


def _row(data: Compared, anchors: BoolArray, item: int, test: Test) -> tuple[float, ...]:
    """(uniform, non-uniform, both, R2 gain, group effect, converged) of one item."""
    table = cells(data, anchors, item)
    used = table.counts.sum(axis=(0, 1)) > 0
    if used.sum() < 2 or not (table.counts.sum(axis=(0, 2)) > 0).all() or len(table.levels) < 2:
        return NOTHING
    counts = table.counts[:, :, used].reshape(-1, int(used.sum()))
    level = np.repeat((table.levels - table.levels.mean()) / table.levels.std(), 2)
    group = np.tile([0.0, 1.0], len(table.levels))
    filled = counts.sum(axis=1) > 0
    columns = np.stack([level, group, level * group], axis=1)[filled]
    empty = ordinal.without_predictors(counts)
    score = ordinal.fit(counts[filled], columns[:, :1], empty)
    even = ordinal.fit(counts[filled], columns[:, :2], score)
    full = ordinal.fit(counts[filled], columns, even)
    heights = [one.log_likelihood for one in (score, even, full)]
    low, high = {"uniform": (0, 1), "nonuniform": (1, 2), "both": (0, 2)}[test]
    gain = _r2(heights[high], empty.log_likelihood, counts) - _r2(heights[low], empty.log_likelihood, counts)
    settled = float(all(one.converged for one in (score, even, full)))
    return (*_ratios(heights), gain, float(even.coefficients[-1]), settled)


def _ratios(heights: list[float]) -> tuple[float, float, float]:
    score, even, full = heights
    return 2 * max(even - score, 0.0), 2 * max(full - even, 0.0), 2 * max(full - score, 0.0)


def _r2(height: float, empty: float, counts: FloatArray) -> float:
    """Nagelkerke: Cox and Snell's R2 over the most it could be."""
    size = counts.sum()
    return float((1 - np.exp(2 * (empty - height) / size)) / (1 - np.exp(2 * empty / size)))


def _p_of(table: FloatArray, test: Test) -> FloatArray:
    from scipy.special import chdtrc

    return np.asarray(chdtrc(2.0 if test == "both" else 1.0, table[:, TESTS.index(test)]), dtype=np.float64)


def _record(
    data: Compared, test: Test, table: FloatArray, trail: tuple[tuple[str, ...], ...], settled: bool
) -> LogisticDif:
    uniform, nonuniform, both, gain, group, converged = table.T
    adjusted = benjamini_hochberg(_p_of(table, test))
    p_uniform, p_nonuniform, p_both = (_p_of(table, name) for name in TESTS)
    effects = (tuple(effect_class(float(one), cuts) for one in gain) for cuts in (JODOIN_GIERL, ZUMBO_THOMAS))
    return LogisticDif(
        *(data.ids, test, uniform, p_uniform, nonuniform, p_nonuniform, both, p_both),
        *(adjusted, gain, group, *effects, converged == 1.0, trail, settled),
    )
