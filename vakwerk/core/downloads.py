"""Rows as a file: CSV that Excel opens with its accents whole, and XLSX. No cell can become a formula.

The one exception is `recount`: sheets that an engine made, whose formulas are held against a list of what they may be.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from html import unescape
from io import BytesIO, StringIO
from typing import Any, Protocol

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import get_language

from vakwerk.core import clock
from vakwerk.engines.money import Formula, Sheet

# A cell that starts so is run as a formula by a spreadsheet (OWASP, "CSV injection").
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Characters that an XLSX file cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(value: Any) -> Any:
    """A value as data: markup removed, lazy texts resolved, moments as the clock in Brussels says; the rest stays."""
    if isinstance(value, datetime):
        return clock.local(value)
    if value is None or isinstance(value, bool | int | float) or hasattr(value, "isoformat"):
        return value
    return unescape(strip_tags(str(value))) if hasattr(value, "__html__") else str(value)


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe before it; figures keep their minus."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    return f"'{value}" if value.startswith(DANGEROUS) else value


def to_csv(filename: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Semicolons and decimal commas for a Dutch page (what a Belgian Excel expects), commas and points in English."""
    dutch = get_language() == "nl"
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if dutch else ",")
    writer.writerow([harmless(head) for head in heads])
    writer.writerows([_csv_cell(cell, dutch) for cell in row] for row in rows)
    return _file("\ufeff" + out.getvalue(), f"{filename}.csv", "text/csv; charset=utf-8")


def _csv_cell(value: Any, dutch: bool) -> Any:
    if isinstance(value, float | Decimal) and dutch:
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return harmless(value)


class Rows(Protocol):
    """One sheet of a workbook."""

    @property
    def title(self) -> str | Promise: ...
    @property
    def heads(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Iterable[Sequence[Any]]: ...


def to_xlsx(filename: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    from openpyxl import Workbook  # 0.2 s: only for who downloads

    book = Workbook(write_only=True)
    _add_sheet(book, filename, heads, rows)
    return _book(book, filename)


def to_workbook(filename: str, sheets: Iterable[Rows]) -> HttpResponse:
    """Several tables in one XLSX."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, str(sheet.title), sheet.heads, sheet.rows)
    return _book(book, filename)


def _add_sheet(book: Any, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    sheet.append([harmless(head) for head in heads])
    for row in rows:
        sheet.append([_xlsx_cell(cell) for cell in row])


def _book(book: Any, filename: str) -> HttpResponse:
    out = BytesIO()
    book.save(out)
    return _file(out.getvalue(), f"{filename}.xlsx", XLSX)


def recount(filename: str, *sheets: Sheet) -> HttpResponse:
    """An XLSX whose formulas compute an allocation again; ValueError for a formula that is not of that kind."""
    return _file(recount_bytes(*sheets), f"{filename}.xlsx", XLSX)


def recount_bytes(*sheets: Sheet) -> bytes:
    """The file itself, to be kept with a decision."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(_sheet_name(sheet.title))
        for row, cells in enumerate(sheet.rows, start=1):
            for column, value in enumerate(cells, start=1):
                _set(page.cell(row, column), value)
        _dress(page, sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


# References within the sheet, integers, the signs of arithmetic and comparing, words between quotes without any sign
# that could end them, and these functions: no links, no other sheets or files, no names.
_TOKEN = re.compile(
    r"(?:SUM|SUMPRODUCT|COUNTIF|QUOTIENT|IF|AND|OR|ROUND)(?=\()|\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(?![A-Za-z\d(!])"
    r"|\d{1,15}(?![A-Za-z\d])|[-+*/<>=&,:()]|\"[^\"=@+|!]*\""
)


def _set(cell: Any, value: Any) -> None:
    if not isinstance(value, Formula):
        cell.value = harmless(value) if value is not None else None
        return
    if _TOKEN.sub("", value.text):
        raise ValueError(f"Not a formula of a recount: {value.text!r}")
    cell.value = f"={value.text}"


def _dress(page: Any, sheet: Sheet) -> None:
    """The rows of the claims stay under their heads; columns are wide enough to read, euros have their cents."""
    from openpyxl.styles import Alignment, Font

    page.freeze_panes = f"A{sheet.first_row}"
    for cell in page[sheet.first_row - 1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        page.column_dimensions[cell.column_letter].width = 34 if cell.column <= 2 else 15
    for column in sheet.money:
        for cell in page[column][sheet.first_row - 1 :]:
            cell.number_format = "#,##0.00"


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _xlsx_cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)  # the format knows no time zones
    return harmless(value)


def _file(content: str | bytes, filename: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{re.sub(r"[^a-z0-9._-]", "-", filename.lower())}"'
    return response


Writer = Callable[[str, Sequence[str], Iterable[Sequence[Any]]], HttpResponse]
WRITERS: dict[str, Writer] = {"csv": to_csv, "xlsx": to_xlsx}
