"""The one place that changes the totals: each function moves money under a lock and writes it into the journal.

Locks are taken in one order, envelope then commitment, so that two writers never wait for each other. On SQLite the
whole transaction is the lock (BEGIN IMMEDIATE). Constraints of the database stand behind every check made here. Call
these inside a transaction; rights and the audit log are for `actions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vakwerk.core import clock
from vakwerk.core.money import euros
from vakwerk.engines import money
from vakwerk.ledger.models import (
    Account,
    Commitment,
    Envelope,
    EnvelopeStatus,
    Event,
    JournalEntry,
    Payment,
    PaymentRun,
    PaymentState,
    Posting,
    Recovery,
    RecoveryState,
    RunState,
)

M = TypeVar("M", Commitment, Envelope, Payment, PaymentRun, Recovery)
S = TypeVar("S", Commitment, Payment, Recovery)


class Refused(Exception):
    """What the books do not allow; `message` says why, for the person who asked."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


def locked(row: M) -> M:
    """The row as it is now, for us alone until the end of the transaction."""
    manager: models.Manager[M] = type(row)._default_manager
    return manager.select_for_update().get(pk=row.pk)


def _lock_both(commitment: Commitment) -> tuple[Envelope, Commitment]:
    return locked(commitment.envelope), locked(commitment)


def _book(
    event: Event, envelope: Envelope, entry: money.Entry, *, reason: str = "", **about: models.Model | None
) -> JournalEntry:
    """Writes an entry with its postings; `money.Entry` has made sure that it sums to zero."""
    row = JournalEntry.objects.create(at=timezone.now(), event=event, reason=reason, envelope=envelope, **about)
    Posting.objects.bulk_create(Posting(entry=row, account=p.account, cents=p.cents) for p in entry.postings)
    return row


# --- envelopes ---


def set_ceiling(envelope: Envelope, cents: int, event: Event, reason: str = "") -> Envelope:
    """The most that can be committed, not under what is committed already."""
    envelope = locked(envelope)
    if cents < envelope.committed_cents:
        raise Refused(_("%(amount)s is committed already.") % {"amount": euros(envelope.committed_cents)})
    change = cents - (envelope.amount_cents or 0)
    envelope.amount_cents = cents
    envelope.save(update_fields=["amount_cents"])
    if change:
        entry = money.Entry.move(Account.AUTHORITY, Account.AVAILABLE, change)
        _book(event, envelope, entry, reason=reason)
    return envelope


# --- commitments ---


def commit(new: Commitment) -> Commitment:
    """Commits `new.amount_cents` from its envelope; the row is made here, or was when the same form came twice."""
    envelope = locked(new.envelope)
    if twin := _sent_before(new, envelope=envelope):
        return twin
    _must_be_open(envelope)
    if envelope.left_cents is None:
        raise Refused(_("This envelope has no ceiling yet, so nothing can be committed."))
    if new.amount_cents > envelope.left_cents:
        raise Refused(_("Only %(amount)s is left in this envelope.") % {"amount": euros(envelope.left_cents)})
    if new.reference and Commitment.objects.filter(reference=new.reference, amount_cents__gt=0).exists():
        raise Refused(_("Money is committed for this already."))
    envelope.committed_cents += new.amount_cents
    envelope.save(update_fields=["committed_cents"])
    new.save(force_insert=True)
    _book(Event.COMMIT, envelope, _move(Account.AVAILABLE, Account.COMMITTED, new.amount_cents), commitment=new)
    return new


def release(commitment: Commitment, asked: int | None, reason: str = "", seen: int | None = None) -> Commitment:
    """Gives back to the envelope what will not be paid; all of it when no amount is asked.

    `seen`: the cents that stood when somebody asked this. When it is another amount by now, nothing is released.
    """
    envelope, commitment = _lock_both(commitment)
    if seen is not None and seen != commitment.amount_cents:
        raise Refused(_("This commitment changed in the meantime. Look again before you release more."))
    cents = commitment.to_plan_cents if asked is None else asked
    if cents <= 0:
        raise Refused(_("There is nothing to release."))
    if cents > commitment.to_plan_cents:
        raise Refused(_("At most %(amount)s can be released.") % {"amount": euros(commitment.to_plan_cents)})
    commitment.amount_cents -= cents
    commitment.save(update_fields=["amount_cents"])
    envelope.committed_cents -= cents
    envelope.save(update_fields=["committed_cents"])
    entry = _move(Account.COMMITTED, Account.AVAILABLE, cents)
    _book(Event.RELEASE, envelope, entry, commitment=commitment, reason=reason)
    return commitment


# --- payments ---


