"""What is worked out once per bank: chances at the nodes of the posterior, and information along a fine line.

Information at the running estimate is read between two points of that line. The error of a straight line between
points h apart is at most h^2 / 8 times the greatest curvature; `Tables.error` is what it is for this bank, measured
where it is greatest, halfway between all points.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.curves import FAR, curves
from vakwerk.engines.psychometrics.items import TINY, Items, Population
from vakwerk.engines.psychometrics.quadrature import grid
from vakwerk.engines.psychometrics.records import FloatArray

from .bank import Bank

NODES = 121
"""The posterior lives on so many points: `score(..., "eap", nodes=NODES)` gives the same numbers."""
STEP = 0.02
"""Distance between the points of the information line, in standard deviations of the population."""
CHUNK = 50

Single = npt.NDArray[np.float32]


class Tables:
    """Read-only numbers about a bank, in order of area and id."""

    def __init__(self, bank: Bank, population: Population) -> None:
        self.order = bank.order()
        self.items = bank.items.select(self.order)
        self.ids = self.items.ids
        self.place = {name: index for index, name in enumerate(self.ids)}
        self.seconds = bank.seconds[self.order]
        self._divide_areas(tuple(bank.areas[row] for row in self.order))
        points = grid(population, NODES)
        self.nodes, self.prior = points.nodes, points.weights
        self.categories = self.items.categories
        self.likelihood = _likelihood(self.items, self.nodes)
        self._draw_line(population)

    def _divide_areas(self, areas: tuple[str, ...]) -> None:
        self.areas = tuple(dict.fromkeys(areas))
        starts = [areas.index(area) for area in self.areas]
        self.slices = [slice(start, stop) for start, stop in zip(starts, [*starts[1:], len(areas)], strict=True)]
        numbers = {area: number for number, area in enumerate(self.areas)}
        self.area = np.array([numbers[area] for area in areas])
        self.area_list: list[int] = self.area.tolist()

    def _draw_line(self, population: Population) -> None:
        self.low, self.step = float(self.nodes[0]), STEP * population.sd
        points = round((float(self.nodes[-1]) - self.low) / self.step) + 1
        thetas = np.asarray(self.low + self.step * np.arange(points), dtype=np.float64)
        line = _information(self.items, thetas)
        self.information: Single = line[:-1]
        self.change: Single = np.diff(line, axis=0)
        self.last = points - 2

    @cached_property
    def error(self) -> float:
        """The most that `information_at` differs from the formula, for any item at any ability."""
        halfway = np.asarray(self.low + self.step * (np.arange(self.last + 1) + 0.5), dtype=np.float64)
        return float(np.abs(_information(self.items, halfway) - (self.information + self.change / 2)).max())

    def information_at(self, theta: float, out: Single) -> Single:
        """(J,) information of every item at `theta`, into `out`. This and `Flock.scores` are the hot path."""
        where = (theta - self.low) / self.step
        row = min(max(int(where), 0), self.last)
        np.multiply(self.change[row], where - row, out=out)
        out += self.information[row]
        return out


def _likelihood(items: Items, nodes: FloatArray) -> FloatArray:
    """(J, K, Q) chance of each answer along the nodes, up to a factor of its own: a posterior does not notice, and an
    answer that is all but impossible everywhere keeps its shape.
    """
    if items.model == "grm":
        logs = curves(items, nodes).log_chance
        return np.asarray(np.exp(logs - logs.max(axis=2, keepdims=True)))
    right, wrong = _halves(items, nodes)
    lower, upper = items.c, items.d
    chance = np.stack([(1 - upper) + (upper - lower) * wrong, lower + (upper - lower) * right]).transpose(2, 0, 1)
    return np.ascontiguousarray(chance / chance.max(axis=2, keepdims=True))


def _information(items: Items, thetas: FloatArray) -> Single:
    parts = [_chunk(items, thetas[start : start + CHUNK]) for start in range(0, len(thetas), CHUNK)]
    return np.concatenate(parts)


def _chunk(items: Items, thetas: FloatArray) -> Single:
    """(T, J): P'^2 / (P (1 - P)), written so that nothing cancels at either end."""
    if items.model == "grm":
        return items.information(thetas).astype(np.float32)
    right, wrong = _halves(items, thetas)
    lower, upper = items.c, items.d
    slope = (items.a * (upper - lower)) * right * wrong
    spread = (lower + (upper - lower) * right) * ((1 - upper) + (upper - lower) * wrong)
    return (slope * slope / np.maximum(spread, TINY)).astype(np.float32)


def _halves(items: Items, thetas: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(T, J) each: the logistic function of a (theta - b), and one minus it."""
    odds = np.exp(np.clip(items.a * (items.thresholds[:, 0] - thetas[:, None]), -FAR, FAR))
    right = 1.0 / (1.0 + odds)
    return right, odds * right
