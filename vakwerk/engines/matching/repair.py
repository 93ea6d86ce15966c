"""A placed round that stays right while things change: most placed first, then fewest others moved, then least cost.

Each event is repaired by a few exact searches from the prices of before (`routing`, `mending`), not by solving again.
Fewest moves costs nothing to start: when every pair but the one that stands gets dearer, the old prices are still
prices. `Repaired.moved_instance` is the round with the moves priced in, so that `verify` proves the repair too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import scale
from .events import WEIGHTS, Change, Event, Move, Spare, State, Together, needed
from .instance import DEAREST, NOWHERE, Instance
from .problems import InstanceProblem
from .solution import Solution
from .solver import Policy, finished, solve

if TYPE_CHECKING:
    from .board import Mark

# Room that a round is made with beyond what it holds: at least this many, and this share.
LEAST_SPARE, SPARE_SHARE = Spare(64, 64, 4096), 0.02


@dataclass(frozen=True)
class Repaired:
    """The round and its outcome after an event. `verify(moved_instance, moved_solution)` proves the repair: in that
    round staying where one was is cheaper by the price of a move. `solution` has the real costs."""

    instance: Instance
    solution: Solution
    change: Change
    moved_instance: Instance
    moved_solution: Solution


@dataclass(frozen=True)
class _Step:
    mark: Mark
    tags: tuple[tuple[int, int], ...]
    change: Change


def repair(
    instance: Instance, solution: Solution, event: Event, *, states: Sequence[int] | None = None, moves: bool = True
) -> Repaired:
    """The round after one event. For many events, or what-ifs, keep a `Round`: this prepares one each time."""
    round_ = Round(instance, solution, states=states, moves=moves)
    return round_.repaired(round_.apply(event))


def replan(
    instance: Instance,
    previous: npt.ArrayLike,
    *,
    states: Sequence[int] | None = None,
    weights: Mapping[State, int] = WEIGHTS,
    policy: Policy = "total",
) -> Repaired:
    """Placed anew, with the fewest moves from `previous` (n,): the place of each pupil as people know it, -1 for none.

    For a result of which nothing is proven, edited by hand for instance, and a round that has changed since: a pupil
    whose earlier place is no longer possible moves freely, as does one without. Signed pupils are not locked here: give
    the locks with the instance. Otherwise as `repair`, but solved cold. The difference in cost counts only the earlier
    pairs that are still possible."""
    before = _before(instance, previous, states, weights)
    moved = _priced(instance, before)
    priced = solve(moved, policy=policy)
    certificate = priced.certificate
    solution = finished(
        instance, priced.seat, *scale.asked(moved, priced), policy, np.array(certificate.penalty), certificate.parts
    )
    moves = np.flatnonzero(solution.place != np.asarray(previous))
    others = [p for p in moves.tolist() if before.was[p] != NOWHERE]
    change = Change(
        Together(),
        tuple(Move(p, int(np.asarray(previous)[p]), int(solution.place[p])) for p in moves.tolist()),
        frozenset(np.flatnonzero(before.was == NOWHERE).tolist()),
        solution.placed - int((np.asarray(previous) != NOWHERE).sum()),
        solution.cost - before.cost,
        int(before.weight[others].sum()),
    )
    return Repaired(instance, solution, change, moved, priced)


def moves_priced(
    instance: Instance,
    previous: npt.ArrayLike,
    *,
    states: Sequence[int] | None = None,
    weights: Mapping[State, int] = WEIGHTS,
) -> Instance:
    """The round that `replan` solves, with the same arguments: staying at `previous` is cheaper by the price of a move.
    For who has an outcome already and wants `verify` to say whether it has the fewest moves."""
    return _priced(instance, _before(instance, previous, states, weights))


class _Before(NamedTuple):
    """(n,) the earlier place as far as it is still possible, what leaving it weighs; and the cost of those pairs."""

    was: npt.NDArray[np.int64]
    weight: npt.NDArray[np.int64]
    cost: int


def _before(
    instance: Instance, previous: npt.ArrayLike, states: Sequence[int] | None, weights: Mapping[State, int]
) -> _Before:
    was = np.asarray(previous, dtype=np.int64)
    tags = np.full(instance.n_pupils, State.PROPOSED) if states is None else np.asarray(states)
    if len(was) != instance.n_pupils or len(tags) != instance.n_pupils:
        raise InstanceProblem("shape", f"`previous` and `states` must have {instance.n_pupils} values.")
    known = dict(weights) | {State.SIGNED: max(weights.values(), default=0)}
    weight = np.array([known.get(state, 0) for state in State], dtype=np.int64)[tags]
    rows = instance.rows()
    kept = np.flatnonzero((_at(instance.home, instance.place) == was[rows]) & (_at(instance.seats, instance.place) > 0))
    pupils, first = np.unique(rows[kept], return_index=True)
    was = np.where(np.isin(np.arange(len(was)), pupils), was, NOWHERE)
    return _Before(was, weight, int(instance.cost[kept[first]].sum(dtype=np.int64)))


def _priced(instance: Instance, before: _Before) -> Instance:
    step = scale.scale_of(instance, int(before.weight.max(initial=0))).step
    return scale.moved(instance, before.was, before.weight * step)


class Round:
    """A working round. `states` (n,): how far each placed pupil's place has come (`State`), "proposed" when left out.
    `weights`: what moving a pupil weighs by state; signed pupils are locked. `moves=False`: moves are free, so each
    event gives the least cost there is. Raises `InstanceProblem` when the solution is not optimal for the instance.
    """

    def __init__(
        self,
        instance: Instance,
        solution: Solution,
        *,
        states: Sequence[int] | None = None,
        weights: Mapping[State, int] = WEIGHTS,
        moves: bool = True,
    ) -> None:
        self._weights = dict(weights) if moves else {}
        tags = np.full(instance.n_pupils, State.PROPOSED) if states is None else np.asarray(states)
        if len(tags) != instance.n_pupils:
            raise InstanceProblem("shape", f"`states` must have {instance.n_pupils} values, not {len(tags)}.")
        tags = np.where((tags == State.SIGNED) & (solution.seat == NOWHERE), State.PROPOSED, tags)
        signed = (tags == State.SIGNED) & (instance.locked == NOWHERE)
        if signed.any():
            instance = replace(instance, locked=np.where(signed, solution.seat, instance.locked).astype(np.int32))
        self._set_up(instance, solution, tags.astype(np.int8), Spare(0, 0, 0), 0)

    def _set_up(
        self, instance: Instance, solution: Solution, tags: npt.NDArray[np.int8], need: Spare, largest: int
    ) -> None:
        from .board import Board  # they need numba
        from .handlers import Hands

        n, sizes = instance.n_pupils, (instance.n_pupils, instance.n_places, instance.n_edges)
        spare = Spare(*(2 * a + max(b, int(SPARE_SHARE * c)) for a, b, c in zip(need, LEAST_SPARE, sizes, strict=True)))
        self._certificate = solution.certificate
        self.scale = scale.scale_of(instance, max(self._weights.values(), default=0), largest)
        self._penalty = scale.penalties(solution, self.scale)
        prices = {state: weight * self.scale.step for state, weight in self._weights.items()}
        moves = np.array([prices.get(state, 0) for state in State], dtype=np.int64)[tags]
        self.board = Board(instance, solution.seat, scale.raised(instance, solution, moves, self.scale), spare)
        if any(prices.values()):
            self.board.net.stay[:n] = np.where(solution.seat == NOWHERE, NOWHERE, _at(instance.home, solution.seat))
            self.board.net.move[:n] = moves
        self.board.sharpen()
        later = np.full(spare.pupils, State.PROPOSED, dtype=np.int8)
        self.hands = Hands(self.board, instance, np.concatenate([tags, later]), prices)
        self.placed, self.cost = solution.placed, solution.cost
        self._history: list[_Step] = []

    @property
    def n_pupils(self) -> int:
        return self.board.pupils

    @property
    def n_places(self) -> int:
        return self.board.places

    @property
    def penalty(self) -> tuple[int, ...]:
        """(g,) what leaving a pupil of each group unplaced costs, in the scale of the prices of this round."""
        return tuple(int(x) for x in self._penalty)

    def place_of(self, pupil: int) -> int:
        """Where the pupil stands, as people know it; -1 for nowhere."""
        return self.hands.home(self.board.seat_of(self.hands.pupil(pupil)))

    def asked(self, place: int) -> int:
        """What a seat of the place (as the solver counts) asks, with all caps above it."""
        return int(self.board.standing.price[self.hands.place(place)])

    def instance(self) -> Instance:
        """The round as it is now; pupils that are gone keep their number and may go nowhere."""
        return self.board.instance()

    def solution(self) -> Solution:
        """The outcome now. Its prices prove it with the costs of moves counted, not for the bare costs: `repaired`."""
        return self._finished(self.instance(), self.board.seat())

    def repaired(self, change: Change) -> Repaired:
        """Everything by which the last change can be checked. Raises `ValueError` for another than the last."""
        if not self._history or self._history[-1].change is not change:
            raise ValueError("Only the last change of a round can be proven.")
        instance, net = self.instance(), self.board.net
        solution = self._finished(instance, self.board.seat())
        was = net.stay[: self.n_pupils].astype(np.int64)
        for move in change.moved:
            was[move.pupil] = move.origin
        was[np.array(sorted(change.hit), dtype=np.int64)] = NOWHERE
        moved = scale.moved(instance, was, net.move[: self.n_pupils])
        return Repaired(instance, solution, change, moved, self._finished(moved, solution.seat))

    def _finished(self, instance: Instance, seat: npt.NDArray[np.int32]) -> Solution:
        policy: Any = self._certificate.policy
        return finished(instance, seat, *self.board.asked(), policy, self._penalty, self._certificate.parts)

    def apply(self, event: Event) -> Change:
        """Let it happen. Raises `InstanceProblem`, and changes nothing, for what cannot be (locks over seats, a pupil
        or place that does not exist, seats below zero)."""
        self.make_room(event)
        mark = self.board.mark()
        self.hands.start()
        try:
            self.hands.do(event)
        except InstanceProblem:
            self._back(mark, self.hands.old_tags)
            raise
        change = self._read(event, mark)
        self._history.append(_Step(mark, tuple(self.hands.old_tags), change))
        self.placed, self.cost = self.placed + change.placed, self.cost + change.cost
        return change

    def undo(self) -> Change:
        """Back to before the last event, exactly; returns what is undone. Raises `ValueError` when there is nothing."""
        if not self._history:
            raise ValueError("There is nothing to undo.")
        step = self._history.pop()
        self._back(step.mark, step.tags)
        self.placed, self.cost = self.placed - step.change.placed, self.cost - step.change.cost
        return step.change

    def forget(self) -> None:
        """Give back the memory of what happened: nothing before now can be undone or proven."""
        self._history.clear()
        self.board.forget()

    def _back(self, mark: Mark, tags: Sequence[tuple[int, int]]) -> None:
        self.board.back_to(mark)
        for pupil, state in reversed(tags):
            self.hands.tags[pupil] = state

    def make_room(self, event: Event) -> None:
        """The arrays and the scale hold what comes, or the round is made anew from where it stands; then what happened
        before cannot be undone."""
        need, largest = needed(event)
        if largest > DEAREST:
            raise InstanceProblem("cost_range", f"A cost lies outside -{DEAREST}..{DEAREST}.")
        if not self.board.has_room(need) or not self.scale.holds(largest, self.n_pupils + need.pupils):
            tags = self.hands.tags[: self.n_pupils].copy()
            self._set_up(self.instance(), self.solution(), tags, need, largest)

    def _read(self, event: Event, mark: Mark) -> Change:
        """What happened, read off; from now on everybody is asked to stay where he is now."""
        board, hands = self.board, self.hands
        moved, cost = [], 0
        for pupil, seat, old in zip(*(row.tolist() for row in board.affected(mark)), strict=True):
            now = board.seat_of(pupil)
            cost += (int(board.net.cost[board.standing.edge[pupil]]) if now != NOWHERE else 0) - old
            if hands.home(seat) != hands.home(now):
                moved.append(Move(pupil, hands.home(seat), hands.home(now)))
        for pupil in hands.hit.union(move.pupil for move in moved):
            hands.stay(pupil, hands.home(board.seat_of(pupil)))
        moved.sort(key=lambda move: move.pupil)
        placed = sum((move.destination != NOWHERE) - (move.origin != NOWHERE) for move in moved)
        change = Change(event, tuple(moved), frozenset(hands.hit), placed, cost, 0)
        weights = [self._weights.get(State(hands.tags[move.pupil]), 0) for move in change.others]
        return replace(change, weight=sum(weights))


def _at(values: npt.NDArray[Any], index: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.asarray(values[index]) if len(values) else np.zeros(len(index), dtype=np.int64)
