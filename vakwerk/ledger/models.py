"""Envelopes, what is committed and paid from them, and the journal behind every figure. Amounts are integer cents.

The figures ending in `_cents` on `Envelope` and `Commitment` that grow and shrink are totals of the journal, kept so
that constraints of the database can guard them. Only `vakwerk.ledger.books` changes them, under a lock of the envelope.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import in_language
from vakwerk.ledger import guards as guards
from vakwerk.people.models import Organisation


class AmountKind(models.TextChoices):
    """How the paper means an amount; never converted into another kind."""

    GLOBAL = "global", _("in all")
    MAXIMUM = "maximum", _("at most")
    SIMILAR = "similar", _("a similar amount")
    CALENDAR_YEAR = "calendar_year", _("for one calendar year")
    YEARLY = "yearly", _("every year")
    SCHOOL_YEAR = "school_year", _("for one school year")
    SCHOOL_YEAR_ONWARDS = "school_year_onwards", _("from a school year on")
    PERIOD = "period", _("for the whole period")
    AMONG_OTHERS = "among_others", _("also meant for others")


# One figure for one purpose: it is itself the most that can be committed. Of the others only a decision says how much.
CEILING_AS_PRINTED = frozenset(
    {AmountKind.GLOBAL, AmountKind.MAXIMUM, AmountKind.CALENDAR_YEAR, AmountKind.SCHOOL_YEAR, AmountKind.PERIOD}
)
# A figure that comes back: each year is an envelope of its own under the promise.
PER_YEAR = frozenset({AmountKind.YEARLY, AmountKind.SCHOOL_YEAR_ONWARDS})


class EnvelopeStatus(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class PaymentState(models.TextChoices):
    """`done`: in the payment file of a run and in the journal. No bank has confirmed anything."""

    PLANNED = "planned", _("Planned")
    ORDERED = "ordered", _("In a payment run")
    DONE = "done", _("Paid")
    FAILED = "failed", _("Refused by the bank")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RunState(models.TextChoices):
    QUEUED = "queued", _("Being made")
    DONE = "done", _("Ready")


class RecoveryState(models.TextChoices):
    ASKED = "asked", _("Asked back")
    RECEIVED = "received", _("Received")
    WAIVED = "waived", _("Waived")


class Event(models.TextChoices):
    """Why an entry stands in the journal."""

    OPEN = "open", _("Envelope opened")
    ADJUST = "adjust", _("Ceiling changed")
    COMMIT = "commit", _("Committed")
    RELEASE = "release", _("Released")
    PAY = "pay", _("Paid")
    PAYMENT_REFUSED = "payment_refused", _("Payment refused: corrected")
    RECOVER = "recover", _("Recovered")
    RECOVERY_UNDONE = "recovery_undone", _("Recovery corrected")


class Account(models.TextChoices):
    """The accounts of each envelope. Every entry moves cents between them and sums to zero."""

    AUTHORITY = "authority", _("Credit granted")
    AVAILABLE = "available", _("Still to commit")
    COMMITTED = "committed", _("Committed, to pay")
    PAID = "paid", _("Paid")
    RECOVERED = "recovered", _("Back")


class Envelope(models.Model):
    """Money for one purpose: as the plan prints it (`printed...`), and the most that can be committed (`amount_cents`).

    Without `amount_cents` nothing can be committed: the paper names no figure, or one for each year. Each year is then
    an envelope under this one (`parent`), with the amount of its decision.
    """

    code = models.CharField(max_length=50, unique=True, help_text="as in the address: small letters, digits, - and .")
    action = models.CharField(max_length=8, blank=True, db_index=True, help_text="number of the action of the plan")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    printed = models.CharField(max_length=200, blank=True, help_text="the amount, exactly as printed")
    printed_cents = models.BigIntegerField(null=True, blank=True, help_text="empty when the paper names no figure")
    kind = models.CharField(max_length=20, choices=AmountKind, blank=True)
    period = models.CharField(max_length=200, blank=True)
    period_en = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="paragraph of the plan, or the decision")
    amount_cents = models.BigIntegerField(null=True, blank=True, help_text="the most that can be committed")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="years")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=6, choices=EnvelopeStatus, default=EnvelopeStatus.OPEN)
    committed_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    recovered_cents = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0), name="ceiling_positive"
            ),
            models.CheckConstraint(
                condition=Q(committed_cents=0) | Q(amount_cents__isnull=False, committed_cents__lte=F("amount_cents")),
                name="commitments_within_envelope",
            ),
            models.CheckConstraint(
                condition=Q(committed_cents__gte=0, paid_cents__gte=0, recovered_cents__gte=0),
                name="envelope_totals_positive",
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__lte=F("committed_cents") + F("recovered_cents")), name="paid_within_commitments"
            ),
            models.CheckConstraint(condition=Q(recovered_cents__lte=F("paid_cents")), name="recovered_within_paid"),
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    def get_absolute_url(self) -> str:
        return reverse("ledger:envelope", args=[self.code])

    @property
    def period_text(self) -> str:
        return in_language(self.period, self.period_en)

    @property
    def left_cents(self) -> int | None:
        """What can still be committed; None without a ceiling."""
        return None if self.amount_cents is None else self.amount_cents - self.committed_cents


class Commitment(models.Model):
    """Money promised to one beneficiary from one envelope. `amount_cents` is what stands now, after releases."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    beneficiary = models.CharField(max_length=200)
    iban = models.CharField(max_length=34, blank=True)
    purpose = models.CharField(max_length=200)
    reference = models.CharField(max_length=120, blank=True, help_text='what it stands for: "funding.grant:12"')
    made_on = models.DateField()
    amount_cents = models.BigIntegerField()
    planned_cents = models.BigIntegerField(default=0, help_text="payments planned or in a run, not yet paid")
    paid_cents = models.BigIntegerField(default=0)
    asked_cents = models.BigIntegerField(default=0, help_text="asked back, not yet received")
    recovered_cents = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["envelope", "made_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    amount_cents__gte=0,
                    planned_cents__gte=0,
                    paid_cents__gte=0,
                    asked_cents__gte=0,
                    recovered_cents__gte=0,
                ),
                name="commitment_totals_positive",
            ),
            models.CheckConstraint(
                condition=Q(
                    amount_cents__gte=F("planned_cents") + F("paid_cents") - F("recovered_cents"),
                ),
                name="payments_within_commitment",
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__gte=F("asked_cents") + F("recovered_cents")), name="recoveries_within_paid"
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=Q(amount_cents__gt=0) & ~Q(reference=""),
                name="one_live_commitment_per_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beneficiary}: {self.purpose}"

    @property
    def to_plan_cents(self) -> int:
        """What can still be planned for payment, which is also the most that can be released."""
        return self.amount_cents - self.planned_cents - self.paid_cents + self.recovered_cents

    @property
    def recoverable_cents(self) -> int:
        return self.paid_cents - self.asked_cents - self.recovered_cents


