"""What somebody could write into an outcome to make a worse one pass: the verifier lets none of it through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from vakwerk.engines.matching import Instance, Reservation, Solution, solve, verify

ENDLESS = 2**63 - 1


@pytest.fixture
def crossed() -> tuple[Instance, Solution]:
    """Two pupils who should change places, with the numbers of that outcome stated rightly."""
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1, 1], [0, 1, 0, 1], [0, 10, 10, 0])
    best = solve(instance)
    seat = np.array([1, 0], dtype=np.int32)
    return instance, replace(best, seat=seat, place=seat, cost=20, certificate=replace(best.certificate, objective=20))


def _wrong(outcome: Solution, **changes: Any) -> Solution:
    return replace(outcome, certificate=replace(outcome.certificate, **changes))


@pytest.mark.parametrize("price", [ENDLESS, ENDLESS - 5, ENDLESS - 9, ENDLESS - 10, 2**62])
def test_prices_that_run_over_prove_nothing(crossed: tuple[Instance, Solution], price: int) -> None:
    instance, outcome = crossed
    assert 6 in verify(instance, replace(outcome, prices=np.array([price, price]))).broken


def test_prices_of_caps_that_run_over_prove_nothing() -> None:
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1, 1], [0, 1, 0, 1], [0, 10, 10, 0], parent=[0, 1], caps=[1, 1])
    best, seat = solve(instance), np.array([1, 0], dtype=np.int32)
    bad = _wrong(replace(best, seat=seat, place=seat, cost=20), objective=20)
    for price, of_cap in ((ENDLESS - 5, 1), (ENDLESS, ENDLESS), (2**62, 2**62), (1, ENDLESS)):
        prices, of_caps = np.array([price] * 2), np.array([of_cap] * 2)
        assert 6 in verify(instance, replace(bad, prices=prices, cap_prices=of_caps)).broken


@pytest.mark.parametrize(
    "prices", [None, [0, 0], np.array(["a", "b"]), np.array([np.nan, np.inf]), np.array([[0, 0]]), np.zeros(3, int)]
)
def test_what_is_no_row_of_whole_prices_is_a_fault_and_no_crash(
    crossed: tuple[Instance, Solution], prices: Any
) -> None:
    instance, outcome = crossed
    assert 5 in verify(instance, replace(outcome, prices=prices)).broken


@pytest.mark.parametrize("penalty", [(2**70,), (float("inf"),), ("x",), (0,), (-5,), (), (99, 99)])
def test_penalties_that_prove_nothing_are_faults_and_no_crash(crossed: tuple[Instance, Solution], penalty: Any) -> None:
    instance, outcome = crossed
    assert 7 in verify(instance, _wrong(outcome, penalty=penalty)).broken


@pytest.mark.parametrize(
    "odd", [None, "x", 0.5, (None,), [[1]], {"a": 1}, np.array([-1, -2]), np.array(["x"]), object()]
)
@pytest.mark.parametrize(
    "field",
    ["place", "seat", "placed", "cost", "prices", "cap_prices", "certificate", "policy", "penalty", "objective",
     "placed_by_group", "price_of_policy"],
)  # fmt: skip
def test_whatever_stands_where_something_else_should_is_a_fault_and_no_crash(
    crossed: tuple[Instance, Solution], field: str, odd: Any
) -> None:
    instance, _outcome = crossed
    best = solve(instance)
    wrong = replace(best, **{field: odd}) if hasattr(best, field) else _wrong(best, **{field: odd})
    assert verify(instance, wrong).valid == (field == "price_of_policy" and odd is None)
    assert 4 in verify(instance, _wrong(best, price_of_policy=0), total=wrong).broken or field == "price_of_policy"


def test_what_states_nothing_proves_nothing(crossed: tuple[Instance, Solution]) -> None:
    """No certificate or penalties: not proven (6 and 7). Counts missing beside penalties: not what a recount gives."""
    instance, _outcome = crossed
    best = solve(instance)
    assert verify(instance, replace(best, certificate=None)).broken == (6, 7)
    for penalty in (None, (None,)):
        assert verify(instance, _wrong(best, penalty=penalty)).broken == (6, 7)
    assert verify(instance, _wrong(best, placed_by_group=None)).broken == (4,)
    assert verify(instance, None).broken == (1,)


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.uint64])
def test_seats_in_any_whole_number_type_are_read(kind: Any) -> None:
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1, 1], [0, 1, 0, 1], [0, 10, 10, 0])
    best = solve(instance)
    assert verify(instance, replace(best, seat=best.seat.astype(kind))).valid


def test_each_number_of_the_certificate_is_counted_again() -> None:
    instance = Instance.from_edges(3, [1], [0, 1, 2], [0, 0, 0], [100, 1, 5], group=[0, 1, 1])
    for policy in ("total", "priority", "equal"):
        best = solve(instance, policy=policy)
        assert verify(instance, best).valid
        for wrong in ({"objective": 1}, {"placed_by_group": (1, 1)}, {"placed_by_group": ()}):
            assert 4 in verify(instance, _wrong(best, **wrong)).broken


def test_an_outcome_by_priority_is_no_outcome_of_least_cost() -> None:
    instance = Instance.from_edges(2, [1], [0, 1], [0, 0], [100, 1], group=[0, 1])
    first = solve(instance, policy="priority")
    assert not verify(instance, _wrong(first, policy="total")).valid
    assert not verify(instance, _wrong(first, policy="whoever")).valid


def test_seats_that_are_no_numbers_are_a_fault_and_no_crash(crossed: tuple[Instance, Solution]) -> None:
    instance, outcome = crossed
    for seat in (outcome.seat.astype(float), outcome.seat.tolist(), outcome.seat[:1]):
        assert verify(instance, replace(outcome, seat=seat)).broken == (1,)


def test_a_lock_takes_the_reserved_seat_of_its_pupil_and_leaves_the_open_one() -> None:
    """Two seats, one reserved for pupil 0, who is locked there: pupil 1 still has the open one."""
    kept = Reservation(0, 1, [0])
    instance = Instance.from_edges(2, [2], [0, 1], [0, 0], [1, 1], locked=[0, -1], reserved=[kept])
    assert solve(instance).placed == 2
    alone = Instance.from_edges(1, [1], [0], [0], [1], locked=[0], reserved=[kept])
    assert solve(alone).place.tolist() == [0]


def test_locks_that_choose_between_reservations_all_find_a_seat() -> None:
    several = [Reservation(0, 1, [0, 1]), Reservation(0, 1, [0])]
    instance = Instance.from_edges(2, [2], [0, 1], [0, 0], [1, 1], locked=[0, 0], reserved=several)
    found = solve(instance)
    assert found.place.tolist() == [0, 0]
    assert verify(instance, found).valid
