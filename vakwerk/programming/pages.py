"""What the pages show: the answer of the rule, the file of a request, a school's profile, the public rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vakwerk.catalogue.models import Domain, Finality, ProgrammeComponent
from vakwerk.core import clock
from vakwerk.core.clock import parse_date
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import Viewer, ViewerRequest
from vakwerk.engines.rules import Reading, Verdict
from vakwerk.engines.words import Words
from vakwerk.offer.queries import OfferAtSite
from vakwerk.people.models import Site
from vakwerk.programming import actions, conversion, forms, monitor, profile, queries
from vakwerk.programming.models import Body, Certainty, OldProgramme, ProgrammingRequest, State
from vakwerk.programming.ruling import Book, first_day, kept

BOXES = {"yes": "success", "no": "error", "on_condition": "warning", "": "info"}
SHOWN = (
    "programming.deadline",
    "programming.profile",
    "programming.advisers",
    "programming.norm_pupils",
    "programming.norm_years",
    "programming.norm_years.shortage",
    "programming.norm_counts",
    "programming.counting_date",
    "programming.shortage_list",
)


@dataclass(frozen=True)
class Shown:
    """A kept answer with its texts in both languages again."""

    data: Mapping[str, Any]

    @property
    def headline(self) -> Words:
        return Words(*self.data["headline"])

    @property
    def box(self) -> str:
        return BOXES[self.data["verdict"]] if self.data["result"] else "warning"

    @property
    def version(self) -> Any:
        return parse_date(self.data["version"] or "")

    @property
    def source(self) -> str:
        return str(self.data["source"])

    def texts(self, key: str) -> list[Words]:
        return [Words(*pair) for pair in self.data[key]]

    @property
    def steps(self) -> list[Words]:
        return self.texts("steps")

    @property
    def notes(self) -> list[Words]:
        return self.texts("notes")

    @property
    def doubts(self) -> list[Words]:
        """What is not confirmed, and what nobody could source."""
        return [*self.texts("warnings"), *self.texts("missing")]

    @property
    def values(self) -> list[tuple[str, Words, Words, Words, str]]:
        return [
            (
                reverse("rules:parameter", args=[each["name"]]),
                Words(*each["title"]),
                Words(*each["value"]),
                Words(*each["status"]),
                each["source"],
            )
            for each in self.data["values"]
        ]


# Everybody


def overview(request: HttpRequest) -> dict[str, Any]:
    """The rules of the school year to come, its deadlines, and what was notified and decided."""
    book = Book()
    day = first_day(queries.planning_year())
    return {
        "deadlines": monitor.deadlines(book),
        "rules": [_rule(book.register.on(name, day)) for name in SHOWN],
        "year_label": clock.school_year_label(queries.planning_year()),
        "is_school": request.viewer.has_role(*queries.SCHOOL_ROLES),  # type: ignore[attr-defined]
    }


def _rule(reading: Reading) -> tuple[str, Reading, str]:
    kind = {"confirmed": "success", "to_be_confirmed": "warning"}.get(reading.status.value, "error")
    return reverse("rules:parameter", args=[reading.parameter.name]), reading, kind


def conversion_page(request: ViewerRequest) -> dict[str, Any]:
    """The map of old programmes, and what is still open."""
    table = Table(
        queries.old_programmes(),
        [
            Column("title", _("Old programme"), sortable=True, filter="text"),
            Column("track", _("Where"), value=lambda old: old.get_track_display(), sortable=True),
            Column("group__title", _("Now as dual programme"), sortable=True, filter="text", url=_new_url),
            Column(
                "certainty",
                _("How sure"),
                value=lambda old: old.get_certainty_display(),
                filter="choice",
                choices=Certainty.choices,
            ),
            Column("source", _("Source")),
        ],
        request,
        caption=_("From leertijd and DBSO to dual"),
        filename="omzetting",
        empty=_("No old programme fits."),
    )
    everything = OldProgramme.objects.values_list("certainty", "fictitious")
    states = [certainty for certainty, _f in everything]
    return {
        "table": table,
        "total": len(states),
        "open": states.count(Certainty.OPEN),
        "same": states.count(Certainty.SAME_TITLE),
        "fictitious": any(flag for _c, flag in everything),
        "keeps": request.viewer.has_role(*conversion.KEEPERS),
    }


def _new_url(old: OldProgramme) -> str:
    return f"{reverse('offer:explorer')}{old.group.slug}/" if old.group else ""


# The school


def school_page(request: ViewerRequest) -> dict[str, Any]:
    """What the school offers and asks; a board sees each of its schools."""
    sites = list(queries.own_sites(request.viewer))
    schools: dict[int, list[Site]] = {}
    for site in sites:
        schools.setdefault(site.organisation_id, []).append(site)
    profiles = [(own[0].organisation, profile.of_school(own)) for own in schools.values()]
    names = {site.pk: str(site) for site in sites}
    return {
        "sites": sites,
        "profiles": [(school, clock.school_year_label(p.school_year), profile.matrix(p)) for school, p in profiles],
        "table": _offer_table(request, [line for _s, p in profiles for line in _lines(p, names)]),
        "requests": monitor.rows(queries.own_requests(request.viewer)),
        "deadlines": monitor.deadlines(Book()),
    }


def _lines(found: profile.Profile, names: Mapping[int, str]) -> list[tuple[str, OfferAtSite]]:
    return [(names[site], each) for site, offers in found.by_site.items() for each in offers]


def _offer_table(request: HttpRequest, lines: list[tuple[str, OfferAtSite]]) -> Table:
    dual, plain = str(_("dual")), str(_("not dual"))
    return Table(
        lines,
        [
            Column("site", _("Site"), value=lambda line: line[0], sortable=True, filter="text"),
            Column("programme", _("Programme"), value=lambda line: line[1].title, sortable=True, filter="text"),
            Column("domain", _("Study domain"), value=lambda line: _label(Domain, line[1].domain)),
            Column("finality", _("Finality"), value=lambda line: _label(Finality, line[1].finality)),
            Column("dual", _("Form"), value=lambda line: dual if line[1].dual else plain),
            Column("years", _("Years of study"), value=lambda line: ", ".join(map(str, line[1].years))),
        ],
        request,
        prefix="aanbod",
        caption=_("What my school offers now"),
        filename="aanbod",
        page_size=10,
    )


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


@dataclass(frozen=True)
class Choice:
    """A programme that was found, with what the rule says about it at the chosen site."""

    component: ProgrammeComponent
    headline: Words
    kind: str
    url: str
    offered: bool


def choose_page(viewer: Viewer, asked: Mapping[str, str]) -> dict[str, Any]:
    """The search for a programme: each hit with its answer for the chosen site and school year."""
    sites, years = list(queries.own_sites(viewer)), queries.startable_years()
    site = next((s for s in sites if str(s.pk) == asked.get("vestiging")), sites[0] if sites else None)
    wanted = asked.get("schooljaar", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in years else queries.planning_year()
    text = " ".join(asked.get("q", "").split())[:80]
    return {
        "sites": [(s, site is not None and s.pk == site.pk) for s in sites],
        "years": [(y, clock.school_year_label(y), y == year) for y in years],
        "q": text,
        "year_label": clock.school_year_label(year),
        "chosen": site,
        "found": _found(site, year, text) if site and text else [],
    }


def _found(site: Site, year: int, text: str) -> list[Choice]:
    offered, book = profile.of_school(queries.siblings(site)), Book()
    return [_choice(site, year, component, offered, book) for component in queries.found_components(text)]


def _choice(site: Site, year: int, component: ProgrammeComponent, offered: profile.Profile, book: Book) -> Choice:
    draft = drafted(site, year, component, offered)
    answer = book.start_of(draft)
    address = f"{reverse('programming:new')}?vestiging={site.pk}&onderdeel={component.pk}&schooljaar={year}"
    kind = BOXES[str(answer.verdict or Verdict.ON_CONDITION)]
    return Choice(component, answer.headline, kind, address, offered.offers(site.pk, component.pk))


def drafted(site: Site, year: int, component: ProgrammeComponent, offered: profile.Profile) -> ProgrammingRequest:
    """A request that is only imagined: new, and no niche unless the catalogue or its name says so."""
    return ProgrammingRequest(
        site=site,
        component=component,
        school_year=year,
        niche=profile.is_niche(component),
        in_profile=offered.holds(component),
    )


def new_page(site: Site, year: int, component: ProgrammeComponent) -> dict[str, Any]:
    """The answer before anything is kept."""
    offered = profile.of_school(queries.siblings(site))
    request = drafted(site, year, component, offered)
    return {
        "draft": request,
        "shown": Shown(kept(Book().start_of(request))),
        "offered": offered.offers(site.pk, component.pk),
    }


# The file of a request


def request_page(viewer: Viewer, found: ProgrammingRequest, asked: Mapping[str, str]) -> dict[str, Any]:
    """Everything about one request, and the steps that the viewer may take."""
    own = queries.own_sites(viewer).filter(pk=found.site_id).exists()
    book, counts = Book(), list(found.counts.all())
    start = found.answer or kept(book.start_of(found))
    runs = found.state in monitor.RUNS
    expected = forms.ExpectationForm(asked if {"minst", "meest"} & set(asked) else None)
    low, high = _expected(expected)
    listed, list_name = book.shortage(found.component.group, found.school_year)
    return {
        "programming": found,
        "own": own,
        "start": Shown(start),
        "frozen": bool(found.answer),
        "counts": counts,
        "uncounted": _uncounted(found) if runs else [],
        "listed": listed,
        "list_name": list_name,
        "norm": Shown(kept(book.norm_of(found, counts))) if runs else None,
        "forecast": Shown(kept(book.forecast_of(found, counts, low, high))) if runs else None,
        "expectation": expected if runs else None,
        "advices": _advices(found),
        "entries": found.entries.select_related("author", "organisation"),
        "may_hand_in": own and found.state == State.DRAFT,
        "may_withdraw": own and found.state in actions.BEFORE_START,
        "may_start": (own or viewer.has_role(*actions.DECIDERS)) and found.state in (State.NOTIFIED, State.APPROVED),
        "may_count": own and runs,
        "bodies": actions.bodies_of(viewer) if found.state == State.SUBMITTED else (),
        "verbs": (verbs := actions.open_verbs(viewer, found)),
        "waits_for_advice": found.state == State.SUBMITTED and viewer.has_role(*actions.DECIDERS) and not verbs,
    }


def _uncounted(found: ProgrammingRequest) -> list[str]:
    """School years of the norm that are over and of which nobody entered a count."""
    known = {count.school_year for count in found.counts.all()}
    over = range(found.school_year, min(clock.school_year(clock.today()), found.school_year + 3))
    return [clock.school_year_label(year) for year in over if year not in known]


def _expected(form: forms.ExpectationForm) -> tuple[int | None, int | None]:
    if not form.is_bound or not form.is_valid():
        return None, None
    return form.cleaned_data["minst"], form.cleaned_data["meest"]


def _advices(found: ProgrammingRequest) -> list[tuple[Any, Any]]:
    """Every adviser with what was said, or nothing yet."""
    given = {advice.body: advice for advice in found.advices.all()}
    return [(body.label, given.get(body.value)) for body in Body]
