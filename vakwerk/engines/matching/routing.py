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

from typing import Any

import numpy as np
from numba import njit

from .network import DESK, INT, LONG, NET, STANDING, TABLE

NOWHERE = -1
FORBIDDEN = 2**31 - 1
# Kinds of a line in the log: (kind, index, what stood there before ...).
PRICE, SHIFT, ROOM, COUNT, SAT, ROSE, COST, STATE, STAY, MOVE, LINK = range(11)
# Rows of `Desk.nodes`.
DISTANCE, STAMP, VIA_EDGE, VIA_PUPIL, VIA_NODE, POSITION, HEAP = range(7)


@njit((TABLE, INT), cache=True)
def _rise(nodes: Any, at: int) -> None:
    node = nodes[HEAP, at]
    distance = nodes[DISTANCE, node]
    while at > 0:
        up = (at - 1) >> 1
        above = nodes[HEAP, up]
        if nodes[DISTANCE, above] <= distance:
            break
        nodes[HEAP, at] = above
        nodes[POSITION, above] = at
        at = up
    nodes[HEAP, at] = node
    nodes[POSITION, node] = at


@njit((TABLE, LONG), cache=True)
def _pop(nodes: Any, counters: Any) -> int:
    top = nodes[HEAP, 0]
    counters[1] -= 1
    size = counters[1]
    if size:
        node, at = nodes[HEAP, size], 0
        distance = nodes[DISTANCE, node]
        while True:
            down = 2 * at + 1
            if down >= size:
                break
            below = nodes[HEAP, down]
            if down + 1 < size and nodes[DISTANCE, nodes[HEAP, down + 1]] < nodes[DISTANCE, below]:
                down += 1
                below = nodes[HEAP, down]
            if distance <= nodes[DISTANCE, below]:
                break
            nodes[HEAP, at] = below
            nodes[POSITION, below] = at
            at = down
        nodes[HEAP, at] = node
        nodes[POSITION, node] = at
    nodes[POSITION, top] = NOWHERE
    return int(top)


@njit((TABLE, LONG, LONG, INT, INT, INT, INT, INT), cache=True)
def _put(nodes: Any, touched: Any, counters: Any, node: int, distance: int, edge: int, pupil: int, origin: int) -> None:
    if nodes[STAMP, node] != counters[0]:
        nodes[STAMP, node] = counters[0]
        touched[counters[2]] = node
        counters[2] += 1
        nodes[POSITION, node] = counters[1]
        nodes[HEAP, counters[1]] = node
        counters[1] += 1
    elif distance >= nodes[DISTANCE, node]:
        return
    nodes[DISTANCE, node] = distance
    nodes[VIA_EDGE, node], nodes[VIA_PUPIL, node], nodes[VIA_NODE, node] = edge, pupil, origin
    _rise(nodes, nodes[POSITION, node])


@njit(cache=True, inline="always")
def _reach(desk: Any, node: int, distance: int, edge: int, pupil: int, origin: int) -> None:
    """A way to `node` was found; keep it when it is the shortest so far."""
    _put(desk.nodes, desk.touched, desk.counters, node, distance, edge, pupil, origin)


@njit((DESK,), cache=True)
def _start(desk: Any) -> None:
    desk.counters[0] += 1
    desk.counters[1] = 0
    desk.counters[2] = 0
    desk.counters[4] = NOWHERE


@njit((TABLE, LONG, INT, INT, INT, INT, INT), cache=True)
def write(log: Any, logged: Any, kind: int, index: int, old: int, before: int, after: int) -> None:
    if len(log):
        line = log[logged[0]]
        line[0], line[1], line[2], line[3], line[4] = kind, index, old, before, after
        logged[0] += 1


@njit(cache=True, inline="always")
def note(standing: Any, kind: int, index: int, old: int, before: int, after: int) -> None:
    """One line in the log."""
    write(standing.log, standing.logged, kind, index, old, before, after)


@njit((NET, INT, INT), cache=True)
def _fare(net: Any, pupil: int, edge: int) -> int:
    """Cost of this edge for this pupil, and of leaving the place it is asked to keep."""
    if net.stay[pupil] != NOWHERE and net.home[net.place[edge]] != net.stay[pupil]:
        return int(net.cost[edge] + net.move[pupil])
    return int(net.cost[edge])


