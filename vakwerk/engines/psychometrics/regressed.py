"""Regressed interest fit: how a criterion depends on pupil and programme together, if at all.

Polynomial regression of a criterion on both profiles (Edwards 1993; "regressed interest fit" in vocational psychology).
Per scale with pupil p and programme e:

    criterion = mean + sum_k (b1 p_k + b2 e_k)  +  sum_k (b3 p_k^2 + b4 p_k e_k + b5 e_k^2) + error
                       main effects                       what fit adds

Such terms rarely survive a new sample, so cross-validation is not optional: ridge penalties are chosen inside each
fold, and the gain of the fit terms is measured on pupils who took no part. `RegressedFit.predict` refuses unless the
95 % interval of that gain lies above nought. No criterion data come with the program; ours are simulated and say so.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .records import BoolArray, FloatArray, IntArray, Record

PENALTIES = (1e-3, 1e-2, 1e-1, 1.0, 10.0)
"""Ridge penalties to choose from, per pupil, on standardised terms."""
INNER_FOLDS = 4
WIDTH = 1.96


class NotUsable(ValueError):
    """Fit adds nothing that a new sample would show again, so it may not be used."""


@dataclass(frozen=True, eq=False)
class RegressedFit(Record):
    """`coefficients` (5k,) on standardised terms: main effects of pupil and programme, then squares and products.

    `r2`, `r2_main`: share of variance explained out of fold, with and without fit terms. `gain`: their difference, with
    its 95 % interval `low`..`high`. `criterion`: what was predicted, as given; "simulated" where it was.
    """

    coefficients: FloatArray
    centre: FloatArray
    spread: FloatArray
    intercept: float
    penalty: float
    r2: float
    r2_main: float
    gain: float
    low: float
    high: float
    pupils: int
    folds: int
    seed: int
    criterion: str

    @property
    def usable(self) -> bool:
        return self.low > 0

    def predict(self, pupils: npt.ArrayLike, programmes: npt.ArrayLike) -> FloatArray:
        """(N,) expected criterion. Raises `NotUsable` when cross-validation shows no gain of fit."""
        if not self.usable:
            raise NotUsable(f"gain {self.gain:.3f} ({self.low:.3f} to {self.high:.3f}) is not above nought")
        terms = _terms(*_pair(pupils, programmes))
        return np.asarray(self.intercept + (terms - self.centre) / self.spread @ self.coefficients)


def regressed_fit(
    pupils: npt.ArrayLike,
    programmes: npt.ArrayLike,
    criterion: npt.ArrayLike,
    *,
    folds: int,
    seed: int,
    name: str,
    groups: Sequence[Hashable] | None = None,
) -> RegressedFit:
    """Fit and cross-validate. `pupils`, `programmes`: (N, k) standardised profiles; `criterion` (N,).

    `groups`: rows that belong together (say, one school) never stand on both sides of a fold; every row by itself when
    left out. Raises ValueError for missing values, a criterion that does not vary, or fewer than 2 folds.
    """
    people, places = _pair(pupils, programmes)
    given = np.asarray(criterion, dtype=np.float64)
    if given.shape != (len(people),) or not np.isfinite(given).all() or np.ptp(given) == 0:
        raise ValueError("the criterion needs one finite value per row, and has to vary")
    fold = _folds(groups if groups is not None else range(len(given)), folds, seed)
    terms, main = _terms(people, places), 2 * people.shape[1]
    errors = [_out_of_fold(columns, given, fold, seed) for columns in (terms, terms[:, :main])]
    total = float(((given - _fold_means(given, fold)) ** 2).mean())
    difference = (errors[1] - errors[0]) / total
    gain, reach = float(difference.mean()), WIDTH * _clustered_error(difference, groups)
    penalty = _choose(terms, given, seed)
    centre, spread, intercept, coefficients = _ridge(terms, given, penalty)
    full, alone = (1 - float(error.mean()) / total for error in errors)
    return RegressedFit(
        coefficients=coefficients,
        centre=centre,
        spread=spread,
        intercept=intercept,
        penalty=penalty,
        r2=full,
        r2_main=alone,
        gain=gain,
        low=gain - reach,
        high=gain + reach,
        pupils=len(given),
        folds=folds,
        seed=seed,
        criterion=name,
    )


def _pair(pupils: npt.ArrayLike, programmes: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    people, places = (np.asarray(values, dtype=np.float64) for values in (pupils, programmes))
    if people.ndim != 2 or people.shape != places.shape or not np.isfinite(people + places).all():
        raise ValueError("pupils and programmes need finite profiles of the same shape (N, k)")
    return people, places


def _terms(people: FloatArray, places: FloatArray) -> FloatArray:
    return np.hstack([people, places, people**2, people * places, places**2])


def _folds(groups: Sequence[Hashable] | range, folds: int, seed: int) -> IntArray:
    """(N,) fold of each row; whole groups together, groups shuffled and dealt out in turn."""
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    if folds < 2 or len(names) < 2 * folds:
        raise ValueError("cross-validation needs at least two folds, and two groups of rows per fold")
    dealt = np.random.default_rng(seed).permutation(len(names)) % folds
    return np.asarray(dealt[[names[name] for name in groups]], dtype=np.int64)


def _splits(fold: IntArray) -> Iterator[tuple[BoolArray, BoolArray]]:
    return ((fold != number, fold == number) for number in range(int(fold.max()) + 1))


def _fold_means(given: FloatArray, fold: IntArray) -> FloatArray:
    """(N,) the mean of the other folds: what one would say of a pupil without knowing anything."""
    said = np.empty_like(given)
    for learn, test in _splits(fold):
        said[test] = given[learn].mean()
    return said


def _out_of_fold(terms: FloatArray, given: FloatArray, fold: IntArray, seed: int) -> FloatArray:
    """(N,) squared errors on pupils who took no part; the penalty is chosen without them too."""
    errors = np.empty_like(given)
    for learn, test in _splits(fold):
        penalty = _choose(terms[learn], given[learn], seed)
        centre, spread, intercept, beta = _ridge(terms[learn], given[learn], penalty)
        errors[test] = (given[test] - intercept - (terms[test] - centre) / spread @ beta) ** 2
    return errors


def _choose(terms: FloatArray, given: FloatArray, seed: int) -> float:
    fold = np.random.default_rng(seed).permutation(len(given)) % INNER_FOLDS
    losses = []
    for penalty in PENALTIES:
        loss = 0.0
        for learn, test in _splits(fold):
            centre, spread, intercept, beta = _ridge(terms[learn], given[learn], penalty)
            loss += float(((given[test] - intercept - (terms[test] - centre) / spread @ beta) ** 2).sum())
        losses.append(loss)
    return PENALTIES[int(np.argmin(losses))]


def _ridge(terms: FloatArray, given: FloatArray, penalty: float) -> tuple[FloatArray, FloatArray, float, FloatArray]:
    """Hoerl & Kennard 1970, on standardised terms; the mean is not penalised."""
    centre, spread = terms.mean(axis=0), np.maximum(terms.std(axis=0), 1e-12)
    z = (terms - centre) / spread
    middle = float(given.mean())
    inner = z.T @ z / len(z) + penalty * np.eye(z.shape[1])
    return centre, spread, middle, np.linalg.solve(inner, z.T @ (given - middle) / len(z))


def _clustered_error(values: FloatArray, groups: Sequence[Hashable] | None) -> float:
    """Standard error of the mean, rows of one group counting as one."""
    if groups is None:
        return float(values.std(ddof=1) / np.sqrt(len(values)))
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    sums = np.bincount([names[name] for name in groups], values - values.mean())
    return float(np.sqrt((sums**2).sum() * len(sums) / (len(sums) - 1)) / len(values))
