"""Where places lack: blocks of pupils whose reachable places are too few, each of which anybody can check by hand.

A block says: these pupils may go nowhere but to these places, and to places that tighter blocks fill; so many seats
for so many pupils. Blocks are those of the canonical density decomposition (`density`): the same whatever the order of
pupils, places or the outcome at hand. Their lacking seats add up to the pupils who cannot be placed.

Locked pupils are no part of a block, and neither are their seats (`Block.locked` counts them). Reserved seats are a
place of their own (`Instance.home`). With caps, the seats of a block are those its places can give together once the
places of tighter blocks are full (`laminar.rank`).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from . import levels
from .crowd import Crowd, scene
from .instance import NOWHERE, Indices, Instance
from .laminar import Tree
from .solution import Solution

Kind = Literal["no_place", "no_seat", "too_few"]


@dataclass(frozen=True, eq=False)
class Block:
    """Pupils who compete for too few seats.

    pupils (h,), places (w,), ascending: no pupil of the block may go anywhere but to `places` and to `tighter`.
    tighter: places of blocks with a lower ratio, which their own pupils fill; with caps also those that share a cap
    with `places`. seats: what `places` can give together beside `tighter`. lacking = pupils - seats, at least 1.
    locked: pupils who keep a seat in `places`, outside all counts. kind: "no_place" (pupils without any edge, one
    block), "no_seat" (their places have no seat left), "too_few".
    """

    kind: Kind
    pupils: Indices
    places: Indices
    tighter: Indices
    seats: int
    locked: int

    @property
    def lacking(self) -> int:
        return len(self.pupils) - self.seats

    @property
    def ratio(self) -> Fraction:
        """Seats over pupils: also the chance of a seat of each pupil of the block, in the fairest lot there is."""
        return Fraction(self.seats, len(self.pupils))


@dataclass(frozen=True, eq=False)
class Shortage:
    """`blocks`: tightest first, then by lowest pupil number. `block` (n,): the block of each pupil, -1 for none.
    `unplaced` = sum of `lacking` over the blocks."""

    blocks: tuple[Block, ...]
    block: Indices
    unplaced: int

    def chances(self) -> npt.NDArray[np.float64]:
        """(n,) chance of a seat of each pupil in the fairest lot; 1 outside the blocks (locked pupils included)."""
        ratio = np.array([float(block.ratio) for block in self.blocks] + [1.0])
        return np.asarray(ratio[self.block])


def shortage(instance: Instance, solution: Solution) -> Shortage:
    """The blocks of this round. `solution` must be a largest placement of it; which one does not matter.

    Raises ValueError when it is not: then somebody unplaced can reach a free seat."""
    found = scene(instance, solution.seat)
    blocks = [_without_place(np.flatnonzero(found.without))] if found.without.any() else []
    blocks += _blocks(instance, found.crowd, found.tree)
    member = np.full(instance.n_pupils, NOWHERE, dtype=np.int32)
    for number, block in enumerate(blocks):
        member[block.pupils] = number
    return Shortage(tuple(blocks), member, sum(block.lacking for block in blocks))


def _without_place(pupils: npt.NDArray[np.int64]) -> Block:
    none = np.zeros(0, dtype=np.int32)
    return Block("no_place", pupils.astype(np.int32), none, none, 0, 0)


def _blocks(instance: Instance, crowd: Crowd, tree: Tree) -> list[Block]:
    """Every piece of every level of the decomposition, tightest first."""
    locked = np.bincount(instance.locked[instance.locked != NOWHERE], minlength=instance.n_places)
    found = []
    for piece in levels.pieces(crowd, tree):
        pupils, places, tighter = (x.astype(np.int32) for x in piece)
        seats = levels.seats_beside(tree, places, tighter)
        kind: Kind = "too_few" if seats else "no_seat"
        found.append(Block(kind, pupils, places, tighter, seats, int(locked[places].sum())))
    return sorted(found, key=lambda block: (block.ratio, int(block.pupils[0])))
