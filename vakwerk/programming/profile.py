"""What a school offers now: per site, and as pairs of study domain and finality (its offer profile)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vakwerk.catalogue.models import Domain, Finality, ProgrammeComponent
from vakwerk.offer import queries as offer
from vakwerk.offer.queries import OfferAtSite
from vakwerk.people.models import Site

Pair = tuple[str, str]


# Niches that the sources name (orientation of the first grade); the catalogue marks what an import told.
NICHE_WORDS = ("topsport", "freinet", "steiner", "yeshiva")


def is_niche(component: ProgrammeComponent) -> bool:
    """As far as the catalogue and the names tell; the page asks the school to check it."""
    title = component.title.casefold()
    return component.niche or any(word in title for word in NICHE_WORDS)


@dataclass(frozen=True)
class Profile:
    """The offer of the sites of one school. `pairs`: every (domain, finality) that it offers somewhere."""

    school_year: int
    by_site: dict[int, list[OfferAtSite]]

    @property
    def pairs(self) -> set[Pair]:
        return {
            (each.domain, each.finality)
            for offers in self.by_site.values()
            for each in offers
            if each.domain and each.finality
        }

    def holds(self, component: ProgrammeComponent) -> bool | None:
        """Within the profile? None for what has no domain or finality (first grade, preparation)."""
        if not component.domain or not component.group.finality:
            return None
        return (component.domain, component.group.finality) in self.pairs

    def offers(self, site_id: int, component_id: int) -> bool:
        """That very component is taught at that site already."""
        return any(each.component_id == component_id for each in self.by_site.get(site_id, ()))


def of_school(sites: Sequence[Site]) -> Profile:
    """Of the sites of one school in the school year of today, or the newest that the register has."""
    year = offer.offered_school_year()
    return Profile(year, offer.offer_of_sites([site.pk for site in sites], year))


@dataclass(frozen=True)
class Cell:
    """One pair of the matrix: the titles offered there, with the number of sites that teach each."""

    label: Any
    programmes: tuple[tuple[str, str, int], ...]


def matrix(found: Profile) -> list[tuple[Any, list[Cell]]]:
    """Rows per study domain with a cell per finality; domains without any programme are left out."""
    rows = []
    for domain in Domain:
        cells = [Cell(finality.label, _titles(found, domain, finality)) for finality in Finality]
        if any(cell.programmes for cell in cells):
            rows.append((domain.label, cells))
    return rows


def _titles(found: Profile, domain: str, finality: str) -> tuple[tuple[str, str, int], ...]:
    sites: dict[tuple[str, str], set[int]] = {}
    for site, offers in found.by_site.items():
        for each in offers:
            if (each.domain, each.finality) == (domain, finality):
                sites.setdefault((each.title, each.slug), set()).add(site)
    return tuple((title, slug, len(where)) for (title, slug), where in sorted(sites.items()))
