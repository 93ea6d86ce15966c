"""A result read again: what was decided in it by hand, what it said, and what it was made from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vakwerk.cli.files import sheet_names
from vakwerk.cli.problems import Problem, Refused, refuse
from vakwerk.engines.matching.events import State
from vakwerk.engines.places import fold
from vakwerk.engines.words import Words

from . import titles
from .case import Wishes
from .cells import YES, many
from .fields import DROPPED_COMPANIES, DROPPED_PLACES, EARLIER, PLACED, PRICES, Field
from .inputs import Source
from .solving import STATE_OF
from .tables import Log, Sheet, read_sheet

NONE = ("(niets)", "(nothing)")


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
        source = self.source(title)
        return read_sheet(source.path, fields, Log(), sheet=source.sheet, quiet=True) if source else None

    def placed(self) -> Sheet:
        """The sheet of placements; in a file made by hand the first sheet, when it has the columns."""
        found = self.sheet(titles.PLACED, PLACED)
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
                "hier staat niet in waarvan het gemaakt is. Geef ook --pupils en --places.",
                "this does not hold what it was made from. Give --pupils and --places as well.",
                file=self.path.name,
            )
        return pupils, places, self.source(titles.INPUT_MENTORS)


def read_wishes(result: Result) -> Wishes:
    """What a person decided in the sheets of a result. Raises `Refused` for a word that is none of ours."""
    sheet = result.placed()
    problems: list[Problem] = []
    locks: dict[str, str] = {}
    signed: set[str] = set()
    forbidden: set[tuple[str, str]] = set()
    earlier: dict[str, tuple[str, str]] = {}
    for number, row in sheet.table.rows:
        pupil, place = sheet.cell(row, "pupil"), sheet.cell(row, "place")
        status = fold(sheet.cell(row, "status"))
        if status not in STATE_OF:
            nl = f'"{status}": schrijf vrij, voorgesteld, aangeboden of getekend.'
            en = f'"{status}": write free, proposed, offered or signed.'
            problems.append(sheet.problem(number, "status", nl, en))
            continue
        earlier[pupil] = (place, status)
        lock = _meant(sheet.cell(row, "lock"), place)
        if lock:
            locks[pupil] = lock
        elif STATE_OF[status] is State.SIGNED and place:
            locks[pupil] = place
            signed.add(pupil)
        if lock == "" and fold(sheet.cell(row, "lock")) in YES:
            problems.append(
                sheet.problem(
                    number,
                    "lock",
                    "er is geen werkplek om vast te zetten; schrijf haar code.",
                    "there is no workplace to lock; write its code.",
                )
            )
        forbidden |= {(pupil, code) for code in _forbidden(sheet.cell(row, "forbid"), place)}
        if (pupil, place) in forbidden:
            locks.pop(pupil, None)
    if problems:
        raise Refused(problems)
    return Wishes(
        locks,
        frozenset(signed),
        frozenset(forbidden),
        _dropped(result, titles.PLACES, DROPPED_PLACES, "place"),
        _dropped(result, titles.COMPANIES, DROPPED_COMPANIES, "company"),
        earlier,
    )


def _meant(text: str, place: str) -> str:
    """ "ja" means the place of the row; anything else is the code of a place; "" for no."""
    if fold(text) in YES:
        return place
    return "" if fold(text) in ("", "nee", "neen", "no") else text


def _forbidden(text: str, place: str) -> list[str]:
    return [code for part in many(text) if (code := _meant(part, place))]


def _dropped(result: Result, title: Words, fields: Sequence[Field], key: str) -> frozenset[str]:
    sheet = result.sheet(title, fields)
    if sheet is None:
        return frozenset()
    rows = [row for _number, row in sheet.table.rows if sheet.cell(row, key) not in NONE]
    return frozenset(sheet.cell(row, key) for row in rows if fold(sheet.cell(row, "drop")) in YES)


def read_before(result: Result) -> dict[str, tuple[str, str]]:
    """What the result before this one was, as it was written down; empty when there was none."""
    sheet = result.sheet(titles.EARLIER, EARLIER)
    rows = sheet.table.rows if sheet else ()
    return {sheet.cell(row, "pupil"): (sheet.cell(row, "place"), sheet.cell(row, "status")) for _n, row in rows}  # type: ignore[union-attr]
