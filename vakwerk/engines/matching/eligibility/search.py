"""The nearest places that no rule excludes, programme by programme, as sorted keys (place, tenths of a minute)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .cohort import Floats, km_of_chord
from .index import Programme, of_programme
from .judge import Candidates, Judge

TENTHS = 10
# Sorting by place carries the tenths of a minute in the lower bits.
LOW_BITS = 24
CROWD = 500
NONE = np.iinfo(np.int64).max


class Search:
    """`farthest` (n,): chord to the last place of a pupil that has as many as it may, infinite for the others."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.farthest = np.full(len(judge.pupils), np.inf)
        self.programmes = self._index()

    def _index(self) -> list[Programme]:
        places, pupils = self.judge.places, self.judge.pupils
        programme = places.recognised_programme
        count = 1 + max(int(programme.max(initial=-1)), int(pupils.programme.max(initial=-1)))
        order = np.argsort(programme, kind="stable")
        starts = np.searchsorted(programme[order], np.arange(count + 1))
        by_pupil = np.argsort(pupils.programme, kind="stable")
        ends = np.searchsorted(pupils.programme[by_pupil], np.arange(count + 1))
        self._of_programme = [by_pupil[ends[q] : ends[q + 1]] for q in range(count)]
        return [self._made(order[starts[q] : starts[q + 1]]) for q in range(count)]

    def _made(self, rows: npt.NDArray[Any]) -> Programme:
        bare = of_programme(self.judge.places, rows, self.judge.points)
        return replace(bare, free=self.judge.usable(bare))

    def unbarred(self) -> list[npt.NDArray[Any]]:
        """Per programme the pupils that may go somewhere."""
        return [pupils[self.judge.barred[pupils] == 0] for pupils in self._of_programme]

    def renew(self, programmes: Iterable[int]) -> None:
        """Indexes of these programmes made again; a programme that nobody knew gets one."""
        places = self.judge.places
        for q in sorted(programmes):
            while q >= len(self.programmes):
                self.programmes.append(self._made(np.zeros(0, dtype=np.int64)))
                self._of_programme.append(np.zeros(0, dtype=np.int64))
            rows = np.flatnonzero(places.recognised_programme == q)
            self.programmes[q] = self._made(rows)

    def within(self, q: int, place: int) -> npt.NDArray[Any]:
        """Pupils of a programme that may have this place in their row: it lies within their reach, and not beyond
        their farthest place."""
        if q >= len(self._of_programme):
            return np.zeros(0, dtype=np.int64)
        judge, pupils = self.judge, self._of_programme[q]
        apart = np.linalg.norm(judge.home[pupils] - judge.points[place], axis=1)
        reach = np.minimum(judge.bound[pupils], self.farthest[pupils] * (1 + 1e-9))
        always = judge.always[judge.always % len(judge.places) == place] // len(judge.places)
        near = (apart <= reach) | np.isin(pupils, always)
        return np.asarray(pupils[near & (judge.barred[pupils] == 0)])

    def rows(
        self, q: int, pupils: npt.NDArray[Any]
    ) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(pupils, places of each, their sorted keys end to end) of pupils of one programme."""
        programme = self.programmes[q]
        blocks = [*self._searched(programme, pupils)]
        if not blocks:
            blocks = [(pupils, np.full((len(pupils), 1), NONE))]
        who = np.concatenate([block[0] for block in blocks])
        wide = max(block[1].shape[1] for block in blocks)
        keys = np.concatenate([_padded(block[1], wide) for block in blocks])
        keys = self._with_always(programme, who, keys)
        keys.sort(axis=1)
        return who, (keys != NONE).sum(axis=1), keys[keys != NONE]

    def _searched(self, programme: Programme, pupils: npt.NDArray[Any]) -> Any:
        """Blocks of (pupils, keys (len, k)): the nearest that no rule excludes. Where rules took so many away that some
        pupil has fewer than it may, and nearer ones may still exist, that pupil asks the tree for twice as many."""
        most, free = self.judge.options.nearest, len(programme.free)
        k = min(most, free)
        while len(pupils) and k:
            asked, bound = self.judge.home[pupils], self.judge.bound[pupils]
            most_chord, workers = float(bound.max()), _workers(len(pupils))
            chord, found = programme.tree.query(asked, k=k, distance_upper_bound=most_chord, workers=workers)
            chord, found = chord.reshape(len(pupils), k), found.reshape(len(pupils), k)
            inside = chord <= bound[:, None]
            keys, taken = self._accepted(programme, pupils, chord, found, inside)
            full = taken.sum(axis=1) >= most
            done = full | ~inside[:, -1] | (k == free)
            last = np.where(taken, chord, 0.0).max(axis=1)
            self.farthest[pupils[done]] = np.where(full, last, np.inf)[done]
            yield pupils[done], keys[done]
            pupils, k = pupils[~done], min(2 * k, free)

    def _accepted(self, programme: Programme, pupils: Any, chord: Any, found: Any, inside: Any) -> Any:
        rows, columns = np.nonzero(inside)
        pairs = Candidates(
            programme, pupils[rows], programme.free[found[rows, columns]], km_of_chord(chord[rows, columns])
        )
        verdict, minutes = self.judge.judged(pairs, usable=True)
        taken = np.zeros(inside.shape, dtype=bool)
        taken[rows, columns] = verdict == 0
        if taken.shape[1] > self.judge.options.nearest:
            taken &= taken.cumsum(axis=1) <= self.judge.options.nearest
        keys = np.full(inside.shape, NONE)
        keys[rows, columns] = key_of(pairs.place, minutes)
        keys[~taken] = NONE
        return keys, taken

    def _with_always(self, programme: Programme, pupils: npt.NDArray[Any], keys: npt.NDArray[np.int64]) -> Any:
        """With the pairs that take part however far down the list, when no rule excludes them."""
        if not len(self.judge.always) or not len(pupils):
            return keys
        m, width = len(self.judge.places), keys.shape[1]
        order = np.argsort(pupils)
        position = np.searchsorted(pupils, self.judge.always // m, sorter=order)
        rows = order[np.minimum(position, len(pupils) - 1)]
        here = pupils[rows] == self.judge.always // m
        rows, places = rows[here], self.judge.always[here] % m
        at = programme.at(places)
        known = (at >= 0) & np.isin(at, programme.free)
        rows, at = rows[known], at[known]
        if not len(rows):
            return keys
        pairs = self.judge.pairs(programme, pupils[rows], at)
        verdict, minutes = self.judge.judged(pairs)
        absent = ~(keys[rows] >> LOW_BITS == pairs.place[:, None]).any(axis=1) & (verdict == 0)
        return _beside(keys[:, :width], rows[absent], key_of(pairs.place, minutes)[absent])


def _beside(keys: npt.NDArray[np.int64], rows: Any, more: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """`keys` with `more` added to their `rows`, as wide as the row that gets most."""
    if not len(rows):
        return keys
    order = np.argsort(rows, kind="stable")
    mine = rows[order]
    extra = np.full((len(keys), int(np.bincount(mine).max())), NONE)
    extra[mine, np.arange(len(mine)) - np.searchsorted(mine, mine)] = more[order]
    return np.concatenate([keys, extra], axis=1)


def _workers(pupils: int) -> int:
    """All processors for a whole cohort; one for a few pupils, where starting threads costs more than they save."""
    return -1 if pupils >= CROWD else 1


def key_of(place: npt.NDArray[Any], minutes: Floats) -> npt.NDArray[np.int64]:
    """Place and tenths of a minute in one number that sorts by place."""
    tenths = np.minimum(np.rint(TENTHS * np.where(np.isfinite(minutes), minutes, 0.0)), 2**LOW_BITS - 1)
    return np.asarray((place.astype(np.int64) << LOW_BITS) | tenths.astype(np.int64))


def place_of(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    return np.asarray((keys >> LOW_BITS).astype(np.int32))


def tenths_of(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int32]:
    return np.asarray((keys & (2**LOW_BITS - 1)).astype(np.int32))


def _padded(keys: npt.NDArray[np.int64], wide: int) -> npt.NDArray[np.int64]:
    return np.pad(keys, ((0, 0), (0, wide - keys.shape[1])), constant_values=NONE)
