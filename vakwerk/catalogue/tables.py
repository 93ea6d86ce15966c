"""The room's own tables: CSV files whose first line says where the rows come from and when they were seen."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True)
class Table:
    """Rows as printed, with the source line that belongs to every one of them."""

    source: str
    seen_on: date
    licence: str
    rows: list[dict[str, str]]
    published_on: date | None = None


def parse_source_line(line: str) -> dict[str, str]:
    """ "# source=... | seen_on=2026-10-09 | licence=..." as a mapping; ValueError for any other line."""
    if not line.startswith("# "):
        raise ValueError(f"a table starts with a source line, not with {line[:40]!r}")
    pairs = (part.partition("=") for part in line[2:].strip().split(" | "))
    return {key: value for key, _, value in pairs}


def read_table(name: str, folder: Path = DATA) -> Table:
    """One table of `data/`. Raises KeyError or ValueError when its source line lacks source, date or licence."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        said = parse_source_line(file.readline())
        rows = list(csv.DictReader(file))
    published = said.get("published_on")
    return Table(
        source=said["source"],
        seen_on=date.fromisoformat(said["seen_on"]),
        licence=said["licence"],
        rows=rows,
        published_on=date.fromisoformat(published) if published else None,
    )
