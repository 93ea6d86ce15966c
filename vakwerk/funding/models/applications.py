"""An application of organisations together: answers, budget, partners, and what the administration finds of it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.funding.models.calls import Call, CallVersion
from vakwerk.people.models import Organisation, OrganisationKind, Person


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    TO_COMPLETE = "to_complete", _("To be completed")
    ADMISSIBLE = "admissible", _("Admissible")
    INADMISSIBLE = "inadmissible", _("Not admissible")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    AWARDED = "awarded", _("Awarded")
    REJECTED = "rejected", _("Not awarded")
    RESERVE = "reserve", _("On the reserve list")


# Before these nothing was handed in; a withdrawn application may have been, its `submitted_at` tells.
UNSENT = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)


class Application(models.Model):
    """`lead` applies and receives the money. `answers` are keyed by the questions of the call's content.

    A trial belongs to a dry run: a civil servant fills it in as if one were an organisation of `pretended_kind`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    version = models.ForeignKey(CallVersion, models.PROTECT, related_name="+", help_text="the content it was made for")
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    reference = models.CharField(max_length=30, unique=True, null=True, blank=True)
    state = models.CharField(max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    answers = models.JSONField(default=dict)
    requested_cents = models.BigIntegerField(default=0)
    contact = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    trial = models.BooleanField(default=False)
    pretended_kind = models.CharField(max_length=24, choices=OrganisationKind, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    reminded_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="days before closing of the last reminder that was sent"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(requested_cents__gte=0), name="nobody_asks_less_than_nothing"),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT) | Q(submitted_at__isnull=False, reference__isnull=False),
                name="what_was_submitted_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(trial=False) | Q(reference__isnull=True), name="a_trial_is_never_submitted"
            ),
        ]
        indexes = [models.Index(fields=["call", "state"]), models.Index(fields=["lead", "call"])]

    def __str__(self) -> str:
        return self.title


class PartnerState(models.TextChoices):
    INVITED = "invited", _("Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined")


class Partner(models.Model):
    """An organisation that takes part. Until it confirms itself it does not count, and sees only the invitation."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    contribution = models.CharField(max_length=300, blank=True, help_text="what it does in the project")
    state = models.CharField(max_length=9, choices=PartnerState, default=PartnerState.INVITED)
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "organisation"], name="one_place_per_partner"),
            models.CheckConstraint(
                condition=Q(state=PartnerState.INVITED) | Q(answered_at__isnull=False), name="an_answer_has_a_moment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_state_display()}"


class BudgetItem(models.Model):
    """One cost. `line` is the key of a budget line of the call."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget")
    line = models.CharField(max_length=40)
    description = models.CharField(max_length=160)
    amount_cents = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="one_cost_per_position"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_cost_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.description


class CoFinancing(models.Model):
    """Money that does not come from the call. What is asked and this together make the costs, to the cent."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="co_financing")
    source = models.CharField(max_length=160, help_text="who pays it, and from what")
    amount_cents = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "position"], name="one_contribution_per_position"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="a_contribution_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.source


class CompletionRequest(models.Model):
    """What the administration asks to complete after the deadline, and until when."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="completions")
    question = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    until = models.DateTimeField(help_text="the first moment that is too late")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True), name="one_open_completion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.asked_at:%Y-%m-%d}"


class Finding(models.Model):
    """What a civil servant found of one point that no rule can check."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="findings")
    point = models.CharField(max_length=40, help_text="key of a point of the call")
    met = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "point"], name="one_finding_per_point")]

    def __str__(self) -> str:
        return f"{self.application}: {self.point}"


class Admissibility(models.Model):
    """Whether an application goes to the jury, with what the rules said then. Who decided stands in the audit log."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="admissibility")
    admissible = models.BooleanField()
    reasons = models.TextField(max_length=4000, help_text="as the applicant reads them")
    checks = models.JSONField(default=list, help_text="each condition with its outcome and explanation")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="admissibility_has_reasons")]

    def __str__(self) -> str:
        return f"{self.application}: {self.admissible}"
