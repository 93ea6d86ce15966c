"""A round falls apart: pupils and places that no path of edges or shared caps connects never trade seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .duals import Graph
from .instance import NOWHERE, Instance, cap_use

# Pieces with fewer edges than this are solved beside one another in one call.
BUNDLE = 2_000


@dataclass(frozen=True)
class Part:
    """An independent piece, or small ones side by side: its graph, and the numbers of its pupils, places and caps in
    the whole round."""

    graph: Graph
    pupils: npt.NDArray[Any]
    places: npt.NDArray[Any]
    caps: npt.NDArray[Any]


def parts(instance: Instance, whole: bool = False) -> list[Part]:
    """The round without its locked pupils and their seats, in independent pieces, largest first; pupils without edges
    and places without are in none. `whole`: everything in one piece."""
    graph = unlocked(instance)
    if not whole:
        return pieces(graph)
    return list(_cut(graph, np.zeros(instance.n_pupils + len(graph.seats) + len(graph.caps), dtype=np.int32), 1))


def pieces(graph: Graph) -> list[Part]:
    """What no path of edges or caps connects, largest first; pupils and places without edges are in none."""
    from . import kernels

    labels, count = kernels.pieces(graph.offsets, graph.place, graph.parent, graph.cap_parent)
    return sorted(_cut(graph, *_bundled(graph, labels, count)), key=lambda part: -len(part.graph.place))


def _bundled(graph: Graph, labels: npt.NDArray[Any], count: int) -> tuple[npt.NDArray[Any], int]:
    """Small pieces side by side in one, up to `BUNDLE` edges; a call of the backend costs more than solving them. All
    that has no edges gets label 0, which nothing else has."""
    edges = np.bincount(labels[: len(graph.offsets) - 1], np.diff(graph.offsets), count).astype(np.int64)
    small, large = (edges > 0) & (edges < BUNDLE), edges >= BUNDLE
    together = (np.cumsum(np.where(small, edges, 0)) - 1) // BUNDLE + 1
    number = np.where(small, together, 0)
    bundles = int(number.max(initial=0))
    number[large] = bundles + 1 + np.arange(large.sum())
    return number[labels].astype(np.int32), bundles + 1 + int(large.sum())


def unlocked(instance: Instance) -> Graph:
    """The round for those who can still move: locked pupils lose their edges, their seats are taken."""
    fixed = instance.locked != NOWHERE
    if not fixed.any():
        return Graph(
            instance.offsets,
            instance.place,
            instance.cost,
            instance.seats,
            instance.parent,
            instance.caps,
            instance.cap_parent,
            instance.group,
        )
    use = np.bincount(instance.locked[fixed], minlength=instance.n_places).astype(np.int64)
    keep = np.repeat(~fixed, np.diff(instance.offsets))
    counts = np.where(fixed, 0, np.diff(instance.offsets))
    return Graph(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        instance.place[keep],
        instance.cost[keep],
        (instance.seats - use).astype(np.int32),
        instance.parent,
        (instance.caps - cap_use(instance, use)).astype(np.int32),
        instance.cap_parent,
        instance.group,
    )


def _cut(graph: Graph, labels: npt.NDArray[Any], count: int) -> Iterator[Part]:
    """All edges are copied once, in the order of the pieces; each piece is a view of that copy."""
    from . import kernels

    n, m = len(graph.offsets) - 1, len(graph.seats)
    pupils, places, caps = (_sorted(x, count) for x in (labels[:n], labels[n : n + m], labels[n + m :]))
    starts = np.zeros(n + 1, dtype=np.int64)
    place, cost = np.empty(len(graph.place), dtype=np.int32), np.empty(len(graph.cost), dtype=graph.cost.dtype)
    place_number, cap_number = _within(places, labels[n : n + m]), _within(caps, labels[n + m :])
    kernels.gather(graph.offsets, graph.place, graph.cost, pupils[0], place_number, starts, place, cost)
    for label in range(count):
        mine, own_places, own_caps = (order[at[label] : at[label + 1]] for order, at in (pupils, places, caps))
        offsets = starts[pupils[1][label] : pupils[1][label + 1] + 1]
        if offsets[0] == offsets[-1]:
            continue
        edges = slice(offsets[0], offsets[-1])
        local = Graph(
            offsets - offsets[0],
            place[edges],
            cost[edges],
            graph.seats[own_places],
            _renumber(cap_number, graph.parent[own_places]),
            graph.caps[own_caps],
            _renumber(cap_number, graph.cap_parent[own_caps]),
            graph.group[mine],
        )
        yield Part(local, mine, own_places, own_caps)


def _sorted(labels: npt.NDArray[Any], count: int) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Numbers in the order of their label, and where each label begins."""
    order = np.argsort(labels, kind="stable")
    return order, np.searchsorted(labels[order], np.arange(count + 1))


def _within(members: tuple[npt.NDArray[Any], npt.NDArray[Any]], labels: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """For each number its place among those with the same label."""
    order, starts = members
    numbers = np.empty(len(labels), dtype=np.int32)
    numbers[order] = np.arange(len(labels)) - starts[labels[order]]
    return numbers


def _renumber(numbers: npt.NDArray[np.int32], values: Any) -> npt.NDArray[np.int32]:
    result = np.full(len(values), NOWHERE, dtype=np.int32)
    inside = values != NOWHERE
    result[inside] = numbers[values[inside]]
    return result
