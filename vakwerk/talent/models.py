"""Sittings, answers and what became of them. No key to a person: whoever holds the code holds the report."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.people.models import Organisation


class Context(models.TextChoices):
    HOME = "home", _("At home")
    CLASS = "class", _("With the class")


class Stage(models.TextChoices):
    """The year a pupil is in now; it decides which choice comes next."""

    PRIMARY_6 = "p6", _("6th year of primary school")
    A1 = "1A", _("1A")
    B1 = "1B", _("1B")
    A2 = "2A", _("2A")
    B2 = "2B", _("2B")
    Y3 = "3", _("3rd year")
    Y4 = "4", _("4th year")
    Y5 = "5", _("5th year")
    Y6 = "6", _("6th year")


class Stance(models.TextChoices):
    """What the child itself says about a programme in the report."""

    TAKE = "take", _("I take this one along")
    DROP = "drop", _("This is not for me")


class Recipient(models.TextChoices):
    """For whom a child made a share code."""

    SCHOOL = "school", _("my school")
    GUIDANCE = "guidance", _("my CLB")
    CENTRE = "centre", _("the talent centre")


class Session(models.Model):
    """A class that answers together: a number of seats, each with an answering code of its own."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    label = models.CharField(max_length=60)
    stage = models.CharField(max_length=2, choices=Stage, blank=True)
    created_on = models.DateField()
    codes_until = models.DateField(help_text="last day on which the answering codes work")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "created_on"])]

    def __str__(self) -> str:
        return self.label


class Sitting(models.Model):
    """One child's answers. `seat` is the number on the printed strip; nothing here says who the child is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    context = models.CharField(max_length=5, choices=Context)
    session = models.ForeignKey(Session, models.CASCADE, null=True, blank=True, related_name="sittings")
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=2, choices=Stage, blank=True)
    bank_version = models.CharField(max_length=20)
    answering_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    answer_until = models.DateField(null=True, blank=True)
    report_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    browser = models.CharField(max_length=32, blank=True, help_text="random mark of the browser that answers now")
    started_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    opened = models.BooleanField(default=False, help_text="the report was opened with its own code at least once")
    hurried = models.PositiveSmallIntegerField(default=0, help_text="answers that came sooner than anybody reads")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="last answer; emptied when all are given")
    delete_after = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="one_sitting_per_seat"),
            models.CheckConstraint(
                condition=Q(session__isnull=True, seat__isnull=True) | Q(session__isnull=False, seat__isnull=False),
                name="a_seat_belongs_to_a_session",
            ),
        ]
        indexes = [models.Index(fields=["delete_after"])]

    def __str__(self) -> str:
        return str(self.public_id)


class Answer(models.Model):
    """One smiley, 1 (not fun at all) to 5 (great fun); empty is "I don't know"."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "item"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(1, 5)), name="a_smiley_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class ProgrammeStance(models.Model):
    """The child's own correction of the report: a programme to take along, or one that is not for them."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="stances")
    programme = models.CharField(
        max_length=12, help_text="number of the programme group; no key, the catalogue may change"
    )
    stance = models.CharField(max_length=4, choices=Stance)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "programme"], name="one_stance_per_programme")]

    def __str__(self) -> str:
        return f"{self.programme}: {self.stance}"


class Share(models.Model):
    """A report lent to one organisation: bound to the first one that opens it, until the child takes it back."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="shares")
    recipient = models.CharField(max_length=8, choices=Recipient)
    token_hash = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="+")
    created_on = models.DateField()
    times_opened = models.PositiveIntegerField(default=0)
    last_opened_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.public_id)


def scattered_key() -> int:
    """A random key, so that the order of the rows says nothing about who came when."""
    return secrets.randbits(62) + 1


class ConsiderationMeasure(models.Model):
    """What somebody considered before and after, in one row without code, person, or a time finer than the month.

    Values are sorted finalities ("A,DO+,DU"; see `considerations`) and forms ("BSO,TSO"). A chosen programme is
    reduced to those before anything is kept.
    """

    id = models.BigAutoField(primary_key=True)
    month = models.CharField(max_length=7, help_text="2026-11")
    context = models.CharField(max_length=5, choices=Context)
    before_finalities = models.CharField(max_length=20, blank=True)
    before_forms = models.CharField(max_length=20, blank=True)
    after_finalities = models.CharField(max_length=20, blank=True)
    after_forms = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["month", "context"])]

    def __str__(self) -> str:
        return f"{self.month} {self.context}"
