"""The solver places most pupils at least cost, by every policy, and always the same way."""

import hashlib
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching_gen import generate
from tests.engines.matching import rounds
from vakwerk.engines.matching import Instance, InstanceProblem, Reservation, cold, solve, solver, verify

ROOT = Path(__file__).resolve().parents[3]
SHAPES = [
    pytest.param({}, id="plain"),
    pytest.param({"caps": 3}, id="caps"),
    pytest.param({"locks": True}, id="locks"),
    pytest.param({"reserved": True}, id="reserved"),
    pytest.param({"caps": 3, "groups": 3, "locks": True, "reserved": True}, id="all"),
]


@pytest.fixture
def cores(monkeypatch):
    """Also small rounds go through auction, core, cuts and settling, with a core too small to be right at once."""
    monkeypatch.setattr(cold, "SMALL_PART", 0)
    monkeypatch.setattr(cold, "CORE_EDGES", 1)
    monkeypatch.setattr(cold, "ENVIOUS_FEW", 2)


@pytest.mark.parametrize("shape", SHAPES)
def test_total_is_what_trying_everything_finds(shape):
    for seed in range(25):
        instance = rounds.some_round(seed, **shape)
        best = min((-sum(p >= 0 for p in o), rounds.cost_of(instance, o)) for o in rounds.outcomes(instance))
        solution = solve(instance)
        assert verify(instance, solution).valid
        assert (-solution.placed, solution.cost) == best


@pytest.mark.parametrize("shape", SHAPES)
def test_cores_and_settling_find_the_same(shape, cores):
    for seed in range(25):
        instance = rounds.some_round(seed, **shape)
        best = min((-sum(p >= 0 for p in o), rounds.cost_of(instance, o)) for o in rounds.outcomes(instance))
        solution = solve(instance)
        assert verify(instance, solution).valid
        assert (-solution.placed, solution.cost) == best


def _by_priority(instance, outcome):
    by_group = rounds.placed_by_group(instance, outcome)
    return -sum(by_group), tuple(-count for count in by_group), rounds.cost_of(instance, outcome)


def test_priority_is_what_trying_everything_finds(cores):
    for seed in range(40):
        instance = rounds.some_round(seed, caps=seed % 3, groups=2 + seed % 2, locks=seed % 4 == 0)
        best = min(_by_priority(instance, o) for o in rounds.outcomes(instance))
        solution = solve(instance, policy="priority")
        assert verify(instance, solution).valid
        assert _by_priority(instance, tuple(solution.seat.tolist())) == best


def test_equal_shares_are_leximin_among_all_largest_placements():
    """Of the outcomes with most pupils: the smallest share as large as can be, then the next; then least cost among
    outcomes with the same numbers of each group."""
    for seed in range(60):
        instance = rounds.some_round(seed, caps=seed % 3, groups=2 + seed % 2)
        every = list(rounds.outcomes(instance))
        most = max(sum(p >= 0 for p in o) for o in every)
        largest = [o for o in every if sum(p >= 0 for p in o) == most]
        solution = solve(instance, policy="equal")
        own = tuple(solution.seat.tolist())
        assert verify(instance, solution).valid
        assert solution.placed == most
        assert rounds.shares(instance, own) == max(rounds.shares(instance, o) for o in largest)
        same = [o for o in largest if rounds.placed_by_group(instance, o) == rounds.placed_by_group(instance, own)]
        assert solution.cost == min(rounds.cost_of(instance, o) for o in same)


@pytest.mark.parametrize("policy", ["priority", "equal"])
def test_the_price_of_a_policy_is_its_cost_above_total(policy):
    for seed in range(15):
        instance = rounds.some_round(seed, groups=3)
        total, other = solve(instance), solve(instance, policy=policy)
        assert other.placed == total.placed
        assert other.certificate.price_of_policy == other.cost - total.cost >= 0
        assert total.certificate.price_of_policy is None


def test_one_group_costs_nothing():
    instance = rounds.some_round(3)
    assert solve(instance, policy="priority").certificate.price_of_policy == 0


