"""The bank of an adaptive test: calibrated items, what each is about, how long it takes, which exclude each other."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.items import Items
from vakwerk.engines.psychometrics.records import FloatArray, IntArray, Record

SECONDS = 60.0
"""What an item is taken to last when nobody has measured it."""


@dataclass(frozen=True, eq=False)
class Bank(Record):
    """J items. `areas`: (J,) the one content area of each. `seconds`: (J,) expected time of each.

    `enemies`: groups of item ids of which a pupil meets at most one (one gives the other away).
    """

    items: Items
    areas: tuple[str, ...]
    seconds: FloatArray
    enemies: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(
        cls,
        items: Items,
        areas: Sequence[str] = (),
        seconds: npt.ArrayLike = SECONDS,
        enemies: Sequence[Sequence[str]] = (),
    ) -> Bank:
        """A checked bank; without `areas` every item belongs to one area "". Raises ValueError naming the item."""
        count = len(items)
        times = np.broadcast_to(np.asarray(seconds, dtype=np.float64), (count,)).copy()
        bank = cls(items, tuple(areas) or ("",) * count, times, tuple(tuple(group) for group in enemies))
        bank._check()
        return bank

    def _check(self) -> None:
        if not len(self.items):
            raise ValueError("A bank needs at least one item.")
        if len(self.areas) != len(self.items):
            raise ValueError(f"{len(self.areas)} areas for {len(self.items)} items; every item needs one.")
        wrong = ~(np.isfinite(self.seconds) & (self.seconds > 0))
        if wrong.any():
            raise ValueError(f"Item {self.items.ids[int(wrong.argmax())]} needs a time above 0 seconds.")
        known = set(self.items.ids)
        for name in (name for group in self.enemies for name in group):
            if name not in known:
                raise ValueError(f"{name} stands among the enemies, and is no item of this bank.")

    def order(self) -> IntArray:
        """(J,) positions by area and then id: the order in which everything is computed, so that the order of the
        file changes no choice.
        """
        return np.array(sorted(range(len(self.items)), key=lambda row: (self.areas[row], self.items.ids[row])))

    def fingerprint(self) -> str:
        """The same for the same bank in any order: a sitting that is taken up again says which bank it belongs to."""
        order = self.order()
        enemies = sorted(tuple(sorted(group)) for group in self.enemies)
        areas = tuple(self.areas[row] for row in order)
        sorted_bank = Bank(self.items.select(order), areas, self.seconds[order], tuple(enemies))
        return hashlib.sha256(sorted_bank.to_json().encode()).hexdigest()[:16]
