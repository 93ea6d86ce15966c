"""The free parameters of a calibration, where they start and how far they may go."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Model
from vakwerk.engines.psychometrics.records import FloatArray, IntArray

from .answers import Answers
from .layout import Layout

SLOPE_LIMIT = 10.0
"""Per spread of the group. Slopes of real tasks stay below 4; a perfect pattern would go on for ever."""
INTERCEPT_LIMIT = 60.0
LOGIT_LIMITS = (-10.0, 3.0)
SPREAD_LIMITS = (0.05, 20.0)
MEAN_LIMIT = 20.0
LEAST_SLOPE = 0.01
"""With a prior on log slopes these are positive."""


def lay_out(answers: Answers, model: Model, anchors: Items | None, anchored: IntArray) -> Layout:
    """`anchored`: (J,) row in `anchors` of each kept item, or -1."""
    n_items, steps = len(answers.kept), answers.width - 1
    fixed = np.zeros((n_items, 1 + steps + (model == "3pl")))
    absent = np.arange(steps) >= answers.categories[:, None] - 1
    fixed[:, 1 : 1 + steps][absent] = np.nan
    loose = anchored < 0
    free = np.broadcast_to(loose[:, None], fixed.shape) & np.isfinite(fixed)
    shared = np.zeros((2, *fixed.shape))
    if model == "rasch":
        free[:, 0] = False
        shared[0, loose, 0] = 1.0
    if anchors is not None:
        _fix(fixed, shared, anchors, anchored, steps, model)
    count = 2 if anchors is not None else int(model == "rasch")
    return Layout(fixed, free, shared[:count])


def _fix(fixed: FloatArray, shared: FloatArray, anchors: Items, anchored: IntArray, steps: int, model: Model) -> None:
    for row in np.flatnonzero(anchored >= 0):
        known = anchors[int(anchored[row])]
        thresholds = np.atleast_1d(known.b)[:steps]
        last = 1 + len(thresholds)
        fixed[row, 1:last] = -known.a * thresholds
        shared[0, row, 0] = known.a
        shared[1, row, 1:last] = known.a
        if model == "3pl":
            c = min(max(known.c, 1e-9), 1 - 1e-9)
            fixed[row, -1] = np.log(c / (1 - c))


def upper_asymptotes(answers: Answers, anchors: Items | None, anchored: IntArray) -> FloatArray:
    out = np.ones(len(answers.kept))
    if anchors is not None:
        out[anchored >= 0] = anchors.d[anchored[anchored >= 0]]
    return out


def first_values(layout: Layout, counts: IntArray, guess: float) -> FloatArray:
    """(n,) slopes 1 and intercepts from the share that reached each step; `counts`: (J, K) answers by category."""
    table = np.zeros(layout.fixed.shape)
    table[:, 0] = 1.0
    steps = counts.shape[1] - 1
    reached = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    shares = (reached[:, 1:] + 0.5) / (reached[:, :1] + 1.0)
    known = np.maximum((shares - guess) / (1 - guess), 1e-3) if guess else shares
    table[:, 1 : 1 + steps] = 1.2 * np.log(known / (1 - known))
    if guess:
        table[:, -1] = np.log(guess / (1 - guess))
    shared = np.array([1.0, 0.0])[: len(layout.patterns)]
    return np.concatenate([table[layout.free], shared])


def limits(layout: Layout, *, guessing: bool, positive: bool) -> tuple[FloatArray, FloatArray]:
    """(lower (n,), upper (n,))"""
    low, high = np.full(layout.fixed.shape, -INTERCEPT_LIMIT), np.full(layout.fixed.shape, INTERCEPT_LIMIT)
    low[:, 0], high[:, 0] = (LEAST_SLOPE if positive else -SLOPE_LIMIT), SLOPE_LIMIT
    if guessing:
        low[:, -1], high[:, -1] = LOGIT_LIMITS
    count = len(layout.patterns)
    shared_low = np.array([SPREAD_LIMITS[0], -MEAN_LIMIT])[:count]
    shared_high = np.array([SPREAD_LIMITS[1], MEAN_LIMIT])[:count]
    return np.concatenate([low[layout.free], shared_low]), np.concatenate([high[layout.free], shared_high])
