"""What a calibration hands back: items, their group, errors, and a certificate that can say no."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Population
from vakwerk.engines.psychometrics.records import FloatArray, IntArray, Record
from vakwerk.engines.words import Words

from .reasons import REASONS


@dataclass(frozen=True, eq=False)
class ItemPrior(Record):
    """A prior for items with few answers, on the scale of the calibrated group (mean 0, spread 1).

    log slope ~ N(`log_slope_mean`, `log_slope_sd`), every intercept ~ N(0, `intercept_sd`). The values are ours: 95% of
    slopes between 0.4 and 2.7, of intercepts between -6 and 6. With a prior slopes are positive, and estimates are
    posterior modes, pulled towards it: with 30 answers by a lot, with 300 hardly.
    """

    log_slope_mean: float = 0.0
    log_slope_sd: float = 0.5
    intercept_sd: float = 3.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.log_slope_sd <= 0 or self.intercept_sd <= 0:
            raise ValueError("The spreads of a prior must be above 0.")


@dataclass(frozen=True, eq=False)
class StandardErrors(Record):
    """Errors of J items from the observed information; NaN where nothing was estimated (anchors, a of Rasch, bounds).

    `a`, `c`: (J,); `b` and `d` (of the intercept -a b): in the shape of `Items.b`. `covariance`: (J, P, P) of a, the
    intercepts and c of each item, in that order. The last two: mean and spread of the group.
    """

    a: FloatArray
    b: FloatArray
    c: FloatArray
    d: FloatArray
    covariance: FloatArray
    population_mean: float = math.nan
    population_sd: float = math.nan


@dataclass(frozen=True, eq=False)
class Certificate(Record):
    """Whether the numbers can be believed, and what that was judged by.

    `log_likelihood` and `log_likelihood_finer` are of the same parameters at `nodes` and at `nodes_finer` (2 Q - 1, so
    that every node stays). `grids` and `differences` give every grid that was tried. `gradient` is the largest
    derivative of the marginal log-likelihood (with the prior, if any) to a free parameter, `gradient_per_person` the
    same over the number of persons; `gain` is g' I^-1 g in the metric of the complete data, about twice what the
    log-likelihood could still rise. `spacing` and `posterior_sd` are in spreads of the group; the trapezoid rule is
    right to many digits once the first is below the second. `seed` is None: nothing here is drawn at random.

    `few_answers` gives, for every item with fewer than 200 answers, its largest standard error of a threshold: how
    unsure a pilot item still is.

    `reasons` are codes in a fixed order, empty when `converged`; `notes` are codes of what a reader should know all the
    same. `left_out` names items without parameters, `item_notes` items with doubtful ones, each with its code.
    `smallest_eigenvalue` is that of the observed information scaled to a unit diagonal, NaN when it was not computed.
    """

    converged: bool
    reasons: tuple[str, ...]
    notes: tuple[str, ...]
    log_likelihood: float
    log_likelihood_finer: float
    nodes: int
    nodes_finer: int
    grids: IntArray
    differences: FloatArray
    gradient: float
    gradient_per_person: float
    gain: float
    iterations: int
    evaluations: int
    spacing: float
    posterior_sd: float
    smallest_eigenvalue: float
    persons: int
    answers: int
    parameters: int
    seed: int | None = None
    left_out: Mapping[str, str] = field(default_factory=dict)
    item_notes: Mapping[str, str] = field(default_factory=dict)
    few_answers: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def difference(self) -> float:
        """How far the log-likelihood moves when the grid is made twice as fine."""
        return abs(self.log_likelihood_finer - self.log_likelihood)

    @property
    def sound(self) -> bool:
        """Whether the parameters that are there stand, although some items may have been left out."""
        return not set(self.reasons) - {"items_left_out"}

    def explain(self) -> tuple[Words, ...]:
        """The reasons and then the notes, in words."""
        return tuple(REASONS[code] for code in (*self.reasons, *self.notes))


@dataclass(frozen=True, eq=False)
class Calibration(Record):
    """Items estimated from answers. `log_likelihood` is without prior terms.

    `items` are the items that stay, in the order in which they came in; `answered`: (J,) how many answers each rests
    on; `anchored`: ids of those whose parameters were given.
    """

    items: Items
    population: Population
    log_likelihood: float
    standard_errors: StandardErrors
    certificate: Certificate
    answered: IntArray
    anchored: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Checked, since a file may say anything. Raises ValueError."""
        found = super().from_dict(data)
        errors = found.standard_errors
        lengths = {np.shape(values)[:1] for values in (errors.a, errors.b, errors.c, errors.d, found.answered)}
        if lengths != {(len(found.items),)} or errors.b.shape != found.items.b.shape:
            raise ValueError("Every item needs one of each parameter.")
        return found

    @property
    def aic(self) -> float:
        """Akaike's criterion; smaller is better, only between models of the same answers without a prior."""
        return 2 * self.certificate.parameters - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz' criterion."""
        return math.log(max(self.certificate.persons, 1)) * self.certificate.parameters - 2 * self.log_likelihood
