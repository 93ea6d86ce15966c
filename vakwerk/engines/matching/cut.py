"""Exact cuts inside a part: pupils and places that share no seat in any largest placement.

From one largest placement (Dulmage & Mendelsohn 1958): the *short* side is what alternating paths reach from an
unplaced pupil; its seats are all taken by its own pupils in every largest placement. The *spare* side is what reaches a
free seat; its pupils all stand inside it. The rest is exactly full. Edges between the three are never used, and without
them a part falls into smaller pieces. Compiled by numba; imported lazily. Only for rounds without caps.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .network import BITS, BYTES, GIVEN_LONG, GIVEN_SHORT, INT, LONG, PAIR
from .network import SHORT as NUMBERS

NOWHERE = -1
FULL, SHORT, SPARE = range(3)


@njit((NUMBERS, NUMBERS, INT), cache=True, nogil=True)
def _shift(seat: Any, came: Any, place: int) -> None:
    """Everybody on the path found takes the next seat; `came` (m,): the pupil through whom a place was reached."""
    while place != NOWHERE:
        pupil = came[place]
        place, seat[pupil] = seat[pupil], place


@njit((GIVEN_LONG, GIVEN_SHORT, NUMBERS, LONG, PAIR, INT, NUMBERS, NUMBERS), cache=True, nogil=True)
def _search(offsets: Any, place: Any, seat: Any, room: Any, members: Any, pupil: int, came: Any, queue: Any) -> Any:
    """(a free place reached from this pupil or -1, how many places were reached). `members`: (first, after)."""
    first, after = members
    head, tail = -1, 0
    while True:
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            at = place[edge]
            if came[at] == NOWHERE:
                came[at] = pupil
                queue[tail] = at
                tail += 1
                if room[at] > 0:
                    return at, tail
        pupil = after[pupil] if head >= 0 else NOWHERE
        while pupil == NOWHERE:
            head += 1
            if head == tail:
                return NOWHERE, tail
            pupil = first[queue[head]]


@njit((NUMBERS, INT), cache=True, nogil=True)
def _lists(seat: Any, m: int) -> Any:
    """Pupils of each place as a linked list: first (m,), after (n,)."""
    first, after = np.full(m, NOWHERE, dtype=np.int32), np.full(len(seat), NOWHERE, dtype=np.int32)
    for pupil in range(len(seat)):
        if seat[pupil] != NOWHERE:
            after[pupil], first[seat[pupil]] = first[seat[pupil]], pupil
    return first, after


@njit((GIVEN_LONG, GIVEN_SHORT, GIVEN_SHORT, NUMBERS), cache=True, nogil=True)
def largest(offsets: Any, place: Any, seats: Any, seat: Any) -> Any:
    """Grow `seat` (n,) in place to a largest placement by augmenting paths; returns (m,) whether each place is short.

    Places that a failed search reached stay closed: no later path can come out of them, so all failures together read
    each edge once."""
    n, m = len(offsets) - 1, len(seats)
    room, came, queue = seats.astype(np.int64), np.full(m, NOWHERE, dtype=np.int32), np.empty(m, dtype=np.int32)
    for pupil in range(n):
        if seat[pupil] != NOWHERE:
            room[seat[pupil]] -= 1
    members = _lists(seat, m)
    for pupil in range(n):
        if seat[pupil] != NOWHERE:
            continue
        end, reached = _search(offsets, place, seat, room, members, pupil, came, queue)
        if end == NOWHERE:
            continue
        room[end] -= 1
        _shift(seat, came, end)
        came[queue[:reached]] = NOWHERE
        members = _lists(seat, m)
    return came != NOWHERE


@njit((LONG, NUMBERS, GIVEN_SHORT, NUMBERS, BITS), cache=True, nogil=True)
def sides(t_offsets: Any, t_pupil: Any, seats: Any, seat: Any, short: Any) -> Any:
    """(m,) side of each place: FULL, SHORT or SPARE, for a largest placement `seat` (n,). Edges in rows by place.

    (`kernels.by_place` makes those rows and is not called from here: a kernel that returns arrays to Python goes wrong
    when the stored code of another kernel holds it too.)"""
    m = len(seats)
    room = seats.astype(np.int64)
    for pupil in range(len(seat)):
        if seat[pupil] != NOWHERE:
            room[seat[pupil]] -= 1
    side, queue, tail, head = np.full(m, FULL, dtype=np.int8), np.empty(m, dtype=np.int32), 0, 0
    for at in range(m):
        if short[at]:
            side[at] = SHORT
        elif room[at] > 0:
            side[at], queue[tail] = SPARE, at
            tail += 1
    while head < tail:
        for position in range(t_offsets[queue[head]], t_offsets[queue[head] + 1]):
            origin = seat[t_pupil[position]]
            if side[origin] == FULL:
                side[origin], queue[tail] = SPARE, origin
                tail += 1
        head += 1
    return side


@njit((GIVEN_LONG, GIVEN_SHORT, NUMBERS, BYTES), cache=True, nogil=True)
def inside(offsets: Any, place: Any, seat: Any, side: Any) -> Any:
    """(E,) edges that stay on one side."""
    keep = np.zeros(len(place), dtype=np.bool_)
    for pupil in range(len(offsets) - 1):
        own = SHORT if seat[pupil] == NOWHERE else side[seat[pupil]]
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            keep[edge] = side[place[edge]] == own
    return keep
