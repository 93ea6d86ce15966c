"""Least and most that each programme lacks in each region, over all largest placements."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines.matching.shortage_cases import NOWHERE, crowded, most, movable, rounds
from vakwerk.engines.matching import Cell, Instance, cells, solve
from vakwerk.engines.matching.instance import cap_use

FEW = settings(max_examples=40, deadline=None)


def _all_largest(instance: Instance) -> list[set[int]]:
    """Who is unplaced in every largest placement, all placements tried."""
    choices = [
        [int(instance.locked[p])]
        if instance.locked[p] != NOWHERE
        else [NOWHERE, *instance.place[instance.offsets[p] : instance.offsets[p + 1]].tolist()]
        for p in range(instance.n_pupils)
    ]
    outcomes = []
    for seat in product(*choices):
        use = np.bincount([place for place in seat if place != NOWHERE], minlength=instance.n_places).astype(np.int64)
        if (use <= instance.seats).all() and (cap_use(instance, use) <= instance.caps).all():
            outcomes.append({pupil for pupil, place in enumerate(seat) if place == NOWHERE})
    fewest = min(len(outcome) for outcome in outcomes)
    return [outcome for outcome in outcomes if len(outcome) == fewest]


def _labels(data: st.DataObject, instance: Instance) -> tuple[list[str], list[int]]:
    size = {"min_size": instance.n_pupils, "max_size": instance.n_pupils}
    return data.draw(st.lists(st.sampled_from("ab"), **size)), data.draw(st.lists(st.integers(1, 2), **size))


def _lines(instance: Instance, programme: list[str], region: list[int]) -> list[tuple[Cell, set[int]]]:
    """Every line of the table with its pupils."""
    table = cells(instance, programme, region)
    return [
        (
            line,
            {
                p
                for p in range(instance.n_pupils)
                if line.programme in (None, programme[p]) and line.region in (None, region[p])
            },
        )
        for line in (*table.cells, *table.programmes, *table.regions, table.total)
    ]


@FEW
@given(rounds(most_pupils=5), st.data())
def test_least_and_most_are_those_of_all_largest_placements(instance: Instance, data: st.DataObject) -> None:
    outcomes = _all_largest(instance)
    for line, members in _lines(instance, *_labels(data, instance)):
        lacking = [len(outcome & members) for outcome in outcomes]
        assert (line.least, line.most) == (min(lacking), max(lacking))
        assert line.certain == (min(lacking) == max(lacking))
        assert set(range(line.least, line.most + 1)) == set(lacking)


@FEW
@given(rounds(most_pupils=8), st.data())
def test_least_and_most_are_those_of_the_rank_formula(instance: Instance, data: st.DataObject) -> None:
    everybody = movable(instance)
    for line, members in _lines(instance, *_labels(data, instance)):
        inside = [pupil for pupil in everybody if pupil in members]
        outside = [pupil for pupil in everybody if pupil not in members]
        assert line.least == len(inside) - most(instance, inside)
        assert line.most == len(inside) - most(instance, everybody) + most(instance, outside)


@pytest.mark.parametrize("seed", range(5))
def test_a_crowded_round_with_caps_agrees_with_placing_each_group_apart(seed: int) -> None:
    """Long exchanges through caps of two levels, which small rounds do not have; the twin is a solver per group."""
    instance, (programme, region) = crowded(seed), _two_labels(seed)
    placed = solve(instance).placed
    for line, members in _lines(instance, programme, region):
        inside = np.isin(np.arange(instance.n_pupils), sorted(members))
        assert line.least == inside.sum() - _placed_alone(instance, inside)
        assert line.most == inside.sum() - placed + _placed_alone(instance, ~inside)


def _two_labels(seed: int, n: int = 200) -> tuple[list[str], list[int]]:
    rng = np.random.default_rng(seed)
    return rng.choice(["a", "b", "c"], n).tolist(), rng.integers(1, 3, n).tolist()


def _placed_alone(instance: Instance, pupils: np.ndarray) -> int:
    """How many of these pupils can be placed when nobody else takes part."""
    keep = pupils[instance.rows()]
    edges = (x[keep] for x in (instance.rows(), instance.place, instance.cost))
    tree = {"parent": instance.parent, "caps": instance.caps, "cap_parent": instance.cap_parent}
    return solve(Instance.from_edges(instance.n_pupils, instance.seats, *edges, **tree)).placed


@FEW
@given(rounds(most_pupils=12), st.data())
def test_the_unplaced_lie_between_the_sums_of_least_and_most(instance: Instance, data: st.DataObject) -> None:
    table = cells(instance, *_labels(data, instance))
    unplaced = instance.n_pupils - solve(instance).placed
    assert table.total.least == table.total.most == unplaced
    for lines in (table.cells, table.programmes, table.regions):
        assert sum(line.least for line in lines) <= unplaced <= sum(line.most for line in lines)
        assert sum(line.pupils for line in lines) == instance.n_pupils


@FEW
@given(rounds(most_pupils=5), rounds(most_pupils=5))
def test_cells_that_share_no_place_are_certain_and_add_up(first: Instance, second: Instance) -> None:
    both = _side_by_side(first, second)
    table = cells(both, [0] * first.n_pupils + [1] * second.n_pupils, [1] * both.n_pupils)
    assert [line.certain for line in table.cells] == [True, True]
    assert [line.least for line in table.cells] == [one.n_pupils - solve(one).placed for one in (first, second)]
    assert sum(line.least for line in table.cells) == table.total.least == sum(line.most for line in table.cells)


def _side_by_side(first: Instance, second: Instance) -> Instance:
    n, m, k = first.n_pupils, first.n_places, len(first.caps)

    def beside(one: np.ndarray, other: np.ndarray, shift: int) -> np.ndarray:
        return np.concatenate([one, np.where(other == NOWHERE, NOWHERE, other + shift)])

    return Instance.from_edges(
        n + second.n_pupils,
        np.concatenate([first.seats, second.seats]),
        np.concatenate([first.rows(), second.rows() + n]),
        beside(first.place, second.place, m),
        np.concatenate([first.cost, second.cost]),
        parent=beside(first.parent, second.parent, k),
        caps=np.concatenate([first.caps, second.caps]),
        cap_parent=beside(first.cap_parent, second.cap_parent, k),
        locked=beside(first.locked, second.locked, m),
    )


@FEW
@given(rounds(most_pupils=12), st.data())
def test_the_table_does_not_depend_on_the_placement_it_starts_from(instance: Instance, data: st.DataObject) -> None:
    labels = _labels(data, instance)
    assert cells(instance, *labels) == cells(instance, *labels, solution=solve(instance))


def test_two_programmes_that_share_a_seat_have_a_range_and_the_third_is_certain() -> None:
    instance = Instance.from_edges(4, [1, 1], [0, 1, 2], [0, 0, 1], [1, 2, 3])
    table = cells(instance, ["bakker", "kok", "kapper", "kapper"], ["Gent"] * 4)
    assert [(c.programme, c.pupils, c.no_place, c.least, c.most, c.certain) for c in table.cells] == [
        ("bakker", 1, 0, 0, 1, False),
        ("kapper", 2, 1, 1, 1, True),
        ("kok", 1, 0, 0, 1, False),
    ]
    assert table.regions == (Cell(None, "Gent", 4, 0, 1, 2, 2),)


def test_locked_pupils_are_counted_and_never_lack() -> None:
    instance = Instance.from_edges(2, [1], [0, 1], [0, 0], [9, 1], locked=[0, NOWHERE])
    assert cells(instance, [1, 2], [1, 1]).cells == (Cell(1, 1, 1, 1, 0, 0, 0), Cell(2, 1, 1, 0, 0, 1, 1))


def test_pupils_who_left_the_round_are_in_no_cell() -> None:
    instance = Instance.from_edges(3, [1], [0, 1], [0, 0], [9, 1])
    table = cells(instance, [1, 1, 2], [1, 1, 1], absent=[2])
    assert table.cells == (Cell(1, 1, 2, 0, 0, 1, 1),)
    assert table.total.pupils == 2


def test_labels_of_another_length_are_refused() -> None:
    instance = Instance.from_edges(2, [1], [0], [0], [1])
    with pytest.raises(ValueError, match="region_of_pupil"):
        cells(instance, [1, 2], [1])


def test_a_round_without_pupils_has_an_empty_table() -> None:
    table = cells(Instance.from_edges(0, [], [], [], []), [], [])
    assert (table.cells, table.total) == ((), Cell(None, None, 0, 0, 0, 0, 0))
