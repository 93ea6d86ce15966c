"""Who goes first when not everybody can be placed. No policy ever places fewer pupils.

The sets of pupils that can be placed together form a transversal matroid (Edmonds & Fulkerson 1965): every group can be
served to its maximum, one after the other, within a largest placement (see also arXiv 2403.00397).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from . import backend
from .duals import Graph
from .instance import NOWHERE, Instance

Quota = npt.NDArray[np.int64]


def penalties(instance: Instance, policy: str) -> npt.NDArray[np.int64]:
    """(g,) cost of leaving a pupil of each group unplaced; by priority a unit more for each group further ahead."""
    unit, groups = instance.penalty_unit(), instance.n_groups
    if policy == "priority":
        return unit * np.arange(groups, 0, -1, dtype=np.int64)
    return np.full(groups, unit if policy == "total" else 2 * unit, dtype=np.int64)


def is_free(policy: str, groups: int) -> bool:
    """Whether the penalties of the groups are upper bounds, to be found with the prices."""
    return policy == "equal" and groups > 1


def quota(graph: Graph, groups: int, policy: str) -> Quota | None:
    """(g,) pupils to be placed of each group; None where simply as many as can be is right."""
    if policy == "total" or groups == 1:
        return None
    return lexicographic(graph, groups) if policy == "priority" else equal_shares(graph, groups)


def _placed(graph: Graph, limit: Quota) -> Quota:
    seat = backend.most(graph, limit)
    return np.bincount(graph.group[seat != NOWHERE], minlength=len(limit)).astype(np.int64)


def lexicographic(graph: Graph, groups: int) -> Quota:
    """Most of group 0, then most of group 1 beside them, and so on: by growing maxima."""
    sizes = np.bincount(graph.group, minlength=groups).astype(np.int64)
    found = np.zeros(groups, dtype=np.int64)
    before = 0
    for group in range(groups):
        limit = np.where(np.arange(groups) <= group, sizes, 0)
        total = int(_placed(graph, limit).sum())
        found[group], before = total - before, total
    return found


def equal_shares(graph: Graph, groups: int) -> Quota:
    """Leximin of the shares placed per group, within a largest placement (polymatroid; Megiddo 1974).

    Groups still rising share one level; the highest level that all can reach is found by bisection over the shares
    that occur, the groups that cannot rise above it are fixed there, and the others go on."""
    sizes = np.bincount(graph.group, minlength=groups).astype(np.int64)
    fixed = np.where(sizes == 0, 0, NOWHERE).astype(np.int64)
    while (fixed == NOWHERE).any():
        rising = fixed == NOWHERE
        base = np.where(rising, 0, fixed)
        share = _highest_level(graph, sizes, rising, base)
        reached = np.where(rising, _count(sizes, share), base)
        for group in np.flatnonzero(rising):
            if not _reachable(graph, reached + (np.arange(groups) == group)) or reached[group] == sizes[group]:
                fixed[group] = reached[group]
        if not (rising & (fixed != NOWHERE)).any():
            fixed[np.flatnonzero(rising)[0]] = reached[rising][0]
    return _filled(graph, fixed, sizes)


def _count(sizes: Quota, share: tuple[int, int]) -> Quota:
    """Pupils of each group at this share (numerator, denominator), rounded down."""
    return sizes * share[0] // share[1]


def _reachable(graph: Graph, wanted: Quota) -> bool:
    return bool(_placed(graph, wanted).sum() == wanted.sum())


def _highest_level(graph: Graph, sizes: Quota, rising: npt.NDArray[np.bool_], base: Quota) -> tuple[int, int]:
    """The largest share, in steps of 1 / (largest group size), that all rising groups reach together."""
    denominator = int(sizes[rising].max())
    low, high = 0, denominator
    while low < high:
        middle = (low + high + 1) // 2
        wanted = np.where(rising, _count(sizes, (middle, denominator)), base)
        low, high = (middle, high) if _reachable(graph, wanted) else (low, middle - 1)
    return low, denominator


def _filled(graph: Graph, counts: Quota, sizes: Quota) -> Quota:
    """Seats that rounding left over, to the groups with the smallest share first: a largest placement after all."""
    filled = counts.copy()
    order = sorted(np.flatnonzero(filled < sizes).tolist(), key=lambda group: (filled[group] / sizes[group], group))
    for group in order:
        step = np.arange(len(filled)) == group
        while filled[group] < sizes[group] and _reachable(graph, filled + step):
            filled[group] += 1
    return filled
