"""Writing an application together, submitting it in time, taking it back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from vakwerk.core import attachments, audit, mail
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import APPLICANTS, is_open_for_writing, leads, require, takes_part
from vakwerk.funding.content import load
from vakwerk.funding.content.assessing import Lack
from vakwerk.funding.models import (
    Application,
    ApplicationState,
    BudgetItem,
    Call,
    CoFinancing,
    Partner,
    PartnerState,
    Phase,
)
from vakwerk.funding.queries.applications import Dossier, addresses, owner_of
from vakwerk.funding.queries.calls import in_force
from vakwerk.people.models import Organisation


class Stale(Exception):
    """A partner saved this page in the meantime; nothing was written."""


class TooLate(Exception):
    """The call is not open, or the time for completing is over. `closed_at` is the moment that counted."""

    def __init__(self, closed_at: datetime | None) -> None:
        super().__init__(str(closed_at))
        self.closed_at = closed_at


class Incomplete(Exception):
    """It cannot be submitted; `lacks` say what is missing."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__("; ".join(lack.message for lack in found))
        self.lacks = found


@dataclass(frozen=True)
class Cost:
    """One cost as somebody entered it, in cents."""

    line: str
    description: str
    amount_cents: int


@dataclass(frozen=True)
class Contribution:
    """Money from elsewhere, in cents."""

    source: str
    amount_cents: int


def fingerprint(value: Any) -> str:
    """A short mark of what a page showed, so that saving notices when it changed in the meantime."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def start(*, viewer: Viewer, call: Call, title: str) -> Application:
    """A draft of the viewer's organisation; the one it has under that title, if any. `TooLate` unless open."""
    require(viewer.has_role(*APPLICANTS) and viewer.organisation_id is not None)
    now = timezone.now()
    if call.phase(now) != Phase.OPEN:
        raise TooLate(call.closes_at)
    version = in_force(call)
    assert version is not None
    assert viewer.organisation_id is not None
    lead = Organisation.objects.get(pk=viewer.organisation_id)
    require(lead.kind in load(version.content).lead_kinds)
    begun = call.applications.filter(lead=lead, title=title, state=ApplicationState.DRAFT, trial=False).first()
    if begun is not None:
        return begun
    made = Application.objects.create(
        call=call,
        version=version,
        lead=lead,
        title=title,
        contact_id=viewer.person_id,
        created_at=now,
        saved_at=now,
    )
    audit.record(viewer, "funding.start_application", subject=("funding.application", made.pk))
    return made