def _scipy(n, seats, rows):
    """(placed, cost) by seats as columns and a dear column of its own for staying unplaced."""
    from scipy.optimize import linear_sum_assignment

    start, dear = np.concatenate([[0], np.cumsum(seats)]), 10**6
    costs = np.full((n, int(start[-1]) + n), 10**9)
    for pupil, place, cost in rows:
        costs[pupil, start[place] : start[place + 1]] = cost
    costs[np.arange(n), int(start[-1]) + np.arange(n)] = dear
    chosen = costs[linear_sum_assignment(costs)]
    return int((chosen < dear).sum()), int(chosen[chosen < dear].sum())


def _ortools(n, seats, rows):
    from ortools.graph.python import min_cost_flow

    flow, m = min_cost_flow.SimpleMinCostFlow(), len(seats)
    for pupil, place, cost in rows.tolist():
        flow.add_arc_with_capacity_and_unit_cost(pupil, n + place, 1, cost)
    for place in range(m):
        flow.add_arc_with_capacity_and_unit_cost(n + place, n + m, int(seats[place]), 0)
    for pupil in range(n):
        flow.set_node_supply(pupil, 1)
    flow.set_node_supply(n + m, -n)
    assert flow.solve_max_flow_with_min_cost() == flow.OPTIMAL
    return flow.maximum_flow(), flow.optimal_cost()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 80), st.integers(1, 40), st.integers(1, 6))
def test_scipy_and_ortools_agree(seed, pupils, places, reach):
    n, seats, rows = rounds.made(seed, pupils, places, reach)
    solution = solve(Instance.from_edges(n, seats, *rows.T))
    assert (solution.placed, solution.cost) == _scipy(n, seats, rows) == _ortools(n, seats, rows)


@pytest.mark.parametrize(
    "shape",
    [
        {"pupils": 900, "workplaces": 500, "programmes": 20, "seed": 11},
        {"pupils": 900, "workplaces": 150, "programmes": 20, "seed": 12, "cross": 0.3},
        {"pupils": 700, "workplaces": 700, "programmes": 5, "seed": 13, "families": 2, "k": 50},
        {"pupils": 800, "workplaces": 200, "programmes": 60, "seed": 14, "cap_km": 8.0},
    ],
    ids=["balanced", "short and crossed", "dense", "sparse"],
)
def test_unseen_instances_of_the_generator_are_optimal_and_verified(shape, cores):
    made = generate(workers=1, **shape)
    instance = Instance.from_edges(made["n"], made["seats"], made["pi"], made["wj"], made["cost"])
    solution = solve(instance)
    assert verify(instance, solution).valid
    rows = np.column_stack([made["pi"], made["wj"], made["cost"]])
    assert (solution.placed, solution.cost) == _ortools(made["n"], made["seats"], rows)


def test_the_published_round_of_a_thousand():
    """p1k of the study of peers (seed 1): 741 placed at 277,268, on which OR-Tools, LEMON, HiGHS and kwok agreed."""
    made = generate(1000, 400, 60, workers=1)
    instance = Instance.from_edges(made["n"], made["seats"], made["pi"], made["wj"], made["cost"])
    solution = solve(instance)
    assert (solution.placed, solution.cost) == (741, 277268)


# Square cases with their optimum from the tests of scipy.optimize.linear_sum_assignment (BSD-3), themselves those of
# the Munkres packages: https://github.com/scipy/scipy/blob/main/scipy/optimize/tests/test_linear_assignment.py
PUBLISHED = [
    ([[400, 150, 400], [400, 450, 600], [300, 225, 300]], [150, 400, 300]),
    ([[400, 150, 400, 1], [400, 450, 600, 2], [300, 225, 300, 3]], [150, 2, 300]),
    ([[10, 10, 8], [9, 8, 1], [9, 7, 4]], [10, 1, 7]),
    ([[10, 10, 8, 11], [9, 8, 1, 1], [9, 7, 4, 10]], [10, 1, 4]),
]


@pytest.mark.parametrize(("costs", "taken"), PUBLISHED)
def test_published_assignments(costs, taken):
    costs = np.array(costs)
    pupil, place = np.indices(costs.shape)
    solution = solve(
        Instance.from_edges(len(costs), np.ones(costs.shape[1], int), *map(np.ravel, (pupil, place, costs)))
    )
    assert solution.placed == len(costs)
    assert solution.cost == sum(taken)


