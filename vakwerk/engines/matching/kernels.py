"""The inner loops that NumPy cannot do: compiled by numba on first use and kept on disk. Imported lazily.

Every kernel has a plain-Python twin in the tests, which is the oracle for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

NOWHERE = -1


@njit(cache=True, nogil=True)
def cheapest(offsets: Any, cost: Any, count: int) -> Any:
    """(E,) which edges are among the `count` cheapest of their pupil; of equal ones the first in order."""
    chosen = np.zeros(len(cost), dtype=np.bool_)
    best = np.empty(count, dtype=np.int64)
    for pupil in range(len(offsets) - 1):
        low, high = offsets[pupil], offsets[pupil + 1]
        if high - low <= count:
            chosen[low:high] = True
            continue
        held = 0
        for edge in range(low, high):
            at = held
            while at > 0 and cost[best[at - 1]] > cost[edge]:
                at -= 1
            if at >= count:
                continue
            if held < count:
                held += 1
            for shift in range(held - 1, at, -1):
                best[shift] = best[shift - 1]
            best[at] = edge
        for at in range(held):
            chosen[best[at]] = True
    return chosen


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


@njit(cache=True, nogil=True)
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
