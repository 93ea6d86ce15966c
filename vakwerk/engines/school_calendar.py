"""School holidays and school days of Flemish secondary education.

Source of the rule: decision of the Flemish Government of 17 April 1991 on the organisation of the school year. The free
days outside the holidays (11 November, Easter Monday, 1 May, Ascension and the day after, Whit Monday) are the usual
ones and to be confirmed ("te bevestigen"); a school's own free days are a parameter, because every school has some.
A school year is named by the year in which it starts: 2026 is 2026-2027.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vakwerk.engines.words import Words

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
FURTHEST_SEARCH = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Holiday:
    """A holiday or free day; `first` and `last` are both free."""

    name: Words
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of Nature 1876, as Meeus prints it)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def monday_of(day: date) -> date:
    """The Monday of the week (Monday to Sunday) of `day`."""
    return day - day.weekday() * DAY


def _autumn(year: int) -> date:
    saints = date(year, 11, 1)
    return saints + DAY if saints.weekday() == 6 else monday_of(saints)


def _christmas(year: int) -> date:
    christmas = date(year, 12, 25)
    return monday_of(christmas) + (WEEK if christmas.weekday() >= 5 else timedelta())


def _easter_holiday(sunday: date) -> date:
    """First day of the Easter holiday, from Easter Sunday."""
    if sunday.month == 3:
        return sunday + DAY
    if sunday > date(sunday.year, 4, 15):
        return sunday - 13 * DAY
    return monday_of(date(sunday.year, 4, 7))


def _weeks(name: Words, monday: date, weeks: int) -> Holiday:
    return Holiday(name, monday, monday + weeks * WEEK - DAY)


def _day(name: Words, day: date) -> Holiday:
    return Holiday(name, day, day)


@cache
def holidays(start: int) -> tuple[Holiday, ...]:
    """Holidays and free days of the school year that starts on 1 September of `start`, in order of date.

    A free day may fall inside a holiday (Easter Monday usually does). The summer holiday is the last one.
    """
    sunday = easter(start + 1)
    found = [
        _weeks(Words("Herfstvakantie", "Autumn holiday"), _autumn(start), 1),
        _day(Words("Wapenstilstand", "Armistice Day"), date(start, 11, 11)),
        _weeks(Words("Kerstvakantie", "Christmas holiday"), _christmas(start), 2),
        _weeks(Words("Krokusvakantie", "Spring holiday"), sunday - 48 * DAY, 1),
        _weeks(Words("Paasvakantie", "Easter holiday"), _easter_holiday(sunday), 2),
        _day(Words("Paasmaandag", "Easter Monday"), sunday + DAY),
        _day(Words("Dag van de Arbeid", "Labour Day"), date(start + 1, 5, 1)),
        Holiday(
            Words("Hemelvaartsdag en de dag erna", "Ascension Day and the day after"),
            sunday + 39 * DAY,
            sunday + 40 * DAY,
        ),
        _day(Words("Pinkstermaandag", "Whit Monday"), sunday + 50 * DAY),
        Holiday(Words("Zomervakantie", "Summer holiday"), date(start + 1, 7, 1), date(start + 1, 8, 31)),
    ]
    return tuple(sorted(found, key=lambda holiday: (holiday.first, holiday.last)))


def school_year(day: date) -> int:
    """The year in which the school year of `day` starts (1 September)."""
    return day.year if day.month >= 9 else day.year - 1


def holiday_on(day: date) -> Holiday | None:
    """The holiday or free day that `day` falls in; of two, the one that started first."""
    return next((holiday for holiday in holidays(school_year(day)) if day in holiday), None)


def is_school_day(day: date, free: Collection[date] = ()) -> bool:
    """True on a weekday outside the holidays and outside the school's own `free` days."""
    return day.weekday() < 5 and day not in free and holiday_on(day) is None


def school_days(start: date, n: int, free: Collection[date] = ()) -> list[date]:
    """The first `n` school days on or after `start`. ValueError when five years do not hold that many."""
    found: list[date] = []
    for day in _days(start, start + FURTHEST_SEARCH):
        if len(found) == n:
            return found
        if is_school_day(day, free):
            found.append(day)
    raise ValueError(f"fewer than {n} school days in the five years from {start}")


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + offset * DAY
