"""Which programmes fit, given that neither the pupil nor the programme is known exactly (method `joint-draws-1`).

In each draw a profile of the pupil and one of every programme is drawn from their uncertainty; a programme is in the
best set of that draw when its fit reaches that of the k-th best less a margin nobody would notice. The share of draws
is its chance. Chances group programmes; they are for staff and research, and `menus.Menu`, which a child sees, has no
field for a number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .fit import TWO_STRANGERS, Standard, centred
from .scales import InterestProfile

METHOD = "joint-draws-1"
PUPIL_SPREAD = 0.8
"""Answer units that count as one standardised step of a pupil's profile (the prior spread in `interests`)."""
MARGIN = 0.05
"""Differences in fit below this are no differences."""
CLEAR, MAYBE = 0.6, 0.25
"""Chances from which a programme fits clearly, or may fit. Judgements, to be replaced by data on later choices."""
CATALOGUE_SEED = 20261123

Group = Literal["clear", "maybe", "surprising"]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ProgrammeProfiles:
    """Interest profiles of n programmes. `mean` and `se` have shape (n, 6), in the units that `standard` describes.

    `lot_weights` (n,): how likely each is drawn by lot among programmes that hardly differ in fit; 1 when left out.

    Kept in order of key, so that the order in which programmes arrive changes nothing.
    """

    keys: tuple[str, ...]
    mean: NDArray[np.float64]
    se: NDArray[np.float64]
    finalities: tuple[str, ...]
    domains: tuple[str, ...]
    standard: Standard
    lot_weights: NDArray[np.float64] = field(default_factory=lambda: np.ones(0))
    _drawn: dict[int, tuple[Floats, Floats]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        n = len(self.keys)
        if len(set(self.keys)) != n:
            raise ValueError("programme keys must be unique")
        if self.mean.shape != (n, 6) or self.se.shape != (n, 6) or np.any(self.se < 0):
            raise ValueError("mean and se must have shape (n, 6), se not negative")
        if not len(self.lot_weights):
            object.__setattr__(self, "lot_weights", np.ones(n))
        if not len(self.finalities) == len(self.domains) == len(self.lot_weights) == n or np.any(self.lot_weights <= 0):
            raise ValueError("one finality, one domain and one positive weight per programme")
        self._sort()

    def _sort(self) -> None:
        order = sorted(range(len(self.keys)), key=lambda i: self.keys[i])
        for name in ("keys", "finalities", "domains"):
            object.__setattr__(self, name, tuple(getattr(self, name)[i] for i in order))
        for name in ("mean", "se", "lot_weights"):
            object.__setattr__(self, name, getattr(self, name)[order])

    def standardised(self) -> NDArray[np.float64]:
        """(n, 6): z per scale, each programme about its own level."""
        return centred(self.standard.apply(self.mean))

    def drawn(self, draws: int) -> tuple[Floats, Floats]:
        """(6, draws, n) standardised centred profiles and their (draws, n) lengths; the same for every pupil, kept
        once made.
        """
        if draws not in self._drawn:
            self._drawn.clear()
            self._drawn[draws] = self._draw(draws)
        return self._drawn[draws]

    def _draw(self, draws: int) -> tuple[Floats, Floats]:
        """Written for 32 bits and few copies: the first pupil of a process waits for it."""
        profiles = np.random.default_rng(CATALOGUE_SEED).standard_normal((draws, len(self.keys), 6), dtype=np.float32)
        profiles *= (self.se / self.standard.spread).astype(np.float32)
        profiles += self.standard.apply(self.mean).astype(np.float32)
        profiles -= profiles.mean(axis=2, keepdims=True)
        planes = np.ascontiguousarray(np.moveaxis(profiles, 2, 0))
        return planes, np.sqrt(np.einsum("kdn,kdn->dn", planes, planes))


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """For staff and research: chance, mean fit and its spread per programme, each of shape (n,), in order of key."""

    programmes: ProgrammeProfiles
    profile: InterestProfile
    chance: NDArray[np.float64]
    fit: NDArray[np.float64]
    fit_sd: NDArray[np.float64]
    best_size: int
    draws: int
    seed: int
    method: str = METHOD

    def strength(self, index: int) -> Literal["clear", "maybe", "weak"]:
        chance = float(self.chance[index])
        return "clear" if chance >= CLEAR else "maybe" if chance >= MAYBE else "weak"


def best_set_size(programmes: int) -> int:
    """How many programmes make the best set: 15 % of the list, 3 to 12, never more than a third of a short list.

    A judgement in the place of an empirical rule such as EASE (Schelfhout et al. 2019), which needs data on later
    choices.
    """
    return max(1, min(programmes // 3, max(3, round(0.15 * programmes)), 12))


def advise(
    profile: InterestProfile,
    programmes: ProgrammeProfiles,
    *,
    seed: int,
    draws: int = 500,
    set_size: Callable[[int], int] = best_set_size,
) -> Advice:
    """Chance of each programme to belong to the best set for this pupil. Same input and seed, same output.

    Raises ValueError without programmes or draws.
    """
    if not programmes.keys or draws < 1:
        raise ValueError("advice needs at least one programme and one draw")
    size = set_size(len(programmes.keys))
    fits = _draw_fits(_draw_pupil(profile, draws, seed), programmes)
    bar = np.partition(fits, -size, axis=1)[:, -size][:, np.newaxis] - np.float32(MARGIN)
    chance = (fits >= bar).mean(axis=0)
    return Advice(
        programmes,
        profile,
        chance.astype(np.float64),
        fits.mean(axis=0).astype(np.float64),
        fits.std(axis=0).astype(np.float64),
        size,
        draws,
        seed,
    )


def standard_pupil(profile: InterestProfile) -> NDArray[np.float64]:
    """(6,): the pupil's profile about the own level, in standardised steps."""
    return np.asarray(centred(profile.means) / PUPIL_SPREAD)


def _draw_pupil(profile: InterestProfile, draws: int, seed: int) -> Floats:
    noise = np.random.default_rng(seed).standard_normal((draws, 6))
    return np.asarray(centred(profile.means + noise * profile.ses) / PUPIL_SPREAD, dtype=np.float32)


def _draw_fits(pupil: Floats, programmes: ProgrammeProfiles) -> Floats:
    """(draws, n) combined fit as in `fit.combined_fit`, written out over whole arrays."""
    planes, length = programmes.drawn(len(pupil))
    product = np.einsum("dk,kdn->dn", pupil, planes)
    own = np.linalg.norm(pupil, axis=1)[:, np.newaxis]
    distance = np.sqrt(np.maximum(own**2 + length**2 - 2 * product, 0))
    shape = product / np.maximum(own * length, np.float32(1e-6))
    return np.asarray((shape + 1 - distance / np.float32(TWO_STRANGERS)) / 2, dtype=np.float32)


def balanced_standard(mean: NDArray[np.float64], cells: Sequence[str]) -> Standard:
    """Middle and spread per scale with every cell (say, study domain) weighing the same, however many programmes it
    has.

    `mean` has shape (n, 6), `cells` n names. Without this the many technical programmes would make 'technical' the
    normal case.
    """
    names = np.asarray(cells)
    weights = np.array([1.0 / np.count_nonzero(names == name) for name in names])
    weights /= weights.sum()
    middle = weights @ mean
    spread = np.sqrt(weights @ (mean - middle) ** 2)
    return Standard(middle, np.maximum(spread, 1e-6))
