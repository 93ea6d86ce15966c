"""Many pupils one step at a time, together: the arithmetic of `Session` over whole tables (a simulation's engine).

The rows of a `Flock` are pupils. What a `Session` does to one, a `Flock` does to all, in the same numbers; a test
holds them to that.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import FloatArray, IntArray

from .exposure import Usage, eligibility, prices, release
from .sitting import LOT, LUCK, SHUT, AdaptiveTest
from .tables import Single

Places = npt.NDArray[np.int64]


class Flock:
    """n sittings of one test, all at the same item."""

    def __init__(
        self, test: AdaptiveTest, count: int, usage: Usage, seed: int, trial_prices: FloatArray | None = None
    ) -> None:
        self.test, self._tables = test, test.tables
        self._length = test.design.blueprint.length
        self._fading = test.design.exposure.progressive
        self._prices: Single | None = None
        self._luck = np.random.default_rng([seed, LUCK])
        self.posterior = np.tile(self._tables.prior, (count, 1))
        self.theta = np.full(count, float(self._tables.prior @ self._tables.nodes))
        self.step = 0
        self._need, self._room = (np.tile([bound[side] for bound in test.bounds], (count, 1)) for side in (0, 1))
        self._owed = self._need.sum(axis=1)
        self._open = np.ones(self._need.shape, dtype=np.bool_)
        self._draw_lot(count, usage, seed)
        if trial_prices is not None:
            self._prices = trial_prices.astype(np.float32)
        self._make_room(count)
        self._close()

    def _make_room(self, count: int) -> None:
        self._worth, self._change = (np.empty((count, len(self._tables.ids)), dtype=np.float32) for _ in range(2))
        self._rows = np.arange(count)

    def _draw_lot(self, count: int, usage: Usage, seed: int) -> None:
        exposure, items = self.test.design.exposure, len(self._tables.ids)
        self.eligible = np.ones((count, items), dtype=np.bool_)
        rates = usage.rates()
        self._prices = prices(exposure, usage).astype(np.float32) if exposure.priced else None
        if exposure.maximum is not None:
            self.eligible = np.random.default_rng([seed, LOT]).random((count, items)) < eligibility(exposure, usage)
            for row in np.flatnonzero(self._too_few()):
                release(self.eligible[row], rates, self._tables.slices, self.test.bounds, self._length)
        self._shut: Single = np.where(self.eligible, np.float32(0), SHUT)

    def _too_few(self) -> npt.NDArray[np.bool_]:
        """(n,) whether the lot left too little to fill the blueprint."""
        counts = np.add.reduceat(self.eligible, [part.start for part in self._tables.slices], axis=1, dtype=np.int64)
        least, most = (np.array(side) for side in zip(*self.test.bounds, strict=True))
        return np.asarray((counts < least).any(axis=1) | (np.minimum(counts, most).sum(axis=1) < self._length))

    def choose(self) -> Places:
        """(n,) the next item of each pupil."""
        worth = self._information()
        if self._prices is not None:
            worth -= self._prices
        if self._fading:
            self._mix(worth)
        worth += self._shut
        return np.asarray(worth.argmax(axis=1))

    def _information(self) -> Single:
        tables, worth, change = self._tables, self._worth, self._change
        where = (self.theta - tables.low) / tables.step
        row = np.maximum(np.minimum(where.astype(np.int64), tables.last), 0)
        np.take(tables.change, row, axis=0, out=change, mode="clip")
        np.take(tables.information, row, axis=0, out=worth, mode="clip")
        change *= (where - row).astype(np.float32)[:, None]
        worth += change
        return worth

    def _mix(self, worth: Single) -> None:
        np.add(worth, self._shut, out=self._change)
        top = np.maximum(self._change.max(axis=1, keepdims=True), 0.0)
        weight = 1.0 - self._fading * (1.0 - self.step / self._length)
        drawn = self._luck.random(dtype=np.float32, out=self._change)
        drawn *= top * np.float32(1.0 - weight)
        worth *= np.float32(weight)
        worth += drawn

    def answer(self, chosen: Places, codes: IntArray) -> None:
        """Takes one answer of each pupil in."""
        self.posterior *= self._tables.likelihood[chosen, codes]
        self.posterior *= 1.0 / self.posterior.sum(axis=1, keepdims=True)
        self.theta = self.posterior @ self._tables.nodes
        self.step += 1
        self._shut[self._rows, chosen] = SHUT
        self._count(self._tables.area[chosen])

    def _count(self, group: Places) -> None:
        """What the blueprint still asks and allows; areas close when they are full, or when nothing is owed to them
        while every place left is owed.
        """
        owing = self._need[self._rows, group] > 0
        room = self._room[self._rows, group] - 1
        self._need[self._rows, group] -= owing
        self._room[self._rows, group] = room
        self._owed -= owing
        if not room.all() or self._owed.max(initial=0) >= self._length - self.step:
            self._close()

    def _close(self) -> None:
        tight = (self._owed >= self._length - self.step)[:, None]
        still = (self._room > 0) & ((self._need > 0) | ~tight)
        newly = self._open & ~still
        for group in np.flatnonzero(newly.any(axis=0)):
            self._shut[self._rows[newly[:, group]], self._tables.slices[group]] = SHUT
        self._open = still

    def se(self) -> FloatArray:
        """(n,) standard deviation of each posterior."""
        gaps = self._tables.nodes - self.theta[:, None]
        return np.asarray(np.sqrt((self.posterior * gaps**2).sum(axis=1)))

    def owing(self) -> npt.NDArray[np.bool_]:
        """(n,) whether the least number of some area is not reached."""
        return np.asarray(self._owed > 0)

    def keep(self, rows: Places) -> None:
        """Goes on with these pupils only."""
        self.posterior, self.theta = self.posterior[rows], self.theta[rows]
        self._need, self._room, self._open = self._need[rows], self._room[rows], self._open[rows]
        self._shut, self._owed = self._shut[rows], self._owed[rows]
        self._make_room(len(rows))
