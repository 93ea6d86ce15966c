"""What is known about a pupil's six interests after a sitting: a normal distribution with its full covariance.

Advice draws from it. It comes from the person-mean model of `interests` (answer units) or from calibrated graded items
(theta); `graded_profile` says the second in the answer units that a page reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .interests import ENOUGH_ANSWERS, TYPE_SD, prior_covariance
from .items import Items
from .records import FloatArray, Record
from .scales import RIASEC, SCALE_MIDDLE, InterestProfile, ScaleEstimate, Status

GRADED_METHOD = "graded-response-1"
STEP = 1e-4


@dataclass(frozen=True, eq=False)
class ProfilePosterior(Record):
    """Normal posterior of six levels in the order R I A S E C, and the prior it came from.

    `mean`, `prior_mean` (6,); `covariance`, `prior_covariance` (6, 6); `spread`: how much of the unit is one
    standardised step between the types of one person.
    """

    mean: FloatArray
    covariance: FloatArray
    prior_mean: FloatArray
    prior_covariance: FloatArray
    spread: float

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.mean.shape != (6,) or self.covariance.shape != (6, 6) or not self.spread > 0:
            raise ValueError("a posterior has six means, a 6 by 6 covariance and a positive spread")
        if not np.allclose(self.covariance, self.covariance.T) or not np.isfinite(self.mean).all():
            raise ValueError("a posterior has finite means and a symmetric covariance")

    @classmethod
    def of_profile(cls, profile: InterestProfile) -> ProfilePosterior:
        """Answer units: the posterior of `estimate_interests`."""
        prior = prior_covariance()
        return cls(profile.means, profile.error_covariance, np.full(6, SCALE_MIDDLE), prior, TYPE_SD)

    @classmethod
    def of_theta(
        cls, theta: npt.ArrayLike, covariance: npt.ArrayLike, correlations: npt.ArrayLike | None = None
    ) -> ProfilePosterior:
        """Posterior means (EAP) of six thetas with their covariance, or their six standard errors.

        `correlations` (6, 6): of the true thetas in the population (mean 0, variance 1); independent when left out.
        """
        given = np.asarray(covariance, dtype=np.float64)
        spread = given if given.ndim == 2 else np.diag(given**2)
        prior = np.eye(6) if correlations is None else np.asarray(correlations, dtype=np.float64)
        return cls(np.asarray(theta, dtype=np.float64), spread, np.zeros(6), prior, 1.0)

    def draws(self, count: int, *, seed: int) -> FloatArray:
        """(count, 6) levels drawn from the posterior."""
        noise = np.random.default_rng(seed).standard_normal((count, 6))
        return np.asarray(self.mean + noise @ root(self.covariance).T)


def root(covariance: FloatArray) -> FloatArray:
    """A matrix whose product with its transpose is `covariance`; defined too when an error is nought."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def graded_profile(
    items: Mapping[str, Items],
    theta: npt.ArrayLike,
    covariance: npt.ArrayLike,
    *,
    answered: Mapping[str, int] | None = None,
) -> InterestProfile:
    """Six thetas as expected answers 1..5 over all graded items of each type, errors by the delta method.

    `items`: type -> its calibrated bank. `answered`: type -> number of answers, for the status; all of the bank when
    left out. The profile is for the page; `ProfilePosterior.of_theta` is the sharper input of `advise`.
    """
    levels = np.asarray(theta, dtype=np.float64)
    given = np.asarray(covariance, dtype=np.float64)
    errors = given if given.ndim == 2 else np.diag(given**2)
    counts = answered if answered is not None else {scale: len(items[scale]) for scale in RIASEC}
    means = np.array([_expected(items[scale], level) for scale, level in zip(RIASEC, levels, strict=True)])
    above = np.array([_expected(items[scale], level + STEP) for scale, level in zip(RIASEC, levels, strict=True)])
    slope = np.diag((above - means) / STEP)
    spread = slope @ errors @ slope
    estimates = tuple(
        ScaleEstimate(scale, float(mean), float(se), GRADED_METHOD, _status(counts.get(scale, 0)))
        for scale, mean, se in zip(RIASEC, means, np.sqrt(np.diag(spread)), strict=True)
    )
    return InterestProfile(estimates, tuple(map(tuple, spread.tolist())))


def _expected(items: Items, theta: float) -> float:
    """Mean expected answer, categories counted from 1."""
    chances = items.probabilities(theta)[0]
    return float((chances * (1 + np.arange(chances.shape[1]))).sum(axis=1).mean())


def _status(count: int) -> Status:
    if count == 0:
        return "not_measured"
    return "measured" if count >= ENOUGH_ANSWERS else "too_few"
