"""What civil servants do with public money. A mistake is undone by another entry, never by deleting one.

Every action raises `Refused` when the books do not allow it, and PermissionDenied when the viewer may not do it.
Other rooms (`funding`, `budgets`) call these inside their own transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from vakwerk.core import attachments, audit, clock, jobs
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.viewer import Viewer
from vakwerk.ledger import books, owners, rights
from vakwerk.ledger.accounts import parse_iban
from vakwerk.ledger.books import Refused as Refused
from vakwerk.ledger.models import (
    CEILING_AS_PRINTED,
    AmountKind,
    Commitment,
    Envelope,
    EnvelopeStatus,
    Event,
    Payment,
    PaymentRun,
    Recovery,
)
from vakwerk.people.models import Organisation

Subject = Envelope | Commitment | Payment | Recovery
RUN = "ledger.pay_run"


@dataclass(frozen=True, kw_only=True)
class Promise:
    """An amount of the plan exactly as printed; `cents` is None when the paper names no figure."""

    code: str
    action: str
    title: str
    title_en: str
    printed: str
    cents: int | None
    kind: AmountKind
    period: str
    period_en: str
    source: str


# --- envelopes ---


@transaction.atomic
def load_envelopes(*, promises: Iterable[Promise]) -> int:
    """Makes an envelope of every promise that has none yet; returns how many. Nothing is multiplied or divided.

    The figure is the ceiling where the paper gives one sum for one purpose. An amount "a year" gets its envelopes
    year by year from a civil servant, and so does one that is meant for others too, or names no figure.
    """
    known = set(Envelope.objects.values_list("code", flat=True))
    new = [promise for promise in promises if promise.code not in known]
    for promise in new:
        envelope = _as_printed(promise)
        if promise.cents is not None and promise.kind in CEILING_AS_PRINTED:
            books.set_ceiling(envelope, promise.cents, Event.OPEN, promise.source[:200])
    return len(new)


def _as_printed(promise: Promise) -> Envelope:
    return Envelope.objects.create(
        code=promise.code,
        action=promise.action,
        title=promise.title,
        title_en=promise.title_en,
        printed=promise.printed,
        printed_cents=promise.cents,
        kind=promise.kind,
        period=promise.period,
        period_en=promise.period_en,
        source=promise.source,
    )


@transaction.atomic
def open_envelope(
    *,
    viewer: Viewer,
    code: str,
    title: str,
    amount_cents: int,
    action: str = "",
    period: str = "",
    source: str = "",
    title_en: str = "",
    parent: Envelope | None = None,
) -> Envelope:
    """An envelope with the amount of a decision; under `parent` when it is one year of a promise of the plan."""
    organisation_id = rights.organisation_of(viewer)
    if parent:
        rights.must_manage(viewer, parent)
        action = parent.action
    if Envelope.objects.filter(code=code).exists():
        raise Refused(_("There is an envelope with this code already."))
    envelope = Envelope.objects.create(
        code=code,
        title=title,
        title_en=title_en,
        action=action,
        period=period,
        source=source,
        parent=parent,
        owner_id=organisation_id,
    )
    envelope = books.set_ceiling(envelope, amount_cents, Event.OPEN, source[:200])
    audit.record(viewer, "ledger.open_envelope", subject=("ledger.envelope", envelope.pk))
    return envelope


@transaction.atomic
def change_ceiling(*, viewer: Viewer, envelope: Envelope, amount_cents: int, reason: str) -> Envelope:
    """Another ceiling by another decision, or the first one of a promise without a figure."""
    rights.must_manage(viewer, envelope)
    event = Event.ADJUST if envelope.amount_cents is not None else Event.OPEN
    envelope = books.set_ceiling(envelope, amount_cents, event, reason)
    audit.record(viewer, "ledger.change_ceiling", subject=("ledger.envelope", envelope.pk))
    return envelope


@transaction.atomic
def close_envelope(*, viewer: Viewer, envelope: Envelope) -> None:
    """Nothing more is committed or planned from it."""
    _set_status(viewer, envelope, EnvelopeStatus.CLOSED, "ledger.close_envelope")


@transaction.atomic
def reopen_envelope(*, viewer: Viewer, envelope: Envelope) -> None:
    _set_status(viewer, envelope, EnvelopeStatus.OPEN, "ledger.reopen_envelope")


def _set_status(viewer: Viewer, envelope: Envelope, status: EnvelopeStatus, event: str) -> None:
    rights.must_manage(viewer, envelope)
    envelope = books.locked(envelope)
    envelope.status = status
    envelope.save(update_fields=["status"])
    audit.record(viewer, event, subject=("ledger.envelope", envelope.pk))


# --- commitments ---


@transaction.atomic
def commit(
    *,
    viewer: Viewer,
    envelope: Envelope,
    amount_cents: int,
    purpose: str,
    organisation: Organisation | None = None,
    beneficiary: str = "",
    iban: str = "",
    reference: str = "",
    public_id: UUID | None = None,
) -> Commitment:
    """Promises money to an organisation, or to somebody by name. One live commitment for each `reference`.

    `public_id`: what a form chose for it beforehand, so that a form that comes twice commits once.
    """
    rights.must_manage(viewer, envelope)
    name = beneficiary or (organisation.name if organisation else "")
    if amount_cents <= 0 or not name:
        raise Refused(_("A commitment needs an amount and somebody to pay."))
    commitment = books.commit(
        Commitment(
            envelope=envelope,
            organisation=organisation,
            beneficiary=name,
            iban=parse_iban(iban),
            purpose=purpose,
            reference=reference,
            made_on=clock.today(),
            amount_cents=amount_cents,
            public_id=public_id or uuid4(),
        )
    )
    audit.record(viewer, "ledger.commit", subject=("ledger.commitment", commitment.pk))
    return commitment


@transaction.atomic
def set_account_number(*, viewer: Viewer, commitment: Commitment, iban: str) -> None:
    """Where to pay; payments in a run go where that run said, or here when it said nothing yet."""
    rights.must_manage(viewer, commitment.envelope)
    Commitment.objects.filter(pk=commitment.pk).update(iban=parse_iban(iban))
    Payment.objects.filter(commitment=commitment, run__isnull=False, iban="").update(iban=parse_iban(iban))
    audit.record(viewer, "ledger.set_account_number", subject=("ledger.commitment", commitment.pk))


@transaction.atomic
def release(
    *,
    viewer: Viewer,
    commitment: Commitment,
    amount_cents: int | None = None,
    reason: str = "",
    seen_cents: int | None = None,
) -> Commitment:
    """Gives back what will not be paid; everything that is neither planned nor paid when no amount is named.

    `seen_cents`: what was committed when the viewer asked this; nothing happens when it changed since.
    """
    rights.must_manage(viewer, commitment.envelope)
    commitment = books.release(commitment, amount_cents, reason, seen_cents)
    audit.record(viewer, "ledger.release", subject=("ledger.commitment", commitment.pk))
    return commitment


def release_by_hand(
    *, viewer: Viewer, commitment: Commitment, amount_cents: int, reason: str, seen_cents: int | None = None
) -> Commitment:
    """As `release`, except of money that another room still holds: there it would promise what is gone."""
    must_be_free(commitment)
    return release(
        viewer=viewer, commitment=commitment, amount_cents=amount_cents, reason=reason, seen_cents=seen_cents
    )


def must_be_free(commitment: Commitment) -> None:
    """`Refused` while another room holds the money of this commitment."""
    owner = owners.owner_of(commitment)
    if owner is not None and owner.bound:
        raise Refused(_("This money is bound to “%(title)s”. Use “Settle” there.") % {"title": owner.title})


# --- payments ---


@transaction.atomic
def plan_payment(
    *,
    viewer: Viewer,
    commitment: Commitment,
    amount_cents: int,
    due_on: date,
    label: str = "",
    public_id: UUID | None = None,
) -> Payment:
    """An instalment, to be put in a run. `public_id`: as for `commit`."""
    rights.must_manage(viewer, commitment.envelope)
    _must_be_positive(amount_cents)
    payment = books.plan(
        Payment(
            commitment=commitment,
            label=label or commitment.purpose[:140],
            amount_cents=amount_cents,
            due_on=due_on,
            public_id=public_id or uuid4(),
        )
    )
    audit.record(viewer, "ledger.plan_payment", subject=("ledger.payment", payment.pk))
    return payment


@transaction.atomic
def withdraw_payment(*, viewer: Viewer, payment: Payment) -> Payment:
    """Undoes a plan: the payment stays on the page as withdrawn, its money is free again."""
    rights.must_manage(viewer, payment.commitment.envelope)
    payment = books.withdraw(payment)
    audit.record(viewer, "ledger.withdraw_payment", subject=("ledger.payment", payment.pk))
    return payment


@transaction.atomic
def start_run(
    *,
    viewer: Viewer,
    envelope: Envelope,
    payments: Iterable[Payment] | None = None,
    execute_on: date | None = None,
    payer: str = "",
    payer_iban: str = "",
) -> PaymentRun:
    """Puts planned payments in a run and asks the worker to book it; all of the envelope when none are named."""
    rights.must_manage(viewer, envelope)
    chosen = books.planned(envelope) if payments is None else payments
    run = books.order(envelope, chosen, execute_on or clock.today(), payer, parse_iban(payer_iban))
    jobs.enqueue(RUN, {"run": run.pk}, unique_key=str(run.pk))
    audit.record(viewer, "ledger.start_run", subject=("ledger.paymentrun", run.pk))
    return run


@transaction.atomic
def name_payer(*, viewer: Viewer, run: PaymentRun, payer: str, payer_iban: str) -> None:
    """Fills in the account that pays, once: the bank file of a run stays the same from then on."""
    rights.must_manage(viewer, run.envelope)
    found = books.locked(run)
    if found.payer and found.payer_iban:
        raise Refused(_("This run names the account that pays already."))
    found.payer, found.payer_iban = payer, parse_iban(payer_iban)
    found.save(update_fields=["payer", "payer_iban"])
    audit.record(viewer, "ledger.name_payer", subject=("ledger.paymentrun", run.pk))


@transaction.atomic
def refuse_payment(*, viewer: Viewer, payment: Payment, reason: str = "") -> Payment:
    """The bank gave a payment back: corrected in the journal, and the money can be planned again."""
    rights.must_manage(viewer, payment.commitment.envelope)
    payment = books.refuse_payment(payment, reason)
    audit.record(viewer, "ledger.refuse_payment", subject=("ledger.payment", payment.pk))
    return payment


# --- recoveries ---


@transaction.atomic
def recover(
    *, viewer: Viewer, commitment: Commitment, amount_cents: int, reason: str, public_id: UUID | None = None
) -> Recovery:
    """Asks money back; it counts as recovered once it is received. `public_id`: as for `commit`."""
    rights.must_manage(viewer, commitment.envelope)
    _must_be_positive(amount_cents)
    recovery = books.ask_back(
        Recovery(
            commitment=commitment,
            amount_cents=amount_cents,
            reason=reason,
            asked_on=clock.today(),
            public_id=public_id or uuid4(),
        )
    )
    audit.record(viewer, "ledger.recover", subject=("ledger.recovery", recovery.pk))
    return recovery


@transaction.atomic
def receive_recovery(*, viewer: Viewer, recovery: Recovery) -> Recovery:
    rights.must_manage(viewer, recovery.commitment.envelope)
    recovery = books.receive(recovery)
    audit.record(viewer, "ledger.receive_recovery", subject=("ledger.recovery", recovery.pk))
    return recovery


@transaction.atomic
def waive_recovery(*, viewer: Viewer, recovery: Recovery) -> Recovery:
    rights.must_manage(viewer, recovery.commitment.envelope)
    recovery = books.waive(recovery)
    audit.record(viewer, "ledger.waive_recovery", subject=("ledger.recovery", recovery.pk))
    return recovery


@transaction.atomic
def undo_receipt(*, viewer: Viewer, recovery: Recovery, reason: str = "") -> Recovery:
    """The money did not come after all: a correcting entry, and it is asked back again."""
    rights.must_manage(viewer, recovery.commitment.envelope)
    recovery = books.undo_receipt(recovery, reason)
    audit.record(viewer, "ledger.undo_receipt", subject=("ledger.recovery", recovery.pk))
    return recovery


# --- evidence ---


@transaction.atomic
def attach_evidence(*, viewer: Viewer, subject: Subject, upload: File[bytes]) -> Attachment:
    """Keeps a file with an envelope, commitment, payment or recovery. `attachments.Refused` for an unknown kind."""
    rights.must_manage(viewer, rights.envelope_of(subject))
    owner = rights.evidence_owner(subject)
    attachment = attachments.store(upload, viewer=viewer, owner=owner)
    audit.record(viewer, "ledger.attach_evidence", subject=owner)
    return attachment


def _must_be_positive(cents: int) -> None:
    if cents <= 0:
        raise Refused(_("An amount is at least one cent."))
