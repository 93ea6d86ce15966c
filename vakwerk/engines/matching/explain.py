"""Why this place, why not that one, what would change it: for the pupil, in plain words and in numbers.

What is said rests on the pupil's own pairs and on whether a place is full, which everybody can see. Of another pupil
nothing is said: not who, not where from, not at what cost, not how many, and no amount that hangs on them. As long as
the pupil and the places stand as they do, the answer is the same whatever the case of the others is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vakwerk.engines.words import Words

from . import events as e
from .instance import NOWHERE

if TYPE_CHECKING:
    from .repair import Round

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
    a lower number is better)."""

    place: Callable[[int], str] = _numbered
    cost: Callable[[int], Words] = _points


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

    board, here = round_.board, round_.place_of(pupil)
    best: dict[int, Alternative] = {}
    lines = mending.options(board.net, board.standing, round_.hands.pupil(pupil)).tolist()
    for place, cost, gap, free in lines:
        option = Alternative(place, cost, bool(free), 0 if place == here else gap)
        known = best.get(place)
        best[place] = option if known is None or option.gap < known.gap else known
    return sorted(best.values(), key=lambda option: (option.gap, option.cost, option.place))


def _is_locked(round_: Round, pupil: int) -> bool:
    from .router import LOCKED

    return bool(round_.board.net.pupil_state[pupil] == LOCKED)


def _why_locked(place: int, wording: Wording) -> Words:
    name = wording.place(place)
    return Words(f"Plaats {name} was voor jou al afgesproken.", f"Place {name} was already agreed for you.")


def _why_here(place: int, own: int, others: Sequence[Alternative], wording: Wording) -> Words:
    name, cost = wording.place(place), wording.cost(own)
    better = [option for option in others if option.cost < own]
    told = Words(f"Je hebt plaats {name}: {cost.nl}.", f"You have place {name}: {cost.en}.")
    if not others:
        more = Words("Het is de enige plaats waar je heen kunt.", "It is the only place that you can go to.")
    elif not better:
        more = Words(
            f"Van de {len(others) + 1} plaatsen waar je heen kunt, is dit de beste voor jou.",
            f"Of the {len(others) + 1} places that you can go to, this is the best for you.",
        )
    else:
        more = _better_ones(len(better), any(option.free for option in better))
    return Words(f"{told.nl} {more.nl}", f"{told.en} {more.en}")


def _better_ones(count: int, free: bool) -> Words:
    """What is said of places that would be better for the pupil."""
    one = count == 1
    start = Words(
        f"{'Eén plaats is' if one else f'{count} plaatsen zijn'} beter voor jou",
        f"{'One place is' if one else f'{count} places are'} better for you",
    )
    if free:
        return Words(f"{start.nl}. Je hield de plaats die je had.", f"{start.en}. You kept the place that you had.")
    full = Words("die is vol" if one else "die zijn vol", "it is full" if one else "they are full")
    return Words(
        f"{start.nl}, maar {full.nl}. De verdeling telt voor iedereen samen.",
        f"{start.en}, but {full.en}. The plan counts for everybody together.",
    )


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
    return _compared(round_, pupil, place, name)


def _compared(round_: Round, pupil: int, place: int, name: str) -> Words:
    """Only the pupil's own two places are compared, and whether the other one is full."""
    options = {option.place: option for option in alternatives(round_, pupil)}
    here, there = options.get(round_.place_of(pupil)), options[place]
    start = (
        Words(f"Plaats {name} heeft plek", f"Place {name} has room")
        if there.free
        else Words(f"Plaats {name} is vol", f"Place {name} is full")
    )
    if here is not None and here.cost <= there.cost:
        joined = Words("maar", "but") if there.free else Words("en", "and")
        return Words(
            f"{start.nl}, {joined.nl} de plaats die je hebt is even goed of beter voor jou.",
            f"{start.en}, {joined.en} the place that you have is as good or better for you.",
        )
    if there.free:
        return Words(
            f"{start.nl}. Je hield de plaats die je had. Je kunt vragen om te veranderen.",
            f"{start.en}. You kept the place that you had. You can ask to change.",
        )
    return Words(
        f"{start.nl}. Wie waar staat, hangt af van alle leerlingen samen.",
        f"{start.en}. Who stands where depends on all pupils together.",
    )


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
