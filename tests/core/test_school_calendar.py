"""School holidays and school days, against the published dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.core.school_calendar import easter, holidays, is_school_day, school_days

PUBLISHED = {
    2022: [("2022-10-31", 7), ("2022-12-26", 14), ("2023-02-20", 7), ("2023-04-03", 14)],
    2023: [("2023-10-30", 7), ("2023-12-25", 14), ("2024-02-12", 7), ("2024-04-01", 14)],
    2025: [("2025-10-27", 7), ("2025-12-22", 14), ("2026-02-16", 7), ("2026-04-06", 14)],
    2026: [("2026-11-02", 7), ("2026-12-21", 14), ("2027-02-08", 7), ("2027-03-29", 14)],
}


@pytest.mark.parametrize("start", PUBLISHED)
def test_holidays_fall_on_the_published_days(start: int) -> None:
    weeks = [h for h in holidays(start) if (h.last - h.first).days in (6, 13)]
    assert [(h.first.isoformat(), (h.last - h.first).days + 1) for h in weeks] == PUBLISHED[start]


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2000, "04-23"),
        (2008, "03-23"),
        (2011, "04-24"),
        (2023, "04-09"),
        (2024, "03-31"),
        (2027, "03-28"),
        (2038, "04-25"),
    ],
)
def test_easter_is_on_its_known_sunday(year: int, sunday: str) -> None:
    assert easter(year).isoformat() == f"{year}-{sunday}"


def test_easter_after_15_april_starts_the_holiday_two_mondays_before() -> None:
    assert any(h.first == date(2025, 4, 7) and h.last == date(2025, 4, 20) for h in holidays(2024))


@pytest.mark.parametrize(
    "free",
    ["2026-11-11", "2027-03-29", "2027-05-06", "2027-05-07", "2027-05-17", "2026-12-25", "2027-07-01", "2026-11-14"],
)
def test_free_days_are_no_school_days(free: str) -> None:
    assert not is_school_day(date.fromisoformat(free))


@pytest.mark.parametrize(
    "open_day", ["2026-09-01", "2026-10-30", "2026-11-09", "2026-12-18", "2027-01-04", "2027-06-30"]
)
def test_ordinary_days_are_school_days(open_day: str) -> None:
    assert is_school_day(date.fromisoformat(open_day))


def test_a_school_adds_its_own_free_days() -> None:
    own = date(2026, 10, 5)
    assert is_school_day(own)
    assert not is_school_day(own, free={own})
    assert own not in school_days(date(2026, 10, 1), 5, free={own})


def test_school_days_skip_the_autumn_holiday() -> None:
    days = school_days(date(2026, 10, 29), 4)
    assert [d.isoformat() for d in days] == ["2026-10-29", "2026-10-30", "2026-11-09", "2026-11-10"]


def test_more_school_days_than_five_years_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="five years"):
        school_days(date(2026, 9, 1), 5000)
    assert school_days(date(2026, 9, 1), 0) == []


@given(st.integers(1990, 2200))
def test_every_school_year_has_between_165_and_190_school_days_and_whole_weeks_off(start: int) -> None:
    first = date(start, 9, 1)
    days = [first + timedelta(days=n) for n in range((date(start + 1, 6, 30) - first).days + 1)]
    assert 165 <= sum(map(is_school_day, days)) <= 190
    for holiday in holidays(start):
        if (holiday.last - holiday.first).days in (6, 13):
            assert holiday.first.weekday() == 0
    assert (
        date(start, 12, 25) in next(h for h in holidays(start) if h.first.month == 12)
        or date(start, 12, 25).weekday() >= 5
    )
