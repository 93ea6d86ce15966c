"""XLSX, read without trusting it: sizes first, no entities, no formulas run, no links followed."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from vakwerk.cli.problems import Refused, column_name, refuse

MOST_CELLS = 10_000_000
MOST_PARTS = 1_000
MOST_UNPACKED = 600 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL = 1024 * 1024
_FORMULA = re.compile(rb"<f[ >/]")

Row = tuple[int, tuple[str, ...]]


def read_workbook(file: str, content: bytes, wanted: str | None) -> tuple[str, Iterator[Row]]:
    """(name of the sheet, its rows): the sheet `wanted`, else the first that is visible. Raises `Refused`."""
    _inspect(file, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that no table needs
            sheet = _sheet(file, _open(content, values=True), wanted)
            _refuse_formulas(file, content, sheet.title)
            return sheet.title, iter(list(_rows(sheet)))
    except Refused:
        raise
    except Exception as error:  # a parser of hostile XML fails in many ways; each of them is the file's fault
        raise _damaged(file) from error


def names_in(file: str, content: bytes, hidden: bool) -> tuple[str, ...]:
    """Visible sheets, or all, in order. Raises `Refused` like `read_workbook`."""
    _inspect(file, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _open(content, values=True)
            return tuple(sheet.title for sheet in book.worksheets if hidden or sheet.sheet_state == "visible")
    except Exception as error:  # as above
        raise _damaged(file) from error


def _inspect(file: str, content: bytes) -> None:
    """Refuses an archive that unpacks to too much, has too many parts, or is no workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _damaged(file) from error
    too_much = len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED
    if too_much or any(part.file_size > max(SMALL, HIGHEST_RATIO * part.compress_size) for part in parts):
        raise refuse(
            "dit Excel-bestand wordt te groot bij het uitpakken. Bewaar alleen het blad dat je nodig hebt, of CSV.",
            "this Excel file grows too large when it is unpacked. Save only the sheet that you need, or CSV.",
            file=file,
        )
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise refuse(
            "dit is geen Excel-werkmap. Bewaar het als .xlsx of CSV.",
            "this is not an Excel workbook. Save it as .xlsx or CSV.",
            file=file,
        )


def _damaged(file: str) -> Refused:
    return refuse(
        "dit Excel-bestand is beschadigd. Open het, bewaar het opnieuw als .xlsx of CSV, en probeer dat.",
        "this Excel file is damaged. Open it, save it again as .xlsx or CSV, and try that.",
        file=file,
    )


def _open(content: bytes, *, values: bool) -> Any:
    import openpyxl  # 0.2 s: only for who brings a workbook

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing; without it workbooks are not read")
    return openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)


def _sheet(file: str, book: Any, wanted: str | None) -> Any:
    sheets = [sheet for sheet in book.worksheets if wanted in (None, sheet.title)]
    visible = [sheet for sheet in sheets if wanted or sheet.sheet_state == "visible"]
    if not visible:
        names = ", ".join(sheet.title for sheet in book.worksheets)
        raise refuse(f"geen blad dat zo heet. Er is: {names}.", f"no sheet of that name. There is: {names}.", file=file)
    return visible[0]


def _refuse_formulas(file: str, content: bytes, title: str) -> None:
    """A formula whose result was never stored reads as an empty cell, and would pass for "not answered"."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(name)) for name in names):
            return
    sheet = _open(content, values=False)[title]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                raise refuse(
                    "hier staat een formule. Plak de cellen als waarden en bewaar opnieuw.",
                    "there is a formula here. Paste the cells as values and save again.",
                    file=file,
                    sheet=title,
                    row=cell.row,
                    column=column_name(cell.column - 1),
                )


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says about its size is not to be trusted
    cells = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(values)
        if cells > MOST_CELLS + 16_384:  # the reader of tables says so in its own words; this only stops the reading
            return
        yield number, tuple("" if value is None else _text(value) for value in values)


def _text(value: Any) -> str:
    """12.0 reads as 12; text without the apostrophe by which we guard it; all else as Python writes it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return unguarded(str(value).strip())


def unguarded(cell: str) -> str:
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell
