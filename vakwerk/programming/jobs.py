"""Reminders to schools: before the last day for requests, and in the last school year of the norm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from vakwerk.core import clock, jobs, mail
from vakwerk.core.viewer import Role
from vakwerk.people.models import Person, valid_on
from vakwerk.programming import queries
from vakwerk.programming.models import ProgrammingRequest, Reminder, State
from vakwerk.programming.ruling import Book, deadline_of

# Days before the last day. Ours: no source says when a school should be warned.
BEFORE_DEADLINE = (14, 3)
# The counting date of the norm was not found, so the mail goes early in the last school year, and says why.
NORM_FROM = (10, 1)


@jobs.recurring("programming.remind", every=timedelta(days=1))
def remind(payload: dict[str, Any]) -> None:
    """Each reminder goes once: it is noted in the transaction that queues the mail."""
    book = Book()
    for request, about, template, letter in [*_drafts(book), *_last_years(book)]:
        _send(request, about, template, letter)


Letter = tuple[ProgrammingRequest, str, str, dict[str, Any]]


def _drafts(book: Book) -> Iterator[Letter]:
    """Drafts that need an approval, or might, and whose last day is near."""
    for request in queries.requests().filter(state=State.DRAFT, school_year__gte=clock.school_year(book.today)):
        last = deadline_of(request.school_year, book.register).value
        if not isinstance(last, date) or book.start_of(request).result.get("way") not in {"approval", "unsure"}:
            continue
        left = (last - book.today).days
        due = next((days for days in sorted(BEFORE_DEADLINE) if 0 <= left <= days), None)
        if due is not None:
            yield request, f"deadline-{due}", "deadline", _about(request) | {"last": _day(last)}


def _last_years(book: Book) -> Iterator[Letter]:
    """Programmes that are in the last school year of their norm and have not met it."""
    now = clock.school_year(book.today)
    if book.today < date(now, *NORM_FROM):
        return
    for request in queries.requests().filter(state__in=[State.RUNNING, State.TOLERANCE]):
        counts = list(request.counts.all())
        norm = book.norm_of(request, [count for count in counts if count.school_year < now])
        this_year = clock.school_year_label(now)
        if norm.result.get("state") in {"time", "tolerance"} and norm.result.get("last_year") == this_year:
            letter = _about(request) | {"year": this_year, "norm": norm.result["norm"]}
            yield request, f"norm-{now}", "norm", letter


def _about(request: ProgrammingRequest) -> dict[str, Any]:
    return {"programme": str(request.component), "site": str(request.site), "start": request.label}


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


@transaction.atomic
def _send(request: ProgrammingRequest, about: str, template: str, letter: dict[str, Any]) -> None:
    _row, made = Reminder.objects.get_or_create(request=request, about=about)
    if not made:
        return
    mail.send_many(f"programming/mail/{template}", [(address, letter) for address in _heads(request)])


def _heads(request: ProgrammingRequest) -> list[str]:
    """Addresses of who leads the school of the site."""
    school = request.site.organisation_id
    heads = Person.objects.filter(
        valid_on(clock.today(), "memberships__"), memberships__organisation=school, memberships__role=Role.PRINCIPAL
    )
    return list(heads.exclude(email="").values_list("email", flat=True).distinct())
