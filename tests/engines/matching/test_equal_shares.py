"""Shares as equal as can be, against every outcome of tiny rounds; and what passes for it without being so."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction

import pytest

from vakwerk.engines.matching import Instance, solve, verify

Shares = list[Fraction]


def _round(seed: int) -> tuple[Instance, list[tuple[int, ...]]]:
    """A tiny round and all its outcomes: caps that nest, locks, three groups of different sizes."""
    dice = random.Random(seed)
    n, m = dice.randint(1, 5), dice.randint(1, 4)
    seats = [dice.choice([0, 1, 1, 2]) for _ in range(m)]
    parent, caps, cap_parent = [dice.choice([-1, 0, 1]) for _ in range(m)], [dice.randint(1, 3), 1], [-1, 0]
    pairs = [(i, j) for i in range(n) for j in range(m) if dice.random() < 0.7]
    ways: list[list[int]] = [[-1, *(j for a, j in pairs if a == i)] for i in range(n)]
    locked = [dice.choice(ways[i]) if dice.random() < 0.2 else -1 for i in range(n)]
    choices = [[lock] if lock >= 0 else way for lock, way in zip(locked, ways, strict=True)]

    def fits(outcome: tuple[int, ...]) -> bool:
        use = [outcome.count(j) for j in range(m)]
        inner = sum(use[j] for j in range(m) if parent[j] == 1)
        outer = inner + sum(use[j] for j in range(m) if parent[j] == 0)
        return all(u <= s for u, s in zip(use, seats, strict=True)) and inner <= caps[1] and outer <= caps[0]

    outcomes = [outcome for outcome in itertools.product(*choices) if fits(outcome)]
    if not outcomes:
        return _round(seed + 100_000)
    cost = [dice.randint(-9, 9) for _ in pairs]
    group = [dice.randint(0, 2) for _ in range(n)]
    rows, columns = [i for i, _ in pairs], [j for _, j in pairs]
    return Instance.from_edges(
        n, seats, rows, columns, cost, locked=locked, group=group, parent=parent, caps=caps, cap_parent=cap_parent
    ), outcomes


def _shares(instance: Instance, outcome: tuple[int, ...]) -> Shares:
    group = instance.group.tolist()
    placed = [g for g, place in zip(group, outcome, strict=True) if place >= 0]
    return sorted(Fraction(placed.count(g), group.count(g)) for g in set(group))


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_no_largest_placement_has_more_equal_shares(first: int) -> None:
    for seed in range(first, first + 100):
        instance, outcomes = _round(seed)
        found = solve(instance, policy="equal")
        most = max(sum(place >= 0 for place in outcome) for outcome in outcomes)
        best = max(_shares(instance, o) for o in outcomes if sum(place >= 0 for place in o) == most)
        assert found.placed == most
        assert _shares(instance, tuple(found.place.tolist())) == best
        assert verify(instance, found).valid


@pytest.mark.parametrize("first", range(0, 200, 100))
def test_an_outcome_with_less_equal_shares_is_not_let_through_as_equal(first: int) -> None:
    caught = 0
    for seed in range(first, first + 100):
        instance, _outcomes = _round(seed)
        other, best = solve(instance, policy="priority"), solve(instance, policy="equal")
        passed_off = replace(other, certificate=replace(other.certificate, policy="equal"))
        same = _shares(instance, tuple(other.place.tolist())) == _shares(instance, tuple(best.place.tolist()))
        assert (8 not in verify(instance, passed_off).broken) == same
        caught += not same
    assert caught > 3


def test_one_seat_goes_to_the_group_that_it_fills() -> None:
    """Shares (0, 1) are more equal than (0, 1/4), though both groups had nothing."""
    found = solve(Instance.from_edges(5, [1], list(range(5)), [0] * 5, [1] * 5, group=[0, 0, 0, 0, 1]), policy="equal")
    assert found.certificate.placed_by_group == (0, 1)


def test_a_locked_pupil_counts_in_the_share_of_its_group() -> None:
    """Three seats for two groups of two; one of group 0 is locked, so the next goes to group 1."""
    rows, columns = [0, 1, 2, 3] * 2, [0] * 4 + [1] * 4
    instance = Instance.from_edges(4, [1, 1], rows, columns, [1] * 8, locked=[0, -1, -1, -1], group=[0, 0, 1, 1])
    assert solve(instance, policy="equal").certificate.placed_by_group == (1, 1)


def test_equally_fair_outcomes_fall_by_group_number_before_cost() -> None:
    """One seat, two groups of one pupil: either is as fair, and the price of the policy shows that the dearer won."""
    instance = Instance.from_edges(2, [1], [0, 1], [0, 0], [100, 1], group=[0, 1])
    outcome = solve(instance, policy="equal")
    assert outcome.place.tolist() == [0, -1]
    assert outcome.certificate.price_of_policy == 99
