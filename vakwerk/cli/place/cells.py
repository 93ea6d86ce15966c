"""From the text of a cell to a value, or a problem that says what was expected."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from vakwerk.cli.problems import Problem
from vakwerk.engines.places import Place, find_place, fold

from .tables import Sheet

YES = {"ja", "j", "yes", "y", "x", "1", "true", "waar", "oui"}
NO = {"", "nee", "neen", "n", "no", "0", "false", "onwaar"}
MODES = {
    "fiets": 0, "bike": 0, "bicycle": 0, "elektrische fiets": 0, "speed pedelec": 0, "f": 0,
    "openbaar vervoer": 1, "ov": 1, "bus": 1, "trein": 1, "tram": 1, "public transport": 1, "pt": 1, "train": 1,
    "bus trein": 1, "auto": 2, "car": 2, "wagen": 2, "moto": 2, "bromfiets": 2, "gebracht": 2, "a": 2,
}  # fmt: skip
IN_REGION = {
    "vlaams gewest", "vlaanderen", "vlaams", "flemish region", "flanders", "brussels hoofdstedelijk gewest",
    "brussels gewest", "brussel", "brussels", "brussels region", "brussels capital region", "bhg", "vl", "flemish",
    "vlaams of brussels", "flemish or brussels",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100
LAT, LON = (49.4, 51.6), (2.4, 6.5)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?")
_BELGIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NATIONAL_NUMBER = re.compile(r"\d{2}\.?\d{2}\.?\d{2}[-. ]?\d{3}[. ]?\d{2}")


@dataclass
class Reader:
    """Reads cells of one sheet; collects every problem instead of stopping at the first."""

    sheet: Sheet
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, number: int, key: str, nl: str, en: str) -> None:
        self.problems.append(self.sheet.problem(number, key, nl, en))

    def code(self, number: int, row: Sequence[str], key: str) -> str:
        """A name or code; must be there, and must not be a national number."""
        text = self.sheet.cell(row, key)
        if not text:
            self.wrong(number, key, "deze cel mag niet leeg zijn.", "this cell must not be empty.")
        elif _NATIONAL_NUMBER.fullmatch(text) and _is_national_number(text):
            self.wrong(
                number,
                key,
                "dit lijkt een rijksregisternummer. Gebruik een code van jezelf.",
                "this looks like a national number. Use a code of your own.",
            )
        return text

    def day(self, number: int, row: Sequence[str], key: str) -> str:
        """ISO date, "" when empty."""
        text = self.sheet.cell(row, key)
        if not text:
            return ""
        found = day_of(text)
        if found is None:
            self.wrong(
                number,
                key,
                f'"{text}" is geen datum. Schrijf 2026-09-01 of 1/9/2026.',
                f'"{text}" is not a date. Write 2026-09-01 or 1/9/2026.',
            )
        return found or ""

    def whole(self, number: int, row: Sequence[str], key: str, default: int, least: int = 0, most: int = 10**6) -> int:
        text = self.sheet.cell(row, key)
        if not text:
            return default
        if not re.fullmatch(r"-?\d{1,9}", text) or not least <= int(text) <= most:
            self.wrong(
                number,
                key,
                f'"{text}" moet een geheel getal zijn van {least} tot {most}.',
                f'"{text}" must be a whole number from {least} to {most}.',
            )
            return default
        return int(text)

    def number(self, number: int, row: Sequence[str], key: str, low: float, high: float) -> float | None:
        text = self.sheet.cell(row, key).replace(",", ".")
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = float("nan")
        if not low <= found <= high:
            self.wrong(
                number,
                key,
                f'"{text}" moet een getal zijn van {low:g} tot {high:g}.',
                f'"{text}" must be a number from {low:g} to {high:g}.',
            )
            return None
        return found

    def yes(self, number: int, row: Sequence[str], key: str) -> bool:
        text = fold(self.sheet.cell(row, key))
        if text not in YES | NO:
            self.wrong(number, key, f'"{text}": schrijf ja of nee.', f'"{text}": write yes or no.')
        return text in YES

    def mode(self, number: int, row: Sequence[str], key: str) -> int:
        text = fold(self.sheet.cell(row, key))
        if text and text not in MODES:
            self.wrong(
                number,
                key,
                f'"{text}" kennen we niet. Schrijf fiets, openbaar vervoer of auto.',
                f'"{text}" is not known. Write bike, public transport or car.',
            )
        return MODES.get(text, 0)

    def point(self, number: int, row: Sequence[str]) -> tuple[float, float, str, str]:
        """(lat, lon, municipality, region) from coordinates, or from a postcode or the name of a municipality."""
        lat = self.number(number, row, "lat", *LAT)
        lon = self.number(number, row, "lon", *LON)
        text = self.sheet.cell(row, "where")
        place = _found(text)
        if lat is not None and lon is not None:
            return lat, lon, place.municipality.name if place else text, place.municipality.region if place else ""
        if place is None:
            self._no_point(number, text)
            return float("nan"), float("nan"), text, ""
        return place.lat, place.lon, place.municipality.name, place.municipality.region

    def _no_point(self, number: int, text: str) -> None:
        if text:
            self.wrong(
                number,
                "where",
                f'"{text}" is geen postcode of gemeente in Vlaanderen of Brussel. Schrijf het voluit, of geef '
                "breedtegraad en lengtegraad.",
                f'"{text}" is not a postcode or municipality in Flanders or Brussels. Write it in full, or give '
                "latitude and longitude.",
            )
        else:
            self.wrong(
                number,
                "where",
                "waar is dit? Geef een postcode, een gemeente, of breedtegraad en lengtegraad.",
                "where is this? Give a postcode, a municipality, or latitude and longitude.",
            )

    def point_of(self, number: int, row: Sequence[str], key: str) -> tuple[float, float]:
        """A point from a postcode or municipality; not a number when empty."""
        text = self.sheet.cell(row, key)
        place = _found(text)
        if text and place is None:
            self.wrong(
                number,
                key,
                f'"{text}" is geen postcode of gemeente in Vlaanderen of Brussel.',
                f'"{text}" is not a postcode or municipality in Flanders or Brussels.',
            )
        return (place.lat, place.lon) if place else (float("nan"), float("nan"))


@cache
def _found(text: str) -> Place | None:
    """Most rows name a place that another row named too."""
    return find_place(text) if text else None


def many(text: str) -> list[str]:
    """ "A; B | C" -> ["A", "B", "C"]."""
    return [part.strip() for part in re.split(r"[;|\n]", text) if part.strip()]


def day_of(text: str) -> str | None:
    """ISO date of a date as people write it; None when it is none."""
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups()[:3])
    elif found := _BELGIAN.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _is_national_number(text: str) -> bool:
    """Whether the two last digits are the check of a Belgian national number (97 less the rest by 97)."""
    digits = re.sub(r"\D", "", text)
    body, check = digits[:9], int(digits[9:])
    return any(97 - int(prefix + body) % 97 == check for prefix in ("", "2"))