def _bytes(solution):
    arrays = (solution.place, solution.seat, solution.prices, solution.cap_prices)
    return b"".join(a.tobytes() for a in arrays) + repr(solution.certificate).encode()


def test_the_order_of_the_edges_does_not_matter(cores):
    n, seats, rows = rounds.made(5)
    shuffled = np.random.default_rng(1).permutation(rows)
    first, second = (solve(Instance.from_edges(n, seats, *r.T)) for r in (rows, shuffled))
    assert _bytes(first) == _bytes(second)


@pytest.mark.parametrize("pool", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_an_executor_changes_nothing(pool, monkeypatch):
    """Also when one part is so large that its pieces are handed out."""
    n, seats, rows = rounds.made(6, 900)
    instance = Instance.from_edges(n, seats, *rows.T)
    alone = _bytes(solve(instance))
    monkeypatch.setattr(solver, "GIANT_PART", 10)
    monkeypatch.setattr(solver, "SMALL_TASK", 5)
    if pool is ProcessPoolExecutor:
        import multiprocessing

        workers = pool(1, mp_context=multiprocessing.get_context("spawn"))
    else:
        workers = pool(2)
    with workers:
        assert _bytes(solve(instance, executor=workers)) == alone


def test_another_process_gives_the_same_bytes():
    code = "from tests.engines.matching import test_solver; print(test_solver.digest_of_a_round())"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.strip() == digest_of_a_round()


def digest_of_a_round() -> str:
    n, seats, rows = rounds.made(5)
    return hashlib.sha256(_bytes(solve(Instance.from_edges(n, seats, *rows.T)))).hexdigest()


def test_reserved_seats_are_for_the_entitled_until_released():
    pupil, place, cost = [0, 1], [0, 0], [5, 1]
    held = Reservation(0, 1, [0])
    kept = solve(Instance.from_edges(2, [1], pupil, place, cost, reserved=[held]))
    free = solve(Instance.from_edges(2, [1], pupil, place, cost, reserved=[replace(held, released=True)]))
    assert kept.place.tolist() == [0, -1]
    assert free.place.tolist() == [-1, 0]


@pytest.mark.parametrize("policy", ["total", "priority", "equal"])
@pytest.mark.parametrize(("n", "seats"), [(0, []), (0, [2]), (3, []), (3, [0, 0])])
def test_an_empty_round_is_placed_and_proven(n, seats, policy):
    instance = Instance.from_edges(n, seats, [], [], [])
    solution = solve(instance, policy=policy)
    assert solution.placed == solution.cost == 0
    assert verify(instance, solution).valid


def test_pupils_without_an_eligible_place_stay_unplaced_and_the_rest_is_proven():
    instance = Instance.from_edges(3, [1, 1], [0, 1], [0, 0], [4, 3])
    solution = solve(instance)
    assert solution.place.tolist() == [-1, 0, -1]
    assert verify(instance, solution).valid


def test_places_without_seats_take_nobody():
    instance = Instance.from_edges(2, [0, 1], [0, 0, 1], [0, 1, 0], [1, 9, 1])
    assert solve(instance).place.tolist() == [1, -1]


def test_wide_caps_that_tie_everybody_together_need_no_search_for_each_pupil(monkeypatch):
    monkeypatch.setattr(cold, "_resettled", None)
    n, seats, rows = rounds.made(4)
    parent = np.random.default_rng(4).integers(0, 12, len(seats))
    caps = [int(0.8 * seats[parent == cap].sum()) for cap in range(12)]
    above = {"parent": parent, "caps": [*caps, int(0.8 * sum(caps))], "cap_parent": [12] * 12 + [-1]}
    monkeypatch.setattr(cold, "SMALL_PART", 0)
    instance = Instance.from_edges(n, seats, *rows.T, **above)
    solution = solve(instance)
    assert solution.certificate.parts == 1
    assert verify(instance, solution).valid


@pytest.mark.parametrize("policy", ["prio", "", "Total", None])
def test_a_policy_that_does_not_exist_is_refused(policy):
    with pytest.raises(InstanceProblem, match="choose one of total, priority, equal") as refused:
        solve(rounds.some_round(1), policy=policy)
    assert refused.value.code == "policy"
