"""Checks any outcome of a round, whoever made it, without a line of the solver.

Each broken promise is named by its number in `docs/matching-properties.md`:

1 only eligible places   2 no seat given twice   3 locks kept   4 the numbers stated are right   5 prices are prices
6 nobody would be better off elsewhere at the prices: least cost, no beneficial exchange   7 most pupils placed
8 priority respected

6 to 8 by linear programming duality, in one pass over the edges; they need prices and penalties. Without those (a
result made by hand) they are reported as not proven. Equal shares are checked by looking for an exchange that would
make them more equal (`shares_check`), whatever the penalties say.

Not checked: `parts` and `versions` of the certificate, which say how it was computed and promise nothing. Of
`price_of_policy` only that it can be right (none, or a whole number of at least 0, and nothing to pay under "total"),
unless the outcome it is compared with is given too (`total`): that one is then proven first, and the two subtracted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from .instance import MOST_MONEY, NOWHERE, Instance, cap_use
from .shares_check import fairer_exchange
from .solution import Certificate, Money, Solution

ELIGIBLE, SEATS, LOCKS, NUMBERS, PRICES, LEAST_COST, MOST_PLACED, PRIORITY = range(1, 9)

_NOTHING = Certificate("", (), 0, (), None, 0, {})


@dataclass(frozen=True)
class Fault:
    """Property that does not hold, and the pupil or place that shows it (-1 where it is about the whole)."""

    property: int
    text: str
    pupil: int = NOWHERE
    place: int = NOWHERE


@dataclass(frozen=True)
class Verdict:
    """`broken`: numbers of the properties that do not hold, ascending; `faults`: one example of each."""

    faults: tuple[Fault, ...]

    @property
    def broken(self) -> tuple[int, ...]:
        return tuple(sorted({fault.property for fault in self.faults}))

    @property
    def valid(self) -> bool:
        return not self.faults


def verify(instance: Instance, solution: Solution, *, total: Solution | None = None) -> Verdict:
    """Every promise checked. Never raises for a wrong outcome, of whatever shape or kind.

    `total`: an outcome of the same round by the policy "total", to prove `price_of_policy` by; a fault in it, or a
    price that is not the difference in cost, is a fault of property 4."""
    if not _is_outcome(instance, solution):
        text = f"The outcome is not about {instance.n_pupils} pupils, each with the whole number of a place."
        return Verdict((Fault(ELIGIBLE, text),))
    solution = replace(solution, certificate=_readable(solution.certificate))
    faults = _feasible(instance, solution)
    if any(fault.property == ELIGIBLE for fault in faults):
        return Verdict(tuple(faults))
    checks: tuple[Callable[[Instance, Solution], list[Fault]], ...] = (_numbers, _prices, _least_cost, _penalties)
    for check in checks:
        faults += check(instance, solution)
    return Verdict((*faults, *_price(instance, solution, total)))


def _price(instance: Instance, solution: Solution, total: Solution | None) -> list[Fault]:
    """What the policy is said to cost: possible, and when there is something to compare with, right."""
    price = solution.certificate.price_of_policy
    if price is None:
        return []
    if not _is_whole(price) or price < 0 or (price and solution.certificate.policy == "total"):
        return [Fault(NUMBERS, "The price of the policy is no amount that a policy can cost.")]
    if total is None:
        return []
    if not verify(instance, total).valid or total.certificate.policy != "total":
        return [Fault(NUMBERS, "The outcome to compare with is not proven to cost least.")]
    right = _same(solution.cost, price + total.cost)
    return [] if right else [Fault(NUMBERS, "The price of the policy is not what it costs above the least cost.")]


def _is_outcome(instance: Instance, outcome: object) -> bool:
    """Whether it says of each pupil where it is; all else is a matter of right and wrong."""
    rows = (outcome.seat, outcome.place) if isinstance(outcome, Solution) else ()
    return len(rows) == 2 and all(_whole(row, instance.n_pupils) for row in rows)


def _readable(certificate: object) -> Certificate:
    """What a certificate states. Of another kind it states nothing, and so it proves nothing."""
    if not isinstance(certificate, Certificate):
        return _NOTHING
    policy = certificate.policy if isinstance(certificate.policy, str) else ""
    penalty, placed = _row(certificate.penalty), _row(certificate.placed_by_group)
    return replace(certificate, policy=policy, penalty=penalty, placed_by_group=placed)


def _row(values: object) -> tuple[int, ...]:
    return tuple(values) if isinstance(values, tuple | list) and all(_is_whole(value) for value in values) else ()


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer)


def _same(stated: object, counted: int) -> bool:
    return _is_whole(stated) and bool(stated == counted)


def _whole(values: object, size: int) -> bool:
    """Whether this is one row of so many whole numbers."""
    return isinstance(values, np.ndarray) and values.shape == (size,) and values.dtype.kind in "iu"


def _priced(instance: Instance, solution: Solution) -> bool:
    return _whole(solution.prices, instance.n_places) and _whole(solution.cap_prices, len(instance.caps))


def _penalised(instance: Instance, solution: Solution) -> bool:
    """Whether each group has a penalty, none so large that sums with it leave the whole numbers of a machine."""
    penalty = solution.certificate.penalty
    return len(penalty) == instance.n_groups and all(abs(int(value)) <= MOST_MONEY for value in penalty)


def _feasible(instance: Instance, solution: Solution) -> list[Fault]:
    placed = solution.seat != NOWHERE
    inside = (solution.seat >= NOWHERE) & (solution.seat < instance.n_places)
    if not inside.all():
        pupil = int((~inside).argmax())
        return [Fault(ELIGIBLE, "A pupil is at a place that does not exist.", pupil)]
    faults = []
    wrong = placed & (_edge_costs(instance, solution)[0] == 0)
    if wrong.any():
        pupil = int(wrong.argmax())
        faults.append(Fault(ELIGIBLE, "A pupil is where it may not go.", pupil, int(solution.seat[pupil])))
    return faults + _within_seats(instance, solution) + _locks(instance, solution)


def _edge_costs(instance: Instance, solution: Solution) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """(n,) how many edges of each pupil lead to its seat (0 or 1), and the cost of that edge (0 without)."""
    taken = np.flatnonzero(instance.place == np.repeat(solution.seat, np.diff(instance.offsets)))
    pupils = np.searchsorted(instance.offsets, taken, side="right") - 1
    count, cost = np.zeros(instance.n_pupils, dtype=np.int64), np.zeros(instance.n_pupils, dtype=np.int64)
    count[pupils], cost[pupils] = 1, instance.cost[taken]
    return count, cost


def _use(instance: Instance, solution: Solution) -> npt.NDArray[np.int64]:
    taken = solution.seat[solution.seat != NOWHERE].astype(np.int64)
    return np.bincount(taken, minlength=instance.n_places).astype(np.int64)


def _within_seats(instance: Instance, solution: Solution) -> list[Fault]:
    use = _use(instance, solution)
    faults = []
    if (use > instance.seats).any():
        at = int((use > instance.seats).argmax())
        faults.append(Fault(SEATS, f"{use[at]} pupils for {instance.seats[at]} seats.", place=at))
    below = cap_use(instance, use)
    if (below > instance.caps).any():
        at = int((below > instance.caps).argmax())
        faults.append(Fault(SEATS, f"{below[at]} pupils below cap {at + 1} of {instance.caps[at]}."))
    return faults


def _locks(instance: Instance, solution: Solution) -> list[Fault]:
    moved = (instance.locked != NOWHERE) & (solution.seat != instance.locked)
    return [Fault(LOCKS, "A locked pupil was moved.", int(moved.argmax()))] if moved.any() else []


def _numbers(instance: Instance, solution: Solution) -> list[Fault]:
    """Placed, cost, places as people know them and counts by group, all counted again."""
    placed = solution.seat != NOWHERE
    _count, costs = _edge_costs(instance, solution)
    known = np.where(placed, instance.home[solution.seat] if instance.n_places else NOWHERE, NOWHERE)
    by_group = np.bincount(instance.group[placed], minlength=instance.n_groups)
    right = (
        _same(solution.placed, int(placed.sum()))
        and _same(solution.cost, int(costs.sum()))
        and np.array_equal(known, solution.place)
        and _stated(instance, solution.certificate, int(costs.sum()), by_group.tolist())
    )
    return [] if right else [Fault(NUMBERS, "Placed, cost or counts are not what a recount gives.")]


def _stated(instance: Instance, certificate: Certificate, cost: int, by_group: list[int]) -> bool:
    """Counts by group and the objective as the certificate states them; nothing is stated where it has no penalties (a
    result made by hand)."""
    if not certificate.penalty:
        return not certificate.placed_by_group or list(certificate.placed_by_group) == by_group
    if len(certificate.penalty) != instance.n_groups:
        return False
    sizes = np.bincount(instance.group, minlength=instance.n_groups).tolist()
    unplaced = [size - count for size, count in zip(sizes, by_group, strict=True)]
    objective = cost + sum(n * int(penalty) for n, penalty in zip(unplaced, certificate.penalty, strict=True))
    return list(certificate.placed_by_group) == by_group and _same(certificate.objective, objective)


def _prices(instance: Instance, solution: Solution) -> list[Fault]:
    """Prices are at least 0, and 0 wherever a seat is free."""
    if not _priced(instance, solution):
        return [Fault(PRICES, "There are no prices, so nothing is proven about cost.")]
    use = _use(instance, solution)
    for price, free in (
        (solution.prices, use < instance.seats),
        (solution.cap_prices, cap_use(instance, use) < instance.caps),
    ):
        wrong = (price < 0) | ((price > 0) & free)
        if wrong.any():
            return [Fault(PRICES, "A price is below 0, or asked where a seat is free.", place=int(wrong.argmax()))]
    return []


def asked(instance: Instance, solution: Solution) -> Money:
    """(m,) what each place asks: its own price and those of all caps above it."""
    total, of_caps = _bounded(solution.prices), _bounded(solution.cap_prices)
    above = instance.parent.astype(np.int64)
    while (above != NOWHERE).any():
        inside = above != NOWHERE
        total[inside] = _bounded(total[inside] + of_caps[above[inside]])
        above = np.where(inside, instance.cap_parent[above] if len(instance.caps) else NOWHERE, NOWHERE)
    return total


def _bounded(price: npt.NDArray[np.integer[Any]]) -> Money:
    """Prices beyond every penalty say the same as one beyond every penalty, and their sums stay in 64 bits."""
    return np.asarray(np.minimum(price, 2 * MOST_MONEY), dtype=np.int64)


def _least_cost(instance: Instance, solution: Solution) -> list[Fault]:
    """Every pupil that is not locked stands where cost plus price is least, staying unplaced included."""
    if not (_priced(instance, solution) and _penalised(instance, solution)):
        return [Fault(LEAST_COST, "Without prices and penalties least cost is not proven.")]
    penalty = np.asarray(solution.certificate.penalty, dtype=np.int64)
    price = asked(instance, solution)
    own_penalty = penalty[instance.group]
    best = np.minimum(own_penalty, _least(instance, price))
    placed = solution.seat != NOWHERE
    _count, costs = _edge_costs(instance, solution)
    pays = np.where(placed, costs + (price[solution.seat] if len(price) else 0), own_penalty)
    envious = (pays > best) & (instance.locked == NOWHERE)
    if not envious.any():
        return []
    pupil = int(envious.argmax())
    return [Fault(LEAST_COST, "A pupil would be better off elsewhere at these prices.", pupil)]


def _least(instance: Instance, price: Money) -> Money:
    """(n,) least cost plus price over the edges of each pupil; more than any penalty for a pupil without edges."""
    least = np.full(instance.n_pupils, np.iinfo(np.int64).max, dtype=np.int64)
    some = np.diff(instance.offsets) > 0
    if instance.n_edges:
        totals = price[instance.place]
        totals += instance.cost
        least[some] = np.minimum.reduceat(totals, instance.offsets[:-1][some])
    return least


def _penalties(instance: Instance, solution: Solution) -> list[Fault]:
    """High enough that a placement always beats cost; and such that they prove the policy that is stated."""
    if not _penalised(instance, solution):
        return [Fault(MOST_PLACED, "Without penalties it is not proven that most pupils are placed.")]
    penalty = [int(value) for value in solution.certificate.penalty]
    unit, faults = instance.penalty_unit(), []
    if min(penalty) < unit:
        faults.append(Fault(MOST_PLACED, "A penalty is too low to prove that most pupils are placed."))
    return faults + _policy(instance, solution, penalty, unit)


def _policy(instance: Instance, solution: Solution, penalty: list[int], unit: int) -> list[Fault]:
    """In "total" all groups count the same; by "priority" a higher group before a lower one; in "equal" no exchange
    makes shares more equal, whatever the penalties."""
    policy = solution.certificate.policy
    if policy not in ("total", "priority", "equal"):
        return [Fault(PRIORITY, "It is not stated who goes first.")]
    if policy == "total" and len(set(penalty)) > 1:
        return [Fault(LEAST_COST, "With different penalties it is not proven that the cost of the whole is least.")]
    if policy == "priority" and any(higher - lower < unit for higher, lower in pairwise(penalty)):
        return [Fault(PRIORITY, "The penalties do not put a higher group first.")]
    if policy == "equal" and fairer_exchange(instance, solution.seat.astype(np.int64)) is not None:
        return [Fault(PRIORITY, "The shares placed of two groups can be more equal.")]
    return []
