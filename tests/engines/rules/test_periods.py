"""Ages and months as laws count them."""

from __future__ import annotations

from datetime import date

import pytest

from vakwerk.engines.rules.periods import age_on, months_after, whole_months


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 2, 29), date(2025, 2, 28), 12),
        (date(2012, 2, 29), date(2025, 3, 1), 13),
        (date(2014, 5, 10), date(2027, 5, 9), 12),
        (date(2014, 5, 10), date(2027, 5, 10), 13),
    ],
)
def test_ages_turn_on_the_birthday(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


def test_six_months_after_the_end_of_august_is_the_end_of_february() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 23), 6) == date(2027, 5, 23)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 9, 1), date(2026, 12, 31), 4),
        (date(2026, 9, 1), date(2026, 12, 30), 3),
        (date(2023, 1, 29), date(2023, 2, 27), 0),
        (date(2023, 1, 29), date(2023, 2, 28), 1),
        (date(2023, 1, 31), date(2023, 2, 28), 1),
        (date(2024, 1, 30), date(2024, 2, 28), 0),
        (date(2026, 9, 1), date(2026, 8, 1), 0),
    ],
)
def test_a_month_runs_to_the_day_before_the_same_day_or_to_the_end_of_a_short_month(
    first: date, last: date, months: int
) -> None:
    assert whole_months(first, last) == months
