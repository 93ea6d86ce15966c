"""What the pages of contests show, and the calendar as a file."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vakwerk.core import clock
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.models import Contest, ContestEntry
from vakwerk.funding.queries import contests as queries

# Fewer pupils than this are not told to everybody, as in all public figures on pupils.
SMALLEST = 5


@dataclass(frozen=True)
class Day:
    """One square of the month: empty outside it."""

    number: int
    contests: tuple[Contest, ...] = ()


def calendar_page(request: HttpRequest, viewer: Viewer) -> dict[str, Any]:
    years = queries.school_years()
    year = _asked_year(request, years)
    first = _asked_month(request)
    found = list(queries.contests(year))
    return {
        "years": [(each, clock.school_year_label(each)) for each in years],
        "year": year,
        "year_label": clock.school_year_label(year) if year is not None else "",
        "contests": [_row(each) for each in found],
        "month": date_format(first, "F Y"),
        "weekdays": [str(WEEKDAYS_ABBR[number]) for number in range(7)],
        "weeks": weeks(first),
        "in_month": queries.on_days(first, _last(first)),
        "earlier": (first - timedelta(days=1)).strftime("%Y-%m"),
        "later": (_last(first) + timedelta(days=1)).strftime("%Y-%m"),
        "undated": sum(each.starts_on is None for each in found),
        "staff": viewer.has_role(*BUILDERS),
    }


def _asked_year(request: HttpRequest, years: list[int]) -> int | None:
    asked = next((year for year in years if str(year) == request.GET.get("jaar")), None)
    if asked is not None:
        return asked
    current = clock.school_year()
    return current if current in years else next(iter(years), None)


def _asked_month(request: HttpRequest) -> date:
    asked = clock.parse_date(f"{request.GET.get('maand', '')}-01")
    return asked or clock.as_of().replace(day=1)


def _last(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def weeks(first: date) -> list[list[Day]]:
    """The month as weeks of seven days, Monday first, with the contests of each day."""
    found = queries.on_days(first, _last(first))
    return [
        [Day(number, _on(first, number, found)) for number in week]
        for week in calendar.Calendar().monthdayscalendar(first.year, first.month)
    ]


def _on(first: date, number: int, found: list[Contest]) -> tuple[Contest, ...]:
    if not number:
        return ()
    day = first.replace(day=number)
    return tuple(each for each in found if each.starts_on and each.starts_on <= day <= (each.ends_on or each.starts_on))


def when(contest: Contest) -> str:
    if contest.starts_on is None:
        return _("no date known")
    start = date_format(contest.starts_on, "j F Y")
    if contest.ends_on is None or contest.ends_on == contest.starts_on:
        return str(start)
    return f"{start} - {date_format(contest.ends_on, 'j F Y')}"


def _row(contest: Contest) -> dict[str, Any]:
    return {"contest": contest, "when": when(contest), "teams": getattr(contest, "teams", 0)}


def contest_page(viewer: Viewer, contest: Contest) -> dict[str, Any]:
    entries = list(queries.entries(contest))
    return {
        "contest": contest,
        "facts": _facts(contest, entries),
        "entries": [_entry(viewer, each) for each in entries],
        "results": any(hasattr(each, "result") for each in entries),
        "may_enter": queries.may_enter(viewer, contest, timezone.now()),
        "may_run": queries.may_run(viewer, contest),
    }


def _last_day(contest: Contest) -> str:
    """Entries close at the end of a day, kept as the midnight after it."""
    if contest.entries_until is None:
        return ""
    return str(date_format(timezone.localtime(contest.entries_until - timedelta(seconds=1)), "j F Y"))


def _facts(contest: Contest, entries: list[ContestEntry]) -> list[tuple[str, str]]:
    rows = [
        (_("Organiser"), contest.organiser or _("not named in the source")),
        (_("Partner across the border"), contest.partner),
        (_("School year"), clock.school_year_label(contest.school_year)),
        (_("When"), when(contest)),
        (_("Enter until and including"), _last_day(contest)),
        (_("Teams"), str(len(entries)) if entries else ""),
        (_("Pupils in all"), _pupils_in_all(entries)),
        (_("Grant that pays for it"), contest.grant.application.title if contest.grant else ""),
        (_("Source"), contest.source),
    ]
    return [row for row in rows if row[1]]


def _pupils_in_all(entries: list[ContestEntry]) -> str:
    """Each small team counts as 1 to 4, so that no subtraction finds how many pupils it has."""
    told = sum(each.pupils for each in entries if each.pupils >= SMALLEST)
    small = sum(each.pupils < SMALLEST for each in entries)
    if not small:
        return str(told) if entries else ""
    if not told and small == 1:
        return _("fewer than 5")
    return _("%(least)s to %(most)s") % {"least": told + small, "most": told + small * (SMALLEST - 1)}


def _entry(viewer: Viewer, entry: ContestEntry) -> dict[str, Any]:
    own = queries.owns(viewer, entry)
    result = getattr(entry, "result", None)
    return {
        "entry": entry,
        "result": result,
        "pupils": entry.pupils if own or entry.pupils >= SMALLEST else None,
        "may_withdraw": own and result is None,
    }


def ics(contests: list[Contest], host: str) -> str:
    """The calendar as iCalendar (RFC 5545): whole days, the last one included."""
    stamp = timezone.now().strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Vakwerk//Wedstrijden//NL"]
    for contest in contests:
        assert contest.starts_on is not None
        end = (contest.ends_on or contest.starts_on) + timedelta(days=1)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{contest.public_id}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{contest.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{_escaped(contest.name)}",
            f"DESCRIPTION:{_escaped(contest.organiser)}",
            "END:VEVENT",
        ]
    return "\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes: a following one starts with a space."""
    parts, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > 74:
            parts.append(current)
            current = " "
        current += sign
    return [*parts, current]
