"""Response curves of all items at the nodes of ability, with the derivatives that estimation needs.

Parameters stand in one table (J, P) on the scale of the calibrated group (its ability z has mean 0 and spread 1):
column 0 the slope, columns 1..K-1 the intercepts of the steps, and for three parameters a last column with the
logit of the lower asymptote. With L(x) = 1 / (1 + exp(-x)):

    P(X >= k | z) = c + (u - c) L(slope z + intercept_k)

An item with fewer categories has NaN behind its last intercept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

from .metric import Information

LEAST = 1e-300


def logistic(x: FloatArray) -> FloatArray:
    """1 / (1 + exp(-x)) without overflow."""
    return _either_way(x)[0]


def _either_way(x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The logistic function of x and of -x, each to full relative precision."""
    shrink = np.exp(-np.abs(x))
    likely = 1.0 / (1.0 + shrink)
    unlikely, right = shrink / (1.0 + shrink), x >= 0
    return np.where(right, likely, unlikely), np.where(right, unlikely, likely)


@dataclass(frozen=True)
class Curves:
    """Curves of J items with at most K categories at Q nodes `z`. `upper`: (J,) upper asymptotes."""

    table: FloatArray
    nodes: FloatArray
    upper: FloatArray
    guessing: bool

    @property
    def steps(self) -> int:
        return int(self.table.shape[1]) - 1 - self.guessing

    @property
    def plain(self) -> bool:
        """Whether all that can happen is reaching the one step of an item, and not reaching it."""
        return self.steps == 1 and not self.guessing

    @cached_property
    def present(self) -> BoolArray:
        """(J, K-1, 1): which steps an item has."""
        return np.isfinite(self.table[:, 1 : 1 + self.steps])[:, :, None]

    @cached_property
    def reach(self) -> tuple[FloatArray, FloatArray]:
        """(J, K-1, Q) twice: the logistic part of reaching each step, and of not reaching it."""
        intercepts = np.where(self.present, self.table[:, 1 : 1 + self.steps, None], 0.0)
        up, down = _either_way(self.table[:, 0, None, None] * self.nodes + intercepts)
        return np.where(self.present, up, 0.0), np.where(self.present, down, 1.0)

    @cached_property
    def lower(self) -> FloatArray:
        """(J, 1, 1) lower asymptotes."""
        if not self.guessing:
            return np.zeros((len(self.table), 1, 1))
        return logistic(self.table[:, -1])[:, None, None]

    @cached_property
    def chance(self) -> FloatArray:
        """(J, K, Q): chance of each category, to full relative precision in both tails."""
        up, down = self.reach
        if self.plain:
            return np.concatenate([down, up], axis=1)
        ones, zeros = np.ones_like(up[:, :1]), np.zeros_like(up[:, :1])
        above, below = np.concatenate([ones, up, zeros], axis=1), np.concatenate([zeros, down, ones], axis=1)
        by_reach, by_miss = above[:, :-1] - above[:, 1:], below[:, 1:] - below[:, :-1]
        parts = np.where(above[:, :-1] + above[:, 1:] > 1.0, by_miss, by_reach)
        if self.guessing:
            c, u = self.lower, self.upper[:, None, None]
            parts = np.concatenate([(1 - u) + (u - c) * parts[:, :1], c + (u - c) * parts[:, 1:]], axis=1)
        return np.asarray(parts)

    @property
    def likely(self) -> FloatArray:
        """(J, K, Q): the chances, where 0 is a little more than that."""
        return np.maximum(self.chance, LEAST)

    @cached_property
    def _bend(self) -> FloatArray:
        """(J, K-1, Q): derivative of reaching each step to its predictor."""
        up, down = self.reach
        return np.asarray((self.upper[:, None, None] - self.lower) * up * down)

    def _by_category(self, change: FloatArray) -> FloatArray:
        """From changes of reaching steps (J, K-1, Q) to changes of category chances (J, K, Q)."""
        edge = np.zeros_like(change[:, :1])
        full = np.concatenate([edge, change, edge], axis=1)
        return np.asarray(full[:, :-1] - full[:, 1:])

    @cached_property
    def relative_change(self) -> FloatArray:
        """(J, K, P, Q): derivative of the log chance of each category to each parameter of the item."""
        n_items, n_parameters = self.table.shape
        out = np.zeros((n_items, self.steps + 1, n_parameters, len(self.nodes)))
        out[:, :, 0] = self._by_category(self._bend * self.nodes)
        for step in range(self.steps):
            out[:, step + 1, 1 + step] += self._bend[:, step]
            out[:, step, 1 + step] -= self._bend[:, step]
        if self.guessing:
            c = self.lower
            out[:, :, -1] = self._by_category(self.reach[1] * c * (1 - c))
        out /= np.maximum(self.chance, LEAST)[:, :, None]
        out[np.broadcast_to((self.chance <= LEAST)[:, :, None], out.shape)] = 0.0
        return out

    def gradient(self, counts: FloatArray) -> FloatArray:
        """(J, P) from expected counts (J, K, Q)."""
        return np.asarray(np.einsum("jkq,jkpq->jp", counts, self.relative_change))

    def information(self, counts: FloatArray, prior: FloatArray) -> Information:
        """Expected at `counts`; `prior`: (Q,), what the distribution of the group tells of the abilities at a node.

        A slope is weighed at the distance that the best guess of an ability has from the mean, not the ability itself.
        """
        persons = counts.sum(axis=1, keepdims=True)
        root = np.sqrt(np.maximum(persons * self.chance, 0.0))
        scores = np.ascontiguousarray((self.relative_change * root[:, :, None]).transpose(0, 2, 1, 3))
        move = self.table[:, 0, None, None] * scores[:, 1 : 1 + self.steps].sum(axis=1)
        ability = np.einsum("jkq,jkq->q", move, move) + prior
        scores[:, 0] *= np.sqrt(1 - prior / ability)
        flat = scores.reshape(*self.table.shape, -1)
        link = np.einsum("jpkq,jkq->jpq", scores, move)
        return Information(flat @ flat.transpose(0, 2, 1), link, ability)

    def complete_information(self, counts: FloatArray) -> FloatArray:
        """(J, P, P): minus the second derivative of the expected complete-data log-likelihood at `counts`."""
        scores = self.relative_change.transpose(0, 2, 1, 3).reshape(*self.table.shape, -1)
        weight = counts.reshape(len(self.table), 1, -1)
        squares = (scores * weight) @ scores.transpose(0, 2, 1)
        return np.asarray(squares - self._curvature(counts))

    def _curvature(self, counts: FloatArray) -> FloatArray:
        """(J, P, P): sum of counts x (second derivative of a chance) / chance. Steps share no second derivative."""
        up, down = self.reach
        ratio = np.where(self.chance > LEAST, counts / np.maximum(self.chance, LEAST), 0.0)
        pull = ratio[:, 1:] - ratio[:, :-1]
        second = self._bend * (down - up) * pull
        out = np.zeros((*self.table.shape, self.table.shape[1]))
        out[:, 0, 0] = np.einsum("jkq,q->j", second, self.nodes**2)
        for step in range(self.steps):
            out[:, 0, 1 + step] = out[:, 1 + step, 0] = second[:, step] @ self.nodes
            out[:, 1 + step, 1 + step] = second[:, step].sum(axis=1)
        if self.guessing:
            c = self.lower
            mixed = -c * (1 - c) * up * down * pull
            out[:, 0, -1] = out[:, -1, 0] = (mixed * self.nodes).sum(axis=(1, 2))
            out[:, 1, -1] = out[:, -1, 1] = mixed.sum(axis=(1, 2))
            out[:, -1, -1] = (down * c * (1 - c) * (1 - 2 * c) * pull).sum(axis=(1, 2))
        return out
