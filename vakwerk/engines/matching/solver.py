"""The exact outcome of a round: most pupils placed, then least cost, with prices that prove it.

Steps, per independent part (they may run in other processes):

1. a core of each pupil's cheapest edges is solved cold (`backend`) and priced (`duals`);
2. all edges that some pupil would rather take at those prices join the core, which is solved once more;
3. the few pupils who then still stand wrong choose again one by one (`routing.resettle`), which is exact.

The outcome does not depend on how good the core is; only the time does. `verifier.verify` checks it without this code.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from . import backend, policies
from .duals import Asked, Graph, prices
from .instance import NOWHERE, Instance
from .parts import Part, parts
from .solution import Certificate, Solution

Policy = Literal["total", "priority", "equal"]
CORE_EDGES = 6
# Below this size a part is solved whole: cutting a core costs more than it saves.
SMALL_PART = 2_000


class Executor(Protocol):
    """What `concurrent.futures` and a cluster's client both have."""

    def map(self, fn: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]: ...


class Task(NamedTuple):
    graph: Graph
    penalty: npt.NDArray[np.int64]
    quota: npt.NDArray[np.int64] | None
    free_groups: bool


class Answer(NamedTuple):
    seat: npt.NDArray[np.int32]
    asked: Asked


def solve(instance: Instance, *, policy: Policy = "total", executor: Executor | None = None) -> Solution:
    """Most pupils placed, then least total cost; exact, the same input giving the same bytes.

    policy: "total"; "priority" (of all outcomes with most pupils placed, most of group 0, then most of group 1, ...);
    "equal" (of those, the shares placed of the groups as equal as can be: the smallest share as large as possible, then
    the next). No policy places fewer pupils. `executor`: solves parts elsewhere; serial without.
    """
    pieces = parts(instance, whole=policy == "equal")
    penalty = policies.penalties(instance, policy)
    tasks = [Task(piece.graph, penalty, *policies.quota(piece.graph, penalty, policy)) for piece in pieces]
    answers = list(executor.map(solve_part, tasks) if executor else map(solve_part, tasks))
    return _assemble(instance, pieces, answers, policy, penalty)


def solve_part(task: Task) -> Answer:
    """One independent part. A function of its argument alone, so that any process can do it."""
    graph = task.graph
    if len(graph.place) <= SMALL_PART or task.free_groups:
        seat = backend.cheapest_most(graph, task.quota)
        asked = prices(graph, seat, task.penalty, task.free_groups)
        if asked is None:
            raise RuntimeError("No prices were found for an outcome that should be optimal.")
        return Answer(seat, asked)
    return _by_core(task)


def _by_core(task: Task) -> Answer:
    from . import kernels

    graph = task.graph
    core = kernels.cheapest(graph.offsets, graph.cost, CORE_EDGES)
    seat, asked = _solve_core(task, core)
    core |= kernels.envied(graph.offsets, graph.place, graph.cost, seat, graph.group, asked.penalty, asked.place)
    seat, asked = _solve_core(task, core)
    return _resettled(graph, seat, asked)


def _solve_core(task: Task, core: npt.NDArray[np.bool_]) -> Answer:
    graph = task.graph
    offsets = np.concatenate([[0], np.cumsum(core)])[graph.offsets]
    part = graph._replace(offsets=offsets, place=graph.place[core], cost=graph.cost[core])
    quota = None if task.quota is None else policies.lexicographic(part, len(task.penalty))
    seat = backend.cheapest_most(part, quota)
    asked = prices(part, seat, task.penalty, False)
    if asked is None:
        raise RuntimeError("No prices were found for an outcome that should be optimal.")
    return Answer(seat, asked)


def _resettled(graph: Graph, seat: npt.NDArray[np.int32], asked: Asked) -> Answer:
    """The exact outcome for all edges, from one that is exact for the core."""
    from .router import Router

    router = Router(graph, seat, asked)
    router.settle_envious()
    return Answer(router.seat(), router.asked())


def _assemble(
    instance: Instance, pieces: list[Part], answers: list[Answer], policy: Policy, penalty: npt.NDArray[np.int64]
) -> Solution:
    seat = instance.locked.astype(np.int32).copy()
    price, cap_price = _nobody_comes(instance), np.zeros(len(instance.caps), dtype=np.int64)
    for piece, answer in zip(pieces, answers, strict=True):
        placed = answer.seat != NOWHERE
        seat[piece.pupils[placed]] = piece.places[answer.seat[placed]]
        price[piece.places], cap_price[piece.caps] = answer.asked.place, answer.asked.cap
        if policy == "equal":
            penalty = answer.asked.penalty
    return finished(instance, seat, price, cap_price, policy, penalty, len(pieces))


def _nobody_comes(instance: Instance) -> npt.NDArray[np.int64]:
    return np.zeros(instance.n_places, dtype=np.int64)


def finished(
    instance: Instance,
    seat: npt.NDArray[np.int32],
    asks: npt.NDArray[np.int64],
    cap_asks: npt.NDArray[np.int64],
    policy: Policy,
    penalty: npt.NDArray[np.int64],
    n_parts: int,
) -> Solution:
    """The outcome with its own prices (what a node asks less what the node above asks) and its certificate."""
    placed = seat != NOWHERE
    cost = int(_costs(instance, seat).sum())
    above = np.where(instance.parent == NOWHERE, 0, _at(cap_asks, instance.parent))
    cap_above = np.where(instance.cap_parent == NOWHERE, 0, _at(cap_asks, instance.cap_parent))
    unplaced = np.bincount(instance.group[~placed], minlength=instance.n_groups)
    certificate = Certificate(
        policy=policy,
        penalty=tuple(int(x) for x in penalty),
        objective=cost + sum(int(count) * int(x) for count, x in zip(unplaced, penalty, strict=True)),
        placed_by_group=tuple(np.bincount(instance.group[placed], minlength=instance.n_groups).tolist()),
        price_of_policy=None,
        parts=n_parts,
        versions={name: importlib.metadata.version(name) for name in ("numpy", "ortools")},
    )
    known = np.where(placed, _at(instance.home, seat), NOWHERE).astype(np.int32)
    # A place that nobody uses may ask less than its cap does; its own price is then simply 0.
    own, cap_own = np.maximum(asks - above, 0), np.maximum(cap_asks - cap_above, 0)
    return Solution(known, seat, int(placed.sum()), cost, own, cap_own, certificate)


def _at(values: npt.NDArray[Any], index: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """values[index], 0 where there are no values."""
    return np.asarray(values[index]) if len(values) else np.zeros(len(index), dtype=np.int64)


def _costs(instance: Instance, seat: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Costs of the edges taken."""
    taken = instance.place == np.repeat(seat, np.diff(instance.offsets))
    return np.asarray(instance.cost[taken], dtype=np.int64)
