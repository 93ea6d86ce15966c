"""Reminders to who received a grant: a month and a week before the last day of the report, and once after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from vakwerk.core import clock, jobs, mail
from vakwerk.funding.actions.grants import note_reminder
from vakwerk.funding.models import Grant
from vakwerk.funding.queries.grants import without_report

# Ours: no source says when a receiver should be warned.
PASSED = -1
DAYS = (PASSED, 7, 30)


@jobs.recurring("funding.remind_reports", every=timedelta(days=1))
def remind_reports(payload: dict[str, Any]) -> None:
    """Each reminder goes once: the grant remembers the last one, in the transaction that queues the mail."""
    today = clock.today()
    for grant in without_report():
        due = next((days for days in DAYS if (grant.report_by - today).days <= days), None)
        if due is not None and (grant.reminded_days is None or grant.reminded_days > due):
            _remind(grant, due)


def _remind(grant: Grant, days: int) -> None:
    contact = grant.application.contact
    assert contact is not None
    letter = {"title": grant.application.title, "last": _day(grant.report_by), "passed": days == PASSED}
    mail.send("funding/mail/report_due", contact.email, letter)
    note_reminder(grant=grant, days=days)


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
