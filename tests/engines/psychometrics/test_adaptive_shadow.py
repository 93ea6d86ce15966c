"""The shadow test is the best whole test: against brute force, against HiGHS, and by its own prices."""

from __future__ import annotations

import dataclasses
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.psychometrics.adaptive import Problem, exact, shadow, verify


@st.composite
def problems(draw: st.DrawFn, items: int = 9, areas: int = 3, with_closed: bool = True) -> Problem:
    """Small problems with given items, minima and maxima, many equal scores among them; not all can be filled."""
    worth = st.sampled_from([-0.5, 0.0, 0.25, 0.25, 0.5, 1.0, 1.75, 2.0])
    scores = np.array(draw(st.lists(worth, min_size=items, max_size=items)))
    area = np.array(draw(st.lists(st.integers(0, areas - 1), min_size=items, max_size=items)))
    least = np.array(draw(st.lists(st.integers(0, 2), min_size=areas, max_size=areas)))
    most = least + np.array(draw(st.lists(st.integers(0, 3), min_size=areas, max_size=areas)))
    flags = st.lists(st.sampled_from([False, False, False, True]), min_size=items, max_size=items)
    closed = np.array(draw(flags)) & with_closed
    asked = np.array(draw(flags)) & ~closed
    asked &= np.cumsum(asked) <= 2
    for group in range(areas):  # what was asked kept to the maxima, as a session does
        rows = np.flatnonzero(asked & (area == group))
        asked[rows[most[group] :]] = False
    length = draw(st.integers(max(int(asked.sum()), 1), items - 3))
    return Problem(scores, area, least, most, length, asked, closed)


def brute_force(problem: Problem) -> float | None:
    free = np.flatnonzero(~problem.given & ~problem.closed)
    best = None
    for picked in combinations(free, problem.left):
        chosen = problem.given.copy()
        chosen[list(picked)] = True
        counts = np.bincount(problem.area[chosen], minlength=len(problem.least))
        if (counts >= problem.least).all() and (counts <= problem.most).all():
            score = float(problem.scores[list(picked)].sum())
            best = score if best is None else max(best, score)
    return best


@given(problems())
@settings(max_examples=120, deadline=None)
def test_greedy_is_the_optimum_and_its_prices_prove_it(problem: Problem) -> None:
    found, best = shadow.greedy(problem), brute_force(problem)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.score == pytest.approx(best)
        assert found.gap == pytest.approx(0, abs=1e-9)
        assert verify(problem, found) == ()


@given(problems())
@settings(max_examples=60, deadline=None)
def test_best_item_of_an_open_area_stands_in_the_best_test(problem: Problem) -> None:
    """What `Session` chooses without making the whole test."""
    found = shadow.greedy(problem)
    if found is None or not problem.left:
        return
    least, most = problem.still()
    owed = int(least.sum())
    open_areas = (most > 0) & ((least > 0) | (problem.left > owed))
    allowed = ~problem.given & ~problem.closed & open_areas[problem.area]
    first = float(problem.scores[allowed].max())
    assert first == float(problem.scores[found.chosen & ~problem.given].max())


@pytest.mark.parametrize("seed", range(6))
def test_greedy_equals_highs_on_a_bank_of_500(seed: int) -> None:
    rng = np.random.default_rng(seed)
    area, scores = rng.integers(0, 5, 500), rng.gamma(1.0, 0.5, 500)
    asked = np.zeros(500, dtype=bool)
    for group in range(5):
        asked[rng.choice(np.flatnonzero(area == group), rng.integers(0, 3), replace=False)] = True
    bounds = np.array([2, 2, 3, 1, 0]), np.array([6, 5, 8, 4, 9])
    problem = Problem(scores, area, *bounds, 20, asked, np.zeros(500, dtype=bool))
    solved = exact._solved(problem, exact.Extra((), np.ones(500), None))
    found = shadow.greedy(problem)
    assert found is not None
    assert solved is not None
    assert found.score == pytest.approx(solved.score, abs=1e-9)
    assert found.bound == pytest.approx(found.score, abs=1e-9)


@given(problems(with_closed=False), st.data())
@settings(max_examples=40, deadline=None)
def test_no_false_shadow_test_passes_the_verifier(problem: Problem, data: st.DataObject) -> None:
    found = shadow.greedy(problem)
    if found is None or not problem.left:
        return
    taken = np.flatnonzero(found.chosen & ~problem.given)
    others = np.flatnonzero(~found.chosen)
    out, into = data.draw(st.sampled_from(list(taken))), data.draw(st.sampled_from(list(others)))
    chosen = found.chosen.copy()
    chosen[out], chosen[into] = False, True
    score = float(problem.scores[chosen & ~problem.given].sum())
    forged = dataclasses.replace(found, chosen=chosen, score=score)
    counts = np.bincount(problem.area[chosen], minlength=len(problem.least))
    allowed = (counts >= problem.least).all() and (counts <= problem.most).all()
    assert (verify(problem, forged) == ()) == (bool(allowed) and score == pytest.approx(found.score))


def test_prices_that_prove_too_little_are_refused() -> None:
    problem = Problem(
        np.array([3.0, 2.0, 1.0]), np.zeros(3, dtype=int), np.array([0]), np.array([3]), 2,
        np.zeros(3, dtype=bool), np.zeros(3, dtype=bool),
    )  # fmt: skip
    found = shadow.greedy(problem)
    assert found is not None
    assert verify(problem, dataclasses.replace(found, threshold=0.0, area_thresholds=np.zeros(1))) == ("bound",)


def with_extra(problem: Problem, extra: exact.Extra) -> float | None:
    free, best = np.flatnonzero(~problem.given & ~problem.closed), None
    for picked in combinations(free, problem.left):
        chosen = problem.given.copy()
        chosen[list(picked)] = True
        counts = np.bincount(problem.area[chosen], minlength=len(problem.least))
        if extra.keeps(chosen) and (counts >= problem.least).all() and (counts <= problem.most).all():
            score = float(problem.scores[list(picked)].sum())
            best = score if best is None else max(best, score)
    return best


@given(problems(with_closed=False), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_enemies_and_time_are_solved_exactly(problem: Problem, seed: int) -> None:
    rng = np.random.default_rng(seed)
    problem = dataclasses.replace(problem, given=np.zeros_like(problem.given))
    seconds = rng.choice([20.0, 40.0, 60.0], len(problem.scores))
    extra = exact.Extra((rng.choice(9, 3, replace=False), np.array([0, 1])), seconds, 40.0 * problem.length)
    found, best = exact.best(problem, extra), with_extra(problem, extra)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.score == pytest.approx(best)
        assert extra.keeps(found.chosen)
        assert found.status == "optimal"
        assert verify(problem, found) == ()
