"""Ranges and assumptions in words: what is not exact is never shown as if it were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from vakwerk.capacity import gap
from vakwerk.capacity.models import CountKind
from vakwerk.core import clock, geography

Text = str | Promise
BASES: dict[str, Text] = {
    "enrolments_refusals": gettext_lazy("Enrolled and refused pupils"),
    "enrolments": gettext_lazy("Enrolled pupils"),
    "registrations": gettext_lazy("Registrations before enrolment"),
    "projection": gettext_lazy("Projection"),
}


def figure(number: int) -> str:
    return str(number_format(number, force_grouping=True))


def span(value: gap.Span) -> str:
    """ "12", "at least 12", "at most 12", "1 to 4" or "unknown"."""
    if value.unknown:
        return _("unknown")
    if value.high is None:
        return _("at least %(low)s") % {"low": figure(value.low)}
    if value.exact:
        return figure(value.low)
    if value.low == 0:
        return _("at most %(high)s") % {"high": figure(value.high)}
    return _("%(low)s to %(high)s") % {"low": figure(value.low), "high": figure(value.high)}


@dataclass(frozen=True, slots=True)
class Shown:
    """A span in a table: sorted by its lower end, read in words."""

    span: gap.Span

    @property
    def sort_value(self) -> int:
        return self.span.low

    def __html__(self) -> str:
        return escape(span(self.span))

    def __str__(self) -> str:
        return span(self.span)


def municipality(nis: str) -> str:
    try:
        return geography.municipality(nis).name
    except KeyError:
        return nis


def nis_of(text: str) -> str | None:
    """The NIS code of a municipality by code or name; None for anything else."""
    if text.isdecimal() and len(text) == 5:
        try:
            return geography.municipality(text).nis
        except KeyError:
            return None
    place = geography.find_place(text) if text else None
    return place.nis if place else None


def province(nis: str) -> str:
    try:
        return geography.municipality(nis).province
    except KeyError:
        return ""


@dataclass(frozen=True)
class Line:
    """One assumption: what it says, and the names it is about (for a fold)."""

    text: str
    names: tuple[str, ...] = ()


def certificate(found: gap.Certificate, *, basis: str, sites: Sequence[str], register_year: int) -> list[Line]:
    """The certificate of assumptions as sentences; `sites` are the names of `found.sites_missing`."""
    lines = [*_unknown(found, sites), *_demand(found, basis)]
    year = clock.school_year_label(register_year)
    lines.append(Line(_("Which site teaches what comes from the register of school year %(year)s.") % {"year": year}))
    lines.append(
        Line(
            _(
                "A free place in one municipality, programme or year of study is not set against a shortage in "
                "another one."
            )
        )
    )
    lines.append(Line(_("Places of the same programme at school and in dual learning are counted together.")))
    return lines


def _unknown(found: gap.Certificate, sites: Sequence[str]) -> Iterator[Line]:
    if found.without_capacity:
        said = ngettext(
            "%(n)s site teaches something here for which it entered no places: those places are unknown, not zero.",
            "%(n)s sites teach something here for which they entered no places: those places are unknown, not zero.",
            len(sites),
        )
        yield Line(said % {"n": figure(len(sites))}, tuple(sites))
    else:
        yield Line(_("Every site that teaches something here entered its places."))
    if found.assumed:
        said = ngettext(
            "For %(n)s line the places of this school year are taken, since a site entered none for the one to come.",
            "For %(n)s lines the places of this school year are taken, since sites entered none for the one to come.",
            found.assumed,
        )
        yield Line(said % {"n": figure(found.assumed)})
    if found.without_demand:
        places = tuple(sorted(municipality(nis) for nis in found.municipalities_without_demand))
        said = ngettext(
            "In %(n)s municipality counts of pupils are missing, for all or some of the cells: unknown, not zero.",
            "In %(n)s municipalities counts of pupils are missing, for all or some of the cells: unknown, not zero.",
            len(places),
        )
        yield Line(said % {"n": figure(len(places))}, places)
    if found.withheld:
        said = ngettext(
            "%(n)s count of one to four pupils is withheld and shown as “1 to 4”. Every total is computed with "
            "that range, so that the count cannot be found back by subtraction.",
            "%(n)s counts of one to four pupils are withheld and shown as “1 to 4”. Every total is computed with "
            "that range, so that no count can be found back by subtraction.",
            found.withheld,
        )
        yield Line(said % {"n": figure(found.withheld)})


def _demand(found: gap.Certificate, basis: str) -> Iterator[Line]:
    yield Line(_("Demand is: %(basis)s.") % {"basis": str(BASES[basis]).lower()}, tuple(_sources(found)))
    if basis == "enrolments":
        yield Line(_("Who is enrolled found a place: who was refused or did not ask is not in it."))
    if gap.REFUSAL in gap.BASES[basis]:
        yield Line(
            _(
                "A pupil refused at several schools, or refused here and enrolled elsewhere, may count more than once: "
                "read this demand as an upper limit."
            )
        )
    if gap.REGISTRATION in gap.BASES[basis]:
        yield Line(
            _("A pupil registered at several schools may count more than once, unless the source says otherwise.")
        )
    if gap.PROJECTION in gap.BASES[basis]:
        yield Line(_("A projection is an expectation, not a count."))
    yield _far_from_home(found)
    if found.provisional:
        said = ngettext("%(n)s count is provisional.", "%(n)s counts are provisional.", found.provisional)
        yield Line(said % {"n": figure(found.provisional)})
    if found.set_aside:
        said = ngettext(
            "%(n)s count was not added, since it would count the same pupils again (an older date, or sites beside a "
            "count of their whole municipality).",
            "%(n)s counts were not added, since they would count the same pupils again (an older date, or sites "
            "beside a count of their whole municipality).",
            found.set_aside,
        )
        yield Line(said % {"n": figure(found.set_aside)})


def _far_from_home(found: gap.Certificate) -> Line:
    if not found.counted_at_home:
        return Line(
            _(
                "Pupils count in the municipality of the school, also who lives elsewhere: a shortage at home may show "
                "as demand far from home."
            )
        )
    said = ngettext(
        "%(n)s count is by the municipality where pupils live, the others by that of the school: who goes to school "
        "elsewhere is then asked for at home.",
        "%(n)s counts are by the municipality where pupils live, the others by that of the school: who goes to school "
        "elsewhere is then asked for at home.",
        found.counted_at_home,
    )
    return Line(said % {"n": figure(found.counted_at_home)})


def _sources(found: gap.Certificate) -> Iterator[str]:
    """Counting dates by kind and source."""
    kinds = dict(CountKind.choices)
    for kind, source, day, confirmed in found.sources:
        said = f"{kinds[kind]}: {source}, {date_format(day, 'DATE_FORMAT')}"
        yield said if confirmed else said + " (" + _("provisional") + ")"
