"""The inner loops that NumPy cannot do: compiled by numba on first use and kept on disk. Imported lazily.

Every kernel has a plain-Python twin in the tests, which is the oracle for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from .network import GIVEN_LONG, GIVEN_SHORT, INT, LONG, SHORT

NOWHERE = -1
MUCH = 2**40


@njit((GIVEN_LONG, GIVEN_SHORT, GIVEN_SHORT, LONG, INT), cache=True, nogil=True)
def cheapest(offsets: Any, place: Any, cost: Any, price: Any, count: int) -> Any:
    """(E,) which edges are among the `count` cheapest of their pupil, cost and price of the place (m,) together; of
    equal ones the first in order."""
    chosen = np.zeros(len(cost), dtype=np.bool_)
    best, asks = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for pupil in range(len(offsets) - 1):
        low, high = offsets[pupil], offsets[pupil + 1]
        if high - low <= count:
            chosen[low:high] = True
            continue
        held = 0
        for edge in range(low, high):
            at, here = held, cost[edge] + price[place[edge]]
            while at > 0 and asks[at - 1] > here:
                at -= 1
            if at >= count:
                continue
            if held < count:
                held += 1
            for shift in range(held - 1, at, -1):
                best[shift], asks[shift] = best[shift - 1], asks[shift - 1]
            best[at], asks[at] = edge, here
        for at in range(held):
            chosen[best[at]] = True
    return chosen


@njit((LONG, INT, INT), cache=True, nogil=True)
def _lowest(bid: Any, low: int, high: int) -> int:
    """The position of the lowest bid from `low` up to `high`, the first of equal ones."""
    seat = low
    for other in range(low + 1, high):
        if bid[other] < bid[seat]:
            seat = other
    return seat


@njit((GIVEN_SHORT, GIVEN_SHORT, LONG, INT, INT, INT), cache=True, nogil=True)
def _choice(place: Any, cost: Any, price: Any, low: int, high: int, dearest: int) -> Any:
    """(the cheapest place of these edges or -1, what it asks, what the second asks), never above `dearest`."""
    best, second, chosen = dearest, dearest, NOWHERE
    for edge in range(low, high):
        asks = cost[edge] + price[place[edge]]
        if asks < best:
            best, second, chosen = asks, best, place[edge]
        elif asks < second:
            second = asks
    return chosen, best, second


@njit((GIVEN_LONG, GIVEN_SHORT, GIVEN_SHORT, GIVEN_SHORT, GIVEN_SHORT, LONG, INT, INT), cache=True, nogil=True)
def opening_prices(
    offsets: Any, place: Any, cost: Any, seats: Any, group: Any, dearest: Any, step: int, most_bids: int
) -> Any:
    """(m,) rough prices, and (n,) who had a seat where at the end, by an auction (Bertsekas 1979): pupils without a
    seat bid in turn for the seat that is cheapest for them, its price rising to their second best plus `step`; whoever
    is outbid bids again.

    A pupil pays at most `dearest` of its group, then stops; so the auction ends soon, also where seats lack. Only good
    prices are wanted: the outcome itself is not used.
    """
    n, m = len(offsets) - 1, len(seats)
    start, price = np.zeros(m + 1, dtype=np.int64), np.zeros(m, dtype=np.int64)
    for at in range(m):
        start[at + 1] = start[at] + min(seats[at], n)
        if seats[at] == 0:
            price[at] = dearest.max() + MUCH
    holder, bid = np.full(start[m], NOWHERE, dtype=np.int32), np.zeros(start[m], dtype=np.int64)
    queue, head, waiting = np.arange(n).astype(np.int32), 0, n
    while waiting > 0 and most_bids > 0:
        most_bids -= 1
        pupil = queue[head]
        head, waiting = (head + 1) % n, waiting - 1
        chosen, best, second = _choice(place, cost, price, offsets[pupil], offsets[pupil + 1], dearest[group[pupil]])
        if chosen == NOWHERE:
            continue
        at = _lowest(bid, start[chosen], start[chosen + 1])
        if holder[at] != NOWHERE:
            queue[(head + waiting) % n] = holder[at]
            waiting += 1
        holder[at], bid[at] = pupil, price[chosen] + second - best + step
        price[chosen] = bid[_lowest(bid, start[chosen], start[chosen + 1])]
    seat = np.full(n, NOWHERE, dtype=np.int32)
    for at in range(m):
        for own in holder[start[at] : start[at + 1]]:
            if own != NOWHERE:
                seat[own] = at
    return price, seat


@njit(cache=True, nogil=True)
def lower_prices(
    offsets: Any, place: Any, cost: Any, seat: Any, group: Any, penalty: Any, free_groups: bool, price: Any, back: bool
) -> int:
    """One sweep: no pupil may pay less elsewhere than at its own place, so what its place asks comes down to that.

    `price` (m,) is what each place asks, all caps above it included; it only goes down. With `free_groups` the penalty
    of a group comes down too, to what its cheapest unplaced pupil would pay. Returns the number of changes.
    """
    changes = 0
    n = len(offsets) - 1
    for step in range(n):
        pupil = n - 1 - step if back else step
        own = seat[pupil]
        if own == NOWHERE and not free_groups:
            continue
        least, here = penalty[group[pupil]], np.int64(0)
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            if place[edge] == own:
                here = cost[edge]
            elif cost[edge] + price[place[edge]] < least:
                least = cost[edge] + price[place[edge]]
        if own == NOWHERE:
            if least < penalty[group[pupil]]:
                penalty[group[pupil]] = least
                changes += 1
        elif least - here < price[own]:
            price[own] = least - here
            changes += 1
    return changes


@njit(cache=True, nogil=True)
def level_caps(
    price: Any, use: Any, seats: Any, parent: Any, cap_price: Any, cap_used: Any, caps: Any, above: Any
) -> int:
    """One sweep over the tree: a place with a free seat asks no more than its cap, and a cap in use no more than the
    places below it. `cap_price` (k,) is what a cap asks, all caps above it included; the outside asks 0."""
    changes = 0
    for at in range(len(price)):
        roof = cap_price[parent[at]] if parent[at] != NOWHERE else np.int64(0)
        if use[at] < seats[at] and price[at] > roof:
            price[at] = roof
            changes += 1
        if use[at] > 0 and parent[at] != NOWHERE and cap_price[parent[at]] > price[at]:
            cap_price[parent[at]] = price[at]
            changes += 1
    for at in range(len(cap_price)):
        roof = cap_price[above[at]] if above[at] != NOWHERE else np.int64(0)
        if cap_used[at] < caps[at] and cap_price[at] > roof:
            cap_price[at] = roof
            changes += 1
        if cap_used[at] > 0 and above[at] != NOWHERE and cap_price[above[at]] > cap_price[at]:
            cap_price[above[at]] = cap_price[at]
            changes += 1
    return changes


@njit((GIVEN_LONG, GIVEN_SHORT, GIVEN_SHORT, SHORT, GIVEN_SHORT, LONG, LONG), cache=True, nogil=True)
def envied(offsets: Any, place: Any, cost: Any, seat: Any, group: Any, penalty: Any, price: Any) -> Any:
    """(E,) which edges would be cheaper for their pupil, at these prices, than where it stands."""
    better = np.zeros(len(place), dtype=np.bool_)
    for pupil in range(len(offsets) - 1):
        pays = penalty[group[pupil]]
        if seat[pupil] != NOWHERE:
            for edge in range(offsets[pupil], offsets[pupil + 1]):
                if place[edge] == seat[pupil]:
                    pays = cost[edge] + price[place[edge]]
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            if cost[edge] + price[place[edge]] < pays:
                better[edge] = True
    return better


@njit((SHORT, INT), cache=True, nogil=True)
def _root(boss: Any, node: int) -> int:
    while boss[node] != node:
        boss[node] = boss[boss[node]]
        node = boss[node]
    return node


@njit((GIVEN_LONG, GIVEN_SHORT, GIVEN_SHORT, GIVEN_SHORT), cache=True, nogil=True)
def pieces(offsets: Any, place: Any, parent: Any, cap_parent: Any) -> Any:
    """(n+m+k,) number of the piece of each pupil, place and cap, and how many pieces there are; pieces are numbered in
    order of their first pupil, place or cap. By union-find (Tarjan 1975)."""
    n, m, k = len(offsets) - 1, len(parent), len(cap_parent)
    boss = np.arange(n + m + k).astype(np.int32)
    for pupil in range(n):
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            low, high = _root(boss, pupil), _root(boss, n + place[edge])
            boss[max(low, high)] = min(low, high)
    for node in range(n, n + m + k):
        above = parent[node - n] if node < n + m else cap_parent[node - n - m]
        if above != NOWHERE:
            low, high = _root(boss, node), _root(boss, n + m + above)
            boss[max(low, high)] = min(low, high)
    count = 0
    for node in range(n + m + k):
        if boss[node] == node:
            boss[node] = -1 - count
            count += 1
        else:
            boss[node] = boss[boss[node]]
    return -1 - boss, count


@njit(cache=True, nogil=True)
def gather(
    offsets: Any, place: Any, cost: Any, order: Any, number: Any, starts: Any, new_place: Any, new_cost: Any
) -> None:
    """Copy the edges of the pupils in `order`, one after the other; places get their new `number`. `starts` (n+1,)."""
    at = 0
    for position in range(len(order)):
        for edge in range(offsets[order[position]], offsets[order[position] + 1]):
            new_place[at], new_cost[at] = number[place[edge]], cost[edge]
            at += 1
        starts[position + 1] = at


@njit((GIVEN_LONG, GIVEN_SHORT, INT), cache=True)
def by_place(offsets: Any, place: Any, n_places: int) -> Any:
    """The edges once more, in rows by place: (t_offsets (m+1,), t_edge (E,), t_pupil (E,))."""
    t_offsets, edges = np.zeros(n_places + 1, dtype=np.int64), offsets[-1]
    for edge in range(edges):
        t_offsets[place[edge] + 1] += 1
    for at in range(n_places):
        t_offsets[at + 1] += t_offsets[at]
    at_row = t_offsets[:-1].copy()
    t_edge, t_pupil = np.empty(edges, dtype=np.int32), np.empty(edges, dtype=np.int32)
    for pupil in range(len(offsets) - 1):
        for edge in range(offsets[pupil], offsets[pupil + 1]):
            at = at_row[place[edge]]
            t_edge[at], t_pupil[at] = edge, pupil
            at_row[place[edge]] += 1
    return t_offsets, t_edge, t_pupil
