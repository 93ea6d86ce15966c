"""Seats of a set of places under caps that nest: the laminar rank, and what is left of the caps once places are full.

Of a set J of places at most r(J) seats can be used at the same time: counted from below, each place gives its seats and
each cap gives no more than its own (r is the rank of a laminar matroid; Gabow & Kohayakawa 2001, Oxley 2011 ch. 1).
Without caps r(J) is the sum of the seats.

A `Tree` numbers places first and caps after them, **caps from the deepest level up**, so that everything stands before
what is above it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .instance import NOWHERE

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Tree(NamedTuple):
    """`room` (m+k,) seats of a node, `above` (m+k,) the cap over it, -1 at the top; `n_places` m."""

    room: Ints
    above: Ints
    n_places: int


def tree(seats: Any, parent: Any, caps: Any, cap_parent: Any) -> Tree:
    """The places and caps of a round, caps from the deepest level up."""
    m, order = len(seats), np.argsort(-_depth(cap_parent), kind="stable")
    number = np.empty(len(caps) + 1, dtype=np.int64)
    number[order], number[-1] = np.arange(m, m + len(caps)), NOWHERE
    above = np.concatenate([number[parent], number[np.asarray(cap_parent)[order]]])
    return Tree(np.concatenate([seats, np.asarray(caps)[order]]).astype(np.int64), above, m)


def _depth(cap_parent: Any) -> Ints:
    depth = np.zeros(len(cap_parent), dtype=np.int64)
    above = np.asarray(cap_parent, dtype=np.int64)
    while (above != NOWHERE).any():
        depth += above != NOWHERE
        above = np.where(above != NOWHERE, np.asarray(cap_parent)[above], NOWHERE)
    return depth


def rank(whole: Tree, places: Mask) -> int:
    """r(J): seats that the places of the mask (m,) can give at the same time."""
    if len(whole.above) == whole.n_places:
        return int(whole.room[places].sum())
    given = given_by(whole, places)
    return int(given[whole.above == NOWHERE].sum())


def given_by(whole: Tree, places: Mask) -> Ints:
    """(m+k,) seats that each node can give to the node above it, only the places of the mask taken part."""
    from . import exchange

    room = whole.room.copy()
    room[: whole.n_places][~places] = 0
    return np.asarray(exchange.given(room, whole.above, whole.n_places))


def left(whole: Tree, places: Mask) -> Tree:
    """The tree once the places of the mask have given all they can: those places are out, caps have less left."""
    from . import exchange

    room = whole.room.copy()
    if len(whole.above) > whole.n_places:
        room -= exchange.filled(given_by(whole, places), whole.above)
    room[: whole.n_places][places] = 0
    return whole._replace(room=room)


def binding(whole: Tree, places: Mask) -> tuple[Mask, Ints]:
    """(k,) caps that hold less than the places of the mask (m,) below them can give; (m+k,) the nearest such cap above
    each node, -1 for none. Other caps never matter to those places."""
    from . import exchange

    return exchange.binding(whole.room, given_by(whole, places), whole.above, whole.n_places)  # type: ignore[no-any-return]


def part(whole: Tree, places: Ints) -> Tree:
    """The tree above these places (ascending) only; caps that never matter to them are left out."""
    m = whole.n_places
    if len(whole.above) == m:
        return Tree(whole.room[places], np.full(len(places), NOWHERE, dtype=np.int64), len(places))
    mask = np.zeros(m, dtype=np.bool_)
    mask[places] = True
    kept, nearest = binding(whole, mask)
    chosen = np.concatenate([places, m + np.flatnonzero(kept)])
    number = np.full(len(nearest) + 1, NOWHERE, dtype=np.int64)
    number[chosen] = np.arange(len(chosen))
    return Tree(whole.room[chosen], number[nearest[chosen]], len(places))


def seats_beside(whole: Tree, places: npt.NDArray[Any], others: npt.NDArray[Any]) -> int:
    """r(places and others) - r(others): seats that `places` can give once all of `others` is full. Both ascending, none
    in both; the time does not grow with the rest of the round."""
    if len(whole.above) == whole.n_places:
        return int(whole.room[places].sum())
    chosen = np.union1d(places, others)
    nodes, above = chosen, whole.above[chosen]
    while (above != NOWHERE).any():
        above = np.unique(above[above != NOWHERE])
        nodes, above = np.union1d(nodes, above), whole.above[above]
    over = whole.above[nodes]
    local = Tree(whole.room[nodes], np.where(over == NOWHERE, NOWHERE, np.searchsorted(nodes, over)), len(chosen))
    return rank(local, np.ones(len(chosen), dtype=np.bool_)) - rank(local, np.isin(chosen, others))
