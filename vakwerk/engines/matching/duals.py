"""Prices for a given optimal outcome: shortest ways to the outside, by lowering prices until nobody would pay less."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .instance import NOWHERE

# Sweeps before an outcome is taken not to be optimal; ways to the outside are far shorter than this in practice.
MOST_SWEEPS = 400


class Graph(NamedTuple):
    """One part of a round, in its own numbering: the arrays of `Instance` without locks."""

    offsets: Any
    place: Any
    cost: Any
    seats: Any
    parent: Any
    caps: Any
    cap_parent: Any
    group: Any


class Asked(NamedTuple):
    """What places (m,) and caps (k,) ask, all caps above included, and the penalty of each group (g,)."""

    place: npt.NDArray[np.int64]
    cap: npt.NDArray[np.int64]
    penalty: npt.NDArray[np.int64]


def used(graph: Graph, seat: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Pupils in each place (m,) and below each cap (k,)."""
    use = np.bincount(seat[seat != NOWHERE], minlength=len(graph.seats)).astype(np.int64)
    below = np.zeros(len(graph.caps), dtype=np.int64)
    above = graph.parent.astype(np.int64)
    while len(below) and (above != NOWHERE).any():
        inside = above != NOWHERE
        np.add.at(below, above[inside], use[inside])
        above = np.where(inside, graph.cap_parent[above], NOWHERE)
    return use, below


def prices(graph: Graph, seat: npt.NDArray[Any], penalty: npt.NDArray[np.int64], free_groups: bool) -> Asked | None:
    """The highest right prices for `seat` (n,), or None when that outcome is not optimal for these penalties.

    With `free_groups` the penalties are upper bounds, brought down so far that each group is as it is by its own price.
    """
    from . import kernels

    use, below = used(graph, seat)
    top = 2 * int(penalty.max()) + 1
    asked = Asked(np.full(len(use), top), np.full(len(below), top), penalty.astype(np.int64).copy())
    shared = len(below) > 0
    if not shared:
        asked.place[use < graph.seats] = 0
    for sweep in range(MOST_SWEEPS):
        changes = 0
        if shared:
            changes += kernels.level_caps(
                asked.place, use, graph.seats, graph.parent, asked.cap, below, graph.caps, graph.cap_parent
            )
        changes += kernels.lower_prices(
            graph.offsets,
            graph.place,
            graph.cost,
            seat,
            graph.group,
            asked.penalty,
            free_groups,
            asked.place,
            sweep % 2 == 1,
        )
        if not changes:
            return asked
        if asked.place.min(initial=0) < 0:
            return None
    return None
