"""Rounds of a budget that goes by pupils: what was counted, what each school gets, how it is spent and checked.

Amounts are integer cents. A round that is decided never changes: its key and its shares are kept as they were.
"""

from __future__ import annotations

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.ledger.models import Commitment, Envelope
from vakwerk.people.models import Organisation, Person, Site


class Regime(models.TextChoices):
    """The dated keys; `budgets.regimes` says which parameters each of them reads."""

    MATERIAL_2017 = "material-2017", _("Material-intensive, once in 2017")
    MATERIAL_2019 = "material-2019", _("Material-intensive, once in 2019")
    MATERIAL_2022 = "material-2022", _("Material-intensive, once in 2022-2023")
    MATERIAL = "material", _("Material-intensive, every year from 2023-2024")
    PLACES = "places", _("Created places in the B-stream and BSO")


class RoundState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    DECIDED = "decided", _("Decided")
    CLOSED = "closed", _("Settled")


class Round(models.Model):
    """One division of one budget under one key. `pool_cents` is typed only where no source gives the pool."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    regime = models.CharField(max_length=16, choices=Regime)
    school_year = models.PositiveSmallIntegerField(help_text="the year in which it starts")
    title = models.CharField(max_length=120)
    day = models.DateField(help_text="the day whose parameters count")
    counting_date = models.DateField(null=True, blank=True)
    pool_cents = models.BigIntegerField(null=True, blank=True)
    pool_source = models.CharField(max_length=200, blank=True)
    weights = models.JSONField(default=dict, blank=True, help_text="by group, where they are not those of the register")
    weights_source = models.CharField(max_length=200, blank=True)
    envelope = models.ForeignKey(Envelope, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=RoundState, default=RoundState.DRAFT)
    key = models.JSONField(default=dict, blank=True, help_text="the key as decided: factors, pool, rate, sources")
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-school_year", "regime", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pool_cents__isnull=True) | Q(pool_cents__gte=0), name="budget_pool_positive"
            ),
            models.CheckConstraint(
                condition=Q(pool_cents__isnull=True) | ~Q(pool_source=""), name="typed_pool_names_its_source"
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(decided_at__isnull=False), name="decided_round_says_when"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def typed_weights(self) -> dict[str, Decimal] | None:
        """The weights that somebody typed for this round, by group."""
        return {group: Decimal(weight) for group, weight in self.weights.items()} or None

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT


class EligibleProgramme(models.Model):
    """A programme that counts under a key, and its group. `component` is empty for an old study area."""

    regime = models.CharField(max_length=16, choices=Regime)
    title = models.CharField(max_length=160)
    component = models.ForeignKey(ProgrammeComponent, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=8)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["regime", "group", "title"]
        constraints = [
            models.UniqueConstraint(fields=["regime", "title", "valid_from"], name="one_group_per_programme_and_day")
        ]

    def __str__(self) -> str:
        return self.title


class PupilCount(models.Model):
    """Regular pupils of a school in one group, in halves. Numbers only: no pupil is known here."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="counts")
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    group = models.CharField(max_length=8)
    pupils = models.DecimalField(max_digits=8, decimal_places=1)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["school__name", "group"]
        constraints = [
            models.UniqueConstraint(fields=["round", "school", "group"], name="one_count_per_school_and_group"),
            models.CheckConstraint(condition=Q(pupils__gte=0), name="pupil_count_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.group}: {self.pupils}"


class Share(models.Model):
    """What a school gets in a decided round. `commitment` once the money is committed in the ledger."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="shares")
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    commitment = models.ForeignKey(Commitment, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True, help_text="when its evidence was found complete")

    class Meta:
        ordering = ["school__name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "school"], name="one_share_per_school"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="share_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.round}"


class InvestmentPlan(models.Model):
    """A school's long-term plan for its materials: what it will buy, when and for which programme."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField()
    motivation = models.TextField(blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-from_year"]
        constraints = [
            models.UniqueConstraint(fields=["school", "from_year"], name="one_plan_per_school_and_start"),
            models.CheckConstraint(condition=Q(to_year__gte=models.F("from_year")), name="plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.from_year}-{self.to_year}"


class PlanItem(models.Model):
    """One investment of a plan."""

    plan = models.ForeignKey(InvestmentPlan, models.CASCADE, related_name="items")
    year = models.PositiveSmallIntegerField()
    programme = models.CharField(max_length=160)
    description = models.CharField(max_length=200)
    planned_cents = models.BigIntegerField()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [models.CheckConstraint(condition=Q(planned_cents__gt=0), name="plan_item_positive")]

    def __str__(self) -> str:
        return self.description


class ExpenseState(models.TextChoices):
    HANDED_IN = "handed_in", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


class Expense(models.Model):
    """An invoice as evidence of a share; its file is an attachment of this expense."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    share = models.ForeignKey(Share, models.PROTECT, related_name="expenses")
    item = models.ForeignKey(PlanItem, models.SET_NULL, null=True, blank=True, related_name="expenses")
    supplier = models.CharField(max_length=120)
    description = models.CharField(max_length=200)
    invoiced_on = models.DateField()
    amount_cents = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=ExpenseState, default=ExpenseState.HANDED_IN)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["invoiced_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="expense_positive"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_expense_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.description}"


class ClaimState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    HANDED_IN = "handed_in", _("Handed in")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


class PlacesClaim(models.Model):
    """A school's claim of created places in the B-stream or BSO at one site: counted now beside a reference."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="claims")
    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    reference_pupils = models.DecimalField(max_digits=8, decimal_places=1)
    pupils = models.DecimalField(max_digits=8, decimal_places=1)
    explanation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.DRAFT)
    reason = models.CharField(max_length=300, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["site__organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "site"], name="one_places_claim_per_site"),
            models.CheckConstraint(condition=Q(reference_pupils__gte=0, pupils__gte=0), name="places_counts_positive"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="refused_claim_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.round}"

    @property
    def additional(self) -> Decimal:
        """Pupils more than in the reference count; negative when there are fewer."""
        return self.pupils - self.reference_pupils
