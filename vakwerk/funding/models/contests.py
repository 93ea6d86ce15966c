"""Contests of the excellence fund: by name and organiser, the schools that take part, and how it ended. No pupils."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from vakwerk.funding.models.grants import Grant
from vakwerk.people.models import Organisation


class Contest(models.Model):
    """`organiser` as the source prints it; `organisation` only when the organiser has a place in Vakwerk.

    Dates are empty when no source gives them. `source` names what was read and when.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)
    organiser = models.CharField(max_length=160)
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    school_year = models.PositiveSmallIntegerField(help_text="the year in which the school year starts")
    low_countries = models.BooleanField(default=False, help_text="schools of Flanders and of the Netherlands")
    partner = models.CharField(max_length=160, blank=True, help_text="who organises it on the other side of a border")
    summary = models.TextField(blank=True, max_length=2000)
    website = models.URLField(blank=True)
    entries_until = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    grant = models.ForeignKey(Grant, models.SET_NULL, null=True, blank=True, related_name="contests")
    source = models.CharField(max_length=200)
    fictitious = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "school_year"], name="one_contest_per_year"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="a_contest_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ContestEntry(models.Model):
    """A school's team: how many pupils of which programme. Names of pupils have no place in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="entries")
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.CharField(max_length=80)
    category = models.CharField(max_length=80, blank=True)
    programme = models.CharField(max_length=120, help_text="as the school calls it")
    pupils = models.PositiveSmallIntegerField()
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contest", "school", "team"], name="one_entry_per_team"),
            models.CheckConstraint(condition=Q(pupils__gte=1), name="a_team_has_pupils"),
        ]

    def __str__(self) -> str:
        return f"{self.team} ({self.school})"


class ContestResult(models.Model):
    """How an entry ended. Teams with equal results have the same place."""

    entry = models.OneToOneField(ContestEntry, models.CASCADE, related_name="result")
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    distinction = models.CharField(max_length=160, blank=True, help_text="prize or mention")
    link = models.URLField(blank=True, help_text="where more is told")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False) | ~Q(distinction=""), name="a_result_says_something"
            ),
            models.CheckConstraint(condition=Q(place__isnull=True) | Q(place__gte=1), name="places_start_at_1"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.place or self.distinction}"
