"""What was entered beside the paper: indicators with their figures, and how far each action is.

The paper itself is no table (`paper.py`), and money is in `ledger`. Here nothing is overwritten: a new figure for the
same day takes the place of the earlier one, which stays in the history.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.core.language import in_language
from vakwerk.people.models import Organisation
from vakwerk.plan import guards as guards


class Progress(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    PREPARING = "preparing", _("Being prepared")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class Indicator(models.Model):
    """Something that can be counted about one action, or about one outcome that the plan promises."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    action = models.CharField(max_length=8, blank=True, db_index=True, help_text="number of the action of the plan")
    outcome = models.CharField(max_length=20, blank=True, help_text="key of the outcome in the paper")
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=40, help_text="what one counts: pupils, programmes, schools, per cent")
    counts = models.CharField(max_length=500, help_text="what is counted and what is not")
    source = models.CharField(max_length=300, help_text="where the figures come from")
    about_pupils = models.BooleanField(default=False, help_text="counts children: a figure under 5 is not shown")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", help_text="who keeps it")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["action", "outcome", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action="") & ~Q(outcome="") | ~Q(action="") & Q(outcome=""),
                name="indicator_of_action_or_outcome",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.name, self.name_en)


class IndicatorValue(models.Model):
    """One figure on one day. Without `value`: the earlier figure of that day is withdrawn."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    day = models.DateField(help_text="the day it was counted, or the last day of its period")
    period = models.CharField(max_length=60, blank=True, help_text="in words: school year 2024-2025")
    value = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=300)
    link = models.URLField(blank=True)
    note = models.CharField(max_length=500, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["indicator", "day"])]
        constraints = [
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__gte=0), name="figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.value}"


class ActionStatus(models.Model):
    """How far an action is according to an administration."""

    action = models.CharField(max_length=8, db_index=True)
    status = models.CharField(max_length=12, choices=Progress)
    on = models.DateField(help_text="the day for which this holds")
    text = models.CharField(max_length=1000)
    source = models.CharField(max_length=300)
    link = models.URLField(blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "action statuses"
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Progress.values), name="status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.status}"
