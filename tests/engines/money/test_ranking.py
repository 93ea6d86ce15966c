"""Applications in order, and where a budget cuts the order."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.money.ranking import Criterion, Entry, Outcome, Place, mark, order

CRITERIA = (Criterion("ambition", weight=2), Criterion("reach"))


def entry(key: str, asked: int, *marks: tuple[int, int]) -> Entry:
    return Entry(key, asked, {f"m{n}": {"ambition": one, "reach": two} for n, (one, two) in enumerate(marks)})


def outcomes(found: tuple[Place, ...]) -> list[tuple[str, int | None, str]]:
    return [(place.key, place.place, place.outcome.value) for place in found]


def test_a_mark_weighs_the_criteria() -> None:
    assert mark({"ambition": 5, "reach": 2}, CRITERIA) == Fraction(80)


def test_the_score_is_the_mean_of_those_who_marked() -> None:
    found = order([entry("a", 1, (5, 5), (0, 0)), entry("b", 1, (3, 3), (3, 3), (3, 3))], CRITERIA, 10)
    assert [(place.key, place.score) for place in found.places] == [("b", Fraction(60)), ("a", Fraction(50))]
    assert found.places[1].spread == 100


def test_the_budget_cuts_the_order_and_takes_nothing_lower_instead() -> None:
    entries = [entry("a", 60, (5, 5), (5, 5)), entry("b", 50, (4, 4), (4, 4)), entry("c", 10, (1, 1), (1, 1))]
    found = order(entries, CRITERIA, 100)
    assert outcomes(found.places) == [("a", 1, "within"), ("b", 2, "beyond"), ("c", 3, "beyond")]
    assert found.left == 40


@pytest.mark.parametrize(("budget", "last"), [(300, "within"), (299, "beyond")])
def test_a_budget_may_be_spent_to_the_cent_and_not_one_cent_further(budget: int, last: str) -> None:
    found = order([entry("a", 100, (5, 5), (5, 5)), entry("b", 200, (3, 3), (3, 3))], CRITERIA, budget)
    assert [place.outcome.value for place in found.places] == ["within", last]
    assert found.left == (0 if last == "within" else 199)


def test_a_tie_at_the_cut_is_left_to_people() -> None:
    entries = [entry("a", 60, (5, 5), (5, 5)), entry("b", 40, (3, 3), (3, 3)), entry("c", 40, (3, 3), (3, 3))]
    found = order([*entries, entry("d", 1, (1, 1), (1, 1))], CRITERIA, 100)
    assert outcomes(found.places) == [("a", 1, "within"), ("b", 2, "tied"), ("c", 2, "tied"), ("d", 4, "beyond")]
    assert {place.key for place in found.tied} == {"b", "c"}


def test_too_few_marks_give_no_place() -> None:
    found = order([entry("a", 1, (5, 5)), entry("b", 1, (1, 1), (1, 1))], CRITERIA, 10)
    assert outcomes(found.places) == [("b", 1, "within"), ("a", None, "too_few")]


@pytest.mark.parametrize("points", [{"ambition": 6, "reach": 0}, {"ambition": 1}])
def test_points_outside_the_scale_are_refused(points: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="no points between"):
        mark(points, CRITERIA)


marks = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4)
entries = st.lists(st.tuples(st.integers(1, 50), marks), max_size=8).map(
    lambda rows: [entry(f"e{n}", asked, *given_marks) for n, (asked, given_marks) in enumerate(rows)]
)


@given(entries, st.integers(0, 120))
def test_the_budget_is_never_passed_and_the_order_of_input_never_matters(rows: list[Entry], budget: int) -> None:
    found = order(rows, CRITERIA, budget)
    assert order(reversed(rows), CRITERIA, budget) == found
    within = [place for place in found.places if place.outcome is Outcome.WITHIN]
    assert sum(place.asked for place in within) + found.left == budget
    assert found.left >= 0
    assert len(found.places) == len(rows)


@given(entries, st.integers(0, 120))
def test_who_is_beyond_scored_less_than_everybody_within(rows: list[Entry], budget: int) -> None:
    found = order(rows, CRITERIA, budget)
    scores = {outcome: [p.score for p in found.places if p.outcome is outcome] for outcome in Outcome}
    lowest = min((score for score in scores[Outcome.WITHIN] if score is not None), default=Fraction(101))
    assert all(score is not None and score < lowest for score in scores[Outcome.BEYOND] + scores[Outcome.TIED])
