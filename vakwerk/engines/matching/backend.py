"""Cold solving of one part by OR-Tools (Apache-2.0): cost-scaling push-relabel for flows, push-relabel for maxima.

OR-Tools gives no prices; `duals` recovers them. Its costs are multiplied by the number of nodes inside, so the range is
checked by `Instance.penalty_unit` (penalties never go in: most-placed-first is a call of its own).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .duals import Graph
from .instance import NOWHERE

Ints = npt.NDArray[np.int64]


class _Arcs:
    """Arcs of a flow problem, gathered and given in one go."""

    def __init__(self) -> None:
        self.rows: list[tuple[Ints, Ints, Ints, Ints]] = []

    def add(self, tail: Any, head: Any, capacity: Any, cost: Any = 0) -> None:
        tail = np.asarray(tail)
        rows = tail, *(np.broadcast_to(np.asarray(x), tail.shape) for x in (head, capacity, cost))
        self.rows.append(rows)

    def columns(self) -> tuple[Any, Any, Any, Any]:
        tail, head, capacity, cost = (np.concatenate(column) for column in zip(*self.rows, strict=True))
        return tail.astype(np.int32), head.astype(np.int32), capacity.astype(np.int64), cost.astype(np.int64)


def _rows(graph: Graph) -> Ints:
    return np.repeat(np.arange(len(graph.offsets) - 1), np.diff(graph.offsets))


def _network(graph: Graph, quota: npt.NDArray[Any] | None) -> tuple[_Arcs, int, int, int]:
    """Arcs with the edges first; then (number of nodes, source or -1, outside)."""
    n, m, k = len(graph.offsets) - 1, len(graph.seats), len(graph.caps)
    outside, arcs = n + m + k, _Arcs()
    arcs.add(_rows(graph), graph.place + n, 1, graph.cost)
    for seats, above, first in ((graph.seats, graph.parent, n), (graph.caps, graph.cap_parent, n + m)):
        head = np.where(above == NOWHERE, outside, above + n + m)
        arcs.add(np.arange(first, first + len(seats)), head, seats)
    if quota is None:
        return arcs, outside + 1, NOWHERE, outside
    source, groups = outside + 1, outside + 2
    arcs.add(np.full(len(quota), source), groups + np.arange(len(quota)), quota)
    arcs.add(groups + graph.group, np.arange(n), 1)
    return arcs, groups + len(quota), source, outside


def cheapest_most(graph: Graph, quota: npt.NDArray[Any] | None = None) -> npt.NDArray[np.int32]:
    """(n,) place of each pupil: most pupils, then least cost; at most `quota` (g,) pupils of each group, when given."""
    from ortools.graph.python import min_cost_flow

    n = len(graph.offsets) - 1
    arcs, n_nodes, source, outside = _network(graph, quota)
    tail, head, capacity, cost = arcs.columns()
    solver = min_cost_flow.SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    supply = np.zeros(n_nodes, dtype=np.int64)
    supply[outside] = -n
    if source == NOWHERE:
        supply[:n] = 1
    else:
        supply[source] = n
    solver.set_nodes_supplies(np.arange(n_nodes, dtype=np.int32), supply)
    status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The flow solver stopped with status {status}.")
    return _seats(graph, solver.flows(numbers[: len(graph.place)]))


def most(graph: Graph, quota: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """(n,) place of each pupil: as many as possible with at most `quota` (g,) of each group; cost is not looked at."""
    from ortools.graph.python import max_flow

    arcs, _n_nodes, source, outside = _network(graph, quota)
    tail, head, capacity, _cost = arcs.columns()
    solver = max_flow.SimpleMaxFlow()
    numbers = solver.add_arcs_with_capacity(tail, head, capacity)
    status = solver.solve(source, outside)
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The flow solver stopped with status {status}.")
    return _seats(graph, solver.flows(numbers[: len(graph.place)]))


def _seats(graph: Graph, flow: Ints) -> npt.NDArray[np.int32]:
    seat = np.full(len(graph.offsets) - 1, NOWHERE, dtype=np.int32)
    taken = np.flatnonzero(flow)
    seat[np.searchsorted(graph.offsets, taken, side="right") - 1] = graph.place[taken]
    return seat
