"""What is taught where: reads for every room above. All of it is public, so no viewer is asked.

Distances are as the crow flies in km, from a point to a site; None where either has no coordinates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vakwerk.core import clock
from vakwerk.core.geography import Located
from vakwerk.offer import snapshot as snapshots
from vakwerk.offer.models import OfferedProgramme
from vakwerk.offer.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NearbySite:
    """A site that teaches a programme. `regular` and `dual` say in which ways."""

    site_id: int
    organisation_id: int
    school: str
    site: str
    locality: str
    postcode: str
    municipality: str
    km: float | None
    regular: bool
    dual: bool


@dataclass(frozen=True, slots=True)
class OfferAtSite:
    """One component at a site in one school year. `years` are the years of study taught."""

    component_id: int
    group_id: int
    title: str
    slug: str
    domain: str
    form: str
    finality: str
    kind: str
    level: str
    dual: bool
    years: tuple[int, ...]
    open_for_enrolment: bool


def offered_school_year(wanted: int | None = None, snapshot: Snapshot | None = None) -> int:
    """The school year to show: the wanted one, else that of today, else the newest that has an offer."""
    known = (snapshot or snapshots.current()).school_years
    wanted = clock.school_year() if wanted is None else wanted
    return wanted if wanted in known or not known else known[0]


def nearby_offer(
    group_ids: Iterable[int], place: Located | None, school_year: int | None = None, limit: int = 3
) -> dict[int, list[NearbySite]]:
    """For each programme group the nearest sites that teach it, nearest first; one query however many groups.

    Without a place, and for sites without coordinates, the order is by municipality and school. A group that nobody
    teaches gets an empty list. `school_year` is the year it starts in; None is the one of today.
    """
    snapshot = snapshots.current()
    year = offered_school_year(school_year, snapshot)
    return {group: sites_of_programme(snapshot, group, place, year)[:limit] for group in group_ids}


def sites_of_programme(snapshot: Snapshot, group_id: int, place: Located | None, school_year: int) -> list[NearbySite]:
    """All sites of a programme in a school year, nearest first."""
    position = snapshot.position_of_programme.get(group_id)
    if position is None:
        return []
    regular, dual = _site_positions(snapshot, position, school_year)
    km = distances_from(snapshot, place)
    found = [nearby_site(snapshot, at, km, at in regular, at in dual) for at in regular | dual]
    return sorted(found, key=_nearest_first)


def distances_from(snapshot: Snapshot, place: Located | None) -> NDArray[np.float64] | None:
    """km from the place to every site of the snapshot, remembered per place; None without a place."""
    if place is None:
        return None
    key = ("distances", place.lat, place.lon)
    return snapshot.remember(key, lambda: snapshot.distances(place.lat, place.lon))


def _site_positions(snapshot: Snapshot, programme: int, school_year: int) -> tuple[set[int], set[int]]:
    offer = snapshot.offer(school_year)
    first = snapshot.starts[programme]
    last = first + len(snapshot.programmes[programme].components)
    low, high = np.searchsorted(offer.component, [first, last])
    sites, dual = offer.site[low:high], offer.dual[low:high]
    return set(sites[~dual].tolist()), set(sites[dual].tolist())


def _km(distances: NDArray[np.float64] | None, at: int) -> float | None:
    if distances is None or not np.isfinite(distances[at]):
        return None
    return round(float(distances[at]), 1)


def nearby_site(
    snapshot: Snapshot, at: int, distances: NDArray[np.float64] | None, regular: bool, dual: bool
) -> NearbySite:
    """The site at a position of the snapshot, with its distance."""
    site = snapshot.sites[at]
    return NearbySite(
        site_id=site.id,
        organisation_id=site.organisation_id,
        school=site.school,
        site=site.name,
        locality=site.locality,
        postcode=site.postcode,
        municipality=site.municipality,
        km=_km(distances, at),
        regular=regular,
        dual=dual,
    )


def _nearest_first(site: NearbySite) -> tuple[float, str, str, int]:
    return (np.inf if site.km is None else site.km, site.locality, site.school, site.site_id)


def offer_of_sites(site_ids: Sequence[int], school_year: int | None = None) -> dict[int, list[OfferAtSite]]:
    """What each site teaches in a school year, by programme title with the dual variant beside its sister."""
    snapshot = snapshots.current()
    year = offered_school_year(school_year, snapshot)
    rows = OfferedProgramme.objects.filter(site__in=site_ids, school_year=year).order_by("year_of_study")
    gathered: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for site, component, study_year, is_open in rows.values_list(
        "site_id", "component_id", "year_of_study", "open_for_enrolment"
    ):
        gathered.setdefault((site, component), []).append((study_year, is_open))
    found: dict[int, list[OfferAtSite]] = {site: [] for site in site_ids}
    for (site, component), years in gathered.items():
        if component in snapshot.position_of_component:
            found[site].append(_offer_at_site(snapshot, component, years))
    return {site: sorted(offers, key=lambda o: (o.level, o.title, o.dual)) for site, offers in found.items()}


def _offer_at_site(snapshot: Snapshot, component_id: int, years: list[tuple[int, bool]]) -> OfferAtSite:
    position = snapshot.position_of_component[component_id]
    component = snapshot.components[position]
    programme = snapshot.programmes[snapshot.programme_of[position]]
    return OfferAtSite(
        component_id=component_id,
        group_id=programme.id,
        title=component.title,
        slug=programme.slug,
        domain=component.domain,
        form=component.form,
        finality=programme.finality,
        kind=programme.kind,
        level=programme.level,
        dual=component.dual,
        years=tuple(year for year, _ in years),
        open_for_enrolment=any(is_open for _, is_open in years),
    )
