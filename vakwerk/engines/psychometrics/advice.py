"""Which programmes fit, given that neither the pupil nor the programme is known exactly (method `joint-draws-2`).

In each draw a profile of the pupil and one of every programme is drawn from their uncertainty. Programmes that hardly
differ are one kind (`kinds`): they share the error of their profiles and their chance. A kind is in the best set of a
draw when its mean fit reaches that of the k-th best less a margin nobody would notice. The share of draws is its
chance.

The advice set is the shortest list of kinds that is expected to hold at least COVERAGE of the best set: a pupil who is
known less well gets a longer one. Who needs more than LONGEST of all kinds is undecided: then nothing fits clearly.
Chances group programmes; they are for staff and research, and `menus.Menu`, which a child sees, has no field for a
number.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .fit import TWO_STRANGERS, Standard, centred
from .interests import TYPE_SD
from .kinds import kinds_of
from .posteriors import ProfilePosterior
from .records import BoolArray, FloatArray, IntArray, Record
from .scales import InterestProfile

METHOD = "joint-draws-2"
PUPIL_SPREAD = TYPE_SD
"""Answer units that count as one standardised step of a pupil's profile (the prior spread in `interests`)."""
MARGIN = 0.05
"""Differences in fit below this are no differences."""
COVERAGE, LONGEST, MAYBE = 0.8, 0.45, 0.25
"""Expected share of the best set that the advice set holds; the longest advice set, as a share of all kinds; the chance
from which a kind outside it may fit. Judgements, to be replaced by data on later choices."""
BEST_SHARE = 0.2
"""How many of the kinds make the best set."""
CATALOGUE_SEED = 20261123

Group = Literal["clear", "maybe", "surprising"]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class ProgrammeProfiles:
    """Interest profiles of n programmes. `mean` and `se` have shape (n, 6), in the units that `standard` describes.

    `lot_weights` (n,): how likely each is drawn by lot among programmes that hardly differ in fit; 1 when left out.

    `kinds` (n,): number of the kind of each programme.

    Kept in order of key, so that the order in which programmes arrive changes nothing.
    """

    keys: tuple[str, ...]
    mean: NDArray[np.float64]
    se: NDArray[np.float64]
    finalities: tuple[str, ...]
    domains: tuple[str, ...]
    standard: Standard
    lot_weights: NDArray[np.float64] = field(default_factory=lambda: np.ones(0))
    kinds: NDArray[np.int64] = field(init=False, repr=False)
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
        object.__setattr__(self, "kinds", kinds_of(self.standardised()))

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
        """Written for 32 bits and few copies: the first pupil of a process waits for it.

        One error per kind: what is wrong with one craft's profile is wrong with its neighbour's.
        """
        size = (draws, int(self.kinds.max()) + 1, 6)
        profiles = np.random.default_rng(CATALOGUE_SEED).standard_normal(size, dtype=np.float32)[:, self.kinds]
        profiles *= (self.se / self.standard.spread).astype(np.float32)
        profiles += self.standard.apply(self.mean).astype(np.float32)
        profiles -= profiles.mean(axis=2, keepdims=True)
        planes = np.ascontiguousarray(np.moveaxis(profiles, 2, 0))
        return planes, np.sqrt(np.einsum("kdn,kdn->dn", planes, planes))


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """For staff and research: chance, mean fit and its spread per programme, each of shape (n,), in order of key.

    `chance`: of the programme's kind to be in the best set. `advised` (n,): in the advice set. `coverage`: the share of
    the best set that the advice set is expected to hold. `decided`: the set is short enough to be called clear.
    """

    programmes: ProgrammeProfiles
    profile: InterestProfile
    chance: NDArray[np.float64]
    fit: NDArray[np.float64]
    fit_sd: NDArray[np.float64]
    advised: NDArray[np.bool_]
    coverage: float
    decided: bool
    best_size: int
    draws: int
    seed: int
    method: str = METHOD

    def strength(self, index: int) -> Literal["clear", "maybe", "weak"]:
        if self.advised[index]:
            return "clear" if self.decided else "maybe"
        return "maybe" if self.chance[index] >= MAYBE else "weak"

    @property
    def clear_kinds(self) -> frozenset[int]:
        """The kinds of the clear group: the advice set of a decided pupil, else none."""
        return frozenset(self.programmes.kinds[self.advised].tolist()) if self.decided else frozenset()

    def record(self) -> AdviceRecord:
        """The numbers alone, to keep or to send."""
        return AdviceRecord(
            keys=self.programmes.keys,
            kinds=self.programmes.kinds,
            chance=self.chance,
            fit=self.fit,
            fit_sd=self.fit_sd,
            advised=self.advised,
            coverage=self.coverage,
            decided=self.decided,
            best_size=self.best_size,
            draws=self.draws,
            seed=self.seed,
            method=self.method,
        )


