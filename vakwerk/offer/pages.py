"""What the explorer and the programme page show, composed from the snapshot; the templates only lay it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vakwerk.catalogue import descriptions
from vakwerk.catalogue import queries as catalogue_queries
from vakwerk.catalogue.models import ProgrammeComponent, ProgrammeGroup, ProgrammeOccupation, Provenance, ShortageList
from vakwerk.core import clock, geography
from vakwerk.core.charts import Chart, RegionValue, province_map
from vakwerk.core.navigation import safe_reverse
from vakwerk.offer import drawing, queries, words
from vakwerk.offer import explorer as exploring
from vakwerk.offer.explorer import Found, Row
from vakwerk.offer.filters import FACETS, RADII, Filters
from vakwerk.offer.places import Chosen
from vakwerk.offer.queries import NearbySite
from vakwerk.offer.snapshot import Programme, Snapshot

NEAREST_SHOWN = 8


def explorer(snapshot: Snapshot, filters: Filters, place: Chosen) -> SafeString:
    """The explorer itself, drawn; the same question in the same language is drawn once per version of the data."""
    where = (place.typed, place.place.label if place.place else "")
    key = ("explorer", get_language(), filters.query(), where, clock.as_of(), clock.school_year())
    return snapshot.remember(key, lambda: _draw_explorer(snapshot, filters, place))


def _draw_explorer(snapshot: Snapshot, filters: Filters, place: Chosen) -> SafeString:
    return render_to_string("offer/_explorer.html", explorer_context(snapshot, filters, place))


def explorer_context(snapshot: Snapshot, filters: Filters, place: Chosen) -> dict[str, Any]:
    found = exploring.explore(snapshot, filters, place.place)
    return {
        "filters": filters,
        "place": place,
        "found": found,
        "rows": drawing.rows(found.rows, filters, from_a_place=place.place is not None),
        "facets": drawing.facets(found.facets),
        "radii": RADII,
        "chosen": _chosen(filters, place),
        "compared": [snapshot.by_slug[slug] for slug in filters.compare if slug in snapshot.by_slug],
        "compare_query": urlencode([("r", slug) for slug in filters.compare]),
        "sorts": _sorts(found, filters, place),
        "pager": pager(found.page, found.pages, filters),
        "ways_out": [] if found.total else exploring.ways_out(snapshot, filters, place.place),
        "school_year": clock.school_year_label(found.school_year),
        "shortage_year": snapshot.shortage_year,
        "csv_query": filters.at_page(1).query() + "&format=csv",
    }


def _chosen(filters: Filters, place: Chosen) -> list[tuple[str, str]]:
    """What was asked, as (words, address without it)."""
    text = [(f"“{filters.q}”", filters.without("q").query())] if filters.q else []
    facets = [
        (str(facet.values[value].plain), filters.without(facet.name, value).query())
        for facet in FACETS
        for value in filters.chosen.get(facet.name, ())
    ]
    if not (filters.km and place.place):
        return text + facets
    near = _("within %(km)d km of %(place)s") % {"km": filters.km, "place": place.place.label}
    return [*text, *facets, (near, filters.without("km").query())]


def _sorts(found: Found, filters: Filters, place: Chosen) -> list[tuple[str, str, bool]]:
    """Ways to sort as (words, address, whether it is the one in use)."""
    names = [("relevantie", _("best fit"), "")] if filters.q else []
    names.append(("naam", _("name"), "naam"))
    if place.place is not None:
        names.append(("afstand", _("distance"), "afstand"))
    return [(label, filters.sorted_by(value).query(), found.sort == key) for key, label, value in names]


def pager(page: int, pages: int, filters: Filters) -> dict[str, Any]:
    """Addresses for previous, next and the numbers around this page; empty when there is one page."""
    numbers = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    return {
        "pages": pages,
        "previous": filters.at_page(page - 1).query() if page > 1 else "",
        "next": filters.at_page(page + 1).query() if page < pages else "",
        "numbers": [(n, filters.at_page(n).query(), n == page) for n in numbers],
    }


def explorer_table(rows: Iterable[Row]) -> tuple[list[str], list[list[Any]]]:
    """The list as heads and rows of a file."""
    heads = [
        _("Number"), _("Programme"), _("Grade"), _("Finality"), _("Domains"), _("Forms"), _("Dual"),
        _("Shortage jobs"), _("Sites"), _("Nearest school"), _("Municipality"), _("Distance in km"),
    ]  # fmt: skip
    return heads, [_cells(row) for row in rows]


def _cells(row: Row) -> list[Any]:
    programme, near = row.programme, row.nearest
    return [
        programme.number,
        programme.title,
        words.official(words.LEVELS, programme.level),
        words.official(words.FINALITIES, programme.finality),
        ", ".join(words.official(words.DOMAINS, domain) for domain in programme.domains),
        ", ".join(programme.forms),
        _("yes") if programme.dual else _("no"),
        ", ".join(programme.shortages),
        row.sites,
        near.school if near else "",
        near.locality if near else "",
        near.km if near else None,
    ]


@dataclass(frozen=True, slots=True)
class Job:
    """A job on the programme page. `shortage` is the year of the list that names it, or None."""

    name: str
    slug: str
    direct: bool
    shortage: int | None
    provisional: bool
    note: str


def programme(
    snapshot: Snapshot, slug: str, place: Chosen, year: int | None, *, everywhere: bool
) -> dict[str, Any] | None:
    """Everything on the page of a programme; None when there is none of that name."""
    card = snapshot.by_slug.get(slug)
    if card is None:
        return None
    school_year = queries.offered_school_year(year, snapshot)
    sites = queries.sites_of_programme(snapshot, card.id, place.place, school_year)
    group = ProgrammeGroup.objects.get(pk=card.id)
    return {
        "programme": card,
        "group": group,
        "level": words.LEVELS.get(card.level),
        "finality": words.FINALITIES.get(card.finality),
        "topics": [(words.plain(words.DOMAINS, d), words.official(words.DOMAINS, d)) for d in card.domains],
        "story": story(card),
        "description": descriptions.what_you_do(card.number),
        "entry": words.ENTRY_LEVELS.get(card.kind, ""),
        "components": list(ProgrammeComponent.objects.filter(group=group).order_by("dual", "domain", "pk")),
        "jobs": jobs(snapshot, card.id),
        "place": place,
        "sites": sites if everywhere else sites[:NEAREST_SHOWN],
        "more_sites": 0 if everywhere else max(0, len(sites) - NEAREST_SHOWN),
        "site_count": len(sites),
        "province_chart": sites_by_province(sites) if len(sites) > 1 else None,
        "dual_count": sum(site.dual for site in sites),
        "years": [(y, clock.school_year_label(y), y == school_year) for y in snapshot.school_years],
        "school_year": clock.school_year_label(school_year),
        "shortage_year": snapshot.shortage_year,
        "compare_url": f"{reverse('offer:compare')}?{urlencode({'r': slug})}",
        "talent_url": safe_reverse("talent:start"),
        "place_keeps": [("jaar", year)] if year else [],
        "what_next_url": safe_reverse("catalogue:what_next"),
        "afterwards": catalogue_queries.what_may_follow(group),
    }


def sites_by_province(sites: list[NearbySite]) -> Chart:
    """A small map: how many sites teach it in each province."""
    counts = Counter(province_of(site.municipality) for site in sites)
    values = [RegionValue(province, counts[province]) for province in geography.PROVINCES]
    return province_map(_("Number of sites per province"), values)


@cache
def province_of(nis: str) -> str:
    """The province of a municipality; "" for one that we do not know."""
    try:
        return geography.municipality(nis).province
    except KeyError:
        return ""


def jobs(snapshot: Snapshot, group_id: int) -> list[Job]:
    """Jobs of a programme: shortage jobs first, then direct ones, then those after further study."""
    links = ProgrammeOccupation.objects.filter(group=group_id).select_related("occupation")
    short = set(
        ShortageList.objects.filter(year=snapshot.shortage_year or 0).values_list("occupations__occupation", flat=True)
    )
    found = [
        Job(
            name=link.occupation.name,
            slug=link.occupation.slug,
            direct=link.direct,
            shortage=snapshot.shortage_year if link.occupation_id in short else None,
            provisional=link.provenance == Provenance.REASONED,
            note=link.note,
        )
        for link in links
    ]
    return sorted(found, key=lambda job: (not job.direct, job.shortage is None, job.name.casefold()))


def story(card: Programme) -> list[str]:
    """What is known, in plain sentences. Nothing is said about lessons that no source describes."""
    sentences = [_what(card), *_leads_to(card), *_dual(card)]
    return [sentence for sentence in sentences if sentence]


def _what(card: Programme) -> str:
    topics = [words.plain(words.DOMAINS, domain) for domain in card.domains]
    if not topics:
        return ""
    return _("It is about: %(topics)s.") % {"topics": ", ".join(topics).lower()}


def _leads_to(card: Programme) -> list[str]:
    sentences = {
        "DO": _("It is meant for pupils who want to go on studying after secondary school."),
        "DU": _("Afterwards you can do both: go on studying, or start to work."),
        "A": _("It prepares you for a job."),
    }
    return [sentences[card.finality]] if card.finality in sentences else []


def _dual(card: Programme) -> list[str]:
    if not card.dual:
        return []
    if all(component.dual for component in card.components):
        return [_("You learn it dual: partly at school and partly at a real company.")]
    return [_("You can also learn it dual: partly at school and partly at a real company.")]
