"""CSV as it really comes: any of the usual encodings, separators and line ends."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from vakwerk.core.imports.readers.sheet import Cells, ReadError, Sheet, clean, collect

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_ROWS = 30
_EXCEL_HINT = re.compile(r'\A"?sep=(.)"?[\r\n]+', re.IGNORECASE)
_QUOTED_FORMULA = re.compile(r'="([^"]*)"')
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes) -> str:
    """Text of a file: by its byte order mark, else UTF-16 when every second byte is NUL, else UTF-8, else cp1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    sample = content[:2000]
    if len(sample) > 3 and not any(sample[0::2]) and all(sample[1::2]):
        return content.decode("utf-16-be", errors="replace")
    if len(sample) > 3 and all(sample[0:-1:2]) and not any(sample[1::2]):
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def separator(text: str) -> str:
    """The separator that gives the most rows of one same width above one; a semicolon when none does."""
    best, chosen = (0, 0), ";"
    for candidate in SEPARATORS:
        widths = Counter(len(row) for row in islice(_parse(text, candidate), SAMPLE_ROWS) if len(row) > 1)
        if widths:
            width, rows = widths.most_common(1)[0]
            if (rows, width) > best:
                best, chosen = (rows, width), candidate
    return chosen


def _parse(text: str, delimiter: str) -> Iterator[list[str]]:
    """Rows until the first that cannot be read."""
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def read_csv(content: bytes, at_most: int | None) -> Sheet:
    """The rows of a CSV file. ReadError when it is no table."""
    text = decode(content)
    bare = text.replace("\x00", "")
    hint = _EXCEL_HINT.match(bare)
    delimiter = hint.group(1) if hint else separator(bare[:200_000])
    body = bare[hint.end() :] if hint else bare
    formulas: list[int] = []
    sheet = collect("", _numbered(body, delimiter, 2 if hint else 1, formulas), at_most)
    if bare != text:
        sheet.notes.append(_("Zero bytes in the file were left out."))
    if formulas:
        sheet.notes.append(
            _("Cells that begin with = are read as text, not as a formula (first in row %(row)s).")
            % {"row": formulas[0]}
        )
    return sheet


def _numbered(text: str, delimiter: str, first: int, formulas: list[int]) -> Iterator[tuple[int, Cells]]:
    number = first
    try:
        for number, row in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), first):
            cells = tuple(_cell(value) for value in row)
            if any(cell.startswith("=") for cell in cells):
                formulas.append(number)
            yield number, cells
    except csv.Error as error:
        raise ReadError(
            _("Row %(row)s cannot be read as CSV. Is a quotation mark missing? Save the file again as CSV or as Excel.")
            % {"row": number + 1}
        ) from error


def _cell(value: str) -> str:
    """A cell as text: `="0123"` and `'=x` are how spreadsheets and our own downloads keep text text."""
    cell = clean(value)
    if quoted := _QUOTED_FORMULA.fullmatch(cell):
        return quoted.group(1)
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@" else cell
