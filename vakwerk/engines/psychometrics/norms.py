"""Continuous norms: where a score stands among pupils of the same age or grade and stream, and how sure that is.

Regression-based norming: the ability of a pupil at age (or grade) x in stream s is distributed with

    mean = polynomial in x, per stream its own level and slope
    log sd = linear in x, per stream its own level
    skewness = one number, only when the residuals ask for it (skew normal, Azzalini 1985, in mean, sd and skewness)

The scores given have errors. A score with standard error e is the ability plus normal noise, so its sd is
sqrt(sd^2 + e^2), and a skew normal plus noise is again skew normal: the norms are of the ability itself, not of a test
of this length. Give EAP scores through `unshrunken`. WLE and ML scores with their own errors make the spread too small,
since these errors are largest where the ability is extreme (by 5% with 60 items, 17% with 20, in simulation).

The interval of a percentile holds both errors, by the delta method on z = (theta - mean) / sd: that of the score and
that of the norms (sandwich covariance of the weighted fit, Huber 1967, summed within classes or schools where these are
known, Liang & Zeger 1986; it also pays for unequal weights).

"No norms yet" is a result (`NoNorms`), not an error: too few pupils, another stream, an age outside the sample, norms
that are too old. The bars are Evers et al. 2010 from memory, to be confirmed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .items import Population
from .norm_fitting import Sample, best_fit, complete, designs, distribution, effective_number, normal_place
from .records import FloatArray, IntArray, Record

Reason = Literal["no_sample", "too_few", "no_spread", "no_such_stream", "outside_range", "outdated", "no_score"]
LEAST = 300
"""Pupils (effective number after weighting) that a stream needs. To be confirmed (Evers et al. 2010, from memory)."""
OUTDATED_YEARS = 15
"""Age of norms from which they count as outdated. To be confirmed (Evers et al. 2010, from memory)."""
STEP = 1e-5
NORMAL = NormalDist()


@dataclass(frozen=True, eq=False)
class PercentileInterval(Record):
    """Percentage of the norm group below this score, 0..100, with its interval at `level`.

    `z`: the same in standard deviations of the group. `score_share`: part of the squared error that comes from the
    score; the rest comes from the norms. `stream`, `at`: the group that the pupil is compared with.
    """

    percentile: float
    low: float
    high: float
    level: float
    z: float
    z_se: float
    score_share: float
    stream: str
    at: float
    pupils: int
    validity: str = "not_validated"


@dataclass(frozen=True, eq=False)
class NoNorms(Record):
    """No percentile can be given, and why. It answers `percentile` too, with itself, so a report needs no exception."""

    reason: Reason
    detail: str
    stream: str = ""

    def percentile(self, theta: float, se: float, at: float, stream: str, *, in_year: int) -> NoNorms:
        return self


@dataclass(frozen=True, eq=False)
class Norms(Record):
    """Fitted norms. `coefficients` (p,) with `covariance` (p, p): mean, then log sd, then skewness when `skewed`.

    `streams`: those with norms. `refused`: streams that have pupils but too few, with their effective number.
    `left_out`: rows without a value, by what was missing. `clusters`: classes or schools, 0 when unknown. `low`,
    `high`: range of age or grade per stream.
    """

    streams: tuple[str, ...]
    by: str
    year: int
    degree: int
    middle: float
    scale: float
    coefficients: FloatArray
    covariance: FloatArray
    skewed: bool
    pupils: IntArray
    effective: FloatArray
    low: FloatArray
    high: FloatArray
    refused: Mapping[str, float]
    left_out: Mapping[str, int]
    weighted: bool
    clusters: int
    outdated_years: int = OUTDATED_YEARS
    validity: str = "not_validated"

    def percentile(
        self, theta: float, se: float, at: float, stream: str, *, in_year: int, level: float = 0.95
    ) -> PercentileInterval | NoNorms:
        """Where theta (standard error `se`) stands among pupils of this stream at this age or grade.

        A stream without norms of its own is never compared with another one.
        """
        hindrance = self._hindrance(theta, se, at, stream, in_year)
        if hindrance is not None:
            return hindrance
        z, gradient = self._place(theta, at, stream)
        score, norm = (se * gradient[0]) ** 2, float(gradient[1:] @ self.covariance @ gradient[1:])
        return self._interval(z, math.sqrt(score + norm), score / max(score + norm, 1e-300), at, stream, level)

    def distribution(self, at: float, stream: str) -> tuple[float, float, float]:
        """Mean, standard deviation and skewness of the ability in this group. KeyError for a stream without norms."""
        mean, sd, skewness = distribution(self.coefficients, *self._design(at, stream), skewed=self.skewed)
        return float(mean), float(sd), float(skewness)

    def _design(self, at: float, stream: str) -> tuple[FloatArray, FloatArray]:
        if stream not in self.streams:
            raise KeyError(stream)
        x = np.array([(at - self.middle) / self.scale])
        mean, spread = designs(x, np.array([self.streams.index(stream)]), len(self.streams), self.degree)
        return mean[0], spread[0]

    def _place(self, theta: float, at: float, stream: str) -> tuple[float, FloatArray]:
        """z, and its gradient to theta and the coefficients (numerical: central differences)."""
        rows = self._design(at, stream)

        def z_of(shifted: float, coefficients: FloatArray) -> float:
            return normal_place(shifted, *distribution(coefficients, *rows, skewed=self.skewed))

        steps = np.eye(len(self.coefficients)) * STEP
        slopes = [
            (z_of(theta, self.coefficients + step) - z_of(theta, self.coefficients - step)) / (2 * STEP)
            for step in steps
        ]
        own = (z_of(theta + STEP, self.coefficients) - z_of(theta - STEP, self.coefficients)) / (2 * STEP)
        return z_of(theta, self.coefficients), np.array([own, *slopes])

    def _interval(
        self, z: float, z_se: float, score_share: float, at: float, stream: str, level: float
    ) -> PercentileInterval:
        reach = NORMAL.inv_cdf((1 + level) / 2) * z_se
        middle, low, high = (100 * NORMAL.cdf(value) for value in (z, z - reach, z + reach))
        pupils = int(self.pupils[self.streams.index(stream)])
        return PercentileInterval(middle, low, high, level, z, z_se, score_share, stream, at, pupils)

    def _hindrance(self, theta: float, se: float, at: float, stream: str, in_year: int) -> NoNorms | None:
        if in_year - self.year > self.outdated_years:
            return NoNorms("outdated", f"norms of {self.year}, older than {self.outdated_years} years", stream)
        if stream in self.refused:
            return NoNorms("too_few", f"{self.refused[stream]:.0f} pupils (effective) in stream {stream}", stream)
        if stream not in self.streams:
            return NoNorms("no_such_stream", f"no pupils of stream {stream or '?'} in the norm sample", stream)
        place = self.streams.index(stream)
        if not self.low[place] <= at <= self.high[place]:
            return NoNorms(
                "outside_range", f"{self.by} {at:g} outside {self.low[place]:g}..{self.high[place]:g}", stream
            )
        if not (math.isfinite(theta) and math.isfinite(se) and se >= 0):
            return NoNorms("no_score", "no finite score with a standard error", stream)
        return None


def fit_norms(
    theta: npt.ArrayLike,
    at: npt.ArrayLike,
    stream: Sequence[str],
    *,
    year: int,
    se: npt.ArrayLike = 0.0,
    weights: npt.ArrayLike = 1.0,
    clusters: Sequence[str] = (),
    by: Literal["age", "grade"] = "age",
    degree: int | None = None,
    least: float = LEAST,
    outdated_years: int = OUTDATED_YEARS,
) -> Norms | NoNorms:
    """Norms from N pupils of the norm sample: `unshrunken` scores (N,), age or grade (N,), stream names (N,).

    `se`: standard errors of the scores; `weights`: see `rake`; `clusters`: class or school of each pupil, since pupils
    of one class resemble each other and say less about all classes than as many from everywhere; `year`: of the data;
    `degree` of the polynomial in age, by BIC (1 to 3) when left out. Rows that lack a score, an age, a stream or a
    weight are left out and counted in `left_out`. NoNorms when no stream has `least` pupils, or scores only differ by
    chance. Raises ValueError for lengths that differ or weights below 0.
    """
    sample, left_out = complete(theta, at, stream, se, weights, clusters)
    numbers = _numbers(sample)
    kept = tuple(name for name, number in numbers.items() if number >= least)
    refusal = _refusal(sample, numbers, kept)
    if refusal is not None:
        return refusal
    sample = sample.of(kept)
    fitted = best_fit(sample, kept, degree)
    return Norms(
        streams=kept,
        by=by,
        year=year,
        degree=fitted.degree,
        middle=sample.middle,
        scale=sample.scale,
        coefficients=fitted.coefficients,
        covariance=fitted.covariance,
        skewed=fitted.skewed,
        effective=np.array([numbers[name] for name in kept]),
        refused={name: numbers[name] for name in numbers if name not in kept},
        left_out=left_out,
        weighted=bool(np.ptp(sample.weights) > 0),
        clusters=len(np.unique(sample.cluster)) if clusters else 0,
        outdated_years=outdated_years,
        pupils=np.array([(sample.stream == name).sum() for name in kept], dtype=np.int64),
        low=_of_streams(sample, kept, np.min),
        high=_of_streams(sample, kept, np.max),
    )


def _numbers(sample: Sample) -> dict[str, float]:
    """Effective number of pupils of each stream."""
    streams = sorted(set(sample.stream.tolist()))
    return {name: effective_number(sample.weights[sample.stream == name]) for name in streams}


def _refusal(sample: Sample, numbers: Mapping[str, float], kept: Sequence[str]) -> NoNorms | None:
    """Why this sample gives no norms; None when it does."""
    if not numbers:
        return NoNorms("no_sample", "no pupil with a score, an age and a stream")
    if not kept:
        return NoNorms("too_few", "; ".join(f"{name}: {number:.0f}" for name, number in numbers.items()))
    alike = [name for name in kept if not _differ(sample, name)]
    if alike:
        return NoNorms("no_spread", f"scores differ no more than their errors in stream {', '.join(alike)}")
    return None


def _of_streams(sample: Sample, streams: Sequence[str], end: Callable[[FloatArray], Any]) -> FloatArray:
    """The lowest or highest age or grade in the sample of each stream."""
    return np.array([end(sample.at[sample.stream == name]) for name in streams])


def _differ(sample: Sample, stream: str) -> bool:
    """Whether pupils of this stream differ at all, beyond what the errors of their scores explain."""
    mine = sample.stream == stream
    return bool(sample.theta[mine].var() > np.mean(sample.se[mine] ** 2) + 1e-12)


def unshrunken(
    theta: npt.ArrayLike, se: npt.ArrayLike, population: Population | None = None
) -> tuple[FloatArray, FloatArray]:
    """EAP scores and posterior sds as scores of the data alone: the normal prior is taken out again.

    1/e^2 = 1/se^2 - 1/sd^2, score = e^2 (theta/se^2 - mean/sd^2). Infinite error where the posterior is the prior.
    """
    prior = population or Population()
    given, errors = np.asarray(theta, dtype=np.float64), np.asarray(se, dtype=np.float64)
    precision = np.maximum(1 / errors**2 - 1 / prior.sd**2, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (given / errors**2 - prior.mean / prior.sd**2) / precision
        return np.asarray(score), np.asarray(1 / np.sqrt(precision))
