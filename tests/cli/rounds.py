"""Small rounds from spreadsheets, and their results read and edited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from vakwerk.cli import main

PUPILS = "leerling;opleiding;postcode;hoogste reistijd\nA;Lassen;9000;60\nB;Lassen;9000;60\nC;Bakkerij;9000;60\n"
PLACES = (
    "werkplek;bedrijf;opleidingen;postcode;plaatsen\n"
    "X;X bv;Lassen;9000;1\nY;Y bv;Lassen;9090;1\nZ;Z bv;Bakkerij;2000;1\n"
)

LOCKS = PUPILS.replace("hoogste reistijd", "vastzetten")


def place(folder: Path, pupils: str, places: str, out: str, *more: str) -> int:
    names = ["--pupils", str(folder / pupils), "--places", str(folder / places), "--out", str(folder / out)]
    return main(["place", *names, *more])


def small(folder: Path, pupils: str = PUPILS, places: str = PLACES) -> Path:
    (folder / "p.csv").write_text(pupils)
    (folder / "w.csv").write_text(places)
    return folder


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Rows of a sheet by the names above them; remarks skipped."""
    lines = [row for row in load_workbook(path)[sheet].iter_rows(values_only=True) if not str(row[0]).startswith("# ")]
    return [dict(zip(map(str, lines[0]), line, strict=True)) for line in lines[1:]]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    found = capsys.readouterr()
    return found.out + found.err


def edited(
    folder: Path, name: str, changes: dict[str, dict[str, str]], sheet: str = "Plaatsing", key: str = "leerling"
) -> None:
    """`changes`: {code: {column: value}}."""
    book = load_workbook(folder / name)
    page = book[sheet]
    top = next(row[0].row for row in page.iter_rows() if row[0].value == key)
    head = {cell.value: cell.column for cell in page[top]}
    for row in page.iter_rows(min_row=top + 1):
        for column, value in changes.get(str(row[0].value), {}).items():
            page.cell(row[0].row, head[column]).value = value
    book.save(folder / name)


def placed_in(path: Path) -> dict[str, str]:
    return {row["leerling"]: row["werkplek"] or "" for row in rows(path, "Plaatsing")}
