"""Where places lack: blocks of pupils whose reachable places are too few, each of which anybody can check by hand.

A block says: these pupils may go nowhere but to these places, and to places that tighter blocks fill; so many seats
for so many pupils. Blocks are those of the canonical density decomposition (`density`): the same whatever the order of
pupils, places or the outcome at hand. Their lacking seats add up to the pupils who cannot be placed.

Locked pupils are no part of a block, and neither are their seats (`Block.locked` counts them). Reserved seats are a
place of their own (`Instance.home`). With caps, the seats of a block are those its places can give together once the
places of tighter blocks are full (`laminar.rank`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from . import laminar, levels
from .blocks import Block, Kind, Shortage
from .crowd import Crowd, known_pupils, scene
from .events import NewPlace
from .instance import NOWHERE, Instance
from .laminar import Tree
from .solution import Solution


@dataclass(frozen=True)
class Lead:
    """A dormant place that would help: `blocks`, each with how many of its pupils might go there.

    at_least, at_most: pupils that it would place on top, in the whole round (`call_list`)."""

    candidate: int
    blocks: tuple[tuple[int, int], ...]
    at_least: int
    at_most: int


def shortage(instance: Instance, solution: Solution, *, absent: Sequence[int] = ()) -> Shortage:
    """The blocks of this round. `solution` must be a largest placement of it; which one does not matter.

    absent: pupils that have left the round, who are counted nowhere. Raises ValueError when the solution is not a
    largest placement: then somebody unplaced can reach a free seat."""
    found = scene(instance, solution.seat, absent)
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
    for piece in levels.pieces(crowd):
        pupils, places, tighter = (x.astype(np.int32) for x in piece)
        seats = laminar.seats_beside(tree, places, tighter)
        kind: Kind = "too_few" if seats else "no_seat"
        found.append(Block(kind, pupils, places, tighter, seats, int(locked[places].sum())))
    return sorted(found, key=lambda block: (block.ratio, int(block.pupils[0])))


def call_list(found: Shortage, candidates: Sequence[NewPlace]) -> tuple[Lead, ...]:
    """Which dormant places touch which blocks, in the order of `candidates`; those that touch none are left out.

    One seat for any pupil of a block places exactly one pupil more: an alternating path leads from somebody unplaced to
    that pupil, who makes room. So at_least is 1 (0 under a cap, which may be full), and at_most the seats, the pupils
    of blocks who might go, or all that is lacking, whichever is least. `remedies` proves what lies between.
    Raises ValueError for a pupil outside the round."""
    leads = []
    for number, candidate in enumerate(candidates):
        blocks = found.block[np.unique(known_pupils(candidate.pupils, len(found.block)))]
        numbers, counts = np.unique(blocks[blocks != NOWHERE], return_counts=True)
        most = min(candidate.seats, int(counts.sum()), found.unplaced)
        if most > 0:
            pairs = tuple(zip(numbers.tolist(), counts.tolist(), strict=True))
            leads.append(Lead(number, pairs, int(candidate.parent == NOWHERE), most))
    return tuple(leads)


def leads_by_block(leads: Sequence[Lead]) -> dict[int, tuple[int, ...]]:
    """Block -> the candidates beside it, those first that most of its pupils might go to."""
    rows: dict[int, list[tuple[int, int]]] = {}
    for lead in leads:
        for block, pupils in lead.blocks:
            rows.setdefault(block, []).append((-pupils, lead.candidate))
    return {block: tuple(candidate for _pupils, candidate in sorted(rows[block])) for block in sorted(rows)}