@njit((NET, INT), cache=True)
def _out(net: Any, pupil: int) -> int:
    """Cost of staying unplaced."""
    away = net.move[pupil] if net.stay[pupil] != NOWHERE else 0
    return int(net.penalty[net.group[pupil]] + away)


@njit((NET, STANDING, INT, INT), cache=True)
def count(net: Any, standing: Any, place: int, units: int) -> None:
    """Pupils in this place and in every cap above it."""
    note(standing, COUNT, place, units, 0, 0)
    node = place
    while node != NOWHERE:
        standing.used[node] += units
        node = net.tree_parent[node]


@njit((NET, STANDING, INT), cache=True)
def _lift(net: Any, standing: Any, pupil: int) -> None:
    """Take the pupil off the list of its place, the counts left as they are."""
    place = net.place[standing.edge[pupil]]
    before, after = standing.before[pupil], standing.after[pupil]
    note(standing, ROSE, pupil, standing.edge[pupil], before, after)
    if before == NOWHERE:
        standing.first[place] = after
    else:
        standing.after[before] = after
    if after != NOWHERE:
        standing.before[after] = before
    standing.edge[pupil] = NOWHERE


@njit((NET, STANDING, INT, INT), cache=True)
def take(net: Any, standing: Any, pupil: int, edge: int) -> None:
    """Give the pupil the seat of this edge (-1: none), and keep the counts of its places and caps."""
    old = standing.edge[pupil]
    if old != NOWHERE:
        count(net, standing, net.place[old], -1)
        _lift(net, standing, pupil)
    standing.edge[pupil] = edge
    if edge != NOWHERE:
        place = net.place[edge]
        note(standing, SAT, pupil, edge, 0, 0)
        head = standing.first[place]
        standing.after[pupil], standing.before[pupil] = head, NOWHERE
        if head != NOWHERE:
            standing.before[head] = pupil
        standing.first[place] = pupil
        count(net, standing, place, 1)


@njit((NET, DESK, INT, INT, INT, INT, INT, INT), cache=True)
def _hop(net: Any, desk: Any, pupil: int, edge: int, taken: int, base: int, limit: int, origin: int) -> None:
    """One way out for a pupil, `base` its length without the fare, when it is shorter than `limit`."""
    if edge != taken and net.cost[edge] != FORBIDDEN:
        distance = base + _fare(net, pupil, edge)
        if distance < limit:
            _reach(desk, net.place[edge], distance, edge, pupil, origin)


@njit((NET, STANDING, DESK, INT, INT, INT, INT), cache=True)
def _leave(net: Any, standing: Any, desk: Any, pupil: int, so_far: int, pays: int, origin: int) -> None:
    """Every way out for a pupil that stands at `origin` and pays `pays` there."""
    outside = len(net.room)
    _reach(desk, outside, so_far + _out(net, pupil) - pays, NOWHERE, pupil, origin)
    limit, home = desk.nodes[DISTANCE, outside], desk.counters[4]
    if home != NOWHERE and desk.nodes[STAMP, home] == desk.counters[0]:
        limit = min(limit, desk.nodes[DISTANCE, home])
    taken, place, cost, price, nodes = standing.edge[pupil], net.place, net.cost, standing.price, desk.nodes
    so_far -= pays
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        node = place[edge]
        distance = so_far + cost[edge] + price[node]
        if distance < limit and (nodes[STAMP, node] != desk.counters[0] or distance < nodes[DISTANCE, node]):
            _hop(net, desk, pupil, edge, taken, so_far + price[node], limit, origin)
    late: Any = np.int64(net.more[pupil])
    while late != NOWHERE:
        _hop(net, desk, pupil, late, taken, so_far + price[place[late]], limit, origin)
        late = net.next_more[late - net.base]
    desk.counters[3] += net.offsets[pupil + 1] - net.offsets[pupil]


@njit((NET, STANDING, DESK, INT), cache=True)
def _onward(net: Any, standing: Any, desk: Any, node: int) -> None:
    """Every way on from a node that holds one pupil too many."""
    outside, so_far, asks = len(net.room), desk.nodes[DISTANCE, node], standing.price[node]
    if standing.used[node] < net.room[node]:
        above = net.tree_parent[node] if net.tree_parent[node] != NOWHERE else outside
        _reach(desk, above, so_far + standing.price[above] - asks, NOWHERE, NOWHERE, node)
    if node < len(standing.first):
        pupil: Any = np.int64(standing.first[node])
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


