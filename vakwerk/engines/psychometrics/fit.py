"""How well does a whole profile fit another: shape (correlation), nearness (distance) and both together.

Only measures that use all six scales. Shape alone is undefined for a flat profile, nearness is not; in one comparison
with adults shape predicted best (doi 10.1177/1069072720909825), so both count and neither is hidden. Three-letter
indices stand in `hexagon` as reference only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

FLAT = 1e-9
TWO_STRANGERS = math.sqrt(12.0)
"""Root mean square distance between two unrelated standardised profiles of six scales: sqrt(6 * (1 + 1))."""


@dataclass(frozen=True, slots=True)
class Standard:
    """Per scale the middle and the spread that make it comparable: z = (value - middle) / spread. Both shape (6,)."""

    middle: NDArray[np.float64]
    spread: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.middle.shape != (6,) or self.spread.shape != (6,) or not np.all(self.spread > 0):
            raise ValueError("a standard has six middles and six positive spreads")

    def apply(self, values: ArrayLike) -> NDArray[np.float64]:
        return np.asarray((np.asarray(values, dtype=np.float64) - self.middle) / self.spread)


def profile_correlation(a: ArrayLike, b: ArrayLike) -> float | None:
    """Pearson correlation of two profiles of six scores, -1..1; None when one of them is flat."""
    x, y = centred(a), centred(b)
    size = float(np.linalg.norm(x) * np.linalg.norm(y))
    return None if size < FLAT else float(np.clip(x @ y / size, -1.0, 1.0))


def euclidean_distance(a: ArrayLike, b: ArrayLike) -> float:
    """Distance between two profiles on the same (standardised) scales; 0 is identical."""
    return float(np.linalg.norm(np.asarray(a, dtype=np.float64) - np.asarray(b, dtype=np.float64)))


def nearness(distance: float) -> float:
    """1 for identical profiles, 0 for two strangers, below 0 for opposites: comparable with a correlation."""
    return 1.0 - distance / TWO_STRANGERS


def combined_fit(a: ArrayLike, b: ArrayLike) -> float:
    """Mean of shape and nearness of two standardised profiles, each about its own level; at most 1.

    The own level is taken out first: liking everything more is a way of answering, not an interest. A flat profile
    has no shape, so its fit is its nearness alone.
    """
    near = nearness(euclidean_distance(centred(a), centred(b)))
    shape = profile_correlation(a, b)
    return near if shape is None else (shape + near) / 2.0


def centred(profile: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(profile, dtype=np.float64)
    return np.asarray(values - values.mean(axis=-1, keepdims=True))
