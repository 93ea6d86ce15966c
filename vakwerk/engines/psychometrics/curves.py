"""What every answer says about ability: log P, P'/P and P''/P of each category, exact far into the tails.

With s(z) the logistic function and z_k = a (theta - b_k), a graded answer k has P = s(z_k) - s(z_{k+1}); written as
s(z_k) s(-z_{k+1}) (1 - exp(z_{k+1} - z_k)) nothing cancels. Its derivatives follow (Samejima 1969):
P'/P = a (s(-z_k) - s(z_{k+1})) and (log P)'' = -a^2 (s(z_k) s(-z_k) + s(z_{k+1}) s(-z_{k+1})).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .items import TINY
from .records import FloatArray

FAR = 700.0
"""exp(-FAR) is the smallest number we trust; a threshold further away than this is as good as infinite."""


class Parameters(Protocol):
    """What curves need of items: `a`, `c`, `d` (M,) and `thresholds` (M, K-1)."""

    @property
    def model(self) -> str: ...
    @property
    def a(self) -> FloatArray: ...
    @property
    def thresholds(self) -> FloatArray: ...
    @property
    def c(self) -> FloatArray: ...
    @property
    def d(self) -> FloatArray: ...


@dataclass(frozen=True)
class Gathered:
    """Parameters of the items answered, one row per answer; unlike `Items` without ids, so that millions are cheap."""

    model: str
    a: FloatArray
    thresholds: FloatArray
    c: FloatArray
    d: FloatArray

    @classmethod
    def of(cls, items: Parameters, places: npt.NDArray[Any]) -> Gathered:
        return cls(items.model, items.a[places], items.thresholds[places], items.c[places], items.d[places])


@dataclass(frozen=True)
class Curves:
    """Arrays (M, K, T): items x categories x abilities. Categories that an item lacks have chance 0 and log 0."""

    log_chance: FloatArray
    slope: FloatArray
    bend: FloatArray
    present: FloatArray

    @property
    def chance(self) -> FloatArray:
        return np.asarray(np.exp(self.log_chance) * self.present)

    @property
    def information(self) -> FloatArray:
        """(M, T): Fisher information, the sum of P'^2 / P."""
        return np.asarray((self.chance * self.slope**2).sum(axis=1))

    @property
    def skew(self) -> FloatArray:
        """(M, T): Warm's J, the sum of P' P'' / P; the bias of the maximum likelihood estimate is -J / (2 I^2)."""
        return np.asarray((self.chance * self.slope * self.bend).sum(axis=1))

    @property
    def information_change(self) -> FloatArray:
        """(M, T): derivative of the information to ability."""
        return np.asarray(2.0 * self.skew - (self.chance * self.slope**3).sum(axis=1))


def curves(items: Parameters, theta: npt.ArrayLike) -> Curves:
    """`theta`: (T,) for the same abilities at every item, or (M, T) for abilities of its own per item."""
    ability = np.asarray(theta, dtype=np.float64)
    ability = ability[:, None, :] if ability.ndim == 2 else ability
    return _graded(items, ability) if items.model == "grm" else _dichotomous(items, ability)


def answer_slopes(items: Parameters, codes: npt.NDArray[Any], theta: FloatArray) -> FloatArray:
    """(M,): P'/P of answer `codes[m]` to item m at ability `theta[m]`; what the search for a top asks most."""
    if items.model == "grm":
        z = _edges(items, theta[:, None, None])[:, :, 0]
        row = np.arange(len(codes))
        below, above = z[row, codes], z[row, codes.astype(np.int64) + 1]
        return np.asarray(items.a * (sigmoid(-below) - sigmoid(above)))
    z = np.clip(items.a * (theta - items.thresholds[:, 0]), -FAR, FAR)
    up, down = sigmoid(z), sigmoid(-z)
    spread = items.d - items.c
    right = np.where(items.c == 0, down, spread * up * down / (items.c + spread * up))
    wrong = np.where(items.d == 1, up, spread * up * down / (1 - items.d + spread * down))
    return np.asarray(items.a * np.where(codes == 1, right, -wrong))


def _dichotomous(items: Parameters, theta: FloatArray) -> Curves:
    a, b, c, d = (x[:, None] for x in (items.a, items.thresholds[:, 0], items.c, items.d))
    z = np.clip(a * ((theta[:, 0] if theta.ndim == 3 else theta) - b), -FAR, FAR)
    up, down = sigmoid(z), sigmoid(-z)
    right, wrong = c + (d - c) * up, (1 - d) + (d - c) * down
    # The share of each chance that comes from the logistic part: 1 without guessing or slipping.
    known, failed = np.where(c == 0, 1.0, (d - c) * up / right), np.where(d == 1, 1.0, (d - c) * down / wrong)
    slope = np.stack([-a * failed * up, a * known * down], axis=1)
    bend = a[:, None] * slope * (1 - 2 * up[:, None])
    log_chance = np.stack([np.log(wrong), np.log(right)], axis=1)
    return Curves(log_chance, slope, bend, np.ones((len(items.a), 2, 1)))


def _graded(items: Parameters, theta: FloatArray) -> Curves:
    z = _edges(items, theta)
    a, b = items.a[:, None, None], items.thresholds[:, :, None]
    up, down = sigmoid(z), sigmoid(-z)
    gap = -np.expm1(z[:, 1:] - z[:, :-1])
    present = np.concatenate([np.ones((len(items.a), 1, 1)), np.isfinite(b).astype(np.float64)], axis=1)
    log_chance = np.log(up[:, :-1]) + np.log(down[:, 1:]) + np.log(np.maximum(gap, TINY))
    slope = a * (down[:, :-1] - up[:, 1:])
    spread = up * down
    bend = slope**2 - a**2 * (spread[:, :-1] + spread[:, 1:])
    return Curves(log_chance * present, slope * present, bend * present, present)


def _edges(items: Parameters, theta: FloatArray) -> FloatArray:
    """(M, K+1, T): z of each threshold, between one far below and one far above."""
    b = items.thresholds[:, :, None]
    inner = np.clip(items.a[:, None, None] * (theta - np.nan_to_num(b)), -FAR, FAR)
    inner = np.where(np.isfinite(b), inner, -FAR)
    edge = np.full((len(items.a), 1, inner.shape[2]), FAR)
    return np.concatenate([edge, inner, -edge], axis=1)


def sigmoid(z: FloatArray) -> FloatArray:
    """1 / (1 + exp(-z)) without overflow."""
    shrink = np.exp(-np.abs(z))
    return np.asarray(np.where(z >= 0, 1.0, shrink) / (1.0 + shrink))