@njit((NET, STANDING, DESK), cache=True)
def _way_out(net: Any, standing: Any, desk: Any) -> int:
    """Follow the cheapest ways until one ends (outside, or at `home`); prices of the nodes passed rise just enough.

    Returns the end, or -1 when there is none."""
    outside, end = len(net.room), NOWHERE
    while desk.counters[1] > 0:
        node = _pop(desk.nodes, desk.counters)
        if node in (outside, desk.counters[4]):
            end = node
            break
        _onward(net, standing, desk, node)
    if end != NOWHERE:
        length = desk.nodes[DISTANCE, end]
        for at in range(desk.counters[2]):
            node = desk.touched[at]
            if desk.nodes[DISTANCE, node] < length:
                note(standing, PRICE, node, standing.price[node], 0, 0)
                standing.price[node] += length - desk.nodes[DISTANCE, node]
    return end


@njit((NET, STANDING, DESK, INT), cache=True)
def _walk(net: Any, standing: Any, desk: Any, end: int) -> int:
    """Everybody on the way found takes the next seat; returns how many pupils changed place."""
    moved, node = 0, end
    while node != NOWHERE:
        if desk.nodes[VIA_PUPIL, node] != NOWHERE:
            take(net, standing, desk.nodes[VIA_PUPIL, node], desk.nodes[VIA_EDGE, node])
            moved += 1
        node = desk.nodes[VIA_NODE, node]
    return moved


@njit((NET, STANDING, DESK, INT, INT), cache=True)
def send(net: Any, standing: Any, desk: Any, pupil: int, place: int) -> int:
    """Find a seat for `pupil` (it must have none), or, with `pupil` -1, relieve `place` of one pupil too many.

    Returns how many pupils changed place, the sent one included; -1 when a place holds only locked pupils."""
    _start(desk)
    if pupil != NOWHERE:
        _leave(net, standing, desk, pupil, 0, 0, NOWHERE)
    else:
        _reach(desk, place, 0, NOWHERE, NOWHERE, NOWHERE)
    end = _way_out(net, standing, desk)
    return NOWHERE if end == NOWHERE else _walk(net, standing, desk, end)


@njit((NET, STANDING, DESK, INT, INT, INT, INT), cache=True)
def _comer(net: Any, standing: Any, desk: Any, pupil: Any, edge: Any, asks: int, node: int) -> None:
    """The way back over one edge to `node`: from where its pupil stands now."""
    taken = standing.edge[pupil]
    if taken == edge or net.pupil_state[pupil] != 0 or net.cost[edge] == FORBIDDEN:
        return
    there = asks + _fare(net, pupil, edge)
    if taken == NOWHERE:
        _reach(desk, len(net.room), there - _out(net, pupil), edge, pupil, node)
    else:
        origin = net.place[taken]
        _reach(desk, origin, there - _fare(net, pupil, taken) - standing.price[origin], edge, pupil, node)


@njit((NET, STANDING, DESK, INT), cache=True)
def _comers(net: Any, standing: Any, desk: Any, node: int) -> None:
    """Every way by which a pupil could come to a node, one step back."""
    outside, so_far, asks = len(net.room), desk.nodes[DISTANCE, node], standing.price[node]
    if standing.used[node] > 0:
        above = net.tree_parent[node] if net.tree_parent[node] != NOWHERE else outside
        _reach(desk, above, so_far + asks - standing.price[above], NOWHERE, NOWHERE, node)
    if node < len(standing.first):
        for at in range(net.t_offsets[node], net.t_offsets[node + 1]):
            _comer(net, standing, desk, np.int64(net.t_pupil[at]), np.int64(net.t_edge[at]), so_far + asks, node)
        edge = np.int64(net.t_more[node])
        while edge != NOWHERE:
            _comer(net, standing, desk, np.int64(net.owner[edge - net.base]), edge, so_far + asks, node)
            edge = net.t_next[edge - net.base]
        desk.counters[3] += net.t_offsets[node + 1] - net.t_offsets[node]
        return
    cap = node - len(standing.first)
    for at in range(net.child_start[cap], net.child_start[cap + 1]):
        below = net.child[at]
        if standing.used[below] < net.room[below]:
            _reach(desk, below, so_far + asks - standing.price[below], NOWHERE, NOWHERE, node)


