"""Where the (weighted, or prior times) likelihood is highest: all persons at once, global among several tops.

The slope of the objective is computed at nodes from far left to far right. Where it turns from up to down lies a top;
the highest top is taken and its place refined between its two nodes (false position, Illinois rule).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from . import weighted_modes
from .curves import Curves, Gathered, answer_slopes, curves
from .items import TINY, Items, Population
from .likelihood import answered, is_complete, is_two_parametric, pieces, sums
from .records import BoolArray, FloatArray
from .responses import Codes, Responses

Integers = npt.NDArray[np.int64]

Mode = Literal["map", "wle", "ml"]
INNER, OUTER = 41, 12
SEVERAL_TOPS = 3
"""So many times the nodes where two tops can lie close together."""
MARGIN, TAIL = 4.0, 30.0
"""Nodes lie densely up to MARGIN beyond the outer thresholds, thinly up to TAIL / (smallest slope) beyond."""
PRECISION = 1e-10
MOST_STEPS = 100
ROWS = 512
TIE = 1e-9
"""An inner top this much below an end of the line still counts: far out the objective is flat to the last digit."""


def score_by_mode(items: Items, given: Responses, method: Mode, prior: Population) -> tuple[FloatArray, FloatArray]:
    """Estimates and standard errors (N,)."""
    quick = _by_weighted_sum(items, given, method, prior)
    if quick is None:
        return _by_search(items, given, method, prior)
    theta, se, inside = quick
    if not inside.all():
        assert given.dense is not None
        others = Responses(int((~inside).sum()), given.n_items, dense=given.dense[~inside])
        theta[~inside], se[~inside] = _by_search(items, others, method, prior)
    return theta, se


def _by_weighted_sum(
    items: Items, given: Responses, method: Mode, prior: Population
) -> tuple[FloatArray, FloatArray, BoolArray] | None:
    """(theta, se, which of them are right), or None where the quick way does not lead there."""
    if given.dense is None or given.n_persons < weighted_modes.FEWEST:
        return None
    if not (is_two_parametric(items) and is_complete(given)):
        return None
    table = weighted_modes.table(items, method, prior)
    extra = 1.0 / prior.sd**2 if method == "map" else 0.0
    return weighted_modes.estimates(table, items, given.dense, extra)


def _by_search(items: Items, given: Responses, method: Mode, prior: Population) -> tuple[FloatArray, FloatArray]:
    nodes = _nodes(items, prior)
    tables = _tables(items, nodes)
    theta, se = np.empty(given.n_persons), np.empty(given.n_persons)
    for part, some in pieces(given, ROWS):
        solver = _Solver(items, some, method, prior)
        theta[part] = solver.solve(nodes, tables)
        se[part] = solver.errors(theta[part])
    return theta, se


def _nodes(items: Items, prior: Population) -> FloatArray:
    """Ascending abilities that reach beyond every estimate that is finite for practical purposes."""
    finite = items.thresholds[np.isfinite(items.thresholds)]
    low = min(float(finite.min(initial=prior.mean)), prior.mean) - MARGIN
    high = max(float(finite.max(initial=prior.mean)), prior.mean) + MARGIN
    steep = np.abs(items.a[items.a != 0])
    tail = np.geomspace(0.25, TAIL / float(steep.min(initial=1.0)) + MARGIN, OUTER)
    count = INNER if _one_top(items) else SEVERAL_TOPS * INNER
    return np.concatenate([(low - tail)[::-1], np.linspace(low, high, count), high + tail])


def _one_top(items: Items) -> bool:
    """Without guessing and slipping ml and map are log-concave: one top at most."""
    return not items.c.any() and bool((items.d == 1).all())


def _tables(items: Items, nodes: FloatArray) -> list[FloatArray]:
    """log P, P'/P, and I and J of the item repeated for every category: each (J, K, Q)."""
    at = curves(items, nodes)
    shape = at.log_chance.shape
    both = (np.broadcast_to(x[:, None], shape) for x in (at.information, at.skew))
    return [at.log_chance, at.slope, *both]


@dataclass(frozen=True)
class _Answers:
    """Some persons' answers in rows, each person at an ability of its own."""

    parameters: Gathered
    codes: Codes
    person: Integers
    size: int

    @classmethod
    def of(cls, items: Items, given: Responses, rows: Integers) -> _Answers:
        if given.dense is not None:
            given = Responses(len(rows), given.n_items, dense=given.dense[rows])
            rows = np.arange(len(rows))
        codes, places, offsets = given.compressed()
        counts = np.diff(offsets)[rows]
        person = np.repeat(np.arange(len(rows)), counts)
        at = np.arange(len(person)) + np.repeat(offsets[rows] - np.cumsum(counts) + counts, counts)
        return cls(Gathered.of(items, places[at]), codes[at], person, len(rows))

    def take(self, active: BoolArray) -> _Answers:
        if active.all():
            return self
        kept = active[self.person]
        person = (np.cumsum(active) - 1)[self.person[kept]]
        return _Answers(Gathered.of(self.parameters, kept), self.codes[kept], person, int(active.sum()))

    def at(self, theta: FloatArray) -> Curves:
        return curves(self.parameters, theta[self.person][:, None])

    def slope(self, theta: FloatArray) -> FloatArray:
        """(size,): slope of each person's log-likelihood."""
        return self.total(answer_slopes(self.parameters, self.codes, theta[self.person]))

    def total(self, values: FloatArray) -> FloatArray:
        return np.bincount(self.person, weights=values.ravel(), minlength=self.size).astype(np.float64)


