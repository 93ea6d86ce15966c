"""The ranking of a call, where the budget cuts it, and the decision on each application."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vakwerk.funding.models.applications import Application
from vakwerk.funding.models.calls import Call


class Standing(models.TextChoices):
    """Where the budget leaves an application; the values are those of `engines.money.ranking.Outcome`."""

    WITHIN = "within", _("Within the budget")
    TIED = "tied", _("Tie at the cut: you decide")
    BEYOND = "beyond", _("Beyond the budget")
    TOO_FEW = "too_few", _("Too few scores")


class Verdict(models.TextChoices):
    AWARDED = "awarded", _("Awarded in full")
    LESS = "less", _("Awarded, less than asked")
    RESERVE = "reserve", _("On the reserve list")
    REJECTED = "rejected", _("Not awarded")


GIVING = (Verdict.AWARDED, Verdict.LESS)


class Ranking(models.Model):
    """One ranking of the admissible applications within a budget; the last one made is the one in force."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="rankings")
    number = models.PositiveSmallIntegerField()
    budget_cents = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="one_ranking_per_number"),
            models.CheckConstraint(condition=Q(budget_cents__gte=0), name="a_budget_is_no_debt"),
        ]

    def __str__(self) -> str:
        return f"{self.call}: {self.number}"


class RankedApplication(models.Model):
    """A place in a ranking. The score is an exact fraction: equal scores are a tie, and share their place."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="places")
    application = models.ForeignKey(Application, models.PROTECT, related_name="places")
    place = models.PositiveSmallIntegerField()
    score_numerator = models.BigIntegerField()
    score_denominator = models.BigIntegerField()
    scores = models.PositiveSmallIntegerField(help_text="how many jury members scored it")
    spread_numerator = models.BigIntegerField(default=0)
    spread_denominator = models.BigIntegerField(default=1)
    standing = models.CharField(max_length=7, choices=Standing)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ranking", "application"], name="one_place_per_application"),
            models.CheckConstraint(
                condition=Q(score_denominator__gt=0, spread_denominator__gt=0), name="a_score_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.application}"


class Decision(models.Model):
    """What was decided on an application, with the reasons that the applicant reads. The audit log says by whom.

    A reserve that gets money later gets a next decision; the last one holds.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField(default=1)
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=8, choices=Verdict)
    amount_cents = models.BigIntegerField(default=0)
    reasons = models.TextField(max_length=4000)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reasons=""), name="a_decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(verdict__in=GIVING, amount_cents__gt=0) | ~Q(verdict__in=GIVING) & Q(amount_cents=0),
                name="an_award_has_an_amount",
            ),
            models.UniqueConstraint(fields=["application", "number"], name="one_decision_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_verdict_display()}"

    @property
    def gives(self) -> bool:
        return self.verdict in GIVING
