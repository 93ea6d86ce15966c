"""What civil servants enter for the plan, and what they ask of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock
from vakwerk.core.formhelp import DayField
from vakwerk.engines.money import parse_amount
from vakwerk.plan.models import Progress
from vakwerk.plan.paper import the_plan

FIGURE_SIGNS = frozenset("0123456789., \u00a0\u202f")
SOURCE_HELP = _("Document, letter or register, with its date.")


class FigureField(forms.CharField):
    """A figure of zero or more as people write it, "1.234,5" in Dutch; its value has at most two decimals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs["inputmode"] = "decimal"

    def clean(self, value: Any) -> Decimal | None:
        text: str = super().clean(value)
        if not text:
            return None
        try:
            if set(text) - FIGURE_SIGNS:
                raise ValueError
            # The reader of amounts knows points, commas and which of them is not clear; hundredths stay exact.
            return Decimal(parse_amount(text, "en" if get_language() == "en" else "nl")).scaleb(-2)
        except ValueError:
            raise ValidationError(_("Write the figure as 1,234.56; it cannot be negative."), code="figure") from None


class LinkField(forms.URLField):
    """An address on the web that everybody may open."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Public address of the source"),
            required=False,
            assume_scheme="https",
            help_text=_("Everybody sees it. Leave it empty when the document is not public."),
        )

    def clean(self, value: Any) -> str:
        found: str = super().clean(value)
        if found and not found.startswith(("https://", "http://")):
            raise ValidationError(_("Use an address that begins with https://."), code="scheme")
        return found


class IndicatorForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Short, as it stands above the figures."))
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    unit = forms.CharField(
        label=_("Unit"), max_length=40, help_text=_("What one counts: pupils, programmes, schools, per cent.")
    )
    counts = forms.CharField(
        label=_("What is counted"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("And what is not, so that somebody else would count the same."),
    )
    source = forms.CharField(label=_("Where the figures come from"), max_length=300)
    about_pupils = forms.BooleanField(
        label=_("It counts children"), required=False, help_text=_("Figures under 5 are then shown to nobody.")
    )


class ValueForm(forms.Form):
    day = DayField(label=_("Day"), help_text=_("When it was counted, or the last day of the period."))
    period = forms.CharField(
        label=_("Period in words"), max_length=60, required=False, help_text=_("For instance: school year 2024-2025.")
    )
    value = FigureField(
        label=_("Figure"),
        required=False,
        help_text=_("Leave it empty to withdraw an earlier figure of that day."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=SOURCE_HELP)
    link = LinkField()
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def clean_day(self) -> Any:
        return not_later(self.cleaned_data["day"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("value") is None and "value" not in self.errors and not found.get("note"):
            self.add_error("note", _("Say why the figure is withdrawn."))
        return found


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=_("Status"), choices=Progress.choices)
    on = DayField(label=_("Day for which it holds"))
    text = forms.CharField(
        label=_("Explanation"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Everybody reads it."),
    )
    source = forms.CharField(label=_("Source"), max_length=300, help_text=SOURCE_HELP)
    link = LinkField()

    def clean_on(self) -> Any:
        return not_later(self.cleaned_data["on"])


class QuestionForm(forms.Form):
    """A parliamentary question: which actions, and which period."""

    number = forms.CharField(label=_("Number of the question"), max_length=40, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    actions = forms.MultipleChoiceField(label=_("Actions"), widget=forms.CheckboxSelectMultiple)
    first = DayField(
        label=_("From"),
        required=False,
        help_text=_("Leave both days empty for how everything stands today."),
    )
    last = DayField(label=_("Up to and including"), required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(action.number, f"{action.number} {action.title}") for action in the_plan().actions]
        self.fields["actions"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        return found


def not_later(day: Any) -> Any:
    if day > clock.today():
        raise ValidationError(_("This day is still to come."), code="future")
    return day
