"""The pupils who compete for too few places: everybody whom an alternating path connects with an unplaced pupil.

This is the part with too few places of the coarse Dulmage-Mendelsohn decomposition (1958). It is the same for every
largest placement; its places seat nobody else, and everybody outside it is placed whatever happens inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import laminar
from .duals import Graph
from .instance import NOWHERE, Instance
from .laminar import Ints, Mask, Tree
from .parts import unlocked


class Crowd(NamedTuple):
    """Pupils (n,) and places (m,) by their number in the round, their edges `row`, `column` (E,) by position (rows
    ascending), and the seats and caps that they compete for."""

    pupils: Ints
    places: Ints
    row: Any
    column: Any
    tree: Tree


class Scene(NamedTuple):
    """The round without its locked pupils and their seats. `here` (n,): everybody who has not left the round. `tree` of
    all places. `without` (n,): movable pupils without any edge; `crowd`: all others who compete for too few places;
    `seat`: who of the crowd sits where (position, -1 for nowhere)."""

    here: Mask
    tree: Tree
    without: Mask
    crowd: Crowd
    seat: npt.NDArray[np.int32]


def scene(instance: Instance, seat: npt.NDArray[Any] | None, absent: Sequence[int] = ()) -> Scene:
    """What the round is short of. `seat` (n,) must be a largest placement; without, one is made. `absent`: who left.

    Raises ValueError when it is not a largest one (then somebody unplaced can reach a free seat), and for somebody
    absent outside the round."""
    graph, here = unlocked(instance), np.ones(instance.n_pupils, dtype=np.bool_)
    here[known_pupils(absent, instance.n_pupils)] = False
    movable = here & (instance.locked == NOWHERE)
    tree = laminar.tree(graph.seats, graph.parent, graph.caps, graph.cap_parent)
    seat = _most(graph) if seat is None else np.where(movable, seat, NOWHERE).astype(np.int32)
    some = np.diff(graph.offsets) > 0
    crowd = _crowd(graph, tree, _short(graph, tree, seat, movable & some & (seat == NOWHERE)))
    number = np.full(tree.n_places + 1, NOWHERE, dtype=np.int32)
    number[crowd.places] = np.arange(len(crowd.places))
    return Scene(here, tree, movable & ~some, crowd, number[seat[crowd.pupils]])


def known_pupils(pupils: Sequence[int], n_pupils: int) -> Ints:
    """Numbers of pupils as an array. Raises ValueError for one outside the round."""
    numbers = np.asarray(pupils, dtype=np.int64)
    if len(numbers) and not (numbers.min() >= 0 and numbers.max() < n_pupils):
        raise ValueError(f"A pupil lies outside 0..{n_pupils - 1}.")
    return numbers


def _most(graph: Graph) -> npt.NDArray[np.int32]:
    from . import backend

    sizes = np.bincount(graph.group, minlength=int(graph.group.max(initial=0)) + 1)
    return backend.most(graph, sizes)


def _short(graph: Graph, tree: Tree, seat: npt.NDArray[np.int32], waiting: Mask) -> Mask:
    """(n,) pupils that an alternating path connects with one that waits for a seat."""
    from . import exchange

    pupils, leak = exchange.short_part(graph.offsets, graph.place, waiting, seat, tree.room, tree.above, tree.n_places)
    if leak:
        raise ValueError("An unplaced pupil can reach a free seat: this is not a largest placement.")
    return np.asarray(pupils)


def _crowd(graph: Graph, tree: Tree, chosen: Mask) -> Crowd:
    """The chosen pupils (n,) with their edges, and the places they lead to."""
    keep = np.repeat(chosen, np.diff(graph.offsets))
    pupils, columns = np.flatnonzero(chosen), graph.place[keep]
    reached = np.zeros(tree.n_places, dtype=np.bool_)
    reached[columns] = True
    places = np.flatnonzero(reached)
    row = np.repeat(np.arange(len(pupils)), np.diff(graph.offsets)[pupils])
    return Crowd(pupils, places, row, (np.cumsum(reached) - 1)[columns], laminar.part(tree, places))
