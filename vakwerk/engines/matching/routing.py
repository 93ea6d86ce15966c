"""Exact re-routing of one seat at a time, compiled by numba. Imported lazily.

The round is a flow: pupil -> place -> caps -> outside. Every node has a price, what it asks (own price and those of all
caps above it; outside asks 0), and with the right prices no residual arc has a negative reduced cost. Then

- `send` finds the cheapest way for a pupil without a seat, or for a place with one pupil too many: one Dijkstra on
  reduced costs that stops at the outside (a free seat, or somebody who stays unplaced), after which the prices of the
  settled nodes rise just enough to stay right (successive shortest paths; Edmonds & Karp 1972, Tomizawa 1971);
- `fill` does the reverse for a seat that comes free at a place or a cap: who takes it, or by how much its price drops.

Pupils are no nodes of their own: a pupil follows its place at reduced cost 0. Nodes: places 0..m-1, caps m..m+k-1,
outside m+k. `pupil_state`: 0 movable, 1 locked, 2 gone, 3 waits its turn.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

NOWHERE = -1


class Net(NamedTuple):
    """What is given. Edges by pupil (offsets, place, cost) and by place (t_offsets, t_edge, t_pupil); `tree_parent` and
    `room` (m+k,) over places and caps; children of cap c: child[child_start[c]:child_start[c + 1]]. `stay` (n,): the
    place that a pupil is asked to keep, -1 for none; leaving it costs `move` (n,)."""

    offsets: Any
    place: Any
    cost: Any
    t_offsets: Any
    t_edge: Any
    t_pupil: Any
    room: Any
    tree_parent: Any
    child_start: Any
    child: Any
    penalty: Any
    group: Any
    pupil_state: Any
    stay: Any
    move: Any


class Standing(NamedTuple):
    """Who is where. `edge` (n,): edge taken or -1. Pupils of a place are a linked list: first (m,), after, before (n,).
    `used`, `price`: (m+k,) and one more for the outside, whose price is 0."""

    edge: Any
    first: Any
    after: Any
    before: Any
    used: Any
    price: Any


class Desk(NamedTuple):
    """Working space of a search, kept between searches: `stamp` says which entries are of this one."""

    distance: Any
    stamp: Any
    via_edge: Any
    via_pupil: Any
    via_node: Any
    heap: Any
    position: Any
    touched: Any
    counters: Any  # 0 search number, 1 heap size, 2 touched, 3 edges read


@njit(cache=True)
def _rise(desk: Any, at: int) -> None:
    heap, position, distance = desk.heap, desk.position, desk.distance
    node = heap[at]
    while at > 0:
        up = (at - 1) >> 1
        if distance[heap[up]] <= distance[node]:
            break
        heap[at] = heap[up]
        position[heap[at]] = at
        at = up
    heap[at] = node
    position[node] = at


@njit(cache=True)
def _pop(desk: Any) -> int:
    heap, position, distance, counters = desk.heap, desk.position, desk.distance, desk.counters
    top = heap[0]
    counters[1] -= 1
    size = counters[1]
    if size:
        node, at = heap[size], 0
        while True:
            down = 2 * at + 1
            if down >= size:
                break
            if down + 1 < size and distance[heap[down + 1]] < distance[heap[down]]:
                down += 1
            if distance[node] <= distance[heap[down]]:
                break
            heap[at] = heap[down]
            position[heap[at]] = at
            at = down
        heap[at] = node
        position[node] = at
    position[top] = NOWHERE
    return int(top)


@njit(cache=True)
def _reach(desk: Any, node: int, distance: int, edge: int, pupil: int, origin: int) -> None:
    """A way to `node` was found; keep it when it is the shortest so far."""
    counters = desk.counters
    if desk.stamp[node] != counters[0]:
        desk.stamp[node] = counters[0]
        desk.touched[counters[2]] = node
        counters[2] += 1
        desk.position[node] = counters[1]
        desk.heap[counters[1]] = node
        counters[1] += 1
    elif distance >= desk.distance[node]:
        return
    desk.distance[node] = distance
    desk.via_edge[node], desk.via_pupil[node], desk.via_node[node] = edge, pupil, origin
    _rise(desk, desk.position[node])


@njit(cache=True)
def _start(desk: Any) -> None:
    desk.counters[0] += 1
    desk.counters[1] = 0
    desk.counters[2] = 0


@njit(cache=True)
def _fare(net: Any, pupil: int, edge: int) -> int:
    """Cost of this edge for this pupil, and of leaving the place it is asked to keep."""
    if net.stay[pupil] != NOWHERE and net.place[edge] != net.stay[pupil]:
        return int(net.cost[edge] + net.move[pupil])
    return int(net.cost[edge])


@njit(cache=True)
def _out(net: Any, pupil: int) -> int:
    """Cost of staying unplaced."""
    away = net.move[pupil] if net.stay[pupil] != NOWHERE else 0
    return int(net.penalty[net.group[pupil]] + away)


@njit(cache=True)
def _seat(net: Any, standing: Any, pupil: int, edge: int) -> None:
    """Give the pupil the seat of this edge (-1: none), and keep the counts of its places and caps."""
    old = standing.edge[pupil]
    if old != NOWHERE:
        place = net.place[old]
        before, after = standing.before[pupil], standing.after[pupil]
        if before == NOWHERE:
            standing.first[place] = after
        else:
            standing.after[before] = after
        if after != NOWHERE:
            standing.before[after] = before
        node = place
        while node != NOWHERE:
            standing.used[node] -= 1
            node = net.tree_parent[node]
    standing.edge[pupil] = edge
    if edge != NOWHERE:
        place = net.place[edge]
        head = standing.first[place]
        standing.after[pupil], standing.before[pupil] = head, NOWHERE
        if head != NOWHERE:
            standing.before[head] = pupil
        standing.first[place] = pupil
        node = place
        while node != NOWHERE:
            standing.used[node] += 1
            node = net.tree_parent[node]


@njit(cache=True)
def _leave(net: Any, standing: Any, desk: Any, pupil: int, so_far: int, pays: int, origin: int) -> None:
    """Every way out for a pupil that stands at `origin` and pays `pays` there."""
    outside = len(net.room)
    _reach(desk, outside, so_far + _out(net, pupil) - pays, NOWHERE, pupil, origin)
    limit = desk.distance[outside]
    taken = standing.edge[pupil]
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        if edge == taken:
            continue
        distance = so_far + _fare(net, pupil, edge) + standing.price[net.place[edge]] - pays
        if distance < limit:
            _reach(desk, net.place[edge], distance, edge, pupil, origin)
    desk.counters[3] += net.offsets[pupil + 1] - net.offsets[pupil]


@njit(cache=True)
def _onward(net: Any, standing: Any, desk: Any, node: int) -> None:
    """Every way on from a node that holds one pupil too many."""
    outside, so_far, asks = len(net.room), desk.distance[node], standing.price[node]
    if standing.used[node] < net.room[node]:
        above = net.tree_parent[node] if net.tree_parent[node] != NOWHERE else outside
        _reach(desk, above, so_far + standing.price[above] - asks, NOWHERE, NOWHERE, node)
    if node < len(standing.first):
        pupil = standing.first[node]
        while pupil != NOWHERE:
            if net.pupil_state[pupil] == 0:
                _leave(net, standing, desk, pupil, so_far, _fare(net, pupil, standing.edge[pupil]) + asks, node)
            pupil = standing.after[pupil]
        return
    cap = node - len(standing.first)
    for at in range(net.child_start[cap], net.child_start[cap + 1]):
        below = net.child[at]
        if standing.used[below] > 0:
            _reach(desk, below, so_far + standing.price[below] - asks, NOWHERE, NOWHERE, node)


@njit(cache=True)
def send(net: Any, standing: Any, desk: Any, pupil: int, place: int) -> int:
    """Find a seat for `pupil` (it must have none), or, with `pupil` -1, relieve `place` of one pupil too many.

    Returns how many pupils changed place, the sent one included; -1 when a place holds only locked pupils."""
    _start(desk)
    outside = len(net.room)
    if pupil != NOWHERE:
        _leave(net, standing, desk, pupil, 0, 0, NOWHERE)
    else:
        _reach(desk, place, 0, NOWHERE, NOWHERE, NOWHERE)
    while desk.counters[1] > 0:
        node = _pop(desk)
        if node == outside:
            break
        _onward(net, standing, desk, node)
    if desk.stamp[outside] != desk.counters[0]:
        return NOWHERE
    length = desk.distance[outside]
    for at in range(desk.counters[2]):
        node = desk.touched[at]
        if desk.distance[node] < length:
            standing.price[node] += length - desk.distance[node]
    moved, node = 0, outside
    while node != NOWHERE:
        if desk.via_pupil[node] != NOWHERE:
            _seat(net, standing, desk.via_pupil[node], desk.via_edge[node])
            moved += 1
        node = desk.via_node[node]
    return moved


@njit(cache=True)
def _comers(net: Any, standing: Any, desk: Any, node: int) -> None:
    """Every way by which a pupil could come to a node, one step back."""
    outside, so_far, asks = len(net.room), desk.distance[node], standing.price[node]
    if standing.used[node] > 0:
        above = net.tree_parent[node] if net.tree_parent[node] != NOWHERE else outside
        _reach(desk, above, so_far + asks - standing.price[above], NOWHERE, NOWHERE, node)
    if node < len(standing.first):
        for at in range(net.t_offsets[node], net.t_offsets[node + 1]):
            pupil, edge = net.t_pupil[at], net.t_edge[at]
            taken = standing.edge[pupil]
            if taken == edge or net.pupil_state[pupil] != 0:
                continue
            there = so_far + _fare(net, pupil, edge) + asks
            if taken == NOWHERE:
                _reach(desk, outside, there - _out(net, pupil), edge, pupil, node)
            else:
                origin = net.place[taken]
                _reach(desk, origin, there - _fare(net, pupil, taken) - standing.price[origin], edge, pupil, node)
        desk.counters[3] += net.t_offsets[node + 1] - net.t_offsets[node]
        return
    cap = node - len(standing.first)
    for at in range(net.child_start[cap], net.child_start[cap + 1]):
        below = net.child[at]
        if standing.used[below] < net.room[below]:
            _reach(desk, below, so_far + asks - standing.price[below], NOWHERE, NOWHERE, node)


@njit(cache=True)
def _from_outside(net: Any, standing: Any, desk: Any) -> None:
    """One step back from the outside: roots with a free seat, and pupils that would rather leave."""
    outside = len(net.room)
    so_far = desk.distance[outside]
    for node in range(outside):
        if net.tree_parent[node] == NOWHERE and standing.used[node] < net.room[node]:
            _reach(desk, node, so_far - standing.price[node], NOWHERE, NOWHERE, outside)
    for pupil in range(len(standing.edge)):
        taken = standing.edge[pupil]
        if taken != NOWHERE and net.pupil_state[pupil] == 0:
            origin = net.place[taken]
            pays = _fare(net, pupil, taken) + standing.price[origin]
            _reach(desk, origin, so_far + _out(net, pupil) - pays, NOWHERE, pupil, outside)


@njit(cache=True)
def fill(net: Any, standing: Any, desk: Any, node: int) -> int:
    """A seat came free at `node` (its `room` was raised by one): who takes it, or how far its price drops.

    Returns how many pupils changed place."""
    outside = len(net.room)
    above = net.tree_parent[node] if net.tree_parent[node] != NOWHERE else outside
    gap = standing.price[node] - standing.price[above]
    if gap <= 0:
        return 0
    _start(desk)
    _reach(desk, node, 0, NOWHERE, NOWHERE, NOWHERE)
    found = False
    while desk.counters[1] > 0 and desk.distance[desk.heap[0]] < gap:
        reached = _pop(desk)
        if reached == above:
            found = True
            break
        if reached == outside:
            _from_outside(net, standing, desk)
        else:
            _comers(net, standing, desk, reached)
    drop = min(desk.distance[above], gap) if found else gap
    _lower(standing, desk, drop, outside)
    moved = 0
    if found:
        at = above
        while at != node:
            if desk.via_pupil[at] != NOWHERE:
                _seat(net, standing, desk.via_pupil[at], desk.via_edge[at])
                moved += 1
            at = desk.via_node[at]
    return moved


@njit(cache=True)
def _lower(standing: Any, desk: Any, drop: int, outside: int) -> None:
    """Prices of the settled nodes come down; the outside stays at 0, so when it moved all others move with it."""
    for at in range(desk.counters[2]):
        node = desk.touched[at]
        if desk.distance[node] < drop:
            standing.price[node] -= drop - desk.distance[node]
    shift = standing.price[outside]
    if shift != 0:
        for node in range(outside + 1):
            standing.price[node] -= shift


@njit(cache=True)
def by_place(offsets: Any, place: Any, n_places: int) -> Any:
    """The edges once more, in rows by place: (t_offsets (m+1,), t_edge (E,), t_pupil (E,))."""
    t_offsets = np.zeros(n_places + 1, dtype=np.int64)
    for edge in range(len(place)):
        t_offsets[place[edge] + 1] += 1
    for at in range(n_places):
        t_offsets[at + 1] += t_offsets[at]
    at_row = t_offsets[:-1].copy()
    t_edge, t_pupil = np.empty(len(place), dtype=np.int32), np.empty(len(place), dtype=np.int32)
    for pupil in range(len(offsets) - 1):
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            at = at_row[place[edge]]
            t_edge[at], t_pupil[at] = edge, pupil
            at_row[place[edge]] += 1
    return t_offsets, t_edge, t_pupil


@njit(cache=True)
def resettle(net: Any, standing: Any, desk: Any, pupil: int) -> int:
    """Let a pupil choose again: it leaves, finds the cheapest way in, and its old seat is filled. Exact, whatever its
    edges are now, as long as everybody else stands right. Returns how many pupils changed place."""
    edge = standing.edge[pupil]
    if edge == NOWHERE:
        return send(net, standing, desk, pupil, NOWHERE)
    node = net.place[edge]
    while node != NOWHERE:  # until it is filled again, the seat that comes free does not exist
        net.room[node] -= 1
        node = net.tree_parent[node]
    _seat(net, standing, pupil, NOWHERE)
    moved = send(net, standing, desk, pupil, NOWHERE)
    return moved + restore(net, standing, desk, net.place[edge])


@njit(cache=True)
def restore(net: Any, standing: Any, desk: Any, place: int) -> int:
    """Give back one seat of `place` and of every cap above it, from below; returns how many pupils changed place."""
    moved, node = 0, place
    while node != NOWHERE:
        net.room[node] += 1
        moved += fill(net, standing, desk, node)
        node = net.tree_parent[node]
    return moved


@njit(cache=True)
def resettle_all(net: Any, standing: Any, desk: Any, pupils: Any) -> int:
    """`resettle` in turn for pupils that wait (state 3): each joins the round when it is its turn."""
    moved = 0
    for pupil in pupils:
        net.pupil_state[pupil] = 0
        moved += resettle(net, standing, desk, pupil)
    return moved


@njit(cache=True)
def seat_all(net: Any, standing: Any, edges: Any) -> None:
    """Everybody on the edge given (n,), -1 for none."""
    for pupil in range(len(edges)):
        if edges[pupil] != NOWHERE:
            _seat(net, standing, pupil, edges[pupil])
