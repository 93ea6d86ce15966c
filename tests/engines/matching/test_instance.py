"""Input from which no round can be made is refused, with what and where; everything else becomes one."""

import numpy as np
import pytest

from tests.engines.matching import rounds
from vakwerk.engines.matching import Instance, InstanceProblem, Reservation, solve, verify

GOOD = {"n_pupils": 2, "seats": [1, 1], "pupil": [0, 0, 1], "place": [0, 1, 1], "cost": [1, 2, 3]}
BAD = {
    "not_whole": {"cost": [1.0, 2.0, 3.0]},
    "shape": {"cost": [1, 2]},
    "unknown_pupil": {"pupil": [0, 0, 2]},
    "unknown_place": {"place": [0, 1, 2]},
    "negative_seats": {"seats": [1, -1]},
    "too_many_seats": {"seats": [1, 2**31]},
    "cost_range": {"cost": [1, 2, 2**30 + 1]},
    "pair_twice": {"place": [1, 1, 1]},
    "lock_not_eligible": {"locked": [-1, 0]},
    "locks_over_seats": {"locked": [1, 1]},
    "group": {"group": [0, -1]},
    "unknown_cap": {"parent": [0, -1]},
    "cap_circle": {"parent": [0, 1], "caps": [1, 1], "cap_parent": [1, 0]},
    "reservation": {"reserved": [Reservation(0, 5, [0])]},
}


@pytest.mark.parametrize(("code", "change"), BAD.items())
def test_impossible_input_is_named(code, change):
    with pytest.raises(InstanceProblem) as found:
        Instance.from_edges(**{**GOOD, **change})
    assert found.value.code == code


def test_a_problem_says_which_pupil_and_place():
    with pytest.raises(InstanceProblem) as found:
        Instance.from_edges(2, [1, 1], [1, 1], [0, 0], [5, 6])
    assert (found.value.pupil, found.value.place) == (1, 0)
    assert "Pupil 2 and place 1 stand twice" in str(found.value)


@pytest.mark.parametrize("number", [-1, 2.0, 3 * 10**9, "2", True, np.True_, None])
def test_a_number_of_pupils_that_is_none_is_refused_before_memory_is_taken(number):
    with pytest.raises(InstanceProblem) as refused:
        Instance.from_edges(number, [1], [0], [0], [1])
    assert refused.value.code == "n_pupils"


def test_a_wrong_lock_is_named():
    with pytest.raises(InstanceProblem) as found:
        Instance.from_edges(**{**GOOD, "locked": [-1, 0]})
    assert (found.value.pupil, found.value.place) == (1, 0)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("unknown_place", {"locked": [2**32 + 1, -1]}),
        ("unknown_place", {"locked": np.array([1, 2**32 - 1], np.uint32)}),
        ("unknown_place", {"locked": [-1, 2]}),
        ("unknown_place", {"locked": [-2, -1]}),
        ("unknown_cap", {"parent": [2**32, -1], "caps": [1]}),
        ("unknown_cap", {"parent": [0, 2**32 - 1], "caps": [1]}),
        ("unknown_cap", {"parent": [-1, -1], "caps": [1], "cap_parent": [2**33]}),
    ],
)
def test_a_number_too_wide_for_the_round_is_refused_and_does_not_come_back_as_another_place(code, change):
    with pytest.raises(InstanceProblem) as refused:
        Instance.from_edges(**{**GOOD, **change})
    assert refused.value.code == code


@pytest.mark.parametrize("wide", [[2**70, 0], [-1, 2**63], [-(2**70), 0], np.array([2**70, 0], object)])
@pytest.mark.parametrize(
    ("field", "codes"),
    [
        ("cost", {"cost_range"}),
        ("pupil", {"unknown_pupil"}),
        ("place", {"unknown_place"}),
        ("seats", {"too_many_seats", "negative_seats"}),
        ("caps", {"too_many_seats", "negative_seats"}),
        ("parent", {"unknown_cap"}),
        ("locked", {"unknown_place"}),
        ("group", {"group"}),
    ],
)
def test_a_number_beyond_64_bits_is_out_of_range_and_not_no_whole_number(field, codes, wide):
    round_ = {"n_pupils": 2, "seats": [1, 1], "pupil": [0, 1], "place": [0, 1], "cost": [1, 3]}
    with pytest.raises(InstanceProblem) as refused:
        Instance.from_edges(**{**round_, field: wide})
    assert refused.value.code in codes


def test_whole_numbers_are_whole_numbers_however_they_are_kept():
    for costs in (np.array([1, 2, 3], object), [1, np.uint64(2), 3]):
        assert Instance.from_edges(**{**GOOD, "cost": costs}).cost.tolist() == [1, 2, 3]
    for costs in ([1, 2, None], [1, 2, "3"], [1, 2.0, 2**70], np.array([1.0, 2.0, 3.0])):
        with pytest.raises(InstanceProblem) as refused:
            Instance.from_edges(**{**GOOD, "cost": costs})
        assert refused.value.code == "not_whole"


