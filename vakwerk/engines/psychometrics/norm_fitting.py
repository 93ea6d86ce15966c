"""The likelihood behind `norms`: a skew normal ability plus normal error of measurement, fitted by weighted BFGS."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from .records import BoolArray, FloatArray, IntArray

SKEW_BAR = 3.0
"""Standard errors that the skewness of the residuals must lie from nought before the norms get skewness."""
SKEW_LIMIT = 0.99
"""A skew normal cannot be more skewed than 0.9953."""
MOST_DEGREES = 3
SCORE_STEP, HESSIAN_STEP = 1e-5, 1e-4
FAR = 1e-12


@dataclass(frozen=True, eq=False)
class Sample:
    """Complete rows of the norm sample; weights have mean 1. `cluster`: number of the class or school of each row."""

    theta: FloatArray
    at: FloatArray
    stream: npt.NDArray[np.str_]
    se: FloatArray
    weights: FloatArray
    cluster: IntArray

    @property
    def middle(self) -> float:
        return float(self.at.mean())

    @property
    def scale(self) -> float:
        return float(np.ptp(self.at)) / 2 or 1.0

    def of(self, streams: Sequence[str]) -> Sample:
        """The rows of these streams."""
        return self.rows(np.isin(self.stream, streams))

    def rows(self, kept: BoolArray) -> Sample:
        names = ("theta", "at", "stream", "se", "weights", "cluster")
        part = replace(self, **{name: getattr(self, name)[kept] for name in names})
        return replace(part, weights=part.weights / ((part.weights.mean() if len(part.weights) else 0.0) or 1.0))


@dataclass(frozen=True, eq=False)
class Fitted:
    degree: int
    coefficients: FloatArray
    covariance: FloatArray
    skewed: bool
    log_likelihood: float


def complete(
    theta: npt.ArrayLike,
    at: npt.ArrayLike,
    stream: Sequence[str],
    se: npt.ArrayLike,
    weights: npt.ArrayLike,
    clusters: Sequence[str] = (),
) -> tuple[Sample, dict[str, int]]:
    """The complete rows, and how many rows lack what (a row that lacks two things counts in both)."""
    scores = np.asarray(theta, dtype=np.float64)
    names = np.array([name or "" for name in stream], dtype=str)
    ages, errors, given = (np.asarray(value, dtype=np.float64) for value in (at, se, weights))
    if scores.ndim != 1 or ages.shape != scores.shape or names.shape != scores.shape:
        raise ValueError("one score, one age or grade and one stream per pupil")
    errors, given = (np.broadcast_to(value, scores.shape) for value in (errors, given))
    if len(clusters) not in (0, len(scores)):
        raise ValueError("one class or school per pupil, or none at all")
    if (given < 0).any() or (errors < 0).any():
        raise ValueError("weights and standard errors cannot be negative")
    lacks = {
        "score": ~np.isfinite(scores),
        "age or grade": ~np.isfinite(ages),
        "stream": names == "",
        "standard error": ~np.isfinite(errors),
        "weight": ~np.isfinite(given),
    }
    kept = ~np.logical_or.reduce(list(lacks.values()))
    sample = Sample(scores, ages, names, errors, given, _numbered(clusters, len(scores))).rows(kept)
    return sample, {what: int(rows.sum()) for what, rows in lacks.items()}


def _numbered(clusters: Sequence[str], count: int) -> IntArray:
    """(N,) number of each row's cluster; who has none is one by itself."""
    names = [name or row for row, name in enumerate(clusters)] if clusters else list(range(count))
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([numbers[name] for name in names], dtype=np.int64)


def effective_number(weights: FloatArray) -> float:
    """Kish 1965: (sum w)^2 / sum w^2, the size of an unweighted sample that would be as precise."""
    return float(weights.sum() ** 2 / (weights**2).sum()) if weights.any() else 0.0


