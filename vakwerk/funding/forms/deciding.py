"""What a civil servant fills in to decide on a ranked call."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core.formhelp import DayField
from vakwerk.core.money import euros
from vakwerk.funding.actions.decisions import Judgement, Period
from vakwerk.funding.forms.fields import AmountField
from vakwerk.funding.models import GIVING, Application, Standing, Verdict
from vakwerk.funding.queries.rankings import Row

AREA = forms.Textarea(attrs={"rows": 3})
# What the ranking suggests; a tie and what lies beyond are left open or refused by a person.
SUGGESTED = {Standing.WITHIN: Verdict.AWARDED}


class PeriodForm(forms.Form):
    starts_on = DayField(label=_("Projects start on"))
    ends_on = DayField(label=_("Projects end on"))
    report_by = DayField(label=_("Last day for the report"))

    def clean(self) -> dict[str, Any]:
        first, last, report = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on", "report_by"))
        if first and last and last < first:
            self.add_error("ends_on", _("A project ends after it starts."))
        if last and report and report < last:
            self.add_error("report_by", _("The report comes after the end of the project."))
        return self.cleaned_data

    def period(self) -> Period:
        return Period(*(self.cleaned_data[name] for name in ("starts_on", "ends_on", "report_by")))


class DecisionsForm(PeriodForm):
    """Every application of the ranking: what is decided, how much, and why. `seen`: the number of that ranking."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, rows: Iterable[Row], seen: int) -> None:
        super().__init__(data, auto_id="b_%s", initial={"seen": seen})
        self.applications = {row.application.pk: row.application for row in rows}
        for row in rows:
            self._add(row)

    def _add(self, row: Row) -> None:
        key, title = row.application.pk, row.application.title
        asked = _("Asks %(amount)s.") % {"amount": euros(row.application.requested_cents)}
        self.fields[f"v{key}"] = forms.ChoiceField(
            label=f"{row.place}. {title}",
            choices=Verdict.choices,
            widget=forms.RadioSelect,
            initial=SUGGESTED.get(row.standing),
            help_text=f"{asked} {row.standing.label}.",
        )
        self.fields[f"m{key}"] = AmountField(
            label=_("Amount for “%(title)s”") % {"title": title},
            required=False,
            help_text=_("Only when you award less than was asked."),
        )
        self.fields[f"r{key}"] = forms.CharField(
            label=_("Reasons for “%(title)s”, as the applicant reads them") % {"title": title},
            max_length=4000,
            widget=AREA,
        )

    def now_sees(self, number: int) -> None:
        """The page shows this ranking now: sending it again is a decision on it."""
        self.data = {**self.data.dict(), "seen": str(number)}  # type: ignore[attr-defined]

    def judgements(self) -> dict[int, Judgement]:
        cleaned = self.cleaned_data
        return {
            key: Judgement(Verdict(cleaned[f"v{key}"]), cleaned[f"r{key}"], cleaned[f"m{key}"] or 0)
            for key in self.applications
        }


class ReserveForm(PeriodForm):
    """Awarding to a reserve what became free."""

    amount_cents = AmountField(label=_("Amount"))
    reasons = forms.CharField(label=_("Reasons, as the applicant reads them"), max_length=4000, widget=AREA)

    def __init__(self, data: Any, *, application: Application) -> None:
        super().__init__(data, initial={"amount_cents": application.requested_cents})
        self.application = application

    def clean_amount_cents(self) -> int:
        cents: int = self.cleaned_data["amount_cents"]
        if not 0 < cents <= self.application.requested_cents:
            raise ValidationError(_("At most what was asked."))
        return cents

    def judgement(self) -> Judgement:
        cents = self.cleaned_data["amount_cents"]
        verdict = GIVING[0] if cents == self.application.requested_cents else GIVING[1]
        return Judgement(verdict, self.cleaned_data["reasons"], cents)
