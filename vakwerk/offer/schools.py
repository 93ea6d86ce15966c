"""Schools and their sites: the list and the page of one school, per site and school year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core import clock, geography
from vakwerk.core.geography import Located
from vakwerk.offer import queries, snapshot, words
from vakwerk.offer.filters import Filters
from vakwerk.offer.pages import pager
from vakwerk.offer.places import Chosen
from vakwerk.offer.queries import OfferAtSite
from vakwerk.offer.snapshot import SitePoint, Snapshot
from vakwerk.people.models import Organisation, OrganisationKind, Site

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in the list. `km` is to its nearest site."""

    id: int
    name: str
    towns: str
    sites: int
    km: float | None


@dataclass(frozen=True, slots=True)
class Taught:
    """One programme at a site: the years of study at school and dual, side by side (empty when not taught that way)."""

    title: str
    slug: str
    level: words.Word | None
    finality: words.Word | None
    entry: words.Text
    domain: words.Word | None
    form: str
    regular: tuple[int, ...]
    dual: tuple[int, ...]
    closed: bool


def list_page(data: Snapshot, filters: Filters, place: Chosen) -> dict[str, Any]:
    """Schools by name, or nearest first from a place."""
    found = _schools(data, filters.q, place.place)
    pages = max(1, -(-len(found) // PAGE_SIZE))
    page = min(filters.page, pages)
    return {
        "filters": filters,
        "place": place,
        "schools": found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE],
        "total": len(found),
        "pager": pager(page, pages, filters),
    }


def _schools(data: Snapshot, text: str, place: Located | None) -> list[SchoolLine]:
    km = queries.distances_from(data, place)
    wanted = geography.fold(text)
    sites: dict[int, list[int]] = {}
    for position, site in enumerate(data.sites):
        if wanted in _searchable(data, position):
            sites.setdefault(site.organisation_id, []).append(position)
    lines = [_line(data, positions, km) for positions in sites.values()]
    return sorted(lines, key=lambda line: (float("inf") if line.km is None else line.km, line.name.casefold(), line.id))


def _searchable(data: Snapshot, position: int) -> str:
    return data.remember(("school words",), lambda: [_words(site) for site in data.sites])[position]


def _words(site: SitePoint) -> str:
    return geography.fold(f"{site.school} {site.name} {site.postcode} {site.locality}")


def _line(data: Snapshot, positions: list[int], km: Any) -> SchoolLine:
    sites = [data.sites[at] for at in positions]
    near = None if km is None else min(float(km[at]) for at in positions)
    return SchoolLine(
        id=sites[0].organisation_id,
        name=sites[0].school,
        towns=", ".join(dict.fromkeys(f"{site.postcode} {site.locality}".strip() for site in sites)),
        sites=len(sites),
        km=near if near is not None and near != float("inf") else None,
    )


def school_page(pk: int, year: int | None) -> dict[str, Any] | None:
    """One school with what each site teaches; None when there is no such school."""
    schools = Organisation.objects.filter(kind=OrganisationKind.SECONDARY_SCHOOL)
    found = schools.select_related("board").prefetch_related("numbers").filter(pk=pk).first()
    if found is None:
        return None
    sites = list(Site.objects.filter(organisation=found).order_by("number"))
    school_year = queries.offered_school_year(year)
    offers = queries.offer_of_sites([site.pk for site in sites], school_year)
    known = snapshot.current().school_years
    return {
        "school": found,
        "numbers": list(found.numbers.all()),
        "sites": [(site, _municipality(site), side_by_side(offers[site.pk])) for site in sites],
        "years": [(y, clock.school_year_label(y), y == school_year) for y in known],
        "school_year": clock.school_year_label(school_year),
        "closed_word": _("no new enrolments"),
        "at_school_word": _("at school"),
        "dual_word": _("dual"),
        "year_word": _("year"),
    }


def _municipality(site: Site) -> str:
    try:
        return geography.municipality(site.municipality).name
    except KeyError:
        return ""


def side_by_side(offers: list[OfferAtSite]) -> list[Taught]:
    """Programmes of one site, dual and not dual on one line."""
    together: dict[tuple[int, str], list[OfferAtSite]] = {}
    for offer in offers:
        together.setdefault((offer.group_id, offer.domain), []).append(offer)
    return [_taught(pair) for pair in together.values()]


def _taught(pair: list[OfferAtSite]) -> Taught:
    first = min(pair, key=lambda offer: offer.dual)
    return Taught(
        title=first.title,
        slug=first.slug,
        level=words.LEVELS.get(first.level),
        finality=words.FINALITIES.get(first.finality),
        entry=words.KINDS.get(first.kind, "") if first.level == "7" else "",
        domain=words.DOMAINS.get(first.domain),
        form=first.form,
        regular=_years(pair, dual=False),
        dual=_years(pair, dual=True),
        closed=not any(offer.open_for_enrolment for offer in pair),
    )


def _years(pair: list[OfferAtSite], *, dual: bool) -> tuple[int, ...]:
    return tuple(sorted({year for offer in pair if offer.dual == dual for year in offer.years}))
