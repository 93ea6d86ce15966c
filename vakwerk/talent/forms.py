"""Forms. Children type codes and tick boxes; staff make a session."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock
from vakwerk.talent import codes
from vakwerk.talent.actions import MAX_SEATS
from vakwerk.talent.considerations import DIRECTIONS, MAX_PROGRAMMES
from vakwerk.talent.models import Recipient, Stage

LONGEST_SESSION = timedelta(days=31)


class CodeForm(forms.Form):
    """A code as somebody types it; `cleaned_data["code"]` is bare and has a right check character."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        help_text=_("Three groups of four signs. Capitals or not, it does not matter."),
        error_messages={"required": _("Type your code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        bare = codes.normalise(self.cleaned_data["code"])
        if bare is None:
            raise forms.ValidationError(
                _("This is not a code of ours. Look at every sign: there is no 0, 1, I, L, O, U or Z in it.")
            )
        return bare


class StageForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Which year are you in now?"),
        choices=Stage.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose your year.")},
    )


class DirectionsForm(forms.Form):
    """What a child considers; nothing ticked is an answer too ("I do not know yet")."""

    directions = forms.MultipleChoiceField(
        required=False, choices=[(direction.key, direction.label) for direction in DIRECTIONS]
    )
    programmes = forms.MultipleChoiceField(required=False)
    search = forms.CharField(required=False, max_length=60)

    def __init__(self, data: Any = None, *, known: frozenset[str] = frozenset()) -> None:
        super().__init__(data)
        self.fields["programmes"].choices = [(number, number) for number in known]  # type: ignore[attr-defined]

    def clean_programmes(self) -> list[str]:
        return list(self.cleaned_data["programmes"])[:MAX_PROGRAMMES]


class SessionForm(forms.Form):
    """A new session; names of pupils have no place in it."""

    label = forms.CharField(
        label=_("Name of the session"),
        max_length=60,
        help_text=_('For example "1A3, Tuesday morning". Do not write names of pupils here.'),
    )
    seats = forms.IntegerField(label=_("How many pupils?"), min_value=1, max_value=MAX_SEATS)
    stage = forms.ChoiceField(
        label=_("Which year are they in?"),
        required=False,
        choices=[("", _("Not the same for everybody: the pupil chooses")), *Stage.choices],
    )
    codes_until = forms.DateField(
        label=_("Last day on which the codes work"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_codes_until(self) -> date:
        day: date = self.cleaned_data["codes_until"]
        today = clock.today()
        if not today <= day <= today + LONGEST_SESSION:
            raise forms.ValidationError(_("Choose a day from today to a month from now."))
        return day


class ShareForm(forms.Form):
    recipient = forms.ChoiceField(
        label=_("Who may read your report?"),
        choices=Recipient.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who may read it.")},
    )
