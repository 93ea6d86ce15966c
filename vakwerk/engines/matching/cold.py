"""One independent part solved from nothing, exactly: seats and the prices that prove them.

1. a quick auction gives rough prices (`kernels.opening_prices`);
2. at those prices the few cheapest edges of each pupil form a *core*, which is cut exactly (`cut`), solved piece by
   piece by the backend, and priced;
3. when many pupils would still rather have an edge outside the core, those edges join it and it is solved again;
4. the few pupils who then still stand wrong choose again one by one (`routing.resettle`), which is exact.

A part with caps goes to the backend whole: caps are nodes of its flow like any other. Wide caps make one region of a
whole country in which everybody can reach everybody, so that a core saves little and each search of step 4 sees it all.

The outcome is optimal however good the rough prices are: only the time depends on them. `solve_part` is a function of
its argument alone, so any process, on any machine, can do it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from . import backend, policies
from .duals import Asked, Graph, prices
from .instance import NOWHERE
from .parts import pieces

# Below this size a part is solved whole: cutting a core costs more than it saves.
SMALL_PART = 2_000
CORE_EDGES = 8
COST_BYTES = 4
# The auction stops bidding at the dearest cost plus so many times the spread of the costs, and steps by a part of it.
DEAR, STEPS, MOST_BIDS = 2, 40, 100
# More envious pupils than this share of the part (and than the number) are not sent one by one.
ENVIOUS_SHARE, ENVIOUS_FEW, MOST_ROUNDS = 0.02, 300, 8


class Executor(Protocol):
    """What `concurrent.futures` and a cluster's client both have."""

    def map(self, fn: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]: ...


class Task(NamedTuple):
    """What to solve. `penalty` (g,): of leaving a pupil of each group unplaced. `kept` (g,): locked pupils."""

    graph: Graph
    penalty: npt.NDArray[np.int64]
    policy: str
    kept: npt.NDArray[np.int64] | None = None


class Answer(NamedTuple):
    seat: npt.NDArray[np.int32]
    asked: Asked


class Piece(NamedTuple):
    graph: Graph
    groups: int
    policy: str
    kept: npt.NDArray[np.int64] | None = None


def solve_part(task: Task, executor: Executor | None = None) -> Answer:
    """Most pupils, then the policy, then least cost; raises RuntimeError only when this code is wrong.

    `executor`: for the pieces of a part so large that others would wait for it."""
    graph, free = task.graph, policies.is_free(task.policy, len(task.penalty))
    # Costs with the price of moves in them (`scale.moved`) need more than the 32 bits of the search for each pupil.
    if len(graph.place) <= SMALL_PART or len(graph.caps) or graph.cost.itemsize > COST_BYTES or free:
        return exact(task, graph, None, None)
    return _by_core(task, executor)


def exact(task: Task, graph: Graph, start: npt.NDArray[np.int32] | None, executor: Executor | None) -> Answer:
    """This graph (the part, or a core of it) solved as it stands, and priced. `start` (n,): seats to cut it by."""
    groups = len(task.penalty)
    seat = (
        _solve_piece(Piece(graph, groups, task.policy, task.kept))
        if start is None
        else _piecewise(task, graph, start, executor)
    )
    asked = prices(graph, seat, task.penalty, policies.is_free(task.policy, len(task.penalty)))
    if asked is None:
        raise RuntimeError("No prices were found for an outcome that should be optimal.")
    return Answer(seat, asked)


def _solve_piece(piece: Piece) -> npt.NDArray[np.int32]:
    return backend.cheapest_most(piece.graph, policies.quota(*piece))


def _piecewise(
    task: Task, graph: Graph, start: npt.NDArray[np.int32], executor: Executor | None
) -> npt.NDArray[np.int32]:
    """(n,) seats, from the pieces into which the graph falls when edges that no largest placement uses are left out."""
    from . import cut, kernels

    seat = start.copy()
    short = cut.largest(graph.offsets, graph.place, graph.seats, seat)
    t_offsets, _t_edge, t_pupil = kernels.by_place(graph.offsets, graph.place, len(graph.seats))
    side = cut.sides(t_offsets, t_pupil, graph.seats, seat, short)
    found = pieces(_only(graph, cut.inside(graph.offsets, graph.place, seat, side)))
    todo = [Piece(piece.graph, len(task.penalty), task.policy) for piece in found]
    seat[:] = NOWHERE
    for piece, own in zip(
        found, executor.map(_solve_piece, todo) if executor else map(_solve_piece, todo), strict=True
    ):
        placed = own != NOWHERE
        seat[piece.pupils[placed]] = piece.places[own[placed]]
    return seat


def _by_core(task: Task, executor: Executor | None) -> Answer:
    graph = task.graph
    core, start = _promising(task)
    few = max(ENVIOUS_FEW, int(ENVIOUS_SHARE * (len(graph.offsets) - 1)))
    for _round in range(MOST_ROUNDS):
        answer = exact(task, _only(graph, core), _inside(graph, core, start), executor)
        envied = _envied(graph, answer)
        if len(_pupils(graph, envied)) <= few:
            break
        core[envied] = True
    return _resettled(graph, answer) if len(envied) else answer


def _inside(graph: Graph, core: npt.NDArray[np.bool_], seat: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """(n,) the seats of the auction as far as they lie in the core."""
    taken = np.flatnonzero(core & (graph.place == np.repeat(seat, np.diff(graph.offsets))))
    inside = np.full(len(seat), NOWHERE, dtype=np.int32)
    inside[np.searchsorted(graph.offsets, taken, side="right") - 1] = graph.place[taken]
    return inside


def _promising(task: Task) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int32]]:
    """(E,) the core: the cheapest edges of each pupil at the prices of a quick auction; and (n,) its seats."""
    from . import kernels

    graph = task.graph
    low, top = int(graph.cost.min()), int(graph.cost.max())
    spread = top - low + 1
    ahead = np.arange(len(task.penalty), 0, -1) if task.policy == "priority" else np.ones(len(task.penalty), dtype=int)
    bids = MOST_BIDS * (len(graph.offsets) - 1)
    dearest = (top + DEAR * spread * ahead).astype(np.int64)
    price, seat = kernels.opening_prices(
        graph.offsets, graph.place, graph.cost, graph.seats, graph.group, dearest, max(1, spread // STEPS), bids
    )
    chosen: npt.NDArray[np.bool_] = kernels.cheapest(graph.offsets, graph.place, graph.cost, price, CORE_EDGES)
    return chosen, seat


def _only(graph: Graph, core: npt.NDArray[np.bool_]) -> Graph:
    """The same pupils and places with these edges alone."""
    counts = np.concatenate([[0], np.cumsum(core)])
    return graph._replace(offsets=counts[graph.offsets], place=graph.place[core], cost=graph.cost[core])


def _envied(graph: Graph, answer: Answer) -> npt.NDArray[np.int64]:
    """Edges that would be cheaper for their pupil than where it stands."""
    from . import kernels

    seat, asked = answer
    found = kernels.envied(graph.offsets, graph.place, graph.cost, seat, graph.group, asked.penalty, asked.place)
    return np.flatnonzero(found)


def _pupils(graph: Graph, edges: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.unique(np.searchsorted(graph.offsets, edges, side="right") - 1)


def _resettled(graph: Graph, answer: Answer) -> Answer:
    """The exact outcome for all edges, from one that is exact for the core."""
    from .router import Router

    router = Router(graph, answer.seat, answer.asked)
    router.settle_envious()
    return Answer(router.seat(), router.asked())
