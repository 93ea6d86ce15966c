"""Contests: the calendar, entries and results."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vakwerk.core.formhelp import DayField
from vakwerk.funding.actions.contests import Details, Ending
from vakwerk.funding.models import Contest, ContestEntry, Grant
from vakwerk.people.models import Organisation, OrganisationKind

AREA = forms.Textarea(attrs={"rows": 4})
ORGANISERS = (
    OrganisationKind.CONTEST_ORGANISER,
    OrganisationKind.COMPANY,
    OrganisationKind.SECTOR_PARTNERSHIP,
    OrganisationKind.SECONDARY_SCHOOL,
    OrganisationKind.SCHOOL_BOARD,
    OrganisationKind.HIGHER_EDUCATION,
    OrganisationKind.TECHNOLOGY_CENTRE,
)


class DetailsForm(forms.Form):
    """What an organiser may say of its contest. Entries close at the end of a day."""

    summary = forms.CharField(label=_("What it is"), max_length=2000, required=False, widget=AREA)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    entries_day = DayField(label=_("Enter until and including"), required=False)
    starts_on = DayField(label=_("Begins on"), required=False)
    ends_on = DayField(label=_("Ends on"), required=False)

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes after the first."))
        return self.cleaned_data

    def details(self) -> Details:
        cleaned = self.cleaned_data
        day = cleaned["entries_day"]
        until = timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
        return Details(cleaned["summary"], cleaned["website"], until, cleaned["starts_on"], cleaned["ends_on"])


def details_of(contest: Contest) -> dict[str, Any]:
    until = contest.entries_until
    day = timezone.localtime(until - timedelta(seconds=1)).date() if until else None
    names = ("summary", "website", "starts_on", "ends_on")
    return {"entries_day": day, **{name: getattr(contest, name) for name in names}}


class ContestForm(DetailsForm):
    """A new contest, by a civil servant."""

    name = forms.CharField(label=_("Name"), max_length=160)
    organiser = forms.CharField(label=_("Organiser"), max_length=160)
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(kind__in=ORGANISERS).order_by("name"),
        label=_("Organiser in Vakwerk"),
        required=False,
        empty_label=_("None"),
        help_text=_("Whose people may change the contest and enter results."),
    )
    school_year = forms.IntegerField(label=_("School year that starts in"), min_value=2000, max_value=2199)
    low_countries = forms.BooleanField(label=_("Low Countries competition"), required=False)
    partner = forms.CharField(label=_("Partner across the border"), max_length=160, required=False)
    grant = forms.ModelChoiceField(
        Grant.objects.select_related("application").order_by("application__title"),
        label=_("Grant that pays for it"),
        required=False,
        empty_label=_("None"),
    )
    source = forms.CharField(label=_("Source"), max_length=200)
    field_order = ("name", "organiser", "organisation", "school_year", "low_countries", "partner", "grant", "source")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name, year = cleaned.get("name"), cleaned.get("school_year")
        if name and year and Contest.objects.filter(name=name, school_year=year).exists():
            self.add_error("name", _("This contest stands on the calendar of that school year already."))
        return cleaned

    def contest(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.field_order}


class EntryForm(forms.Form):
    """A team without names: how many pupils of which programme."""

    team = forms.CharField(
        label=_("Name of the team"), max_length=80, help_text=_("Everybody sees it: no names of pupils, please.")
    )
    programme = forms.CharField(label=_("Programme"), max_length=120, help_text=_("For example: Lassen-constructie."))
    pupils = forms.IntegerField(label=_("Number of pupils"), min_value=1, max_value=500)
    category = forms.CharField(label=_("Category"), max_length=80, required=False)


class ResultsForm(forms.Form):
    """Place, prize and link of each team."""

    def __init__(self, data: Any, *, entries: list[ContestEntry]) -> None:
        super().__init__(data)
        self.entries = entries
        for entry in entries:
            self._add(entry)

    def _add(self, entry: ContestEntry) -> None:
        result = getattr(entry, "result", None)
        name = f"{entry.team} ({entry.school.name})"
        self.fields[f"p{entry.pk}"] = forms.IntegerField(
            label=_("Place of %(team)s") % {"team": name},
            min_value=1,
            max_value=500,
            required=False,
            initial=result.place if result else None,
        )
        self.fields[f"d{entry.pk}"] = forms.CharField(
            label=_("Prize or mention of %(team)s") % {"team": entry.team},
            max_length=160,
            required=False,
            initial=result.distinction if result else "",
        )
        self.fields[f"l{entry.pk}"] = forms.URLField(
            label=_("Link about %(team)s") % {"team": entry.team},
            required=False,
            assume_scheme="https",
            initial=result.link if result else "",
        )

    def endings(self) -> dict[int, Ending]:
        c = self.cleaned_data
        return {e.pk: Ending(c.get(f"p{e.pk}"), c.get(f"d{e.pk}", ""), c.get(f"l{e.pk}", "")) for e in self.entries}
