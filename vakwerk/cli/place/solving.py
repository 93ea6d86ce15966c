"""A case solved: the outcome with its proof, and when there was a result before, with the fewest moves from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.engines.matching import InstanceProblem, moves_priced, replan, solve, verify
from vakwerk.engines.matching.events import State

from .case import MOST_NEAREST, NOWHERE, Case
from .troubles import refused

if TYPE_CHECKING:
    from vakwerk.engines.matching import Cells, Instance, Shortage, Solution, Verdict
    from vakwerk.engines.matching.instance import Indices
    from vakwerk.engines.matching.solver import Policy
    from vakwerk.engines.words import Words

    from .remedies import Help

MOST_PAIRS = 20_000_000
"""Pairs of a pupil and a place beyond which a round is not made wider: an ordinary computer must hold it."""
STATES = {
    State.FREE: ("vrij", "free"),
    State.PROPOSED: ("voorgesteld", "proposed"),
    State.OFFERED: ("aangeboden", "offered"),
    State.SIGNED: ("getekend", "signed"),
}
STATE_OF = {word: state for state, words in STATES.items() for word in words} | {"": State.PROPOSED}


@dataclass
class Outcome:
    """`plain`: the round; `instance`: the round as it was solved, with the moves priced in when something came before,
    otherwise the same. `solution` proves the outcome in `instance`, `settled` has the costs of `plain`.

    `earlier` (n,): place of each pupil in the result before, -1 for none."""

    case: Case
    plain: Instance
    instance: Instance
    solution: Solution
    settled: Solution
    earlier: list[int] = field(default_factory=list)

    @cached_property
    def place(self) -> list[int]:
        return [int(place) for place in self.solution.place]

    @cached_property
    def use(self) -> list[int]:
        """Pupils in each place as the solver counts them."""
        seat = self.solution.seat
        return list(np.bincount(seat[seat != NOWHERE], minlength=self.plain.n_places).tolist())

    @cached_property
    def room(self) -> list[int]:
        """(m,) seats left at each place that people know, as far as its mentors, establishment and company can take."""
        from vakwerk.engines.matching.instance import cap_use

        plain, use = self.plain, np.array(self.use, dtype=np.int64)
        left = np.bincount(plain.home, weights=plain.seats - use, minlength=plain.n_known).astype(np.int64)
        caps = (plain.caps - cap_use(plain, use)).tolist()
        return [min([int(left[w]), *(caps[cap] for cap in plain.chain(w))]) for w in range(plain.n_known)]

    @cached_property
    def comers(self) -> list[int]:
        """(m,) how many pupils may go to each place that people know."""
        open_ = self.plain.place[self.plain.place < self.plain.n_known]
        return list(np.bincount(open_, minlength=self.plain.n_known).tolist())

    @cached_property
    def lost(self) -> int:
        """An exchange that costs so much leaves a pupil without a place."""
        return self.instance.penalty_unit() // 2

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

    @cached_property
    def regions(self) -> tuple[Cells, Words]:
        """Shortage by programme and region, and what a region is."""
        from .regions import table

        return table(self)

    @cached_property
    def help(self) -> Help:
        """What would make the shortages smaller."""
        from .remedies import help_of

        return help_of(self)

    @cached_property
    def cut(self) -> bool:
        """Whether some pupil may go to more places than its nearest: those did not take part."""
        return any(self.case.cut(pupil) for pupil in range(len(self.place)))

    @cached_property
    def short_by_cut(self) -> bool:
        """Whether a pupil of a shortage may go to more places than its nearest: there the shortage is not proven."""
        return any(self.case.cut(int(pupil)) for block in self.shortage.blocks for pupil in block.pupils)

    @property
    def repaired(self) -> bool:
        return any(place != NOWHERE for place in self.earlier)

    def home(self, seat: int) -> int:
        """The place that people know, of a place as the solver counts them."""
        return int(self.plain.home[seat])

    def tenths(self, pupil: int, place: int) -> int:
        """Cost of a pair without the price of a move."""
        return int(self.plain.cost[self.plain.edge(pupil, place)])

    def moved(self) -> list[int]:
        """Pupils who had a place and do not have that one now."""
        now = self.place
        return [pupil for pupil, place in enumerate(self.earlier) if place != NOWHERE and place != now[pupil]]


def settle(case: Case) -> Outcome:
    """With more places for each pupil as long as only the nearest taking part may cost somebody a place. Raises
    `Refused` when no round can be made of the case."""
    outcome = _settled(case)
    while may_widen(outcome):
        outcome = _settled(outcome.case.wider())
    return outcome


def may_widen(outcome: Outcome) -> bool:
    choices = outcome.case.choices
    if choices.kept or choices.nearest >= MOST_NEAREST or 2 * len(outcome.plain.place) > MOST_PAIRS:
        return False
    return outcome.short_by_cut


def _settled(case: Case) -> Outcome:
    try:
        plain, earlier = case.instance(), earlier_of(case)
        policy: Policy = "priority" if plain.n_groups > 1 else "total"
        if not earlier:
            solution = solve(plain, policy=policy)
            return Outcome(case, plain, plain, solution, solution)
        found = replan(plain, earlier, states=states(case), policy=policy)
    except InstanceProblem as problem:
        raise refused(case, problem) from problem
    return Outcome(case, plain, found.moved_instance, found.moved_solution, found.solution, earlier)


def rounds(case: Case) -> tuple[Instance, Instance, list[int]]:
    """(without, with the price of moves, place before), for an outcome that is there already."""
    try:
        plain, earlier = case.instance(), earlier_of(case)
        return plain, (moves_priced(plain, earlier, states=states(case)) if earlier else plain), earlier
    except InstanceProblem as problem:
        raise refused(case, problem) from problem


def earlier_of(case: Case) -> list[int]:
    """(n,) place in the result before; empty when nobody had one."""
    found = case.earlier() if case.wishes.earlier else []
    return found if any(place != NOWHERE for place in found) else []


def states(case: Case) -> list[State]:
    """(n,) how far each pupil's place had come in the result before."""
    status = [case.wishes.earlier.get(pupil.code, ("", ""))[1] for pupil in case.inputs.pupils]
    return [STATE_OF.get(word, State.PROPOSED) for word in status]


def seats_of(instance: Instance, place: Indices) -> Indices:
    """(n,) seats as the solver counts them, when only the places are known: whoever may have a reserved seat takes that
    first. At an outcome that is proven this costs nobody anything: two seats that one pupil may choose from, of which
    one is free, ask nothing."""
    seat = place.copy()
    known = np.where(instance.locked == NOWHERE, NOWHERE, instance.home[instance.locked])
    fixed = (instance.locked != NOWHERE) & (known == place)
    seat[fixed] = instance.locked[fixed]
    rows = instance.rows()
    for part in range(instance.n_known, instance.n_places):
        entitled = rows[instance.place == part]
        there = entitled[(place[entitled] == instance.home[part]) & ~fixed[entitled]]
        room = int(instance.seats[part]) - int((seat == part).sum())
        seat[there[: max(room, 0)]] = part
    return seat
