"""Why this place, why not that one, what would change it: for the pupil, in plain words and in numbers.

What is said about a pupil rests on its own pairs, on whether a place is full, and on what the round as a whole would
lose; the last is tried exactly on the round (`Round.apply`, `Round.undo`). Of another pupil nothing is said: not who,
not where from, not at what cost, not how many. A difference that others pay for is told only when at least `crowd`
other pupils may go to that place, so that nobody can be picked out, and then only rounded up to 1, 2 or 5 times a power
of ten; otherwise the answer is the same whatever the others' case is. Both numbers are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from vakwerk.engines.words import Words

from . import events as e
from .instance import NOWHERE
from .problems import InstanceProblem

if TYPE_CHECKING:
    from .repair import Round

CROWD = 5
NEXT_BEST = 3
# Seats and longer journeys tried before the search for a remedy stops, cheapest first.
MOST_TRIED = 3


def _numbered(place: int) -> str:
    return str(place + 1)


def _points(cost: int) -> Words:
    return Words(f"{cost} punten", f"{cost} points")


@dataclass(frozen=True)
class Wording:
    """How places and costs are called: `place` gives the name of a place, `cost` says an amount (points when left out;
    a lower number is better). `crowd`: how many others must be in play before a difference is told."""

    place: Callable[[int], str] = _numbered
    cost: Callable[[int], Words] = _points
    crowd: int = CROWD


@dataclass(frozen=True)
class Alternative:
    """Another place the pupil may have: its own `cost` there, whether a seat is `free`, and `gap`: what the round as a
    whole loses at least when the pupil stands there (reduced cost; for who runs the round, not for publication)."""

    place: int
    cost: int
    free: bool
    gap: int


@dataclass(frozen=True)
class Change:
    """What would give the pupil a place, tried: the event, and where the pupil would then be."""

    event: e.Event
    place: int
    words: Words


@dataclass(frozen=True)
class Explanation:
    """`place`: -1 for none; `cost`: the pupil's own, None without a place. `why`: one or more sentences."""

    pupil: int
    place: int
    cost: int | None
    why: Words
    next_best: tuple[Alternative, ...]
    changes: tuple[Change, ...] = field(default=())


def explain(
    round_: Round,
    pupil: int,
    *,
    further: Sequence[tuple[int, int]] = (),
    wording: Wording | None = None,
    limit: int = NEXT_BEST,
) -> Explanation:
    """Why the pupil stands where it stands. `further`: (place, cost) beyond the pupil's own limit of travel, to see
    whether a longer journey would help one without a place. The round is left as it was."""
    wording = wording or Wording()
    place = round_.place_of(pupil)
    options = alternatives(round_, pupil)
    others = tuple(option for option in options if option.place != place)
    if place == NOWHERE:
        changes = _changes(round_, pupil, options, further, wording)
        return Explanation(pupil, place, None, _why_none(options), others[:limit], changes)
    own = next(option.cost for option in options if option.place == place)
    why = _why_locked(place, wording) if _is_locked(round_, pupil) else _why_here(place, own, others, wording)
    return Explanation(pupil, place, own, why, others[:limit])


def alternatives(round_: Round, pupil: int) -> list[Alternative]:
    """Every place the pupil may have, its own included: least loss for the round first."""
    from . import mending

    board = round_.board
    net, standing = board.net, board.standing
    edges = mending.usable(net, round_.hands.pupil(pupil)).tolist()
    base = int(mending.pays(net, standing, pupil))
    here = round_.place_of(pupil)
    best: dict[int, Alternative] = {}
    for edge in edges:
        seat = int(net.place[edge])
        place, cost = int(net.home[seat]), int(net.cost[edge])
        gap = 0 if place == here else int(mending.asks(net, standing, pupil, edge)) - base
        option = Alternative(place, cost, _free(round_, seat), gap)
        known = best.get(place)
        best[place] = option if known is None or option.gap < known.gap else known
    return sorted(best.values(), key=lambda option: (option.gap, option.cost, option.place))


def _free(round_: Round, seat: int) -> bool:
    """Whether a seat is free at the place and under every cap above it."""
    board, node = round_.board, seat
    while node != NOWHERE:
        if board.standing.used[node] >= board.net.room[node]:
            return False
        node = board.above(node)
    return True


