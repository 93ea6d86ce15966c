"""Today, and the date a question is asked for ("stand op"): rules and lists are dated, so pages must be too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 1900, 2199
_reference: ContextVar[date | None] = ContextVar("reference_date", default=None)


def today() -> date:
    """The calendar day in Brussels."""
    return timezone.localdate()


def as_of() -> date:
    """The date for which rules and lists are asked; today unless the reader chose another."""
    return _reference.get() or today()


def local(moment: datetime) -> datetime:
    """A moment as the clocks in Brussels show it; one without a time zone stays as it is."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def is_travelling() -> bool:
    """True when the reader asked for another day than today."""
    return _reference.get() is not None


def parse_date(value: str) -> date | None:
    """An ISO date of 1900 to 2199, or None for anything else: no mistyped date breaks a page, nor a sum over years."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


@contextmanager
def reference_date(day: date | None) -> Iterator[None]:
    token = _reference.set(day)
    try:
        yield
    finally:
        _reference.reset(token)


def school_year(day: date | None = None) -> int:
    """The year in which the school year of `day` starts (1 September)."""
    day = day or as_of()
    return day.year if day.month >= 9 else day.year - 1


def school_year_label(start: int) -> str:
    """2026 -> "2026-2027"."""
    return f"{start}-{start + 1}"
