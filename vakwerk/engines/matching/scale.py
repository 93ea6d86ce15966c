"""Numbers large enough that one aim always goes before the next: most placed, then fewest moves, then least cost.

Moving a pupil costs `step` times the weight of its state, which no difference in costs can outweigh; leaving a pupil
unplaced costs `unit`, which no cost of moves can outweigh (or more, by policy). Both leave room for what may still
happen to the round, so that the prices of an outcome stay prices while pupils, places and costs change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .duals import Asked, Graph, prices
from .instance import MOST_MONEY, NOWHERE, Instance
from .parts import unlocked
from .problems import InstanceProblem
from .solution import Solution
from .verifier import ELIGIBLE, LOCKS, NUMBERS, SEATS, verify
from .verifier import asked as asked_by_places

Ints = npt.NDArray[np.int64]
# How much larger costs and numbers of pupils may grow before a round is scaled anew; less when the range is short.
HEADROOMS = (4.0, 2.0, 1.25, 1.0)
LEAST_COST = 250


class Scale(NamedTuple):
    """`cost`: the largest absolute cost, `pupils`: the most pupils it holds for. `step`, `unit`: see above."""

    cost: int
    pupils: int
    step: int
    unit: int

    def holds(self, cost: int, pupils: int) -> bool:
        return cost <= self.cost and pupils <= self.pupils


def scale_of(instance: Instance, heaviest: int, largest: int = 0) -> Scale:
    """For moves that weigh at most `heaviest` (0: moves are free) and costs up to `largest` at least. Raises
    `InstanceProblem` beyond 64 bits."""
    largest = max(largest, int(instance.cost.max(initial=1)), -int(instance.cost.min(initial=0)))
    for headroom in HEADROOMS:
        cost = int((largest if headroom == 1.0 else max(largest, LEAST_COST)) * headroom)
        pupils = int(instance.n_pupils * headroom) + 1
        # Twice what an exchange can cost, so that moves and cost can be read off a price again (`seat_worths`).
        step = 2 * (2 * cost + 1) * (pupils + 1) if heaviest else 0
        # Twice what `Instance.penalty_unit` asks for the round with the moves priced in: see `moved`.
        unit = 2 * (2 * (cost + step * heaviest) + 1) * (pupils + 1)
        if unit * (instance.n_groups + 2) <= MOST_MONEY:
            return Scale(cost, pupils, step, unit)
    raise InstanceProblem("cost_range", "The costs are too large for this many pupils; use coarser costs.")


def penalties(solution: Solution, scale: Scale) -> Ints:
    """(g,) the penalties of the solution, raised to this scale: the same order of groups, the same differences where
    groups share equally."""
    old = np.asarray(solution.certificate.penalty, dtype=np.int64)
    if solution.certificate.policy == "equal":
        return np.asarray(old - old.max() + 2 * scale.unit)
    return np.asarray(np.rint(old / old.min()).astype(np.int64) * scale.unit)


def raised(instance: Instance, solution: Solution, stays: Ints, scale: Scale) -> Asked:
    """What places and caps ask in this scale. `stays` (n,): what leaving its place costs each pupil.

    Prices that contain a penalty rise with it. When they do not fit so (a path longer than costs are wide, or an
    outcome that is only right when moves have a price), they are computed anew.
    Raises `InstanceProblem` when the outcome is not optimal either way."""
    from . import kernels

    broken = verify(instance, solution).broken
    if set(broken) & {ELIGIBLE, SEATS, LOCKS, NUMBERS}:
        raise InstanceProblem("not_an_outcome", "This outcome does not fit the round: see `verify`.")
    penalty, graph = penalties(solution, scale), unlocked(instance)
    seat = np.where(instance.locked == NOWHERE, solution.seat, NOWHERE).astype(np.int32)
    old = np.asarray(solution.certificate.penalty, dtype=np.int64)
    base = int(old.max() if solution.certificate.policy == "equal" else old.min())
    rise = int(penalty.max() - old.max()) if solution.certificate.policy == "equal" else scale.unit - base
    place, cap = (asks + np.rint(asks / base).astype(np.int64) * rise for asks in asked(instance, solution))
    now = Asked(place, cap, penalty)
    envied = kernels.envied(graph.offsets, graph.place, graph.cost, seat, graph.group, penalty, now.place)
    if not broken and not envied.any():
        return now
    found = prices(graph._replace(cost=_moved_costs(graph, instance.home, seat, stays)), seat, penalty, False)
    if found is None:
        raise InstanceProblem("not_optimal", "This outcome is not a best one of this round, so it cannot be repaired.")
    return found


def asked(instance: Instance, solution: Solution) -> tuple[Ints, Ints]:
    """(m,) and (k,) what places and caps ask: the own price and those of all caps above."""
    return asked_by_places(instance, solution), _asked_by_caps(instance, solution)


def moved(instance: Instance, place: npt.NDArray[Any], stays: Ints) -> Instance:
    """The round with the moves priced in: each pupil gets `stays` (n,) off at `place` (n,), where it was; -1 for none.

    The same as charging for every other pair and for staying unplaced, since it is the same for every choice of the
    pupil but one; so `solve` and `verify` of this round are about most placed, then fewest moves, then least cost."""
    graph = Graph(instance.offsets, instance.place, instance.cost, *[None] * 5)
    costs = _moved_costs(graph, instance.home, place, stays, by_home=True)
    costs.setflags(write=False)
    priced: Any = costs  # wider than the costs of a round are otherwise: moves outweigh them
    return replace(instance, cost=priced)


def _moved_costs(
    graph: Graph, home: npt.NDArray[Any], seat: npt.NDArray[Any], stays: Ints, by_home: bool = False
) -> Ints:
    """(E,) costs, less what staying saves. `seat` (n,) counts reserved parts apart, unless `by_home`."""
    known = seat if by_home or not len(home) else np.where(seat == NOWHERE, NOWHERE, home[seat])
    counts = np.diff(graph.offsets)
    here = home[graph.place] == np.repeat(known, counts)
    return np.asarray(graph.cost - np.where(here, np.repeat(stays, counts), 0), dtype=np.int64)


def _asked_by_caps(instance: Instance, solution: Solution) -> Ints:
    """(k,) what each cap asks: its own price and those of all caps above it."""
    total = solution.cap_prices.astype(np.int64).copy()
    above = instance.cap_parent.astype(np.int64)
    while (above != NOWHERE).any():
        inside = above != NOWHERE
        total[inside] += solution.cap_prices[above[inside]]
        above = np.where(inside, instance.cap_parent[above], NOWHERE)
    return total
