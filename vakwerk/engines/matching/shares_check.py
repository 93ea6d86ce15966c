"""Whether the shares placed of the groups are as equal as can be, checked by looking for an exchange that helps.

The counts of the groups within a largest placement are the bases of an integral polymatroid, so an outcome is leximin
exactly when no single exchange (one pupil more of one group, one less of another) makes it so (Murota 2003, Theorem
6.26 for separable convex functions on M-convex sets). An exchange exists exactly when a chain leads from somebody
unplaced to somebody placed: each takes a seat of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from .instance import NOWHERE, Instance, cap_use

Seats = npt.NDArray[np.int64]


def fairer_exchange(instance: Instance, seat: Seats) -> tuple[int, int] | None:
    """(group that could have one pupil more, group that would have one less), or None when shares are as equal as can
    be. `seat` (n,) must be a largest placement."""
    sizes = np.bincount(instance.group, minlength=instance.n_groups).tolist()
    counts = np.bincount(instance.group[seat != NOWHERE], minlength=instance.n_groups).tolist()
    for group in range(instance.n_groups):
        others = [other for other in range(instance.n_groups) if other != group and counts[other]]
        helped = [other for other in others if counts[group] < sizes[group] and _fairer(group, other, counts, sizes)]
        if helped:
            reached = _groups_reached(instance, seat, group)
            found = next((other for other in helped if other in reached), None)
            if found is not None:
                return group, found
    return None


def _fairer(gains: int, loses: int, counts: Sequence[int], sizes: Sequence[int]) -> bool:
    """Whether the shares of the two, the smaller first, become larger by the exchange."""
    now = sorted(Fraction(counts[group], sizes[group]) for group in (gains, loses))
    then = sorted(
        (Fraction(counts[gains] + 1, sizes[gains]), Fraction(counts[loses] - 1, sizes[loses])),
    )
    return then > now


def _groups_reached(instance: Instance, seat: Seats, group: int) -> set[int]:
    """Groups of the placed pupils that may have to make room, at the end of a chain, for one of this group."""
    ways = _Ways(instance, seat)
    found = np.zeros(instance.n_pupils, dtype=np.bool_)
    waiting = np.flatnonzero((seat == NOWHERE) & (instance.group == group))
    while len(waiting):
        found[waiting] = True
        displaced = ways.displaced_by(waiting)
        waiting = displaced[~found[displaced]]
    return set(instance.group[found & (seat != NOWHERE)].tolist())


class _Ways:
    """Who can be asked for a seat, each place and cap once."""

    def __init__(self, instance: Instance, seat: Seats) -> None:
        self._instance, self._free = instance, instance.locked == NOWHERE
        use = np.bincount(seat[seat != NOWHERE], minlength=instance.n_places).astype(np.int64)
        m, self._node_of = instance.n_places, np.full(instance.n_places, NOWHERE, dtype=np.int64)
        full = np.concatenate([use >= instance.seats, cap_use(instance, use) >= instance.caps])
        above = np.concatenate([instance.parent, instance.cap_parent]).astype(np.int64)
        node = np.arange(m, dtype=np.int64)
        for _level in range(len(instance.caps) + 1):
            looking = (self._node_of == NOWHERE) & (node != NOWHERE)
            hit = looking.copy()
            hit[looking] = full[node[looking]]
            self._node_of[hit] = node[hit]
            up = looking & ~hit
            node = np.where(up, _above(above, node, m), node)
        self._pupils_below = self._below(seat, above)
        self._asked = np.zeros(m + len(instance.caps), dtype=np.bool_)

    def _below(self, seat: Seats, above: Seats) -> dict[int, npt.NDArray[np.int64]]:
        """Pupils that are not locked below each node, place or cap."""
        pupils = np.flatnonzero((seat != NOWHERE) & self._free)
        nodes, members, m = seat[pupils].astype(np.int64), [], self._instance.n_places
        rows = []
        while len(pupils):
            rows.append(nodes)
            members.append(pupils)
            nodes = _above(above, nodes, m)
            pupils, nodes = pupils[nodes != NOWHERE], nodes[nodes != NOWHERE]
        if not rows:
            return {}
        every, who = np.concatenate(rows), np.concatenate(members)
        order = np.argsort(every, kind="stable")
        names, starts = np.unique(every[order], return_index=True)
        return dict(zip(names.tolist(), np.split(who[order], starts[1:]), strict=True))

    def displaced_by(self, pupils: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Those below the nearest full place or cap of every place that these pupils may go to."""
        mask = np.zeros(self._instance.n_pupils, dtype=np.bool_)
        mask[pupils] = True
        places = np.unique(self._instance.place[np.repeat(mask, np.diff(self._instance.offsets))])
        nodes = np.unique(self._node_of[places])
        nodes = nodes[(nodes != NOWHERE)]
        nodes = nodes[~self._asked[nodes]]
        self._asked[nodes] = True
        none = np.zeros(0, dtype=np.int64)
        return np.unique(np.concatenate([none, *(self._pupils_below.get(int(node), none) for node in nodes)]))


def _above(above: Seats, node: Seats, n_places: int) -> Seats:
    """The cap above each node, numbered after the places; -1 above the last, and above -1."""
    up = np.where(node == NOWHERE, NOWHERE, above[node]) if len(above) else node
    return np.where(up == NOWHERE, NOWHERE, up + n_places)