def _is_locked(round_: Round, pupil: int) -> bool:
    from .router import LOCKED

    return bool(round_.board.net.pupil_state[pupil] == LOCKED)


def _why_locked(place: int, wording: Wording) -> Words:
    name = wording.place(place)
    return Words(f"Plaats {name} was voor jou al afgesproken.", f"Place {name} was already agreed for you.")


def _why_here(place: int, own: int, others: Sequence[Alternative], wording: Wording) -> Words:
    name, cost = wording.place(place), wording.cost(own)
    better = sum(option.cost < own for option in others)
    told = Words(f"Je hebt plaats {name}: {cost.nl}.", f"You have place {name}: {cost.en}.")
    if not others:
        more = Words("Het is de enige plaats waar je heen kunt.", "It is the only place that you can go to.")
    elif not better:
        more = Words(
            f"Van de {len(others) + 1} plaatsen waar je heen kunt, is dit de beste voor jou.",
            f"Of the {len(others) + 1} places that you can go to, this is the best for you.",
        )
    else:
        one = better == 1
        more = Words(
            f"{'Eén plaats is' if one else f'{better} plaatsen zijn'} beter voor jou, maar dan is de verdeling voor "
            "iedereen samen minder goed.",
            f"{'One place is' if one else f'{better} places are'} better for you, but then the plan is less good for "
            "everybody together.",
        )
    return Words(f"{told.nl} {more.nl}", f"{told.en} {more.en}")


def _why_none(options: Sequence[Alternative]) -> Words:
    if not options:
        return Words("Er is geen plaats waar je heen kunt.", "There is no place that you can go to.")
    if len(options) == 1:
        return Words(
            "De enige plaats waar je heen kunt, is vol. Hoe we ook schuiven, er zijn te weinig plaatsen.",
            "The only place that you can go to is full. However we shift, there are too few places.",
        )
    return Words(
        f"De {len(options)} plaatsen waar je heen kunt, zijn vol. Hoe we ook schuiven, er zijn te weinig plaatsen.",
        f"The {len(options)} places that you can go to are full. However we shift, there are too few places.",
    )


# Why not there.


def why_not(
    round_: Round, pupil: int, place: int, *, rule: Words | None = None, wording: Wording | None = None
) -> Words:
    """Why the pupil is not at this place. `rule`: the rule that excluded the pair, when it may not go there. The round
    is left as it was."""
    wording = wording or Wording()
    name = wording.place(round_.hands.place(place))
    here = round_.place_of(pupil)
    if here == place:
        return Words(f"Je hebt plaats {name}.", f"You have place {name}.")
    if not any(option.place == place for option in alternatives(round_, pupil)):
        reason = rule or Words("Deze plaats past niet bij jou.", "This place does not suit you.")
        return Words(f"Je kunt niet naar plaats {name}. {reason.nl}", f"You cannot go to place {name}. {reason.en}")
    if _is_locked(round_, pupil):
        other = wording.place(here)
        return Words(f"Plaats {other} was voor jou al afgesproken.", f"Place {other} was already agreed for you.")
    return _traded(round_, pupil, place, name, wording)


def _traded(round_: Round, pupil: int, place: int, name: str, wording: Wording) -> Words:
    if not _is_full(round_, pupil, place):
        return _with_room(round_, pupil, place, name)
    start = Words(f"Plaats {name} is vol.", f"Place {name} is full.")
    if _others(round_, pupil, place) < wording.crowd:
        return start
    told = _loss(round_, pupil, place, wording)
    return Words(f"{start.nl} {told.nl}", f"{start.en} {told.en}")


def _with_room(round_: Round, pupil: int, place: int, name: str) -> Words:
    """The place has a seat free: only the pupil's own two places are compared."""
    costs = {option.place: option.cost for option in alternatives(round_, pupil)}
    here = round_.place_of(pupil)
    if here != NOWHERE and costs[here] <= costs[place]:
        return Words(
            f"Plaats {name} heeft plek, maar de plaats die je hebt is even goed of beter voor jou.",
            f"Place {name} has room, but the place that you have is as good or better for you.",
        )
    return Words(
        f"Plaats {name} heeft plek. Je hield de plaats die je had. Je kunt vragen om te veranderen.",
        f"Place {name} has room. You kept the place that you had. You can ask to change.",
    )


