"""A table as it was read: rows of text with their numbers, and what the reader noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
Cells = tuple[str, ...]
_INVISIBLE = dict.fromkeys((0x00, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), None)


class ReadError(Exception):
    """The file cannot be read as a table; the message says why and what to do, in the reader's language."""


class EmptyError(ReadError):
    """There is no cell with anything in it."""


@dataclass
class Sheet:
    """A table. `rows` holds (number in the file, cells) of every row that is not empty; `complete` is False when
    reading stopped early because fewer rows were asked for. `notes` are sentences about what was noticed."""

    name: str
    rows: list[tuple[int, Cells]]
    notes: list[str] = field(default_factory=list)
    complete: bool = True


def clean(value: str) -> str:
    """A cell without what nobody sees: spaces around it, zero-width characters, NUL."""
    return value.translate(_INVISIBLE).replace("\u00a0", " ").strip()


def collect(name: str, rows: Iterable[tuple[int, Cells]], at_most: int | None) -> Sheet:
    """The rows that are not empty, up to `at_most`. ReadError when there are too many rows or columns or none."""
    sheet = Sheet(name, [])
    for number, cells in _filled(rows):
        if at_most is not None and len(sheet.rows) >= at_most:
            sheet.complete = False
            break
        if len(sheet.rows) > MOST_ROWS:
            raise ReadError(_("This file has more than %(most)s rows. Split it in parts.") % {"most": MOST_ROWS})
        sheet.rows.append((number, cells))
    if not sheet.rows:
        raise EmptyError(_("This file is empty."))
    return sheet


def _filled(rows: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    for number, cells in rows:
        if not any(cells):
            continue
        width = max(index for index, cell in enumerate(cells, 1) if cell)
        if width > MOST_COLUMNS:
            raise ReadError(
                _("Row %(row)s has more than %(most)s columns. Is this the right file?")
                % {"row": number, "most": MOST_COLUMNS}
            )
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise ReadError(
                _("Row %(row)s has a cell of more than %(most)s characters. Is a quotation mark missing?")
                % {"row": number, "most": LONGEST_CELL}
            )
        yield number, cells[:width]


def letter(index: int) -> str:
    """The name of a column as a spreadsheet shows it: 0 -> A, 25 -> Z, 26 -> AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
