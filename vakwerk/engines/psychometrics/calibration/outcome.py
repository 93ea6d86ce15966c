"""From a fit on the scale of the group to items on the scale of the bank, with errors and certificate."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Model, Population
from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray

from .answers import Answers
from .ascent import Summit
from .curves import logistic
from .errors import Covariance, covariance, on_bank_scale
from .layout import Layout
from .likelihood import Grid, Likelihood
from .priors import Penalty
from .reasons import REASONS
from .results import Calibration, Certificate, ItemPrior, StandardErrors

VANISHED = 1e-6
"""A climb has arrived when the log-likelihood could still rise by no more than about this."""
STABLE = 0.01
"""A log-likelihood that moves by more than this between grids is not to be believed."""
FEW = 200
"""Fewer answers than this get a note. Ours; the standard error says what it comes to."""
FAR = 30.0
"""How far below the next step (in logits) a step stands that nobody was under: its chance is 1 to 13 digits."""
FLATTEST = 1e-8
MOST_PARAMETERS = 4000
"""Beyond this the matrix of errors would not fit in 128 MB; the errors are then not computed, and a note says so."""


@dataclass(frozen=True)
class Trail:
    """The last climb, and the grids that were tried on the way."""

    summit: Summit
    grid: Grid
    value: float
    finer: float
    posterior_sd: float
    grids: tuple[int, ...]
    differences: tuple[float, ...]
    iterations: int
    evaluations: int


@dataclass(frozen=True)
class Fit:
    """Everything known after estimation; `hopeless` is the code of why there was none."""

    model: Model
    anchors: Items | None
    prior: ItemPrior | None
    answers: Answers
    anchored: IntArray
    layout: Layout
    penalty: Penalty
    hopeless: str = ""
    likelihood: Likelihood | None = None
    trail: Trail | None = None

    def without_estimates(self, reason: str) -> Fit:
        return dataclasses.replace(self, hopeless=reason)

    def with_estimates(self, likelihood: Likelihood, trail: Trail) -> Fit:
        return dataclasses.replace(self, likelihood=likelihood, trail=trail)

    @property
    def table(self) -> FloatArray:
        assert self.trail is not None
        return self.layout.table(self.trail.summit.values)

    @property
    def population(self) -> tuple[float, float]:
        """(mean, spread) of the group on the scale of the bank."""
        if self.trail is None or not len(self.layout.patterns):
            return 0.0, 1.0
        shared = self.trail.summit.values[self.layout.n_own :]
        return (float(shared[1]) if len(shared) > 1 else 0.0), float(shared[0])

    def falling_graded(self) -> IntArray:
        """Places of the free graded items with a slope that is not above 0."""
        if self.model != "grm" or self.trail is None:
            return np.zeros(0, dtype=np.int64)
        return self.answers.kept[(self.table[:, 0] <= 0) & self.layout.free[:, 0]]

    def held(self) -> BoolArray:
        """(n,): free values that stand at a bound."""
        assert self.trail is not None
        return self.trail.summit.at_bound


@dataclass
class _Findings:
    """Codes gathered on the way to a certificate."""

    reasons: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    items: dict[int, str] = field(default_factory=dict)
    """Row -> code; the first one found stands."""

    def about(self, rows: BoolArray, code: str) -> bool:
        for row in np.flatnonzero(rows):
            self.items.setdefault(int(row), code)
        return bool(rows.any())


def outcome(fit: Fit, names: Sequence[str], versions: Mapping[str, str], *, with_errors: bool) -> Calibration:
    """`names`: ids of all items that came in."""
    kept = tuple(names[place] for place in fit.answers.kept)
    found = _Findings()
    if fit.answers.left_out:
        found.reasons.add("items_left_out")
    if fit.trail is None:
        return _empty(fit, names, found, versions)
    _look_at_climb(fit, found)
    _look_at_items(fit, found)
    spread_of = _covariance(fit, found) if with_errors else None
    if spread_of is None:
        found.notes.add("errors_not_computed")
    mapping = _Categories.of(fit)
    items = _items(fit, kept, mapping)
    anchored = tuple(name for name, row in zip(kept, fit.anchored, strict=True) if row >= 0)
    certificate = _certificate(fit, names, found, versions, spread_of)
    mean, spread = fit.population
    return Calibration(
        items,
        Population(mean, spread),
        fit.trail.value,
        _errors(fit, items, mapping, spread_of),
        certificate,
        fit.answers.answered,
        anchored,
    )


def _look_at_climb(fit: Fit, found: _Findings) -> None:
    trail, held = fit.trail, fit.held()
    assert trail is not None
    if trail.summit.gain > VANISHED:
        found.reasons.add("gradient_not_zero")
    if abs(trail.finer - trail.value) > STABLE:
        found.reasons.add("grid_not_stable")
    if len(trail.grids) > 1:
        found.notes.add("grid_refined")
    if held[fit.layout.n_own :].any():
        found.reasons.add("spread_at_limit")
    own = np.zeros(fit.layout.free.shape, dtype=np.bool_)
    own[fit.layout.free] = held[: fit.layout.n_own]
    if found.about(own[:, 0], "slope_at_limit"):
        found.reasons.add("slope_at_limit")
    if found.about(np.asarray(own[:, 1:].any(axis=1)), "parameter_at_limit"):
        found.reasons.add("parameter_at_limit")


def _look_at_items(fit: Fit, found: _Findings) -> None:
    free: BoolArray = np.asarray(fit.anchored < 0)
    if found.about(np.asarray((fit.table[:, 0] < 0) & free), "slope_negative"):
        found.notes.add("slope_negative")
    gaps = np.array([len(codes) <= codes[-1] for codes in fit.answers.used])
    if found.about(gaps & free, "category_unused"):
        found.notes.add("category_unused")
    if found.about(np.asarray(fit.answers.answered < FEW) & free, "few_answers"):
        found.notes.add("few_answers")
    if fit.penalty.guessing is not None:
        found.notes.add("guessing_prior")
    if fit.penalty.item is not None:
        found.notes.add("item_prior")


def _covariance(fit: Fit, found: _Findings) -> Covariance | None:
    if fit.layout.free.size > MOST_PARAMETERS:
        return None
    assert fit.likelihood is not None
    assert fit.trail is not None
    information = fit.likelihood.observed_information(fit.table, fit.trail.grid)
    own = np.arange(len(information))
    information[own, own] += fit.penalty.information(fit.table, exact=True).ravel()
    out = covariance(fit.layout.reduce(information), fit.layout, fit.held())
    if not out.positive:
        found.reasons.add("information_not_positive")
    return out


def _certificate(
    fit: Fit, names: Sequence[str], found: _Findings, versions: Mapping[str, str], spread_of: Covariance | None
) -> Certificate:
    trail = fit.trail
    assert trail is not None
    loose = trail.summit.point.gradient[~fit.held()]
    steepest = float(np.abs(loose).max(initial=0.0))
    persons = fit.answers.n_persons
    return Certificate(
        not found.reasons,
        _ordered(found.reasons),
        _ordered(found.notes),
        log_likelihood=trail.value,
        log_likelihood_finer=trail.finer,
        nodes=len(trail.grid.nodes),
        nodes_finer=2 * len(trail.grid.nodes) - 1,
        grids=np.array(trail.grids),
        differences=np.array(trail.differences),
        gradient=steepest,
        gradient_per_person=steepest / max(persons, 1),
        gain=trail.summit.gain,
        iterations=trail.iterations,
        evaluations=trail.evaluations,
        spacing=trail.grid.spacing,
        posterior_sd=trail.posterior_sd,
        smallest_eigenvalue=math.nan if spread_of is None else spread_of.smallest,
        persons=persons,
        answers=fit.answers.n_answers,
        parameters=fit.layout.size,
        left_out={names[place]: code for place, code in sorted(fit.answers.left_out.items())},
        item_notes={names[fit.answers.kept[row]]: code for row, code in sorted(found.items.items())},
        versions=versions,
    )


def _ordered(codes: set[str]) -> tuple[str, ...]:
    return tuple(code for code in REASONS if code in codes)


def _empty(fit: Fit, names: Sequence[str], found: _Findings, versions: Mapping[str, str]) -> Calibration:
    """Nothing could be estimated: no items, and a certificate that says why."""
    left_out = {names[place]: code for place, code in sorted(fit.answers.left_out.items())}
    left_out |= {names[place]: fit.hopeless for place in fit.answers.kept}
    nothing = np.zeros(0)
    none = math.nan
    certificate = Certificate(
        False,
        _ordered(found.reasons | {fit.hopeless}),
        (),
        log_likelihood=none,
        log_likelihood_finer=none,
        nodes=0,
        nodes_finer=0,
        grids=np.zeros(0, dtype=np.int64),
        differences=nothing,
        gradient=none,
        gradient_per_person=none,
        gain=none,
        iterations=0,
        evaluations=0,
        spacing=none,
        posterior_sd=none,
        smallest_eigenvalue=none,
        persons=fit.answers.n_persons,
        answers=fit.answers.n_answers,
        parameters=0,
        left_out=left_out,
        versions=versions,
    )
    steps = np.zeros((0, 1))
    items = Items(fit.model, (), nothing, steps, nothing, nothing)
    errors = StandardErrors(nothing, items.b, nothing, items.b, np.zeros((0, 3, 3)))
    return Calibration(items, Population(), none, errors, certificate, np.zeros(0, dtype=np.int64))


@dataclass(frozen=True)
class _Categories:
    """Per item the internal step (1..) of each code 1, 2, ... of the data; 0 for a step that nobody was under."""

    steps: tuple[IntArray, ...]
    width: int

    @classmethod
    def of(cls, fit: Fit) -> _Categories:
        steps = tuple(np.searchsorted(codes, np.arange(1, codes[-1] + 1)) for codes in fit.answers.used)
        return cls(steps, max(len(own) for own in steps))


def _items(fit: Fit, kept: tuple[str, ...], mapping: _Categories) -> Items:
    mean, spread = fit.population
    table = fit.table
    slopes = np.where(fit.model == "rasch", 1.0, table[:, 0] / spread)
    slopes = np.where(np.abs(slopes) < FLATTEST, FLATTEST, slopes)
    guess = logistic(table[:, -1]) if fit.model == "3pl" else np.zeros(len(table))
    thresholds, upper = np.full((len(table), mapping.width), np.nan), np.ones(len(table))
    for row, steps in enumerate(mapping.steps):
        own = mean - table[row, np.maximum(steps, 1)] / slopes[row]
        thresholds[row, : len(steps)] = np.where(steps > 0, own, own - FAR / slopes[row])
    if fit.anchors is not None:
        _restore(fit, fit.anchors, slopes, thresholds, guess, upper)
    return Items(fit.model, kept, slopes, thresholds, guess, upper)


def _restore(
    fit: Fit, anchors: Items, slopes: FloatArray, thresholds: FloatArray, guess: FloatArray, upper: FloatArray
) -> None:
    """The anchors exactly as they were given."""
    for row in np.flatnonzero(fit.anchored >= 0):
        source = fit.anchored[row]
        own = anchors.thresholds[source][np.isfinite(anchors.thresholds[source])]
        thresholds[row] = np.nan
        thresholds[row, : len(own)] = own
        slopes[row], guess[row], upper[row] = anchors.a[source], anchors.c[source], anchors.d[source]


def _errors(fit: Fit, items: Items, mapping: _Categories, spread_of: Covariance | None) -> StandardErrors:
    n_items, width = len(items), mapping.width
    wide = np.full((n_items, width + 2, width + 2), np.nan)
    thresholds = np.full((n_items, width), np.nan)
    if spread_of is not None and spread_of.positive:
        for row in np.flatnonzero(fit.anchored < 0):
            wide[row], thresholds[row] = _own_errors(fit, int(row), mapping, spread_of)
    with np.errstate(invalid="ignore"):
        own = np.sqrt(np.maximum(np.diagonal(wide, axis1=1, axis2=2), 0.0))
    own = np.where(own == 0.0, np.nan, own)
    flat = items.b.ndim == 1
    group = _population_errors(fit, spread_of)
    return StandardErrors(
        own[:, 0],
        thresholds[:, 0] if flat else thresholds,
        own[:, -1],
        own[:, 1] if flat else own[:, 1:-1],
        wide,
        *group,
    )


def _own_errors(fit: Fit, row: int, mapping: _Categories, spread_of: Covariance) -> tuple[FloatArray, FloatArray]:
    """Covariance (width + 2, width + 2) of (a, d_1.., c) and errors (width,) of the thresholds, by code of the data."""
    mean, spread = fit.population
    guessing = fit.model == "3pl"
    steps = int(fit.answers.categories[row]) - 1
    size = fit.layout.free.shape[1]
    real = np.array([*range(1 + steps), *([size - 1] if guessing else [])])
    both = np.concatenate([real, [size, size + 1]])
    block = spread_of.blocks[row][np.ix_(both, both)]
    found = on_bank_scale(fit.table[row][real], block, spread, mean, steps, guessing=guessing)
    own, width = mapping.steps[row], mapping.width
    wide, thresholds = np.full((width + 2, width + 2), np.nan), np.full(width, np.nan)
    there = np.flatnonzero(own > 0)
    source = np.array([0, *own[there], *([len(real) - 1] if guessing else [])])
    target = np.array([0, *(1 + there), *([width + 1] if guessing else [])])
    wide[np.ix_(target, target)] = found.covariance[np.ix_(source, source)]
    thresholds[there] = found.thresholds[own[there] - 1]
    if fit.model == "rasch":
        wide[0] = wide[:, 0] = np.nan
    return wide, thresholds


def _population_errors(fit: Fit, spread_of: Covariance | None) -> tuple[float, float]:
    """Standard errors of (mean, spread) of the group; NaN where these were not free."""
    if spread_of is None or not spread_of.positive or not len(fit.layout.patterns):
        return math.nan, math.nan
    block = spread_of.blocks[0]
    size = fit.layout.free.shape[1]
    variances = float(block[size + 1, size + 1]), float(block[size, size])
    mean, spread = (math.sqrt(variance) if variance > 0 else math.nan for variance in variances)
    return mean, spread
