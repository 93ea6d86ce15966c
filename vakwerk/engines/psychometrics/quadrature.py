"""The nodes that stand for a population: equally spaced abilities and the share of the population at each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .items import Population
from .records import FloatArray

REACH = 6.0
"""Nodes lie up to so many standard deviations of the population from its mean."""
N_NODES = 61

Nodes = int | npt.ArrayLike | None


@dataclass(frozen=True)
class Grid:
    """`nodes` (Q,) ascending; `weights` (Q,) sum to one."""

    nodes: FloatArray
    weights: FloatArray

    @property
    def step(self) -> float:
        """The widest gap between two neighbours."""
        return float(np.diff(self.nodes).max()) if len(self.nodes) > 1 else 0.0


def grid(population: Population, nodes: Nodes = None) -> Grid:
    """`nodes`: how many between -6 and 6 standard deviations, or the abilities themselves. Trapezium rule, so
    that nodes at unequal distances weigh what they stand for.

    Raises ValueError for fewer than two nodes.
    """
    places = _places(population, nodes)
    if len(places) < 2 or not np.isfinite(places).all():
        raise ValueError("Quadrature needs at least two finite nodes.")
    log_density = -0.5 * ((places - population.mean) / population.sd) ** 2
    width = np.diff(places, prepend=places[0]) + np.diff(places, append=places[-1])
    density = np.exp(log_density - log_density.max()) * width
    return Grid(places, density / density.sum())


def _places(population: Population, nodes: Nodes) -> FloatArray:
    if nodes is None or isinstance(nodes, int):
        return population.mean + population.sd * np.linspace(-REACH, REACH, N_NODES if nodes is None else nodes)
    return np.sort(np.asarray(nodes, dtype=np.float64).ravel())
