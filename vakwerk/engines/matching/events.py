"""What can happen to a round after it was placed, and what it costs somebody to be moved by it.

Pupils and places are the numbers of the instance. A place is one that people know: its reserved parts go with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from .instance import NOWHERE


class State(IntEnum):
    """How far a pupil's place has come: free to change, proposed, offered, signed (a signed place is kept)."""

    FREE = 0
    PROPOSED = 1
    OFFERED = 2
    SIGNED = 3


# Ours: an offer taken back weighs as much as five proposals; nothing measured stands behind the number.
WEIGHTS: Mapping[State, int] = MappingProxyType({State.FREE: 0, State.PROPOSED: 1, State.OFFERED: 5})


@dataclass(frozen=True)
class PlaceGone:
    """The place drops out; its pupils look for another, those that were locked to it too."""

    place: int


@dataclass(frozen=True)
class SeatsChanged:
    """The place has this many open seats from now on (a place that was gone comes back so)."""

    place: int
    seats: int


@dataclass(frozen=True)
class ExtraSeats:
    """`seats` more at the place, and, with `caps`, as many more under every cap above it (a second mentor)."""

    place: int
    seats: int = 1
    caps: bool = False


@dataclass(frozen=True)
class CapChanged:
    """The cap (pool of mentors, establishment, company) holds this many seats from now on."""

    cap: int
    seats: int


@dataclass(frozen=True)
class NewPlace:
    """A place that was not there: for these pupils at these costs. Its number is the number of places so far."""

    seats: int
    pupils: Sequence[int]
    costs: Sequence[int]
    parent: int = NOWHERE


@dataclass(frozen=True)
class Opened:
    """The place takes these pupils too, at these costs (a new recognition); a pair that exists gets this cost."""

    place: int
    pupils: Sequence[int]
    costs: Sequence[int]


@dataclass(frozen=True)
class PupilGone:
    pupil: int


@dataclass(frozen=True)
class NewPupil:
    """A pupil that was not there, with where it may go. Its number is the number of pupils so far."""

    places: Sequence[int]
    costs: Sequence[int]
    group: int = 0
    state: State = State.PROPOSED


@dataclass(frozen=True)
class PupilChanged:
    """Where the pupil may go from now on, and at what cost (moved house, other programme; a pupil that was gone comes
    back so). Its own move costs nothing."""

    pupil: int
    places: Sequence[int]
    costs: Sequence[int]


@dataclass(frozen=True)
class Reaches:
    """The pupil may go to these places too (a longer journey accepted); what it could do stays."""

    pupil: int
    places: Sequence[int]
    costs: Sequence[int]


@dataclass(frozen=True)
class Forbidden:
    """This pupil never goes to this place."""

    pupil: int
    place: int


@dataclass(frozen=True)
class Locked:
    """This pupil goes to this place and stays there, whoever must make room."""

    pupil: int
    place: int


@dataclass(frozen=True)
class Unlocked:
    pupil: int


@dataclass(frozen=True)
class StateChanged:
    """The pupil's place was proposed, offered, or signed (then it is locked); or is free again."""

    pupil: int
    state: State


@dataclass(frozen=True)
class Together:
    """Several events at once: moves are counted from how it was before the first."""

    events: Sequence[Event] = field(default_factory=tuple)


Event: TypeAlias = (
    PlaceGone
    | SeatsChanged
    | ExtraSeats
    | CapChanged
    | NewPlace
    | Opened
    | PupilGone
    | NewPupil
    | PupilChanged
    | Reaches
    | Forbidden
    | Locked
    | Unlocked
    | StateChanged
    | Together
)


@dataclass(frozen=True)
class Move:
    """From where to where, places as people know them; -1 for none."""

    pupil: int
    origin: int
    destination: int


@dataclass(frozen=True)
class Change:
    """What an event did. `moved`: everybody whose place changed, by number. `hit`: the pupils the event itself took
    from their place or was about; moving them costs nothing. `placed`, `cost`: differences. `weight`: the price of the
    others' moves, each by its state (with states left out: how many)."""

    event: Event
    moved: tuple[Move, ...]
    hit: frozenset[int]
    placed: int
    cost: int
    weight: int

    @property
    def others(self) -> tuple[Move, ...]:
        """Those who had a place, were not hit, and are elsewhere now."""
        return tuple(move for move in self.moved if move.origin != NOWHERE and move.pupil not in self.hit)


class Spare(NamedTuple):
    """Room for this many more."""

    pupils: int
    places: int
    edges: int


def needed(event: Event) -> tuple[Spare, int]:
    """What an event can add to a round at most, and its largest absolute cost."""
    match event:
        case NewPlace(_seats, pupils, costs):
            return Spare(0, 1, len(pupils)), _largest(costs)
        case NewPupil(places, costs):
            return Spare(1, 0, len(places)), _largest(costs)
        case Opened(_, several, costs) | Reaches(_, several, costs) | PupilChanged(_, several, costs):
            return Spare(0, 0, len(several)), _largest(costs)
        case Together(several_events):
            needs = [(Spare(0, 0, 0), 0), *(needed(each) for each in several_events)]
            spare = Spare(*(sum(column) for column in zip(*(need for need, _ in needs), strict=True)))
            return spare, max(largest for _, largest in needs)
    return Spare(0, 0, 0), 0


def _largest(costs: Sequence[int]) -> int:
    return max((abs(int(cost)) for cost in costs), default=0)
