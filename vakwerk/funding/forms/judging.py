"""What juries and those who run them fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vakwerk.core.formhelp import DayField
from vakwerk.core.money import euros
from vakwerk.funding.actions.juries import Given
from vakwerk.funding.content import Content
from vakwerk.funding.forms.fields import AmountField, LenientForm, TimeField
from vakwerk.funding.models import Assessment
from vakwerk.funding.queries.juries import Task, person_with
from vakwerk.people.models import Person

AREA = forms.Textarea(attrs={"rows": 3})
FREE, CONFLICT = "vrij", "belang"


class AppointForm(forms.Form):
    account = forms.CharField(
        label=_("Account of the member"),
        max_length=150,
        help_text=_("The name somebody signs in with, or the mail address. Anybody who can sign in may be a member."),
    )
    expertise = forms.CharField(
        label=_("Why this person"),
        max_length=160,
        required=False,
        help_text=_("For example: teacher of welding, labour market of construction."),
    )

    def clean_account(self) -> Person:
        found = person_with(self.cleaned_data["account"])
        if found is None:
            raise ValidationError(_("Nobody has this account."))
        return found


class MeetingForm(forms.Form):
    meets_day = DayField(label=_("The jury meets on"))
    meets_time = TimeField(label=_("At"))
    place = forms.CharField(label=_("Where"), max_length=160, required=False)

    def moment(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["meets_day"], self.cleaned_data["meets_time"]))


class CloseForm(forms.Form):
    """Asks to confirm an amount above what the call announced (`announced`), and only then."""

    budget_cents = AmountField(
        label=_("Amount to divide"), help_text=_("The ranking is cut here. It is kept with the ranking.")
    )
    beyond = forms.BooleanField(label=_("Divide more than the call announced"), required=False)

    def __init__(self, data: Any = None, *, announced: int | None, **options: Any) -> None:
        super().__init__(data, **options)
        self.announced = announced
        if data is None:
            del self.fields["beyond"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        cents = found.get("budget_cents")
        if self.announced is None or cents is None or cents <= self.announced:
            del self.fields["beyond"]
        elif not found.get("beyond"):
            told = {"announced": euros(self.announced), "amount": euros(cents)}
            self.add_error("beyond", _("The call announced %(announced)s; tick this to divide %(amount)s.") % told)
        return found


class DeclareForm(LenientForm):
    """For each application that is to be declared: an interest or none. What stays open is asked again."""

    def __init__(self, data: Any, *, tasks: list[Task]) -> None:
        super().__init__(data)
        self.tasks = [task for task in tasks if task.asked]
        for task in self.tasks:
            self._add(task)

    def _add(self, task: Task) -> None:
        choices = [(FREE, _("No interest: I can judge it")), (CONFLICT, _("An interest: it stays shut for me"))]
        hint = _("You work for one of these organisations, so it stays shut.") if task.bound else ""
        self.fields[f"a{task.application.pk}"] = forms.ChoiceField(
            label=f"{task.application.title} ({', '.join(task.parties)})",
            choices=choices[1:] if task.bound else choices,
            widget=forms.RadioSelect,
            initial=CONFLICT if task.bound else None,
            help_text=hint,
        )
        self.fields[f"r{task.application.pk}"] = forms.CharField(
            label=_("What interest"),
            max_length=500,
            help_text=_("Only when you have one."),
            initial=_("I work for one of these organisations.") if task.bound else "",
        )

    def clean(self) -> dict[str, Any]:
        for task in self.tasks:
            key = task.application.pk
            if self.cleaned_data.get(f"a{key}") == CONFLICT and not self.cleaned_data.get(f"r{key}"):
                self.add_error(f"r{key}", _("Say what interest you have."))
        return self.cleaned_data

    def declarations(self) -> dict[int, tuple[bool, str]]:
        keys = [task.application.pk for task in self.tasks if self.cleaned_data.get(f"a{task.application.pk}")]
        return {k: (self.cleaned_data[f"a{k}"] == CONFLICT, self.cleaned_data.get(f"r{k}", "")) for k in keys}


class ConflictForm(forms.Form):
    reason = forms.CharField(label=_("What interest"), max_length=500)


class ScoreForm(LenientForm):
    """Points and reasons for each criterion; what is not ready can be saved."""

    def __init__(self, data: Any, *, content: Content, assessment: Assessment | None) -> None:
        known = {score.criterion: score for score in assessment.scores.all()} if assessment else {}
        super().__init__(data)
        self.content = content
        for criterion in content.criteria:
            score = known.get(criterion.key)
            told = {"top": criterion.top, "weight": criterion.weight}
            counts = _("0 to %(top)s points, counts %(weight)s times.") % told
            self.fields[f"p-{criterion.key}"] = forms.IntegerField(
                label=criterion.label,
                min_value=0,
                max_value=criterion.top,
                initial=score.points if score else None,
                help_text=f"{criterion.description} {counts}".strip(),
            )
            self.fields[f"r-{criterion.key}"] = forms.CharField(
                label=_("Why: %(criterion)s") % {"criterion": criterion.label},
                max_length=2000,
                widget=AREA,
                initial=score.reason if score else "",
            )
        self.fields["summary"] = forms.CharField(
            label=_("In short"),
            max_length=4000,
            widget=AREA,
            required=False,
            initial=assessment.summary if assessment else "",
        )

    def scores(self) -> Mapping[str, Given]:
        cleaned = self.cleaned_data
        return {c.key: Given(cleaned.get(f"p-{c.key}"), cleaned.get(f"r-{c.key}", "")) for c in self.content.criteria}


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("Your remark"), max_length=4000, widget=AREA)
