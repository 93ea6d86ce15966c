"""Which fictitious site teaches what: each programme at as many addresses as the catalogue counts, scaled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.core import clock
from vakwerk.demo.world.chance import Chance
from vakwerk.demo.world.sizes import FLANDERS_OFFERS, Size
from vakwerk.offer.models import OfferedProgramme
from vakwerk.people.models import Site

SOURCE = "fictief"
# At one address several sites teach; the register counts sites (42,000 offers), the catalogue addresses (29,800).
SECOND_SITE = FLANDERS_OFFERS / 29_800 - 1
BATCH = 5_000


def make_offers(size: Size, seed: int, sites: list[tuple[int, Site]], n_addresses: int) -> list[OfferedProgramme]:
    """One row per site, component and year of study of this school year."""
    chance = Chance(seed, "offers")
    at_address: dict[int, list[Site]] = defaultdict(list)
    for spot, site in sites:
        at_address[spot].append(site)
    several = sum(len(there) > 1 for there in at_address.values()) / len(at_address)
    twice = min(1.0, SECOND_SITE / several) if several else 0.0
    profile = Profiles(chance, n_addresses)
    offers: list[OfferedProgramme] = []
    for component in ProgrammeComponent.objects.select_related("group").order_by(
        "group__number", "domain", "dual", "code"
    ):
        if component.addresses:
            wanted = max(1, round(component.addresses * size.share))
            for spot in chance.weighted_sample(profile.fit(component), wanted).tolist():
                offers += _at_address(component, at_address[spot], twice, chance)
    OfferedProgramme.objects.bulk_create(offers, batch_size=BATCH)
    return offers


class Profiles:
    """Every address has domains and finalities it is good at, so that programmes cluster as they do in schools."""

    def __init__(self, chance: Chance, n_addresses: int) -> None:
        self.chance = chance
        self.n = n_addresses
        self._affinity: dict[tuple[str, str], np.ndarray] = {}

    def fit(self, component: ProgrammeComponent) -> np.ndarray:
        """Weight of each address for this component, shape (n_addresses,)."""
        domain = self._of("domain", component.domain or "none")
        leads_to = self._of("finality", component.group.finality or component.group.kind)
        weight: np.ndarray = domain * leads_to
        return weight

    def _of(self, kind: str, value: str) -> np.ndarray:
        if (kind, value) not in self._affinity:
            self._affinity[kind, value] = self.chance.rng.lognormal(sigma=1.2, size=self.n)
        return self._affinity[kind, value]


def _at_address(
    component: ProgrammeComponent, sites: list[Site], twice: float, chance: Chance
) -> Iterator[OfferedProgramme]:
    """At one of the address's sites, and with chance `twice` at another one too."""
    chosen = [sites[int(chance.rng.integers(len(sites)))]]
    if len(sites) > 1 and chance.rng.random() < twice:
        chosen.append(next(site for site in sites if site is not chosen[0]))
    for site in chosen:
        for year in _years(component):
            yield OfferedProgramme(
                site=site, component=component, school_year=clock.school_year(), year_of_study=year, source=SOURCE
            )


def _years(component: ProgrammeComponent) -> range:
    """Special education (OV3) names no years: it is organised in phases, shown here as one."""
    first = component.first_year or 1
    return range(first, (component.last_year or first) + 1)
