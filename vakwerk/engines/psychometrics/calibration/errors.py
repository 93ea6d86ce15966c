"""Standard errors of items on the scale of the bank, from the observed information on the scale of the group.

With spread s and mean m of the group, a = slope / s, d = intercept - a m, b = -d / a; errors of these by the delta
method from the joint covariance of the item's own parameters and (s, m).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

from .layout import Layout


@dataclass(frozen=True)
class Covariance:
    """Covariance of (table row, spread, mean) per item: (J, P + 2, P + 2), NaN where held by a bound; and what the
    scaled information's smallest eigenvalue is. `positive`: whether it could be inverted.
    """

    blocks: FloatArray
    smallest: float
    positive: bool


def covariance(information: FloatArray, layout: Layout, held: BoolArray) -> Covariance:
    """From the reduced observed information (n, n); `held`: (n,) values that stand at a bound."""
    size = layout.size
    spread_of = np.full((size, size), np.nan)
    loose = np.flatnonzero(~held)
    inverse, smallest = _inverse(information[np.ix_(loose, loose)])
    if inverse is None:
        return Covariance(_blocks(layout, spread_of), smallest, positive=False)
    spread_of[np.ix_(loose, loose)] = inverse
    return Covariance(_blocks(layout, spread_of), smallest, positive=True)


def _inverse(information: FloatArray) -> tuple[FloatArray | None, float]:
    diagonal = np.diagonal(information)
    if not len(diagonal):
        return information, np.nan
    if not (diagonal > 0).all() or not np.isfinite(information).all():
        return None, float(diagonal.min())
    scale = 1 / np.sqrt(diagonal)
    correlation = information * scale[:, None] * scale
    smallest = float(np.linalg.eigvalsh(correlation)[0])
    if smallest < 1e-8:
        return None, smallest
    return np.linalg.inv(correlation) * scale[:, None] * scale, smallest


def _blocks(layout: Layout, spread_of: FloatArray) -> FloatArray:
    n_items, size = layout.free.shape
    number = np.full(layout.free.shape, -1, dtype=np.int64)
    number[layout.free] = np.arange(layout.n_own)
    shared = np.arange(layout.n_own, layout.size)
    out = np.zeros((n_items, size + 2, size + 2))
    for item in range(n_items):
        columns = np.concatenate([number[item][layout.free[item]], shared])
        way = np.zeros((size + 2, len(columns)))
        own = np.flatnonzero(layout.free[item])
        way[own, np.arange(len(own))] = 1.0
        for place in range(len(shared)):
            way[:size, len(own) + place] = layout.patterns[place, item]
            way[size + place, len(own) + place] = 1.0
        out[item] = _carried(way, spread_of[np.ix_(columns, columns)])
    return out


def _carried(way: FloatArray, inner: FloatArray) -> FloatArray:
    """way inner way', where an unknown (NaN) entry only spoils what depends on it."""
    known = ~np.isnan(np.diagonal(inner))
    out = way[:, known] @ inner[np.ix_(known, known)] @ way[:, known].T
    spoilt = (way[:, ~known] != 0).any(axis=1)
    out[spoilt] = np.nan
    out[:, spoilt] = np.nan
    return np.asarray(out)


@dataclass(frozen=True)
class ItemErrors:
    """One item: covariance (P, P) of (a, d_1.., c), and the errors (K-1,) of the thresholds."""

    covariance: FloatArray
    thresholds: FloatArray


def on_bank_scale(
    row: FloatArray, block: FloatArray, spread: float, mean: float, steps: int, *, guessing: bool
) -> ItemErrors:
    """`row`: the item's table row (P,) with its `steps` real intercepts first; `block`: (P + 2, P + 2)."""
    size = len(row)
    a, d = row[0] / spread, row[1 : 1 + steps] - row[0] / spread * mean
    change = np.zeros((size, size + 2))
    change[0, 0], change[0, size] = 1 / spread, -a / spread
    for step in range(1, 1 + steps):
        change[step, step] = 1.0
        change[step, 0], change[step, size], change[step, size + 1] = -mean / spread, a * mean / spread, -a
    if guessing:
        c = 1 / (1 + np.exp(-row[-1]))
        change[-1, size - 1] = c * (1 - c)
    natural = _carried(change, block)
    threshold = np.zeros((steps, size))
    threshold[np.arange(steps), 1 + np.arange(steps)] = -1 / a
    threshold[:, 0] = d / a**2
    with np.errstate(invalid="ignore"):
        errors = np.sqrt(np.maximum(np.diagonal(_carried(threshold, natural)), 0.0))
    return ItemErrors(natural, np.asarray(errors))
