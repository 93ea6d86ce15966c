"""Reminders seven days and one day before a call closes: to whoever started a draft that was not handed in, and to the
partners who were asked and did not answer (until they do, they do not count)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from vakwerk.core import jobs, mail
from vakwerk.funding import jury_jobs as jury_jobs  # the reminders of juries
from vakwerk.funding import report_jobs as report_jobs  # the reminders of reports
from vakwerk.funding.actions.applications import note_reminder
from vakwerk.funding.models import Application, Phase
from vakwerk.funding.queries.applications import addresses, silent_partners, unfinished

DAYS = (1, 7)


@jobs.recurring("funding.remind", every=timedelta(hours=1))
def remind(payload: dict[str, Any]) -> None:
    """Each reminder goes once: the application remembers the last one, in the transaction that queues the mail."""
    now = timezone.now()
    for draft in unfinished():
        if draft.call.phase(now) == Phase.OPEN:
            _remind(draft, now)


def _remind(draft: Application, now: Any) -> None:
    due = next((days for days in DAYS if draft.call.closes_at - now <= timedelta(days=days)), None)
    if due is None or (draft.reminded_days is not None and draft.reminded_days <= due):
        return
    assert draft.contact is not None
    assert draft.call.closes_at is not None
    closes = timezone.localtime(draft.call.closes_at)
    letter = {"title": draft.title, "call": draft.call.title, "closes": closes.strftime("%d/%m/%Y %H:%M:%S")}
    silent = silent_partners(draft)
    names = {"silent": ", ".join(partner.organisation.name for partner in silent)}
    mail.send("funding/mail/reminder", draft.contact.email, letter | names)
    asked = letter | {"lead": draft.lead.name}
    mail.send_many(
        "funding/mail/partner_reminder", ((to, asked) for each in silent for to in addresses(each.organisation))
    )
    note_reminder(application=draft, days=due)