@dataclass(frozen=True)
class _Solver:
    """The objective of one piece of persons."""

    items: Items
    given: Responses
    method: Mode
    prior: Population

    def solve(self, nodes: FloatArray, tables: list[FloatArray]) -> FloatArray:
        value, slope = self._on_nodes(nodes, tables)
        rows, columns, theta = _best_top(value, slope, np.diff(nodes))
        answers = _Answers.of(self.items, self.given, rows)
        ends = nodes[columns], nodes[columns + 1], slope[rows, columns], slope[rows, columns + 1]
        theta[rows] = _false_position(lambda active, at: self._slope(answers.take(active), at), *ends)
        if self.method == "map":
            theta[answered(self.given) == 0] = self.prior.mean
        return theta

    def errors(self, theta: FloatArray) -> FloatArray:
        """1 / sqrt(information); infinite where the estimate is, NaN where there is none."""
        rows = np.nonzero(np.isfinite(theta))[0]
        answers = _Answers.of(self.items, self.given, rows)
        information = np.zeros(len(theta))
        information[rows] = answers.total(answers.at(theta[rows]).information)
        if self.method == "map":
            information += self.prior.sd**-2
        with np.errstate(divide="ignore"):
            return np.where(np.isnan(theta), np.nan, 1.0 / np.sqrt(information))

    def _on_nodes(self, nodes: FloatArray, tables: list[FloatArray]) -> tuple[FloatArray, FloatArray]:
        """Objective and its slope (n, Q). For wle the objective is L sqrt(I): exact for Rasch and 2PL.

        Without guessing ml and map have one top at most (log-concave): then the objective is not worked out.
        """
        if self.method == "wle":
            return self._weighted(*sums(self.given, tables[:2]), *self._precision(tables[2:]))
        slope, *values = sums(self.given, tables[1:2] if _one_top(self.items) else tables[1::-1])
        value = values[0] if values else np.zeros_like(slope)
        if self.method == "map":
            value = value - 0.5 * ((nodes - self.prior.mean) / self.prior.sd) ** 2
            slope = slope + (self.prior.mean - nodes) / self.prior.sd**2
        return value, slope

    def _precision(self, tables: list[FloatArray]) -> list[FloatArray]:
        """I and J of what each person answered: (n, Q), or (1, Q) where everybody answered everything."""
        if is_complete(self.given):
            return [table[:, 0].sum(axis=0, keepdims=True) for table in tables]
        return sums(self.given, tables)

    @staticmethod
    def _weighted(
        value: FloatArray, slope: FloatArray, information: FloatArray, skew: FloatArray
    ) -> tuple[FloatArray, FloatArray]:
        information = np.maximum(information, TINY)
        return value + 0.5 * np.log(information), slope + skew / (2 * information)

    def _slope(self, answers: _Answers, theta: FloatArray) -> FloatArray:
        slope = answers.slope(theta)
        if self.method == "map":
            slope += (self.prior.mean - theta) / self.prior.sd**2
        if self.method == "wle":
            at = answers.at(theta)
            slope += answers.total(at.skew) / (2 * np.maximum(answers.total(at.information), TINY))
        return slope


def _best_top(value: FloatArray, slope: FloatArray, width: FloatArray) -> tuple[Integers, Integers, FloatArray]:
    """(rows, columns): the persons with a top, and the node left of it. Theta of the others: an infinity, or NaN.

    The height of a top between two nodes is the mean of what either node says if the slope is straight in between.
    """
    tops = (slope[:, :-1] > 0) & (slope[:, 1:] <= 0)
    rise = np.where(tops, (slope[:, :-1] ** 2 + slope[:, 1:] ** 2) * width / 4, 0.0)
    rise = rise / np.where(tops, slope[:, :-1] - slope[:, 1:], 1.0)
    height = np.where(tops, (value[:, :-1] + value[:, 1:]) / 2 + rise, -np.inf)
    column = height.argmax(axis=1)
    best = height[np.arange(len(value)), column]
    ends = np.where(slope[:, -1] > 0, value[:, -1], -np.inf), np.where(slope[:, 0] < 0, value[:, 0], -np.inf)
    theta: FloatArray = np.where(ends[0] >= ends[1], np.inf, -np.inf)
    theta[~slope.any(axis=1)] = np.nan
    rows = np.nonzero(np.isfinite(best) & (best >= np.maximum(*ends) - TIE))[0]
    return rows, column[rows], theta


def _false_position(
    slope: Callable[[BoolArray, FloatArray], FloatArray],
    left: FloatArray,
    right: FloatArray,
    at_left: FloatArray,
    at_right: FloatArray,
) -> FloatArray:
    """Zeros of `slope(who, where)`, positive at `left` and not at `right`: Illinois, halving every eighth step."""
    left, right, at_left, at_right = (x.copy() for x in (left, right, at_left, at_right))
    theta = (left + right) / 2
    active = np.ones(len(theta), dtype=np.bool_)
    side = np.zeros(len(theta), dtype=np.int8)
    for step in range(MOST_STEPS):
        if not active.any():
            break
        guess: FloatArray = (left * at_right - right * at_left) / (at_right - at_left)
        guess = (left + right) / 2 if step % 8 == 7 else guess
        found = np.zeros(len(theta))
        found[active] = slope(active, guess[active])
        up = active & (found > 0)
        down = active & ~up
        moved = np.abs(guess - theta)
        theta = np.where(active, guess, theta)
        left, at_left = np.where(up, guess, left), np.where(up, found, at_left)
        right, at_right = np.where(down, guess, right), np.where(down, found, at_right)
        at_right = np.where(up & (side == 1), at_right / 2, at_right)
        at_left = np.where(down & (side == -1), at_left / 2, at_left)
        side = np.where(up, 1, np.where(down, -1, side)).astype(np.int8)
        width = PRECISION * (1 + np.abs(theta))
        active &= (right - left > width) & (moved > width) & (found != 0)
    return theta
