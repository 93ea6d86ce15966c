"""From a table to rows by field: which column is what, what is ignored, what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vakwerk.cli.files import Table, read_table
from vakwerk.cli.problems import Problem, Refused, column_name
from vakwerk.engines.places import fold
from vakwerk.engines.words import Words

from .fields import Field
from .never import looks_like

IGNORED_BY_NAME = ("naam", "voornaam", "achternaam", "familienaam", "name", "first name", "last name", "surname")


@dataclass
class Log:
    """What was ignored, assumed or left to be confirmed: (where, what)."""

    lines: list[tuple[str, Words]] = field(default_factory=list)

    def add(self, where: str, nl: str, en: str) -> None:
        entry = (where, Words(nl, en))
        if entry not in self.lines:
            self.lines.append(entry)


@dataclass(frozen=True)
class Sheet:
    """A table whose columns are known. `columns`: position of each field; `headers`: the header that named it."""

    table: Table
    columns: Mapping[str, int]
    headers: Mapping[str, str]

    def has(self, key: str) -> bool:
        return key in self.columns

    def cell(self, row: Sequence[str], key: str) -> str:
        at = self.columns.get(key)
        return row[at] if at is not None and at < len(row) else ""

    def problem(self, number: int, key: str, nl: str, en: str) -> Problem:
        column = column_name(self.columns[key]) if key in self.columns else ""
        return Problem(Words(nl, en), self.table.file, self.table.sheet, number, column)


def read_sheet(
    path: Path,
    fields: Sequence[Field],
    log: Log,
    *,
    sheet: str | None = None,
    mapping: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> Sheet:
    """The table in a file with its columns recognised. `mapping`: header -> key, as the user saved it; "" ignores.

    Raises `Refused` for a column that is never input, one that stands twice, or one that must be there and is not.
    `quiet`: columns that are not ours need no mention (results of ours).
    """
    table = read_table(path, sheet)
    number, header = table.header
    _refuse_never(table)
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for position, name in enumerate(header):
        key = _key_of(name, fields, mapping or {}, columns)
        if key is None:
            if name and not quiet:
                _log_ignored(table, name, log)
        elif key in columns:
            problems.append(_twice(table, number, position, name, header[columns[key]]))
        else:
            columns[key] = position
    problems += [_missing(table, number, f, header) for f in fields if f.required and f.key not in columns]
    if problems:
        raise Refused(problems)
    return Sheet(table, columns, {key: header[at] for key, at in columns.items()})


def _key_of(name: str, fields: Sequence[Field], mapping: Mapping[str, str], taken: Mapping[str, int]) -> str | None:
    if name in mapping:
        return mapping[name] or None
    wanted = fold(name)
    exact = [f.key for f in fields if wanted in (fold(f.label.nl), fold(f.label.en), fold(f.key))]
    loose = [f.key for f in fields if any(wanted == fold(alias) for alias in f.names())]
    return next(iter(exact), next((key for key in loose if key not in taken), next(iter(loose), None)))


def _refuse_never(table: Table) -> None:
    number, header = table.header
    problems = []
    for position, name in enumerate(header):
        about = looks_like(name)
        if about is not None:
            text = Words(
                f'"{name}" lijkt te gaan over {about.nl}. Dat mag nooit meetellen bij een plaatsing en hoort niet in '
                "dit bestand: verwijder de kolom en probeer opnieuw.",
                f'"{name}" seems to be about {about.en}. That may never count in a placement and does not belong in '
                "this file: remove the column and try again.",
            )
            problems.append(Problem(text, table.file, table.sheet, number, column_name(position)))
    if problems:
        raise Refused(problems)


def _log_ignored(table: Table, name: str, log: Log) -> None:
    if fold(name) in IGNORED_BY_NAME:
        log.add(
            table.file,
            f'kolom "{name}" niet gebruikt en niet overgenomen: een code is genoeg',
            f'column "{name}" not used and not copied: a code is enough',
        )
    else:
        log.add(table.file, f'kolom "{name}" kennen we niet: genegeerd', f'column "{name}" is not known: ignored')


def _twice(table: Table, number: int, position: int, name: str, other: str) -> Problem:
    text = Words(
        f'"{name}" en "{other}" betekenen voor ons hetzelfde. Verwijder een van beide, of zeg het met --mapping.',
        f'"{name}" and "{other}" mean the same to us. Remove one of them, or say so with --mapping.',
    )
    return Problem(text, table.file, table.sheet, number, column_name(position))


def _missing(table: Table, number: int, wanted: Field, header: Sequence[str]) -> Problem:
    there = ", ".join(f'"{name}"' for name in header if name)
    text = Words(
        f'er is geen kolom "{wanted.label.nl}". Wel: {there}. Geef een kolom die naam, of zeg met --mapping welke het '
        "is. Staat er een titel boven de koppen? Verwijder die rij. Alleen het eerste blad telt: zet dit blad vooraan.",
        f'there is no column "{wanted.label.en}". There is: {there}. Give a column that name, or say with --mapping '
        "which it is. Is there a title above the headers? Remove that row. Only the first sheet counts: put this one "
        "in front.",
    )
    return Problem(text, table.file, table.sheet, number)