@njit((NET, STANDING, DESK), cache=True)
def _from_outside(net: Any, standing: Any, desk: Any) -> None:
    """One step back from the outside: roots with a free seat, and pupils that would rather leave."""
    outside = len(net.room)
    so_far = desk.nodes[DISTANCE, outside]
    for node in range(outside):
        if net.tree_parent[node] == NOWHERE and standing.used[node] < net.room[node]:
            _reach(desk, node, so_far - standing.price[node], NOWHERE, NOWHERE, outside)
    for pupil in range(len(standing.edge)):
        taken = standing.edge[pupil]
        if taken != NOWHERE and net.pupil_state[pupil] == 0:
            origin = net.place[taken]
            pays = _fare(net, pupil, taken) + standing.price[origin]
            _reach(desk, origin, so_far + _out(net, pupil) - pays, NOWHERE, pupil, outside)


@njit((STANDING, DESK, INT, INT), cache=True)
def _lower(standing: Any, desk: Any, drop: int, outside: int) -> None:
    """Prices of the settled nodes come down; the outside stays at 0, so when it moved all others move with it."""
    for at in range(desk.counters[2]):
        node = desk.touched[at]
        if desk.nodes[DISTANCE, node] < drop:
            note(standing, PRICE, node, standing.price[node], 0, 0)
            standing.price[node] -= drop - desk.nodes[DISTANCE, node]
    shift = standing.price[outside]
    if shift != 0:
        note(standing, SHIFT, outside, shift, 0, 0)
        for node in range(outside + 1):
            standing.price[node] -= shift


@njit((NET, STANDING, DESK, INT), cache=True)
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
    while desk.counters[1] > 0 and desk.nodes[DISTANCE, desk.nodes[HEAP, 0]] < gap:
        reached = _pop(desk.nodes, desk.counters)
        if reached == above:
            found = True
            break
        if reached == outside:
            _from_outside(net, standing, desk)
        else:
            _comers(net, standing, desk, reached)
    drop = min(desk.nodes[DISTANCE, above], gap) if found else gap
    _lower(standing, desk, drop, outside)
    moved = 0
    if found:
        at = above
        while at != node:
            if desk.nodes[VIA_PUPIL, at] != NOWHERE:
                take(net, standing, desk.nodes[VIA_PUPIL, at], desk.nodes[VIA_EDGE, at])
                moved += 1
            at = desk.nodes[VIA_NODE, at]
    return moved


@njit((NET, STANDING, DESK, INT), cache=True)
def restore(net: Any, standing: Any, desk: Any, place: int) -> int:
    """Give back one seat of `place` and of every cap above it, from below; returns how many pupils changed place."""
    moved, node = 0, place
    while node != NOWHERE:
        note(standing, ROOM, node, net.room[node], 0, 0)
        net.room[node] += 1
        moved += fill(net, standing, desk, node)
        node = net.tree_parent[node]
    return moved


@njit((NET, STANDING, DESK, INT), cache=True)
def resettle(net: Any, standing: Any, desk: Any, pupil: int) -> int:
    """Let a pupil choose again. Exact, whatever its edges are now, as long as everybody else stands right.

    Its unit of flow stays at the old place (`home`) and in the caps above; the search for a better way ends there as
    soon as nothing cheaper is left, so it looks no further than what the pupil can gain. When a way to the outside is
    cheaper still, the pupil takes it and its old seat is filled. Returns how many pupils changed place."""
    edge = standing.edge[pupil]
    if edge == NOWHERE:
        return send(net, standing, desk, pupil, NOWHERE)
    home = net.place[edge]
    _lift(net, standing, pupil)
    _start(desk)
    desk.counters[4] = home
    _leave(net, standing, desk, pupil, 0, 0, NOWHERE)
    end = _way_out(net, standing, desk)
    moved = _walk(net, standing, desk, end)
    count(net, standing, home, -1)
    if end != home:
        node = home
        while node != NOWHERE:  # until it is filled again, the seat that came free does not exist
            note(standing, ROOM, node, net.room[node], 0, 0)
            net.room[node] -= 1
            node = net.tree_parent[node]
        return moved + restore(net, standing, desk, home)
    return 0 if standing.edge[pupil] == edge else moved


@njit((NET, STANDING, LONG), cache=True)
def seat_all(net: Any, standing: Any, edges: Any) -> None:
    """Everybody on the edge given (n,), -1 for none."""
    for pupil in range(len(edges)):
        if edges[pupil] != NOWHERE:
            take(net, standing, pupil, edges[pupil])
