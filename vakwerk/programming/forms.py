"""Forms of programming: a request, advice, counts, a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock
from vakwerk.programming.models import Kind, Opinion, ProgrammingRequest, Verb

_NUMBER = {"inputmode": "numeric"}
_YES_NO = [("ja", _("Yes")), ("nee", _("No")), ("", _("I do not know"))]
_DATE = {"type": "date"}


def _yes_no(text: str) -> bool | None:
    return {"ja": True, "nee": False}.get(text)


def _truth(label: Any, help_text: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=_YES_NO,
        coerce=_yes_no,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class RequestForm(forms.Form):
    """What the rule still needs to know, and why the school wants it."""

    kind = forms.ChoiceField(label=_("What do you want to do?"), choices=Kind.choices, widget=forms.RadioSelect)
    in_exchange = forms.CharField(
        label=_("Which programme do you give up, or from which school or site does it come?"),
        help_text=_("Only for an exchange, a take-over or another site."),
        max_length=200,
        required=False,
    )
    niche = _truth(
        _("Is it a niche programme?"), _("For example Topsport, Freinet, Rudolf Steiner or Yeshiva: it needs approval.")
    )
    catholic = _truth(_("Is it a Catholic school?"), _("Then the DPCC agrees first."))
    dpcc_agreed_on = forms.DateField(
        label=_("On which day did the DPCC agree?"),
        help_text=_("Only for a request of a Catholic school. You may fill it in later, before you hand in."),
        required=False,
        widget=forms.DateInput(_DATE, format="%Y-%m-%d"),
    )
    inhabitants = forms.IntegerField(
        label=_("Inhabitants of the largest municipality of the sites"),
        help_text=_("Only for another site."),
        required=False,
        min_value=0,
        max_value=2_000_000,
        widget=forms.NumberInput(_NUMBER),
    )
    motivation = forms.CharField(
        label=_("Why this programme at this site?"),
        help_text=_("Who advises and decides reads this."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    @staticmethod
    def filled(request: ProgrammingRequest) -> dict[str, Any]:
        """What a draft holds, to start the form with."""
        names = ("kind", "in_exchange", "dpcc_agreed_on", "inhabitants", "motivation")
        words = {True: "ja", False: "nee", None: ""}
        truths = {name: words[getattr(request, name)] for name in ("niche", "catholic")}
        return {name: getattr(request, name) for name in names} | truths

    def clean_dpcc_agreed_on(self) -> date | None:
        day: date | None = self.cleaned_data["dpcc_agreed_on"]
        return _not_later(day) if day else None

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("kind") not in {None, Kind.NEW} and not given.get("in_exchange"):
            self.add_error("in_exchange", _("Fill this in for an exchange, a take-over or another site."))
        return given


class AdviceForm(forms.Form):
    """One advice."""

    body = forms.ChoiceField(label=_("Whose advice?"), widget=forms.RadioSelect)
    opinion = forms.ChoiceField(label=_("The advice"), choices=Opinion.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("Its reasons"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))
    given_on = forms.DateField(label=_("Given on"), widget=forms.DateInput(_DATE))

    def __init__(self, data: Any = None, *, bodies: Sequence[Any]) -> None:
        super().__init__(data, prefix="advies")
        self.fields["body"].choices = [(body.value, body.label) for body in bodies]  # type: ignore[attr-defined]
        self.fields["given_on"].initial = clock.today().isoformat()

    def clean_given_on(self) -> date:
        return _not_later(self.cleaned_data["given_on"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("opinion") == Opinion.UNFAVOURABLE and not given.get("text", "").strip():
            self.add_error("text", _("An unfavourable advice has reasons."))
        return given


def _not_later(day: date) -> date:
    if day > clock.today():
        raise forms.ValidationError(_("This day is still to come."))
    return day


class CountForm(forms.Form):
    """Regular pupils of one school year."""

    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    regular = forms.IntegerField(label=_("Pupils, not dual"), min_value=0, max_value=500, initial=0)
    dual = forms.IntegerField(label=_("Pupils, dual"), min_value=0, max_value=500, initial=0)
    preparatory = forms.IntegerField(label=_("Pupils in the preparation"), min_value=0, max_value=500, initial=0)
    counted_on = forms.DateField(
        label=_("Counted on"),
        help_text=_("The official counting date of this norm was not found: the answer names the day that you give."),
        widget=forms.DateInput(_DATE),
    )

    def __init__(self, data: Any = None, *, request: ProgrammingRequest) -> None:
        super().__init__(data, prefix="telling")
        last = clock.school_year(clock.today())
        years = range(request.school_year, min(last, request.school_year + 2) + 1)
        choices = [(year, clock.school_year_label(year)) for year in years]
        self.fields["school_year"].choices = choices  # type: ignore[attr-defined]
        self.fields["school_year"].initial = last
        for name in ("regular", "dual", "preparatory"):
            self.fields[name].widget.attrs |= _NUMBER

    def clean_counted_on(self) -> date:
        return _not_later(self.cleaned_data["counted_on"])


class ExpectationForm(forms.Form):
    """What the school itself expects next year; it stands in the address and is kept nowhere."""

    minst = forms.IntegerField(label=_("You expect at least"), required=False, min_value=0, max_value=500)
    meest = forms.IntegerField(label=_("and at most"), required=False, min_value=0, max_value=500)

    def clean(self) -> dict[str, Any]:
        low, high = self.cleaned_data.get("minst"), self.cleaned_data.get("meest")
        if low is not None and high is not None and low > high:
            self.add_error("meest", _("This is less than the least."))
        return self.cleaned_data


class DecisionForm(forms.Form):
    """A decision with its reasons."""

    verb = forms.ChoiceField(label=_("Your decision"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons"),
        help_text=_("They stand in the letter."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, data: Any = None, *, verbs: Sequence[str]) -> None:
        super().__init__(data, prefix="besluit")
        self.fields["verb"].choices = [(verb, Verb(verb).label) for verb in verbs]  # type: ignore[attr-defined]
