"""Data goes when promised, an erased person leaves no key behind, and mail leaves after the commit."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.db import transaction
from django.utils import timezone

from vakwerk.core import audit, housekeeping, jobs, ledger, mail
from vakwerk.core.audit.heads import kept_heads
from vakwerk.core.audit.models import AuditEntry, AuditKey
from vakwerk.core.erasure import erase
from vakwerk.core.jobs.models import Job
from vakwerk.people.models import Consent, Person

pytestmark = pytest.mark.django_db


def _ledger_with(monkeypatch: pytest.MonkeyPatch, **retention: ledger.Retention) -> None:
    monkeypatch.setattr(ledger, "collect", lambda: ledger.Ledger(retention=dict(retention)))


def test_every_retention_function_runs_on_an_empty_database() -> None:
    housekeeping.retention({})
    assert not AuditEntry.objects.exists()


def test_what_went_is_recorded_as_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    _ledger_with(monkeypatch, Visit=lambda today: 3)
    housekeeping.retention({})
    assert AuditEntry.objects.get().reason == "Visit: 3"


def test_one_broken_promise_does_not_stop_the_others_and_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[date] = []

    def broken(today: date) -> int:
        raise ValueError

    def works(today: date) -> int:
        ran.append(today)
        return 0

    _ledger_with(monkeypatch, A=broken, B=works)
    with pytest.raises(RuntimeError, match="Retention failed for A"):
        housekeeping.retention({})
    assert len(ran) == 1


def test_old_sessions_and_jobs_go_and_fresh_ones_stay() -> None:
    now = timezone.now()
    for key, age in (("old", -1), ("fresh", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=age))
    Job.objects.create(kind="old", finished=now - timedelta(days=15))
    Job.objects.create(kind="fresh", finished=now - timedelta(days=13))
    Job.objects.create(kind="given up", dead=now - timedelta(days=89))
    Job.objects.create(kind="waiting", due=now - timedelta(days=400))
    housekeeping.retention({})
    assert Session.objects.get().session_key == "fresh"
    assert set(Job.objects.values_list("kind", flat=True)) == {"fresh", "given up", "waiting"}


def test_the_daily_head_is_kept_and_signed(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    audit.record(None, "test.event")
    housekeeping.audit_head({})
    assert kept_heads() == ([audit.head()], [])


def test_an_erased_person_leaves_no_row_and_no_key_but_a_whole_log() -> None:
    person = Person.objects.create(first_name="An", last_name="Peeters")
    consent = Consent.objects.create(
        person=person, given_by=person, purpose="x", text_version="1", given_at=timezone.now()
    )
    audit.record(None, "people.give_consent", subject=("people.consent", consent.pk))
    audit.record(None, "people.person.read", subject=("people.person", person.pk))
    consent.delete()
    erase(None, person, reason="asked")
    assert not Person.objects.exists()
    assert not AuditKey.objects.filter(kind="people.person").exists()
    assert audit.verify() == []
    assert AuditEntry.objects.get(event="core.erase").reason == "asked"


def test_mail_is_sent_by_the_worker_in_the_language_of_the_reader(settings: Any, tmp_path: Path) -> None:
    for suffix, words in (
        (".subject.txt", "Dag\n{{ name }}"),
        (".txt", "Hallo {{ name }}"),
        (".html", "<p>{{ name }}</p>"),
    ):
        (tmp_path / f"hello{suffix}").write_text(words)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    mail.send("hello", "an@voorbeeld.be", {"name": "An"})
    assert outbox.outbox == []
    jobs.run_due()
    message = outbox.outbox[0]
    assert (message.subject, message.body, message.to) == ("Dag An", "Hallo An", ["an@voorbeeld.be"])
    assert message.alternatives[0][0] == "<p>An</p>"
    assert Job.objects.get().payload == {}


def test_a_rolled_back_action_sends_no_mail() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        mail.send("hello", "an@voorbeeld.be")
        raise RuntimeError
    jobs.run_due()
    assert outbox.outbox == []
