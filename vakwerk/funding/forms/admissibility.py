"""The check of what was handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vakwerk.core.formhelp import DayField
from vakwerk.funding.content import Content

AREA = forms.Textarea(attrs={"rows": 4})
MET = (("met", _("Met")), ("unmet", _("Not met")))


class FindingsForm(forms.Form):
    """Each point of the call: met or not, and why."""

    def __init__(self, data: Any, *, content: Content, found: Mapping[str, tuple[bool, str]]) -> None:
        super().__init__(data, prefix="punt")
        self.content = content
        for point in content.points:
            known = found.get(point.key)
            self.fields[point.key] = forms.ChoiceField(
                label=point.label,
                choices=MET,
                widget=forms.RadioSelect,
                required=False,
                initial=("met" if known[0] else "unmet") if known else None,
            )
            self.fields[f"{point.key}-note"] = forms.CharField(
                label=_("Note on this point"), max_length=500, required=False, initial=known[1] if known else ""
            )

    def findings(self) -> dict[str, tuple[bool, str]]:
        answered = (
            (p.key, self.cleaned_data.get(p.key), self.cleaned_data.get(f"{p.key}-note", ""))
            for p in self.content.points
        )
        return {key: (met == "met", note) for key, met, note in answered if met}


class CompletionForm(forms.Form):
    question = forms.CharField(label=_("What must be completed"), max_length=2000, widget=AREA)
    until_day = DayField(label=_("Until and including"))

    def clean_until_day(self) -> datetime:
        """The end of that day, in Brussels."""
        day = self.cleaned_data["until_day"]
        end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        if end <= timezone.now():
            raise ValidationError(_("Choose today or a later day."))
        return end


class DecisionForm(forms.Form):
    admissible = forms.ChoiceField(
        label=_("Your decision"),
        choices=(("yes", _("Admissible: it goes to the jury")), ("no", _("Not admissible"))),
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(label=_("Reasons, as the applicant reads them"), max_length=4000, widget=AREA)
