"""Reading a round and going back in it, compiled by numba; `steps` is what a repair is made of. Imported lazily."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .network import BITS, INT, NET, STANDING, TABLE
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
    _fare,
    _out,
)


@njit((NET, STANDING, INT), cache=True)
def pays(net: Any, standing: Any, pupil: int) -> int:
    """What a pupil pays where it is: cost, move and price, or for staying unplaced."""
    edge = standing.edge[pupil]
    if edge == NOWHERE:
        return int(_out(net, pupil))
    return int(_fare(net, pupil, edge) + standing.price[net.place[edge]])


@njit((NET, STANDING, INT, INT), cache=True)
def asks(net: Any, standing: Any, pupil: int, edge: int) -> int:
    """What a pupil would pay on this edge."""
    return int(_fare(net, pupil, edge) + standing.price[net.place[edge]])


@njit((NET, STANDING, BITS, INT), cache=True)
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


@njit((NET, STANDING, INT), cache=True)
def _unsit(net: Any, standing: Any, pupil: int) -> None:
    """Who sat down last stands first in its list."""
    after = standing.after[pupil]
    standing.first[net.place[standing.edge[pupil]]] = after
    if after != NOWHERE:
        standing.before[after] = NOWHERE
    standing.edge[pupil] = NOWHERE


@njit((NET, STANDING, INT, INT, INT, INT), cache=True)
def _rejoin(net: Any, standing: Any, pupil: int, edge: int, before: int, after: int) -> None:
    standing.edge[pupil], standing.before[pupil], standing.after[pupil] = edge, before, after
    if before == NOWHERE:
        standing.first[net.place[edge]] = pupil
    else:
        standing.after[before] = pupil
    if after != NOWHERE:
        standing.before[after] = pupil


@njit((NET, INT, INT, INT), cache=True)
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


@njit((NET, STANDING, INT), cache=True)
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


@njit((NET, STANDING, INT, INT, INT, TABLE, INT), cache=True)
def _option(net: Any, standing: Any, pupil: int, edge: int, here: int, found: Any, count: int) -> int:
    """One line of `options`; returns how many lines there are then."""
    if net.cost[edge] == FORBIDDEN:
        return count
    node: Any = np.int64(net.place[edge])
    line = found[count]
    line[0], line[1], line[2] = net.home[node], net.cost[edge], asks(net, standing, pupil, edge) - here
    while node != NOWHERE and standing.used[node] < net.room[node]:
        node = net.tree_parent[node]
    line[3] = node == NOWHERE
    return count + 1


@njit((NET, STANDING, INT), cache=True)
def options(net: Any, standing: Any, pupil: int) -> Any:
    """(k, 4): for every edge the pupil may use now its place as people know it, its cost, what the pupil would pay
    there above what it pays now, and whether a seat is free, under all caps too."""
    count, here = 0, pays(net, standing, pupil)
    found = np.empty((net.offsets[pupil + 1] - net.offsets[pupil] + len(net.owner), 4), np.int64)
    for edge in range(net.offsets[pupil], net.offsets[pupil + 1]):
        count = _option(net, standing, pupil, edge, here, found, count)
    late: Any = np.int64(net.more[pupil])
    while late != NOWHERE:
        count = _option(net, standing, pupil, late, here, found, count)
        late = np.int64(net.next_more[late - net.base])
    return found[:count]
