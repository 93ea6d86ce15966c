"""How often each item was shown, and who may still meet it.

Eligibility (van der Linden & Veldkamp 2004, J. Educ. Behav. Stat. 29(3); 2007, 32(4)): before a sitting starts, each
item is made eligible by lot with chance

    P(i) = min(1, r e_i / a_i)        r = the most allowed, e_i = pupils so far for whom i was eligible,
                                      a_i = pupils so far who got i; 1 while nobody got it

An item that would pass r with one more pupil is not eligible at all (ours: the lot alone lets the rate swing a few
points above r). Where too few items of an area are left, the least shown come back until the blueprint can be filled.

The prices (ours). Test overlap is, but for small terms, the sum of squared rates over the length; its slope along the
rate of item i is proportional to that rate. Maximising information minus a multiple of overlap therefore takes
`price * rate_i` off the information of item i. And the most information under "no rate above r" is reached with one
Lagrange multiplier per item: `learn_prices` finds these beforehand on made-up pupils. A lot denies an item to those who
need it most as often as to others; a price denies it to those for whom another is nearly as good. Eligibility stays as
the guard that does not depend on pupils being as they were thought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray, Record

from .design import Exposure

if TYPE_CHECKING:
    from .sitting import Sitting


@dataclass(frozen=True, eq=False)
class Usage(Record):
    """After `pupils` sittings: how many got each item and for how many it was eligible. Item `ids[j]` stands at j."""

    ids: tuple[str, ...]
    pupils: int
    administered: IntArray
    eligible: IntArray

    @classmethod
    def none(cls, ids: tuple[str, ...]) -> Usage:
        return cls(ids, 0, np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=np.int64))

    def after(self, sittings: Iterable[Sitting]) -> Usage:
        """With these finished sittings counted in."""
        place = {name: index for index, name in enumerate(self.ids)}
        pupils, administered, eligible = self.pupils, self.administered.copy(), self.eligible.copy()
        for sitting in sittings:
            pupils += 1
            eligible += 1
            administered[[place[name] for name in sitting.items]] += 1
            eligible[[place[name] for name in sitting.ineligible]] -= 1
        return Usage(self.ids, pupils, administered, eligible)

    def rates(self) -> FloatArray:
        """(J,) share of the pupils who got each item."""
        return np.asarray(self.administered / max(self.pupils, 1))

    def in_order(self, ids: tuple[str, ...]) -> Usage:
        """The same counts for the items of `ids`, in that order; items it never heard of were never shown."""
        place = {name: index for index, name in enumerate(self.ids)}
        rows = np.array([place.get(name, -1) for name in ids])
        pick = [np.where(rows >= 0, counts[rows], new) for counts, new in ((self.administered, 0), (self.eligible, 0))]
        return Usage(ids, self.pupils, pick[0], pick[1])


def eligibility(exposure: Exposure, usage: Usage) -> FloatArray:
    """(J,) chance that an item is eligible for the next pupil."""
    if exposure.maximum is None:
        return np.ones(len(usage.ids))
    allowed = exposure.maximum * np.maximum(usage.eligible, 1) / np.maximum(usage.administered, 1)
    chance = np.where(usage.administered > 0, np.minimum(1.0, allowed), 1.0)
    over = usage.administered + 1 > exposure.maximum * (usage.pupils + 1)
    return np.where(over & (usage.pupils >= 1 / exposure.maximum), 0.0, chance)


def prices(exposure: Exposure, usage: Usage) -> FloatArray:
    """(J,) information taken off each item; empty when nothing is."""
    if not exposure.priced:
        return np.zeros(0)
    fixed = np.array([exposure.prices.get(name, 0.0) for name in usage.ids])
    return np.asarray(fixed + exposure.price * usage.rates())


def release(
    eligible: BoolArray, rates: FloatArray, slices: list[slice], bounds: list[tuple[int, int]], length: int
) -> None:
    """Puts the least shown items back into `eligible` (J,), in place, until every area can reach its least number and
    all areas together `length` within their most (`bounds`: least and most of each area of `slices`).
    """
    for part, (least, _) in zip(slices, bounds, strict=True):
        _free(eligible, rates, np.arange(part.start, part.stop), least)
    while (missing := length - _capacity(eligible, slices, bounds)) > 0:
        growing = [
            np.arange(part.start, part.stop)
            for part, (_, most) in zip(slices, bounds, strict=True)
            if eligible[part].sum() < most and not eligible[part].all()
        ]
        if not growing:
            return
        rows = np.concatenate(growing)
        _free(eligible, rates, rows, int(eligible[rows].sum()) + missing)


def _capacity(eligible: BoolArray, slices: list[slice], bounds: list[tuple[int, int]]) -> int:
    return sum(min(int(eligible[part].sum()), most) for part, (_, most) in zip(slices, bounds, strict=True))


def _free(eligible: BoolArray, rates: FloatArray, rows: IntArray, least: int) -> None:
    missing = least - int(eligible[rows].sum())
    if missing > 0:
        closed = rows[~eligible[rows]]
        eligible[closed[np.argsort(rates[closed], kind="stable")[:missing]]] = True
