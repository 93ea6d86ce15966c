"""From a file to rows of text with their numbers. Which reader it is for is seen by the first bytes, not the name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from vakwerk.cli.problems import Refused, reason_of, refuse

from .workbook import MOST_CELLS, names_in, read_workbook, unguarded

MOST_BYTES = 400 * 1024 * 1024
SEPARATORS = (";", ",", "\t")
TOLD = re.compile(r"sep=(.)\r?\n")
"""By this first line Excel says what separates the cells."""
COMMENT = "#"
"""Lines that begin so are remarks: our own sample files say in their first line that they are fictitious."""

Row = tuple[int, tuple[str, ...]]
"""(number in the file from 1, cells without spaces around them)"""


@dataclass(frozen=True)
class Table:
    """Header and rows of one table, empty rows left out. `sheet` is "" for a CSV file. `remark`: its first remark;
    what is made from the table carries it along, so that fictitious data stay labelled.
    """

    file: str
    sheet: str
    header: Row
    rows: tuple[Row, ...]
    remark: str = ""


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The table in a file. Raises `Refused` when it is no table; says in which row when it breaks off halfway."""
    content = _bytes(path)
    if content.startswith(b"PK"):
        name, rows = read_workbook(path.name, content, sheet)
        return _table(path.name, name, rows)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse(
            "dit is een oud Excel-bestand (.xls) of er zit een wachtwoord op. Bewaar het als .xlsx zonder wachtwoord.",
            "this is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password.",
            file=path.name,
        )
    return _table(path.name, "", _csv_rows(path.name, _decoded(path.name, content)))


def sheet_names(path: Path, *, hidden: bool = False) -> tuple[str, ...]:
    """Visible sheets of a workbook, in order, with `hidden` all of them; none for a CSV file."""
    content = _bytes(path)
    return names_in(path.name, content, hidden) if content.startswith(b"PK") else ()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            most = MOST_BYTES // 1024**2
            raise refuse(f"groter dan {most} MB; splits het.", f"larger than {most} MB; split it.", file=path.name)
        return path.read_bytes()
    except OSError as error:
        reason = reason_of(error)
        raise refuse(
            f"kan niet worden gelezen: {reason.nl}. Kijk de naam en de map na.",
            f"cannot be read: {reason.en}. Check the name and the folder.",
            file=str(path),
        ) from error


def _decoded(file: str, content: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one; anything else must be saved again."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise refuse(
            "een teken dat geen UTF-8 is. Bewaar het bestand als CSV (UTF-8) of als .xlsx.",
            "a character that is not UTF-8. Save the file as CSV (UTF-8) or as .xlsx.",
            file=file,
            row=row,
        ) from error
    if "\x00" in text:
        raise refuse("dit is geen tekstbestand.", "this is not a text file.", file=file)
    return text


def _csv_rows(file: str, text: str) -> Iterator[Row]:
    told = TOLD.match(text)
    separator, number = told[1] if told else _separator(text), 0
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        for cells in reader:
            number = reader.line_num
            if told and number == 1:
                continue
            yield number, tuple(_cell(cell) for cell in cells)
    except csv.Error as error:
        raise refuse(
            "deze rij is niet te lezen. Ontbreekt er een aanhalingsteken?",
            "this row cannot be read. Is a quotation mark missing?",
            file=file,
            row=number + 1,
        ) from error


def _separator(text: str) -> str:
    """The one that the row of names holds most of."""
    lines = [line for line in text[:200_000].splitlines() if line.strip() and not line.lstrip('"').startswith(COMMENT)]
    return max(SEPARATORS, key=lambda mark: lines[0].count(mark) if lines else 0)


def _cell(value: str) -> str:
    """Without spaces around it, and without the apostrophe by which we keep text from being run as a formula."""
    return unguarded(value.strip().replace("\u00a0", " "))


def _table(file: str, sheet: str, source: Iterable[Row]) -> Table:
    rows, remark, cells = list[Row](), "", 0
    for number, row in source:
        if not any(row):
            continue
        if row[0].startswith(COMMENT):
            if rows and sum(map(bool, row)) > 1:
                raise refuse(
                    f'deze rij begint met "{COMMENT}", en dat is een opmerking. Geef een code die anders begint.',
                    f'this row begins with "{COMMENT}", which is a remark. Give a code that begins otherwise.',
                    file=file,
                    sheet=sheet,
                    row=number,
                )
            remark = remark or " ".join(row[0].lstrip(COMMENT).split())
            continue
        cells += len(row)
        if cells > MOST_CELLS:
            raise _too_large(file, sheet, number)
        rows.append((number, row))
    if len(rows) < 2:
        raise refuse(
            "hier staan geen gegevens: er is een rij met namen nodig, en daaronder minstens een rij.",
            "there are no data: a row of names is needed, and at least one row below it.",
            file=file,
            sheet=sheet,
        )
    return Table(file, sheet, rows[0], tuple(rows[1:]), remark)


def _too_large(file: str, sheet: str, number: int) -> Refused:
    return refuse(
        f"meer dan {MOST_CELLS} cellen. Splits het bestand, of gebruik de rekenmotor in Python.",
        f"more than {MOST_CELLS} cells. Split the file, or use the engine in Python.",
        file=file,
        sheet=sheet,
        row=number,
    )
