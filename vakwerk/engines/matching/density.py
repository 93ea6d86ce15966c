"""The canonical density decomposition: which pupils compete for which seats, from the tightest to the least tight.

For a set H of pupils, f(H) = r(N(H)) is the number of seats that H can use together (N(H): places where one of them may
go, r: `laminar`). f is submodular, so the sets that minimise f(H) - t |H| grow with t (principal partition; Fujishige
1980; Narayanan 1991; for a matching, Garcia-Soriano & Bonchi 2020, arXiv 1802.02562). Every pupil thus has one ratio,
seats over pupils of the set with which it enters, whatever the order of the input.

How: at the mean t = f(S) / |S| of a set, one minimum cut gives a smaller set with a lower ratio, or proves that there
is none; the set and what is left beside it follow in the same way (decomposition algorithm; Groenevelt 1991). Ratios
and capacities are whole numbers, multiplied by |S|.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import laminar
from .crowd import Crowd
from .instance import NOWHERE
from .laminar import Ints, Mask, Tree


def ratios(crowd: Crowd) -> tuple[Ints, Ints]:
    """(n,) seats and pupils of the ratio of each pupil of the crowd, in lowest terms."""
    n = len(crowd.pupils)
    seats, sizes = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    waiting = [crowd._replace(pupils=np.arange(n))]
    while waiting:
        for piece in connected(waiting.pop()):
            total = laminar.rank(piece.tree, np.ones(len(piece.places), dtype=np.bool_))
            tighter = _tighter(piece, total) if total else np.zeros(len(piece.pupils), dtype=np.bool_)
            if tighter.any():
                waiting += _apart(piece, tighter)
                continue
            divisor = int(np.gcd(total, len(piece.pupils)))
            seats[piece.pupils], sizes[piece.pupils] = total // divisor, len(piece.pupils) // divisor
    return seats, sizes


def connected(crowd: Crowd) -> list[Crowd]:
    """The crowd in pieces that share no place and no cap that can be full."""
    labels, n = components(crowd), len(crowd.pupils)
    if not n or not labels.max():
        return [crowd]
    pupils, nodes, edges = (_sorted(x) for x in (labels[:n], labels[n:], labels[:n][crowd.row]))
    pieces = np.unique(labels[:n])
    return [_piece(crowd, pupils, nodes, edges, label) for label in pieces]


class _Sorted(NamedTuple):
    """Numbers in the order of their labels, and for each number its position among those with the same label."""

    order: Ints
    label: npt.NDArray[Any]
    position: Ints

    def of(self, label: int) -> Ints:
        low, high = np.searchsorted(self.label, [label, label + 1])
        return self.order[low:high]


def _sorted(labels: npt.NDArray[Any]) -> _Sorted:
    order = np.argsort(labels, kind="stable")
    arranged, position = labels[order], np.empty(len(labels) + 1, dtype=np.int64)
    position[order] = np.arange(len(labels)) - np.searchsorted(arranged, arranged)
    position[-1] = NOWHERE
    return _Sorted(order, arranged, position)


def _piece(crowd: Crowd, pupils: _Sorted, nodes: _Sorted, edges: _Sorted, label: int) -> Crowd:
    chosen, rows = nodes.of(label), edges.of(label)
    members, places = pupils.of(label), chosen[chosen < len(crowd.places)]
    tree = Tree(crowd.tree.room[chosen], nodes.position[crowd.tree.above[chosen]], len(places))
    row, column = pupils.position[crowd.row[rows]], nodes.position[crowd.column[rows]]
    return Crowd(crowd.pupils[members], crowd.places[places], row, column, tree)


def components(crowd: Crowd) -> npt.NDArray[Any]:
    """(n + m + k,) number of the piece of each pupil, place and cap."""
    n, above = len(crowd.pupils), crowd.tree.above
    under = np.flatnonzero(above != NOWHERE)
    ends = np.stack([np.concatenate([crowd.row, under + n]), np.concatenate([crowd.column + n, above[under] + n])])
    return joined(n + len(above), ends)


def joined(size: int, ends: Ints) -> npt.NDArray[Any]:
    """(size,) number of the connected piece of each node; `ends` (2, ...)."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(ends.shape[1], dtype=np.int8), (ends[0], ends[1])), shape=(size, size))
    return np.asarray(connected_components(links, directed=False)[1])


def _chosen(crowd: Crowd, pupils: Mask, places: Mask, edges: Mask, tree: Tree) -> Crowd:
    """The part of the crowd with these pupils, places and edges, and the seats and caps of `tree`."""
    row_number, column_number = np.cumsum(pupils) - 1, np.cumsum(places) - 1
    return Crowd(
        crowd.pupils[pupils],
        crowd.places[places],
        row_number[crowd.row[edges]],
        column_number[crowd.column[edges]],
        laminar.part(tree, np.flatnonzero(places)),
    )


def _apart(crowd: Crowd, tighter: Mask) -> list[Crowd]:
    """The tighter pupils with their places, and the others with what those leave."""
    inside = tighter[crowd.row]
    taken = np.zeros(len(crowd.places), dtype=np.bool_)
    taken[crowd.column[inside]] = True
    others = _chosen(crowd, ~tighter, ~taken, ~taken[crowd.column], laminar.left(crowd.tree, taken))
    return [_chosen(crowd, tighter, taken, inside, crowd.tree), others]


def _tighter(crowd: Crowd, total: int) -> Mask:
    """(n,) pupils of a set with a lower ratio than the crowd as a whole; nobody when there is no such set."""
    from ortools.graph.python import max_flow

    n, nodes = len(crowd.pupils), len(crowd.tree.above)
    source, outside = n + nodes, n + nodes + 1
    above = np.where(crowd.tree.above == NOWHERE, outside, crowd.tree.above + n)
    tail = np.concatenate([crowd.row, np.full(n, source), n + np.arange(nodes)]).astype(np.int32)
    head = np.concatenate([crowd.column + n, np.arange(n), above]).astype(np.int32)
    # No set of pupils uses more seats than it has pupils in the crowd, so more room than that says nothing.
    room = np.minimum(crowd.tree.room, n) * n
    capacity = np.concatenate([np.full(len(crowd.row), total + 1), np.full(n, total), room]).astype(np.int64)
    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(tail, head, capacity)
    status = solver.solve(source, outside)
    if status != solver.OPTIMAL:
        raise RuntimeError(f"The flow solver stopped with status {status}.")
    tighter = np.zeros(n, dtype=np.bool_)
    if solver.optimal_flow() < total * n:
        inside = np.asarray(solver.get_source_side_min_cut())
        tighter[inside[inside < n]] = True
    return tighter
