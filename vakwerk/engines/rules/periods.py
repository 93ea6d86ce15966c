"""Periods as laws write them: months on the calendar, days in order."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from vakwerk.engines.words import Words

DAY = timedelta(days=1)
WEEKDAYS = (
    Words("maandag", "Monday"),
    Words("dinsdag", "Tuesday"),
    Words("woensdag", "Wednesday"),
    Words("donderdag", "Thursday"),
    Words("vrijdag", "Friday"),
    Words("zaterdag", "Saturday"),
    Words("zondag", "Sunday"),
)
SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def age_on(born: date, day: date) -> int:
    """Whole years on `day`; somebody born on 29 February has the birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day when the month is too short: 30 November + 3 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_period(first: date, months: int) -> date:
    """The day after a period of `months` that began on `first`: a term in months runs to the day before the same day.

    Where a month is too short for that day, the period ends with the month. Source: Judicial Code (Gerechtelijk
    Wetboek), article 54; Regulation (EEC, Euratom) 1182/71, article 3(2)(c).
    """
    found = months_after(first, months)
    return found if found.day == first.day else found + DAY


def whole_months(first: date, last: date) -> int:
    """Whole months from `first` to `last`, both included: 1 September to 31 December is 4; negative never."""
    after = last + DAY
    months = (after.year - first.year) * 12 + after.month - first.month
    return max(0, months - (next_period(first, months) > after))


def school_year_ends(day: date) -> date:
    """31 August of the school year of `day`."""
    return date(day.year + (day.month >= 9), 8, 31)


def weekday(day: date) -> Words:
    """The name of the day of the week."""
    return WEEKDAYS[day.weekday()]
