"""What is wrong with a file, where, and what to do: everything that can be said at once is said at once."""

from __future__ import annotations

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


def column_name(index: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
