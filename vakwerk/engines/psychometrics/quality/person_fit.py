"""Does a person's pattern of answers fit the model? lz, and lz* corrected for having estimated the ability.

lz: Drasgow, Levine & Williams (1985). lz*: Snijders (2001), Psychometrika 66:331-342; estimators: Magis, Raiche &
Beland (2012), Journal of Educational and Behavioral Statistics 37:57-81; more than two categories: Sinharay (2016),
Psychometrika 81:992-1013. With w = log P, r = P'/P and c = sum P' w / I, the weights w - c r have the variance that
counts once ability is estimated by r0 + sum over items of r(answer) = 0:

    lz* = (sum of (w(answer) - mean of w) + c r0) / sqrt(sum of var(w - c r))

    r0:  ml 0 · map (mean - theta) / sd^2 · wle J / (2 I) · eap (mean - theta) / sd^2 - I' / (2 (I + 1 / sd^2))

The last one is ours: the first term by which a posterior mean differs from its mode. It is tested by simulation only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.curves import Curves, Gathered, curves
from vakwerk.engines.psychometrics.items import TINY, Items
from vakwerk.engines.psychometrics.likelihood import matched, pieces
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray, Record
from vakwerk.engines.psychometrics.responses import Codes, Responses
from vakwerk.engines.psychometrics.scoring import Scores

ALPHA = 0.05


@dataclass(frozen=True, eq=False)
class PersonFit(Record):
    """(N,) each. `p`: chance of an lz* this low in someone who answers as the model says. `flagged`: p < alpha.

    NaN, not flagged, for who has no finite ability or too few answers. A flag makes a report less certain; it is never
    a penalty and never proof of anything.
    """

    lz: FloatArray
    lz_star: FloatArray
    p: FloatArray
    flagged: BoolArray
    alpha: float


def person_fit(items: Items, responses: Any, scores: Scores, *, alpha: float = ALPHA) -> PersonFit:
    """lz and lz* of the persons at the abilities in `scores` (ml, map, wle or eap; of these answers, in this order).

    Raises ValueError for sum-score abilities, which have no estimating equation in the answers, or another number of
    persons.
    """
    given = matched(items, responses)
    if scores.method == "eapsum":
        raise ValueError("lz* needs an ability from the answers themselves: ml, map, wle or eap.")
    if len(scores) != given.n_persons:
        raise ValueError(f"There are scores of {len(scores)} persons and answers of {given.n_persons}.")
    found = [np.zeros((2, 0)), *(_piece(items, some, scores, theta) for some, theta in _parts(given, scores))]
    lz, lz_star = np.concatenate(found, axis=1)
    p = _lower_tail(lz_star)
    return PersonFit(lz, lz_star, p, p < alpha, alpha)


def _parts(given: Responses, scores: Scores) -> Iterator[tuple[Responses, FloatArray]]:
    for part, some in pieces(given):
        yield some, scores.theta[part]


def _piece(items: Items, given: Responses, scores: Scores, theta: FloatArray) -> FloatArray:
    """(2, n): lz and lz*."""
    codes, places, offsets = given.compressed()
    person = np.repeat(np.arange(len(theta)), np.diff(offsets))
    finite = np.where(np.isfinite(theta), theta, 0.0)
    at = curves(Gathered.of(items, places), finite[person][:, None])
    lz = _standardised(at, codes, person, np.zeros(len(theta)), np.zeros(len(theta)))
    information, skew, bend, pull = (_total(values, person, len(theta)) for values in _sums(at))
    weight = pull / np.maximum(information, TINY)
    zero = _remainder(scores, finite, information, skew, bend)
    lz_star = _standardised(at, codes, person, weight, zero)
    found = np.stack([lz, lz_star])
    found[:, ~np.isfinite(theta)] = np.nan
    return found


def _sums(at: Curves) -> tuple[FloatArray, ...]:
    """Per answer: information, J, I', and sum of P' log P."""
    pull = (at.chance * at.slope * at.log_chance).sum(axis=1)
    return at.information, at.skew, at.information_change, pull


def _remainder(
    scores: Scores, theta: FloatArray, information: FloatArray, skew: FloatArray, change: FloatArray
) -> FloatArray:
    """r0: what the estimating equation holds beside the sum over the answers."""
    precision = 1.0 / scores.population.sd**2
    prior = (scores.population.mean - theta) * precision
    if scores.method == "ml":
        return np.zeros_like(theta)
    if scores.method == "wle":
        return np.asarray(skew / (2 * np.maximum(information, TINY)))
    return prior if scores.method == "map" else prior - change / (2 * (information + precision))


def _standardised(at: Curves, codes: Codes, person: IntArray, weight: FloatArray, zero: FloatArray) -> FloatArray:
    """(sum of w - E w + c r0) / sqrt(sum of var(w - c r)); NaN without spread."""
    chance, log_chance = at.chance[:, :, 0], at.log_chance[:, :, 0]
    row = np.arange(len(codes))
    surprise = log_chance[row, codes] - (chance * log_chance).sum(axis=1)
    free = log_chance - weight[person][:, None] * at.slope[:, :, 0]
    variance = (chance * free**2).sum(axis=1) - (chance * free).sum(axis=1) ** 2
    spread = np.bincount(person, weights=variance, minlength=len(weight))
    total = np.bincount(person, weights=surprise, minlength=len(weight)) + weight * zero
    with np.errstate(invalid="ignore", divide="ignore"):
        standardised: FloatArray = np.where(spread > 1e-12, total / np.sqrt(np.maximum(spread, 0.0)), np.nan)
    return standardised


def _total(values: FloatArray, person: IntArray, size: int) -> FloatArray:
    return np.bincount(person, weights=values.ravel(), minlength=size).astype(np.float64)


def _lower_tail(z: FloatArray) -> FloatArray:
    from scipy.special import ndtr

    return np.asarray(ndtr(z), dtype=np.float64)
