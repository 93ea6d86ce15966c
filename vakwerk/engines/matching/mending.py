"""Steps that repairs are made of, compiled by numba: each leaves everybody standing right, or says what still lacks.

Built on `routing`; a step that takes a seat away lowers the room of the place and of all caps above it first, so that
the seat does not exist until `restore` gives it back. Imported lazily.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .routing import (
    COST,
    COUNT,
    FORBIDDEN,
    MOVE,
    NOWHERE,
    PRICE,
    ROOM,
    ROSE,
    SAT,
    SHIFT,
    STATE,
    STAY,
    _count,
    _fare,
    _out,
    _seat,
    note,
    restore,
    send,
)

LINK = 10


@njit(cache=True)
def find(net: Any, pupil: int, place: int) -> int:
    """The edge between them, also when it is forbidden now; -1 when there never was one."""
    low, high = net.offsets[pupil], net.offsets[pupil + 1]
    end = high
    while low < high:
        middle = (low + high) >> 1
        if net.place[middle] < place:
            low = middle + 1
        else:
            high = middle
    if low < end and net.place[low] == place:
        return int(low)
    edge = net.more[pupil]
    while edge != NOWHERE and net.place[edge] != place:
        edge = net.next_more[edge - net.base]
    return int(edge)


@njit(cache=True)
def pays(net: Any, standing: Any, pupil: int) -> int:
    """What a pupil pays where it is: cost, move and price, or for staying unplaced."""
    edge = standing.edge[pupil]
    if edge == NOWHERE:
        return int(_out(net, pupil))
    return int(_fare(net, pupil, edge) + standing.price[net.place[edge]])


@njit(cache=True)
def asks(net: Any, standing: Any, pupil: int, edge: int) -> int:
    """What a pupil would pay on this edge."""
    return int(_fare(net, pupil, edge) + standing.price[net.place[edge]])


@njit(cache=True)
def link(net: Any, standing: Any, edge: int, pupil: int, place: int, cost: int) -> None:
    """A new edge; nobody takes it yet."""
    at = edge - net.base
    net.place[edge], net.cost[edge], net.owner[at] = place, cost, pupil
    net.next_more[at], net.more[pupil] = net.more[pupil], edge
    net.t_next[at], net.t_more[place] = net.t_more[place], edge
    note(standing, LINK, edge, NOWHERE, pupil, 0)


@njit(cache=True)
def set_cost(net: Any, standing: Any, edge: int, pupil: int, cost: int) -> None:
    note(standing, COST, edge, net.cost[edge], pupil, 0)
    net.cost[edge] = cost


@njit(cache=True)
def set_state(net: Any, standing: Any, pupil: int, state: int) -> None:
    note(standing, STATE, pupil, net.pupil_state[pupil], 0, 0)
    net.pupil_state[pupil] = state


@njit(cache=True)
def set_stay(net: Any, standing: Any, pupil: int, place: int) -> None:
    note(standing, STAY, pupil, net.stay[pupil], 0, 0)
    net.stay[pupil] = place


@njit(cache=True)
def set_move(net: Any, standing: Any, pupil: int, move: int) -> None:
    note(standing, MOVE, pupil, net.move[pupil], 0, 0)
    net.move[pupil] = move


@njit(cache=True)
def set_room(net: Any, standing: Any, node: int, room: int) -> None:
    note(standing, ROOM, node, net.room[node], 0, 0)
    net.room[node] = room


@njit(cache=True)
def set_price(standing: Any, node: int, price: int) -> None:
    note(standing, PRICE, node, standing.price[node], 0, 0)
    standing.price[node] = price


@njit(cache=True)
def lower_room(net: Any, standing: Any, node: int) -> None:
    """One seat less at a node and everywhere above it."""
    while node != NOWHERE:
        set_room(net, standing, node, net.room[node] - 1)
        node = net.tree_parent[node]


@njit(cache=True)
def vacate(net: Any, standing: Any, pupil: int) -> int:
    """The pupil leaves, and its seat with it; returns the place, where `restore` gives the seat back."""
    place = net.place[standing.edge[pupil]]
    lower_room(net, standing, place)
    _seat(net, standing, pupil, NOWHERE)
    return int(place)


@njit(cache=True)
def sit(net: Any, standing: Any, pupil: int, edge: int) -> None:
    """The pupil takes a seat that was cleared for it; that seat counts again."""
    node = net.place[edge]
    while node != NOWHERE:
        set_room(net, standing, node, net.room[node] + 1)
        node = net.tree_parent[node]
    _seat(net, standing, pupil, edge)


@njit(cache=True)
def relieve(net: Any, standing: Any, desk: Any, node: int) -> int:
    """One seat less at this node only; when it was taken, somebody goes. Returns who moved, -1 when nobody can go.

    The unit of flow that loses its seat is taken off the caps above before the search, where their seats do not exist
    until they are restored: so they keep the slack that they really have."""
    set_room(net, standing, node, net.room[node] - 1)
    if standing.used[node] <= net.room[node]:
        return 0
    above = net.tree_parent[node]
    lower_room(net, standing, above)
    _count(net, standing, above, -1)
    moved = send(net, standing, desk, NOWHERE, node)
    _count(net, standing, above, 1)
    if moved == NOWHERE:
        return NOWHERE
    if above != NOWHERE:
        moved += restore(net, standing, desk, above)
    return int(moved)


@njit(cache=True)
def pupils_at(standing: Any, place: int) -> Any:
    """The pupils of a place."""
    found = np.empty(standing.used[place], dtype=np.int64)
    pupil, at = standing.first[place], 0
    while pupil != NOWHERE:
        found[at] = pupil
        at += 1
        pupil = standing.after[pupil]
    return found


@njit(cache=True)
def affected(net: Any, standing: Any, seen: Any, mark: int) -> Any:
    """Pupils whose seat or cost changed since `mark`, each with the edge and the cost it had then: three rows.

    `seen` (n,) all False before and after."""
    most = standing.logged[0] - mark
    pupil, edge, cost = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
    count = 0
    for kinds in range(2):  # first who moved; then who stayed on an edge that changed
        for at in range(mark, standing.logged[0]):
            kind, index, old, owner, _after = standing.log[at]
            if kinds == 0 and kind in (ROSE, SAT) and not seen[index]:
                pupil[count], edge[count] = index, old if kind == ROSE else NOWHERE
            elif kinds == 1 and kind == COST and not seen[owner] and standing.edge[owner] == index:
                pupil[count], edge[count] = owner, index
            else:
                continue
            seen[pupil[count]] = True
            count += 1
    for at in range(count):
        seen[pupil[at]] = False
        cost[at] = 0 if edge[at] == NOWHERE else net.cost[edge[at]]
        for line in range(standing.logged[0] - 1, mark - 1, -1):
            if standing.log[line, 0] == COST and standing.log[line, 1] == edge[at]:
                cost[at] = standing.log[line, 2]
    return pupil[:count], edge[:count], cost[:count]


@njit(cache=True)
def undo(net: Any, standing: Any, mark: int) -> None:
    """Everything as it was when the log was `mark` lines long, the order within every list included."""
    for at in range(standing.logged[0] - 1, mark - 1, -1):
        kind, index, old, before, after = standing.log[at]
        if kind == PRICE:
            standing.price[index] = old
        elif kind == SHIFT:
            for node in range(len(standing.price)):
                standing.price[node] += old
        elif kind == COUNT:
            node = index
            while node != NOWHERE:
                standing.used[node] -= old
                node = net.tree_parent[node]
        elif kind == SAT:
            _unsit(net, standing, index)
        elif kind == ROSE:
            _rejoin(net, standing, index, old, before, after)
        else:
            _put_back(net, kind, index, old)
    standing.logged[0] = mark


@njit(cache=True)
def _unsit(net: Any, standing: Any, pupil: int) -> None:
    """Who sat down last stands first in its list."""
    after = standing.after[pupil]
    standing.first[net.place[standing.edge[pupil]]] = after
    if after != NOWHERE:
        standing.before[after] = NOWHERE
    standing.edge[pupil] = NOWHERE


@njit(cache=True)
def _rejoin(net: Any, standing: Any, pupil: int, edge: int, before: int, after: int) -> None:
    standing.edge[pupil], standing.before[pupil], standing.after[pupil] = edge, before, after
    if before == NOWHERE:
        standing.first[net.place[edge]] = pupil
    else:
        standing.after[before] = pupil
    if after != NOWHERE:
        standing.before[after] = pupil


@njit(cache=True)
def _put_back(net: Any, kind: int, index: int, old: int) -> None:
    if kind == ROOM:
        net.room[index] = old
    elif kind == COST:
        net.cost[index] = old
    elif kind == STATE:
        net.pupil_state[index] = old
    elif kind == STAY:
        net.stay[index] = old
    elif kind == MOVE:
        net.move[index] = old
    else:
        at = index - net.base
        net.more[net.owner[at]] = net.next_more[at]
        net.t_more[net.place[index]] = net.t_next[at]


@njit(cache=True)
def usable(net: Any, pupil: int) -> Any:
    """The edges a pupil may use now."""
    count = 0
    found = np.empty(net.offsets[pupil + 1] - net.offsets[pupil] + len(net.owner), np.int64)
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        if net.cost[edge] != FORBIDDEN:
            found[count] = edge
            count += 1
    edge = net.more[pupil]
    while edge != NOWHERE:
        if net.cost[edge] != FORBIDDEN:
            found[count] = edge
            count += 1
        edge = net.next_more[edge - net.base]
    return found[:count]
