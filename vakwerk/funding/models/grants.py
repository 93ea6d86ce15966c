"""What was granted, how it is paid, what the receiver reports, how it is settled. The money itself is in `ledger`."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vakwerk.funding.models.applications import Application
from vakwerk.funding.models.decisions import Decision
from vakwerk.ledger.models import Commitment, Payment, PaymentState, Recovery


class GrantState(models.TextChoices):
    RUNNING = "running", _("Running")
    REPORTED = "reported", _("Report handed in")
    ACCEPTED = "accepted", _("Report accepted")
    SETTLED = "settled", _("Settled")


UNPAID = (PaymentState.WITHDRAWN, PaymentState.FAILED)


class Grant(models.Model):
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.OneToOneField(Application, models.PROTECT, related_name="grant")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="grant")
    amount_cents = models.BigIntegerField()
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, blank=True, related_name="grant")
    starts_on = models.DateField()
    ends_on = models.DateField()
    report_by = models.DateField(help_text="last day for the report")
    state = models.CharField(max_length=8, choices=GrantState, default=GrantState.RUNNING)
    reminded_days = models.SmallIntegerField(
        null=True, blank=True, help_text="days before the last day of the report of the last reminder; -1 is after it"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_grant_is_more_than_nothing"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_grant_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return str(self.application)

    def may_settle(self, today: date) -> bool:
        """Once a report was accepted; without one when its last day has passed and none waits to be judged."""
        overdue = self.state == GrantState.RUNNING and self.report_by < today
        return overdue or self.state == GrantState.ACCEPTED


class Instalment(models.Model):
    """A part of a grant, due on a day, perhaps after something is done."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    amount_cents = models.BigIntegerField()
    due_on = models.DateField()
    after = models.CharField(max_length=200, blank=True, help_text="what must be there first")
    after_report = models.BooleanField(default=False, help_text="only once a report was accepted")
    payment = models.OneToOneField(Payment, models.PROTECT, null=True, blank=True, related_name="instalment")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_instalment_per_number"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="an_instalment_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.grant} ({self.number})"

    @property
    def is_planned(self) -> bool:
        """False as well when its payment was withdrawn, or came back from the bank: then it can be planned again."""
        return self.payment is not None and self.payment.state not in UNPAID


class Report(models.Model):
    """What was done and spent, by the receiver: a draft until `submitted_at`. After a refused one comes a next one."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000, blank=True)
    spent_cents = models.BigIntegerField(default=0, help_text="the sum of its costs")
    submitted_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True, blank=True)
    judgement = models.TextField(blank=True, max_length=4000, help_text="why it was accepted or not")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="one_report_per_number"),
            models.CheckConstraint(condition=Q(spent_cents__gte=0), name="nobody_spends_less_than_nothing"),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | ~Q(judgement="") & Q(submitted_at__isnull=False),
                name="a_judged_report_has_reasons",
            ),
            models.UniqueConstraint(
                fields=["grant"], condition=Q(accepted__isnull=True), name="one_report_being_written_or_judged"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} ({self.number})"


class ReportedCost(models.Model):
    """What was spent under one budget line of the call."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="costs")
    line = models.CharField(max_length=40, help_text="key of a budget line of the call")
    amount_cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "line"], name="one_amount_per_line"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_reported_cost_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.amount_cents}"


class Settlement(models.Model):
    """The end of a grant: what is accepted of what was spent.

    What was paid above that is recovered, what was not paid up to it is a last payment, the rest is released.
    """

    grant = models.OneToOneField(Grant, models.PROTECT, related_name="settlement")
    accepted_cents = models.BigIntegerField()
    paid_cents = models.BigIntegerField()
    recovery = models.OneToOneField(Recovery, models.PROTECT, null=True, blank=True, related_name="settlement")
    balance = models.OneToOneField(Payment, models.PROTECT, null=True, blank=True, related_name="settlement")
    released_cents = models.BigIntegerField(default=0)
    reasons = models.TextField(max_length=4000)
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(accepted_cents__gte=0, paid_cents__gte=0), name="no_settlement_below_0"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_settlement_has_reasons"),
            models.CheckConstraint(
                condition=Q(paid_cents__lte=F("accepted_cents")) | Q(recovery__isnull=False),
                name="what_was_paid_too_much_is_recovered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.grant)
