"""A round falls apart: pupils and places that no path of edges or shared caps connects never trade seats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .duals import Graph
from .instance import NOWHERE, Instance, cap_use


@dataclass(frozen=True)
class Part:
    """An independent piece: its graph, and the numbers of its pupils, places and caps in the whole round."""

    graph: Graph
    pupils: npt.NDArray[Any]
    places: npt.NDArray[Any]
    caps: npt.NDArray[Any]


def parts(instance: Instance, whole: bool = False) -> list[Part]:
    """The round without its locked pupils and their seats, in independent pieces, largest first; pupils without edges
    and places without are in none. `whole`: everything in one piece."""
    graph = unlocked(instance)
    labels = np.zeros(instance.n_pupils + instance.n_places + len(instance.caps), dtype=np.int64)
    if not whole:
        labels = _labels(graph)
    return sorted(_cut(graph, labels), key=lambda part: -len(part.graph.place))


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


def _labels(graph: Graph) -> npt.NDArray[Any]:
    """(n + m + k,) number of the piece of each pupil, place and cap."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n, m, k = len(graph.offsets) - 1, len(graph.seats), len(graph.caps)
    under, nested = np.flatnonzero(graph.parent != NOWHERE), np.flatnonzero(graph.cap_parent != NOWHERE)
    ends = np.concatenate([graph.place + n, graph.parent[under] + n + m, graph.cap_parent[nested] + n + m])
    counts = np.zeros(n + m + k, dtype=np.int64)
    counts[:n] = np.diff(graph.offsets)
    counts[n + under] = 1
    counts[n + m + nested] = 1
    links = csr_array(
        (np.ones(len(ends), dtype=np.int8), ends.astype(np.int32), np.concatenate([[0], np.cumsum(counts)])),
        shape=(n + m + k, n + m + k),
    )
    return np.asarray(connected_components(links, directed=False)[1])


def _cut(graph: Graph, labels: npt.NDArray[Any]) -> Iterator[Part]:
    n, m = len(graph.offsets) - 1, len(graph.seats)
    sizes = np.bincount(labels[:n], weights=np.diff(graph.offsets), minlength=int(labels.max(initial=-1)) + 1)
    groups = [_members(labels[piece]) for piece in (slice(None, n), slice(n, n + m), slice(n + m, None))]
    for label in np.flatnonzero(sizes):
        yield _piece(graph, *(members(label) for members in groups))


def _members(labels: npt.NDArray[Any]) -> Any:
    """A function from a label to the sorted numbers that carry it."""
    order = np.argsort(labels, kind="stable")
    sorted_labels = labels[order]

    def of(label: int) -> npt.NDArray[Any]:
        low, high = np.searchsorted(sorted_labels, [label, label + 1])
        return order[low:high]

    return of


def _piece(graph: Graph, pupils: Any, places: Any, caps: Any) -> Part:
    counts = np.diff(graph.offsets)[pupils]
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    edges = np.repeat(graph.offsets[:-1][pupils] - offsets[:-1], counts) + np.arange(offsets[-1])
    place_number, cap_number = _numbers(len(graph.seats), places), _numbers(len(graph.caps), caps)
    local = Graph(
        offsets,
        place_number[graph.place[edges]],
        graph.cost[edges],
        graph.seats[places],
        _renumber(cap_number, graph.parent[places]),
        graph.caps[caps],
        _renumber(cap_number, graph.cap_parent[caps]),
        graph.group[pupils],
    )
    return Part(local, pupils, places, caps)


def _numbers(size: int, chosen: Any) -> npt.NDArray[np.int32]:
    numbers = np.full(size, NOWHERE, dtype=np.int32)
    numbers[chosen] = np.arange(len(chosen), dtype=np.int32)
    return numbers


def _renumber(numbers: npt.NDArray[np.int32], values: Any) -> npt.NDArray[np.int32]:
    result = np.full(len(values), NOWHERE, dtype=np.int32)
    inside = values != NOWHERE
    result[inside] = numbers[values[inside]]
    return result
