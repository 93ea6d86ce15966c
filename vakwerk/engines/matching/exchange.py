"""Who could take whose seat: searches over edges and caps, compiled by numba. Imported lazily.

Nodes: places 0..m-1, caps m..m+k-1; `above` (m+k,) is the cap over a node, -1 at the top. `room` and `used` (m+k,) are
seats and pupils of a node, all that stand below a cap included. A node has an *open* side to the node above it as long
as `used < room`, and a cap can push a pupil down to a node below it as long as that node holds one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .network import BITS, GIVEN_LONG, GIVEN_SHORT, INT, LONG, SHORT

NOWHERE = -1


@njit((SHORT, LONG, INT), cache=True, nogil=True)
def standing(seat: Any, above: Any, n_places: int) -> Any:
    """(used (m+k,), start (m+1,), sitting (n,)): pupils of place j are sitting[start[j]:start[j + 1]]."""
    used = np.zeros(len(above), dtype=np.int64)
    start = np.zeros(n_places + 1, dtype=np.int64)
    for pupil in range(len(seat)):
        if seat[pupil] != NOWHERE:
            start[seat[pupil] + 1] += 1
            node = seat[pupil]
            while node != NOWHERE:
                used[node] += 1
                node = above[node]
    for at in range(n_places):
        start[at + 1] += start[at]
    fill, sitting = start[:-1].copy(), np.empty(len(seat), dtype=np.int32)
    for pupil in range(len(seat)):
        if seat[pupil] != NOWHERE:
            sitting[fill[seat[pupil]]] = pupil
            fill[seat[pupil]] += 1
    return used, start, sitting


@njit((LONG, INT), cache=True, nogil=True)
def children(above: Any, n_places: int) -> Any:
    """(start (k+1,), child): the nodes right below cap c are child[start[c]:start[c + 1]]."""
    start = np.zeros(len(above) - n_places + 1, dtype=np.int64)
    for node in range(len(above)):
        if above[node] != NOWHERE:
            start[above[node] - n_places + 1] += 1
    for cap in range(len(start) - 1):
        start[cap + 1] += start[cap]
    fill, child = start[:-1].copy(), np.empty(start[-1], dtype=np.int32)
    for node in range(len(above)):
        if above[node] != NOWHERE:
            cap = above[node] - n_places
            child[fill[cap]] = node
            fill[cap] += 1
    return start, child


@njit((INT, BITS, SHORT, INT), cache=True, nogil=True)
def _push(node: int, nodes: Any, stack: Any, size: int) -> int:
    """Put a node that was not seen yet on the stack; returns its new size."""
    if nodes[node]:
        return size
    nodes[node] = True
    stack[size] = node
    return size + 1


@njit((GIVEN_LONG, GIVEN_SHORT, INT, BITS, SHORT, INT), cache=True, nogil=True)
def _call(offsets: Any, place: Any, pupil: int, nodes: Any, stack: Any, size: int) -> int:
    """Put the places of a pupil on the stack; returns its new size."""
    for edge in range(offsets[pupil], offsets[pupil + 1]):
        size = _push(place[edge], nodes, stack, size)
    return size


@njit((INT, LONG, LONG, LONG, LONG, SHORT, BITS, SHORT, INT), cache=True, nogil=True)
def _onward(
    node: int, used: Any, room: Any, above: Any, kids: Any, child: Any, nodes: Any, stack: Any, size: int
) -> int:
    """Put the nodes on the stack that the tree connects with one that holds a pupil too many; returns its new size."""
    if used[node] < room[node] and above[node] != NOWHERE:
        size = _push(above[node], nodes, stack, size)
    first = len(room) - len(kids) + 1
    if node >= first:
        for below in child[kids[node - first] : kids[node - first + 1]]:
            if used[below] > 0:
                size = _push(below, nodes, stack, size)
    return size


@njit((GIVEN_LONG, GIVEN_SHORT, BITS, SHORT, LONG, LONG, INT), cache=True, nogil=True)
def short_part(offsets: Any, place: Any, waiting: Any, seat: Any, room: Any, above: Any, n_places: int) -> Any:
    """(n,) pupils that an alternating path connects with one that is `waiting` (n,), and whether such a path ends at a
    free seat, so that the placement was not a largest one."""
    used, start, sitting = standing(seat, above, n_places)
    kids, child = children(above, n_places)
    nodes, stack, size, leak = np.zeros(len(above), dtype=np.bool_), np.empty(len(above), dtype=np.int32), 0, False
    pupils = waiting.copy()
    for pupil in range(len(waiting)):
        if waiting[pupil]:
            size = _call(offsets, place, pupil, nodes, stack, size)
    while size:
        size -= 1
        node = stack[size]
        leak |= used[node] < room[node] and above[node] == NOWHERE
        size = _onward(node, used, room, above, kids, child, nodes, stack, size)
        if node < n_places:
            for pupil in sitting[start[node] : start[node + 1]]:
                if not pupils[pupil]:
                    pupils[pupil] = True
                    size = _call(offsets, place, pupil, nodes, stack, size)
    return pupils, leak


@njit((LONG, LONG, INT), cache=True, nogil=True)
def given(room: Any, above: Any, n_places: int) -> Any:
    """(m+k,) seats that each node can give to the node above it, when everything stands before what is above it."""
    below, gives = np.zeros(len(room), dtype=np.int64), np.empty(len(room), dtype=np.int64)
    for node in range(len(room)):
        gives[node] = room[node] if node < n_places else min(room[node], below[node])
        if above[node] != NOWHERE:
            below[above[node]] += gives[node]
    return gives


@njit((LONG, LONG), cache=True, nogil=True)
def filled(gives: Any, above: Any) -> Any:
    """(m+k,) seats used of each node in one way of using all that `given` promises: from the top down, first come."""
    used, wanted = np.zeros(len(gives), dtype=np.int64), np.zeros(len(gives), dtype=np.int64)
    for node in range(len(gives) - 1, -1, -1):
        used[node] = gives[node]
        if above[node] != NOWHERE:
            used[node] = min(gives[node], wanted[above[node]])
            wanted[above[node]] -= used[node]
        wanted[node] = used[node]
    return used


@njit((LONG, LONG, LONG, INT), cache=True, nogil=True)
def binding(room: Any, gives: Any, above: Any, n_places: int) -> Any:
    """(k,) caps that hold less than what stands below them can give; (m+k,) the nearest such cap above each node."""
    below, kept = np.zeros(len(room), dtype=np.int64), np.zeros(len(room) - n_places, dtype=np.bool_)
    for node in range(len(room)):
        if node >= n_places:
            kept[node - n_places] = room[node] < below[node]
        if above[node] != NOWHERE:
            below[above[node]] += gives[node]
    nearest = np.full(len(room), NOWHERE, dtype=np.int64)
    for node in range(len(room) - 1, -1, -1):
        cap = above[node]
        if cap != NOWHERE:
            nearest[node] = cap if kept[cap - n_places] else nearest[cap]
    return kept, nearest
