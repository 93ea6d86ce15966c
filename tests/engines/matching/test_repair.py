"""A round that changes stays right: repaired = the best of all outcomes, and = solved cold with the moves priced in."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching import rounds
from tests.engines.matching.repair_cases import (
    best_by_hand,
    moves,
    picture,
    random_event,
    small_round,
    standing,
    weights_of,
)
from vakwerk.engines.matching import (
    CapChanged,
    ExtraSeats,
    Forbidden,
    Instance,
    InstanceProblem,
    Locked,
    Move,
    NewPlace,
    NewPupil,
    Opened,
    PlaceGone,
    PupilChanged,
    PupilGone,
    Reservation,
    Round,
    SeatsChanged,
    State,
    StateChanged,
    Together,
    Unlocked,
    repair,
    replan,
    solve,
    verify,
)

SEEDS = st.integers(0, 2**32 - 1)


def _applied(round_: Round, rng: np.random.Generator):
    """A random event that can be, with where everybody was; None when nothing could be in five tries."""
    for _ in range(5):
        was = [round_.place_of(p) for p in range(round_.n_pupils)]
        try:
            return round_.apply(random_event(rng, round_)), was
        except InstanceProblem:
            continue
    return None


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.sampled_from(["total", "priority"]), st.booleans())
def test_after_every_event_it_is_the_best_of_all_outcomes_and_proven(seed, policy, free):
    rng = np.random.default_rng(seed)
    instance = small_round(rng, groups=3)
    states = rng.integers(0, 4, instance.n_pupils)
    round_ = Round(instance, solve(instance, policy=policy), states=states, moves=not free)
    for _ in range(4):
        if (done := _applied(round_, rng)) is None:
            continue
        change, was = done
        repaired = round_.repaired(change)
        weights = [0] * round_.n_pupils if free else weights_of(round_)
        seats = repaired.solution.seat.tolist()
        moved = moves(repaired.instance, seats, was, change.hit, weights)
        found = (*standing(repaired.instance, seats, policy), moved, repaired.solution.cost)
        assert found == best_by_hand(repaired.instance, was, change, weights, policy)
        assert verify(repaired.moved_instance, repaired.moved_solution).valid
        assert (round_.placed, round_.cost) == (repaired.solution.placed, repaired.solution.cost)
        assert change.weight == moved


def _medium(rng: np.random.Generator) -> Instance:
    n, m, k = 80, 30, 8
    keep = rng.random((n, m)) < 0.2
    rows, columns = np.nonzero(keep)
    return Instance.from_edges(
        n, rng.integers(1, 4, m), rows, columns, rng.integers(0, 300, len(rows)),
        parent=rng.integers(-1, k, m), caps=rng.integers(3, 9, k), cap_parent=np.array([-1, -1, 0, 0, 1, 1, -1, 2]),
        group=np.arange(n) % 3,
    )  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(SEEDS, st.sampled_from(["total", "priority"]), st.booleans())
def test_repaired_is_what_a_cold_solve_with_priced_moves_finds(seed, policy, free):
    """The other solver here is OR-Tools: `solve` of the round in which staying is cheaper by the price of a move."""
    rng = np.random.default_rng(seed)
    instance = _medium(rng)
    round_ = Round(instance, solve(instance, policy=policy), states=rng.integers(0, 3, 80), moves=not free)
    for _ in range(8):
        _applied(round_, rng)
    if (done := _applied(round_, rng)) is None:
        return
    repaired = round_.repaired(done[0])
    cold = solve(repaired.moved_instance, policy=policy)
    assert (cold.placed, cold.cost) == (repaired.moved_solution.placed, repaired.moved_solution.cost)
    assert cold.certificate.placed_by_group == repaired.moved_solution.certificate.placed_by_group or policy == "total"
    assert verify(repaired.moved_instance, repaired.moved_solution).valid
    if free:
        assert verify(repaired.instance, repaired.solution).valid


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_undo_brings_back_every_byte_and_the_same_event_does_the_same(seed):
    rng = np.random.default_rng(seed)
    instance = small_round(rng, groups=2)
    round_ = Round(instance, solve(instance), states=rng.integers(0, 4, instance.n_pupils))
    for _ in range(4):
        board, before = round_.board, picture(round_)
        event = random_event(rng, round_)
        try:
            change = round_.apply(event)
        except InstanceProblem:
            assert round_.board is not board or picture(round_) == before
            continue
        if round_.board is not board:  # made anew, larger: then nothing before can be undone
            continue
        after = picture(round_)
        assert round_.undo() is change
        assert picture(round_) == before
        assert round_.apply(event) == change
        assert picture(round_) == after


@pytest.fixture
def chain() -> Round:
    """Three pupils and places in a row: each pupil may go to its own place and to the next; the last place has room."""
    instance = Instance.from_edges(
        3, [1, 1, 1, 1], [0, 0, 1, 1, 2, 2], [0, 1, 1, 2, 2, 3], [0, 5, 0, 5, 0, 5], group=[0, 0, 0]
    )
    return Round(instance, solve(instance))


def test_a_dropped_place_moves_others_only_as_far_as_a_seat_needs(chain):
    change = chain.apply(PlaceGone(0))
    assert change.moved == (Move(0, 0, 1), Move(1, 1, 2), Move(2, 2, 3))
    assert (change.placed, change.cost, change.weight, change.hit) == (0, 15, 2, frozenset({0}))
    assert [move.pupil for move in change.others] == [1, 2]


def test_nobody_moves_only_because_it_would_be_cheaper(chain):
    chain.apply(PlaceGone(0))
    change = chain.apply(SeatsChanged(0, 1))
    assert change.moved == ()
    assert chain.cost == 15


def test_with_free_moves_the_least_cost_comes_back(chain):
    free = Round(chain.instance(), chain.solution(), moves=False)
    free.apply(PlaceGone(0))
    assert free.apply(SeatsChanged(0, 1)).cost == -15
    assert verify(free.instance(), free.solution()).valid


def test_a_signed_pupil_never_moves(chain):
    signed = Round(chain.instance(), chain.solution(), states=[State.PROPOSED, State.SIGNED, State.PROPOSED])
    change = signed.apply(PlaceGone(0))
    assert change.moved == (Move(0, 0, -1),)
    assert signed.apply(PlaceGone(1)).hit == {1}


def test_a_proposal_gives_way_before_an_offer_and_a_free_pupil_before_both():
    pupils, places = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 2, 3, 1, 4, 2, 4, 3, 5]
    instance = Instance.from_edges(4, [1] * 6, pupils, places, [0, 1, 1, 9, 0, 1, 0, 1, 0, 9])
    for states, mover in (([1, 2, 1, 2], 2), ([1, 1, 2, 2], 1), ([1, 2, 2, 0], 3)):
        change = Round(instance, solve(instance), states=states).apply(PlaceGone(0))
        assert [move.pupil for move in change.others] == [mover]


def test_priority_is_kept_when_a_seat_is_lost():
    instance = Instance.from_edges(2, [2], [0, 1], [0, 0], [9, 0], group=[0, 1])
    change = Round(instance, solve(instance, policy="priority")).apply(SeatsChanged(0, 1))
    assert change.moved == (Move(1, 0, -1),)


def test_equal_shares_keep_their_weights_and_all_but_equality_is_proven():
    """An event does not make the shares equal anew; then `verify` says so (8), and everything else still holds."""
    rng = np.random.default_rng(3)
    instance = _medium(rng)
    round_ = Round(instance, solve(instance, policy="equal"))
    for place in (3, 9, 12):
        repaired = round_.repaired(round_.apply(PlaceGone(place)))
        assert repaired.solution.certificate.policy == "equal"
        assert verify(repaired.moved_instance, repaired.moved_solution).broken in ((), (8,))


def test_from_an_open_seat_to_a_reserved_one_of_the_same_place_is_no_move():
    instance = Instance.from_edges(2, [2], [0, 1], [0, 0], [1, 1], reserved=[Reservation(0, 1, [0])])
    round_ = Round(instance, solve(instance))
    change = round_.apply(Together([SeatsChanged(0, 1), NewPupil([0], [0])]))
    assert [move.pupil for move in change.moved if move.pupil < 2] == []
    assert round_.placed == 2


def test_a_lock_makes_room_and_unlocking_gives_it_back(chain):
    change = chain.apply(Locked(0, 1))
    assert (chain.place_of(0), chain.place_of(1), chain.place_of(2)) == (1, 2, 3)
    assert change.weight == 2
    with pytest.raises(InstanceProblem) as refused:
        chain.apply(SeatsChanged(1, 0))
    assert refused.value.code == "locks_over_seats"
    assert chain.apply(Unlocked(0)).moved == ()
    assert chain.apply(SeatsChanged(1, 0)).moved == (Move(0, 1, 0),)


def test_a_signature_locks_and_a_forbidden_pair_sets_free(chain):
    chain.apply(StateChanged(1, State.SIGNED))
    assert chain.apply(PlaceGone(0)).placed == -1
    chain.undo()
    assert chain.apply(Forbidden(1, 1)).hit == {1}
    assert chain.place_of(1) == 2


def test_a_new_place_a_recognition_and_a_pupil_that_comes_back(chain):
    chain.apply(PupilGone(2))
    assert chain.instance().n_edges == 4
    chain.apply(NewPlace(1, [2, 0], [3, 3]))
    chain.apply(PlaceGone(2))
    assert chain.apply(PupilChanged(2, [4], [3])).moved == (Move(2, -1, 4),)
    assert chain.apply(Opened(3, [0], [1])).moved == ()
    assert verify(chain.instance(), Round(chain.instance(), chain.solution()).solution()).broken in ((), (6,))


def test_caps_are_given_back_and_taken(chain):
    instance = Instance.from_edges(3, [2, 2], [0, 1, 2, 2], [0, 0, 0, 1], [1, 2, 3, 9], parent=[0, 0], caps=[2])
    round_ = Round(instance, solve(instance))
    assert round_.placed == 2
    assert round_.apply(ExtraSeats(0, 1)).placed == 0
    assert round_.apply(CapChanged(0, 3)).placed == 1
    assert round_.apply(CapChanged(0, 1)).placed == -2


def test_what_cannot_be_is_refused_by_name_and_changes_nothing(chain):
    for event, code in (
        (PlaceGone(9), "unknown_place"),
        (PupilGone(-1), "unknown_pupil"),
        (SeatsChanged(0, -1), "negative_seats"),
        (CapChanged(0, 1), "unknown_cap"),
        (Locked(0, 3), "lock_not_eligible"),
        (NewPupil([0], [1], group=7), "group"),
        (Opened(0, [1], [2**31]), "cost_range"),
        (Opened(0, [1, 2], [1]), "shape"),
        (StateChanged(0, State.SIGNED), "lock_not_eligible"),
    ):
        if isinstance(event, StateChanged):
            chain.apply(Together([PlaceGone(0), PlaceGone(1)]))
        before = picture(chain)
        with pytest.raises(InstanceProblem) as refused:
            chain.apply(event)
        assert refused.value.code == code
        assert picture(chain) == before


def test_there_is_room_for_all_who_come(chain):
    """More pupils, places and dearer costs than the arrays and the scale were made for: made anew, still right."""
    for step in range(150):
        chain.apply(Together([NewPlace(1, [], []), NewPupil([4 + step], [100 * step])]))
    assert (chain.n_pupils, chain.n_places, chain.placed) == (153, 154, 153)
    repaired = chain.repaired(chain.apply(PlaceGone(20)))
    assert verify(repaired.moved_instance, repaired.moved_solution).valid


def test_only_the_last_change_can_be_proven_and_history_can_be_given_back(chain):
    first = chain.apply(PlaceGone(0))
    chain.apply(PlaceGone(3))
    with pytest.raises(ValueError, match="last change"):
        chain.repaired(first)
    chain.forget()
    with pytest.raises(ValueError, match="nothing to undo"):
        chain.undo()


def test_an_outcome_that_is_not_the_best_is_refused(chain):
    instance = chain.instance()
    worse = Round(instance, chain.solution())
    worse.apply(Locked(0, 1))
    with pytest.raises(InstanceProblem) as refused:
        Round(instance, worse.solution(), moves=False)
    assert refused.value.code == "not_optimal"


def test_repairing_once_gives_the_same_as_a_round(chain):
    instance, solution = chain.instance(), chain.solution()
    repaired = repair(instance, solution, PlaceGone(0))
    chain.apply(PlaceGone(0))
    assert repaired.solution.place.tolist() == chain.solution().place.tolist() == [1, 2, 3]
    assert repaired.instance.seats.tolist() == [0, 1, 1, 1]
    with pytest.raises(InstanceProblem):
        repair(instance, solution, PlaceGone(0), states=[1])


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_placing_anew_from_an_earlier_result_moves_as_few_as_a_repair(seed):
    rng = np.random.default_rng(seed)
    instance = _medium(rng)
    round_ = Round(instance, solve(instance), states=(states := rng.integers(0, 3, 80)))
    before = round_.solution().place
    # Two places: one that goes and comes back in one event hits all its pupils, who may not be moved for free anew.
    gone, changed = rng.choice(30, 2, replace=False).tolist()
    change = round_.apply(Together([PlaceGone(gone), SeatsChanged(changed, 1)]))
    anew = replan(round_.instance(), before, states=states)
    assert (anew.solution.placed, anew.solution.cost) == (round_.placed, round_.cost)
    assert anew.change.weight == change.weight
    assert verify(anew.moved_instance, anew.moved_solution).valid


def test_placing_anew_takes_any_earlier_result(chain):
    anew = replan(chain.instance(), [1, 1, -1])
    assert anew.change.moved == (Move(0, 1, 0), Move(2, -1, 2))
    assert (anew.change.weight, anew.change.placed, anew.change.cost) == (1, 1, 0 - 5)
    with pytest.raises(InstanceProblem):
        replan(chain.instance(), [1, 1])


def test_importing_the_engine_loads_no_compiler_and_no_solver():
    code = "import sys, vakwerk.engines.matching; print([m for m in ('numba', 'scipy', 'ortools') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_placing_anew_is_right_when_the_price_of_a_move_needs_more_than_32_bits():
    n, seats, rows = rounds.made(9)
    rows[:, 2] *= 10_000
    instance = Instance.from_edges(n, seats, *rows.T)
    solution = solve(instance)
    previous = np.where(np.arange(n) % 30 == 0, -1, solution.place)
    found = replan(instance, previous, states=[State.OFFERED] * n)
    assert int(-found.moved_instance.cost.min()) > 2**33
    assert verify(found.moved_instance, found.moved_solution).valid
    assert (found.solution.placed, found.change.others) == (solution.placed, ())
    with pytest.raises(InstanceProblem, match="too large"):  # a round that changes has costs of its own
        Round(found.moved_instance, found.moved_solution)
