"""Values that an administrator proposed since the parameter files were written, and what a second person decided."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vakwerk.people.models import Person


class ProposalState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class CertaintyChoices(models.TextChoices):
    """How sure a proposed value is: the statuses of the engine that have a value."""

    CONFIRMED = "confirmed", _("Confirmed by its source")
    TO_BE_CONFIRMED = "to_be_confirmed", _("To be confirmed")


class Proposal(models.Model):
    """A new value of one parameter from a day on. It holds once somebody else than who proposed it confirms it.

    A confirmed proposal never changes: a mistake in it is put right by another one from the same day.
    """

    parameter = models.CharField(max_length=80, db_index=True)
    value = models.TextField(help_text="as `rules.values` writes it")
    certainty = models.CharField(max_length=16, choices=CertaintyChoices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    sure_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    url = models.URLField(blank=True)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=500, blank=True)
    before = models.TextField(
        null=True, blank=True, help_text="the value of `valid_from` when it was decided; empty: none, null: not decided"
    )

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")) | Q(state="withdrawn"),
                name="another_person_confirms_a_value",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_proposed_value_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["parameter", "valid_from"],
                condition=Q(state="proposed"),
                name="one_open_proposal_per_parameter_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.valid_from}: {self.value}"

    @property
    def open(self) -> bool:
        return self.state == ProposalState.PROPOSED
