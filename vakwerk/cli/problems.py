"""What is wrong with a file, where, and what to do: everything that can be said at once is said at once."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass

from vakwerk.engines.words import Words

MOST_SHOWN = 12


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `row` and `column` are as a spreadsheet shows them: row 1 is the first line, column "C"."""

    text: Words
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def where(self, language: str) -> str:
        row, column, sheet = ("row", "column", "sheet") if language == "en" else ("rij", "kolom", "blad")
        parts = [
            self.file,
            f'{sheet} "{self.sheet}"' if self.sheet else "",
            f"{row} {self.row}" if self.row is not None else "",
            f"{column} {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def line(self, language: str) -> str:
        where = self.where(language)
        return f"{where}: {self.text.text(language)}" if where else self.text.text(language)


class Refused(Exception):
    """The command does not start: nothing was written. Ends with exit code 2."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.line("en") for problem in self.problems[:MOST_SHOWN]))


def refuse(nl: str, en: str, **where: str | int | None) -> Refused:
    return Refused(Problem(Words(nl, en), **where))  # type: ignore[arg-type]


_REASONS: tuple[tuple[type[OSError], Words], ...] = (
    (FileNotFoundError, Words("het is er niet", "it is not there")),
    (PermissionError, Words("geen toegang; staat het misschien nog open?", "no access; is it still open, perhaps?")),
    (IsADirectoryError, Words("het is een map", "it is a folder")),
)
_FULL = Words("de schijf is vol", "the disk is full")


def reason_of(error: OSError) -> Words:
    """Why a file cannot be read or written, in the language of the user; the system itself speaks its own."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _FULL
    said = error.strerror or type(error).__name__
    return next((words for kind, words in _REASONS if isinstance(error, kind)), Words(said, said))


def column_name(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
