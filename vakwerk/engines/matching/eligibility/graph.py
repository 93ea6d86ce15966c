"""Who may go where: the nearest places of each pupil that no rule excludes, and for every other the rule that does.

    eligibility = Eligibility(pupils, places, rules=Rules.standard("dual"))
    instance = eligibility.instance()
    eligibility.reason(pupil, place), eligibility.counts(pupil), eligibility.nearest_excluded(pupil)

Pairs are found per programme in a KD-tree; reasons are worked out for one pupil when somebody asks, so that nothing of
the size of pupils x places is ever kept. One workplace changes by `update`, without building the rest again.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vakwerk.engines.matching.instance import Instance

from .capacity import NOT_KNOWN, Tree, tree
from .cohort import FAR_AHEAD, Mentors, Places, Pupils, Whole, km_of_chord
from .judge import Judge, Options
from .problems import check
from .reasons import Reason
from .rules import Rules
from .search import LOW_BITS, TENTHS, Search, place_of, tenths_of
from .travel import Estimate, TravelTimes

# Keeps a cost above zero when a wish makes it negative, in a number that holds a pair and its cost.
OFFSET = 2 ** (LOW_BITS - 1)


class Excluded(NamedTuple):
    """A place that a pupil cannot have, the first rule that excludes it, and how far it is (minutes inf: no way)."""

    place: int
    reason: Reason
    km: float
    minutes: float


class Change(NamedTuple):
    """What an update changed: pairs that are gone, and pairs that are new or cost otherwise (`cost` in tenths)."""

    gone: list[tuple[int, int]]
    new: list[tuple[int, int, int]]


class Row(NamedTuple):
    """Places of one pupil, ascending, and their cost in tenths of a minute."""

    places: npt.NDArray[np.int32]
    tenths: npt.NDArray[np.int32]


class Eligibility:
    """The graph of a round. Rules are applied when it is made; `places` may change one by one with `update`."""

    def __init__(
        self,
        pupils: Pupils,
        places: Places,
        *,
        mentors: Mentors | None = None,
        rules: Rules | None = None,
        travel: TravelTimes | None = None,
        options: Options | None = None,
    ) -> None:
        """Raises `EligibilityProblem` for a recognition given twice or numbers outside the round, `CapacityProblem`
        for caps that do not nest, `RuleProblem` for a rule that waits for a number."""
        self.pupils, self.places = pupils, places
        self.mentors = mentors if mentors is not None else Mentors.of(0)
        self.rules = rules if rules is not None else Rules.standard()
        self.travel: TravelTimes = Estimate() if travel is None else travel
        self.options = options if options is not None else Options()
        check(pupils, places, self.mentors)
        self.judge = Judge(pupils, places, self.mentors, self.rules, self.travel, self.options)
        self._wished = bool((self.judge.wish >= 0).any())
        self._search = Search(self.judge)
        self._build()

    def _build(self) -> None:
        n = len(self.pupils)
        self._changed: dict[int, Row] = {}
        blocks = [self._search.rows(q, pupils) for q, pupils in enumerate(self._search.unbarred())]
        counts = np.zeros(n, dtype=np.int64)
        for pupils, count, _keys_of in blocks:
            counts[pupils] = count
        self.offsets = np.concatenate([[0], np.cumsum(counts)])
        keys = np.empty(int(self.offsets[-1]), dtype=np.int64)
        for pupils, count, found in blocks:
            starts = np.cumsum(count) - count
            keys[np.repeat(self.offsets[pupils] - starts, count) + np.arange(len(found))] = found
        self.place, self.tenths = place_of(keys), tenths_of(keys)

    # Asking ----------------------------------------------------------------------------------------------------------

    def row(self, pupil: int) -> Row:
        """The places of one pupil and their cost."""
        changed = self._changed.get(pupil)
        if changed is not None:
            return changed
        low, high = int(self.offsets[pupil]), int(self.offsets[pupil + 1])
        if not self._wished:
            return Row(self.place[low:high], self.tenths[low:high])
        return Row(
            self.place[low:high], self._cost(np.full(high - low, pupil), self.place[low:high], self.tenths[low:high])
        )

    def _cost(self, pupil: Any, place: Any, tenths: Any) -> Whole:
        """Tenths of a minute, less the bonus of a wish."""
        if not self._wished:
            return np.asarray(tenths, dtype=np.int32)
        bonus = TENTHS * self.options.wish_minutes * (self.judge.wish[pupil] == place)
        return np.asarray(tenths - bonus, dtype=np.int32)

    def km(self, pupil: int, place: int) -> float:
        """Straight line."""
        return float(km_of_chord(np.linalg.norm(self.judge.home[pupil] - self.judge.points[place])))

    def minutes(self, pupil: int, place: int) -> float:
        """Door to door, by the mode of that pupil; see `travel.label` for where it comes from."""
        km = np.array([self.km(pupil, place)])
        mode = np.array([float(self.pupils.mode[pupil])])
        ones = np.array([pupil], dtype=np.int32), np.array([place], dtype=np.int32)
        return float(self.travel.minutes(*ones, km, mode)[0])

    def reasons(self, pupil: int) -> npt.NDArray[np.int8]:
        """(m,) why each place is not eligible for this pupil (`Reason`), 0 where it is."""
        found = np.full(len(self.places), np.int8(Reason.PROGRAMME))
        programme = self._search.programmes[int(self.pupils.programme[pupil])]
        if len(programme.places):
            pairs = self.judge.pairs(programme, np.full(len(programme.places), pupil), np.arange(len(programme.places)))
            verdict, _minutes = self.judge.judged(pairs)
            verdict[verdict == 0] = Reason.NEARER
            stopped = self.judge.blocked[programme.places]
            found[programme.places] = np.where(stopped != 0, stopped, verdict)
            found[self.row(pupil).places] = 0
        if self.judge.barred[pupil]:
            found[:] = self.judge.barred[pupil]
        return found

    def reason(self, pupil: int, place: int) -> Reason:
        return Reason(int(self.reasons(pupil)[place]))

    def counts(self, pupil: int) -> dict[Reason, int]:
        """How many places each rule excludes for this pupil, and how many are eligible; together all places."""
        count = np.bincount(self.reasons(pupil), minlength=len(Reason))
        return {reason: int(count[reason]) for reason in Reason if count[reason]}

    def nearest_excluded(self, pupil: int, most: int = 5, *, own_programme: bool = True) -> list[Excluded]:
        """The nearest places that this pupil cannot have, with the rule; by default only those of its programme."""
        reasons = self.reasons(pupil)
        wanted = reasons != 0
        if own_programme and not self.judge.barred[pupil]:
            wanted &= reasons != Reason.PROGRAMME
        places = np.flatnonzero(wanted)
        apart = np.linalg.norm(self.judge.points[places] - self.judge.home[pupil], axis=1)
        nearest = places[np.lexsort((places, apart))[:most]].tolist()
        return [
            Excluded(place, Reason(int(reasons[place])), self.km(pupil, place), self.minutes(pupil, place))
            for place in nearest
        ]

    def to_confirm(self, pupil: int, place: int) -> list[Reason]:
        """Rules that are on and that nothing speaks against, but whose dates were not given for this pair."""
        found = []
        if self.rules.on("H6") and np.isnan(self.judge.age[pupil]):
            found.append(Reason.TOO_YOUNG)
        if self.rules.on("H2") and self.judge.mentored[place] == NOT_KNOWN:
            found.append(Reason.MENTOR)
        programme = self._search.programmes[int(self.pupils.programme[pupil])]
        at = int(programme.at(np.array([place]))[0])
        if self.rules.on("H1") and at >= 0 and programme.last[at] == FAR_AHEAD:
            found.append(Reason.RECOGNITION)
        return found

    # As a round ------------------------------------------------------------------------------------------------------

    def edges(self) -> tuple[npt.NDArray[np.int64], Whole, Whole]:
        """(offsets (n+1,), place (E,), cost (E,)), updates included."""
        pupil = np.repeat(np.arange(len(self.pupils)), np.diff(self.offsets))
        cost = self._cost(pupil, self.place, self.tenths) if self._wished else self.tenths
        if not self._changed:
            return self.offsets, self.place, cost
        keep = ~np.isin(pupil, np.fromiter(self._changed, dtype=np.int64))
        rows = [np.full(len(row.places), who) for who, row in self._changed.items()]
        who = np.concatenate([pupil[keep], *rows])
        where = np.concatenate([self.place[keep], *(row.places for row in self._changed.values())])
        price = np.concatenate([cost[keep], *(row.tenths for row in self._changed.values())])
        order = np.lexsort((where, who))
        offsets = np.searchsorted(who[order], np.arange(len(self.pupils) + 1))
        return offsets, where[order].astype(np.int32), price[order].astype(np.int32)

    def tree(self) -> Tree:
        """The caps of the round, with their names."""
        return tree(self.places, self.mentors, self.judge.mentor_status, self.rules)

    def groups(self) -> Whole:
        """(n,) priority group: 0 for those with the fewest training days left (rule H18), one group when it is off."""
        used = self.pupils.search_days
        if not self.rules.on("H18") or (used < 0).all():
            return np.zeros(len(used), dtype=np.int32)
        left = np.maximum(self.rules.number("H18", "search_days") - used, 0)
        band = (left // max(self.rules.number("H18", "band"), 1)).astype(np.int32)
        _bands, group = np.unique(np.where(used < 0, band[used >= 0].max(), band), return_inverse=True)
        return np.asarray(group, dtype=np.int32)

    def instance(self, *, locked: npt.ArrayLike | None = None, **others: Any) -> Instance:
        """The round as `Instance`; `locked` (n,) place a pupil keeps or -1. Raises `InstanceProblem`."""
        offsets, place, cost = self.edges()
        caps = self.tree()
        return Instance.from_edges(
            len(self.pupils),
            self.places.seats,
            np.repeat(np.arange(len(self.pupils), dtype=np.int32), np.diff(offsets)),
            place,
            cost,
            parent=np.array(caps.parent, dtype=np.int32),
            caps=np.array([cap.seats for cap in caps.caps], dtype=np.int32),
            cap_parent=np.array(caps.above, dtype=np.int32),
            locked=locked,
            group=self.groups(),
            **others,
        )

    # One workplace changes -------------------------------------------------------------------------------------------

    def update(self, place: int, places: Places) -> Change:
        """`places` differs in one place (see `Places.with_place`): only pupils whom that can concern are done again."""
        affected = _programmes_of(self.places, place) | _programmes_of(places, place)
        before = {q: self._search.within(q, place) for q in affected}
        self.places = places
        self.judge.moved(place, places)
        self._search.renew(affected)
        return self._again({q: np.union1d(before[q], self._search.within(q, place)) for q in affected})

    def _again(self, concerned: dict[int, npt.NDArray[Any]]) -> Change:
        gone: list[tuple[int, int]] = []
        new: list[tuple[int, int, int]] = []
        for q, pupils in concerned.items():
            if not len(pupils):
                continue
            who, counts, keys = self._search.rows(q, pupils)
            pupil, place = np.repeat(who, counts), place_of(keys)
            cost = self._cost(pupil, place, tenths_of(keys))
            self._compare(who, (pupil, place, cost), gone, new)
            ends = np.cumsum(counts)
            for one, low, high in zip(who.tolist(), (ends - counts).tolist(), ends.tolist(), strict=True):
                self._changed[one] = Row(place[low:high], cost[low:high])
        return Change(sorted(gone), sorted(new))

    def _compare(
        self,
        who: npt.NDArray[Any],
        now: tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]],
        gone: list[tuple[int, int]],
        new: list[tuple[int, int, int]],
    ) -> None:
        """What differs between the rows that these pupils had and those they get."""
        rows = [self.row(pupil) for pupil in who.tolist()]
        was = np.repeat(who, [len(row.places) for row in rows])
        place, cost = np.concatenate([row.places for row in rows]), np.concatenate([row.tenths for row in rows])
        m = len(self.places)
        old, fresh = was.astype(np.int64) * m + place, now[0].astype(np.int64) * m + now[1]
        left = ~np.isin(old, fresh)
        gone += zip(was[left].tolist(), place[left].tolist(), strict=True)
        # A pair with its cost in one number: what was not there so is new.
        other = ~np.isin(fresh << LOW_BITS | (now[2] + OFFSET), old << LOW_BITS | (cost + OFFSET))
        new += zip(*(column[other].tolist() for column in now), strict=True)


def _programmes_of(places: Places, place: int) -> set[int]:
    return set(places.recognised_programme[places.recognised_place == place].tolist())