def plan(new: Payment) -> Payment:
    """Sets money of the commitment apart for a payment; once, when the same form came twice."""
    envelope, commitment = _lock_both(new.commitment)
    if twin := _sent_before(new, commitment=commitment):
        return twin
    _must_be_open(envelope)
    if new.amount_cents > commitment.to_plan_cents:
        raise Refused(
            _("Only %(amount)s of this commitment can still be paid.") % {"amount": euros(commitment.to_plan_cents)}
        )
    commitment.planned_cents += new.amount_cents
    commitment.save(update_fields=["planned_cents"])
    new.commitment = commitment
    new.save(force_insert=True)
    return new


def withdraw(payment: Payment) -> Payment:
    """A payment that was planned and is in no run yet does not go through."""
    commitment = _lock_both(payment.commitment)[1]
    payment = locked(payment)
    if payment.state != PaymentState.PLANNED:
        raise Refused(_("Only a planned payment can be withdrawn."))
    _set_state(payment, PaymentState.WITHDRAWN)
    commitment.planned_cents -= payment.amount_cents
    commitment.save(update_fields=["planned_cents"])
    return payment


def planned(envelope: Envelope) -> list[Payment]:
    """Everything that the next run of an envelope can take."""
    return list(Payment.objects.filter(commitment__envelope=envelope, state=PaymentState.PLANNED))


def order(
    envelope: Envelope, chosen: Iterable[Payment], execute_on: date, payer: str = "", payer_iban: str = ""
) -> PaymentRun:
    """A new run of these payments, which must be planned and of this envelope."""
    envelope = locked(envelope)
    keys = {payment.pk for payment in chosen}
    waiting = Payment.objects.select_for_update(of=("self",)).filter(
        pk__in=keys, state=PaymentState.PLANNED, commitment__envelope=envelope
    )
    amounts = list(waiting.values_list("amount_cents", flat=True))
    if not keys or len(amounts) != len(keys):
        raise Refused(_("There is nothing to pay, or somebody else put these payments in a run just now."))
    run = PaymentRun.objects.create(
        envelope=envelope,
        execute_on=execute_on,
        payer=payer,
        payer_iban=payer_iban,
        started_at=timezone.now(),
        total_cents=sum(amounts),
        payment_count=len(amounts),
    )
    # The account is kept with the order: a number that changes afterwards moves nothing that is on its way.
    account = Commitment.objects.filter(pk=models.OuterRef("commitment")).values("iban")[:1]
    Payment.objects.filter(pk__in=keys).update(state=PaymentState.ORDERED, run=run, iban=models.Subquery(account))
    return run


def pay_run(run: PaymentRun) -> None:
    """Books every payment of the run that is not booked yet, each in a transaction of its own.

    Killed in the middle, the payments before are done and those after are not; the next try goes on from there.
    """
    for payment in Payment.objects.filter(run=run, state=PaymentState.ORDERED).order_by("pk"):
        pay(payment)
    PaymentRun.objects.filter(pk=run.pk, state=RunState.QUEUED).exclude(payments__state=PaymentState.ORDERED).update(
        state=RunState.DONE, done_at=timezone.now()
    )


@transaction.atomic
def pay(payment: Payment) -> bool:
    """Books one ordered payment; False when that was done already."""
    envelope, commitment = _lock_both(payment.commitment)
    payment = locked(payment)
    if payment.state != PaymentState.ORDERED:
        return False
    cents = payment.amount_cents
    payment.done_on = clock.today()
    _set_state(payment, PaymentState.DONE)
    commitment.planned_cents -= cents
    commitment.paid_cents += cents
    commitment.save(update_fields=["planned_cents", "paid_cents"])
    envelope.paid_cents += cents
    envelope.save(update_fields=["paid_cents"])
    _book(Event.PAY, envelope, _move(Account.COMMITTED, Account.PAID, cents), commitment=commitment, payment=payment)
    return True


def refuse_payment(payment: Payment, reason: str = "") -> Payment:
    """The bank did not carry it out: a correcting entry; the money can be planned again."""
    envelope, commitment = _lock_both(payment.commitment)
    payment = locked(payment)
    if payment.state != PaymentState.DONE:
        raise Refused(_("Only a payment that was made can be refused by the bank."))
    if payment.amount_cents > commitment.recoverable_cents:
        raise Refused(_("Money of this commitment was asked back: settle that first."))
    _set_state(payment, PaymentState.FAILED)
    commitment.paid_cents -= payment.amount_cents
    commitment.save(update_fields=["paid_cents"])
    envelope.paid_cents -= payment.amount_cents
    envelope.save(update_fields=["paid_cents"])
    about = {"commitment": commitment, "payment": payment}
    _correct(payment.entries.get(event=Event.PAY), Event.PAYMENT_REFUSED, reason=reason, **about)
    return payment


# --- recoveries ---


def ask_back(new: Recovery) -> Recovery:
    """Asks back at most what was paid and not asked or recovered yet; once, when the same form came twice."""
    commitment = _lock_both(new.commitment)[1]
    if twin := _sent_before(new, commitment=commitment):
        return twin
    if new.amount_cents > commitment.recoverable_cents:
        raise Refused(_("At most %(amount)s can be asked back.") % {"amount": euros(commitment.recoverable_cents)})
    commitment.asked_cents += new.amount_cents
    commitment.save(update_fields=["asked_cents"])
    new.commitment = commitment
    new.save(force_insert=True)
    return new


def receive(recovery: Recovery) -> Recovery:
    """The money is back: it counts as recovered and can be released or paid again."""
    envelope, commitment, recovery = _asked(recovery)
    _settle(recovery, RecoveryState.RECEIVED)
    commitment.asked_cents -= recovery.amount_cents
    commitment.recovered_cents += recovery.amount_cents
    commitment.save(update_fields=["asked_cents", "recovered_cents"])
    envelope.recovered_cents += recovery.amount_cents
    envelope.save(update_fields=["recovered_cents"])
    entry = _move(Account.RECOVERED, Account.COMMITTED, recovery.amount_cents)
    _book(Event.RECOVER, envelope, entry, commitment=commitment, recovery=recovery)
    return recovery


def waive(recovery: Recovery) -> Recovery:
    """The money is no longer asked back."""
    commitment, recovery = _asked(recovery)[1:]
    _settle(recovery, RecoveryState.WAIVED)
    commitment.asked_cents -= recovery.amount_cents
    commitment.save(update_fields=["asked_cents"])
    return recovery


def undo_receipt(recovery: Recovery, reason: str = "") -> Recovery:
    """It was not received after all: a correcting entry; it is asked back again."""
    envelope, commitment = _lock_both(recovery.commitment)
    recovery = locked(recovery)
    if recovery.state != RecoveryState.RECEIVED:
        raise Refused(_("Only money that was received can be undone."))
    if recovery.amount_cents > commitment.to_plan_cents:
        raise Refused(_("This money was released or planned again: withdraw that first."))
    recovery.state, recovery.settled_on = RecoveryState.ASKED, None
    recovery.save(update_fields=["state", "settled_on"])
    commitment.recovered_cents -= recovery.amount_cents
    commitment.asked_cents += recovery.amount_cents
    commitment.save(update_fields=["asked_cents", "recovered_cents"])
    envelope.recovered_cents -= recovery.amount_cents
    envelope.save(update_fields=["recovered_cents"])
    booked = recovery.entries.filter(event=Event.RECOVER).latest("number")
    _correct(booked, Event.RECOVERY_UNDONE, reason=reason, commitment=commitment, recovery=recovery)
    return recovery


# --- shared ---


def _sent_before(new: S, **inside: models.Model) -> S | None:
    """The row that the same form made already (a form carries the id of what it makes); None for a new one."""
    manager: models.Manager[S] = type(new)._default_manager
    twin = manager.filter(public_id=new.public_id).first()
    if twin and any(getattr(twin, name) != owner for name, owner in inside.items()):
        raise Refused(_("This form was used for something else already. Open it again."))
    return twin


def _move(source: Account, target: Account, cents: int) -> money.Entry:
    return money.Entry.move(source.value, target.value, cents)


def _correct(wrong: JournalEntry, event: Event, *, reason: str, **about: models.Model) -> JournalEntry:
    booked = money.Entry(tuple(money.Posting(p.account, p.cents) for p in wrong.postings.order_by("pk")))
    return _book(event, wrong.envelope, booked.reversed(), reason=reason, corrects=wrong, **about)


def _must_be_open(envelope: Envelope) -> None:
    if envelope.status != EnvelopeStatus.OPEN:
        raise Refused(_("This envelope is closed."))


def _set_state(payment: Payment, state: PaymentState) -> None:
    payment.state = state
    payment.save(update_fields=["state", "done_on"])


def _asked(recovery: Recovery) -> tuple[Envelope, Commitment, Recovery]:
    envelope, commitment = _lock_both(recovery.commitment)
    recovery = locked(recovery)
    if recovery.state != RecoveryState.ASKED:
        raise Refused(_("This was settled already."))
    return envelope, commitment, recovery


def _settle(recovery: Recovery, state: RecoveryState) -> None:
    recovery.state, recovery.settled_on = state, clock.today()
    recovery.save(update_fields=["state", "settled_on"])
