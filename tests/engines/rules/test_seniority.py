"""Periods of experience: every day counts once, months by the calendar."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.rules import Faults
from vakwerk.engines.rules.formulas.seniority import SENIORITY, Span, merged, span
from vakwerk.parameters import loading

days = st.dates(date(1970, 1, 1), date(2030, 12, 31))
periods = st.lists(st.tuples(days, days).map(lambda pair: (min(pair), max(pair))), max_size=5)


@given(periods)
def test_every_day_is_counted_once(given_periods: list[tuple[date, date]]) -> None:
    found = merged(given_periods)
    expected = {start + timedelta(n) for start, end in given_periods for n in range((end - start).days + 1)}
    assert sum((end - start).days + 1 for start, end in found) == len(expected)
    assert all(left[1] + timedelta(1) < right[0] for left, right in itertools.pairwise(found))


@given(days, st.integers(1, 600))
def test_whole_months_are_whole(start: date, months: int) -> None:
    first = start.replace(day=1)
    index = first.year * 12 + first.month - 1 + months
    end = date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
    assert span(first, end) == Span(months, 0)


@given(days, days)
def test_a_day_more_is_never_less(one: date, other: date) -> None:
    start, end = min(one, other), max(one, other)
    short, long = span(start, end), span(start, end + timedelta(days=1))
    assert (short.months, short.days) < (long.months, long.days)
    assert short.days < 31


@pytest.mark.parametrize(
    ("asked", "key", "words"),
    [
        ({"a_to": "2025-12-31"}, "a_to", "voor 1 september 2023"),
        ({"a_to": "2023-09-01"}, "a_to", "voor 1 september 2023"),
        ({"a_to": "2019-12-31"}, "a_to", "voor ze begint"),
        ({"b_from": "2019-01-01"}, "b_to", "begin en het einde"),
        ({"c_to": "2019-01-01"}, "c_from", "begin en het einde"),
    ],
)
def test_a_period_that_cannot_count_is_told_by_question(asked: dict[str, str], key: str, words: str) -> None:
    given_ = {"office": "teaching", "evidence": True, "a_from": "2020-01-01", "a_to": "2023-08-31"}
    with pytest.raises(Faults) as caught:
        SENIORITY.ask(given_ | asked, date(2023, 9, 1), loading.register())
    assert set(caught.value.words) == {key}
    assert words in caught.value.words[key].nl
