"""Pictures where people would rather look than read: the calendar of a clock and the week of a roster.

They are drawn from the result of an answer alone, and show nothing that its tables do not say.
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vakwerk.core.language import say
from vakwerk.engines.rules import Answer
from vakwerk.engines.rules.periods import SHORT, WEEKDAYS
from vakwerk.engines.words import Words

HOUR, LEFT, ROW, TOP = 12, 64, 26, 22
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Cell:
    """One day of the calendar: `count` is its number in the clock, `kind` how it looks."""

    day: date
    kind: str
    count: int = 0


@dataclass(frozen=True)
class Bar:
    """One piece of work in the week picture, in the units of its drawing."""

    x: float
    y: int
    width: float
    text: str


def of(answer: Answer) -> dict[str, Any] | None:
    """The picture that goes with an answer, with the template that draws it; None when there is none."""
    draw = _PICTURES.get(answer.rule)
    return draw(answer.result, answer.day) if draw else None


def _calendar(result: Mapping[str, Any], today: date) -> dict[str, Any] | None:
    days = [date.fromisoformat(day) for day in result.get("days", ())]
    if not days:
        return None
    months = sorted({(day.year, day.month) for day in days})
    counts = {day: n for n, day in enumerate(days, 1)}
    return {
        "template": "calculators/_calendar.html",
        "months": [_month(year, month, counts, today) for year, month in months],
        "weekdays": [say(name) for name in WEEKDAYS],
    }


def _month(year: int, month: int, counts: Mapping[date, int], today: date) -> dict[str, Any]:
    weeks = [
        [_cell(day, counts, today) if day.month == month else None for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    return {"first": date(year, month, 1), "weeks": weeks}


def _cell(day: date, counts: Mapping[date, int], today: date) -> Cell:
    first, last = min(counts), max(counts)
    if day in counts:
        kind = "last" if day == last else "past" if day < today else "on"
        return Cell(day, kind, counts[day])
    return Cell(day, "free" if first < day < last and day.weekday() < 5 else "out")


def _week(result: Mapping[str, Any], today: date) -> dict[str, Any] | None:
    if not result.get("shifts"):
        return None
    return {
        "template": "calculators/_week.html",
        "days": [{"name": say(name)[:2], "y": TOP + n * ROW + 17} for n, name in enumerate(WEEKDAYS)],
        "open": [_span(window, 0) for window in result["open"]],
        "bars": [bar for shift in result["shifts"] for bar in _bars(shift)],
        "hours": [{"x": LEFT + hour * HOUR, "text": str(hour)} for hour in range(0, 25, 6)],
        "words": _in_words(result["shifts"], result["open"]),
        "height": TOP + 7 * ROW,
    }


def _span(window: str, y: int) -> Bar:
    begin, end = (_minutes(at) for at in window.split("-"))
    return Bar(_x(begin), y, _x(end) - _x(begin), window)


def _bars(shift: str) -> list[Bar]:
    """A shift as one bar, or as two when it runs past midnight."""
    key, hours = shift.split(" ")
    day = SHORT.index(key)
    begin, end = (_minutes(at) for at in hours.split("-"))
    if end > begin:
        return [Bar(_x(begin), _y(day), _x(end) - _x(begin), hours)]
    evening = Bar(_x(begin), _y(day), _x(DAY_MINUTES) - _x(begin), hours)
    return [evening, Bar(_x(0), _y((day + 1) % 7), _x(end) - _x(0), "")]


def _minutes(at: str) -> int:
    hours, minutes = at.split(":")
    return int(hours) * 60 + int(minutes)


def _x(minutes: int) -> float:
    return LEFT + minutes * HOUR / 60


def _y(day: int) -> int:
    return TOP + day * ROW + 4


def _in_words(shifts: tuple[str, ...], open_: tuple[str, ...]) -> str:
    written = [f"{say(WEEKDAYS[SHORT.index(shift[:3])])} {shift[4:]}" for shift in shifts]
    return say(
        Words(
            f"Werk in de week: {', '.join(written)}. Werken mag: {' of '.join(open_)}.",
            f"Work in the week: {', '.join(written)}. Work is allowed: {' or '.join(open_)}.",
        )
    )


_PICTURES: dict[str, Callable[[Mapping[str, Any], date], dict[str, Any] | None]] = {
    "search_clock": _calendar,
    "minors_working_time": _week,
}
