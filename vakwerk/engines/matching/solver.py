"""The exact outcome of a round: most pupils placed, then least cost, with prices that prove it.

The round falls apart in independent parts (`parts`); each is solved exactly, here or in another process (`cold`), and
the seats and prices are put together again. `verifier.verify` checks the outcome without any of this code.
"""

from __future__ import annotations

import importlib.metadata
from dataclasses import replace
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from . import policies
from .cold import Answer, Executor, Task, solve_part
from .instance import NOWHERE, Instance
from .parts import Part, parts
from .problems import InstanceProblem
from .solution import Certificate, Solution

Policy = Literal["total", "priority", "equal"]


# A part with more edges than this, and more than half of all, is not handed out whole: its pieces are. A round with
# fewer is not handed out at all, and a part below `SMALL_TASK` neither: sending it would take longer.
GIANT_PART = 200_000
SMALL_TASK = 20_000


def solve(instance: Instance, *, policy: Policy = "total", executor: Executor | None = None) -> Solution:
    """Most pupils placed, then least total cost; exact, the same input giving the same bytes.

    policy: "total"; "priority" (of all outcomes with most pupils placed, most of group 0, then most of group 1, ...);
    "equal" (of those, the shares placed of the groups as equal as can be: the smallest share as large as possible, then
    the next; between equally large groups that tie the lower number, before cost is looked at). No policy places fewer
    pupils. `executor`: solves parts elsewhere; serial without. Raises `InstanceProblem` for any other policy, which
    would decide nothing and prove nothing.
    """
    if policy not in get_args(Policy):
        raise InstanceProblem("policy", f"There is no policy {policy!r}; choose one of {', '.join(get_args(Policy))}.")
    pieces = parts(instance, whole=policy == "equal")
    penalty = policies.penalties(instance, policy)
    kept = np.bincount(instance.group[instance.locked != NOWHERE], minlength=instance.n_groups).astype(np.int64)
    tasks = [Task(piece.graph, penalty, policy, kept if policy == "equal" else None) for piece in pieces]
    solution = _assemble(instance, pieces, _answers(tasks, executor), policy, penalty)
    if policy == "total":
        return solution
    price = solution.cost - solve(instance, executor=executor).cost if instance.n_groups > 1 else 0
    return replace(solution, certificate=replace(solution.certificate, price_of_policy=price))


def _answers(tasks: list[Task], executor: Executor | None) -> list[Answer]:
    """Parts in their order, largest first: a giant by its pieces, large ones elsewhere, small ones meanwhile here."""
    edges = [len(task.graph.place) for task in tasks]
    if executor is None or sum(edges) <= GIANT_PART:
        return [solve_part(task) for task in tasks]
    giant = 1 if edges[0] > max(GIANT_PART, sum(edges[1:])) else 0
    large = sum(size > SMALL_TASK for size in edges)
    first = [solve_part(task, executor) for task in tasks[:giant]]
    elsewhere = executor.map(solve_part, tasks[giant:large])
    small = [solve_part(task) for task in tasks[large:]]
    return first + list(elsewhere) + small


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
