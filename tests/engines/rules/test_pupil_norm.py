"""The norm of a new programme, for any counts: more pupils never make it worse, and order of the parts is no matter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.rules import Answer, Faults, Verdict
from vakwerk.engines.rules.formulas import RULES
from vakwerk.parameters import loading

START = date(2025, 9, 1)
SOME = st.integers(0, 12)
RANK = {"abolish": 0, "unsure": 1, "tolerance": 2, "time": 3, "met": 4}


def norm(start: date = START, **asked: object) -> Answer:
    return RULES["pupil_norm"].ask(asked, start, loading.register())


def ahead(**asked: object) -> Answer:
    return RULES["norm_forecast"].ask(asked, START, loading.register())


@given(SOME, SOME, SOME, st.permutations(["regular", "dual", "preparatory"]))
def test_only_the_sum_of_the_three_parts_counts(a: int, b: int, c: int, order: list[str]) -> None:
    counts = {f"year1_{part}": count for part, count in zip(order, (a, b, c), strict=True)}
    state = norm(shortage=False, **counts).result["state"]
    assert state == ("met" if a + b + c >= 5 else "time")


@given(SOME, SOME, st.booleans())
def test_one_pupil_more_never_makes_it_worse(first: int, second: int, listed: bool) -> None:
    before = norm(year1_regular=first, year2_regular=second, shortage=listed)
    for more in ({"year1_regular": first + 1}, {"year2_regular": second + 1}):
        after = norm(**{"year1_regular": first, "year2_regular": second, "shortage": listed} | more)
        assert RANK[str(after.result["state"])] >= RANK[str(before.result["state"])]


@given(SOME, SOME)
def test_the_list_never_makes_it_worse_and_not_knowing_lies_between(first: int, second: int) -> None:
    off, unknown, on = (
        RANK[str(norm(year1_regular=first, year2_regular=second, shortage=listed).result["state"])]
        for listed in (False, None, True)
    )
    assert off <= unknown <= on


def test_a_year_that_was_skipped_is_asked_for() -> None:
    with pytest.raises(Faults) as caught:
        norm(year2_regular=3)
    assert "year1_regular" in caught.value.words


def test_the_answer_names_the_day_of_the_count_since_nobody_sourced_the_official_one() -> None:
    found = norm(year1_regular=2, counted_on=date(2026, 2, 1), shortage=False)
    assert any("1 februari 2026" in step.nl for step in found.steps)
    assert [reading.parameter.name for reading in found.waits_for] == ["programming.counting_date"]


def test_the_last_day_of_the_term_is_still_within_it() -> None:
    counts = {"year1_regular": 2, "shortage": False}
    assert norm(**counts, looked_on=date(2027, 8, 31)).result["state"] == "time"
    assert norm(**counts, looked_on=date(2027, 9, 1)).result["state"] == "uncounted"


@given(st.integers(0, 4), SOME, SOME)
def test_a_forecast_sets_expectations_against_the_norm_and_names_no_chance(now: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = ahead(year1=now, shortage=False, low=low, high=high)
    assert found.result["outlook"] == ("enough" if low >= 5 else "short" if high < 5 else "open")
    assert "%" not in found.headline.nl + "".join(step.nl for step in found.steps)


def test_an_expectation_of_which_the_most_is_less_than_the_least_is_refused() -> None:
    with pytest.raises(Faults):
        ahead(year1=2, low=6, high=3)


def test_after_the_term_there_is_nothing_left_to_expect() -> None:
    assert ahead(year1=2, year2=3, shortage=False).verdict is Verdict.NO


def test_the_third_year_counts_only_for_the_list_where_nobody_said_whether_it_is_on_it() -> None:
    found = ahead(year1=4, year2=2, low=6, high=9)
    assert found.headline.nl.startswith("Alleen als de richting op de lijst staat, telt 2027-2028 nog")
    assert found.notes[0].nl == "Ook dan is 2027-2028 de laatste kans."
    assert ahead(year1=4, year2=2, low=6, high=9, shortage=True).headline.nl.startswith("In 2027-2028")


def test_the_second_year_is_the_last_chance_unless_the_programme_is_on_the_list() -> None:
    assert "tenzij" in ahead(year1=4, low=6, high=9).notes[0].nl
    assert "2027-2028" in ahead(year1=4, low=6, high=9, shortage=True).notes[0].nl