@dataclass(frozen=True, eq=False)
class AdviceRecord(Record):
    """An `Advice` without the profiles it came from; (n,) each, in order of `keys`. For staff and research only."""

    keys: tuple[str, ...]
    kinds: IntArray
    chance: FloatArray
    fit: FloatArray
    fit_sd: FloatArray
    advised: BoolArray
    coverage: float
    decided: bool
    best_size: int
    draws: int
    seed: int
    method: str


@dataclass(frozen=True, slots=True, eq=False)
class AdviceSet:
    """`chance` (m,) of each kind to be in the best set, and the shortest list that is expected to cover it."""

    chance: NDArray[np.float64]
    kinds: NDArray[np.int64]
    coverage: float
    decided: bool


def best_set_size(kinds: int) -> int:
    """How many kinds make the best set: a fifth, 3 to 12, never more than a third of a short list.

    A judgement in the place of an empirical rule such as EASE (Schelfhout et al. 2019), which needs data on later
    choices.
    """
    return max(1, min(kinds // 3, max(3, round(BEST_SHARE * kinds)), 12))


def advise(
    profile: InterestProfile,
    programmes: ProgrammeProfiles,
    *,
    seed: int,
    draws: int = 500,
    set_size: Callable[[int], int] = best_set_size,
    posterior: ProfilePosterior | None = None,
) -> Advice:
    """Chance of each programme to belong to the best set for this pupil. Same input and seed, same output.

    `posterior`: what is known about the pupil, when that is more than `profile` says (thetas of calibrated items).
    Raises ValueError without programmes or draws.
    """
    if not programmes.keys or draws < 1:
        raise ValueError("advice needs at least one programme and one draw")
    known = posterior or ProfilePosterior.of_profile(profile)
    fits = draw_fits(standard_levels(known, known.draws(draws, seed=seed)), programmes)
    found = advice_set(kind_fits(fits, programmes), set_size)
    return Advice(
        programmes=programmes,
        profile=profile,
        chance=found.chance[programmes.kinds],
        fit=fits.mean(axis=0).astype(np.float64),
        fit_sd=fits.std(axis=0).astype(np.float64),
        advised=np.isin(programmes.kinds, found.kinds),
        coverage=found.coverage,
        decided=found.decided,
        best_size=set_size(len(found.chance)),
        draws=draws,
        seed=seed,
    )


def advice_set(fits: Floats, set_size: Callable[[int], int] = best_set_size) -> AdviceSet:
    """The shortest list of kinds whose expected share of the best set reaches COVERAGE; `fits` is (draws, m).

    The share is a sum over kinds, so the kinds with the largest expected share are the exact optimum.
    """
    count = fits.shape[1]
    size = set_size(count)
    bar = np.partition(fits, -size, axis=1)[:, -size][:, np.newaxis] - np.float32(MARGIN)
    best = fits >= bar
    shares = (best / best.sum(axis=1, keepdims=True)).mean(axis=0)
    order = np.argsort(-shares, kind="stable")
    covered = np.cumsum(shares[order])
    length = min(int(np.searchsorted(covered, COVERAGE - 1e-9)) + 1, count)
    decided = length <= max(size, math.ceil(LONGEST * count))
    return AdviceSet(best.mean(axis=0), np.sort(order[:length]), float(covered[length - 1]), decided)


def standard_pupil(profile: InterestProfile) -> NDArray[np.float64]:
    """(6,): the pupil's profile about the own level, in standardised steps."""
    return np.asarray(centred(profile.means) / PUPIL_SPREAD)


def standard_levels(known: ProfilePosterior, levels: NDArray[np.float64]) -> Floats:
    """(draws, 6): drawn levels about their own mean, in standardised steps."""
    return np.asarray(centred(levels) / known.spread, dtype=np.float32)


def draw_fits(pupil: Floats, programmes: ProgrammeProfiles) -> Floats:
    """(draws, n) combined fit as in `fit.combined_fit`, written out over whole arrays."""
    planes, length = programmes.drawn(len(pupil))
    product = np.einsum("dk,kdn->dn", pupil, planes)
    own = np.linalg.norm(pupil, axis=1)[:, np.newaxis]
    distance = np.sqrt(np.maximum(own**2 + length**2 - 2 * product, 0))
    shape = product / np.maximum(own * length, np.float32(1e-6))
    return np.asarray((shape + 1 - distance / np.float32(TWO_STRANGERS)) / 2, dtype=np.float32)


def kind_fits(fits: Floats, programmes: ProgrammeProfiles) -> Floats:
    """(draws, m) mean fit of the members of each kind."""
    member = programmes.kinds[:, np.newaxis] == np.arange(programmes.kinds.max() + 1)
    return np.asarray(fits @ (member / member.sum(axis=0)).astype(np.float32))


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
