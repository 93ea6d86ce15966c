"""Log prior densities of item parameters with their derivatives, on the table of `curves`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

from .curves import logistic
from .results import ItemPrior


@dataclass(frozen=True)
class Penalty:
    """Sum of log priors of the free entries, constants left out.

    The lower asymptote has a Beta(p, q) prior on c itself, so the estimate is the mode in c: (p - 1) log c +
    (q - 1) log(1 - c).
    """

    free: BoolArray
    guessing: tuple[float, float] | None
    item: ItemPrior | None

    def value(self, table: FloatArray) -> float:
        return self._of_guessing(table) + self._of_items(table)

    def _of_guessing(self, table: FloatArray) -> float:
        if self.guessing is None:
            return 0.0
        p, q = self.guessing
        x = table[self.free[:, -1], -1]
        return float((-(p - 1) * np.logaddexp(0, -x) - (q - 1) * np.logaddexp(0, x)).sum())

    def _of_items(self, table: FloatArray) -> float:
        if self.item is None:
            return 0.0
        off = self._log_slopes(table)[self.free[:, 0]] / self.item.log_slope_sd
        steps = table[self._intercepts] / self.item.intercept_sd
        return -0.5 * float((off**2).sum() + (steps**2).sum())

    @property
    def _intercepts(self) -> BoolArray:
        out = self.free.copy()
        out[:, 0] = False
        if self.guessing is not None:
            out[:, -1] = False
        return out

    def _log_slopes(self, table: FloatArray) -> FloatArray:
        assert self.item is not None
        return np.asarray(np.log(np.maximum(table[:, 0], 1e-12)) - self.item.log_slope_mean)

    def gradient(self, table: FloatArray) -> FloatArray:
        """(J, P)"""
        out = np.zeros(table.shape)
        if self.guessing is not None:
            p, q = self.guessing
            c = logistic(table[:, -1])
            out[:, -1] = (p - 1) * (1 - c) - (q - 1) * c
        if self.item is not None:
            out[:, 0] = -self._log_slopes(table) / (self.item.log_slope_sd**2 * np.maximum(table[:, 0], 1e-12))
            out[self._intercepts] = -table[self._intercepts] / self.item.intercept_sd**2
        return np.where(self.free, out, 0.0)

    def information(self, table: FloatArray, *, exact: bool) -> FloatArray:
        """(J, P): minus the second derivatives; all are on the diagonal. Not `exact`: a positive stand-in."""
        out = np.zeros(table.shape)
        if self.guessing is not None:
            c = logistic(table[:, -1])
            out[:, -1] = (sum(self.guessing) - 2) * c * (1 - c)
        if self.item is not None:
            curve = 1 - self._log_slopes(table) if exact else 1.0
            out[:, 0] = curve / (self.item.log_slope_sd * np.maximum(table[:, 0], 1e-12)) ** 2
            out[self._intercepts] = 1 / self.item.intercept_sd**2
        return np.where(self.free, out, 0.0)
