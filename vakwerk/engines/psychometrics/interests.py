"""From smileys to six interest estimates with honest standard errors (method `person-mean-1`).

Model, per person. Answers are 1..5. The activities of one type are a sample from all activities of that type, so the
answers to type k scatter around a true level t_k with a variance v that is pooled over the six types:

    answer_ik ~ (t_k, v)        t_k = g + d_k        g ~ N(3, LEVEL_SD^2)        d_k ~ N(0, TYPE_SD^2)

v is estimated from this person's own answers and held up by PRIOR_DF degrees of freedom of PRIOR_VARIANCE, because
somebody who gives the same answer everywhere has not become perfectly precise. Given v everything is normal, so mean
and covariance of t follow exactly; a type without answers falls back to the person's own level g with the full prior
uncertainty.

Limits: the priors are judgements, not estimates from Flemish pupils; answers are treated as equally spaced; all items
weigh the same; no norms, so nothing is said about other pupils. docs/measurement.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .scales import RIASEC, SCALE_HIGH, SCALE_LOW, SCALE_MIDDLE, InterestProfile, ScaleEstimate, Status

METHOD = "person-mean-1"
LEVEL_SD = 0.8
"""Spread between persons of the general level of liking, in answer units."""
TYPE_SD = 0.8
"""Spread of a person's six levels around the own general level."""
PRIOR_VARIANCE = 1.2
"""Variance of answers within one type before any are seen."""
PRIOR_DF = 20
"""Weight of that prior, in answers."""
ENOUGH_ANSWERS = 5
"""A scale with fewer answers than this is 'too few'."""


@dataclass(frozen=True, slots=True)
class InterestItem:
    """One activity. `form` is "1" or "2": the two parallel halves."""

    id: str
    type: str
    form: str = "1"
    area: str = ""

    def __post_init__(self) -> None:
        if self.type not in RIASEC:
            raise ValueError(f"unknown interest type {self.type!r}")


def estimate_interests(answers: Mapping[str, int], items: Sequence[InterestItem]) -> InterestProfile:
    """Six estimates from the answers (item id -> 1..5) that belong to `items`; other ids are ignored, missing ones
    allowed.

    Raises ValueError for an answer outside 1..5.
    """
    groups = _answers_by_type(answers, items)
    counts = np.array([len(group) for group in groups], dtype=np.float64)
    means, covariance = _posterior(groups, counts, _pooled_variance(groups))
    errors = np.sqrt(np.diag(covariance))
    return InterestProfile(
        tuple(
            ScaleEstimate(scale, float(mean), float(error), METHOD, _status(int(count)))
            for scale, mean, error, count in zip(RIASEC, means, errors, counts, strict=True)
        ),
        tuple(map(tuple, covariance.tolist())),
    )


def _answers_by_type(answers: Mapping[str, int], items: Sequence[InterestItem]) -> list[list[int]]:
    groups: dict[str, list[int]] = {scale: [] for scale in RIASEC}
    for item in items:
        if (answer := answers.get(item.id)) is None:
            continue
        if not SCALE_LOW <= answer <= SCALE_HIGH:
            raise ValueError(f"answer {answer!r} to {item.id!r} lies outside 1..5")
        groups[item.type].append(answer)
    return list(groups.values())


def _pooled_variance(groups: Sequence[Sequence[int]]) -> float:
    """Within-type variance of this person, mean of an inverse-gamma posterior in all but name: prior and data by
    weight.
    """
    squares = sum(float(np.var(group)) * len(group) for group in groups if group)
    freedom = sum(len(group) - 1 for group in groups if group)
    return (PRIOR_DF * PRIOR_VARIANCE + squares) / (PRIOR_DF + freedom)


def _posterior(
    groups: Sequence[Sequence[int]], counts: NDArray[np.float64], variance: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean (6,) and covariance (6, 6) of the true levels: conjugate normal, so exact given the variance."""
    prior = prior_covariance()
    raw = np.array([np.mean(group) if group else SCALE_MIDDLE for group in groups])
    covariance = np.linalg.inv(np.linalg.inv(prior) + np.diag(counts / variance))
    return SCALE_MIDDLE + covariance @ (counts / variance * (raw - SCALE_MIDDLE)), covariance


def prior_covariance() -> NDArray[np.float64]:
    """(6, 6): how the true levels of the six types vary and go together before any answer, squared answer units."""
    return np.asarray(np.full((6, 6), LEVEL_SD**2) + np.eye(6) * TYPE_SD**2)


def _status(count: int) -> Status:
    if count == 0:
        return "not_measured"
    return "measured" if count >= ENOUGH_ANSWERS else "too_few"
