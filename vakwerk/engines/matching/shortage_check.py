"""Checks a stated shortage without a line of what finds it: who may go where is looked up, and seats are counted.

What it proves: the pupils of the blocks can reach no more seats than stated, so that at least `lacking` of them stay
unplaced, whoever makes the placement. With a placement that leaves no more unplaced, both are right. What it does not
prove is that the division over blocks is the canonical one (no finer, tightest first); the tests do that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from .blocks import Block, Shortage
from .instance import NOWHERE, Instance, cap_use
from .solution import Solution

Mask = npt.NDArray[np.bool_]


def check_block(instance: Instance, block: Block) -> tuple[str, ...]:
    """What does not hold, in words; empty when the block is right. Never raises for numbers within the round."""
    own, tighter = _mask(block.places, instance.n_places), _mask(block.tighter, instance.n_places)
    member = _mask(block.pupils, instance.n_pupils)
    targets = instance.place[np.repeat(member, np.diff(instance.offsets))]
    counted = _seats(instance, own | tighter) - _seats(instance, tighter)
    kind = "too_few" if counted else "no_seat" if len(block.places) else "no_place"
    locked = int(own[instance.locked[instance.locked != NOWHERE]].sum())
    return _said(
        (len(block.pupils) > 0 and member.sum() == len(block.pupils), "No pupil, or one twice."),
        (own.sum() == len(block.places) and not (own & tighter).any(), "A place is counted twice."),
        ((instance.locked[member] == NOWHERE).all(), "A pupil of the block is locked to a place."),
        ((own | tighter)[targets].all(), "A pupil of the block may go elsewhere."),
        (np.isin(block.places, targets).all(), "A place of the block takes nobody of it."),
        (block.seats == counted, f"{block.seats} seats are stated, {counted} counted."),
        (len(block.pupils) > counted, f"{len(block.pupils)} pupils are not too many for {counted} seats."),
        (block.kind == kind, f"The block is called {block.kind}, and is {kind}."),
        (block.locked == locked, f"{block.locked} locked pupils are stated, {locked} counted."),
    )


def check_shortage(instance: Instance, found: Shortage, solution: Solution | None = None) -> tuple[str, ...]:
    """What does not hold of the whole: each block, and that they count every pupil and every seat once."""
    faults = [
        f"Block {at + 1}: {fault}" for at, block in enumerate(found.blocks) for fault in check_block(instance, block)
    ]
    pupils, places = (_joined(getattr(block, name) for block in found.blocks) for name in ("pupils", "places"))
    seats = _seats(instance, _mask(places, instance.n_places))
    lacking = len(pupils) - seats
    stated = np.full(instance.n_pupils, NOWHERE)
    for at, block in enumerate(found.blocks):
        stated[block.pupils] = at
    faults += _said(
        (len(np.unique(pupils)) == len(pupils), "A pupil is in two blocks."),
        (len(np.unique(places)) == len(places), "A place is in two blocks."),
        (np.array_equal(stated, found.block), "The block of a pupil is not as stated."),
        (_leaning(found), "A block leans on a place that no tighter block fills."),
        (sum(block.seats for block in found.blocks) == seats, f"The seats of the blocks together are not {seats}."),
        (found.unplaced == lacking, f"{found.unplaced} unplaced are stated, {lacking} counted."),
    )
    if solution is not None:
        missed = int((solution.seat[pupils] == NOWHERE).sum())
        faults += _said((missed == lacking, f"The placement leaves {missed} of them unplaced, not {lacking}."))
    return tuple(faults)


def _said(*claims: tuple[object, str]) -> tuple[str, ...]:
    return tuple(text for holds, text in claims if not holds)


def _mask(numbers: npt.NDArray[Any], size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[numbers] = True
    return mask


def _joined(rows: Iterable[npt.NDArray[np.int32]]) -> npt.NDArray[np.int64]:
    return np.concatenate([np.zeros(0, dtype=np.int64), *rows]).astype(np.int64)


def _leaning(found: Shortage) -> bool:
    """Every place that a block leans on belongs to a block with a lower ratio."""
    ratio = {int(place): block.ratio for block in found.blocks for place in block.places}
    return all(ratio.get(int(place), 1) < block.ratio for block in found.blocks for place in block.tighter)


def _seats(instance: Instance, places: Mask) -> int:
    """Seats that these places can give at the same time, beside locked pupils: each cap at most its own, from below."""
    use = np.bincount(instance.locked[instance.locked != NOWHERE], minlength=instance.n_places).astype(np.int64)
    free = np.where(places, instance.seats - use, 0)
    if not len(instance.caps):
        return int(free.sum())
    room = (instance.caps - cap_use(instance, use)).tolist()
    held = np.zeros(len(room) + 1, dtype=np.int64)  # the last, -1, for places under no cap
    np.add.at(held, instance.parent, free)
    below = held.tolist()
    for cap in _deepest_first(instance.cap_parent.tolist()):
        below[instance.cap_parent[cap]] += min(below[cap], room[cap])
    return int(below[NOWHERE])


def _deepest_first(parent: list[int]) -> list[int]:
    depth: dict[int, int] = {NOWHERE: 0}

    def of(cap: int) -> int:
        if cap not in depth:
            depth[cap] = of(parent[cap]) + 1
        return depth[cap]

    return sorted(range(len(parent)), key=of, reverse=True)
