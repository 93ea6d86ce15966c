"""DIF by Mantel-Haenszel, with the ETS delta; graded items by Mantel's test of mean scores.

Holland & Thayer (1988). Chi-square with or without continuity correction (Mantel & Haenszel 1959), common odds ratio
with the variance of Robins, Breslow & Greenland (1986), delta = -2.35 ln(odds ratio): negative when the item is harder
for the focal group. Classes A, B and C as used by ETS (Zwick 2012, ETS RR-12-08, after Dorans & Holland 1993):
A: |delta| < 1 or not different from 0 at .05; C: |delta| >= 1.5 and above 1 at .05 (one-sided); B: the rest. The cut
values come from that literature, not from data at this age. Graded items: Mantel (1963) and the standardised mean
difference (Dorans & Schmitt 1991); classes for these are not given, as practice differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.precision import Z95
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, Record

from .dif_groups import Compared, cells, compared
from .multiple import benjamini_hochberg
from .purification import MOST_ROUNDS, purify

DELTA = -2.35
SMALL, LARGE = 1.0, 1.5
Z_ONE_SIDED = 1.6448536269514722


@dataclass(frozen=True, eq=False)
class MantelHaenszel(Record):
    """(J,) each. `chi2` has one degree of freedom; `odds_ratio`: of a right answer, reference against focal group.

    Graded items have `difference` instead (mean score of the focal group minus that of like persons in the reference
    group, in points), and NaN and "" for odds ratio, delta and class. `removed`: ids left out of the matching score,
    round after round (one empty round without purification). Items that cannot be compared have NaN.
    """

    ids: tuple[str, ...]
    chi2: FloatArray
    p: FloatArray
    p_adjusted: FloatArray
    odds_ratio: FloatArray
    odds_ratio_low: FloatArray
    odds_ratio_high: FloatArray
    delta: FloatArray
    delta_se: FloatArray
    classes: tuple[str, ...]
    difference: FloatArray
    removed: tuple[tuple[str, ...], ...]
    settled: bool

    @property
    def delta_interval(self) -> tuple[FloatArray, FloatArray]:
        """(low, high) (J,): the 95% interval of delta."""
        return self.delta - Z95 * self.delta_se, self.delta + Z95 * self.delta_se


def mantel_haenszel(
    responses: Any,
    focal: npt.ArrayLike,
    *,
    matching: npt.ArrayLike | None = None,
    ids: tuple[str, ...] = (),
    continuity: bool = True,
    purified: bool = True,
    alpha: float = 0.05,
) -> MantelHaenszel:
    """DIF of every item for the focal group (N,) of yes and no. `matching` (N,): levels to match on, else sum score.

    `continuity`: take 0.5 off the difference (0/1 items). `purified`: leave items with p < `alpha` (at most half)
    out of the matching sum score, and repeat. Raises `DataProblem` for groups that do not fit the answers.
    """
    data = compared(responses, focal, matching, ids)
    rounds = MOST_ROUNDS if purified and matching is None else 0

    def run(anchors: BoolArray) -> FloatArray:
        return np.array([_row(data, anchors, item, continuity) for item in range(data.n_items)]).reshape(-1, 4)

    result = purify(run, lambda table: np.where(_p(table[:, 0]) < alpha, table[:, 0], 0.0), data.ids, rounds)
    return _record(data, result.found, result.trail, result.settled)


def common_odds_ratio(tables: npt.ArrayLike, *, continuity: bool = True) -> tuple[float, float, float]:
    """(chi-square, ln of the common odds ratio, its error) of S tables (S, 2, 2).

    Rows: reference and focal group; columns: right and wrong. NaN when no table holds both groups and both answers.
    """
    table = np.asarray(tables, dtype=np.float64)
    total = table.sum(axis=(1, 2))
    table, total = table[total > 1], total[total > 1]
    right, group = table.sum(axis=1), table.sum(axis=2)
    expected = group[:, 0] * right[:, 0] / total
    variance = float((group.prod(axis=1) * right.prod(axis=1) / (total**2 * (total - 1))).sum())
    if not variance > 0:
        return float("nan"), float("nan"), float("nan")
    away = abs(float((table[:, 0, 0] - expected).sum()))
    chi2 = max(0.0, away - 0.5 * continuity) ** 2 / variance
    return chi2, *_log_odds(table, total)


def _log_odds(table: FloatArray, total: FloatArray) -> tuple[float, float]:
    """ln of the common odds ratio, and its error by Robins, Breslow & Greenland."""
    same, cross = table[:, 0, 0] * table[:, 1, 1] / total, table[:, 0, 1] * table[:, 1, 0] / total
    share = (table[:, 0, 0] + table[:, 1, 1]) / total
    r, s = float(same.sum()), float(cross.sum())
    if not (r > 0 and s > 0):
        return float("inf") * (1 if r > 0 else -1) if r or s else float("nan"), float("inf")
    variance = (share * same).sum() / (2 * r**2) + ((1 - share) * cross).sum() / (2 * s**2)
    variance += (share * cross + (1 - share) * same).sum() / (2 * r * s)
    return float(np.log(r / s)), float(np.sqrt(variance))


def delta_class(delta: float, se: float) -> str:
    """A (negligible), B or C (large) in the use of ETS; "" without a finite delta."""
    if not (np.isfinite(delta) and np.isfinite(se)):
        return ""
    size = abs(delta)
    if size < SMALL or size < Z95 * se:
        return "A"
    return "C" if size >= LARGE and size - SMALL > Z_ONE_SIDED * se else "B"


def _row(data: Compared, anchors: BoolArray, item: int, continuity: bool) -> tuple[float, float, float, float]:
    """(chi-square, ln odds ratio, error, mean difference) of one item."""
    counts = cells(data, anchors, item).counts
    if not counts.size or not counts[:, 0].any() or not counts[:, 1].any():
        return (float("nan"),) * 4
    if counts.shape[2] == 2:
        return *common_odds_ratio(counts[:, :, ::-1], continuity=continuity), float("nan")
    chi2, difference = mantel(counts)
    return chi2, float("nan"), float("nan"), difference


def mantel(counts: FloatArray) -> tuple[float, float]:
    """(chi-square of 1 df, standardised mean difference) of counts (S, 2, K): reference and focal group by answer."""
    score = np.arange(counts.shape[2], dtype=np.float64)
    group, answer = counts.sum(axis=2), counts.sum(axis=1)
    total = group.sum(axis=1)
    both = (group > 0).all(axis=1)
    counts, group, answer, total = counts[both], group[both], answer[both], total[both]
    expected = group[:, 1] * (answer @ score) / total
    spread = total * (answer @ score**2) - (answer @ score) ** 2
    variance = float((group.prod(axis=1) * spread / (total**2 * np.maximum(total - 1, 1))).sum())
    points = counts @ score
    means = points / group
    difference = float(group[:, 1] @ (means[:, 1] - means[:, 0]) / max(float(group[:, 1].sum()), 1.0))
    away = float((points[:, 1] - expected).sum())
    return (away**2 / variance, difference) if variance > 0 else (float("nan"), float("nan"))


def _record(data: Compared, table: FloatArray, trail: tuple[tuple[str, ...], ...], settled: bool) -> MantelHaenszel:
    chi2, log_odds, se, difference = table.T
    p = _p(chi2)
    delta, delta_se = DELTA * log_odds, -DELTA * se
    with np.errstate(over="ignore", invalid="ignore"):
        low, high = (np.exp(log_odds + z * se) for z in (-Z95, Z95))
    classes = tuple(delta_class(float(d), float(s)) for d, s in zip(delta, delta_se, strict=True))
    adjusted = benjamini_hochberg(p)
    return MantelHaenszel(
        *(data.ids, chi2, p, adjusted, np.exp(log_odds), low, high),
        *(delta, delta_se, classes, difference, trail, settled),
    )


def _p(chi2: FloatArray) -> FloatArray:
    from scipy.special import chdtrc

    return np.asarray(chdtrc(1.0, chi2), dtype=np.float64)
