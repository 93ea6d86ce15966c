"""Steps that repairs are made of, on the arrays of a round: each leaves everybody standing right, or says what lacks.

Only the searches (`routing`) are compiled; a step that writes a number or two is quicker done here than called there.
A step that takes a seat away lowers the room of the place and of all caps above it first, so that the seat does not
exist until `restore` gives it back. Everything is logged, for `mending.undo`. Imported lazily: it loads numba.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from . import routing
from .routing import COST, FORBIDDEN, LINK, MOVE, NOWHERE, PRICE, ROOM, STATE, STAY


def _note(standing: Any, kind: int, index: int, old: int, owner: int = 0) -> None:
    routing.write(standing.log, standing.logged, kind, index, old, owner, 0)


def find(net: Any, pupil: int, place: int) -> int:
    """The edge between them, also when it is forbidden now; -1 when there never was one."""
    low, high = int(net.offsets[pupil]), int(net.offsets[pupil + 1])
    at = low + int(np.searchsorted(net.place[low:high], place))
    if at < high and net.place[at] == place:
        return at
    edge = int(net.more[pupil])
    while edge != NOWHERE and net.place[edge] != place:
        edge = int(net.next_more[edge - net.base])
    return edge


def link(net: Any, standing: Any, edge: int, pupil: int, place: int, cost: int) -> None:
    """A new edge; nobody takes it yet."""
    at = edge - net.base
    net.place[edge], net.cost[edge], net.owner[at] = place, cost, pupil
    net.next_more[at], net.more[pupil] = net.more[pupil], edge
    net.t_next[at], net.t_more[place] = net.t_more[place], edge
    _note(standing, LINK, edge, NOWHERE, pupil)


def set_cost(net: Any, standing: Any, edge: int, pupil: int, cost: int) -> None:
    _note(standing, COST, edge, net.cost[edge], pupil)
    net.cost[edge] = cost


def set_state(net: Any, standing: Any, pupil: int, state: int) -> None:
    _note(standing, STATE, pupil, net.pupil_state[pupil])
    net.pupil_state[pupil] = state


def set_stay(net: Any, standing: Any, pupil: int, place: int) -> None:
    _note(standing, STAY, pupil, net.stay[pupil])
    net.stay[pupil] = place


def set_move(net: Any, standing: Any, pupil: int, move: int) -> None:
    _note(standing, MOVE, pupil, net.move[pupil])
    net.move[pupil] = move


def set_room(net: Any, standing: Any, node: int, room: int) -> None:
    _note(standing, ROOM, node, net.room[node])
    net.room[node] = room


def set_price(standing: Any, node: int, price: int) -> None:
    _note(standing, PRICE, node, standing.price[node])
    standing.price[node] = price


def _change_rooms(net: Any, standing: Any, node: int, seats: int) -> None:
    """So many seats more at a node and everywhere above it."""
    while node != NOWHERE:
        set_room(net, standing, node, int(net.room[node]) + seats)
        node = int(net.tree_parent[node])


def vacate(net: Any, standing: Any, pupil: int) -> int:
    """The pupil leaves, and its seat with it; returns the place, where `restore` gives the seat back."""
    place = int(net.place[standing.edge[pupil]])
    _change_rooms(net, standing, place, -1)
    routing.take(net, standing, pupil, NOWHERE)
    return place


def sit(net: Any, standing: Any, pupil: int, edge: int) -> None:
    """The pupil takes a seat that was cleared for it; that seat counts again."""
    _change_rooms(net, standing, int(net.place[edge]), 1)
    routing.take(net, standing, pupil, edge)


def relieve(net: Any, standing: Any, desk: Any, node: int) -> bool:
    """One seat less at this node only; when it was taken, somebody goes. False when nobody can go.

    The unit of flow that loses its seat is taken off the caps above before the search, where their seats do not exist
    until they are restored: so they keep the slack that they really have."""
    set_room(net, standing, node, int(net.room[node]) - 1)
    if standing.used[node] <= net.room[node]:
        return True
    above = int(net.tree_parent[node])
    _change_rooms(net, standing, above, -1)
    routing.count(net, standing, above, -1)
    moved = routing.send(net, standing, desk, NOWHERE, node)
    routing.count(net, standing, above, 1)
    if moved == NOWHERE:
        return False
    if above != NOWHERE:
        routing.restore(net, standing, desk, above)
    return True


def pupils_at(standing: Any, place: int) -> list[int]:
    """The pupils of a place."""
    found, pupil = [], int(standing.first[place])
    while pupil != NOWHERE:
        found.append(pupil)
        pupil = int(standing.after[pupil])
    return found


def usable(net: Any, pupil: int) -> npt.NDArray[np.int64]:
    """The edges a pupil may use now."""
    edges, late = [np.arange(net.offsets[pupil], net.offsets[pupil + 1])], int(net.more[pupil])
    while late != NOWHERE:
        edges.append(np.array([late]))
        late = int(net.next_more[late - net.base])
    found = np.concatenate(edges)
    return np.asarray(found[net.cost[found] != FORBIDDEN])
