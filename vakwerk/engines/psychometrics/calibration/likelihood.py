"""The marginal log-likelihood of answers, its exact gradient and its observed information.

Ability of the calibrated group is standard normal here and integrated out over equally spaced nodes on [-6, 6]
(trapezoid rule, which converges faster than any power of the spacing for such integrands). The gradient is Fisher's
identity (Dempster, Laird & Rubin 1977): the complete-data gradient at the expected counts. The observed information
is Louis' (1982): what the complete data would give, less the covariance of the complete-data scores over each
person's posterior.

Two forms give the same numbers: `Complete` for a 0/1 matrix without gaps and without guessing, where the posterior
depends on a person's answers only through s = sum of slope x answer, and `General` for everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np

from vakwerk.engines.psychometrics.records import FloatArray, IntArray

from . import kernels
from .answers import Answers, Bytes, Offsets, Places
from .curves import Curves, logistic
from .metric import Information

Made = TypeVar("Made")

REACH = 6.0
"""Nodes run from -6 to 6 spreads of the calibrated group; 2e-9 of it lies beyond."""
SCORES = 2048
"""Points of the grid of scores in `Complete`."""
PERSONS = 8192
"""Persons handled at a time where their answers are copied as numbers of 8 bytes."""
WORTH_A_THREAD = 1 << 22
"""Answers x nodes, about two milliseconds of work: below this `General` has everything done by one thread."""
LEAST_WEIGHT = 1e-11
"""Nodes with less posterior are left out of the missing information."""


@dataclass(frozen=True)
class Grid:
    """Nodes (Q,) and the log of their normalised standard normal weights."""

    nodes: FloatArray
    log_weights: FloatArray

    @classmethod
    def of(cls, size: int) -> Grid:
        nodes = np.linspace(-REACH, REACH, size)
        weights = np.exp(-0.5 * nodes**2)
        return cls(nodes, np.log(weights / weights.sum()))

    @property
    def weights(self) -> FloatArray:
        return np.asarray(np.exp(self.log_weights))

    @property
    def spacing(self) -> float:
        return float(self.nodes[1] - self.nodes[0])


@dataclass(frozen=True)
class Evaluation:
    """Value, gradient (J, P) and the expected information of the complete data at one table."""

    value: float
    gradient: FloatArray
    information: Information


class Likelihood(Protocol):
    """What estimation asks of the data. `table`: (J, P) as in `curves`."""

    cost_follows_nodes: bool
    """Whether a coarse grid is cheaper by much."""

    def evaluate(self, table: FloatArray, grid: Grid) -> Evaluation: ...

    def judge(self, table: FloatArray, grid: Grid) -> tuple[float, float]:
        """Value, and the root mean posterior variance of the persons in spreads of the group."""
        ...

    def observed_information(self, table: FloatArray, grid: Grid) -> FloatArray:
        """(J P, J P), rows in the order of the flattened table."""
        ...


def likelihood_of(answers: Answers, upper: FloatArray, guessing: bool) -> Likelihood:
    """The cheapest form that is exact for these answers."""
    if answers.complete is not None:
        return Complete(answers.complete)
    assert answers.cells is not None
    assert answers.offsets is not None
    return General(answers.cells, answers.offsets, answers.width, upper, guessing)


@dataclass(frozen=True)
class _Scores:
    """The posterior at each point of the grid of scores: log normaliser (G,), weights (G, Q)."""

    start: float
    step: float
    log_total: FloatArray
    posterior: FloatArray

    @classmethod
    def of(cls, table: FloatArray, grid: Grid) -> _Scores:
        slopes = table[:, 0]
        low = float(np.minimum(slopes, 0).sum())
        high = float(np.maximum(slopes, 0).sum())
        step: float = (high - low) / (SCORES - kernels.STENCIL - 1) + 1e-12
        start = low - 2 * step
        x = slopes[:, None] * grid.nodes + table[:, 1, None]
        joint = (start + step * np.arange(SCORES))[:, None] * grid.nodes
        joint += grid.log_weights - np.logaddexp(0, x).sum(axis=0)
        highest = joint.max(axis=1, keepdims=True)
        joint -= highest
        np.exp(joint, out=joint)
        total = joint.sum(axis=1, keepdims=True)
        joint /= total
        return cls(start, step, (np.log(total) + highest)[:, 0], joint)


class Complete:
    """A complete 0/1 matrix, one or two parameters an item: the work of an evaluation is one pass over the bytes."""

    cost_follows_nodes = False

    def __init__(self, answers: Bytes) -> None:
        self._answers = answers
        self._right = answers.sum(axis=0, dtype=np.int64).astype(np.float64)

    def _swept(self, table: FloatArray, grid: Grid) -> tuple[_Scores, FloatArray, FloatArray]:
        scores = _Scores.of(table, grid)
        means = scores.posterior @ grid.nodes
        near, total = kernels.sweep(self._answers, table[:, 0].copy(), scores.start, scores.step, means)
        return scores, near, total

    def _sum(self, scores: _Scores, near: FloatArray, table: FloatArray) -> float:
        return float(near @ scores.log_total + self._right @ table[:, 1])

    def judge(self, table: FloatArray, grid: Grid) -> tuple[float, float]:
        scores, near, _ = self._swept(table, grid)
        spread = scores.posterior @ grid.nodes**2 - (scores.posterior @ grid.nodes) ** 2
        return self._sum(scores, near, table), _root_mean(float(near @ spread), len(self._answers))

    def evaluate(self, table: FloatArray, grid: Grid) -> Evaluation:
        scores, near, total = self._swept(table, grid)
        persons = near @ scores.posterior
        chance = logistic(table[:, 0, None] * grid.nodes + table[:, 1, None])
        gradient = np.stack([total - chance @ (persons * grid.nodes), self._right - chance @ persons], axis=1)
        information = _expected(table, chance, persons, len(self._answers) * grid.weights, grid.nodes)
        return Evaluation(self._sum(scores, near, table), gradient, information)

    def observed_information(self, table: FloatArray, grid: Grid) -> FloatArray:
        """Louis' formula with every covariance a function of the score, times at most two answers."""
        scores, near, _ = self._swept(table, grid)
        nodes, posterior = grid.nodes, scores.posterior
        chance = logistic(table[:, 0, None] * nodes + table[:, 1, None])
        mean = posterior @ nodes
        spread = posterior @ nodes**2 - mean**2
        right, own = kernels.deposit(
            self._answers, table[:, 0].copy(), scores.start, scores.step, SCORES, np.ascontiguousarray(spread)
        )
        both = np.concatenate([chance * nodes, chance])
        expected = posterior @ both.T
        between = (both * (near @ posterior)) @ both.T - (expected * near[:, None]).T @ expected
        with_ability = posterior @ (both * nodes).T - mean[:, None] * expected
        linear = right.T @ with_ability
        j = len(table)
        between[:j] -= linear
        between[:, :j] -= linear.T
        between[:j, :j] += self._weighted_products(own)
        persons = near @ posterior
        return _interleaved(-between) + _block_diagonal(_logistic_information(chance, persons, nodes))

    def _weighted_products(self, weights: FloatArray) -> FloatArray:
        """(J, J): sum over persons of weight x answer x answer."""
        total = np.zeros((self._answers.shape[1],) * 2)
        for start in range(0, len(weights), PERSONS):
            part = self._answers[start : start + PERSONS].astype(np.float64)
            total += (part * weights[start : start + PERSONS, None]).T @ part
        return total


