"""A round that is kept right while things change: prices and places together, one exact search per change."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from . import kernels, network, routing
from .duals import Asked, Graph
from .instance import NOWHERE

MOVABLE, LOCKED, GONE, WAITING = range(4)


def _writable(graph: Graph) -> Graph:
    """Arrays that came from another process may be read-only; only those are copied."""
    names = ("offsets", "place", "cost", "group")
    return graph._replace(**{name: np.require(getattr(graph, name), requirements="W") for name in names})


class Router:
    """Working state of one round. Every method leaves an optimal outcome with right prices. The arrays of the graph are
    written to; `place` and `cost` may be longer than its edges, with room for those that still come."""

    def __init__(
        self, graph: Graph, seat: npt.NDArray[Any], asked: Asked, locked: npt.NDArray[Any] | None = None
    ) -> None:
        graph = _writable(graph)
        self.graph = graph
        n, m, k = len(graph.offsets) - 1, len(graph.seats), len(graph.caps)
        t_offsets, t_edge, t_pupil = kernels.by_place(graph.offsets, graph.place, m)
        child_start, child = _children(graph)
        none = np.zeros(0, dtype=np.int32)
        self.net = network.Net(
            graph.offsets,
            graph.place,
            graph.cost,
            t_offsets,
            t_edge,
            t_pupil,
            np.concatenate([graph.seats, graph.caps]).astype(np.int64),
            _tree_parent(graph),
            child_start,
            child,
            asked.penalty.astype(np.int64).copy(),
            graph.group,
            np.zeros(n, dtype=np.int8) if locked is None else locked.astype(np.int8),
            np.full(n, NOWHERE, dtype=np.int32),
            np.zeros(n, dtype=np.int64),
            np.arange(m, dtype=np.int32),
            int(graph.offsets[-1]),
            np.full(n, NOWHERE, dtype=np.int32),
            none,
            np.full(m, NOWHERE, dtype=np.int32),
            none,
            none,
        )
        size = m + k + 1
        self.standing = network.Standing(
            np.full(n, NOWHERE, dtype=np.int64),
            np.full(m, NOWHERE, dtype=np.int32),
            np.full(n, NOWHERE, dtype=np.int32),
            np.full(n, NOWHERE, dtype=np.int32),
            np.zeros(size, dtype=np.int64),
            np.concatenate([asked.place, asked.cap, [0]]).astype(np.int64),
            np.zeros((0, 5), dtype=np.int64),
            np.zeros(1, dtype=np.int64),
        )
        self.desk = _desk(size)
        routing.seat_all(self.net, self.standing, _edges(graph, seat))

    def seat(self) -> npt.NDArray[np.int32]:
        """(n,) place of each pupil, -1 for none."""
        edge = self.standing.edge
        seat = np.full(len(edge), NOWHERE, dtype=np.int32)
        seat[edge != NOWHERE] = self.graph.place[edge[edge != NOWHERE]]
        return seat

    def asked(self) -> Asked:
        m = len(self.graph.seats)
        price = self.standing.price
        return Asked(price[:m].copy(), price[m:-1].copy(), self.net.penalty.copy())

    def settle_envious(self) -> int:
        """Pupils that would rather stand elsewhere choose again, one by one; returns how many changed place."""
        graph, asked = self.graph, self.asked()
        better = kernels.envied(
            graph.offsets, graph.place, graph.cost, self.seat(), graph.group, asked.penalty, asked.place
        )
        pupils = np.unique(np.searchsorted(graph.offsets, np.flatnonzero(better), side="right") - 1)
        self.net.pupil_state[pupils] = WAITING
        moved = 0
        for pupil in pupils.tolist():  # each joins the round when it is its turn
            self.net.pupil_state[pupil] = MOVABLE
            moved += int(routing.resettle(self.net, self.standing, self.desk, pupil))
        return moved


def _desk(size: int) -> network.Desk:
    return network.Desk(
        np.zeros((7, size), dtype=np.int64), np.zeros(size, dtype=np.int64), np.zeros(5, dtype=np.int64)
    )


def _edges(graph: Graph, seat: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """(n,) edge taken by each pupil, -1 for none."""
    edges = np.full(len(seat), NOWHERE, dtype=np.int64)
    taken = np.flatnonzero(graph.place[: graph.offsets[-1]] == np.repeat(seat, np.diff(graph.offsets)))
    edges[np.searchsorted(graph.offsets, taken, side="right") - 1] = taken
    return edges


def _tree_parent(graph: Graph) -> npt.NDArray[np.int64]:
    m = len(graph.seats)
    above = np.concatenate([graph.parent, graph.cap_parent]).astype(np.int64)
    return np.where(above == NOWHERE, NOWHERE, above + m)


def _children(graph: Graph) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    above = np.concatenate([graph.parent, graph.cap_parent]).astype(np.int64)
    order = np.argsort(above, kind="stable")
    starts = np.searchsorted(above[order], np.arange(len(graph.caps) + 1))
    return starts.astype(np.int64), order.astype(np.int64)
