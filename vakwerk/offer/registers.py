"""The official registers of institutions, sites and organised offer, read into our own small shapes.

Interfaces and traps: `docs/data-sources.md`. What a record says is kept as it is said; what is impossible (a latitude
in the North Sea, a year that ends before it begins) is left out and counted, so that the difference can say so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from vakwerk.catalogue.official_api import INSTITUTIONS, ORGANISED_OFFER, SITES, OfficialApiError, read_dump
from vakwerk.core import geography
from vakwerk.people import numbers
from vakwerk.people.models import NumberScheme

# Registers by the name of their file: the last part of the interface's address.
FILES = {path.rsplit("/", 1)[-1]: path for path in (INSTITUTIONS, SITES, ORGANISED_OFFER)}
BOARD_TYPE = "300"
# A box around Belgium, degrees. Outside of it a coordinate is a mistake; inside when swapped, it was swapped.
LATITUDES, LONGITUDES = (49.4, 51.6), (2.4, 6.5)
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Institution:
    number: str
    name: str
    network: str
    board: str
    is_board: bool


@dataclass(frozen=True, slots=True)
class SiteRecord:
    institution: str
    number: str
    street: str
    house_number: str
    postcode: str
    locality: str
    municipality: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class OfferRecord:
    institution: str
    site: str
    group_code: str
    school_year: int
    open_for_enrolment: bool


@dataclass
class Registers:
    """The three registers, by key, and what was left out of them with the reason."""

    institutions: dict[str, Institution] = field(default_factory=dict)
    sites: dict[tuple[str, str], SiteRecord] = field(default_factory=dict)
    offers: dict[tuple[str, str, str, int], OfferRecord] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)

    @property
    def size(self) -> int:
        return len(self.institutions) + len(self.sites) + len(self.offers)


def read_folder(folder: Path) -> Registers:
    """Registers saved as pages: `instelling`, `instellingslocatie` and `ingerichteadministratievegroep`.

    Each is a file `<name>.json` or a folder of pages. Raises OfficialApiError when one is missing or incomplete.
    """
    return read_records({name: read_dump(source(folder, name)) for name in FILES})


def source(folder: Path, name: str) -> Path:
    """Where a register is kept: one file, or a folder of pages. Raises OfficialApiError when it is not there."""
    for path in (folder / f"{name}.json", folder / name):
        if path.exists():
            return path
    raise OfficialApiError(f"{folder.name}: neither {name}.json nor a folder {name} with pages.")


def read_records(records: Mapping[str, Iterable[Record]]) -> Registers:
    """Records by register name, as our shapes."""
    registers = Registers()
    for record in records["instelling"]:
        _read_institution(registers, record)
    for record in records["instellingslocatie"]:
        _read_site(registers, record)
    for record in records["ingerichteadministratievegroep"]:
        _read_offer(registers, record)
    _keep_schools_and_boards(registers)
    return registers


def _keep_schools_and_boards(registers: Registers) -> None:
    """The register of institutions also holds others; ours are those with a site, and their boards."""
    with_site = {institution for institution, _ in registers.sites}
    boards = {i.board for number, i in registers.institutions.items() if number in with_site}
    kept = {number: i for number, i in registers.institutions.items() if number in with_site | boards}
    if others := len(registers.institutions) - len(kept):
        registers.left_out["institution without a site in the register of sites"] += others
    registers.institutions = {
        number: replace(i, is_board=i.is_board or number not in with_site) for number, i in kept.items()
    }


def _read_institution(registers: Registers, record: Record) -> None:
    number = institution_number(_value(record, "instelling_nummer", "instellingsnummer"))
    name = _value(record, "instelling_naam_volledig", "instelling_naam")
    if not number or not name:
        registers.left_out["institution without number or name"] += 1
        return
    registers.institutions[number] = Institution(
        number=number,
        name=name[:200],
        network=_value(record, "instelling_net")[:60],
        board=institution_number(_nested(record, "instelling_bestuur", "instellingsnummer", "instelling_nummer")),
        is_board=_value(record, "instelling_hoofdstructuur", "instelling_type", "instellingstype") == BOARD_TYPE,
    )


def _read_site(registers: Registers, record: Record) -> None:
    institution = institution_number(_value(record, "instelling_nummer", "instellingsnummer"))
    number = _value(record, "instellingslocatie_vestigingsnummer", "vestigingsnummer")[:8]
    if not institution or not number:
        registers.left_out["site without institution or number"] += 1
        return
    point = coordinates(registers, record)
    postcode = _value(record, "instellingslocatie_postcode")
    registers.sites[institution, number] = SiteRecord(
        institution=institution,
        number=number,
        street=_value(record, "instellingslocatie_straatnaam")[:120],
        house_number=_value(record, "instellingslocatie_huisnummer")[:20],
        postcode=postcode[:4],
        locality=_value(record, "instellingslocatie_gemeente")[:80],
        municipality=_municipality(registers, _value(record, "instellingslocatie_gemeente_nis"), postcode),
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
    )


def _read_offer(registers: Registers, record: Record) -> None:
    institution = institution_number(_value(record, "instelling_nummer", "instellingsnummer"))
    site = _value(record, "vestigingsnummer", "instellingslocatie_vestigingsnummer")[:8]
    code = _value(record, "administratievegroep_code")
    year = school_year(_value(record, "schooljaar"))
    if not institution or not site or not code or year is None:
        registers.left_out["offer without institution, site, code or school year"] += 1
    elif is_cancelled(record):
        registers.left_out["offer cancelled before it began"] += 1
    else:
        is_open = _truth(record, "inschrijvingen")
        registers.offers[institution, site, code, year] = OfferRecord(institution, site, code, year, is_open)


def institution_number(text: str) -> str:
    """The stored form of an institution number, "" when it is none."""
    try:
        return numbers.parse(NumberScheme.INSTITUTION, text) if text else ""
    except ValidationError:
        return ""


def school_year(text: str) -> int | None:
    """ "2026-2027", "2026-27" or "2026": the year it starts in; None for anything else."""
    start = text.strip()[:4]
    return int(start) if start.isascii() and start.isdigit() and 2000 <= int(start) <= 2100 else None


def is_cancelled(record: Record) -> bool:
    """The register cancels a year by an end that lies before its beginning."""
    begins, ends = (_date(_ending(record, name)) for name in ("begindatum", "einddatum"))
    return begins is not None and ends is not None and ends < begins


def coordinates(registers: Registers, record: Record) -> tuple[float, float] | None:
    """Latitude and longitude in degrees; swapped ones are put right, impossible ones left out, and both are counted."""
    latitude = _degrees(_ending(record, "gps_breedtegraad"))
    longitude = _degrees(_ending(record, "gps_lengtegraad"))
    if latitude is None or longitude is None:
        registers.noticed["site without coordinates"] += 1
        return None
    if _in_belgium(latitude, longitude):
        return latitude, longitude
    if _in_belgium(longitude, latitude):
        registers.noticed["site with latitude and longitude swapped"] += 1
        return longitude, latitude
    registers.noticed["site with impossible coordinates"] += 1
    return None


def _in_belgium(latitude: float, longitude: float) -> bool:
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def _municipality(registers: Registers, nis: str, postcode: str) -> str:
    """The NIS code, if need be by the postcode; "" outside Flanders and Brussels."""
    if nis:
        return nis[:5]
    place = geography.find_place(postcode) if postcode else None
    registers.noticed["site without municipality code"] += 1
    return place.nis if place else ""


def _value(record: Record, *names: str) -> str:
    """The first of these fields that says something, as text; an object says its code, then its description."""
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            value = value.get("omschrijving") or value.get("code")
        if value not in (None, ""):
            return str(value).strip()
    return ""


def _nested(record: Record, name: str, *inside: str) -> str:
    value = record.get(name)
    return _value(value, *inside) if isinstance(value, Mapping) else ""


def _ending(record: Record, ending: str) -> str:
    """The field with this name, with or without the prefix of its register."""
    name = next((name for name in record if name == ending or name.endswith(f"_{ending}")), "")
    return _value(record, name)


def _truth(record: Record, name: str) -> bool:
    value = record.get(name, True)
    return value if isinstance(value, bool) else str(value).strip().lower() in {"true", "1", "ja", "j"}


def _degrees(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
