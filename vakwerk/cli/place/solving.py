"""A case solved: the outcome with its proof, and when there was a result before, with the fewest moves from it.

Fewest moves: the present pair of a pupil costs K less per weight of its state, K being more than any exchange of
journeys can save. So most pupils placed comes first, then fewest moves (losing a place counts as one), then least
travel; and the outcome carries prices for exactly that, which anybody can check.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.cli.problems import Refused, refuse
from vakwerk.engines.matching import InstanceProblem, solve, verify
from vakwerk.engines.matching.events import WEIGHTS, State
from vakwerk.engines.matching.instance import DEAREST

from .case import NOWHERE, Case

if TYPE_CHECKING:
    from vakwerk.engines.matching import Instance, Shortage, Solution, Verdict

STATES = {
    State.FREE: ("vrij", "free"),
    State.PROPOSED: ("voorgesteld", "proposed"),
    State.OFFERED: ("aangeboden", "offered"),
    State.SIGNED: ("getekend", "signed"),
}
STATE_OF = {word: state for state, words in STATES.items() for word in words} | {"": State.PROPOSED}


@dataclass
class Outcome:
    """`instance` as it was solved; `plain` without the price of moves (the same when nothing came before).

    `earlier` (n,): place of each pupil in the result before, -1 for none."""

    case: Case
    plain: Instance
    instance: Instance
    solution: Solution
    earlier: list[int] = field(default_factory=list)

    @property
    def place(self) -> list[int]:
        return [int(place) for place in self.solution.place]

    @cached_property
    def verdict(self) -> Verdict:
        return verify(self.instance, self.solution)

    @cached_property
    def asked(self) -> Any:
        """(m,) what each place asks at the prices of the outcome."""
        from vakwerk.engines.matching.verifier import asked

        return asked(self.instance, self.solution)

    @cached_property
    def shortage(self) -> Shortage:
        from vakwerk.engines.matching.shortage import shortage

        return shortage(self.instance, self.solution)

    @property
    def repaired(self) -> bool:
        return any(place != NOWHERE for place in self.earlier)

    def tenths(self, pupil: int, place: int) -> int:
        """Cost of a pair without the price of a move."""
        return int(self.plain.cost[self.plain.edge(pupil, place)])

    def moved(self) -> list[int]:
        """Pupils who had a place and do not have that one now."""
        now = self.place
        return [pupil for pupil, place in enumerate(self.earlier) if place != NOWHERE and place != now[pupil]]


def settle(case: Case) -> Outcome:
    """Raises `Refused` when no round can be made of the case."""
    plain, instance, earlier = instances(case)
    policy = "priority" if instance.n_groups > 1 else "total"
    return Outcome(case, plain, instance, solve(instance, policy=policy), earlier)  # type: ignore[arg-type]


def instances(case: Case) -> tuple[Instance, Instance, list[int]]:
    """(without, with the price of moves, place before)."""
    earlier = case.earlier() if case.wishes.earlier else []
    try:
        plain = case.eligibility.instance(locked=case.locked)
        return plain, (with_moves(plain, earlier, weights(case)) if earlier else plain), earlier
    except InstanceProblem as problem:
        raise _refused(case, problem) from problem


def weights(case: Case) -> list[int]:
    """(n,) what moving each pupil weighs, by the status in the result before."""
    found = []
    for pupil in case.inputs.pupils:
        _place, status = case.wishes.earlier.get(pupil.code, ("", ""))
        state = STATE_OF.get(status, State.PROPOSED)
        found.append(WEIGHTS.get(state, max(WEIGHTS.values())))
    return found


def with_moves(instance: Instance, earlier: list[int], weight: list[int]) -> Instance:
    """Costs lowered by K x weight on the pair of before."""
    before, rows = np.asarray(earlier), instance.rows()
    unit = instance.penalty_unit()
    cost = instance.cost - unit * np.asarray(weight, dtype=np.int64)[rows] * (instance.place == before[rows])
    if cost.size and int(cost.min()) < -DEAREST:
        raise InstanceProblem("cost_range", "Too many pupils to count moves exactly; run without --previous.")
    return replace(instance, cost=cost.astype(np.int32))


def _refused(case: Case, problem: InstanceProblem) -> Refused:
    """In the words of who filled in the sheets."""
    place = case.inputs.places[problem.place].code if problem.place is not None else ""
    pupil = case.inputs.pupils[problem.pupil].code if problem.pupil is not None else ""
    if problem.code == "locks_over_seats":
        where = f'"{place}"' if place else "een bedrijf of mentor"
        return refuse(
            f"er zijn meer leerlingen vastgezet bij {where} dan er plaatsen zijn. Haal een vastzetten weg.",
            f"more pupils are locked to {place or 'a company or mentor'} than there are seats. Remove a lock.",
        )
    who = f" ({pupil or place})" if pupil or place else ""
    return refuse(f"hiermee is geen ronde te maken{who}: {problem}", f"no round can be made{who}: {problem}")
