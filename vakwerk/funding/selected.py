"""The contests that the plan names, as data: one list, also for the page of the plan. No models here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "data" / "contests-2023-2024.yaml"


@dataclass(frozen=True)
class Selected:
    """The selection of one school year; each contest with its organiser, as printed."""

    school_year: int
    source: str
    contests: tuple[tuple[str, str], ...]
    low_countries: str


@cache
def selected() -> Selected:
    """What the plan prints in section 2.8."""
    raw = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    pairs = tuple((str(name), str(organiser)) for name, organiser in raw["contests"])
    return Selected(raw["school_year"], raw["source"], pairs, raw["low_countries"])