def _is_full(round_: Round, pupil: int, place: int) -> bool:
    return not any(option.free for option in alternatives(round_, pupil) if option.place == place)


def _others(round_: Round, pupil: int, place: int) -> int:
    """Other pupils that may go to the place and are not locked elsewhere: those whose case could be in play."""
    return int(np.count_nonzero(round_.board.comers(place) != pupil))


def _loss(round_: Round, pupil: int, place: int, wording: Wording) -> Words:
    """What all together lose when the pupil is there: tried, and told roughly."""
    try:
        change = round_.apply(e.Locked(pupil, place))
    except InstanceProblem:
        return Words("Die plaatsen zijn al afgesproken.", "Those places are already agreed.")
    round_.undo()
    if change.placed < 0 or (change.placed == 0 and round_.place_of(pupil) == NOWHERE):
        return Words(
            "Als jij daar staat, heeft iemand anders geen plaats.",
            "If you are there, somebody else has no place.",
        )
    if change.cost <= 0:
        return Words(
            "Je kunt ruilen, maar dan moet een ander veranderen van plaats.",
            "You can swap, but then somebody else must change place.",
        )
    amount = wording.cost(_roughly(change.cost))
    return Words(
        f"Als jij daar staat, is het voor iedereen samen hoogstens {amount.nl} minder goed.",
        f"If you are there, it is at most {amount.en} worse for everybody together.",
    )


def _roughly(amount: int) -> int:
    """Rounded up to 1, 2 or 5 times a power of ten, 10 at least."""
    power = 10
    while True:
        for step in (1, 2, 5):
            if amount <= step * power:
                return step * power
        power *= 10


# What would change it.


def _changes(
    round_: Round,
    pupil: int,
    options: Sequence[Alternative],
    further: Sequence[tuple[int, int]],
    wording: Wording,
) -> tuple[Change, ...]:
    """For a pupil without a place: the first seat, and the shortest longer journey, that would give it one."""
    found = []
    seats: list[tuple[e.Event, int]] = [
        (e.ExtraSeats(option.place, 1, caps=True), option.place)
        for option in sorted(options, key=lambda option: (option.cost, option.place))[:MOST_TRIED]
    ]
    seat = _first_that_helps(round_, pupil, seats)
    if seat is not None:
        name = wording.place(seat[1])
        words = Words(
            f"Met één plaats meer bij plaats {name} heb jij ook een plaats.",
            f"With one more seat at place {name} you have a place too.",
        )
        found.append(Change(seat[0], seat[2], words))
    nearest = sorted(further, key=lambda pair: (pair[1], pair[0]))
    within = [(place, cost) for place, cost in nearest if _would_go(round_, pupil, place, cost)][:MOST_TRIED]
    trips: list[tuple[e.Event, int]] = [(e.Reaches(pupil, [place], [cost]), place) for place, cost in within]
    trip = _first_that_helps(round_, pupil, trips)
    if trip is not None:
        name = wording.place(trip[1])
        words = Words(
            f"Als je verder wilt reizen, tot bij plaats {name}, heb jij een plaats.",
            f"If you are willing to travel further, to place {name}, you have a place.",
        )
        found.append(Change(trip[0], trip[2], words))
    return tuple(found)


def _would_go(round_: Round, pupil: int, place: int, cost: int) -> bool:
    """Whether the place asks less than what staying out costs: otherwise the pupil gains nothing by it."""
    from . import mending

    board = round_.board
    return bool(cost + board.standing.price[place] < mending.pays(board.net, board.standing, pupil))


def _first_that_helps(
    round_: Round, pupil: int, tries: Sequence[tuple[e.Event, int]]
) -> tuple[e.Event, int, int] | None:
    """(event, place named, place the pupil then has) of the first event that gives the pupil a place and costs nobody
    else one."""
    for event, place in tries:
        change = round_.apply(event)
        there = round_.place_of(pupil)
        round_.undo()
        if there != NOWHERE and change.placed > 0:
            return event, place, there
    return None
