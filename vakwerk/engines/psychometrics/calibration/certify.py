"""The certificate of a fit: what was checked, what was found, and whether the numbers can be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Population
from vakwerk.engines.psychometrics.records import BoolArray

from .errors import Covariance, covariance
from .fit import Fit, Trail
from .likelihood import Grid
from .reasons import REASONS
from .results import Calibration, Certificate, StandardErrors

VANISHED = 1e-6
"""A climb has arrived when the log-likelihood could still rise by no more than about this."""
STABLE = 0.01
"""A log-likelihood that moves by more than this between grids is not to be believed."""
LEAST_NODES = 31
FEW = 200
"""Fewer answers than this get a note. Ours; the standard error says what it comes to."""
MOST_PARAMETERS = 4000
"""Beyond this the matrix of errors would not fit in 128 MB; the errors are then not computed, and a note says so."""


@dataclass
class Findings:
    """Codes gathered on the way to a certificate."""

    reasons: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    items: dict[int, str] = field(default_factory=dict)
    """Row -> code; the first one found stands."""

    def about(self, rows: BoolArray, code: str) -> bool:
        for row in np.flatnonzero(rows):
            self.items.setdefault(int(row), code)
        return bool(rows.any())


def look_at_climb(fit: Fit, found: Findings) -> None:
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


def look_at_items(fit: Fit, found: Findings) -> None:
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


def errors_of_fit(fit: Fit, found: Findings) -> Covariance | None:
    if fit.layout.free.size > MOST_PARAMETERS:
        return None
    assert fit.likelihood is not None
    assert fit.trail is not None
    information = fit.likelihood.observed_information(fit.table, _grid_for_errors(fit.trail))
    own = np.arange(len(information))
    information[own, own] += fit.penalty.information(fit.table, exact=True).ravel()
    out = covariance(fit.layout.reduce(information), fit.layout, fit.held())
    if not out.positive:
        found.reasons.add("information_not_positive")
    return out


def _grid_for_errors(trail: Trail) -> Grid:
    """Half the nodes while these stay within half a posterior spread of each other: no digit of an error changes."""
    nodes = len(trail.grid.nodes)
    while nodes % 2 and nodes > LEAST_NODES and Grid.of((nodes + 1) // 2).spacing <= 0.5 * trail.posterior_sd:
        nodes = (nodes + 1) // 2
    return Grid.of(nodes)


def certificate_of(
    fit: Fit, names: Sequence[str], found: Findings, versions: Mapping[str, str], spread_of: Covariance | None
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


def unsure(fit: Fit, kept: Sequence[str], errors: StandardErrors) -> dict[str, float]:
    """Largest threshold error of each free item with few answers; NaN where no error is known."""
    few = np.flatnonzero((fit.answers.answered < FEW) & (fit.anchored < 0))
    steps = errors.b.reshape(len(kept), -1)
    largest = np.where(np.isfinite(steps).any(axis=1), np.nan_to_num(steps).max(axis=1), np.nan)
    return {kept[int(row)]: float(largest[row]) for row in few}


def _ordered(codes: set[str]) -> tuple[str, ...]:
    return tuple(code for code in REASONS if code in codes)


def nothing_estimated(fit: Fit, names: Sequence[str], found: Findings, versions: Mapping[str, str]) -> Calibration:
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
