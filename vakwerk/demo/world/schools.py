"""Fictitious schools on real municipalities: addresses, institutions and their sites."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from vakwerk.core import geography
from vakwerk.demo.world.chance import Chance, names
from vakwerk.demo.world.sizes import Size
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

# Real institution numbers stay below 200000; the fictitious ones cannot be mistaken for them.
FIRST_NUMBER = 900_000
BATCH = 2_000
# School sites per province on 2 September 2026 (official register; see docs/data-sources.md).
SITES = {
    "Oost-Vlaanderen": 569,
    "Antwerpen": 560,
    "West-Vlaanderen": 461,
    "Limburg": 277,
    "Vlaams-Brabant": 204,
    "Brussel": 80,
}
WEIGHTS = Path(__file__).parent.parent / "data" / "weights.csv"


@dataclass(frozen=True)
class Address:
    """A physical place; one or more sites share it."""

    municipality: geography.Municipality
    street: str
    house_number: str
    postcode: str
    latitude: float
    longitude: float


def draw_addresses(size: Size, seed: int) -> list[Address]:
    """Addresses spread over the provinces as the real sites are, and inside a province by population."""
    chance = Chance(seed, "addresses")
    places = [m for m in geography.municipalities() if not size.provinces or m.province in size.provinces]
    people: Counter[str] = Counter()
    for place in places:
        people[place.province] += _weights()[place.nis]
    weights = np.array([SITES[m.province] * _weights()[m.nis] / people[m.province] for m in places])
    drawn = chance.rng.choice(len(places), size=size.addresses, p=weights / weights.sum())
    return [_address(places[i], chance) for i in sorted(drawn.tolist())]


@cache
def _weights() -> dict[str, int]:
    """NIS code -> population of GeoNames (tools/build_demo_weights.py): larger towns get more fictitious schools."""
    with WEIGHTS.open(encoding="utf-8", newline="") as handle:
        return {row["nis"]: int(row["weight"]) for row in csv.DictReader(handle)}


def _address(place: geography.Municipality, chance: Chance) -> Address:
    # About 1.5 km around the centre: a fictitious school needs a distance, not an exact spot.
    north, east = chance.rng.normal(scale=0.012, size=2).tolist()
    return Address(
        municipality=place,
        street=chance.pick(names()["streets"]),
        house_number=str(int(chance.rng.integers(1, 180))),
        postcode=place.postcodes[0],
        latitude=round(place.lat + north, 5),
        longitude=round(place.lon + east * 1.6, 5),
    )


def make_schools(size: Size, seed: int, addresses: list[Address]) -> list[tuple[int, Site]]:
    """Institutions with two neighbouring sites each; returns (index of the address, site).

    Addresses stand in order of municipality, so the sites of one institution are near each other. Of every four spots
    the first goes with the third and the second with the fourth: two sites at one address are of two institutions.
    """
    chance = Chance(seed, "schools")
    shared = chance.rng.integers(len(addresses), size=size.sites - len(addresses)).tolist()
    spots = sorted([*range(len(addresses)), *shared])
    fours = [spots[i : i + 4] for i in range(0, len(spots), 4)]
    institutions = iter(_institutions(addresses, [spot for four in fours for spot in four[:2]], chance))
    sites = []
    for four in fours:
        pair = [next(institutions) for _ in four[:2]]
        for place, spot in enumerate(four):
            sites.append((spot, _site(pair[place % 2], f"{place // 2 + 1:02d}", addresses[spot])))
    Site.objects.bulk_create([site for _, site in sites], batch_size=BATCH)
    return sites


def _institutions(addresses: list[Address], spots: list[int], chance: Chance) -> list[Organisation]:
    used: Counter[tuple[str, str]] = Counter()
    schools = [_institution(addresses[spot], chance, used) for spot in spots]
    Organisation.objects.bulk_create(schools, batch_size=BATCH)
    numbers = (
        OrganisationNumber(organisation=school, scheme=NumberScheme.INSTITUTION, value=str(FIRST_NUMBER + i))
        for i, school in enumerate(schools)
    )
    OrganisationNumber.objects.bulk_create(numbers, batch_size=BATCH)
    return schools


def _institution(address: Address, chance: Chance, used: Counter[tuple[str, str]]) -> Organisation:
    """Names come back in other municipalities, as real ones do; pages show the locality beside the name."""
    name = f"{chance.pick(names()['school_kinds'])} {chance.pick(names()['school_words'])}"
    key = (name, address.municipality.nis)
    used[key] += 1
    if used[key] > 1:
        name = f"{name} {used[key]}"
    return Organisation(
        kind=OrganisationKind.SECONDARY_SCHOOL, name=name, network=chance.pick(names()["networks"]), fictitious=True
    )


def _site(school: Organisation, number: str, address: Address) -> Site:
    return Site(
        organisation=school,
        number=number,
        name=school.name if number == "01" else f"{school.name} - {address.street}",
        street=address.street,
        house_number=address.house_number,
        postcode=address.postcode,
        locality=address.municipality.name,
        municipality=address.municipality.nis,
        latitude=address.latitude,
        longitude=address.longitude,
    )
