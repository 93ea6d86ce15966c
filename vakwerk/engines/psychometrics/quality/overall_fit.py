"""Does the model fit as a whole? M2 from single items and pairs; G2 where every answer pattern can be counted.

M2: Maydeu-Olivares & Joe (2005, 2006; Psychometrika 71:713-732). For graded items the moments are the means and mean
products of the item scores (M2*, Cai & Hansen 2013), which for 0/1 items are the same. With e the difference between
observed and expected moments, X their covariance under the model and D their derivative to the free parameters:
M2 = N e' (X^-1 - X^-1 D (D' X^-1 D)^-1 D' X^-1) e, chi-square with moments - parameters degrees of freedom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.curves import curves
from vakwerk.engines.psychometrics.items import TINY, Items, Population
from vakwerk.engines.psychometrics.likelihood import matched, pieces, sums
from vakwerk.engines.psychometrics.quadrature import Grid, Nodes, grid
from vakwerk.engines.psychometrics.records import FloatArray, Record
from vakwerk.engines.psychometrics.responses import MISSING, Codes, Responses

MOST_PATTERNS = 4096
MOST_ITEMS = 80
"""M2 takes the memory of (items squared / 2) squared: 84 MB a matrix at 80 items."""
STEP = 1e-5


@dataclass(frozen=True, eq=False)
class OverallFit(Record):
    """M2 with RMSEA and SRMSR (persons who answered everything), and the likelihood (everybody) with AIC, BIC, G2.

    What the data cannot carry is NaN: M2 without spare moments or with more than 80 items, G2 where there are more
    possible patterns than persons.
    """

    m2: float
    m2_df: int
    m2_p: float
    rmsea: float
    srmsr: float
    log_likelihood: float
    n_parameters: int
    aic: float
    bic: float
    g2: float
    g2_df: int
    g2_p: float
    persons: int


def overall_fit(
    items: Items,
    responses: Any,
    *,
    population: Population | None = None,
    nodes: Nodes = None,
    free_spread: bool | None = None,
) -> OverallFit:
    """Overall fit of a calibration in the data it came from. `free_spread`: the spread of the population was estimated.

    Left out: for Rasch yes, for the others no. A prior on the guessing rate makes the 3PL df approximate.
    """
    given, prior = matched(items, responses), population or Population()
    free = items.model == "rasch" if free_spread is None else free_spread
    points = grid(prior, nodes)
    codes = given.matrix()
    whole = codes[(codes != MISSING).all(axis=1)]
    size = _count(items) + free
    likelihood = _log_likelihood(items, given, points)
    g2, g2_df = _g2(items, whole, points, size)
    m2, m2_df, srmsr = _m2(items, whole, prior, points, free)
    return OverallFit(
        *(m2, m2_df, _p(m2, m2_df), _rmsea(m2, m2_df, len(whole)), srmsr),
        *(likelihood, size, 2 * size - 2 * likelihood, size * float(np.log(max(len(codes), 1))) - 2 * likelihood),
        *(g2, g2_df, _p(g2, g2_df), len(whole)),
    )


def _count(items: Items) -> int:
    """How many item parameters were free."""
    if items.model == "grm":
        return int(items.categories.sum())
    return len(items) * {"rasch": 1, "2pl": 2, "3pl": 3}[items.model]


def _rmsea(x2: float, df: int, persons: int) -> float:
    return float(np.sqrt(max(0.0, (x2 - df) / (persons * df)))) if df > 0 and persons else float("nan")


def _p(x2: float, df: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(df, x2)) if df > 0 and np.isfinite(x2) else float("nan")


def _log_likelihood(items: Items, given: Responses, points: Grid) -> float:
    table = curves(items, points.nodes).log_chance
    total = 0.0
    for _, some in pieces(given):
        logs = sums(some, [table])[0]
        top = logs.max(axis=1, keepdims=True)
        total += float((np.log(np.exp(logs - top) @ points.weights) + top[:, 0]).sum())
    return total


def _g2(items: Items, whole: Codes, points: Grid, size: int) -> tuple[float, int]:
    """Against the model that gives every pattern its observed share."""
    possible = float(np.prod(items.categories.astype(np.float64)))
    if not len(whole) or possible > min(MOST_PATTERNS, len(whole)):
        return float("nan"), 0
    counts = np.unique(whole, axis=0, return_counts=True)[1]
    best = float(counts @ np.log(counts / len(whole)))
    return 2 * (best - _log_likelihood(items, Responses.of(whole), points)), int(possible) - 1 - size


def _m2(items: Items, whole: Codes, prior: Population, points: Grid, free: bool) -> tuple[float, int, float]:
    """(M2, df, SRMSR)."""
    pairs = np.triu_indices(len(items), 1)
    n_moments = len(items) + len(pairs[0])
    df = n_moments - _count(items) - free
    if df <= 0 or len(whole) < 2 or len(items) > MOST_ITEMS:
        return float("nan"), df, float("nan")
    scores = whole.astype(np.float64)
    products = scores.T @ scores / len(scores)
    observed = np.concatenate([scores.mean(axis=0), products[pairs]])
    first, second = _conditional(items, points.nodes)
    moments = _moments(first)
    expected = moments @ points.weights
    covariance = _covariance(first, second, moments, points.weights) - np.outer(expected, expected)
    away = observed - expected
    m2 = len(scores) * _projected(covariance, _derivatives(items, prior, points, free), away)
    return m2, df, _srmsr(scores, expected, second @ points.weights)


def _conditional(items: Items, nodes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(J, Q) each: mean and mean square of the item score at each node."""
    chance = curves(items, nodes).chance
    score = np.arange(chance.shape[1], dtype=np.float64)
    return np.einsum("jkq,k->jq", chance, score), np.einsum("jkq,k->jq", chance, score**2)


