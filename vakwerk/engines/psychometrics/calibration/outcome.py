"""From a fit on the scale of the group to items on the scale of the bank, with errors and certificate."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.items import Items, Population
from vakwerk.engines.psychometrics.records import FloatArray, IntArray

from .certify import Findings, certificate_of, errors_of_fit, look_at_climb, look_at_items, nothing_estimated, unsure
from .curves import logistic
from .errors import Covariance, on_bank_scale
from .fit import Fit
from .results import Calibration, StandardErrors

FAR = 30.0
"""How far below the next step (in logits) a step stands that nobody was under: its chance is 1 to 13 digits."""
FLATTEST = 1e-8


def outcome(fit: Fit, names: Sequence[str], versions: Mapping[str, str], *, with_errors: bool) -> Calibration:
    """`names`: ids of all items that came in."""
    kept = tuple(names[place] for place in fit.answers.kept)
    found = Findings()
    if fit.answers.left_out:
        found.reasons.add("items_left_out")
    if fit.trail is None:
        return nothing_estimated(fit, names, found, versions)
    look_at_climb(fit, found)
    look_at_items(fit, found)
    spread_of = errors_of_fit(fit, found) if with_errors else None
    if spread_of is None:
        found.notes.add("errors_not_computed")
    mapping = _Categories.of(fit)
    items = _items(fit, kept, mapping)
    anchored = tuple(name for name, row in zip(kept, fit.anchored, strict=True) if row >= 0)
    errors = _errors(fit, items, mapping, spread_of)
    certificate = certificate_of(fit, names, found, versions, spread_of)
    certificate = dataclasses.replace(certificate, few_answers=unsure(fit, kept, errors))
    mean, spread = fit.population
    return Calibration(
        items,
        Population(mean, spread),
        fit.trail.value,
        errors,
        certificate,
        fit.answers.answered,
        anchored,
    )


@dataclass(frozen=True)
class _Categories:
    """Per item the internal step (1..) of each code 1, 2, ... of the data; 0 for a step that nobody was under."""

    steps: tuple[IntArray, ...]
    width: int

    @classmethod
    def of(cls, fit: Fit) -> _Categories:
        known = {codes.tobytes(): codes for codes in fit.answers.used}
        of_codes = {key: np.searchsorted(codes, np.arange(1, codes[-1] + 1)) for key, codes in known.items()}
        steps = tuple(of_codes[codes.tobytes()] for codes in fit.answers.used)
        return cls(steps, max(len(own) for own in steps))

    @property
    def wide(self) -> IntArray:
        """(J, width): the steps, and -1 behind the last of an item."""
        out = np.full((len(self.steps), self.width), -1, dtype=np.int64)
        for row, own in enumerate(self.steps):
            out[row, : len(own)] = own
        return out


def _items(fit: Fit, kept: tuple[str, ...], mapping: _Categories) -> Items:
    mean, spread = fit.population
    table = fit.table
    slopes = np.where(fit.model == "rasch", 1.0, table[:, 0] / spread)
    slopes = np.where(np.abs(slopes) < FLATTEST, FLATTEST, slopes)
    guess = logistic(table[:, -1]) if fit.model == "3pl" else np.zeros(len(table))
    steps, upper = mapping.wide, np.ones(len(table))
    own = mean - np.take_along_axis(table, np.maximum(steps, 1), axis=1) / slopes[:, None]
    thresholds = np.where(steps > 0, own, np.where(steps == 0, own - FAR / slopes[:, None], np.nan))
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
