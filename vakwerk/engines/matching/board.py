"""The working arrays of a round that changes: with room for pupils, places and edges that still come, and a log of
every change, so that going back costs as much as what was done and nothing is copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import mending, outlook, routing, steps
from .duals import Asked, Graph
from .events import Spare
from .instance import DEAREST, NOWHERE, Instance, _fixed
from .problems import InstanceProblem
from .router import GONE, LOCKED, MOVABLE, Router

# Lines in the log that one search can need: a price and the way of one pupil for every node.
LINES = 6
Ints = npt.NDArray[np.int64]


class Mark(NamedTuple):
    """A moment to go back to."""

    lines: int
    pupils: int
    places: int
    edges: int
    net: Any


class Board:
    """Arrays of `Router` with spare room. Places 0..m-1, then spare ones up to `slots`; cap c is node `slots + c`."""

    def __init__(self, instance: Instance, seat: npt.NDArray[Any], asked: Asked, spare: Spare) -> None:
        self.given = instance
        self.pupils, self.places, self.edges = instance.n_pupils, instance.n_places, instance.n_edges
        self.slots = instance.n_places + spare.places
        state = np.full(instance.n_pupils + spare.pupils, GONE, dtype=np.int8)
        state[: instance.n_pupils] = np.where(instance.locked == NOWHERE, MOVABLE, LOCKED)
        graph = _with_room(instance, spare)
        asked = asked._replace(place=np.concatenate([asked.place, np.zeros(spare.places, dtype=np.int64)]))
        router = Router(graph, np.concatenate([seat, np.full(spare.pupils, NOWHERE)]), asked, state)
        self.net = router.net._replace(
            home=np.concatenate([instance.home, np.arange(instance.n_places, self.slots)]).astype(np.int32),
            **{name: np.zeros(spare.edges, dtype=np.int32) for name in ("next_more", "t_next", "owner")},
        )
        lines = LINES * (self.slots + len(instance.caps) + 1)
        self.standing = router.standing._replace(log=np.zeros((4 * lines, 5), dtype=np.int64))
        self.desk = router.desk
        self._lines, self._height = lines, _height(instance)
        self._seen = np.zeros(len(state), dtype=np.bool_)

    def has_room(self, need: Spare) -> bool:
        net = self.net
        return (
            self.pupils + need.pupils <= len(net.group)
            and self.places + need.places <= self.slots
            and self.edges + need.edges <= len(net.cost)
        )

    def mark(self) -> Mark:
        return Mark(int(self.standing.logged[0]), self.pupils, self.places, self.edges, self.net)

    def back_to(self, mark: Mark) -> None:
        mending.undo(self.net, self.standing, mark.lines)
        _lines, self.pupils, self.places, self.edges, self.net = mark

    def reserve(self, searches: int) -> None:
        """Room in the log for so many searches."""
        log, used = self.standing.log, int(self.standing.logged[0])
        needed = used + searches * self._lines
        if needed > len(log):
            longer = np.empty((2 * needed, 5), dtype=np.int64)
            longer[:used] = log[:used]
            self.standing = self.standing._replace(log=longer)

    def forget(self) -> None:
        """Nobody goes back beyond now."""
        self.standing.logged[0] = 0

    def sharpen(self) -> None:
        """Prices as high as they can be: searches for whoever loses a seat are shortest then. Cannot be undone."""
        outlook.highest(self.net, self.standing, self.desk)

    @contextmanager
    def lowest(self) -> Iterator[None]:
        """Prices as low as they can be, for as long as the context lasts: searches for whoever fills a seat are
        shortest then. Whatever is done inside must be undone inside."""
        kept = self.standing.price.copy()
        outlook.lowest(self.net, self.standing, self.desk)
        try:
            yield
        finally:
            self.standing.price[:] = kept

    # Steps. Each reserves the room in the log that it can need at most.

    def send(self, pupil: int) -> None:
        self.reserve(1)
        routing.send(self.net, self.standing, self.desk, pupil, NOWHERE)

    def resettle(self, pupil: int) -> None:
        self.reserve(2 + self._height)
        routing.resettle(self.net, self.standing, self.desk, pupil)

    def vacate(self, pupil: int) -> int:
        self.reserve(1)
        return steps.vacate(self.net, self.standing, pupil)

    def restore(self, node: int) -> None:
        if node != NOWHERE:
            self.reserve(1 + self._height)
            routing.restore(self.net, self.standing, self.desk, node)

    def open(self, node: int) -> None:
        """One seat more at this node only."""
        self.reserve(1)
        steps.set_room(self.net, self.standing, node, self.net.room[node] + 1)
        routing.fill(self.net, self.standing, self.desk, node)

    def relieve(self, node: int) -> bool:
        """One seat less at this node only; False when only locked pupils sit there."""
        self.reserve(2 + self._height)
        return steps.relieve(self.net, self.standing, self.desk, node)

    def put(self, step: Any, *values: int) -> None:
        """One of the `set_` steps of `mending`, or `sit`."""
        self.reserve(1)
        step(self.net, self.standing, *values)

    def set_edge(self, pupil: int, place: int, cost: int) -> int:
        """The pair gets this cost, and exists from now on; nobody is moved yet. Returns the edge."""
        edge = steps.find(self.net, pupil, place)
        if edge != NOWHERE:
            if self.net.cost[edge] != cost:
                self.put(steps.set_cost, edge, pupil, cost)
            return edge
        edge, self.edges = self.edges, self.edges + 1
        self.reserve(1)
        steps.link(self.net, self.standing, edge, pupil, place, cost)
        return edge

    def edge(self, pupil: int, place: int) -> int:
        """The edge that the pupil may use to get there, -1 for none."""
        edge = steps.find(self.net, pupil, place)
        return NOWHERE if edge == NOWHERE or self.net.cost[edge] == routing.FORBIDDEN else edge

    def envies(self, pupil: int, edge: int) -> bool:
        if self.net.pupil_state[pupil] != MOVABLE:
            return False
        return bool(mending.asks(self.net, self.standing, pupil, edge) < mending.pays(self.net, self.standing, pupil))

    def bid(self, pupil: int, edge: int) -> int:
        """What the place of the edge may ask before the pupil would rather stay where it is; 0 when it stays anyhow."""
        if self.net.pupil_state[pupil] != MOVABLE:
            return 0
        here = mending.pays(self.net, self.standing, pupil)
        there = mending.asks(self.net, self.standing, pupil, edge)
        return int(here - there + self.standing.price[self.net.place[edge]])

    def set_price(self, node: int, price: int) -> None:
        self.reserve(1)
        steps.set_price(self.standing, node, price)

    def new_pupil(self, group: int) -> int:
        pupil, self.pupils = self.pupils, self.pupils + 1
        self.net.group[pupil] = group
        self.put(steps.set_state, pupil, MOVABLE)
        return pupil

    def new_place(self, parent: int) -> int:
        place, self.places = self.places, self.places + 1
        if parent != NOWHERE:
            above = self.net.tree_parent.copy()
            above[place] = self.slots + parent
            starts, child = _children(above, self.slots, len(self.given.caps))
            self.net = self.net._replace(tree_parent=above, child_start=starts, child=child)
        return place

    def above(self, node: int) -> int:
        return int(self.net.tree_parent[node])

    def seat_of(self, pupil: int) -> int:
        edge = int(self.standing.edge[pupil])
        return NOWHERE if edge == NOWHERE else int(self.net.place[edge])

    def affected(self, mark: Mark) -> tuple[Ints, Ints, Ints]:
        """Pupils whose seat or cost changed since then, and the place and the cost they had."""
        pupils, edges, costs = mending.affected(self.net, self.standing, self._seen, mark.lines)
        places = np.where(edges == NOWHERE, NOWHERE, self.net.place[edges])
        return pupils, places, costs

    # What the arrays say, as a round.

    def seat(self) -> npt.NDArray[np.int32]:
        edge = self.standing.edge[: self.pupils]
        return np.where(edge == NOWHERE, NOWHERE, self.net.place[edge]).astype(np.int32)

    def asked(self) -> tuple[Ints, Ints]:
        """(m,) and (k,) what places and caps ask."""
        price = self.standing.price
        return price[: self.places].copy(), price[self.slots : -1].copy()

    def instance(self) -> Instance:
        net, n, m = self.net, self.pupils, self.places
        rows, edges = self._edges()
        locked = np.where(net.pupil_state[:n] == LOCKED, self.seat(), NOWHERE)
        parent = net.tree_parent[:m]
        return Instance(
            n,
            _fixed(np.searchsorted(rows, np.arange(n + 1)), np.int64),
            _fixed(net.place[edges]),
            _fixed(net.cost[edges]),
            _fixed(net.room[:m]),
            _fixed(net.home[:m]),
            _fixed(np.where(parent == NOWHERE, NOWHERE, parent - self.slots)),
            _fixed(net.room[self.slots :]),
            self.given.cap_parent,
            _fixed(locked),
            _fixed(net.group[:n]),
            self.given.n_known if self.given.n_known < self.given.n_places else m,
        )

    def _edges(self) -> tuple[Ints, Ints]:
        """Edges in use by pupil and place, and the pupil of each."""
        net, base = self.net, int(self.net.base)
        rows = np.repeat(np.arange(len(net.group)), np.diff(net.offsets))
        edges = np.flatnonzero((net.cost[:base] != routing.FORBIDDEN) & (net.pupil_state[rows] != GONE))
        rows = rows[edges]
        late = np.arange(base, self.edges)
        owner = net.owner[late - base].astype(np.int64)
        keep = (net.cost[late] != routing.FORBIDDEN) & (net.pupil_state[owner] != GONE)
        late, owner = late[keep], owner[keep]
        if not len(late):
            return rows, edges
        order = np.lexsort((net.place[late], owner))
        late, owner = late[order], owner[order]
        at = np.searchsorted(rows * self.slots + net.place[edges], owner * self.slots + net.place[late])
        return np.insert(rows, at, owner), np.insert(edges, at, late)


def _height(instance: Instance) -> int:
    """How many caps stand above one another at most: each takes a search of its own when seats are given back."""
    above, height = np.arange(len(instance.caps)), 0
    while len(above):
        height += 1
        above = np.unique(instance.cap_parent[above])
        above = above[above != NOWHERE]
    return height


def _with_room(instance: Instance, spare: Spare) -> Graph:
    if instance.n_edges and max(int(instance.cost.max()), -int(instance.cost.min())) > DEAREST:
        raise InstanceProblem("cost_range", "A round that changes has its own costs, without the price of moves.")
    last = np.full(spare.pupils, instance.offsets[-1], dtype=np.int64)
    return Graph(
        np.concatenate([instance.offsets, last]),
        np.concatenate([instance.place, np.zeros(spare.edges, dtype=np.int32)]),
        np.concatenate([instance.cost.astype(np.int32), np.zeros(spare.edges, dtype=np.int32)]),
        np.concatenate([instance.seats, np.zeros(spare.places, dtype=np.int32)]),
        np.concatenate([instance.parent, np.full(spare.places, NOWHERE, dtype=np.int32)]),
        instance.caps,
        instance.cap_parent,
        np.concatenate([instance.group, np.zeros(spare.pupils, dtype=np.int32)]),
    )


def _children(above: Ints, slots: int, caps: int) -> tuple[Ints, Ints]:
    order = np.argsort(above, kind="stable")
    return np.searchsorted(above[order], slots + np.arange(caps + 1)).astype(np.int64), order.astype(np.int64)
