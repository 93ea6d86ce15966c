"""The borders of the five Flemish provinces and Brussels as paths, and where a point falls among them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "provinces.json"


@dataclass(frozen=True)
class Projection:
    """Degrees to units of the drawing: equirectangular, squeezed by the cosine of the middle latitude."""

    west: float
    north: float
    squeeze: float
    scale: float
    margin: float

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """(x, y): x to the east, y to the south. Points abroad fall outside the drawing."""
        x = (lon - self.west) * self.squeeze * self.scale + self.margin
        return x, (self.north - lat) * self.scale + self.margin


@dataclass(frozen=True)
class Outlines:
    """`raw` is the file: width, height, attribution, and per province its code, name, path and place for text."""

    raw: dict[str, Any]
    width: int
    height: int
    attribution: str
    paths: tuple[str, ...]
    projection: Projection


@cache
def outlines() -> Outlines:
    raw: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    paths = tuple(province["path"] for province in raw["provinces"])
    return Outlines(raw, raw["width"], raw["height"], raw["attribution"], paths, Projection(**raw["projection"]))
