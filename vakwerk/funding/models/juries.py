"""The jury of a call: who judges, who may not judge what, the scores and the talk about them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from vakwerk.funding.models.applications import Application
from vakwerk.funding.models.calls import Call
from vakwerk.people.models import Person


class JuryMember(models.Model):
    """Somebody who judges the applications of one call. An ended membership stays: its scores were given."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="jury")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    expertise = models.CharField(max_length=160, blank=True, help_text="education or labour market, and of what")
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "person"], name="one_seat_per_jury_member")]

    def __str__(self) -> str:
        return str(self.person)


class JuryMeeting(models.Model):
    """When the jury meets: members are reminded before it. Closing the meeting is a state of the call."""

    call = models.OneToOneField(Call, models.CASCADE, related_name="meeting")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=160, blank=True)
    reminded_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="days before the meeting of the last reminder that was sent"
    )

    def __str__(self) -> str:
        return f"{self.call}: {self.meets_at:%Y-%m-%d}"


class ConflictOfInterest(models.Model):
    """A jury member's declaration about one application, before it opens: with `conflict`, it stays shut."""

    member = models.ForeignKey(JuryMember, models.CASCADE, related_name="declarations")
    application = models.ForeignKey(Application, models.CASCADE, related_name="declarations")
    conflict = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="one_declaration_per_application"),
            models.CheckConstraint(condition=Q(conflict=False) | ~Q(reason=""), name="a_conflict_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.application}"


class Assessment(models.Model):
    """One jury member on one application. It counts from `given_at`; before that nobody else sees it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(JuryMember, models.PROTECT, related_name="assessments")
    application = models.ForeignKey(Application, models.CASCADE, related_name="assessments")
    summary = models.TextField(blank=True, max_length=4000)
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="one_assessment_per_member")]

    def __str__(self) -> str:
        return f"{self.member}: {self.application}"


class Score(models.Model):
    """Points on one criterion of the call, 0 to the criterion's own maximum."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=40, help_text="key of a criterion of the call")
    points = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="one_score_per_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class Remark(models.Model):
    """What was said about an application when the jury met; read by the jury and the administration only."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="remarks")
    author = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["application", "written_at"])]

    def __str__(self) -> str:
        return self.text[:60]
