"""Forms of places: a school's grid, one count of pupils, and what happens at the table of a LOP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from vakwerk.capacity import items, wording
from vakwerk.capacity.actions import NEED_REASONS, Entry, Estimate
from vakwerk.capacity.models import CountKind, ProposalState
from vakwerk.capacity.queries import SeatLine
from vakwerk.core import clock
from vakwerk.people.models import Site

MOST_SEATS = 2000
MOST_PUPILS = 20_000
CHOOSE = ("", _("Choose"))
_NUMBER = {"inputmode": "numeric"}


def item_choices() -> list[tuple[str, Any]]:
    """Streams and programmes by name; all of the catalogue."""
    wanted = items.known().values()
    streams = [(item.code, items.STREAMS[item.code]) for item in wanted if not item.is_programme]
    return [CHOOSE, *streams, *((item.code, item.title) for item in wanted if item.is_programme)]


def check_year(form: forms.Form) -> None:
    """A stream exists in the first and second year of study, a programme in the years of its grade."""
    item, year = items.known().get(form.cleaned_data.get("item", "")), form.cleaned_data.get("year")
    if item is not None and year is not None and year not in item.years:
        years = ", ".join(map(str, item.years))
        form.add_error("year", ValidationError(_("This exists in year %(years)s."), params={"years": years}))


def year_field() -> forms.IntegerField:
    return forms.IntegerField(label=_("Year of study"), min_value=1, max_value=7, widget=forms.TextInput(_NUMBER))


def school_year_choices(first: int = -2, last: int = 4) -> list[tuple[int, str]]:
    """School years around today's."""
    now = clock.school_year(clock.today())
    return [(year, clock.school_year_label(year)) for year in range(now + first, now + last + 1)]


class SeatGrid(forms.Form):
    """Places per line of a site in one school year; an empty field is unknown."""

    basis = forms.CharField(
        label=_("What do these numbers rest on?"),
        max_length=200,
        required=False,
        help_text=_(
            "For example: rooms and workshops, or the decision of the school board. Kept with what you change."
        ),
    )

    def __init__(self, data: Any, *, site: Site, school_year: int, lines: Sequence[SeatLine]) -> None:
        super().__init__(data)
        self.site, self.school_year, self.lines = site, school_year, lines
        for line in lines:
            self.fields[self._name(line)] = forms.IntegerField(
                label=f"{line.name}, {line.year}",
                required=False,
                min_value=0,
                max_value=MOST_SEATS,
                initial=line.seats,
                widget=forms.TextInput(_NUMBER),
            )
        self.fields["item"] = forms.ChoiceField(label=_("Something else"), required=False, choices=item_choices())
        self.fields["year"] = year_field()
        self.fields["year"].required = False
        self.fields["seats"] = forms.IntegerField(
            label=_("Places"), required=False, min_value=0, max_value=MOST_SEATS, widget=forms.TextInput(_NUMBER)
        )

    @staticmethod
    def _name(line: SeatLine) -> str:
        return f"s-{line.item}-{line.year}"

    def grid(self) -> Iterator[tuple[SeatLine, BoundField]]:
        for line in self.lines:
            yield line, self[self._name(line)]

    def clean(self) -> dict[str, Any]:
        given = [name for name in ("item", "year", "seats") if self.cleaned_data.get(name) not in (None, "")]
        if given and len(given) < 3:
            self.add_error("item", ValidationError(_("Fill in what, the year of study and the places.")))
        check_year(self)
        return self.cleaned_data

    def entries(self) -> list[Entry]:
        basis, own = self.cleaned_data["basis"], (self.site.pk, self.school_year)
        found = [Entry(*own, line.item, line.year, self.cleaned_data[self._name(line)], basis) for line in self.lines]
        if self.cleaned_data["item"]:
            values = self.cleaned_data
            found.append(Entry(*own, values["item"], values["year"], values["seats"], basis))
        return found


