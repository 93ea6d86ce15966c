"""The verifier finds every fault that is planted, and names the promise that it breaks."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.engines.matching import rounds
from vakwerk.engines.matching import Instance, solve, verifier, verify

SOLVER = {"backend", "cold", "cut", "duals", "kernels", "parts", "policies", "router", "routing", "solver"}


@pytest.fixture
def round_of_five():
    """Five pupils, three places, a cap over places 0 and 1, two groups; pupil 3 is locked.

    0 goes to place 2, where a seat stays free; of 1, 2 and 4 one is left out."""
    return Instance.from_edges(
        5,
        [1, 1, 3],
        [0, 0, 1, 1, 2, 3, 3, 4],
        [0, 2, 0, 1, 0, 1, 2, 1],
        [1, 9, 2, 5, 40, 1, 7, 50],
        parent=[0, 0, -1],
        caps=[2],
        locked=[-1, -1, -1, 2, -1],
        group=[0, 1, 0, 1, 1],
    )


def _moved(instance, solution, pupil, seat):
    """The solution with one pupil elsewhere and the stated numbers made right for it."""
    seats = solution.seat.copy()
    seats[pupil] = seat
    edges = [instance.edge(p, int(s)) for p, s in enumerate(seats) if s >= 0]
    cost = sum(int(instance.cost[e]) for e in edges if e >= 0)
    by_group = np.bincount(instance.group[seats >= 0], minlength=instance.n_groups)
    penalty = solution.certificate.penalty
    sizes = np.bincount(instance.group, minlength=instance.n_groups)
    objective = cost + sum(int(u) * p for u, p in zip(sizes - by_group, penalty, strict=True))
    certificate = replace(solution.certificate, placed_by_group=tuple(by_group.tolist()), objective=objective)
    return replace(
        solution, seat=seats, place=seats, placed=int((seats >= 0).sum()), cost=cost, certificate=certificate
    )


def test_what_the_solver_gives_is_valid(round_of_five):
    for policy in ("total", "priority", "equal"):
        assert verify(round_of_five, solve(round_of_five, policy=policy)).broken == ()


def _priced(solution, price):
    return replace(solution, certificate=replace(solution.certificate, price_of_policy=price))


@pytest.mark.parametrize("price", [-1, 0.5, "3"])
def test_4_a_price_of_the_policy_that_cannot_be(round_of_five, price):
    assert verify(round_of_five, _priced(solve(round_of_five, policy="priority"), price)).broken == (4,)
    assert verify(round_of_five, _priced(solve(round_of_five), 7)).broken == (4,)


def test_4_a_price_of_the_policy_is_proven_beside_the_least_cost(round_of_five):
    first, total = solve(round_of_five, policy="priority"), solve(round_of_five)
    price = first.certificate.price_of_policy
    assert price == first.cost - total.cost
    assert verify(round_of_five, first, total=total).valid
    assert verify(round_of_five, _priced(first, price + 1)).valid  # alone, only that it can be
    assert verify(round_of_five, _priced(first, price + 1), total=total).broken == (4,)
    assert verify(round_of_five, first, total=first).broken == (4,)
    wrong = replace(total, cost=total.cost + 1)
    assert verify(round_of_five, _priced(first, price - 1 if price else 0), total=wrong).broken == (4,)


def test_1_a_place_that_is_not_eligible(round_of_five):
    solution = solve(round_of_five)
    assert verify(round_of_five, _moved(round_of_five, solution, 2, 2)).broken == (1,)
    elsewhere = np.where(np.arange(5) == 2, 9, solution.seat)
    assert verify(round_of_five, replace(solution, seat=elsewhere)).broken == (1,)


def test_1_an_outcome_about_other_pupils(round_of_five):
    solution = solve(round_of_five)
    assert verify(round_of_five, replace(solution, seat=solution.seat[:3])).broken == (1,)


def test_2_a_seat_given_twice(round_of_five):
    solution = solve(round_of_five)
    free = int(np.flatnonzero(solution.seat == -1)[0])
    assert 2 in verify(round_of_five, _moved(round_of_five, solution, free, 0)).broken


def test_2_a_cap_that_is_exceeded():
    """Two places of one seat below a cap of one."""
    open_round = Instance.from_edges(2, [1, 1], [0, 1], [0, 1], [1, 1])
    capped = Instance.from_edges(2, [1, 1], [0, 1], [0, 1], [1, 1], parent=[0, 0], caps=[1])
    solution = replace(solve(open_round), cap_prices=np.zeros(1, dtype=np.int64))
    assert 2 in verify(capped, solution).broken
    assert verify(capped, solve(capped)).valid


def test_3_a_lock_that_is_broken(round_of_five):
    solution = solve(round_of_five)
    assert 3 in verify(round_of_five, _moved(round_of_five, solution, 3, -1)).broken


@pytest.mark.parametrize("field", ["placed", "cost"])
def test_4_a_number_that_is_not_right(round_of_five, field):
    solution = solve(round_of_five)
    assert verify(round_of_five, replace(solution, **{field: getattr(solution, field) + 1})).broken == (4,)


@pytest.mark.parametrize("field", ["objective", "placed_by_group"])
def test_4_a_certificate_that_is_not_right(round_of_five, field):
    solution = solve(round_of_five)
    other = {"objective": solution.certificate.objective - 1, "placed_by_group": (0, 0)}[field]
    assert verify(
        round_of_five, replace(solution, certificate=replace(solution.certificate, **{field: other}))
    ).broken == (4,)


def test_4_a_place_as_people_know_it_that_is_not_the_seat(round_of_five):
    solution = solve(round_of_five)
    assert verify(round_of_five, replace(solution, place=np.roll(solution.place, 1))).broken == (4,)


def test_5_a_price_where_a_seat_is_free(round_of_five):
    solution = solve(round_of_five)
    prices = solution.prices.copy()
    prices[2] = 1
    assert 5 in verify(round_of_five, replace(solution, prices=prices)).broken


def test_5_a_price_below_nothing(round_of_five):
    solution = solve(round_of_five)
    prices = solution.prices.copy()
    prices[0] = -1
    assert 5 in verify(round_of_five, replace(solution, prices=prices)).broken


def test_6_two_pupils_who_would_rather_swap():
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1, 1], [0, 1, 0, 1], [1, 2, 2, 5])
    solution = solve(instance)
    assert solution.place.tolist() == [1, 0]
    swapped = replace(solution, seat=solution.seat[::-1], place=solution.place[::-1], cost=6)
    certificate = replace(solution.certificate, objective=solution.certificate.objective + 2)
    assert verify(instance, replace(swapped, certificate=certificate)).broken == (6,)


def test_6_a_cheaper_free_seat():
    instance = Instance.from_edges(1, [1, 1], [0, 0], [0, 1], [1, 2])
    dearer = replace(_moved(instance, solve(instance), 0, 1), prices=np.zeros(2, dtype=np.int64))
    assert verify(instance, dearer).broken == (6,)


def test_7_a_pupil_left_out_while_a_place_could_be_made():
    """0 could go to place 1 and make room for 1. With a low penalty all prices fit; the penalty gives it away."""
    instance = Instance.from_edges(2, [1, 1], [0, 0, 1], [0, 1, 0], [0, 50, 0])
    solution = solve(instance)
    assert solution.placed == 2
    worse = _moved(instance, _moved(instance, solution, 1, -1), 0, 0)
    low = replace(worse.certificate, penalty=(20,), objective=20)
    cheat = replace(worse, certificate=low, prices=np.array([20, 0]))
    assert verify(instance, cheat).broken == (7,)


def test_8_priority_that_is_not_kept():
    """One seat, a pupil of each group: with equal penalties the other one may have it, and that is found."""
    instance = Instance.from_edges(2, [1], [0, 1], [0, 0], [9, 1], group=[0, 1])
    assert solve(instance, policy="priority").place.tolist() == [0, -1]
    total = solve(instance)
    assert total.place.tolist() == [-1, 0]
    claimed = replace(total, certificate=replace(total.certificate, policy="priority"))
    assert verify(instance, claimed).broken == (8,)


def test_8_shares_that_are_not_equal():
    """Two seats, two pupils of each group: both seats to one group is not as equal as can be."""
    instance = Instance.from_edges(4, [2], [0, 1, 2, 3], [0, 0, 0, 0], [1, 1, 5, 5], group=[0, 0, 1, 1])
    assert solve(instance, policy="equal").certificate.placed_by_group == (1, 1)
    total = solve(instance)
    claimed = replace(total, certificate=replace(total.certificate, policy="equal"))
    assert 8 in verify(instance, claimed).broken


def test_a_result_made_by_hand_is_checked_for_what_needs_no_prices(round_of_five):
    """Without prices, 1 to 4 are checked, and the rest is reported as not proven."""
    solution, none = solve(round_of_five), np.zeros(0, dtype=np.int64)
    bare = replace(solution.certificate, penalty=(), placed_by_group=())
    for outcome, broken in ((solution, ()), (_moved(round_of_five, solution, 3, -1), (3,))):
        by_hand = replace(outcome, prices=none, cap_prices=none, certificate=bare)
        assert verify(round_of_five, by_hand).broken == (*broken, 5, 6, 7)


def test_any_pupil_moved_elsewhere_is_noticed():
    """In random rounds, moving one pupil always breaks something (here no two outcomes cost the same)."""
    for seed in range(30):
        instance = rounds.some_round(seed, caps=seed % 3)
        instance = replace(instance, cost=(instance.cost * 64 + 2 ** np.arange(instance.n_edges) % 63).astype(np.int32))
        solution = solve(instance)
        costs = [(-sum(s >= 0 for s in o), rounds.cost_of(instance, o)) for o in rounds.outcomes(instance)]
        if costs.count(min(costs)) > 1:
            continue
        for pupil in range(instance.n_pupils):
            for seat in range(-1, instance.n_places):
                if seat != solution.seat[pupil]:
                    assert not verify(instance, _moved(instance, solution, pupil, seat)).valid


def test_the_verifier_uses_nothing_of_the_solver():
    """Beside the import contract: also not by way of the modules that it imports."""
    folder, todo, seen = Path(verifier.__file__).parent, ["verifier"], set()
    while todo:
        name = todo.pop()
        seen.add(name)
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text())):
            if isinstance(node, ast.ImportFrom) and node.level == 1:
                names = [node.module] if node.module else [alias.name for alias in node.names]
                todo += [other for other in names if other not in seen]
    assert not seen & SOLVER
