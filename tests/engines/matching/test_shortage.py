"""Blocks of pupils with too few places: the canonical ones, exact, and checkable by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import coo_array, csr_array, vstack

from tests.engines.matching.shortage_cases import NOWHERE, crowded, movable, ratios, reach, rounds, shuffled
from vakwerk.engines.matching import Block, Instance, NewPlace, Reservation, Shortage, shortage, solve
from vakwerk.engines.matching.shortage import call_list, leads_by_block
from vakwerk.engines.matching.shortage_check import check_block, check_shortage

FEW = settings(max_examples=40, deadline=None)


def town(**more: object) -> Instance:
    """Six pupils. 0 to 2 want the one seat of place 0; 3 and 4 want it too, or one of place 1 (one seat); 5 nothing."""
    pupil, place = [0, 1, 2, 3, 3, 4, 4], [0, 0, 0, 0, 1, 0, 1]
    return Instance.from_edges(6, [1, 1], pupil, place, [10, 20, 30, 5, 40, 5, 40], **more)  # type: ignore[arg-type]


def shown(found: Shortage) -> list[tuple[str, list[int], list[int], list[int], int]]:
    return [(b.kind, b.pupils.tolist(), b.places.tolist(), b.tighter.tolist(), b.seats) for b in found.blocks]


def test_the_blocks_of_a_town_that_can_be_counted_on_fingers() -> None:
    found = shortage(town(), solve(town()))
    assert shown(found) == [
        ("no_place", [5], [], [], 0),
        ("too_few", [0, 1, 2], [0], [], 1),
        ("too_few", [3, 4], [1], [0], 1),
    ]
    assert found.unplaced == 4
    assert found.block.tolist() == [1, 1, 1, 2, 2, 0]
    assert found.chances().tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2, 0])


def test_nobody_lacks_in_a_round_where_everybody_is_placed() -> None:
    instance = Instance.from_edges(2, [2], [0, 1], [0, 0], [1, 1])
    found = shortage(instance, solve(instance))
    assert (found.blocks, found.unplaced, found.chances().tolist()) == ((), 0, [1.0, 1.0])


@FEW
@given(rounds())
def test_every_pupil_gets_the_ratio_that_trying_all_sets_gives(instance: Instance) -> None:
    found, tried = shortage(instance, solve(instance)), ratios(instance)
    for pupil in movable(instance):
        at = found.block[pupil]
        assert (found.blocks[at].ratio if at != NOWHERE else 1) == min(tried[pupil], 1)


@FEW
@given(rounds(most_pupils=12))
def test_the_lacking_seats_of_all_blocks_are_the_unplaced_pupils(instance: Instance) -> None:
    solution = solve(instance)
    found = shortage(instance, solution)
    assert sum(block.lacking for block in found.blocks) == found.unplaced == instance.n_pupils - solution.placed
    assert all(block.lacking > 0 for block in found.blocks)


@FEW
@given(rounds(most_pupils=12))
def test_every_block_passes_a_check_that_shares_nothing_with_the_finder(instance: Instance) -> None:
    solution = solve(instance)
    assert check_shortage(instance, shortage(instance, solution), solution) == ()


@FEW
@given(rounds(most_pupils=12), st.integers(0, 99))
def test_the_blocks_are_the_same_in_any_order_and_for_any_largest_placement(instance: Instance, seed: int) -> None:
    other, pupil, place = shuffled(instance, seed)  # costs shuffled too, so that other pupils are placed
    expected = {
        (b.kind, frozenset(pupil[b.pupils]), frozenset(place[b.places]), frozenset(place[b.tighter]), b.seats, b.locked)
        for b in shortage(instance, solve(instance)).blocks
    }
    found = shortage(other, solve(other)).blocks
    assert expected == {
        (b.kind, frozenset(b.pupils), frozenset(b.places), frozenset(b.tighter), b.seats, b.locked) for b in found
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("caps", [True, False])
def test_the_chances_can_be_had_all_at_once_so_that_the_blocks_are_the_canonical_ones(seed: int, caps: bool) -> None:
    """The chances are a placement in parts (a lot), and no level leaves a seat unused: then they are the fairest, and
    the levels those of the principal partition (Fujishige 1980, theorem on lexicographically optimal bases)."""
    instance = crowded(seed, caps)
    solution = solve(instance)
    found = shortage(instance, solution)
    assert len(found.blocks) > 2
    assert check_shortage(instance, found, solution) == ()
    assert _most_in_parts(instance, found.chances()) == pytest.approx(found.chances().sum(), abs=1e-6)
    assert found.chances().sum() == pytest.approx(solution.placed)


def _most_in_parts(instance: Instance, at_most: np.ndarray) -> float:
    """Most pupils placed when a pupil may be split over places, `at_most` (n,) of each: linear programming."""
    edges = np.arange(instance.n_edges)
    use = coo_array((np.ones(len(edges)), (instance.place, edges)), shape=(instance.n_places, len(edges))).tocsr()
    rows, limits = [coo_array((np.ones(len(edges)), (instance.rows(), edges))).tocsr(), use], [at_most, instance.seats]
    for cap in range(len(instance.caps)):
        inside = np.array([cap in instance.chain(place) for place in range(instance.n_places)])
        rows.append(csr_array(inside[None, instance.place].astype(float)))
        limits.append(instance.caps[cap : cap + 1])
    rows[0].resize(instance.n_pupils, len(edges))
    return -float(linprog(-np.ones(len(edges)), A_ub=vstack(rows), b_ub=np.concatenate(limits)).fun)


def test_a_crowded_round_has_the_same_blocks_in_another_order() -> None:
    instance = crowded(2)
    other, pupil, _place = shuffled(instance, 5)
    here, there = shortage(instance, solve(instance)), shortage(other, solve(other))
    assert {(frozenset(pupil[b.pupils]), b.seats) for b in here.blocks} == {
        (frozenset(b.pupils), b.seats) for b in there.blocks
    }


def test_blocks_come_tightest_first() -> None:
    rng = np.random.default_rng(4)
    pairs = np.unique(rng.integers(0, [60, 30], (150, 2)), axis=0)
    instance = Instance.from_edges(60, rng.integers(0, 3, 30), pairs[:, 0], pairs[:, 1], rng.integers(0, 9, len(pairs)))
    ratio = [block.ratio for block in shortage(instance, solve(instance)).blocks]
    assert len(ratio) > 3
    assert ratio == sorted(ratio)


def test_locked_pupils_and_their_seats_are_outside_the_counts_and_named() -> None:
    instance = Instance.from_edges(3, [2], [0, 1, 2], [0, 0, 0], [1, 2, 3], locked=[NOWHERE, NOWHERE, 0])
    (block,) = shortage(instance, solve(instance)).blocks
    assert (block.pupils.tolist(), block.seats, block.locked, block.lacking) == ([0, 1], 1, 1, 1)


def test_pupils_whose_places_have_no_seat_left_are_told_apart_from_those_without_any_place() -> None:
    instance = Instance.from_edges(3, [1], [0, 1], [0, 0], [1, 2], locked=[0, NOWHERE, NOWHERE])
    found = shortage(instance, solve(instance))
    assert [(block.kind, block.pupils.tolist()) for block in found.blocks] == [("no_place", [2]), ("no_seat", [1])]


def test_a_reserved_seat_helps_only_those_it_is_for() -> None:
    reserved = [Reservation(0, 1, [0])]
    instance = Instance.from_edges(3, [1, 1], [0, 1, 2, 2], [0, 0, 0, 1], [1, 2, 3, 4], reserved=reserved)
    (block,) = shortage(instance, solve(instance)).blocks
    assert (block.kind, block.pupils.tolist(), instance.home[block.places].tolist()) == ("no_seat", [1], [0])


def test_a_shared_mentor_makes_one_block_of_two_places() -> None:
    """Two places with two seats each, and a mentor for three: four pupils, of whom nobody could be told apart."""
    instance = Instance.from_edges(4, [2, 2], [0, 1, 2, 3], [0, 0, 1, 1], [1] * 4, parent=[0, 0], caps=[3])
    (block,) = shortage(instance, solve(instance)).blocks
    assert (block.pupils.tolist(), block.places.tolist(), block.seats) == ([0, 1, 2, 3], [0, 1], 3)


def test_pupils_who_left_the_round_are_counted_nowhere() -> None:
    found = shortage(town(), solve(town()), absent=[5])
    assert [block.kind for block in found.blocks] == ["too_few", "too_few"]
    assert found.unplaced == 3


def test_an_outcome_that_is_no_largest_placement_is_refused() -> None:
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1], [0, 1, 0], [1, 2, 1])
    solution = solve(instance)
    worse = replace(solution, seat=np.array([0, NOWHERE], dtype=np.int32))
    with pytest.raises(ValueError, match="not a largest placement"):
        shortage(instance, worse)


BLOCK = Block("too_few", *(np.array(x, dtype=np.int32) for x in ([0, 1, 2], [0], [])), 1, 0)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"seats": 0}, "0 seats are stated, 1 counted"),
        ({"pupils": np.array([0, 1, 3])}, "may go elsewhere"),
        ({"pupils": np.array([0])}, "not too many"),
        ({"pupils": np.array([0, 0, 1])}, "one twice"),
        ({"places": np.array([0, 1])}, "takes nobody of it"),
        ({"tighter": np.array([0])}, "counted twice"),
        ({"kind": "no_seat"}, "is called no_seat"),
        ({"locked": 1}, "1 locked pupils are stated"),
    ],
)
def test_the_check_sees_a_block_that_is_wrong(change: dict[str, object], fault: str) -> None:
    assert check_block(town(), BLOCK) == ()
    assert any(fault in text for text in check_block(town(), replace(BLOCK, **change)))  # type: ignore[arg-type]


def test_the_check_sees_a_whole_that_is_wrong() -> None:
    instance, solution = town(), solve(town())
    found = shortage(instance, solution)
    doubled = replace(found, blocks=(*found.blocks, found.blocks[1]))
    assert any("in two blocks" in text for text in check_shortage(instance, doubled))
    fewer = replace(found, blocks=found.blocks[1:])
    assert any("not as stated" in text for text in check_shortage(instance, fewer))
    assert any("4 unplaced are stated" in text for text in check_shortage(instance, fewer))
    alone = replace(found, blocks=found.blocks[2:])
    assert any("leans on a place" in text for text in check_shortage(instance, alone))


@FEW
@given(rounds(locks=False), st.data())
def test_one_dormant_seat_for_a_pupil_of_a_block_places_exactly_one_more(
    instance: Instance, data: st.DataObject
) -> None:
    solution = solve(instance)
    found = shortage(instance, solution)
    pupils = data.draw(st.lists(st.integers(0, instance.n_pupils - 1), unique=True, min_size=1))
    seats = data.draw(st.integers(1, 3))
    leads = call_list(found, [NewPlace(seats, pupils, [0] * len(pupils))])
    more = solve(_with_place(instance, seats, pupils)).placed - solution.placed
    assert bool(leads) == bool(more)
    for lead in leads:
        assert lead.at_least <= more <= lead.at_most
        assert seats > 1 or more == 1
        assert sum(count for _block, count in lead.blocks) == sum(found.block[pupils] != NOWHERE)


def _with_place(instance: Instance, seats: int, pupils: list[int]) -> Instance:
    new = np.full(len(pupils), instance.n_places)
    return Instance.from_edges(
        instance.n_pupils,
        np.append(instance.seats, seats),
        np.append(instance.rows(), pupils),
        np.append(instance.place, new),
        np.append(instance.cost, np.zeros(len(pupils), dtype=np.int64)),
        parent=np.append(instance.parent, NOWHERE),
        caps=instance.caps,
        cap_parent=instance.cap_parent,
    )


def test_the_call_list_names_for_each_block_the_dormant_places_beside_it() -> None:
    found = shortage(town(), solve(town()))
    leads = call_list(found, [NewPlace(2, [2, 3], [9, 9]), NewPlace(1, [0, 1, 2], [9, 9, 9]), NewPlace(0, [1], [9])])
    assert [(lead.candidate, lead.blocks, lead.at_most) for lead in leads] == [
        (0, ((1, 1), (2, 1)), 2),
        (1, ((1, 3),), 1),
    ]
    assert leads_by_block(leads) == {1: (1, 0), 2: (0,)}


def test_a_dormant_place_under_a_cap_promises_nothing_yet() -> None:
    found = shortage(town(), solve(town()))
    (lead,) = call_list(found, [NewPlace(1, [0], [9], parent=0)])
    assert (lead.at_least, lead.at_most) == (0, 1)


def test_pupils_outside_the_round_are_refused() -> None:
    found = shortage(town(), solve(town()))
    with pytest.raises(ValueError, match=r"outside 0\.\.5"):
        call_list(found, [NewPlace(1, [6], [9])])
    with pytest.raises(ValueError, match=r"outside 0\.\.5"):
        shortage(town(), solve(town()), absent=[-1])


def test_no_edge_of_a_block_leaves_it() -> None:
    found = shortage(town(), solve(town()))
    for block in found.blocks:
        assert reach(town(), block.pupils) <= {*block.places.tolist(), *block.tighter.tolist()}
