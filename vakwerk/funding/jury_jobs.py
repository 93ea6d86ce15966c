"""Reminders before the jury meets: seven days and one day, to members with something left to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from vakwerk.core import jobs, mail
from vakwerk.funding.actions.juries import note_reminder
from vakwerk.funding.building_pages import moment
from vakwerk.funding.models import JuryMeeting
from vakwerk.funding.queries.juries import meetings_to_come, progress

DAYS = (1, 7)


@jobs.recurring("funding.remind_juries", every=timedelta(hours=1))
def remind_juries(payload: dict[str, Any]) -> None:
    """Each reminder goes once: the meeting remembers the last one, in the transaction that queues the mails."""
    now = timezone.now()
    for meeting in meetings_to_come():
        left = meeting.meets_at - now
        due = next((days for days in DAYS if timedelta() < left <= timedelta(days=days)), None)
        if due is not None and (meeting.reminded_days is None or meeting.reminded_days > due):
            _remind(meeting, due)


def _remind(meeting: JuryMeeting, days: int) -> None:
    letters = [
        (each.member.person.email, {"call": meeting.call.title, "meets": moment(meeting.meets_at), "left": each.left})
        for each in progress(meeting.call)
        if each.left > 0 and each.member.ended_at is None and each.member.person.email
    ]
    mail.send_many("funding/mail/jury_reminder", letters)
    note_reminder(meeting=meeting, days=days)
