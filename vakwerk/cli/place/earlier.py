"""A result read again: what it said, and what it was made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vakwerk.cli.files import sheet_names
from vakwerk.cli.problems import refuse
from vakwerk.engines.words import Words

from . import titles
from .fields import EARLIER, PLACED, PRICES, Field
from .inputs import Source
from .tables import Log, Sheet, read_sheet


@dataclass(frozen=True)
class Machine:
    """The sheet of prices: (kind, name) -> text. Empty for a result made by hand."""

    rows: dict[str, dict[str, str]]

    def of(self, kind: str) -> dict[str, str]:
        return self.rows.get(kind, {})

    def numbers(self, kind: str) -> dict[str, int]:
        """Those that are whole numbers of at most 18 digits; what somebody spoilt is not there, so proves nothing."""
        return {name: int(text) for name, text in self.of(kind).items() if re.fullmatch(r"-?[0-9]{1,18}", text)}


class Result:
    """A result file, XLSX or CSV with its sisters."""

    def __init__(self, path: Path) -> None:
        self.path, self.sheets = path, sheet_names(path, hidden=True)
        self._read: dict[str, Sheet | None] = {}

    def source(self, title: Words) -> Source | None:
        """Where a sheet of this title stands, in either language; None when it is not there."""
        if self.path.suffix.lower() == ".xlsx" or self.sheets:
            name = next((name for name in self.sheets if name in (title.nl, title.en)), None)
            return Source(self.path, name) if name else None
        for language in ("nl", "en"):
            name = titles.file_of(title, language)
            beside = self.path.with_name(f"{self.path.stem}-{name}{self.path.suffix}") if name else self.path
            if beside.exists():
                return Source(beside)
        return None

    def sheet(self, title: Words, fields: Sequence[Field]) -> Sheet | None:
        """Read once, whoever asks."""
        if title.nl not in self._read:
            at = self.source(title)
            self._read[title.nl] = read_sheet(at.path, fields, Log(), sheet=at.sheet, quiet=True) if at else None
        return self._read[title.nl]

    def placed(self) -> Sheet:
        """The sheet of placements; in a file made by hand the first sheet, when it has the columns."""
        found = self.sheet(titles.PLACED, PLACED)
        if found is None and self.source(titles.PRICES) is not None:
            raise refuse(
                f'het blad "{titles.PLACED.nl}" ontbreekt. Geef het zijn naam terug.',
                f'the sheet "{titles.PLACED.en}" is missing. Give it back its name.',
                file=self.path.name,
            )
        return found if found is not None else read_sheet(self.path, PLACED, Log(), quiet=True)

    def machine(self) -> Machine:
        sheet, rows = self.sheet(titles.PRICES, PRICES), dict[str, dict[str, str]]()
        for _number, row in sheet.table.rows if sheet else ():
            rows.setdefault(sheet.cell(row, "kind"), {})[sheet.cell(row, "name")] = sheet.cell(row, "number")  # type: ignore[union-attr]
        return Machine(rows)

    def inputs(self) -> tuple[Source, Source, Source | None]:
        """The inputs that stand in the result. Raises `Refused` when they do not."""
        pupils, places = self.source(titles.INPUT_PUPILS), self.source(titles.INPUT_PLACES)
        if pupils is None or places is None:
            raise refuse(
                f'het blad "{titles.INPUT_PUPILS.nl}" of "{titles.INPUT_PLACES.nl}" ontbreekt: hier staat niet in '
                "waarvan het gemaakt is. Geef ook --pupils en --places.",
                f'the sheet "{titles.INPUT_PUPILS.en}" or "{titles.INPUT_PLACES.en}" is missing: this does not hold '
                "what it was made from. Give --pupils and --places as well.",
                file=self.path.name,
            )
        return pupils, places, self.source(titles.INPUT_MENTORS)


def read_before(result: Result) -> dict[str, tuple[str, str]]:
    """What the result before this one was, as it was written down; empty when there was none."""
    sheet = result.sheet(titles.EARLIER, EARLIER)
    rows = sheet.table.rows if sheet else ()
    return {sheet.cell(row, "pupil"): (sheet.cell(row, "place"), sheet.cell(row, "status")) for _n, row in rows}  # type: ignore[union-attr]
