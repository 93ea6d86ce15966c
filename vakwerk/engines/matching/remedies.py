"""What would place more pupils: a seat, a recognition, a dormant company, a longer journey; tried on the round itself.

A what-if is the event, applied exactly, read, and undone. Most candidates need no trial: one that gives no new way to
a pupil without a place, directly or by others making room, cannot place anybody more (Berge 1957; in prices: a seat
gains at most what it asks, so one that asks less than leaving a pupil out costs places nobody more).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from . import events as e
from .instance import NOWHERE

if TYPE_CHECKING:
    from .repair import Round


@dataclass(frozen=True)
class Gain:
    """How many more would be placed, how much the total cost would change, how many others would move for it, and the
    price of those moves by state (0 where moves are free)."""

    placed: int
    cost: int
    moved: int
    weight: int


@dataclass(frozen=True)
class Remedy:
    """A change and what it gains, tried on the round."""

    change: e.Event
    gain: Gain


def what_if(round_: Round, change: e.Event) -> Gain:
    """What the change would do; the round is left as it was. Raises `InstanceProblem` for what cannot be."""
    done = round_.apply(change)
    round_.undo()
    return Gain(done.placed, done.cost, len(done.others), done.weight)


def remedies(round_: Round, candidates: Iterable[e.Event], limit: int = 10) -> list[Remedy]:
    """The candidates that place more pupils, best first: most placed, then least moves by state, then least cost; of
    equal ones the first given. At most `limit`."""
    need = Need(round_)
    hopeful = [change for change in candidates if need.can_gain(change)]
    for change in hopeful:
        round_.make_room(change)
    with round_.board.lowest():
        tried = [Remedy(change, what_if(round_, change)) for change in hopeful]
    useful = [remedy for remedy in tried if remedy.gain.placed > 0]
    return sorted(useful, key=lambda remedy: (-remedy.gain.placed, remedy.gain.weight, remedy.gain.cost))[:limit]


def seats_wanted(round_: Round, limit: int = 10) -> list[Remedy]:
    """The places where one seat more (and one more under each of their caps) places somebody more, best first.

    All places are judged. Where no cap stands above, what a seat gains is read off the lowest right prices, which is
    exact; others are tried. Those shown are tried too, so that each comes with what it does."""
    board, need = round_.board, Need(round_)
    with board.lowest():
        asked = board.standing.price[: board.places].copy()
    starved = need.places()
    free = starved[board.net.tree_parent[starved] == NOWHERE]
    # The first by price: most placed and then least moves and cost, since that is what prices are made of.
    best = free[np.argsort(-asked[free], kind="stable")][:limit]
    capped = starved[board.net.tree_parent[starved] != NOWHERE]
    return remedies(round_, [e.ExtraSeats(int(j), 1, caps=True) for j in sorted([*best, *capped])], limit)


class Need:
    """Where a round starves: computed once, then every candidate is judged without a search."""

    def __init__(self, round_: Round) -> None:
        from . import outlook

        self._board = round_.board
        self._nodes, self._pupils = outlook.starving(round_.board.net, round_.board.standing)

    def can_gain(self, change: e.Event) -> bool:
        """False only when the change surely places nobody more."""
        match change:
            case e.ExtraSeats(place) | e.SeatsChanged(place):
                return self._place(place)
            case e.CapChanged(cap):
                return self._node(self._board.slots + cap)
            case e.NewPlace(_, pupils) | e.Opened(_, pupils):
                return any(self._pupil(pupil) for pupil in pupils)
            case e.Reaches(pupil):
                return self._pupil(pupil)
            case e.Together(several):
                return any(self.can_gain(each) for each in several)
        return True

    def places(self) -> npt.NDArray[np.int64]:
        """The places where a seat could gain, or under a cap where one could."""
        return np.array([j for j in range(self._board.places) if self._place(j)], dtype=np.int64)

    def _place(self, place: int) -> bool:
        """The place, or a cap above it."""
        node: Any = place
        while node != NOWHERE and not self._node(node):
            node = self._board.above(node) if node < len(self._nodes) else NOWHERE
        return bool(node != NOWHERE)

    def _node(self, node: int) -> bool:
        return not 0 <= node < len(self._nodes) or bool(self._nodes[node])

    def _pupil(self, pupil: int) -> bool:
        return not 0 <= pupil < len(self._pupils) or bool(self._pupils[pupil])
