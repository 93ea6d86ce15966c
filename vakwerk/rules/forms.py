"""A proposal for a new value, typed by somebody who has the source beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.core import clock
from vakwerk.core.language import say
from vakwerk.engines.rules import DatedValue, Parameter, Refused, Status, Unit, Value
from vakwerk.rules import values
from vakwerk.rules.actions import Wanted
from vakwerk.rules.models import CertaintyChoices


class DayField(forms.DateField):
    """A day, typed or picked; outside 1900-2199 it is a typing error."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **more)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not clock.FIRST_YEAR <= day.year <= clock.LAST_YEAR:
            raise forms.ValidationError(gettext_lazy("Give a year between 1900 and 2199."))
        return day


class ProposalForm(forms.Form):
    value = forms.CharField(label=gettext_lazy("New value"), max_length=2000)
    valid_from = DayField(label=gettext_lazy("From which day?"))
    valid_to = DayField(
        label=gettext_lazy("Until which day?"),
        help_text=gettext_lazy("Only when the law says when it ends."),
        required=False,
    )
    sure_until = DayField(
        label=gettext_lazy("For how long does the source vouch for it?"),
        help_text=gettext_lazy(
            "For amounts that are indexed. After this day everybody who computes with it is warned."
        ),
        required=False,
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("How sure is it?"), choices=CertaintyChoices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=gettext_lazy("Source"), help_text=gettext_lazy("Law, decision or page, with its date."), max_length=300
    )
    url = forms.URLField(label=gettext_lazy("Address of the source"), required=False, assume_scheme="https")
    reason = forms.CharField(
        label=gettext_lazy("Why this proposal?"),
        help_text=gettext_lazy("Who confirms it reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )

    def __init__(self, *args: Any, parameter: Parameter, **more: Any) -> None:
        super().__init__(*args, **more)
        self.parameter = parameter
        field = self.fields["value"]
        field.help_text = _hint(parameter.unit)
        if parameter.unit is Unit.LIST:
            field.widget = forms.Textarea(attrs={"rows": 8})

    def clean_value(self) -> Value:
        try:
            return values.typed(self.cleaned_data["value"], self.parameter.unit, self._places())
        except Refused as refused:
            raise forms.ValidationError(say(refused.words)) from None

    def _places(self) -> int:
        """Cents, unless the law already wrote this amount more exactly."""
        return max([values.CENTS, *(values.decimals(one.value) for one in self.parameter.values)])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        start = given.get("valid_from")
        for key in ("valid_to", "sure_until"):
            if start and given.get(key) and given[key] < start:
                self.add_error(key, _("This day lies before the first day of the value."))
        return given

    def wanted(self) -> Wanted:
        return Wanted(parameter=self.parameter.name, **self.cleaned_data)

    def dated_value(self) -> DatedValue:
        """The proposal as the engine would read it."""
        given = self.cleaned_data
        return DatedValue(
            value=given["value"],
            status=Status(given["certainty"]),
            source=given["source"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            sure_until=given["sure_until"],
            url=given["url"],
        )


class ReasonForm(forms.Form):
    """Why a proposal is not accepted: its maker reads it."""

    reason = forms.CharField(label=gettext_lazy("Why not?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


def _hint(unit: Unit) -> str:
    match unit:
        case Unit.SHARE:
            return _("As a percentage: 34,5 means 34,5%.")
        case Unit.EURO:
            return _("In euro, for example 2070,48.")
        case Unit.LIST:
            return _("One item on each line.")
        case Unit.DATE:
            return _("A date, for example 01/09/2025.")
        case Unit.YES_NO:
            return _("Yes or no.")
        case Unit.TEXT:
            return ""
        case Unit.CLOCK:
            return _("A time, for example 20:00.")
    return _("A number, for example 20.")
