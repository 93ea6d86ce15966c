"""Which column of the file is which: guessed by name, corrected by a person, remembered for the same headers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from vakwerk.core.imports.models import ImportMapping
from vakwerk.core.imports.readers.sheet import Cells, ReadError, Sheet, letter
from vakwerk.core.imports.spec import Column, ImportSpec

Mapping = dict[str, int]
HEADER_AMONG = 20
SAMPLES = 3


@dataclass(frozen=True)
class Table:
    """A sheet of which the row with headers is known. `rows` are the rows below it."""

    sheet: Sheet
    header_row: int
    headers: Cells
    rows: list[tuple[int, Cells]]

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256("\x1f".join(map(fold, self.headers)).encode()).hexdigest()

    def column_name(self, index: int) -> str:
        """ "C: Voornaam", or "C" for a column without a header."""
        header = self.headers[index] if index < len(self.headers) else ""
        return f"{letter(index)}: {header}" if header else letter(index)

    def samples(self, index: int) -> str:
        """The first values of a column, for who must recognise it."""
        values = (cells[index] for _row, cells in self.rows if index < len(cells) and cells[index])
        found = list(dict.fromkeys(values))[:SAMPLES]
        return ", ".join(value[:30] for value in found)


def fold(header: str) -> str:
    """A header as it is compared: letters and digits, without case and accents."""
    bare = unicodedata.normalize("NFKD", header.casefold())
    return re.sub(r"[^a-z0-9]+", "", "".join(c for c in bare if not unicodedata.combining(c)))


def names_of(column: Column) -> set[str]:
    """Everything that a header for this column may be: key, aliases, and the label in both languages."""
    labels = {str(column.label)}
    for language in ("nl", "en"):
        if language != get_language():
            with override(language):
                labels.add(str(column.label))
    return {fold(name) for name in (column.key, *labels, *column.aliases)}


def table_of(sheet: Sheet, spec: ImportSpec) -> Table:
    """Finds the row with headers: of the first twenty, the one that names most columns (titles may stand above it).

    ReadError when two columns have the same header, or when nothing stands below the headers.
    """
    known = set().union(*(names_of(column) for column in spec.columns))
    top = sheet.rows[:HEADER_AMONG]
    scores = [sum(fold(cell) in known for cell in cells if cell) for _row, cells in top]
    place = scores.index(max(scores))
    number, headers = top[place]
    _refuse_doubles(headers)
    rows = sheet.rows[place + 1 :]
    if not rows:
        raise ReadError(_("There are no rows below the headers (row %(row)s).") % {"row": number})
    return Table(sheet, number, headers, rows)


def _refuse_doubles(headers: Cells) -> None:
    seen: dict[str, int] = {}
    for index, header in enumerate(headers):
        folded = fold(header)
        if folded and folded in seen:
            raise ReadError(
                _("Columns %(first)s and %(second)s are both called “%(header)s”. Rename or remove one of them.")
                % {"first": letter(seen[folded]), "second": letter(index), "header": header[:80]}
            )
        seen[folded] = index


def guess(table: Table, spec: ImportSpec) -> Mapping:
    """The columns whose header is a name of a column of the import."""
    by_name = {fold(header): index for index, header in reversed(list(enumerate(table.headers))) if fold(header)}
    found: Mapping = {}
    for column in spec.columns:
        indexes = [by_name[name] for name in sorted(names_of(column)) if name in by_name]
        free = [index for index in indexes if index not in found.values()]
        if free:
            found[column.key] = min(free)
    return found


def remembered(table: Table, spec: ImportSpec, organisation_id: int) -> Mapping | None:
    """What this organisation chose for a file with the same headers."""
    kept = ImportMapping.objects.filter(
        spec=spec.name, organisation_id=organisation_id, fingerprint=table.fingerprint
    ).first()
    if kept is None:
        return None
    keys = {column.key for column in spec.columns}
    return {key: index for key, index in kept.mapping.items() if key in keys and index < len(table.headers)}


def remember(table: Table, spec: ImportSpec, organisation_id: int, mapping: Mapping) -> None:
    ImportMapping.objects.update_or_create(
        spec=spec.name,
        organisation_id=organisation_id,
        fingerprint=table.fingerprint,
        defaults={"mapping": mapping},
    )


def missing(spec: ImportSpec, mapping: Mapping) -> Sequence[Column]:
    """Required columns that no column of the file is for."""
    return [column for column in spec.columns if column.required and column.key not in mapping]