def test_locks_over_the_seats_of_a_cap_are_refused():
    with pytest.raises(InstanceProblem) as found:
        Instance.from_edges(2, [1, 1], [0, 1], [0, 1], [1, 1], parent=[0, 0], caps=[1], locked=[0, 1])
    assert found.value.code == "locks_over_seats"
    assert "cap 1" in str(found.value)


def test_costs_whose_sums_leave_64_bits_are_refused():
    """2**30 for a million pupils and a thousand groups: the penalties would not fit."""
    n = 10**6
    instance = Instance.from_edges(n, [n], np.arange(n), np.zeros(n, int), np.full(n, 2**30), group=np.arange(n) % 1000)
    with pytest.raises(InstanceProblem) as found:
        solve(instance)
    assert found.value.code == "cost_range"


@pytest.mark.parametrize("cost", [2**30, -(2**30)])
def test_the_largest_costs_still_count_exactly(cost):
    instance = Instance.from_edges(
        3, [1, 1], [0, 0, 1, 2], [0, 1, 0, 1], [cost, cost - 1 if cost > 0 else cost + 1, 0, 7]
    )
    solution = solve(instance)
    assert verify(instance, solution).valid
    best = min((-sum(s >= 0 for s in o), rounds.cost_of(instance, o)) for o in rounds.outcomes(instance))
    assert (-solution.placed, solution.cost) == best


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int16, np.uint32, np.int64, np.uint64])
def test_any_whole_number_type_gives_the_same_round(kind):
    instance = Instance.from_edges(2, *(np.array(GOOD[key], dtype=kind) for key in ("seats", "pupil", "place", "cost")))
    assert instance.place.dtype == instance.cost.dtype == np.int32
    assert solve(instance).place.tolist() == [0, 1]


@pytest.mark.parametrize(("number", "kind"), [(127, np.int8), (255, np.uint8), (32767, np.int16)])
def test_as_many_pupils_as_the_type_they_are_counted_in_can_hold(number, kind):
    """Seats, caps, locks and groups of small types too: the largest number of each still counts."""
    pupils, ones = np.arange(number).astype(kind), np.ones(number, kind)
    many = np.array([number], kind)
    instance = Instance.from_edges(
        kind(number),
        many,
        pupils,
        pupils * kind(0),
        ones * kind(number),
        parent=np.array([0], kind),
        caps=many,
        locked=ones * kind(0),
        group=np.minimum(pupils, kind(100)),
        reserved=[Reservation(kind(0), kind(1), pupils[-1:])],
    )
    solution = solve(instance)
    assert verify(instance, solution).valid
    assert (solution.placed, solution.cost) == (number, number * number)
    assert isinstance(instance.n_pupils, int)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("reservation", {"pupils": [77]}),
        ("reservation", {"pupils": [0, -1]}),
        ("reservation", {"pupils": [2**70]}),
        ("shape", {"pupils": "0"}),
        ("shape", {"pupils": {0}}),
        ("not_whole", {"pupils": ["0"]}),
        ("reservation", {"place": 0.0}),
        ("reservation", {"place": "0"}),
        ("reservation", {"place": 2**40}),
        ("reservation", {"place": 2}),
        ("reservation", {"seats": 1.0}),
        ("reservation", {"seats": None}),
        ("reservation", {"seats": -1}),
    ],
)
def test_a_reservation_of_what_does_not_exist_is_refused(code, wrong):
    with pytest.raises(InstanceProblem) as refused:
        Instance.from_edges(**GOOD, reserved=[Reservation(**{"place": 0, "seats": 1, "pupils": [0], **wrong})])
    assert refused.value.code == code


def test_a_reservation_for_pupils_without_an_edge_there_or_for_nobody_only_keeps_its_seats():
    for pupils in ([1], [], range(0), (1,)):
        instance = Instance.from_edges(**GOOD, reserved=[Reservation(0, 1, pupils)])
        assert instance.seats.tolist() == [0, 1, 1]


def test_arrays_cannot_be_changed_afterwards():
    instance = Instance.from_edges(**GOOD)
    with pytest.raises(ValueError):
        instance.cost[0] = 9


def test_ten_million_edges_are_taken_in_any_order():
    """In little more memory than the edges themselves (8 bytes each), sorted or not; too many are refused by name."""
    n, reach = 200_000, 50
    pupil = np.repeat(np.arange(n, dtype=np.int32), reach)
    place = np.tile(np.arange(reach, dtype=np.int32), n)
    instance = Instance.from_edges(n, np.ones(reach, int), pupil, place, place)
    assert instance.n_edges == 10**7
    assert instance.place.nbytes + instance.cost.nbytes == 8 * 10**7


def test_more_edges_than_numbers_are_refused(monkeypatch):
    monkeypatch.setattr("vakwerk.engines.matching.instance.MOST_EDGES", 2)
    with pytest.raises(InstanceProblem) as found:
        Instance.from_edges(**GOOD)
    assert found.value.code == "too_many_edges"
