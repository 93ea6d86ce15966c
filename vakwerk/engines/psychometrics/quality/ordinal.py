"""Logistic regression for two or more ordered answers: the proportional odds model (McCullagh 1980).

P(X >= k) = s(alpha_k + x beta); with two answers it is ordinary logistic regression. Fitted to counts by Fisher
scoring with step halving.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.curves import sigmoid
from vakwerk.engines.psychometrics.records import FloatArray

MOST_STEPS, MOST_HALVINGS = 50, 20
PRECISION = 1e-9
SMALLEST = 1e-12


@dataclass(frozen=True)
class Fit:
    """`coefficients`: K-1 intercepts, then the slopes. `log_likelihood` of the persons behind the counts."""

    coefficients: FloatArray
    log_likelihood: float
    converged: bool


def fit(counts: FloatArray, predictors: FloatArray, start: Fit | None = None) -> Fit:
    """`counts` (C, K): persons per cell and answer, every answer used by somebody; `predictors` (C, P).

    `start`: the fit of fewer of the same predictors, the first ones.
    """
    n_answers = counts.shape[1]
    known = (start or without_predictors(counts)).coefficients
    values = np.concatenate([known, np.zeros(predictors.shape[1] - (len(known) - n_answers + 1))])
    height, score, information = _at(values, counts, predictors)
    for _ in range(MOST_STEPS):
        step = np.linalg.lstsq(information, score, rcond=None)[0]
        gain = float(score @ step)
        if gain < PRECISION:
            return Fit(values, height, True)
        for halving in range(MOST_HALVINGS):
            tried = values + step / 2.0**halving
            if not (np.diff(tried[: n_answers - 1]) < 0).all():
                continue
            found = _at(tried, counts, predictors)
            if found[0] > height:
                values, (height, score, information) = tried, found
                break
        else:
            return Fit(values, height, gain < 1e-4)
    return Fit(values, height, False)


def without_predictors(counts: FloatArray) -> Fit:
    """The model of nothing but the shares of the answers; its fit needs no search."""
    share = counts.sum(axis=0) / counts.sum()
    reached = share[::-1].cumsum()[::-1][1:]
    height = float(counts.sum() * (share @ np.log(share)))
    return Fit(np.log(reached / (1 - reached)), height, True)


def _at(values: FloatArray, counts: FloatArray, predictors: FloatArray) -> tuple[float, FloatArray, FloatArray]:
    """(log-likelihood, score, expected information)."""
    n_cells, n_answers = counts.shape
    cuts = n_answers - 1
    reached = sigmoid(values[:cuts] + (predictors @ values[cuts:])[:, None])
    density = reached * (1 - reached)
    change = np.zeros((n_cells, cuts, len(values)))
    change[:, np.arange(cuts), np.arange(cuts)] = density
    change[:, :, cuts:] = density[:, :, None] * predictors[:, None, :]
    edge = np.zeros((n_cells, 1, len(values)))
    change = np.concatenate([edge, change, edge], axis=1)
    slope = change[:, :-1] - change[:, 1:]
    ones, zeros = np.ones((n_cells, 1)), np.zeros((n_cells, 1))
    steps = np.concatenate([ones, reached, zeros], axis=1)
    chance = np.maximum(steps[:, :-1] - steps[:, 1:], SMALLEST)
    height = float((counts * np.log(chance)).sum())
    score = np.tensordot(counts / chance, slope, axes=2)
    weighted = slope * (counts.sum(axis=1, keepdims=True) / chance)[:, :, None]
    information = weighted.reshape(-1, len(values)).T @ slope.reshape(-1, len(values))
    return height, np.asarray(score), np.asarray(information)