def designs(x: FloatArray, stream: IntArray, streams: int, degree: int) -> tuple[FloatArray, FloatArray]:
    """Design of the mean (level and slope per stream, common curve) and of the log sd (level per stream, slope)."""
    levels = (stream[:, np.newaxis] == np.arange(streams)).astype(np.float64)
    if degree == 0:
        return levels, levels
    curve = x[:, np.newaxis] ** np.arange(2, degree + 1)
    return np.hstack([levels, levels * x[:, np.newaxis], curve]), np.hstack([levels, x[:, np.newaxis]])


def distribution(coefficients: FloatArray, mean: FloatArray, spread: FloatArray, *, skewed: bool) -> Any:
    """(mean, sd, skewness) for rows of both designs; numbers for one row, arrays for several."""
    split = mean.shape[-1]
    skewness = SKEW_LIMIT * math.tanh(coefficients[-1]) if skewed else 0.0
    middle, log_sd = mean @ coefficients[:split], spread @ coefficients[split : split + spread.shape[-1]]
    return middle, np.exp(log_sd), skewness


def best_fit(sample: Sample, streams: Sequence[str], degree: int | None) -> Fitted:
    """The degree with the lowest BIC among those that the data can tell apart, or the one asked for."""
    distinct = len(np.unique(sample.at))
    degrees = [degree] if degree is not None else list(range(min(1, distinct - 1), min(MOST_DEGREES, distinct - 1) + 1))
    if max(degrees) >= distinct or min(degrees) < 0:
        raise ValueError(f"a polynomial of degree {max(degrees)} needs more than {distinct} ages or grades")
    fits = [_fit(sample, streams, chosen) for chosen in degrees]
    number = effective_number(sample.weights)
    return min(fits, key=lambda fit: -2 * fit.log_likelihood + len(fit.coefficients) * math.log(number))


def _fit(sample: Sample, streams: Sequence[str], degree: int) -> Fitted:
    x = (sample.at - sample.middle) / sample.scale
    member = np.searchsorted(np.asarray(streams), sample.stream)
    mean, spread = designs(x, member, len(streams), degree)
    plain = Likelihood(sample, mean, spread, skewed=False).fit(_start(sample, mean, spread), degree)
    skewness = plain_skewness(sample, mean, spread, plain)
    if skewness is None:
        return plain
    start = np.append(plain.coefficients, math.atanh(skewness / SKEW_LIMIT))
    return Likelihood(sample, mean, spread, skewed=True).fit(start, degree)


def _start(sample: Sample, mean: FloatArray, spread: FloatArray) -> FloatArray:
    """Weighted least squares, and the spread that is left after the errors of measurement are taken out."""
    root = np.sqrt(sample.weights)
    beta = np.linalg.lstsq(mean * root[:, np.newaxis], sample.theta * root, rcond=None)[0]
    left = sample.weights @ ((sample.theta - mean @ beta) ** 2 - sample.se**2) / sample.weights.sum()
    level = 0.5 * math.log(max(left, 0.01))
    return np.concatenate([beta, np.linalg.lstsq(spread, np.full(len(spread), level), rcond=None)[0]])


def plain_skewness(sample: Sample, mean: FloatArray, spread: FloatArray, fit: Fitted) -> float | None:
    """Skewness of the ability that the residuals of a normal fit show, or None when it may be nought."""
    middle, sd, _ = distribution(fit.coefficients, mean, spread, skewed=False)
    total = np.sqrt(sd**2 + sample.se**2)
    cubes = float(sample.weights @ ((sample.theta - middle) / total) ** 3 / sample.weights.sum())
    if abs(cubes) < SKEW_BAR * math.sqrt(6 / effective_number(sample.weights)):
        return None
    undone = cubes * float(np.mean(total / sd)) ** 3
    return float(np.clip(undone, -0.8, 0.8))


