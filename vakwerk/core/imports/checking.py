"""From rows of text to records, and every problem on the way with its row, column, value and what to do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vakwerk.core.imports.mapping import Mapping, Table, missing
from vakwerk.core.imports.readers.sheet import Cells, letter
from vakwerk.core.imports.spec import Column, ImportSpec, Problem, Record

logger = logging.getLogger(__name__)
MOST_PROBLEMS = 1_000
SPREADSHEET_ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#num!", "#null!", "#n/b", "#verw!", "#waarde!"}
PROGRESS_EVERY = 500


@dataclass
class Checked:
    """The rows that are right and the problems of those that are not. Nothing may be imported while there are any."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    readable: list[Record] = field(default_factory=list)
    """Rows whose unique columns could be read, right or not: two of the same are said at once with other problems."""


def check(table: Table, spec: ImportSpec, mapping: Mapping, progress: Callable[[int], None] | None = None) -> Checked:
    """Parses every row; stops counting problems at a thousand. `progress` hears how many rows are done."""
    result = Checked()
    for column in missing(spec, mapping):
        message = _("The column “%(label)s” is needed and no column of the file is chosen for it.")
        result.problems.append(Problem(message % {"label": column.label}))
    if result.problems:
        return result
    for done, (number, cells) in enumerate(table.rows, 1):
        _check_row(result, table, spec, mapping, number, cells)
        if progress and done % PROGRESS_EVERY == 0:
            progress(done)
        if len(result.problems) >= MOST_PROBLEMS:
            result.problems.append(Problem(_("There are more problems; the rest of the file was not checked.")))
            break
    _check_unique(result, table, spec, mapping)
    return result


def _check_row(result: Checked, table: Table, spec: ImportSpec, mapping: Mapping, number: int, cells: Cells) -> None:
    values: dict[str, Any] = {}
    before = len(result.problems)
    for column in spec.columns:
        index = mapping.get(column.key)
        text = cells[index] if index is not None and index < len(cells) else ""
        try:
            values[column.key] = _value(column, text)
        except ValueError as error:
            header = table.headers[index] if index is not None and index < len(table.headers) else ""
            where = letter(index) if index is not None else ""
            result.problems.append(Problem(str(error), number, where, header, text))
    record = Record(number, values)
    if len(result.problems) == before:
        result.records.append(record)
    if spec.unique and values.keys() >= set(spec.unique):
        result.readable.append(record)


def _value(column: Column, text: str) -> Any:
    if not text:
        if column.required:
            raise ValueError(_("This cell is empty. Fill in “%(label)s”.") % {"label": column.label})
        return column.empty
    if text.casefold() in SPREADSHEET_ERRORS:
        raise ValueError(_("The spreadsheet could not calculate this cell. Fill in the value itself."))
    try:
        return column.parse(text)
    except ValueError:
        raise
    except Exception as error:  # a parser that stumbles is our fault, but the row is what a person can change
        logger.exception("the parser of %s failed", column.key)
        raise ValueError(_("This value cannot be read.")) from error


def _check_unique(result: Checked, table: Table, spec: ImportSpec, mapping: Mapping) -> None:
    if not spec.unique:
        return
    first_rows: dict[tuple[str, ...], int] = {}
    index = mapping.get(spec.unique[0])
    where = letter(index) if index is not None else ""
    labels = ", ".join(str(spec.column(key).label) for key in spec.unique)
    for record in result.readable:
        identity = tuple(str(record[key]).casefold() for key in spec.unique)
        earlier = first_rows.setdefault(identity, record.row)
        if earlier != record.row:
            message = _("Row %(row)s is about the same (%(labels)s). Remove one of the two.")
            shown = ", ".join(str(record[key]) for key in spec.unique)
            details = {"row": earlier, "labels": labels}
            result.problems.append(Problem(message % details, record.row, where, labels, shown))
