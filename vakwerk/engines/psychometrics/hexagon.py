"""Reference functions about Holland's hexagon: for testing our own items and for comparing with the literature.

None of them decides what a child sees.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scales import RIASEC


@dataclass(frozen=True, slots=True)
class HexagonTest:
    """Randomisation test of hypothesised order relations (Hubert & Arabie 1987).

    `index` is the Correspondence Index (met - violated) / predictions, -1..1; `p` the share of the 720 relabellings
    that meet at least as many predictions (1/60 is the smallest possible: the hexagon maps on itself in 12 ways).
    """

    predictions: int
    met: int
    tied: int
    index: float
    p: float


def hexagon_test(correlations: ArrayLike) -> HexagonTest:
    """Does a (6, 6) correlation matrix in the order R I A S E C follow the circular order? 72 predictions, 720
    permutations.

    Raises ValueError when the matrix is not 6 by 6 and symmetric.
    """
    matrix = np.asarray(correlations, dtype=np.float64)
    if matrix.shape != (6, 6) or not np.allclose(matrix, matrix.T):
        raise ValueError("expected a symmetric 6 by 6 correlation matrix")
    nearer, farther = _predictions()
    orders = np.array(list(permutations(range(6))))
    rows, columns = (np.array(side) for side in zip(*combinations(range(6), 2), strict=True))
    cells = matrix[orders[:, rows], orders[:, columns]]
    gaps = cells[:, nearer] - cells[:, farther]
    met = (gaps > 0).sum(axis=1)
    tied, predictions = int((gaps[0] == 0).sum()), len(nearer)
    index = (2 * int(met[0]) + tied - predictions) / predictions
    return HexagonTest(predictions, int(met[0]), tied, index, float((met >= met[0]).mean()))


@dataclass(frozen=True, slots=True)
class HexagonInterval:
    """The hexagon test of a sample's correlations, with the interval of its index over pupils drawn again."""

    test: HexagonTest
    low: float
    high: float
    level: float
    pupils: int


def hexagon_interval(scores: ArrayLike, *, seed: int, resamples: int = 1000, level: float = 0.95) -> HexagonInterval:
    """(N, 6) scores R I A S E C of N pupils: test and percentile bootstrap (Efron & Tibshirani 1993) of the index.

    The test asks whether the order of the types could be chance, the interval how firmly this sample fixes the index.
    Raises ValueError for missing values, fewer than ten pupils, or a type that does not vary.
    """
    given = np.asarray(scores, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != 6 or len(given) < 10 or not np.isfinite(given).all():
        raise ValueError("expected complete scores on six types of at least ten pupils")
    if (given.std(axis=0) == 0).any():
        raise ValueError("a type on which nobody differs has no correlations")
    rng = np.random.default_rng(seed)
    rows, columns = np.triu_indices(6, 1)
    nearer, farther = _predictions()
    indices = []
    for _ in range(resamples):
        drawn = given[rng.integers(0, len(given), len(given))]
        spread = np.cov(drawn.T)
        cells = (spread / np.sqrt(np.outer(np.diag(spread), np.diag(spread)).clip(1e-300)))[rows, columns]
        indices.append(float(np.sign(cells[nearer] - cells[farther]).mean()))
    low, high = np.quantile(indices, [(1 - level) / 2, (1 + level) / 2])
    return HexagonInterval(hexagon_test(np.corrcoef(given.T)), float(low), float(high), level, len(given))


@cache
def _predictions() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of cells of the upper triangle: the nearer pair of types must correlate more than the farther pair."""
    steps = [hexagon_steps(RIASEC[i], RIASEC[j]) for i, j in combinations(range(6), 2)]
    ordered = [(a, b) for a, x in enumerate(steps) for b, y in enumerate(steps) if x < y]
    nearer, farther = zip(*ordered, strict=True)
    return np.array(nearer), np.array(farther)


def hexagon_steps(a: str, b: str) -> int:
    """Steps between two types along the hexagon: 0 same, 1 adjacent, 2 alternate, 3 opposite."""
    gap = abs(RIASEC.index(a) - RIASEC.index(b))
    return min(gap, 6 - gap)


def prediger_axes(profile: ArrayLike) -> tuple[float, float]:
    """(things minus people, data minus ideas) of six scores R I A S E C (Prediger 1982, weights 2, 1 and 1.73 = sqrt
    3).
    """
    r, i, a, s, e, c = np.asarray(profile, dtype=np.float64)
    return float(2 * r + i - a - 2 * s - e + c), float(math.sqrt(3) * (e + c - i - a))


def c_index(person: Sequence[str], environment: Sequence[str]) -> int:
    """Brown & Gore (1994) for two three-letter codes, 0..18: 3, 2, 1 times the nearness 3..0 of the letters in each
    place.
    """
    if len(person) != 3 or len(environment) != 3:
        raise ValueError("the C-index compares two codes of three letters")
    return sum(weight * (3 - hexagon_steps(a, b)) for weight, a, b in zip((3, 2, 1), person, environment, strict=True))
