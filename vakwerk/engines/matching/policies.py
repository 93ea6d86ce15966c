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


def quota(graph: Graph, groups: int, policy: str, kept: Quota | None = None) -> Quota | None:
    """(g,) pupils to be placed of each group; None where simply as many as can be is right. `kept` (g,): locked pupils,
    who have a place but no edges in the graph."""
    if policy == "total" or groups == 1:
        return None
    if policy == "priority":
        return lexicographic(graph, groups)
    return equal_shares(graph, np.zeros(groups, dtype=np.int64) if kept is None else kept)


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


def equal_shares(graph: Graph, kept: Quota) -> Quota:
    """Leximin of the shares placed per group, within a largest placement; of groups that can take each other's place
    the smaller one first, of equal ones the one with the lower number.

    The group with the smallest share gets the next place, as long as it can: exact for whole numbers, since what groups
    can have is an integral polymatroid (greedy for separable concave aims, Federgruen & Groenevelt 1986). A group that
    can have no more never can again, so many steps are tried at once, by bisection."""
    sizes = np.bincount(graph.group, minlength=len(kept)).astype(np.int64)
    turns, found = _turns(sizes, kept), np.zeros(len(kept), dtype=np.int64)
    while len(turns):
        steps = _most_steps(graph, found, turns)
        found += np.bincount(turns[:steps], minlength=len(kept))
        stuck = turns[steps : steps + 1]
        turns = turns[steps:][~np.isin(turns[steps:], stuck)]
    return found


def _turns(sizes: Quota, kept: Quota) -> Quota:
    """The groups in the order of their turns, each as often as it has pupils without a lock: smallest share first."""
    group = np.repeat(np.arange(len(sizes)), sizes - kept)
    before = np.concatenate([np.arange(*ends) for ends in zip(kept, sizes, strict=True)])
    # Different fractions of fewer than 2**26 pupils differ far more than a double's rounding; equal ones are equal.
    order = np.lexsort((group, sizes[group], before / sizes[group]))
    return np.asarray(group[order])


def _most_steps(graph: Graph, found: Quota, turns: Quota) -> int:
    """How many of these turns can be given, from the first on."""
    low, high = 0, len(turns)
    while low < high:
        middle = (low + high + 1) // 2
        wanted = found + np.bincount(turns[:middle], minlength=len(found))
        low, high = (middle, high) if _placed(graph, wanted).sum() == wanted.sum() else (low, middle - 1)
    return low