@dataclass(frozen=True, eq=False)
class Likelihood:
    """Of the scores of a sample, given both designs (N, p) and whether abilities are skewed."""

    sample: Sample
    mean: FloatArray
    spread: FloatArray
    skewed: bool

    def fit(self, start: FloatArray, degree: int) -> Fitted:
        """Weighted maximum likelihood; covariance is the sandwich H^-1 S H^-1 with S = sum of w^2 score score'."""
        from scipy.optimize import minimize

        found = minimize(lambda c: -self.weights @ self.rows(c), start, jac=lambda c: -self.gradient(c), method="BFGS")
        best = np.asarray(found.x)
        hessian = np.array(
            [
                (self.gradient(best + step) - self.gradient(best - step)) / (2 * HESSIAN_STEP)
                for step in np.eye(len(best)) * HESSIAN_STEP
            ]
        )
        inverse = np.linalg.pinv((hessian + hessian.T) / 2)
        covariance = inverse @ self._scatter(best) @ inverse
        return Fitted(degree, best, covariance, self.skewed, float(self.weights @ self.rows(best)))

    def _scatter(self, best: FloatArray) -> FloatArray:
        """Sum over clusters of the outer product of their summed scores: pupils of one class resemble each other."""
        scores = self.scores(best) * self.weights[:, np.newaxis]
        place = np.unique(self.sample.cluster, return_inverse=True)[1]
        count = int(place.max()) + 1
        sums = np.zeros((count, scores.shape[1]))
        np.add.at(sums, place, scores)
        return np.asarray(sums.T @ sums * count / max(count - 1, 1))

    @property
    def weights(self) -> FloatArray:
        return self.sample.weights

    def gradient(self, coefficients: FloatArray) -> FloatArray:
        return np.asarray(self.weights @ self.scores(coefficients))

    def scores(self, coefficients: FloatArray) -> FloatArray:
        """(N, p) derivative of each row's log-likelihood, by central differences."""
        steps = np.eye(len(coefficients)) * SCORE_STEP
        return np.column_stack(
            [(self.rows(coefficients + s) - self.rows(coefficients - s)) / (2 * SCORE_STEP) for s in steps]
        )

    def rows(self, coefficients: FloatArray) -> FloatArray:
        """(N,) log-likelihood of each score."""
        middle, sd, skewness = distribution(coefficients, self.mean, self.spread, skewed=self.skewed)
        place, width, delta = _direct(middle, sd, skewness)
        total = np.sqrt(width**2 + self.sample.se**2)
        u = (self.sample.theta - place) / total
        density = -np.log(total) - u**2 / 2 - 0.5 * math.log(2 * math.pi)
        if not self.skewed:
            return np.asarray(density)
        from scipy.special import log_ndtr

        mixed = delta * width / total
        return np.asarray(density + math.log(2) + log_ndtr(mixed / np.sqrt(1 - mixed**2) * u))


def _direct(mean: Any, sd: Any, skewness: float) -> tuple[Any, Any, float]:
    """Location, scale and delta of the skew normal with this mean, sd and skewness (Azzalini 1985)."""
    ratio = math.copysign((2 * abs(skewness) / (4 - math.pi)) ** (1 / 3), skewness)
    shift = ratio / math.sqrt(1 + ratio**2)
    width = sd / math.sqrt(1 - shift**2)
    return mean - width * shift, width, shift * math.sqrt(math.pi / 2)


def normal_place(theta: float, mean: float, sd: float, skewness: float) -> float:
    """z of the normal distribution with as many below it as `theta` has; far out, where nobody is, plain standard
    deviations."""
    plain = (theta - mean) / sd
    if skewness == 0.0:
        return float(plain)
    from scipy.special import ndtr, owens_t

    place, width, delta = _direct(mean, sd, skewness)
    u = (theta - place) / width
    below = float(ndtr(u) - 2 * owens_t(u, delta / math.sqrt(1 - delta**2)))
    return NormalDist().inv_cdf(below) if FAR < below < 1 - FAR else float(plain)
