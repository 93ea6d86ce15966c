"""Data of banks that fit in a table: fields between bars, the first line their names."""

from __future__ import annotations

import csv

from .entries import DATA


def rows(name: str) -> list[dict[str, str]]:
    """The lines of this file, in order."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))