class General:
    """Any pattern of missing answers, any number of categories, guessing: one row of a table an answer."""

    cost_follows_nodes = True

    def __init__(self, cells: Places, offsets: Offsets, width: int, upper: FloatArray, guessing: bool) -> None:
        self._cells, self._offsets, self._width = cells, offsets, width
        self._upper, self._guessing = upper, guessing

    def _curves(self, table: FloatArray, grid: Grid) -> Curves:
        return Curves(table, grid.nodes, self._upper, self._guessing)

    def judge(self, table: FloatArray, grid: Grid) -> tuple[float, float]:
        known, values = self._known(self._curves(table, grid), grid), np.empty(len(self._offsets) - 1)

        def judged(share: slice) -> float:
            return kernels.spread(*known.of(share), values[share], grid.nodes)

        spread = sum(_side_by_side(judged, self._shares(grid)))
        return float(values.sum()), _root_mean(spread, len(values))

    def _known(self, curves: Curves, grid: Grid) -> _Known:
        return _Known.of_all(self._cells, self._offsets, curves, grid)

    def _shares(self, grid: Grid) -> list[slice]:
        """The persons in two halves with as many answers, or together when these are few. Depends on the data alone."""
        persons = len(self._offsets) - 1
        if len(self._cells) * len(grid.nodes) < WORTH_A_THREAD:
            return [slice(0, persons)]
        middle = int(np.searchsorted(self._offsets, len(self._cells) // 2))
        return [slice(0, middle), slice(middle, persons)]

    def _counted(self, curves: Curves, grid: Grid) -> tuple[float, FloatArray]:
        known, values = self._known(curves, grid), np.empty(len(self._offsets) - 1)

        def counted(share: slice) -> FloatArray:
            counts = kernels.lined_up(curves.chance.shape[0] * self._width, len(grid.nodes))
            kernels.count(*known.of(share), values[share], counts)
            return counts

        counts, *others = _side_by_side(counted, self._shares(grid))
        for other in others:
            counts += other
        return float(values.sum()), counts[:, : len(grid.nodes)].reshape(curves.chance.shape)

    def evaluate(self, table: FloatArray, grid: Grid) -> Evaluation:
        curves = self._curves(table, grid)
        value, counts = self._counted(curves, grid)
        prior = (len(self._offsets) - 1) * grid.weights
        if curves.plain:
            return Evaluation(value, *_plain(curves, counts, prior))
        return Evaluation(value, curves.gradient(counts), curves.information(counts, prior))

    def observed_information(self, table: FloatArray, grid: Grid) -> FloatArray:
        curves = self._curves(table, grid)
        _, counts = self._counted(curves, grid)
        scores, which = _spoken_to(curves)
        missing = np.zeros((table.size, table.size))
        everybody = self._known(curves, grid).of(slice(0, len(self._offsets) - 1))
        kernels.missing_information(*everybody, scores, which, LEAST_WEIGHT, missing)
        missing = np.tril(missing) + np.tril(missing, -1).T
        return _block_diagonal(curves.complete_information(counts)) - missing


@dataclass(frozen=True)
class _Known:
    """What the kernels make posteriors of: rows as long as whole lines of the cache, with 0 behind the last node."""

    cells: Places
    offsets: Offsets
    chances: FloatArray
    logs: FloatArray
    prior: FloatArray

    @classmethod
    def of_all(cls, cells: Places, offsets: Offsets, curves: Curves, grid: Grid) -> _Known:
        chances = curves.likely.reshape(-1, len(grid.nodes))
        weights = np.stack([grid.weights, grid.log_weights])
        logs, prior = _lined_up(np.log(chances)), _lined_up(weights)
        prior[1, len(grid.nodes) :] = -np.inf
        return cls(cells, offsets, _lined_up(chances), logs, prior)

    def of(self, share: slice) -> tuple[Places, Offsets, FloatArray, FloatArray, FloatArray, FloatArray]:
        """(cells, offsets of these persons, chances, their logs, prior, room for one posterior)."""
        own, room = self.offsets[share.start : share.stop + 1], kernels.lined_up(1, self.prior.shape[1])[0]
        return self.cells, own, self.chances, self.logs, self.prior, room


def _lined_up(rows: FloatArray) -> FloatArray:
    out = kernels.lined_up(*rows.shape)
    out[:, : rows.shape[1]] = rows
    return out


def _side_by_side(work: Callable[[slice], Made], shares: list[slice]) -> list[Made]:
    """What `work` makes of each share, in order; a second share has a thread of its own, that ends with this call."""
    if len(shares) == 1:
        return [work(shares[0])]
    with ThreadPoolExecutor(len(shares) - 1) as pool:
        later = [pool.submit(work, share) for share in shares[1:]]
        return [work(shares[0]), *(made.result() for made in later)]


def _root_mean(total: float, persons: int) -> float:
    return float(np.sqrt(max(total, 0.0) / max(persons, 1)))


def _logistic_information(chance: FloatArray, persons: FloatArray, nodes: FloatArray) -> FloatArray:
    """(J, 2, 2) for slope and intercept."""
    weight = chance * (1 - chance) * persons
    first, second = weight @ nodes, weight @ nodes**2
    return np.stack([np.stack([second, first], axis=1), np.stack([first, weight.sum(axis=1)], axis=1)], axis=1)


def _expected(
    table: FloatArray, chance: FloatArray, persons: FloatArray, prior: FloatArray, nodes: FloatArray
) -> Information:
    """What `Curves.information` gives, for one step an item."""
    move = table[:, 0, None] * chance * (1 - chance) * persons
    ability = table[:, 0] @ move + prior
    near = nodes * np.sqrt(1 - prior / ability)
    return Information(_logistic_information(chance, persons, near), np.stack([move * near, move], axis=1), ability)


def _plain(curves: Curves, counts: FloatArray, prior: FloatArray) -> tuple[FloatArray, Information]:
    """What `Curves.gradient` and `Curves.information` give, for one step an item."""
    chance, miss = curves.chance[:, 1], curves.chance[:, 0]
    surplus = counts[:, 1] * miss - counts[:, 0] * chance
    gradient = np.stack([surplus @ curves.nodes, surplus.sum(axis=1)], axis=1)
    return gradient, _expected(curves.table, chance, counts.sum(axis=1), prior, curves.nodes)


def _spoken_to(curves: Curves) -> tuple[FloatArray, Places]:
    """Scores (cells, T, Q) and numbers (cells, T) of the parameters that each category's chance depends on."""
    n_items, n_parameters = curves.table.shape
    terms = 3 if curves.steps > 1 else n_parameters
    change = curves.relative_change
    which = np.full((n_items, curves.steps + 1, terms), -1, dtype=np.int32)
    scores = np.zeros((n_items, curves.steps + 1, terms, len(curves.nodes)))
    own = np.arange(n_items)[:, None] * n_parameters
    for category in range(curves.steps + 1):
        columns = [0, *(step for step in (category, category + 1) if 1 <= step <= curves.steps)]
        columns += [n_parameters - 1] if curves.guessing else []
        which[:, category, : len(columns)] = own + columns
        scores[:, category, : len(columns)] = change[:, category, columns]
    return scores.reshape(-1, terms, len(curves.nodes)), which.reshape(-1, terms)


def _block_diagonal(blocks: FloatArray) -> FloatArray:
    """(J, P, P) -> (J P, J P)."""
    n_items, size, _ = blocks.shape
    out = np.zeros((n_items, size, n_items, size))
    own = np.arange(n_items)
    out[own, :, own, :] = blocks
    return out.reshape(n_items * size, n_items * size)


def _interleaved(matrix: FloatArray) -> FloatArray:
    """(2 J, 2 J) with all slopes first -> slope and intercept of each item together."""
    half = len(matrix) // 2
    order: IntArray = np.stack([np.arange(half), half + np.arange(half)], axis=1).ravel()
    return np.asarray(matrix[np.ix_(order, order)])
