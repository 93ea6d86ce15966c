"""Results as files: all of them or none. No cell can become a formula."""

from __future__ import annotations

import csv
import math
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from vakwerk.cli.problems import reason_of, refuse

# A cell that starts so is run as a formula by a spreadsheet (OWASP, "CSV injection").
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
DIGITS = 6
WIDEST = 60
Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Page:
    """One sheet. `file`: what its CSV is called after, "" for the main one. `widths` in characters, 0 or none given:
    by what stands in it. `remark` stands above the header; `hidden` sheets are for the program."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    file: str = ""
    widths: Sequence[int] = ()
    remark: str = ""
    hidden: bool = False

    def beside(self, path: Path) -> Path:
        """Name of the CSV file of this sheet."""
        return path.with_name(f"{path.stem}-{self.file}{path.suffix}") if self.file else path


class Outputs:
    """Files to be written; `commit` puts them in place together, after every one of them lies whole beside its place.

    `inputs` may not be overwritten.
    """

    def __init__(self, language: str, inputs: Sequence[Path | None] = ()) -> None:
        self.language, self._files = language, dict[Path, bytes]()
        self._inputs = {path.resolve() for path in inputs if path is not None}

    def text(self, path: Path, text: str) -> None:
        self.content(path, text.encode())

    def content(self, path: Path, content: bytes) -> None:
        if self.checked(path).resolve() in {other.resolve() for other in self._files}:
            raise refuse(
                "hier zouden twee resultaten in hetzelfde bestand komen; geef elk een eigen naam.",
                "two results would go into this same file; give each a name of its own.",
                file=str(path),
            )
        self._files[path] = content

    def table(self, path: Path, heads: Sequence[str], rows: Iterable[Sequence[Cell]], remark: str = "") -> None:
        """As XLSX or CSV, by the ending of the name. `remark`: a first line that says what readers must know."""
        if path.suffix.lower() == ".xlsx":
            self.content(path, _xlsx(heads, rows, remark))
        elif path.suffix.lower() == ".csv":
            self.text(path, _csv(heads, rows, remark, ";" if self.language == "nl" else ","))
        else:
            raise refuse(
                "een tabel wordt .csv of .xlsx; laat de naam daarop eindigen.",
                "a table becomes .csv or .xlsx; let the name end so.",
                file=str(path),
            )

    def book(self, path: Path, pages: Sequence[Page], remark: str = "") -> None:
        """Several tables: the sheets of one XLSX, or as CSV a file each ("result.csv", "result-log.csv", ...)."""
        if path.suffix.lower() == ".xlsx":
            self.content(path, _pages(pages, remark))
            return
        for page in pages:
            self.table(page.beside(path), page.heads, page.rows, page.remark or remark)

    def checked(self, path: Path, ending: str = "") -> Path:
        """The path, when something may be written there. Raises `Refused`; worth asking before the work begins.

        `ending`: what the name must end in, so that nobody opens JSON as a table.
        """
        if path.resolve() in self._inputs:
            raise refuse(
                "dit bestand wordt gelezen; kies een andere naam voor het resultaat.",
                "this file is being read; choose another name for the result.",
                file=str(path),
            )
        if path.is_dir():
            raise refuse(
                "dit is een map. Zet er de naam van een bestand achter.",
                "this is a folder. Put the name of a file behind it.",
                file=str(path),
            )
        if not path.parent.is_dir():
            raise refuse(
                "hier kan niet worden geschreven: die map bestaat niet. Maak ze eerst, of kies een andere.",
                "cannot be written: that folder does not exist. Make it first, or choose another.",
                file=str(path),
            )
        if not path.name.lower().endswith(ending):
            raise refuse(
                f"dit resultaat wordt {ending}; laat de naam daarop eindigen.",
                f"this result becomes {ending}; let the name end so.",
                file=str(path),
            )
        return path

    def commit(self) -> None:
        """Raises `Refused`, and leaves everything as it was, when one of them cannot be written."""
        laid: list[_Laid] = []
        try:
            for path, content in self._files.items():
                laid.append(_Laid(path, _beside(path)))
                laid[-1].new.write_bytes(content)
                laid[-1].new.chmod(0o644 & ~_umask())
            for file in laid:
                file.swap()
        except OSError as error:
            for file in laid:
                file.undo()
            reason, where = reason_of(error), str(laid[-1].path if laid else path)
            raise refuse(
                f"kan niet worden weggeschreven: {reason.nl}.", f"cannot be written: {reason.en}.", file=where
            ) from error
        for file in laid:
            file.finish()


@dataclass
class _Laid:
    """A new file beside its place, and what stood there until every file is in place."""

    path: Path
    new: Path
    old: Path | None = None
    swapped: bool = False

    def swap(self) -> None:
        if self.path.exists():
            kept = _beside(self.path)
            try:
                self.path.replace(kept)
            except OSError:
                kept.unlink()
                raise
            self.old = kept
        self.new.replace(self.path)
        self.swapped = True

    def undo(self) -> None:
        if self.swapped:
            self.path.unlink(missing_ok=True)
        if self.old is not None:
            self.old.replace(self.path)
            self.old = None
        self.finish()

    def finish(self) -> None:
        self.new.unlink(missing_ok=True)
        if self.old is not None:
            self.old.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    """An empty file of ours in the same folder."""
    handle, name = tempfile.mkstemp(prefix=".vakwerk-", dir=path.parent)
    os.close(handle)
    return Path(name)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def harmless(value: Cell) -> Cell:
    """Text that a spreadsheet would run gets an apostrophe before it; NaN and infinite are left empty."""
    if isinstance(value, float):
        return round(value, DIGITS) if math.isfinite(value) else None
    if not isinstance(value, str):
        return value
    value = _CONTROL.sub("", value)
    return f"'{value}" if value.startswith(DANGEROUS) else value


def _csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]], remark: str, separator: str) -> str:
    """With a byte order mark, so that a spreadsheet reads the accents; numbers with a point."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator)
    if remark:
        writer.writerow([f"# {remark}"])
    writer.writerow([harmless(head) for head in heads])
    writer.writerows(["" if (safe := harmless(cell)) is None else safe for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _pages(pages: Sequence[Page], remark: str) -> bytes:
    """Headers bold and kept in view, long texts wrapped, a width that fits: made to be read and printed."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for page in pages:
        _page(book.create_sheet(page.title[:31]), page, page.remark or remark)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _page(sheet: Any, page: Page, remark: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    if remark:
        sheet.append([f"# {harmless(remark)}"])
    sheet.append([harmless(head) for head in page.heads])
    top = sheet.max_row
    for cell in sheet[top]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for row in page.rows:
        sheet.append([harmless(cell) for cell in row])
    for column in range(len(page.heads)):
        given = page.widths[column] if column < len(page.widths) else 0
        sheet.column_dimensions[get_column_letter(column + 1)].width = given or _width(page, column)
    style = None
    for row in sheet.iter_rows(min_row=top + 1):
        for cell in row:
            if style is None:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                style = cell._style
            cell._style = style  # looking the same style up again for every cell takes longer than all the rest
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"
    sheet.sheet_state = "hidden" if page.hidden else "visible"


def _width(page: Page, column: int) -> int:
    lengths = [len(str(row[column])) for row in page.rows if column < len(row) and row[column] is not None]
    return min(max([len(page.heads[column]), *lengths], default=8) + 2, WIDEST)


def _xlsx(heads: Sequence[str], rows: Iterable[Sequence[Cell]], remark: str) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("tabel")
    lines: list[Sequence[Any]] = [[f"# {remark}"]] if remark else []
    for line in [*lines, heads]:
        sheet.append([harmless(cell) for cell in line])
    for row in rows:
        sheet.append([harmless(cell) for cell in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()