def _moments(first: FloatArray) -> FloatArray:
    """(moments, Q): the means, then the mean products of pairs."""
    left, right = np.triu_indices(len(first), 1)
    return np.concatenate([first, first[left] * first[right]])


def _covariance(first: FloatArray, second: FloatArray, moments: FloatArray, weights: FloatArray) -> FloatArray:
    """Mean over the population of the products of two moments; an item that both hold counts by its mean square."""
    n_items = len(first)
    left, right = np.triu_indices(n_items, 1)
    holds = np.zeros((len(moments), n_items))
    holds[np.arange(n_items), np.arange(n_items)] = 1.0
    rows = n_items + np.arange(len(left))
    holds[rows, left] = holds[rows, right] = 1.0
    total = np.zeros((len(moments), len(moments)))
    for node, weight in enumerate(weights):
        mean = np.maximum(first[:, node], TINY)
        shared = np.log(np.maximum(second[:, node], TINY)) - 2 * np.log(mean)
        logs = np.log(np.maximum(moments[:, node], TINY))
        total += weight * np.exp(logs[:, None] + logs + (holds * shared) @ holds.T)
    return total


def _derivatives(items: Items, prior: Population, points: Grid, free: bool) -> FloatArray:
    """(moments, parameters): central differences of the expected moments."""
    columns = []
    for less, more in _neighbours(items):
        columns.append(_change(_conditional(less, points.nodes)[0], _conditional(more, points.nodes)[0], points))
    if free:
        away = (points.nodes - prior.mean) * STEP
        less_spread, more_spread = (_conditional(items, points.nodes + sign * away)[0] for sign in (-1, 1))
        columns.append(_change(less_spread, more_spread, points))
    return np.stack(columns, axis=1)


def _change(less: FloatArray, more: FloatArray, points: Grid) -> FloatArray:
    return np.asarray((_moments(more) - _moments(less)) @ points.weights / (2 * STEP))


def _neighbours(items: Items) -> Iterator[tuple[Items, Items]]:
    """For each free parameter the items with a little less and a little more of it."""
    fields = {"rasch": ["thresholds"], "3pl": ["a", "thresholds", "c"]}.get(items.model, ["a", "thresholds"])
    for name in fields:
        values = getattr(items, name)
        for place in zip(*np.nonzero(np.isfinite(values)), strict=True):
            step = np.zeros_like(values)
            step[place] = STEP
            yield replace(items, **{name: values - step}), replace(items, **{name: values + step})


def _projected(covariance: FloatArray, derivatives: FloatArray, away: FloatArray) -> float:
    """The quadratic form of what the parameters cannot take up."""
    weighted = np.linalg.solve(covariance, np.column_stack([away, derivatives]))
    e, slope = weighted[:, 0], weighted[:, 1:]
    inner = derivatives.T @ e
    return float(away @ e - inner @ np.linalg.solve(derivatives.T @ slope, inner))


def _srmsr(scores: FloatArray, expected: FloatArray, squares: FloatArray) -> float:
    """Root mean square of observed minus expected correlations over the pairs of items."""
    n_items = scores.shape[1]
    pairs = np.triu_indices(n_items, 1)
    mean = expected[:n_items]
    sd = np.sqrt(squares - mean**2)
    model = (expected[n_items:] - mean[pairs[0]] * mean[pairs[1]]) / (sd[pairs[0]] * sd[pairs[1]])
    with np.errstate(invalid="ignore", divide="ignore"):
        seen = np.atleast_2d(np.corrcoef(scores, rowvar=False))[pairs]
    return float(np.sqrt(np.mean((seen - model) ** 2)))
