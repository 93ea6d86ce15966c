"""What would place more: counted by doing it, and what cannot help is left out for a sure reason."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.repair_cases import picture, random_event, small_round
from vakwerk.engines.matching import (
    CapChanged,
    ExtraSeats,
    Gain,
    Instance,
    InstanceProblem,
    NewPlace,
    NewPupil,
    Opened,
    Reaches,
    Remedy,
    Round,
    Together,
    remedies,
    seats_wanted,
    solve,
    what_if,
)
from vakwerk.engines.matching.remedies import Need

SEEDS = st.integers(0, 2**32 - 1)


def _tried(round_: Round, event) -> Gain | None:
    try:
        return what_if(round_, event)
    except InstanceProblem:
        return None


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.sampled_from(["total", "priority"]))
def test_what_is_left_out_could_not_have_placed_anybody_more(seed, policy):
    rng = np.random.default_rng(seed)
    instance = small_round(rng, groups=2)
    round_ = Round(instance, solve(instance, policy=policy))
    tries = [(event, _tried(round_, event)) for event in (random_event(rng, round_) for _ in range(12))]
    need = Need(round_)
    for event, gain in tries:
        assert gain is None or gain.placed <= 0 or need.can_gain(event)
    possible = [event for event, gain in tries if gain is not None]
    helpful = sum(gain.placed > 0 for _, gain in tries if gain is not None)
    assert len(remedies(round_, possible, limit=99)) == helpful


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_place_where_a_seat_helps_is_found_with_what_it_does(seed):
    """Read off the prices, or tried: the same as raising the seats and solving cold."""
    rng = np.random.default_rng(seed)
    instance = small_round(rng)
    base = solve(instance)
    round_ = Round(instance, base, moves=False)
    expected = {}
    for place in range(instance.n_places):
        raised = round_.apply(ExtraSeats(place, 1, caps=True))
        cold = solve(round_.instance())
        assert (cold.placed - base.placed, cold.cost - base.cost) == (raised.placed, raised.cost)
        if raised.placed:
            expected[place] = (raised.placed, raised.cost)
        round_.undo()
    found = seats_wanted(round_, limit=99)
    assert {r.change.place: (r.gain.placed, r.gain.cost) for r in found} == expected
    best = seats_wanted(round_, limit=1)
    assert [r.gain for r in best] == [r.gain for r in found[:1]]


@pytest.fixture
def short() -> Round:
    """Pupils 0 and 1 want place 0 (one seat), pupil 1 may go to place 1 too, which pupil 2 has; place 2 has room."""
    instance = Instance.from_edges(3, [1, 1, 1], [0, 1, 1, 2], [0, 0, 1, 1], [4, 6, 2, 3])
    return Round(instance, solve(instance))


def test_remedies_are_ranked_by_placed_then_moved_then_cost(short):
    assert short.placed == 2
    candidates = [
        ExtraSeats(2),
        Opened(2, [1], [50]),
        Opened(2, [2], [9]),
        Reaches(0, [2], [70]),
        Reaches(2, [2], [60]),
        NewPlace(2, [0, 2], [30, 30]),
        ExtraSeats(1),
        Together([ExtraSeats(0), ExtraSeats(1)]),
    ]
    found = remedies(short, candidates, limit=3)
    assert all(isinstance(remedy, Remedy) and remedy.gain.placed == 1 for remedy in found)
    gains = [what_if(short, candidate) for candidate in candidates]
    useful = sorted((-g.placed, g.weight, g.cost, i) for i, g in enumerate(gains) if g.placed > 0)
    assert [candidates.index(remedy.change) for remedy in found] == [i for *_, i in useful[:3]]
    assert gains[0] == Gain(0, 0, 0, 0)


def test_a_what_if_leaves_the_round_as_it_was(short):
    before = picture(short)
    what_if(short, NewPupil([2], [1]))
    seats_wanted(short)
    remedies(short, [ExtraSeats(1), NewPlace(1, [0], [1])])
    assert picture(short) == before


def test_a_seat_helps_only_when_its_mentor_can_take_it():
    instance = Instance.from_edges(2, [1], [0, 1], [0, 0], [1, 1], parent=[0], caps=[1])
    round_ = Round(instance, solve(instance))
    assert remedies(round_, [ExtraSeats(0)]) == []
    assert [remedy.gain.placed for remedy in remedies(round_, [ExtraSeats(0, 1, caps=True), CapChanged(0, 2)])] == [1]
