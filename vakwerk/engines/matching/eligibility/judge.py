"""What the rules say of one pupil, one place, and a pupil with a place: vectors over many pairs at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vakwerk.engines.matching.instance import NOWHERE

from .capacity import FAILS, NOT_KNOWN, PROVEN, mentor_status
from .cohort import (
    FAR_AHEAD,
    LONG_AGO,
    Floats,
    Mentors,
    Places,
    Pupils,
    ages,
    chord_of_km,
    first_days,
    km_of_chord,
    last_days,
    unit_vectors,
)
from .index import Programme
from .reasons import Reason
from .rules import Rules
from .travel import TravelTimes

Pairs = Sequence[tuple[int, int]]


class Candidates(NamedTuple):
    """Pairs within one programme: pupils, positions in `Programme.places`, kilometres."""

    programme: Programme
    pupil: npt.NDArray[Any]
    at: npt.NDArray[Any]
    km: Floats

    @property
    def place(self) -> npt.NDArray[np.int32]:
        return np.asarray(self.programme.places[self.at])


@dataclass(frozen=True)
class Options:
    """`nearest`: most places a pupil is offered. `day`: the day on which mentors must meet the conditions (the round's
    start). `forbidden`: pairs that somebody ruled out. `always`: pairs that take part however far down the list of
    nearest (locks, present places, wishes). `wish` (n,): a place that a pupil asked for itself, `wish_minutes` cheaper.
    """

    nearest: int = 50
    day: np.datetime64 = field(default_factory=lambda: np.datetime64("NaT"))
    forbidden: Pairs = ()
    always: Pairs = ()
    wish: npt.ArrayLike | None = None
    wish_minutes: int = 0


class Judge:
    """The rules of one round. `barred` (n,) and `blocked` (m,): the reason against a pupil or a place as such, 0 for
    none. `home`, `points`: unit vectors. `bound` (n,): the longest chord a pupil travels."""

    def __init__(
        self, pupils: Pupils, places: Places, mentors: Mentors, rules: Rules, travel: TravelTimes, options: Options
    ) -> None:
        self.pupils, self.places, self.rules, self.travel, self.options = pupils, places, rules, travel, options
        self.mentor_status = mentor_status(mentors, rules, options.day)
        self._supervision: npt.NDArray[Any] | None = None
        self._prepare()

    def _prepare(self) -> None:
        pupils, n, m = self.pupils, len(self.pupils), len(self.places)
        self.home, self.points = unit_vectors(pupils.lat, pupils.lon), unit_vectors(self.places.lat, self.places.lon)
        self._school = unit_vectors(pupils.school_lat, pupils.school_lon)
        self.age = ages(pupils.birth, np.where(np.isnat(pupils.start), self.options.day, pupils.start))
        self.barred, self.blocked = self._barred(), self._blocked()
        # A pupil without a period asks for no day in particular: every place is free then.
        self._start = np.where(np.isnat(pupils.start), FAR_AHEAD, last_days(pupils.start))
        self._end = np.where(np.isnat(pupils.end), LONG_AGO, first_days(pupils.end))
        reach = self.travel.reach_km(pupils.mode, pupils.most_minutes)
        self.bound = chord_of_km(reach) * (1 + 1e-9)
        wish = np.full(n, NOWHERE) if self.options.wish is None else np.asarray(self.options.wish)
        self.wish = wish.astype(np.int64)
        wished = [(int(pupil), int(wish[pupil])) for pupil in np.flatnonzero(wish >= 0)]
        self._forbidden = keys_of(self.options.forbidden, m)
        self.always = keys_of([*self.options.always, *wished], m)
        self._day_checks()

    def _day_checks(self) -> None:
        self._open, self._close = first_days(self.places.start), last_days(self.places.end)
        dated = bool((self._start != FAR_AHEAD).any() or (self._end != LONG_AGO).any())
        places = self.places
        checks: tuple[tuple[Reason, bool, Callable[[Candidates], npt.NDArray[np.bool_]]], ...] = (
            (Reason.RECOGNITION, self.rules.on("H1") and dated, self._not_recognised),
            (Reason.PERIOD, self.rules.on("H16") and dated, self._not_free),
            (Reason.PLACE_AGE, bool(places.least_age.any()), self._under_age),
            (Reason.FORBIDDEN, len(self._forbidden) > 0, self._ruled_out),
            (Reason.SCHOOL, self.rules.on("S25"), self._far_from_school),
        )
        self._checks = [(reason, check) for reason, active, check in checks if active]
        # With one period for all, `usable` has already kept out whatever dates exclude.
        days = (Reason.RECOGNITION, Reason.PERIOD) if self._one_period() else ()
        self._quick = [(reason, check) for reason, check in self._checks if reason not in days]

    def _one_period(self) -> bool:
        return len(self._start) > 0 and bool(
            (self._start == self._start[0]).all() and (self._end == self._end[0]).all()
        )

    def usable(self, programme: Programme) -> npt.NDArray[np.int64]:
        """Positions of the places that are not blocked, and whose dates do not exclude every pupil alike."""
        places = programme.places
        fits = self.blocked[places] == 0
        latest, soonest = self._start.max(initial=LONG_AGO), self._end.min(initial=FAR_AHEAD)
        if self.rules.on("H1"):
            fits &= (programme.first <= latest) & (programme.last >= soonest)
        if self.rules.on("H16"):
            fits &= (self._open[places] <= latest) & (self._close[places] >= soonest)
        return np.flatnonzero(fits)

    def _barred(self) -> npt.NDArray[np.int8]:
        """(n,) the reason for which a pupil goes nowhere at all, 0 for none."""
        if not self.rules.on("H6"):
            return np.zeros(len(self.pupils), dtype=np.int8)
        young = self.age < self.rules.number("H6", "least_age")
        old = self.age > self.rules.number("H6", "most_age")
        return np.where(young, Reason.TOO_YOUNG, np.where(old, Reason.TOO_OLD, 0)).astype(np.int8)

    def _blocked(self) -> npt.NDArray[np.int8]:
        """(m,) the reason for which nobody goes to a place, 0 for none."""
        places, blocked = self.places, np.zeros(len(self.places), dtype=np.int8)
        self.mentored = self._mentored()
        if self.rules.on("H2"):
            blocked[self.mentored == FAILS] = Reason.MENTOR
        blocked[places.seats == 0] = Reason.NO_SEATS
        if self.rules.on("H5"):
            blocked[~places.in_region] = Reason.REGION
        blocked[~places.open] = Reason.LEFT_OUT
        return blocked

    def _mentored(self) -> npt.NDArray[np.int8]:
        """(m,) 1 some mentor meets the conditions, 0 not known, -1 all its mentors fail. Kept while nobody changes."""
        if self._supervision is self.places.mentor:
            return self.mentored
        self._supervision = self.places.mentor
        m, places = len(self.places), self.places
        status = self.mentor_status[places.mentor]
        some = np.bincount(places.mentor_place, minlength=m) > 0
        proven = np.bincount(places.mentor_place[status == PROVEN], minlength=m) > 0
        maybe = np.bincount(places.mentor_place[status == NOT_KNOWN], minlength=m) > 0
        return np.where(proven, PROVEN, np.where(maybe | ~some, NOT_KNOWN, FAILS)).astype(np.int8)

    def _not_recognised(self, pairs: Candidates) -> npt.NDArray[np.bool_]:
        late = pairs.programme.first[pairs.at] > self._start[pairs.pupil]
        return np.asarray(late | (pairs.programme.last[pairs.at] < self._end[pairs.pupil]))

    def _not_free(self, pairs: Candidates) -> npt.NDArray[np.bool_]:
        late = self._open[pairs.place] > self._start[pairs.pupil]
        return np.asarray(late | (self._close[pairs.place] < self._end[pairs.pupil]))

    def _under_age(self, pairs: Candidates) -> npt.NDArray[np.bool_]:
        return np.asarray(self.age[pairs.pupil] < self.places.least_age[pairs.place])

    def _ruled_out(self, pairs: Candidates) -> npt.NDArray[np.bool_]:
        return np.isin(pairs.pupil.astype(np.int64) * len(self.places) + pairs.place, self._forbidden)

    def _far_from_school(self, pairs: Candidates) -> npt.NDArray[np.bool_]:
        apart = np.linalg.norm(self._school[pairs.pupil] - self.points[pairs.place], axis=1)
        return np.asarray(apart > chord_of_km(self.rules.number("S25", "most_km")))

    def judged(self, pairs: Candidates, *, usable: bool = False) -> tuple[npt.NDArray[np.int8], Floats]:
        """The first reason against each pair (0 for none; nearest apart), and its minutes. `usable`: pairs of places
        that `usable` let pass."""
        mode = self.pupils.mode[pairs.pupil].astype(np.float64)
        minutes = self.travel.minutes(pairs.pupil.astype(np.int32), pairs.place, pairs.km, mode)
        verdict = np.where(minutes > self.pupils.most_minutes[pairs.pupil], np.int8(Reason.TRAVEL), np.int8(0))
        for reason, fails in reversed(self._quick if usable else self._checks):
            verdict[fails(pairs)] = reason
        return verdict, minutes

    def pairs(self, programme: Programme, pupils: npt.NDArray[Any], at: npt.NDArray[Any]) -> Candidates:
        apart = np.linalg.norm(self.home[pupils] - self.points[programme.places[at]], axis=1)
        return Candidates(programme, pupils, at, km_of_chord(apart))

    def moved(self, place: int, places: Places) -> None:
        """`places` differs from what was in this one place."""
        self.places = places
        self.points[place] = unit_vectors(places.lat[place : place + 1], places.lon[place : place + 1])[0]
        self.blocked = self._blocked()
        self._day_checks()


def keys_of(pairs: Pairs, m: int) -> npt.NDArray[np.int64]:
    return np.unique(np.array([pupil * m + place for pupil, place in pairs], dtype=np.int64))
