"""Have items changed since they were calibrated? Two calibrations of the same items, laid on one scale and compared.

Linking: theta_old = A theta_new + B from the mean and spread of the thresholds of the linking items (Marco 1977;
Rasch: the mean only), each threshold weighted by the inverse of its error variance in both. Items that drift are taken
out of the link and the rest is linked again, until the same items drift. The error of A and B is left out of the tests,
as is usual; with few linking items they are somewhat too eager.

Tests: Wald on (a, d_1.., c) with the item's covariance in both calibrations (Lord 1980, there for groups), held to a
false discovery rate (Benjamini & Hochberg 1995); robust z of the thresholds (Huynh & Meyer 2010). Size: the area
between the two expected-score curves over a standard normal group, in points of the item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.items import Items
from vakwerk.engines.psychometrics.quality.multiple import benjamini_hochberg
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, Record

from .results import Calibration

RATE = 0.05
"""False discovery rate."""
NOTABLE = 0.05
"""An area below this many points (of the item's highest score) matters to nobody, however sure it is. Ours."""
ROUNDS = 10
ROBUST_Z_BAR = 1.96


@dataclass(frozen=True, eq=False)
class Drift(Record):
    """Per common item, in the order of the old calibration. All arrays (n,).

    `slope_change` and `threshold_change` (mean over the steps): new minus old, on the old scale. `wald` with `freedom`
    degrees, `p`, and `p_adjusted` over all items; NaN where an item carries no errors. `robust_z` of the threshold
    change. `area` and `signed_area`: between the expected-score curves, in points. `drifted`: adjusted p below 0.05
    and an area of at least 5% of the item's highest score. `link`: theta_old = link[0] theta_new + link[1], from the
    items in `linked`.
    """

    ids: tuple[str, ...]
    slope_change: FloatArray
    threshold_change: FloatArray
    wald: FloatArray
    freedom: FloatArray
    p: FloatArray
    p_adjusted: FloatArray
    robust_z: FloatArray
    area: FloatArray
    signed_area: FloatArray
    drifted: BoolArray
    link: FloatArray
    linked: tuple[str, ...]

    @property
    def suspects(self) -> tuple[str, ...]:
        """Items whose robust z passes 1.96: the quick rule, beside `drifted`."""
        return tuple(name for name, z in zip(self.ids, self.robust_z, strict=True) if abs(z) > ROBUST_Z_BAR)


def item_drift(old: Calibration, new: Calibration, *, anchors: Sequence[str] = ()) -> Drift:
    """Compare items that both calibrations estimated freely. `anchors`: ids to link by; all common ones when left out.

    Raises ValueError when the models differ, or fewer than two common items can link (one for Rasch).
    """
    if old.items.model != new.items.model:
        raise ValueError("The two calibrations are of different models.")
    pair = _Pair.of(old, new)
    may_link = np.array([not anchors or name in set(anchors) for name in pair.ids], dtype=np.bool_)
    least = 1 if old.items.model == "rasch" else 2
    linking, found = may_link, _compare(pair, pair.link(may_link, least))
    for _ in range(ROUNDS):
        again = may_link & ~found.drifted
        if again.sum() < least or (again == linking).all():
            break
        linking, found = again, _compare(pair, pair.link(again, least))
    return _with_linked(found, linking)


@dataclass(frozen=True)
class _Pair:
    """Common items of two calibrations, with the covariance (n, P, P) of (a, d.., c) in each."""

    ids: tuple[str, ...]
    old: Items
    new: Items
    old_covariance: FloatArray
    new_covariance: FloatArray

    @classmethod
    def of(cls, old: Calibration, new: Calibration) -> _Pair:
        place = {name: row for row, name in enumerate(new.items.ids)}
        rows = [
            (row, place[name])
            for row, name in enumerate(old.items.ids)
            if name in place and old.items.categories[row] == new.items.categories[place[name]]
        ]
        first, second = [row for row, _ in rows], [row for _, row in rows]
        width = int(old.items.categories[first].max(initial=2))
        return cls(
            tuple(old.items.ids[row] for row in first),
            old.items.select(first),
            new.items.select(second),
            _narrowed(old.standard_errors.covariance[first], width),
            _narrowed(new.standard_errors.covariance[second], width),
        )

    def link(self, linking: BoolArray, least: int) -> tuple[float, float]:
        """(A, B) from the linking items."""
        if linking.sum() < least:
            raise ValueError(f"Linking takes at least {least} common items; there are {int(linking.sum())}.")
        width = int(self.old.categories.max()) - 1
        first, second = self.old.thresholds[linking][:, :width], self.new.thresholds[linking][:, :width]
        there = np.isfinite(first) & np.isfinite(second)
        weights = self._weights(linking, width)[there]
        x, y = second[there], first[there]
        mean_x, mean_y = np.average(x, weights=weights), np.average(y, weights=weights)
        if self.old.model == "rasch":
            return 1.0, float(mean_y - mean_x)
        spread = np.average((y - mean_y) ** 2, weights=weights) / np.average((x - mean_x) ** 2, weights=weights)
        return float(np.sqrt(spread)), float(mean_y - np.sqrt(spread) * mean_x)

    def _weights(self, linking: BoolArray, width: int) -> FloatArray:
        """One over the squared error of each threshold in both; equal weights where no errors are known."""
        variance = sum(
            np.diagonal(covariance, axis1=1, axis2=2)[linking, 1 : 1 + width] / items.a[linking, None] ** 2
            for covariance, items in ((self.old_covariance, self.old), (self.new_covariance, self.new))
        )
        known = np.isfinite(variance)
        typical = float(np.median(np.asarray(variance)[known])) if known.any() else 1.0
        return np.asarray(1 / np.where(known, variance, typical))


def _narrowed(covariance: FloatArray, width: int) -> FloatArray:
    """(n, width + 1, width + 1): a, the first width - 1 intercepts, c."""
    keep = [*range(width), covariance.shape[1] - 1]
    return covariance[:, keep][:, :, keep]


def _compare(pair: _Pair, link: tuple[float, float]) -> Drift:
    scale, shift = link
    steps = int(pair.old.categories.max(initial=2)) - 1
    linked = Items(
        pair.new.model, pair.ids, pair.new.a / scale, scale * pair.new.thresholds + shift, pair.new.c, pair.new.d
    )
    wald, freedom = _wald(pair, linked, scale, shift, steps)
    p = _survival(wald, freedom)
    adjusted = benjamini_hochberg(p)
    moved = (linked.thresholds - pair.old.thresholds)[:, :steps]
    change = np.asarray(np.nanmean(moved, axis=1)) if len(moved) else np.zeros(0)
    area, signed = _areas(pair.old, linked)
    notable = area >= NOTABLE * (pair.old.categories - 1)
    with np.errstate(invalid="ignore"):
        drifted = np.asarray((adjusted < RATE) & notable)
    return Drift(
        pair.ids,
        linked.a - pair.old.a,
        change,
        *(wald, freedom, p, adjusted),
        _robust_z(change),
        area,
        signed,
        drifted,
        np.array(link),
        (),
    )


def _with_linked(found: Drift, linking: BoolArray) -> Drift:
    names = tuple(name for name, used in zip(found.ids, linking, strict=True) if used)
    return Drift.from_dict({**found.as_dict(), "linked": names})


def _wald(pair: _Pair, linked: Items, scale: float, shift: float, steps: int) -> tuple[FloatArray, FloatArray]:
    """Statistic and degrees of freedom per item, over the parameters with an error in both."""
    size = steps + 2
    carry = np.eye(size)
    carry[0, 0] = 1 / scale
    carry[1 : 1 + steps, 0] = -shift / scale
    before, after = _parameters(pair.old, steps), _parameters(linked, steps)
    wald, freedom = np.full(len(pair.ids), np.nan), np.zeros(len(pair.ids))
    for row in range(len(pair.ids)):
        known = np.flatnonzero(np.diagonal(pair.old_covariance[row]) > 0)
        moved = np.nan_to_num(pair.new_covariance[row])
        total = (carry @ moved @ carry.T + pair.old_covariance[row])[np.ix_(known, known)]
        if len(known) and np.isfinite(total).all():
            gap = (after - before)[row, known]
            wald[row], freedom[row] = gap @ np.linalg.solve(total, gap), len(known)
    return wald, freedom


def _parameters(items: Items, steps: int) -> FloatArray:
    """(n, steps + 2): a, d_1.., c."""
    intercepts = -items.a[:, None] * items.thresholds[:, :steps]
    return np.concatenate([items.a[:, None], intercepts, items.c[:, None]], axis=1)


def _survival(wald: FloatArray, freedom: FloatArray) -> FloatArray:
    from scipy.special import chdtrc

    return np.where(np.isfinite(wald), chdtrc(np.maximum(freedom, 1), np.nan_to_num(wald)), np.nan)


def _robust_z(change: FloatArray) -> FloatArray:
    """(change - median) / (0.74 x interquartile range); 0 where nothing spreads."""
    if not len(change):
        return np.zeros(0)
    low, middle, high = np.percentile(change, [25, 50, 75])
    spread = 0.74 * (high - low)
    return np.asarray((change - middle) / spread if spread > 0 else np.zeros(len(change)))


def _areas(old: Items, new: Items) -> tuple[FloatArray, FloatArray]:
    """Unsigned and signed area between expected scores, weighted by the standard normal density."""
    nodes = np.linspace(-6, 6, 121)
    weights = np.exp(-0.5 * nodes**2)
    gap = _expected(new, nodes) - _expected(old, nodes)
    weights /= weights.sum()
    return weights @ np.abs(gap), weights @ gap


def _expected(items: Items, nodes: FloatArray) -> FloatArray:
    """(Q, n) expected score."""
    chance = items.probabilities(nodes)
    return np.asarray(chance @ np.arange(chance.shape[2]))
