"""Looking over a whole round at once, compiled by numba: its highest and its lowest right prices, and where it starves.
Imported lazily."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .mending import asks, pays
from .network import BITS, DESK, INT, LONG, NET, STANDING
from .routing import (
    DISTANCE,
    FORBIDDEN,
    NOWHERE,
    STAMP,
    _comers,
    _from_outside,
    _out,
    _pop,
    _reach,
    _start,
)


@njit((NET, STANDING, DESK), cache=True)
def highest(net: Any, standing: Any, desk: Any) -> None:
    """Every price as high as it can be right: one search back from the outside. Then a seat that drops out is paid for
    by its price, and the search for who goes where follows a way on which nothing is left to pay."""
    outside = len(net.room)
    _start(desk)
    _reach(desk, outside, 0, NOWHERE, NOWHERE, NOWHERE)
    while desk.counters[1] > 0:
        node = _pop(desk.nodes, desk.counters)
        if node == outside:
            _from_outside(net, standing, desk)
        else:
            _comers(net, standing, desk, node)
    furthest = desk.nodes[DISTANCE, desk.touched[0]]
    for at in range(desk.counters[2]):
        furthest = max(furthest, desk.nodes[DISTANCE, desk.touched[at]])
    for node in range(outside):  # from where nobody can leave (all locked, or no seats) there is no way: no limit
        reached = desk.nodes[STAMP, node] == desk.counters[0]
        standing.price[node] += desk.nodes[DISTANCE, node] if reached else furthest


@njit((NET, STANDING, DESK, INT, INT), cache=True)
def _ways(net: Any, standing: Any, desk: Any, pupil: int, base: int) -> None:
    """Every other edge of a pupil, at `base` and what the edge costs."""
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        if edge != standing.edge[pupil] and net.cost[edge] != FORBIDDEN:
            _reach(desk, net.place[edge], base + asks(net, standing, pupil, edge), edge, pupil, NOWHERE)
    edge = net.more[pupil]
    while edge != NOWHERE:
        if edge != standing.edge[pupil] and net.cost[edge] != FORBIDDEN:
            _reach(desk, net.place[edge], base + asks(net, standing, pupil, edge), edge, pupil, NOWHERE)
        edge = net.next_more[edge - net.base]


@njit((NET, STANDING, DESK), cache=True)
def _into_round(net: Any, standing: Any, desk: Any) -> None:
    """Every way in from the outside: roots that are in use, and pupils without a seat."""
    for node in range(len(net.room)):
        if net.tree_parent[node] == NOWHERE and standing.used[node] > 0:
            _reach(desk, node, standing.price[node], NOWHERE, NOWHERE, NOWHERE)
    for pupil in range(len(standing.edge)):
        if standing.edge[pupil] == NOWHERE and net.pupil_state[pupil] == 0:
            _ways(net, standing, desk, pupil, -_out(net, pupil))


@njit((NET, STANDING, DESK, INT), cache=True)
def _spread(net: Any, standing: Any, desk: Any, node: int) -> None:
    """Every way on from a node, as `routing` has it, but with no end in sight."""
    so_far, price = desk.nodes[DISTANCE, node], standing.price[node]
    above = net.tree_parent[node]
    if standing.used[node] < net.room[node] and above != NOWHERE:
        _reach(desk, above, so_far + standing.price[above] - price, NOWHERE, NOWHERE, NOWHERE)
    if node < len(standing.first):
        pupil = standing.first[node]
        while pupil != NOWHERE:
            if net.pupil_state[pupil] == 0:
                _ways(net, standing, desk, pupil, so_far - pays(net, standing, pupil))
            pupil = standing.after[pupil]
        return
    cap = node - len(standing.first)
    for at in range(net.child_start[cap], net.child_start[cap + 1]):
        below = net.child[at]
        if standing.used[below] > 0:
            _reach(desk, below, so_far + standing.price[below] - price, NOWHERE, NOWHERE, NOWHERE)


@njit((NET, STANDING, DESK), cache=True)
def lowest(net: Any, standing: Any, desk: Any) -> None:
    """Every price as low as it can be right: one search on from the outside. Then one seat more at a place without
    caps gains exactly what it asks (the slope of the optimum in the seats; Rockafellar 1984, ch. 9)."""
    outside, nodes = len(net.room), desk.nodes
    _start(desk)
    _reach(desk, outside, 0, NOWHERE, NOWHERE, NOWHERE)
    while desk.counters[1] > 0:
        node = _pop(nodes, desk.counters)
        if node == outside:
            _into_round(net, standing, desk)
        else:
            _spread(net, standing, desk, node)
    for at in range(desk.counters[2]):
        node = desk.touched[at]
        standing.price[node] -= nodes[DISTANCE, node]
    for node in range(outside):
        if nodes[STAMP, node] != desk.counters[0]:  # nobody can come here, so it asks no more than what stands above
            above = net.tree_parent[node]
            while above != NOWHERE and nodes[STAMP, above] != desk.counters[0]:
                above = net.tree_parent[above]
            standing.price[node] = min(standing.price[node], standing.price[outside if above == NOWHERE else above])


@njit((BITS, LONG, INT, INT), cache=True)
def _mark(node_in: Any, stack: Any, height: int, node: int) -> int:
    if not node_in[node]:
        node_in[node] = True
        stack[height] = node
        height += 1
    return height


@njit((NET, INT, BITS, LONG, INT), cache=True)
def _reach_out(net: Any, pupil: int, node_in: Any, stack: Any, height: int) -> int:
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        if net.cost[edge] != FORBIDDEN:
            height = _mark(node_in, stack, height, net.place[edge])
    edge = net.more[pupil]
    while edge != NOWHERE:
        if net.cost[edge] != FORBIDDEN:
            height = _mark(node_in, stack, height, net.place[edge])
        edge = net.next_more[edge - net.base]
    return height


@njit((NET, STANDING, BITS, BITS, LONG, INT), cache=True)
def _starve_on(net: Any, standing: Any, node_in: Any, pupil_in: Any, stack: Any, height: int) -> int:
    """What the node on top of the stack reaches."""
    node = stack[height]
    above = net.tree_parent[node]
    if standing.used[node] < net.room[node] and above != NOWHERE:
        height = _mark(node_in, stack, height, above)
    if node < len(standing.first):
        pupil = standing.first[node]
        while pupil != NOWHERE:
            if net.pupil_state[pupil] == 0:
                pupil_in[pupil] = True
                height = _reach_out(net, pupil, node_in, stack, height)
            pupil = standing.after[pupil]
        return int(height)
    cap = node - len(standing.first)
    for at in range(net.child_start[cap], net.child_start[cap + 1]):
        if standing.used[net.child[at]] > 0:
            height = _mark(node_in, stack, height, net.child[at])
    return int(height)


@njit((NET, STANDING), cache=True)
def starving(net: Any, standing: Any) -> Any:
    """(nodes,) and (n,): places and caps where one seat more could place somebody more, and the pupils who would let it
    (they have no place, or sit in such a place): whatever an unplaced pupil reaches by others making room.

    Every change that leads from none of these to a new seat leaves the number placed as it is (Berge 1957)."""
    node_in, pupil_in = np.zeros(len(net.room), np.bool_), np.zeros(len(standing.edge), np.bool_)
    stack, height = np.empty(len(net.room), np.int64), 0
    for pupil in range(len(standing.edge)):
        if standing.edge[pupil] == NOWHERE and net.pupil_state[pupil] == 0:
            pupil_in[pupil] = True
            height = _reach_out(net, pupil, node_in, stack, height)
    while height > 0:
        height = _starve_on(net, standing, node_in, pupil_in, stack, height - 1)
    return node_in, pupil_in
