"""How much of the differences between persons is not chance: four coefficients, each with its own question.

marginal: of the items, in a population, before anybody answers · empirical: of these scores, in this group ·
alpha and omega: of the plain sum score, from its covariances (persons who answered everything).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .curves import curves
from .items import Items, Population
from .quadrature import Nodes, grid
from .records import FloatArray, Record
from .responses import MISSING, Responses
from .scoring import Scores

PRECISION, MOST_SWEEPS = 1e-10, 10_000


def marginal_reliability(items: Items, *, population: Population | None = None, nodes: Nodes = None) -> float:
    """Mean over the population of I / (I + 1 / sd^2): the reliability of the posterior mode (Green et al. 1984)."""
    prior = population or Population()
    points = grid(prior, nodes)
    test = curves(items, points.nodes).information.sum(axis=0)
    return float(points.weights @ (test / (test + prior.sd**-2)))


def empirical_reliability(scores: Scores) -> float:
    """How reliable these scores are in this group; persons without a finite score are left out, fewer than two: NaN.

    Posterior means and modes have shrunk: variance / (variance + mean squared error). ML and WLE have not:
    (variance - mean squared error) / variance, at least 0.
    """
    finite = np.isfinite(scores.theta) & np.isfinite(scores.se)
    theta, se = scores.theta[finite], scores.se[finite]
    if len(theta) < 2:
        return float("nan")
    spread, error = float(theta.var(ddof=1)), float((se**2).mean())
    if scores.method in ("ml", "wle"):
        return max(0.0, 1.0 - error / spread) if spread > 0 else float("nan")
    return spread / (spread + error)


def alpha(responses: Any) -> float:
    """Cronbach's alpha of the sum score (Cronbach 1951). NaN below two items, two persons, or without spread."""
    covariance = _covariance(responses)
    size, total = len(covariance), covariance.sum()
    if size < 2 or not total > 0:
        return float("nan")
    return float(size / (size - 1) * (1 - np.trace(covariance) / total))


@dataclass(frozen=True, eq=False)
class Omega(Record):
    """McDonald's omega total, with the one-factor solution it rests on: `loadings`, `uniquenesses` (J,)."""

    omega: float
    loadings: FloatArray
    uniquenesses: FloatArray
    converged: bool


def omega(responses: Any) -> Omega:
    """(sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses) (McDonald 1999), for the sum score.

    One factor by unweighted least squares (minres, Harman & Jones 1966) on the covariances of the item scores: the
    loadings minimise the sum over pairs of (s_ij - l_i l_j)^2. A uniqueness below 0 (Heywood) counts as 0. Below three
    items, or where some item does not vary, there is no such solution: NaN, converged False.
    """
    covariance = _covariance(responses)
    if len(covariance) < 3 or not (np.diag(covariance) > 0).all():
        nothing = np.full(len(covariance), np.nan)
        return Omega(float("nan"), nothing, nothing, False)
    loadings, converged = _one_factor(covariance)
    unique = np.maximum(np.diag(covariance) - loadings**2, 0.0)
    common = float(loadings.sum()) ** 2
    total = common + float(unique.sum())
    return Omega(common / total if total > 0 else float("nan"), loadings, unique, converged)


def _one_factor(covariance: FloatArray) -> tuple[FloatArray, bool]:
    """Minres, one loading at a time; the first principal component is where it starts."""
    off = covariance - np.diag(np.diag(covariance))
    vector = np.linalg.eigh(covariance)[1][:, -1]
    loadings = vector * np.sign(vector.sum() or 1.0) * np.sqrt(np.linalg.eigvalsh(covariance)[-1])
    scale = float(np.sqrt(np.diag(covariance).max()))
    for _ in range(MOST_SWEEPS):
        before = loadings.copy()
        for item in range(len(loadings)):
            others = float(loadings @ loadings - loadings[item] ** 2)
            loadings[item] = float(off[item] @ loadings) / others if others > 0 else 0.0
        if np.abs(loadings - before).max() < PRECISION * scale:
            return loadings, True
    return loadings, False


def _covariance(responses: Any) -> FloatArray:
    """(J, J) of the persons who answered every item; zeros when there are fewer than two."""
    codes = Responses.of(responses).matrix()
    whole = codes[(codes != MISSING).all(axis=1)].astype(np.float64)
    if len(whole) < 2 or not codes.shape[1]:
        return np.zeros((codes.shape[1], codes.shape[1]))
    return np.atleast_2d(np.cov(whole, rowvar=False))