class CountForm(forms.Form):
    """One count of pupils."""

    place = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    site = forms.TypedChoiceField(
        label=_("Site"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Only for a count at one of your sites."),
    )
    school_year = forms.TypedChoiceField(label=_("School year"), coerce=int)
    item = forms.ChoiceField(label=_("Stream or programme"))
    year = year_field()
    kind = forms.ChoiceField(label=_("Kind of count"), choices=CountKind.choices)
    pupils = forms.IntegerField(label=_("Pupils"), min_value=0, max_value=MOST_PUPILS, widget=forms.TextInput(_NUMBER))
    counted_on = forms.DateField(label=_("Counting date"), widget=forms.DateInput({"type": "date"}))
    source = forms.CharField(label=_("Source"), max_length=200)
    confirmed = forms.BooleanField(label=_("This count is confirmed"), required=False)
    at_home = forms.BooleanField(label=_("Counted where pupils live, not where they go to school"), required=False)

    def __init__(self, data: Any = None, *, sites: Iterable[Site]) -> None:
        super().__init__(data)
        self.sites = {site.pk: site for site in sites}
        choices = {
            "site": [CHOOSE, *((pk, str(site)) for pk, site in self.sites.items())],
            "item": item_choices(),
            "school_year": school_year_choices(),
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.fields["school_year"].initial = clock.school_year(clock.today())
        if not self.sites:
            del self.fields["site"]

    def clean(self) -> dict[str, Any]:
        check_year(self)
        if self.cleaned_data.get("site"):
            return self.cleaned_data
        nis = wording.nis_of(self.cleaned_data.get("place", ""))
        if nis is None:
            self.add_error("place", ValidationError(_("Write a municipality of Flanders or Brussels.")))
        else:
            self.cleaned_data["municipality"] = nis
        return self.cleaned_data

    def estimate(self) -> Estimate:
        values = self.cleaned_data
        site = self.sites.get(values.get("site") or 0)
        return Estimate(
            site.municipality if site else values["municipality"],
            site.pk if site else None,
            *(values[name] for name in ("school_year", "item", "year", "kind", "pupils", "counted_on", "source")),
            *(values[name] for name in ("confirmed", "at_home")),
        )


class ProposalForm(forms.Form):
    """A proposal of a school to its LOP."""

    site = forms.TypedChoiceField(label=_("Site where the places come"), coerce=int)
    item = forms.ChoiceField(label=_("Stream or programme"))
    year = year_field()
    places = forms.IntegerField(
        label=_("Number of places"), min_value=1, max_value=MOST_SEATS, widget=forms.TextInput(_NUMBER)
    )
    from_site = forms.TypedChoiceField(
        label=_("Moved from another of your sites"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Leave empty for new places."),
    )
    from_school_year = forms.TypedChoiceField(label=_("From school year"), coerce=int)
    motivation = forms.CharField(label=_("Why"), max_length=4000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, data: Any = None, *, sites: Iterable[Site], elsewhere: Iterable[Site]) -> None:
        super().__init__(data)
        self.sites, self.elsewhere = {s.pk: s for s in sites}, {s.pk: s for s in elsewhere}
        choices = {
            "site": [(pk, str(site)) for pk, site in self.sites.items()],
            "from_site": [CHOOSE, *((pk, str(site)) for pk, site in self.elsewhere.items())],
            "item": item_choices(),
            "from_school_year": school_year_choices(0),
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        self.fields["from_school_year"].initial = clock.school_year(clock.today()) + 1

    def clean(self) -> dict[str, Any]:
        check_year(self)
        if self.cleaned_data.get("from_site") == self.cleaned_data.get("site"):
            self.add_error("from_site", ValidationError(_("Choose another site than the one where the places come.")))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What `actions.draft_proposal` takes."""
        values = dict(self.cleaned_data)
        values["site"] = self.sites[values["site"]]
        values["from_site"] = self.elsewhere.get(values["from_site"] or 0)
        return values


class RemarkForm(forms.Form):
    text = forms.CharField(label=_("Your remark"), max_length=4000, widget=forms.Textarea({"rows": 3}))


class StepForm(forms.Form):
    """A step with a proposal; support and refusal need their reasons."""

    state = forms.ChoiceField(label=_("Step"), widget=forms.RadioSelect)
    reasons = forms.CharField(label=_("Reasons"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, data: Any = None, *, steps: Sequence[str]) -> None:
        super().__init__(data, prefix="stap")
        self.fields["state"].choices = [(state, STEP_WORDS[state]) for state in steps]  # type: ignore[attr-defined]
        if NEED_REASONS & set(steps):
            self.fields["reasons"].help_text = _("Needed when the LOP supports the proposal or does not.")
        else:
            self.fields["reasons"].label = _("Remark")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("state") in NEED_REASONS and not self.cleaned_data.get("reasons", "").strip():
            self.add_error("reasons", ValidationError(_("Give the reasons: everybody at the table reads them.")))
        return self.cleaned_data


STEP_WORDS: dict[str, Any] = {
    ProposalState.PROPOSED: _("Propose it to the LOP"),
    ProposalState.DISCUSSED: _("Put it on the table"),
    ProposalState.SUPPORTED: _("The LOP supports it"),
    ProposalState.NOT_SUPPORTED: _("The LOP does not support it"),
    ProposalState.CARRIED_OUT: _("It is carried out"),
    ProposalState.WITHDRAWN: _("Withdraw it"),
}


class AreaForm(forms.Form):
    """The municipalities of a LOP, one a line."""

    municipalities = forms.CharField(
        label=_("Municipalities"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("One on each line: a name, or the NIS code."),
    )

    def clean_municipalities(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["municipalities"].splitlines() if line.strip()]
        found = {line: wording.nis_of(line) for line in lines}
        unknown = [line for line, nis in found.items() if nis is None]
        if unknown:
            raise ValidationError(_("We do not know: %(names)s."), params={"names": ", ".join(unknown[:10])})
        return sorted({nis for nis in found.values() if nis})
