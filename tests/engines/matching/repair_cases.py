"""Small random rounds, random events, and the plain answer to what a repair should give: every outcome looked at."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from vakwerk.engines.matching import (
    CapChanged,
    Change,
    ExtraSeats,
    Forbidden,
    Instance,
    Locked,
    NewPlace,
    NewPupil,
    Opened,
    PlaceGone,
    PupilChanged,
    PupilGone,
    Reaches,
    Reservation,
    Round,
    SeatsChanged,
    State,
    StateChanged,
    Together,
    Unlocked,
)
from vakwerk.engines.matching.events import Event
from vakwerk.engines.matching.instance import NOWHERE, cap_use

Rng = np.random.Generator
# A pupil that signed and is unlocked by hand counts as offered.
WEIGHT = {State.FREE: 0, State.PROPOSED: 1, State.OFFERED: 5}


def small_round(rng: Rng, groups: int = 1) -> Instance:
    """At most 5 pupils and 4 places, under a random tree of caps, now and then with a reserved seat."""
    n, m, k = int(rng.integers(1, 6)), int(rng.integers(1, 5)), int(rng.integers(0, 4))
    pairs = [(p, j) for p in range(n) for j in range(m) if rng.random() < 0.6]
    seats = rng.integers(0, 3, m)
    reserved = (
        [Reservation(int(seats.argmax()), 1, [int(rng.integers(n))])] if seats.any() and rng.random() < 0.3 else []
    )
    return Instance.from_edges(
        n,
        seats,
        np.array([p for p, _ in pairs], dtype=int),
        np.array([j for _, j in pairs], dtype=int),
        rng.integers(-5, 20, len(pairs)),
        parent=rng.integers(-1, k, m) if k else None,
        caps=rng.integers(0, 4, k),
        cap_parent=np.array([rng.integers(-1, c) for c in range(k)], dtype=int),
        group=np.minimum(rng.integers(0, groups, n), np.arange(n)),
        reserved=reserved,
    )


def _some(rng: Rng, size: int) -> list[int]:
    return [int(x) for x in rng.choice(size, size=int(rng.integers(0, size + 1)), replace=False)]


def _costs(rng: Rng, several: Sequence[int]) -> list[int]:
    return [int(x) for x in rng.integers(-5, 19, len(several))]


def random_event(rng: Rng, round_: Round) -> Event:
    """Any kind of event, also one that cannot be."""
    n, m, caps = round_.n_pupils, round_.n_places, len(round_.instance().caps)
    pupil, place, seats = int(rng.integers(n)), int(rng.integers(m)), int(rng.integers(0, 4))
    pupils, places = _some(rng, n), _some(rng, m)
    choices: list[Event] = [
        PlaceGone(place),
        SeatsChanged(place, seats),
        ExtraSeats(place, seats, bool(rng.random() < 0.5)),
        Opened(place, pupils, _costs(rng, pupils)),
        PupilGone(pupil),
        PupilChanged(pupil, places, _costs(rng, places)),
        Reaches(pupil, places, _costs(rng, places)),
        Forbidden(pupil, place),
        Locked(pupil, place),
        Unlocked(pupil),
        StateChanged(pupil, State(int(rng.integers(0, 4)))),
    ]
    if caps:
        choices.append(CapChanged(int(rng.integers(caps)), seats))
    if m < 6:
        choices.append(NewPlace(seats, pupils, _costs(rng, pupils), int(rng.integers(-1, caps))))
    if n < 6:
        choices.append(NewPupil(places, _costs(rng, places), int(rng.integers(round_.instance().n_groups))))
    if rng.random() < 0.1:
        return Together([random_event(rng, round_) for _ in range(2)])
    return choices[int(rng.integers(len(choices)))]


def _outcomes(instance: Instance) -> Iterator[tuple[tuple[int, ...], int]]:
    """Every way to seat everybody that fits, with its cost."""
    rows = instance.offsets.tolist()
    options = [
        [NOWHERE, *instance.place[rows[p] : rows[p + 1]].tolist()]
        if instance.locked[p] == NOWHERE
        else [int(instance.locked[p])]
        for p in range(instance.n_pupils)
    ]
    for seats in itertools.product(*options):
        use = np.bincount([s for s in seats if s != NOWHERE], minlength=instance.n_places).astype(np.int64)
        if (use <= instance.seats).all() and (cap_use(instance, use) <= instance.caps).all():
            costs = (int(instance.cost[instance.edge(p, s)]) for p, s in enumerate(seats) if s != NOWHERE)
            yield seats, sum(costs)


def moves(
    instance: Instance, seats: Sequence[int], was: Sequence[int], hit: frozenset[int], weights: Sequence[int]
) -> int:
    """What moving those costs who had a place, were not hit, and are elsewhere now."""
    known = [NOWHERE if seat == NOWHERE else int(instance.home[seat]) for seat in seats]
    return sum(weights[p] for p, place in enumerate(was) if place != NOWHERE and p not in hit and known[p] != place)


def best_by_hand(
    instance: Instance, was: Sequence[int], change: Change, weights: Sequence[int], policy: str
) -> tuple[object, ...]:
    """(most placed, by group when that counts, least moves, least cost) over all outcomes."""

    def rank(seats: tuple[int, ...], cost: int) -> tuple[object, ...]:
        return *standing(instance, seats, policy), moves(instance, seats, was, change.hit, weights), cost

    return min(rank(seats, cost) for seats, cost in _outcomes(instance))


def standing(instance: Instance, seats: Sequence[int], policy: str) -> tuple[object, ...]:
    placed = [int(instance.group[p]) for p, seat in enumerate(seats) if seat != NOWHERE]
    by_group = tuple(-placed.count(group) for group in range(instance.n_groups)) if policy == "priority" else ()
    return -len(placed), by_group


def weights_of(round_: Round) -> list[int]:
    return [WEIGHT.get(State(int(tag)), 0) for tag in round_.hands.tags[: round_.n_pupils]]


def picture(round_: Round) -> list[object]:
    """Everything that an undo must bring back, as bytes."""
    board = round_.board
    net, standing_, late = board.net, board.standing, board.edges - int(board.net.base)
    seated = standing_.edge != NOWHERE
    arrays = [
        net.place[: board.edges], net.cost[: board.edges], net.room, net.tree_parent, net.child, net.pupil_state,
        net.stay, net.move, net.more, net.t_more, net.next_more[:late], net.t_next[:late], net.owner[:late],
        standing_.edge, standing_.first, standing_.after[seated], standing_.before[seated], standing_.used,
        standing_.price, round_.hands.tags,
    ]  # fmt: skip
    return [*(array.tobytes() for array in arrays), board.pupils, board.places, round_.placed, round_.cost]
