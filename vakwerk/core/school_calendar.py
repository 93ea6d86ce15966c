"""School holidays and school days: the engine's, under the name by which the rooms know them."""

from vakwerk.engines.school_calendar import (
    Holiday,
    easter,
    holiday_on,
    holidays,
    is_school_day,
    monday_of,
    school_days,
    school_year,
)

__all__ = [
    "Holiday",
    "easter",
    "holiday_on",
    "holidays",
    "is_school_day",
    "monday_of",
    "school_days",
    "school_year",
]
