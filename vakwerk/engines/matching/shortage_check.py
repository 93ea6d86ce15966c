"""Checks a stated shortage without a line of what finds it: who may go where is looked up, and seats are counted.

What it proves: the pupils of the blocks can reach no more seats than stated, so that at least `lacking` of them stay
unplaced, whoever makes the placement. With a placement that leaves no more unplaced, both are right. What it does not
prove is that the division over blocks is the canonical one (no finer, tightest first); the tests do that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .blocks import Block, Shortage
from .instance import NOWHERE, Instance, cap_use
from .solution import Solution


class _Count(NamedTuple):
    """Seats of places (m,) and caps (k,) beside locked pupils, how deep each cap lies, and who is locked where."""

    free: npt.NDArray[np.int64]
    room: npt.NDArray[np.int64]
    depth: list[int]
    locked: npt.NDArray[np.int64]


def check_block(instance: Instance, block: Block) -> tuple[str, ...]:
    """What does not hold, in words; empty when the block is right. Never raises for numbers within the round."""
    return _check(instance, _count(instance), block)


def check_shortage(instance: Instance, found: Shortage, solution: Solution | None = None) -> tuple[str, ...]:
    """What does not hold of the whole: each block, and that they count every pupil and every seat once."""
    count = _count(instance)
    faults = [f"Block {at + 1}: {x}" for at, block in enumerate(found.blocks) for x in _check(instance, count, block)]
    pupils, places = (_joined(getattr(block, name) for block in found.blocks) for name in ("pupils", "places"))
    seats = _seats(instance, count, places)
    lacking = len(pupils) - seats
    stated = np.full(instance.n_pupils, NOWHERE)
    for at, block in enumerate(found.blocks):
        stated[block.pupils] = at
    faults += _said(
        (_once(pupils), "A pupil is in two blocks."),
        (_once(places), "A place is in two blocks."),
        (np.array_equal(stated, found.block), "The block of a pupil is not as stated."),
        (_leaning(found), "A block leans on a place that no tighter block fills."),
        (sum(block.seats for block in found.blocks) == seats, f"The seats of the blocks together are not {seats}."),
        (found.unplaced == lacking, f"{found.unplaced} unplaced are stated, {lacking} counted."),
    )
    if solution is not None:
        missed = int((solution.seat[pupils] == NOWHERE).sum())
        faults += _said((missed == lacking, f"The placement leaves {missed} of them unplaced, not {lacking}."))
    return tuple(faults)


def _count(instance: Instance) -> _Count:
    locked = np.bincount(instance.locked[instance.locked != NOWHERE], minlength=instance.n_places).astype(np.int64)
    depth = [0] * len(instance.caps)
    for cap in range(len(depth)):
        over = instance.cap_parent[cap]
        while over != NOWHERE:
            depth[cap] += 1
            over = instance.cap_parent[over]
    return _Count(instance.seats - locked, instance.caps - cap_use(instance, locked), depth, locked)


def _check(instance: Instance, count: _Count, block: Block) -> tuple[str, ...]:
    targets = _joined(instance.place[instance.offsets[p] : instance.offsets[p + 1]] for p in block.pupils)
    around = np.union1d(block.places, block.tighter)
    seats = _seats(instance, count, around) - _seats(instance, count, block.tighter)
    kind = "too_few" if seats else "no_seat" if len(block.places) else "no_place"
    locked = int(count.locked[block.places].sum())
    return _said(
        (len(block.pupils) > 0 and _once(block.pupils), "No pupil, or one twice."),
        (len(around) == len(block.places) + len(block.tighter), "A place is counted twice."),
        ((instance.locked[block.pupils] == NOWHERE).all(), "A pupil of the block is locked to a place."),
        (np.isin(targets, around).all(), "A pupil of the block may go elsewhere."),
        (np.isin(block.places, targets).all(), "A place of the block takes nobody of it."),
        (block.seats == seats, f"{block.seats} seats are stated, {seats} counted."),
        (len(block.pupils) > seats, f"{len(block.pupils)} pupils are not too many for {seats} seats."),
        (block.kind == kind, f"The block is called {block.kind}, and is {kind}."),
        (block.locked == locked, f"{block.locked} locked pupils are stated, {locked} counted."),
    )


def _said(*claims: tuple[object, str]) -> tuple[str, ...]:
    return tuple(text for holds, text in claims if not holds)


def _once(numbers: npt.NDArray[Any]) -> bool:
    return len(np.unique(numbers)) == len(numbers)


def _joined(rows: Iterable[npt.NDArray[np.int32]]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, dtype=np.int64), *rows]).astype(np.int64)


def _leaning(found: Shortage) -> bool:
    """Every place that a block leans on belongs to a block with a lower ratio."""
    ratio = {int(place): block.ratio for block in found.blocks for place in block.places}
    return all(ratio.get(int(place), 1) < block.ratio for block in found.blocks for place in block.tighter)


def _seats(instance: Instance, count: _Count, places: npt.NDArray[Any]) -> int:
    """Seats that these places can give at the same time, beside locked pupils: each cap at most its own, from below."""
    if not len(count.room):
        return int(count.free[places].sum())
    below: dict[int, int] = {NOWHERE: 0}
    for place in places.tolist():
        for cap in instance.chain(place):
            below.setdefault(cap, 0)
        below[int(instance.parent[place])] += int(count.free[place])
    for cap in sorted(below.keys() - {NOWHERE}, key=lambda cap: -count.depth[cap]):
        below[int(instance.cap_parent[cap])] += min(below[cap], int(count.room[cap]))
    return below[NOWHERE]
