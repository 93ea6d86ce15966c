"""One exact way of dealing with each kind of event, in steps of `Board`; after each step everybody stands right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from . import events as e
from . import steps
from .board import Board
from .instance import NOWHERE, Instance
from .problems import InstanceProblem
from .router import GONE, LOCKED, MOVABLE
from .routing import FORBIDDEN


class Hands:
    """Deals with events on a board. `hit`: the pupils that the event itself is about; `tags` (n,): their states."""

    def __init__(self, board: Board, instance: Instance, tags: npt.NDArray[np.int8], prices: Mapping[e.State, int]):
        """`prices`: what moving a pupil costs in each state; 0 for all when moves are free."""
        self.board, self.tags, self._prices = board, tags, prices
        self.stays = any(prices.values())
        self._n_groups = instance.n_groups
        self._parts: dict[int, list[int]] = {}
        for part in np.flatnonzero(instance.home != np.arange(instance.n_places)).tolist():
            self._parts.setdefault(int(instance.home[part]), []).append(part)
        self.hit: set[int] = set()
        self.old_tags: list[tuple[int, int]] = []

    def start(self) -> None:
        self.hit, self.old_tags = set(), []

    def do(self, event: e.Event) -> None:
        self._how[type(event)](self, event)

    def stay(self, pupil: int, place: int) -> None:
        """From now on the pupil is asked to keep this place (-1: it may go anywhere)."""
        if self.stays and self.board.net.stay[pupil] != place:
            self.board.put(steps.set_stay, pupil, place)

    def home(self, seat: int) -> int:
        return seat if seat == NOWHERE else int(self.board.net.home[seat])

    # Checks.

    def pupil(self, pupil: int) -> int:
        if not 0 <= pupil < self.board.pupils:
            raise InstanceProblem("unknown_pupil", f"There is no pupil {pupil + 1}.", pupil)
        return pupil

    def place(self, place: int) -> int:
        if not 0 <= place < self.board.places:
            raise InstanceProblem("unknown_place", f"There is no place {place + 1}.", place=place)
        return place

    def _pairs(
        self, several: Sequence[int], costs: Sequence[int], check: Callable[[int], int]
    ) -> list[tuple[int, int]]:
        if len(several) != len(costs):
            raise InstanceProblem("shape", "There must be one cost for each pair.")
        return [(check(int(one)), int(cost)) for one, cost in zip(several, costs, strict=True)]

    def _seats(self, seats: int) -> int:
        if seats < 0:
            raise InstanceProblem("negative_seats", f"There cannot be {seats} seats.")
        return seats

    # Places.

    def _place_gone(self, event: e.PlaceGone) -> None:
        for part in (self.place(event.place), *self._parts.get(event.place, ())):
            self._close(part)

    def _close(self, part: int) -> None:
        board = self.board
        pupils = steps.pupils_at(board.standing, part)
        for pupil in pupils:
            self._free(pupil)
            board.vacate(pupil)
        board.put(steps.set_room, part, 0)
        for pupil in pupils:
            board.send(pupil)
        for _pupil in pupils:
            board.restore(board.above(part))

    def _free(self, pupil: int) -> None:
        """The event is about this pupil: no lock, and no price on its move."""
        self.hit.add(pupil)
        self.stay(pupil, NOWHERE)
        if self.board.net.pupil_state[pupil] == LOCKED:
            self.board.put(steps.set_state, pupil, MOVABLE)
            self._tag(pupil, e.State.PROPOSED)

    def _seats_changed(self, event: e.SeatsChanged) -> None:
        self._set_room(self.place(event.place), self._seats(event.seats))

    def _cap_changed(self, event: e.CapChanged) -> None:
        board = self.board
        if not 0 <= event.cap < len(board.net.room) - board.slots:
            raise InstanceProblem("unknown_cap", f"There is no cap {event.cap + 1}.")
        self._set_room(board.slots + event.cap, self._seats(event.seats))

    def _set_room(self, node: int, room: int) -> None:
        while self.board.net.room[node] < room:
            self.board.open(node)
        while self.board.net.room[node] > room:
            self._relieve(node)

    def _relieve(self, node: int) -> None:
        if not self.board.relieve(node):
            raise InstanceProblem("locks_over_seats", "More pupils are locked here than there are seats left.")

    def _extra_seats(self, event: e.ExtraSeats) -> None:
        place = self.place(event.place)
        for _seat in range(self._seats(event.seats)):
            if event.caps:
                self.board.restore(place)
            else:
                self.board.open(place)

    def _new_place(self, event: e.NewPlace) -> None:
        board = self.board
        pairs = self._pairs(event.pupils, event.costs, self.pupil)
        if not NOWHERE <= event.parent < len(board.net.room) - board.slots:
            raise InstanceProblem("unknown_cap", f"There is no cap {event.parent + 1}.")
        place = board.new_place(event.parent)
        board.put(steps.set_room, place, 0)
        edges = [(pupil, board.set_edge(pupil, place, cost)) for pupil, cost in pairs]
        # As dear as the pupil asks who wants it most: then nobody would rather stand there, and seats come one by one.
        board.set_price(place, max([board.bid(pupil, edge) for pupil, edge in edges], default=0))
        self._set_room(place, self._seats(event.seats))

    def _opened(self, event: e.Opened) -> None:
        place = self.place(event.place)
        for pupil, cost in self._pairs(event.pupils, event.costs, self.pupil):
            self._offer(pupil, place, cost)

    def _offer(self, pupil: int, place: int, cost: int) -> None:
        """The pair gets this cost; the pupil chooses again when that changes anything for it."""
        edge = self.board.set_edge(pupil, place, cost)
        if self.board.standing.edge[pupil] == edge or self.board.envies(pupil, edge):
            self._resettle(pupil)

    def _resettle(self, pupil: int) -> None:
        if self.board.net.pupil_state[pupil] == MOVABLE:
            self.board.resettle(pupil)

    # Pupils.

    def _pupil_gone(self, event: e.PupilGone) -> None:
        board, pupil = self.board, self.pupil(event.pupil)
        self._free(pupil)
        place = board.vacate(pupil) if board.seat_of(pupil) != NOWHERE else NOWHERE
        board.put(steps.set_state, pupil, GONE)
        board.restore(place)

    def _new_pupil(self, event: e.NewPupil) -> None:
        pairs = self._pairs(event.places, event.costs, self.place)
        if not 0 <= event.group < self._n_groups:
            raise InstanceProblem("group", f"There are {self._n_groups} priority groups, numbered from 0.")
        pupil = self.board.new_pupil(event.group)
        self.hit.add(pupil)
        self.stay(pupil, NOWHERE)
        self._tag(pupil, event.state)
        for place, cost in pairs:
            self.board.set_edge(pupil, place, cost)
        self.board.send(pupil)

    def _pupil_changed(self, event: e.PupilChanged) -> None:
        board, pupil = self.board, self.pupil(event.pupil)
        pairs = dict(self._pairs(event.places, event.costs, self.place))
        if board.net.pupil_state[pupil] == LOCKED and board.seat_of(pupil) not in pairs:
            raise InstanceProblem("lock_not_eligible", f"Pupil {pupil + 1} is locked to a place it loses.", pupil)
        self.hit.add(pupil)
        self.stay(pupil, NOWHERE)
        for edge in steps.usable(board.net, pupil).tolist():
            if int(board.net.place[edge]) not in pairs:
                board.put(steps.set_cost, edge, pupil, FORBIDDEN)
        for place, cost in pairs.items():
            board.set_edge(pupil, place, cost)
        if board.net.pupil_state[pupil] == GONE:
            board.put(steps.set_state, pupil, MOVABLE)
        self._resettle(pupil)

    def _reaches(self, event: e.Reaches) -> None:
        pupil = self.pupil(event.pupil)
        for place, cost in self._pairs(event.places, event.costs, self.place):
            self._offer(pupil, place, cost)

    def _forbidden(self, event: e.Forbidden) -> None:
        board, pupil = self.board, self.pupil(event.pupil)
        here = False
        for part in (self.place(event.place), *self._parts.get(event.place, ())):
            edge = board.edge(pupil, part)
            if edge != NOWHERE:
                here |= bool(board.standing.edge[pupil] == edge)
                board.put(steps.set_cost, edge, pupil, FORBIDDEN)
        if here:
            self._free(pupil)
            board.resettle(pupil)

    # Locks and states.

    def _locked(self, event: e.Locked) -> None:
        board, pupil = self.board, self.pupil(event.pupil)
        here = board.seat_of(pupil)
        if here != NOWHERE and self.home(here) == self.place(event.place):
            board.put(steps.set_state, pupil, LOCKED)
            return
        edge = self._cheapest_part(pupil, event.place)
        self._free(pupil)
        place = board.vacate(pupil) if here != NOWHERE else NOWHERE
        board.put(steps.set_state, pupil, LOCKED)
        node = int(board.net.place[edge])
        while node != NOWHERE:
            self._relieve(node)
            node = board.above(node)
        board.put(steps.sit, pupil, edge)
        board.restore(place)

    def _cheapest_part(self, pupil: int, place: int) -> int:
        """The edge to the open seats of the place or to seats reserved for the pupil, whichever is least dear."""
        board = self.board
        edges = [board.edge(pupil, part) for part in (self.place(place), *self._parts.get(place, ()))]
        edges = [edge for edge in edges if edge != NOWHERE]
        if not edges or board.net.pupil_state[pupil] == GONE:
            text = f"Pupil {pupil + 1} may not go to place {place + 1}, so it cannot be locked there."
            raise InstanceProblem("lock_not_eligible", text, pupil, place)
        return min(edges, key=lambda edge: int(board.net.cost[edge] + board.standing.price[board.net.place[edge]]))

    def _unlocked(self, event: e.Unlocked) -> None:
        pupil = self.pupil(event.pupil)
        if self.board.net.pupil_state[pupil] == LOCKED:
            self._tag(pupil, e.State(min(self.tags[pupil], e.State.OFFERED)))
            self.board.put(steps.set_state, pupil, MOVABLE)
            self._resettle(pupil)

    def _state_changed(self, event: e.StateChanged) -> None:
        pupil = self.pupil(event.pupil)
        if event.state == e.State.SIGNED:
            place = self.home(self.board.seat_of(pupil))
            if place == NOWHERE:
                raise InstanceProblem("lock_not_eligible", f"Pupil {pupil + 1} has no place to sign for.", pupil)
            self._tag(pupil, event.state)
            return self._locked(e.Locked(pupil, place))
        before = self.board.net.move[pupil]
        signed = self.tags[pupil] == e.State.SIGNED
        self._tag(pupil, event.state)
        if signed and self.board.net.pupil_state[pupil] == LOCKED:
            self.board.put(steps.set_state, pupil, MOVABLE)
            self._resettle(pupil)
        elif self.board.net.move[pupil] < before:
            self._resettle(pupil)
        return None

    def _tag(self, pupil: int, state: e.State) -> None:
        self.old_tags.append((pupil, int(self.tags[pupil])))
        self.tags[pupil] = state
        price = self._prices.get(state, 0)
        if self.stays and self.board.net.move[pupil] != price:
            self.board.put(steps.set_move, pupil, price)

    def _together(self, event: e.Together) -> None:
        for each in event.events:
            self.do(each)

    _how: ClassVar[dict[type, Callable[[Any, Any], None]]] = {
        e.PlaceGone: _place_gone,
        e.SeatsChanged: _seats_changed,
        e.ExtraSeats: _extra_seats,
        e.CapChanged: _cap_changed,
        e.NewPlace: _new_place,
        e.Opened: _opened,
        e.PupilGone: _pupil_gone,
        e.NewPupil: _new_pupil,
        e.PupilChanged: _pupil_changed,
        e.Reaches: _reaches,
        e.Forbidden: _forbidden,
        e.Locked: _locked,
        e.Unlocked: _unlocked,
        e.StateChanged: _state_changed,
        e.Together: _together,
    }
