"""Everything known after estimation, on the scale of the group."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Model
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray

from .answers import Answers
from .ascent import Summit
from .layout import Layout
from .likelihood import Grid, Likelihood
from .priors import Penalty
from .results import ItemPrior


@dataclass(frozen=True)
class Trail:
    """The last climb, and the grids that were tried on the way."""

    summit: Summit
    grid: Grid
    value: float
    finer: float
    posterior_sd: float
    grids: tuple[int, ...]
    differences: tuple[float, ...]
    iterations: int
    evaluations: int


@dataclass(frozen=True)
class Fit:
    """Everything known after estimation; `hopeless` is the code of why there was none."""

    model: Model
    anchors: Items | None
    prior: ItemPrior | None
    answers: Answers
    anchored: IntArray
    layout: Layout
    penalty: Penalty
    hopeless: str = ""
    likelihood: Likelihood | None = None
    trail: Trail | None = None

    def without_estimates(self, reason: str) -> Fit:
        return dataclasses.replace(self, hopeless=reason)

    def with_estimates(self, likelihood: Likelihood, trail: Trail) -> Fit:
        return dataclasses.replace(self, likelihood=likelihood, trail=trail)

    @property
    def table(self) -> FloatArray:
        assert self.trail is not None
        return self.layout.table(self.trail.summit.values)

    @property
    def population(self) -> tuple[float, float]:
        """(mean, spread) of the group on the scale of the bank."""
        if self.trail is None or not len(self.layout.patterns):
            return 0.0, 1.0
        shared = self.trail.summit.values[self.layout.n_own :]
        return (float(shared[1]) if len(shared) > 1 else 0.0), float(shared[0])

    def falling_graded(self) -> IntArray:
        """Places of the free graded items with a slope that is not above 0."""
        if self.model != "grm" or self.trail is None:
            return np.zeros(0, dtype=np.int64)
        return self.answers.kept[(self.table[:, 0] <= 0) & self.layout.free[:, 0]]

    def held(self) -> BoolArray:
        """(n,): free values that stand at a bound."""
        assert self.trail is not None
        return self.trail.summit.at_bound
