"""XLSX, read without trusting it: sizes first, no entities, no formulas run, no links followed."""

from __future__ import annotations

import logging
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core.imports.readers.sheet import MOST_COLUMNS, Cells, EmptyError, ReadError, Sheet, clean, collect, letter

logger = logging.getLogger(__name__)
MOST_ENTRIES = 1_000
MOST_BYTES = 150 * 1024 * 1024
HIGHEST_RATIO = 200
SMALL = 1024 * 1024
MOST_FORMULAS_NAMED = 5


def inspect(content: bytes) -> None:
    """Refuses an archive that would unpack to too much, has too many parts, or is no workbook."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(_damaged()) from error
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ReadError(_("This Excel file is too large when it is unpacked. Save only the sheet you need."))
    if any(entry.file_size > max(SMALL, HIGHEST_RATIO * entry.compress_size) for entry in entries):
        raise ReadError(
            _("This Excel file is packed in a suspicious way. Save it again from your spreadsheet program.")
        )
    names = {entry.filename for entry in entries}
    if "mimetype" in names:
        raise ReadError(_("This is an OpenDocument file. Save it as Excel (.xlsx) or CSV."))
    if "xl/workbook.xml" not in names:
        raise ReadError(_("This is not an Excel workbook. Save it as Excel (.xlsx) or CSV."))


def _damaged() -> str:
    return _("This Excel file is damaged. Open it, save it again as Excel (.xlsx) or CSV, and send that.")


def read_xlsx(content: bytes, at_most: int | None) -> Sheet:
    """The rows of the first visible sheet with something in it. ReadError when the file is no sound workbook."""
    inspect(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about styles and extensions that no import needs
            return _first_sheet(content, at_most)
    except ReadError:
        raise
    except Exception as error:  # a parser of hostile XML fails in many ways; each of them is the file's fault
        logger.info("unreadable workbook: %s", type(error).__name__)
        raise ReadError(_damaged()) from error


def _open(content: bytes, *, values: bool) -> Any:
    from openpyxl import load_workbook  # 0.2 s: only for who imports

    return load_workbook(BytesIO(content), read_only=True, data_only=values, keep_links=False)


def _first_sheet(content: bytes, at_most: int | None) -> Sheet:
    book = _open(content, values=True)
    try:
        for source in book.worksheets:
            if source.sheet_state != "visible":
                continue
            try:
                sheet = collect(source.title, _rows(source), at_most)
            except EmptyError:
                continue
            sheet.notes += _notes(content, book.sheetnames, sheet)
            return sheet
    finally:
        book.close()
    raise EmptyError(_("This workbook has no visible sheet with anything in it."))


def _rows(source: Any) -> Iterator[tuple[int, Cells]]:
    source.reset_dimensions()  # what the file says about its size is not to be trusted
    for number, values in enumerate(source.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), 1):
        yield number, tuple("" if value is None else as_text(value) for value in values)


def as_text(value: Any) -> str:
    """A cell as a person reads it: 12.0 -> 12, a day as 2026-12-31, True -> ja."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    text = clean(str(value))
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def _notes(content: bytes, titles: Iterable[str], sheet: Sheet) -> Iterator[str]:
    others = [title for title in titles if title != sheet.name]
    if others:
        names = {"used": sheet.name, "others": ", ".join(others)}
        yield _("Only the sheet “%(used)s” is read; not: %(others)s.") % names
    formulas = _formulas(content, sheet.name, sheet.rows[-1][0])
    if formulas:
        named = ", ".join(formulas[:MOST_FORMULAS_NAMED]) + (", ..." if len(formulas) > MOST_FORMULAS_NAMED else "")
        yield _("Formulas were not calculated; the value that the file holds was used (%(cells)s).") % {"cells": named}


def _formulas(content: bytes, title: str, last_row: int) -> list[str]:
    """Cells with a formula, as A1 names: at most one more than we name."""
    if not _may_have_formulas(content):
        return []
    book = _open(content, values=False)
    found: list[str] = []
    try:
        source = book[title]
        source.reset_dimensions()
        for number, cells in enumerate(source.iter_rows(max_row=last_row, max_col=MOST_COLUMNS), 1):
            found += [f"{letter(i)}{number}" for i, cell in enumerate(cells) if cell.data_type == "f"]
            if len(found) > MOST_FORMULAS_NAMED:
                break
    finally:
        book.close()
    return found


def _may_have_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f" in archive.read(name) for name in sheets)