class PaymentRun(models.Model):
    """Payments that go to the bank together. `message_id` stays the same however often the file is made."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="runs")
    state = models.CharField(max_length=6, choices=RunState, default=RunState.QUEUED)
    execute_on = models.DateField()
    payer = models.CharField(max_length=70, blank=True, help_text="name of the account that is paid from")
    payer_iban = models.CharField(max_length=34, blank=True)
    started_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    total_cents = models.BigIntegerField()
    payment_count = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["envelope", "started_at"])]

    def __str__(self) -> str:
        return self.message_id

    @property
    def message_id(self) -> str:
        """At most 35 signs, as ISO 20022 asks."""
        return f"VW{self.public_id.hex}"


class Payment(models.Model):
    """One payment of a commitment, often an instalment."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="payments")
    run = models.ForeignKey(PaymentRun, models.PROTECT, null=True, blank=True, related_name="payments")
    label = models.CharField(max_length=140)
    amount_cents = models.BigIntegerField()
    due_on = models.DateField()
    iban = models.CharField(max_length=34, blank=True, help_text="where its run pays it to, whatever changes later")
    state = models.CharField(max_length=9, choices=PaymentState, default=PaymentState.PLANNED)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["commitment", "due_on"]), models.Index(fields=["run", "state"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=Q(state__in=("planned", "withdrawn"), run__isnull=True)
                | Q(state__in=("ordered", "done", "failed"), run__isnull=False),
                name="payment_in_run",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("done", "failed"), done_on__isnull=False)
                | Q(state__in=("planned", "ordered", "withdrawn"), done_on__isnull=True),
                name="payment_done_on",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def pays_to(self) -> str:
        """The account number of the run it is in; before that the one of its commitment."""
        return self.iban or self.commitment.iban


class Recovery(models.Model):
    """Money asked back from a beneficiary."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="recoveries")
    amount_cents = models.BigIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=RecoveryState, default=RecoveryState.ASKED)
    asked_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "recoveries"
        indexes = [models.Index(fields=["commitment", "asked_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="recovery_positive"),
            models.CheckConstraint(
                condition=Q(state="asked", settled_on__isnull=True) | ~Q(state="asked") & Q(settled_on__isnull=False),
                name="recovery_settled_on",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class JournalEntry(models.Model):
    """One event. Its postings sum to zero; triggers forbid UPDATE and DELETE."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=20, choices=Event)
    reason = models.CharField(max_length=200, blank=True)
    envelope = models.ForeignKey(Envelope, models.PROTECT, related_name="entries")
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="entries")
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, blank=True, related_name="entries")
    recovery = models.ForeignKey(Recovery, models.PROTECT, null=True, blank=True, related_name="entries")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")

    class Meta:
        verbose_name_plural = "journal entries"
        indexes = [models.Index(fields=["envelope", "number"])]
        constraints = [
            # The last guard of "exactly once": an order to pay is booked once, and undone once.
            models.UniqueConstraint(fields=["payment"], condition=Q(event="pay"), name="payment_booked_once"),
            models.UniqueConstraint(fields=["corrects"], name="entry_corrected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.event}"


class Posting(models.Model):
    """One side of an entry: cents onto (positive) or off (negative) one account of the entry's envelope."""

    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="postings")
    account = models.CharField(max_length=10, choices=Account)
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(cents=0), name="posting_moves_something"),
            models.UniqueConstraint(fields=["entry", "account"], name="one_posting_per_account"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.cents}"
