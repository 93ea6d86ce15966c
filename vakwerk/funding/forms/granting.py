"""Instalments, reports, settlements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vakwerk.core.attachments import AttachmentField
from vakwerk.core.formhelp import DayField
from vakwerk.core.money import euros
from vakwerk.funding.actions.grants import Part
from vakwerk.funding.forms.fields import AmountField, LenientForm
from vakwerk.funding.models import Instalment
from vakwerk.funding.queries.grants import SpentRow

AREA = forms.Textarea(attrs={"rows": 4})
ROWS = 6


class InstalmentForm(LenientForm):
    """One part of a grant; an empty row is no part."""

    amount_cents = AmountField(label=_("Amount"))
    due_on = DayField(label=_("Due on"))
    after = forms.CharField(
        label=_("Only after"),
        max_length=200,
        required=False,
        help_text=_("For example: a visit. Empty: planned for payment at once."),
    )
    after_report = forms.BooleanField(label=_("Only after an accepted report"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        given = [bool(cleaned.get("amount_cents")), bool(cleaned.get("due_on"))]
        if any(given) and not all(given) and not self.errors:
            raise ValidationError(_("Fill in the amount and the day, or neither."))
        return cleaned


InstalmentFormSet = forms.formset_factory(InstalmentForm, extra=0, max_num=ROWS, absolute_max=ROWS)


def instalment_rows(data: Any, known: list[Instalment]) -> Any:
    """The rows of the page: what was planned before, and empty ones."""
    names = ("amount_cents", "due_on", "after", "after_report")
    initial: list[dict[str, Any]] = [{name: getattr(each, name) for name in names} for each in known]
    initial += [{} for _empty in range(ROWS - len(initial))]
    return InstalmentFormSet(data, initial=initial, prefix="schijf")


def parts_of(formset: Any) -> list[Part]:
    rows = (row.cleaned_data for row in formset.forms)
    return [Part(**row) for row in rows if row.get("amount_cents")]


class ReportForm(LenientForm):
    """What was done, and what was spent on each budget line; a file comes along if there is one."""

    text = forms.CharField(label=_("What was done"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))
    file = AttachmentField(label=_("Evidence"), required=False)

    def __init__(self, data: Any, files: Any, *, text: str, rows: list[SpentRow]) -> None:
        super().__init__(data, files, initial={"text": text})
        self.rows = rows
        for row in rows:
            told = _("Budgeted: %(amount)s.") % {"amount": euros(row.budgeted_cents)}
            self.fields[f"k-{row.key}"] = AmountField(
                label=_("Spent on %(line)s") % {"line": row.label},
                required=False,
                initial=row.spent_cents or None,
                help_text=told,
            )
        self.order_fields(["text", *(f"k-{row.key}" for row in rows), "file"])

    def spent(self) -> dict[str, int]:
        return {row.key: self.cleaned_data.get(f"k-{row.key}") or 0 for row in self.rows}


class JudgeReportForm(forms.Form):
    accepted = forms.ChoiceField(
        label=_("The report"),
        choices=(("yes", _("Accepted")), ("no", _("Not accepted: the receiver completes it"))),
        widget=forms.RadioSelect,
    )
    judgement = forms.CharField(label=_("Reasons, as the receiver reads them"), max_length=4000, widget=AREA)


class SettleForm(forms.Form):
    accepted_cents = AmountField(
        label=_("Accepted amount"),
        help_text=_("Of what was spent. Less than was paid is recovered; what was not paid yet is paid or released."),
    )
    reasons = forms.CharField(label=_("Reasons, as the receiver reads them"), max_length=4000, widget=AREA)