def _writable(viewer: Viewer, application: Application) -> Application:
    """The application, locked, for who may write in it now. PermissionDenied, or `TooLate`."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    require(takes_part(viewer, locked))
    if not is_open_for_writing(locked, timezone.now()):
        raise TooLate(locked.call.closes_at)
    return locked


@transaction.atomic
def save_answers(
    *, viewer: Viewer, application: Application, answers: Mapping[str, Any], seen: str, title: str | None = None
) -> None:
    """Keeps the answers of one page; the others stay. `Stale` when `seen` is not the fingerprint of what is there."""
    locked = _writable(viewer, application)
    if fingerprint({key: locked.answers.get(key) for key in answers}) != seen:
        raise Stale
    locked.answers = {**locked.answers, **answers}
    locked.title = title or locked.title
    locked.saved_at = timezone.now()
    locked.save(update_fields=["answers", "title", "saved_at"])
    audit.record(viewer, "funding.save_application", subject=("funding.application", locked.pk))


@transaction.atomic
def save_budget(
    *,
    viewer: Viewer,
    application: Application,
    requested_cents: int,
    costs: Sequence[Cost],
    co_financing: Sequence[Contribution],
    seen: str,
) -> None:
    """Replaces the budget. It may not add up yet: a draft says so, submitting refuses it."""
    locked = _writable(viewer, application)
    if budget_mark(Dossier(locked)) != seen:
        raise Stale
    lines = {line.key for line in load(locked.version.content).budget_lines}
    require(all(cost.line in lines for cost in costs))
    locked.budget.all().delete()
    locked.co_financing.all().delete()
    BudgetItem.objects.bulk_create(
        BudgetItem(application=locked, position=position, **vars(cost)) for position, cost in enumerate(costs, 1)
    )
    CoFinancing.objects.bulk_create(
        CoFinancing(application=locked, position=position, **vars(each))
        for position, each in enumerate(co_financing, 1)
    )
    locked.requested_cents, locked.saved_at = requested_cents, timezone.now()
    locked.save(update_fields=["requested_cents", "saved_at"])
    audit.record(viewer, "funding.save_budget", subject=("funding.application", locked.pk))


def budget_mark(dossier: Dossier) -> str:
    """The fingerprint of the whole budget."""
    return fingerprint(
        [
            dossier.application.requested_cents,
            [[item.line, item.description, item.amount_cents] for item in dossier.costs],
            [[item.source, item.amount_cents] for item in dossier.co_financing],
        ]
    )


@transaction.atomic
def attach(*, viewer: Viewer, application: Application, question: str, upload: File[bytes]) -> None:
    """Adds a file to a question. `attachments.Refused` when it is not taken in."""
    locked = _writable(viewer, application)
    attachments.store(upload, viewer=viewer, owner=owner_of(locked, question))
    audit.record(viewer, "funding.attach_file", subject=("funding.application", locked.pk))


@transaction.atomic
def remove_files(*, viewer: Viewer, application: Application, question: str) -> None:
    """Takes the files of one question away."""
    locked = _writable(viewer, application)
    attachments.remove(owner_of(locked, question))
    audit.record(viewer, "funding.remove_files", subject=("funding.application", locked.pk))


@transaction.atomic
def invite_partner(
    *, viewer: Viewer, application: Application, organisation: Organisation, contribution: str, site: str
) -> Partner:
    """Asks an organisation to take part; it must confirm itself. Twice the same organisation is once."""
    locked = _writable(viewer, application)
    require(leads(viewer, locked) and organisation.pk != locked.lead_id)
    now = timezone.now()
    # In a dry run nobody is asked: the example counts the partner at once.
    known = {"state": PartnerState.CONFIRMED, "answered_at": now} if locked.trial else {}
    partner, made = Partner.objects.get_or_create(
        application=locked,
        organisation=organisation,
        defaults={"contribution": contribution, "invited_at": now, **known},
    )
    if made and not locked.trial:
        link = site.rstrip("/") + reverse("funding:invitation", args=[partner.public_id])
        letter = {"title": locked.title, "call": locked.call.title, "lead": locked.lead.name, "link": link}
        mail.send_many("funding/mail/partner", ((to, letter) for to in addresses(organisation)))
    audit.record(viewer, "funding.invite_partner", subject=("funding.application", locked.pk))
    return partner


@transaction.atomic
def remove_partner(*, viewer: Viewer, partner: Partner) -> None:
    """Takes an organisation out, by the lead."""
    locked = _writable(viewer, partner.application)
    require(leads(viewer, locked))
    partner.delete()
    audit.record(viewer, "funding.remove_partner", subject=("funding.application", locked.pk))


@transaction.atomic
def answer_invitation(*, viewer: Viewer, partner: Partner, confirm: bool) -> None:
    """Yes or no of the invited organisation itself; as long as the application can change, it may change its mind."""
    require(viewer.has_role(*APPLICANTS) and viewer.organisation_id == partner.organisation_id)
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=partner.application_id)
    if not is_open_for_writing(locked, timezone.now()):
        raise TooLate(locked.call.closes_at)
    state = PartnerState.CONFIRMED if confirm else PartnerState.DECLINED
    Partner.objects.filter(pk=partner.pk).update(state=state, answered_at=timezone.now())
    event = "funding.confirm_partner" if confirm else "funding.decline_partner"
    audit.record(viewer, event, subject=("funding.application", locked.pk))


def submit(*, viewer: Viewer, application: Application) -> Application:
    """Hands it in. What counts is the moment at which this server began to handle it, not when it was done waiting.

    `TooLate` from `closes_at` on, that very microsecond included; `Incomplete` with everything that is missing.
    """
    return _submit(viewer, application, timezone.now())


@transaction.atomic
def _submit(viewer: Viewer, application: Application, received: datetime) -> Application:
    locked = Application.objects.select_for_update(of=("self",)).select_related("call", "lead").get(pk=application.pk)
    require(leads(viewer, locked) and not locked.trial)
    require(locked.state in (ApplicationState.DRAFT, ApplicationState.TO_COMPLETE))
    if not is_open_for_writing(locked, received):
        raise TooLate(locked.call.closes_at)
    found = Dossier(locked).lacks
    if found:
        raise Incomplete(found)
    if locked.state == ApplicationState.TO_COMPLETE:
        locked.completions.filter(answered_at=None).update(answered_at=received)
    else:
        locked.submitted_at = received
        locked.reference = locked.reference or _next_reference(locked.call)
    locked.state = ApplicationState.SUBMITTED
    locked.save(update_fields=["submitted_at", "reference", "state"])
    if locked.contact and locked.contact.email:
        letter = {"title": locked.title, "call": locked.call.title, "reference": locked.reference}
        mail.send("funding/mail/submitted", locked.contact.email, letter)
    audit.record(viewer, "funding.submit_application", subject=("funding.application", locked.pk))
    return locked


def _next_reference(call: Call) -> str:
    Call.objects.filter(pk=call.pk).update(last_number=F("last_number") + 1)
    call.refresh_from_db(fields=["last_number"])
    return f"{call.reference}-{call.last_number:03d}"


@transaction.atomic
def take_back(*, viewer: Viewer, application: Application) -> None:
    """Makes it a draft again, under the content in force, as long as the call is open. It keeps its number.

    It counts only when it is submitted again in time, and then from that moment.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    require(leads(viewer, locked))
    if locked.call.phase(timezone.now()) != Phase.OPEN:
        raise TooLate(locked.call.closes_at)
    if locked.state != ApplicationState.SUBMITTED:
        return  # a second press
    version = in_force(locked.call)
    assert version is not None, "an open call was published"
    locked.state, locked.submitted_at, locked.version = ApplicationState.DRAFT, None, version
    locked.save(update_fields=["state", "submitted_at", "version"])
    audit.record(viewer, "funding.take_back_application", subject=("funding.application", locked.pk))


@transaction.atomic
def withdraw(*, viewer: Viewer, application: Application) -> None:
    """Takes it back. A draft goes altogether with its files; what was submitted stays on record as withdrawn."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    require(leads(viewer, locked))
    if locked.state == ApplicationState.WITHDRAWN:
        return  # a second press
    audit.record(viewer, "funding.withdraw_application", subject=("funding.application", locked.pk))
    if locked.submitted_at is None:
        for key in Dossier(locked).files:
            attachments.remove(owner_of(locked, key))
        locked.delete()
        return
    before_judging = (ApplicationState.SUBMITTED, ApplicationState.TO_COMPLETE, ApplicationState.ADMISSIBLE)
    require(locked.state in before_judging)
    locked.state = ApplicationState.WITHDRAWN
    locked.save(update_fields=["state"])


@transaction.atomic
def note_reminder(*, application: Application, days: int) -> None:
    """Remembers that the reminder of so many days before closing was sent."""
    Application.objects.filter(pk=application.pk).update(reminded_days=days)
