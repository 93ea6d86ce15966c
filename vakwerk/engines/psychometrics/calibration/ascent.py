"""Climbing a likelihood: limited-memory quasi-Newton steps (Liu & Nocedal 1989) in a metric that comes with each point.

The metric (`metric`) is nearly the information, so a plain step is nearly Newton's, and the memory adds what the metric
leaves out. Only function values and exact gradients are used; bounds are kept by projection.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

MEMORY = 12
SHORTEST_STEP = 1e-6
STRIDE = 1.0
"""No value moves further than this in one step. Where guessing is not there to be found the metric is nearly flat, and
whole steps would land so far off that the search for a better point costs four looks for each."""
RELEASES = 4
"""How often values held at a bound are let go, once the others have settled."""

Solve = Callable[[FloatArray, BoolArray], FloatArray]


@dataclass(frozen=True)
class Point:
    """Value, gradient (n,) and the metric: a function that divides by the information of the loose values (n,)."""

    value: float
    gradient: FloatArray
    solve: Solve


@dataclass
class Memory:
    """Pairs of steps and changes of gradient, the newest last."""

    pairs: list[tuple[FloatArray, FloatArray]] = field(default_factory=list)

    def add(self, step: FloatArray, change: FloatArray) -> None:
        self.pairs = [*self.pairs, (step, change)][-MEMORY:]

    def direction(self, gradient: FloatArray, solve: Solve, loose: BoolArray) -> FloatArray:
        """The way up among the `loose` values; pairs that show no curvature there are passed over."""
        pairs = [(step * loose, change * loose) for step, change in self.pairs]
        pairs = [(s, y) for s, y in pairs if s @ y > 1e-14 * np.sqrt((s @ s) * (y @ y))]
        rest, taken = gradient * loose, []
        for step, change in reversed(pairs):
            share = (step @ rest) / (change @ step)
            taken.append(share)
            rest = rest - share * change
        out = solve(rest, loose)
        for (step, change), share in zip(pairs, reversed(taken), strict=True):
            out = out + (share - (change @ out) / (change @ step)) * step
        return out


@dataclass(frozen=True)
class Summit:
    """Where the climb ended. `gain`: g' I^-1 g, about twice what the log-likelihood could still rise."""

    values: FloatArray
    point: Point
    iterations: int
    evaluations: int
    gain: float
    at_bound: BoolArray
    memory: Memory


def climb(
    evaluate: Callable[[FloatArray], Point | None],
    start: FloatArray,
    lower: FloatArray,
    upper: FloatArray,
    *,
    tolerance: float,
    max_iterations: int,
    max_evaluations: int,
    memory: Memory | None = None,
) -> Summit:
    """From `start` upwards until `gain` < `tolerance`, no step helps, or iterations or evaluations are used up.

    `evaluate` gives None where the values are impossible (steps of a graded item out of order). `memory`: of an
    earlier climb on nearly the same surface.
    """
    climber = _Climber(evaluate, lower, upper, start, memory or Memory())
    for _ in range(RELEASES):
        while (
            climber.gain() >= tolerance
            and climber.iterations < max_iterations
            and climber.evaluations < max_evaluations
            and climber.advance()
        ):
            pass
        if climber.evaluations >= max_evaluations or not climber.release():
            break
    return Summit(
        climber.values,
        climber.point,
        climber.iterations,
        climber.evaluations,
        climber.gain(),
        ~climber.loose,
        climber.memory,
    )


class _Climber:
    """A value that reaches a bound is held there, so that the others settle without it, until `release`."""

    def __init__(
        self,
        evaluate: Callable[[FloatArray], Point | None],
        lower: FloatArray,
        upper: FloatArray,
        start: FloatArray,
        memory: Memory,
    ) -> None:
        self._evaluate, self._lower, self._upper = evaluate, lower, upper
        self.memory = memory
        self.iterations, self.evaluations = 0, 1
        self.values = np.clip(start, lower, upper)
        self.loose: BoolArray = np.ones(len(start), dtype=np.bool_)
        point = evaluate(self.values)
        if point is None:
            raise ValueError("The starting values are impossible.")
        self.point = point
        self.loose = ~self._pressed()
        self._gain: float | None = None

    def _pressed(self) -> BoolArray:
        """(n,): values at a bound that would go on beyond it."""
        g = self.point.gradient
        return np.asarray(((self.values <= self._lower) & (g < 0)) | ((self.values >= self._upper) & (g > 0)))

    def release(self) -> bool:
        """Let go of held values that want to come back; whether there were any."""
        back = ~self.loose & ~self._pressed()
        self.loose, self._gain = self.loose | back, None
        return bool(back.any())

    def gain(self) -> float:
        if self._gain is None:
            g = np.where(self.loose, self.point.gradient, 0.0)
            self._gain = float(g @ self.point.solve(g, self.loose))
        return self._gain

    def advance(self) -> bool:
        """One step up; False when none can be found, not even along the plain metric."""
        found = self._search()
        if found is None and self.memory.pairs:
            self.memory = Memory()
            found = self._search()
        if found is None:
            return False
        self._move(*found)
        return True

    def _search(self) -> tuple[FloatArray, Point] | None:
        g = self.point.gradient
        way = self.memory.direction(g, self.point.solve, self.loose)
        noise = 1e-13 * abs(self.point.value)
        longest = STRIDE / max(float(np.abs(way).max(initial=0.0)), STRIDE)
        length = longest if (g * self.loose) @ way > 0 else 0.0
        while length > SHORTEST_STEP * longest:
            values = np.clip(self.values + length * way, self._lower, self._upper)
            point = self._evaluate(values)
            self.evaluations += 1
            if point is not None and point.value >= self.point.value - noise:
                return values, point
            length *= 0.4
        return None

    def _move(self, values: FloatArray, point: Point) -> None:
        if self.gain() < len(values):  # within about one standard error each: before that the surface bends otherwise
            self.memory.add(values - self.values, self.point.gradient - point.gradient)
        self.values, self.point = values, point
        self.iterations += 1
        self.loose, self._gain = self.loose & ~self._pressed(), None
