"""How many of a group can be served, first or last, by exchanging seats from one largest placement; compiled by numba.

The sets of pupils that can be placed together are the independent sets of a matroid (Rado 1942; `laminar`), so from any
largest placement: a group served first gets as many seats as augmenting paths lead from its unplaced pupils to seats of
others, and a group served last loses as many as lead from unplaced others to its own seats. Paths are searched in
passes that visit each node once (Pothen & Fan 1990), until a pass finds none, which proves that there is none.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from .exchange import children
from .network import INT, LONG, SHORT, typed

NOWHERE = -1


class Net(NamedTuple):
    """What is given: edges by pupil (offsets, place) and by place (t_offsets, t_pupil), the tree, and groups by pupil
    (`group` (n,)) and by group (member[members[g]:members[g + 1]])."""

    offsets: Any
    place: Any
    t_offsets: Any
    t_pupil: Any
    room: Any
    above: Any
    kids: Any
    child: Any
    group: Any
    members: Any
    member: Any


class Now(NamedTuple):
    """Who sits where now. `seat` (n,); pupils of a place as a linked list; `used` (m+k,). `wanted` (m,): unplaced
    pupils who may come to a place, those of the group that is served last left out. `moved`: who moved."""

    seat: Any
    first: Any
    after: Any
    before: Any
    used: Any
    wanted: Any
    moved: Any
    counters: Any  # 0 pass, 1 how many in `moved`


class Way(NamedTuple):
    """Working space of a search: `seen` is the pass in which a node was last visited, and how it was reached."""

    seen: Any
    pupil: Any
    node: Any
    stack: Any


_SHORTS = ("place", "t_pupil", "child", "member", "seat", "first", "after", "before", "moved", "pupil", "node", "stack")
NET, NOW, WAY = (typed(kind, dict.fromkeys(_SHORTS, SHORT)) for kind in (Net, Now, Way))


@njit((LONG, SHORT, LONG, LONG, INT, LONG, INT), cache=True, nogil=True)
def network(offsets: Any, place: Any, room: Any, above: Any, n_places: int, group: Any, n_groups: int) -> Any:
    t_offsets = np.zeros(n_places + 1, dtype=np.int64)
    for edge in range(len(place)):
        t_offsets[place[edge] + 1] += 1
    for at in range(n_places):
        t_offsets[at + 1] += t_offsets[at]
    at_row, t_pupil = t_offsets[:-1].copy(), np.empty(len(place), dtype=np.int32)
    for pupil in range(len(offsets) - 1):
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            t_pupil[at_row[place[edge]]] = pupil
            at_row[place[edge]] += 1
    kids, child = children(above, n_places)
    members = np.zeros(n_groups + 1, dtype=np.int64)
    for pupil in range(len(group)):
        members[group[pupil] + 1] += 1
    for at in range(n_groups):
        members[at + 1] += members[at]
    at_row, member = members[:-1].copy(), np.empty(len(group), dtype=np.int32)
    for pupil in range(len(group)):
        member[at_row[group[pupil]]] = pupil
        at_row[group[pupil]] += 1
    return Net(offsets, place, t_offsets, t_pupil, room, above, kids, child, group, members, member)


@njit((NET, NOW, INT, INT), cache=True, nogil=True)
def _sit(net: Any, now: Any, pupil: int, place: int) -> None:
    """Give the pupil a seat of `place` (-1: none), and note that it moved."""
    old = now.seat[pupil]
    if old != NOWHERE:
        before, after = now.before[pupil], now.after[pupil]
        if before == NOWHERE:
            now.first[old] = after
        else:
            now.after[before] = after
        if after != NOWHERE:
            now.before[after] = before
        node = old
        while node != NOWHERE:
            now.used[node] -= 1
            node = net.above[node]
    now.seat[pupil] = place
    if now.counters[1] < len(now.moved):
        now.moved[now.counters[1]] = pupil
    now.counters[1] += 1
    if place == NOWHERE:
        return
    head = now.first[place]
    now.after[pupil], now.before[pupil] = head, NOWHERE
    if head != NOWHERE:
        now.before[head] = pupil
    now.first[place] = pupil
    node = place
    while node != NOWHERE:
        now.used[node] += 1
        node = net.above[node]


@njit((NET, NOW, SHORT), cache=True, nogil=True)
def _undo(net: Any, now: Any, seat: Any) -> None:
    """Everybody back on `seat` (n,)."""
    count = now.counters[1]
    if count > len(now.moved):
        for pupil in range(len(seat)):
            if now.seat[pupil] != seat[pupil]:
                _sit(net, now, pupil, seat[pupil])
    else:
        for at in range(count):
            if now.seat[now.moved[at]] != seat[now.moved[at]]:
                _sit(net, now, now.moved[at], seat[now.moved[at]])
    now.counters[1] = 0


@njit((NOW, WAY, INT, INT, INT, INT), cache=True, nogil=True)
def _see(now: Any, way: Any, node: int, pupil: int, origin: int, size: int) -> int:
    """Put a node that was not seen in this pass on the stack; returns its new size."""
    if way.seen[node] == now.counters[0]:
        return size
    way.seen[node], way.pupil[node], way.node[node], way.stack[size] = now.counters[0], pupil, origin, node
    return size + 1


@njit((NET, NOW, WAY, INT, INT, INT), cache=True, nogil=True)
def _ask(net: Any, now: Any, way: Any, pupil: int, origin: int, size: int) -> int:
    """See every place where a pupil may go."""
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        size = _see(now, way, net.place[edge], pupil, origin, size)
    return size


@njit((WAY, INT), cache=True, nogil=True)
def _forget(way: Any, size: int) -> None:
    """Nodes that were put on the stack but not visited may be seen again in this pass."""
    for at in range(size):
        way.seen[way.stack[at]] = 0


@njit((NET, NOW, INT, INT), cache=True, nogil=True)
def _other(net: Any, now: Any, place: int, group: int) -> int:
    """A pupil of another group at this place, -1 for none."""
    pupil = now.first[place]
    while pupil != NOWHERE and net.group[pupil] == group:
        pupil = now.after[pupil]
    return int(pupil)


@njit((NET, NOW, WAY, INT, INT), cache=True, nogil=True)
def _down(net: Any, now: Any, way: Any, node: int, size: int) -> int:
    """See the nodes that the tree connects with one that holds a pupil too many."""
    if now.used[node] < net.room[node] and net.above[node] != NOWHERE:
        size = _see(now, way, net.above[node], NOWHERE, node, size)
    cap = node - len(now.first)
    if cap >= 0:
        for below in net.child[net.kids[cap] : net.kids[cap + 1]]:
            if now.used[below] > 0:
                size = _see(now, way, below, NOWHERE, node, size)
    return size


@njit((NET, NOW, WAY, INT), cache=True, nogil=True)
def _oust(net: Any, now: Any, way: Any, pupil: int) -> bool:
    """Seat an unplaced pupil at the cost of somebody of another group; False when no path leads there."""
    group, size = net.group[pupil], _ask(net, now, way, pupil, NOWHERE, 0)
    while size:
        size -= 1
        node = way.stack[size]
        if node < len(now.first):
            loser = _other(net, now, node, group)
            if loser != NOWHERE:
                _forget(way, size)
                _sit(net, now, loser, NOWHERE)
                while node != NOWHERE:
                    if way.pupil[node] != NOWHERE:
                        _sit(net, now, way.pupil[node], node)
                    node = way.node[node]
                return True
            sitter = now.first[node]
            while sitter != NOWHERE:
                size = _ask(net, now, way, sitter, node, size)
                sitter = now.after[sitter]
        size = _down(net, now, way, node, size)
    return False


@njit((NET, NOW, WAY, SHORT), cache=True, nogil=True)
def _served_first(net: Any, now: Any, way: Any, members: Any) -> int:
    """Unplaced pupils of a group once it was served before all others."""
    unplaced, found = 0, 0
    for pupil in members:
        unplaced += now.seat[pupil] == NOWHERE
    while unplaced:
        now.counters[0] += 1
        found = 0
        for pupil in members:
            if now.seat[pupil] == NOWHERE:
                found += _oust(net, now, way, pupil)
        if not found:
            break
        unplaced -= found
    return unplaced


@njit((NET, INT), cache=True, nogil=True)
def _top(net: Any, place: int) -> int:
    """The highest cap over a place, or the place itself when there is none."""
    node = place
    while net.above[node] != NOWHERE:
        node = net.above[node]
    return int(node)


@njit((NET, NOW, WAY, INT, INT), cache=True, nogil=True)
def _up(net: Any, now: Any, way: Any, node: int, size: int) -> int:
    """See the nodes from which the tree leads to one that can take a pupil more."""
    if now.used[node] > 0 and net.above[node] != NOWHERE:
        size = _see(now, way, net.above[node], NOWHERE, node, size)
    cap = node - len(now.first)
    if cap >= 0:
        for below in net.child[net.kids[cap] : net.kids[cap + 1]]:
            if now.used[below] < net.room[below]:
                size = _see(now, way, below, NOWHERE, node, size)
    return size


@njit((NET, NOW, INT, INT), cache=True, nogil=True)
def _want(net: Any, now: Any, pupil: int, change: int) -> None:
    """Count an unplaced pupil at the places where it may go, or no longer."""
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        now.wanted[net.place[edge]] += change


@njit((NET, NOW, INT, INT), cache=True, nogil=True)
def _comer(net: Any, now: Any, place: int, group: int) -> int:
    """The first unplaced pupil of another group that may come to this place."""
    at = net.t_offsets[place]
    while now.seat[net.t_pupil[at]] != NOWHERE or net.group[net.t_pupil[at]] == group:
        at += 1
    return int(net.t_pupil[at])


@njit((NET, NOW, WAY, INT, INT, INT), cache=True, nogil=True)
def _movers(net: Any, now: Any, way: Any, place: int, group: int, size: int) -> int:
    """See the places of those who may come to this place, up to the first that an unplaced pupil may come to."""
    for pupil in net.t_pupil[net.t_offsets[place] : net.t_offsets[place + 1]]:
        if net.group[pupil] != group:
            before = size
            size = _see(now, way, now.seat[pupil], pupil, place, size)
            if size > before and now.wanted[now.seat[pupil]]:
                break
    return size


@njit((NET, NOW, WAY, INT, INT), cache=True, nogil=True)
def _take(net: Any, now: Any, way: Any, top: int, group: int) -> bool:
    """Have a free seat under `top` taken, over others who move up, by an unplaced pupil outside the group; False when
    none can."""
    size = _see(now, way, top, NOWHERE, NOWHERE, 0)
    while size:
        size -= 1
        node = way.stack[size]
        if node < len(now.first):
            if now.wanted[node]:
                _forget(way, size)
                comer = _comer(net, now, node, group)
                _want(net, now, comer, -1)
                _sit(net, now, comer, node)
                while way.node[node] != NOWHERE:
                    if way.pupil[node] != NOWHERE:
                        _sit(net, now, way.pupil[node], way.node[node])
                    node = way.node[node]
                return True
            size = _movers(net, now, way, node, group, size)
        size = _up(net, now, way, node, size)
    return False


@njit((NET, NOW, WAY, SHORT, INT), cache=True, nogil=True)
def _served_last(net: Any, now: Any, way: Any, members: Any, others: int) -> int:
    """Seats that a group loses when all others are served before it; `others` of them are unplaced.

    Before, no top had a free seat (the placement was a largest one, and all these nodes are within reach of somebody
    unplaced); after, those have that stand over a seat of the group, and each path takes up one."""
    freed, count, taken = np.empty(len(members), dtype=np.int32), 0, 0
    for pupil in members:
        if now.seat[pupil] != NOWHERE:
            freed[count] = _top(net, now.seat[pupil])
            count += 1
            _sit(net, now, pupil, NOWHERE)
        else:
            _want(net, now, pupil, -1)
    found = 1
    while found and taken < others:
        now.counters[0] += 1
        found = 0
        for top in freed[:count]:
            if now.used[top] < net.room[top] and _take(net, now, way, top, net.group[members[0]]):
                found += 1
        taken += found
    return taken


@njit((NET, SHORT, INT), cache=True, nogil=True)
def start(net: Any, seat: Any, n_places: int) -> Any:
    """Everybody on `seat` (n,)."""
    n, size = len(seat), len(net.above)
    now = Now(
        np.full(n, NOWHERE, dtype=np.int32),
        np.full(n_places, NOWHERE, dtype=np.int32),
        np.full(n, NOWHERE, dtype=np.int32),
        np.full(n, NOWHERE, dtype=np.int32),
        np.zeros(size, dtype=np.int64),
        np.zeros(n_places, dtype=np.int64),
        np.empty(n, dtype=np.int32),
        np.zeros(2, dtype=np.int64),
    )
    for pupil in range(n):
        if seat[pupil] == NOWHERE:
            _want(net, now, pupil, 1)
        else:
            _sit(net, now, pupil, seat[pupil])
    now.counters[1] = 0
    return now


@njit((NET, SHORT, INT), cache=True, nogil=True)
def least_and_most(net: Any, seat: Any, n_places: int) -> Any:
    """(g,) twice: unplaced pupils of each group when it is served first, and when it is served last."""
    size, n_groups = len(net.above), len(net.members) - 1
    now = start(net, seat, n_places)
    wanted = now.wanted.copy()
    way = Way(
        np.zeros(size, dtype=np.int64),
        np.empty(size, dtype=np.int32),
        np.empty(size, dtype=np.int32),
        np.empty(size + 1, dtype=np.int32),
    )
    least, most = np.zeros(n_groups, dtype=np.int64), np.zeros(n_groups, dtype=np.int64)
    unplaced = 0
    for pupil in range(len(seat)):
        unplaced += seat[pupil] == NOWHERE
    for group in range(n_groups):
        members = net.member[net.members[group] : net.members[group + 1]]
        if not len(members):
            continue
        own = 0
        for pupil in members:
            own += seat[pupil] == NOWHERE
        least[group] = _served_first(net, now, way, members)
        _undo(net, now, seat)
        most[group] = own + _served_last(net, now, way, members, unplaced - own)
        now.wanted[:] = wanted
        _undo(net, now, seat)
    return least, most
