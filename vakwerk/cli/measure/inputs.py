"""What the commands read: answers, groups, item parameters, a calibration. Every fault with its row and column."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from vakwerk.cli.files import Table, read_table
from vakwerk.cli.problems import MOST_SHOWN, Problem, Refused, column_name, reason_of, refuse
from vakwerk.engines.words import Words

from .spoken import item_in, known, spoken

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics import Items, Population
    from vakwerk.engines.psychometrics.calibration import Calibration

MISSING = -1
EMPTY = ("", "NA", "-1", "-1.0")
"""What stands for "not answered"; NA is how R writes it, -1 how the engine does."""
CODES = {f"{code}{end}": code for code in range(100) for end in ("", ".0")} | dict.fromkeys(EMPTY, MISSING)
"""What an answer is written as; 1.0 is how tables with gaps come out of other programs."""
DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
ENOUGH = 5 * MOST_SHOWN


@dataclass(frozen=True)
class Answers:
    """Persons in rows, items in columns; `codes` (N, J) int8, -1 = not answered."""

    file: str
    persons: tuple[str, ...]
    items: tuple[str, ...]
    codes: npt.NDArray[np.int8]
    remark: str = ""
    sheet: str = ""
    numbers: tuple[int, ...] = ()
    """Row in the file of each person."""

    def misfit(self, error: ValueError, items: Sequence[str]) -> Refused:
        """What an engine found wrong with these answers, at the cell where it stands; `items`: what it was given."""
        person, place = getattr(error, "row", None), getattr(error, "column", None)
        if person is None or place is None:
            words = spoken(error)
            return refuse(words.nl, words.en, file=self.file, sheet=self.sheet)
        column = self.items.index(items[place])
        code = int(self.codes[person, column])
        nl, en = _MISFITS[error.code if error.code in _MISFITS else "category"]  # type: ignore[attr-defined]
        where = f"{column_name(column + 1)} ({items[place]})"
        row = self.numbers[person] if self.numbers else None
        return refuse(nl.format(code), en.format(code), file=self.file, sheet=self.sheet, row=row, column=where)

    def of_items(self, wanted: Sequence[str]) -> npt.NDArray[np.int8]:
        """(N, len(wanted)): the columns in this order, -1 for an item that the file lacks."""
        place = {name: index for index, name in enumerate(self.items)}
        codes = np.full((len(self.persons), len(wanted)), MISSING, dtype=np.int8)
        for column, name in enumerate(wanted):
            if name in place:
                codes[:, column] = self.codes[:, place[name]]
        return codes


def read_answers(path: Path, sheet: str | None = None) -> Answers:
    """Answers from CSV or XLSX: a first column that names the person, then one column per item."""
    table = read_table(path, sheet)
    items = _names(table)
    _check_shape(table)
    codes = np.empty((len(table.rows), len(items)), dtype=np.int8)
    problems: list[Problem] = []
    for index, (number, cells) in enumerate(table.rows):
        try:
            codes[index, : len(cells) - 1] = [CODES[cell] for cell in cells[1:]]
            codes[index, len(cells) - 1 :] = MISSING
        except KeyError:
            problems += _bad_cells(table, number, cells)
            if len(problems) > ENOUGH:
                break
    if problems:
        raise Refused(problems)
    numbers = tuple(number for number, _ in table.rows)
    return Answers(table.file, _persons(table), items, codes, table.remark, table.sheet, numbers)


def _names(table: Table) -> tuple[str, ...]:
    """Names of the columns behind the first; each is there, and there once."""
    number, header = table.header
    names = header[1:]
    where = {"file": table.file, "sheet": table.sheet, "row": number}
    counts = Counter(names)
    problems = [
        Problem(
            Words("deze kolom heeft geen naam. Geef ze er een.", "this column has no name. Give it one.")
            if not name
            else Words(
                f'"{name}" staat er twee keer; geef elke kolom een eigen naam.',
                f'"{name}" stands there twice; give each column a name of its own.',
            ),
            column=column_name(index),
            **where,  # type: ignore[arg-type]
        )
        for index, name in enumerate(names, 1)
        if not name or counts[name] > 1
    ]
    if not names:
        problems = [Problem(_ONE_COLUMN, **where)]  # type: ignore[arg-type]
    if problems:
        raise Refused(problems)
    return names


def _check_shape(table: Table) -> None:
    width = len(table.header[1])
    problems = [
        Problem(
            Words(
                f"{len(cells)} cellen, terwijl er {width} kolommen zijn. Staat er een decimale komma in, of een los "
                "scheidingsteken?",
                f"{len(cells)} cells, where there are {width} columns. Is there a decimal comma, or a stray separator?",
            ),
            table.file,
            table.sheet,
            number,
        )
        for number, cells in table.rows
        if len(cells) > width and any(cells[width:])
    ]
    if problems:
        raise Refused(problems)


def _persons(table: Table) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    problems = []
    for number, cells in table.rows:
        first = seen.setdefault(cells[0], number)
        if not cells[0] or first != number:
            text = (
                Words(
                    f'"{cells[0]}" stond al in rij {first}. Geef elke rij een eigen code, of verwijder er een.',
                    f'"{cells[0]}" stood in row {first} already. Give each row its own code, or remove one.',
                )
                if cells[0]
                else Words("hier ontbreekt wie dit is. Vul een code in.", "it is not said who this is. Fill in a code.")
            )
            problems.append(Problem(text, table.file, table.sheet, number, "A"))
    if problems:
        raise Refused(problems)
    return tuple(cells[0] for _, cells in table.rows)


def _bad_cells(table: Table, number: int, cells: Sequence[str]) -> list[Problem]:
    return [
        Problem(_bad_answer(cell), table.file, table.sheet, number, f"{column_name(index)} ({table.header[1][index]})")
        for index, cell in enumerate(cells[1:], 1)
        if cell not in CODES
    ]


def _bad_answer(cell: str) -> Words:
    shown = cell if len(cell) <= 30 else cell[:30] + "..."
    if re.fullmatch(r"-\d+", cell):
        return Words(
            f'"{shown}" is geen antwoord. Laat de cel leeg waar niet geantwoord werd.',
            f'"{shown}" is no answer. Leave the cell empty where nothing was answered.',
        )
    return Words(
        f'"{shown}" is geen antwoord. Een antwoord is een geheel getal van 0 tot 99; leeg is niet beantwoord.',
        f'"{shown}" is no answer. An answer is a whole number from 0 to 99; empty is not answered.',
    )


def read_groups(path: Path, sheet: str | None, column: str | None) -> dict[str, str]:
    """Person -> group, from the column of that name, or the second."""
    table = read_table(path, sheet)
    names = _names(table)
    wanted = column or names[0]
    if wanted not in names:
        listed = ", ".join(names)
        raise refuse(
            f'geen kolom "{wanted}". Er is: {listed}. Kies er een met --column.',
            f'no column "{wanted}". There is: {listed}. Choose one with --column.',
            file=table.file,
            sheet=table.sheet,
            row=table.header[0],
        )
    place = names.index(wanted) + 1
    persons = _persons(table)
    return {
        person: cells[place] if len(cells) > place else ""
        for person, (_, cells) in zip(persons, table.rows, strict=True)
    }


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise refuse(
            f"dit is geen geldige JSON (teken {error.colno}). Geef het bestand dat `measure calibrate` maakte.",
            f"this is not valid JSON (character {error.colno}). Give the file that `measure calibrate` made.",
            file=path.name,
            row=error.lineno,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else Words("het is geen UTF-8", "it is not UTF-8")
        raise refuse(
            f"kan niet worden gelezen: {reason.nl}. Kijk de naam en de map na.",
            f"cannot be read: {reason.en}. Check the name and the folder.",
            file=str(path),
        ) from error
    except (RecursionError, ValueError) as error:  # brackets without end, or a number of thousands of digits
        raise refuse(_NO_CALIBRATION.nl, _NO_CALIBRATION.en, file=path.name) from error


REMARK = "remark"
"""Beside the fields of a calibration: the remark of the answers that it was made from."""


def read_calibration(path: Path) -> tuple[Calibration, str]:
    """What `measure calibrate` wrote, and the remark that it carries."""
    from vakwerk.engines.psychometrics.calibration import Calibration

    data = read_json(path)
    try:
        return Calibration.from_dict(data), str(data.get(REMARK, ""))
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError) as error:
        words = known(error) or _NO_CALIBRATION  # a hostile file fails in many ways; each of them is its own fault
        raise refuse(words.nl, words.en, file=path.name) from error


@dataclass(frozen=True)
class ItemTable:
    """Parameters with what a blueprint needs: area and expected seconds of each item, where the table gives them."""

    items: Items
    areas: tuple[str, ...]
    seconds: tuple[float, ...]
    remark: str = ""
    population: Population | None = None
    """The group that the scale belongs to, where the table says so."""


GROUP = ("population_mean", "population_sd")
"""Columns that say it, the same in every row."""


def read_items(path: Path, sheet: str | None = None) -> ItemTable:
    """Columns id, model, a, b (or b1, b2, ... for graded items), c, d, area, seconds, population_mean and
    population_sd; id and b are needed. Items that a calibration left out (a note, no number) are passed over.
    """
    from vakwerk.engines.psychometrics import Items

    table = _with_numbers(read_table(path, sheet))
    reader = _Parameters(table)
    thresholds = [name for name in reader.names if re.fullmatch(r"b\d+", name)]
    model = reader.model(bool(thresholds))
    values = {name: reader.numbers(name, default) for name, default in (("a", 1.0), ("c", 0.0), ("d", 1.0))}
    b = np.column_stack(
        [reader.numbers(name, np.nan) for name in sorted(thresholds, key=lambda n: int(n[1:]))]
        or [reader.numbers("b", None)]
    )
    seconds, areas = reader.numbers("seconds", 60.0), reader.texts("area")
    population = reader.population()
    if reader.problems:
        raise Refused(reader.problems)
    try:
        items = Items.of(model, values["a"], b, values["c"], values["d"], _persons(table))
    except ValueError as error:
        words, row = spoken(error), {cells[0]: number for number, cells in table.rows}.get(item_in(error))
        raise refuse(words.nl, words.en, file=table.file, sheet=table.sheet, row=row) from error
    return ItemTable(items, areas, tuple(seconds.tolist()), table.remark, population)


def _with_numbers(table: Table) -> Table:
    """Without the rows of items that our own calibration left out."""
    names = [name.lower() for name in table.header[1]]
    if "note" not in names:
        return table
    note = names.index("note")
    numbers = [place for place, name in enumerate(names) if re.fullmatch(r"[acd]|b\d*", name)]
    rows = tuple(
        (number, cells)
        for number, cells in table.rows
        if len(cells) <= note or not cells[note] or any(cells[place] for place in numbers if place < len(cells))
    )
    return replace(table, rows=rows) if rows else table


class _Parameters:
    """Columns of an items table by name; gathers what is wrong with them."""

    def __init__(self, table: Table) -> None:
        self.table, self.problems = table, list[Problem]()
        names = _names(table)
        _check_shape(table)
        self.names = {name.lower(): place for place, name in enumerate(names, 1)}

    def _cells(self, name: str) -> list[tuple[int, str]]:
        place = self.names.get(name)
        return [
            (number, cells[place] if place is not None and place < len(cells) else "")
            for number, cells in self.table.rows
        ]

    def texts(self, name: str) -> tuple[str, ...]:
        return tuple(cell for _, cell in self._cells(name))

    def model(self, graded: bool) -> Any:
        found = {cell.lower() for cell in self.texts("model") if cell}
        if len(found) > 1:
            self._add(
                self.table.header[0],
                "model",
                Words("meer dan een model; maak twee bestanden.", "more than one model; make two files."),
            )
        guess = "grm" if graded else "3pl" if "c" in self.names else "2pl" if "a" in self.names else "rasch"
        return next(iter(found), guess)

    def numbers(self, name: str, default: float | None) -> npt.NDArray[np.float64]:
        """The column; `default` where the cell is empty, and an empty cell is a fault when that is None."""
        values = []
        for number, cell in self._cells(name):
            values.append(np.nan if default is None else default)
            if not cell and default is None:
                text = Words(f"hier ontbreekt {name}. Vul een getal in.", f"{name} is missing. Fill in a number.")
                self._add(number, name, text)
            elif cell:
                values[-1] = self._number(number, name, cell)
        return np.array(values, dtype=np.float64)

    def population(self) -> Population | None:
        """None when the table does not say it; one that differs between rows is a fault."""
        from vakwerk.engines.psychometrics import Population

        if not set(GROUP) <= set(self.names):
            return None
        said = []
        for name in GROUP:
            values = {cell for cell in self.texts(name) if cell}
            if len(values) > 1:
                self._add(self.table.header[0], name, _TWO_GROUPS)
            said += [self._number(self.table.header[0], name, next(iter(values)))] if len(values) == 1 else []
        if len(said) < len(GROUP) or not np.isfinite(said).all():
            return None
        if said[1] <= 0:
            self._add(self.table.header[0], GROUP[1], _NO_SPREAD)
            return None
        return Population(*said)

    def _number(self, row: int, name: str, cell: str) -> float:
        if DECIMAL_COMMA.fullmatch(cell):
            point = cell.replace(",", ".")
            text = Words(
                f'"{cell}" heeft een decimale komma; schrijf {point}.', f'"{cell}" has a decimal comma; write {point}.'
            )
        else:
            try:
                return float(cell)
            except ValueError:
                text = Words(f'"{cell}" is geen getal. Schrijf zoals 1.25.', f'"{cell}" is no number. Write like 1.25.')
        self._add(row, name, text)
        return float("nan")

    def _add(self, row: int, name: str, text: Words) -> None:
        place = self.names.get(name)
        column = f"{column_name(place)} ({name})" if place is not None else name
        self.problems.append(Problem(text, self.table.file, self.table.sheet, row, column))


_MISFITS = {
    "not_dichotomous": (
        "{} past niet bij een item dat enkel fout (0) of juist (1) kent. Hercodeer, of kies --model grm.",
        "{} does not fit an item that knows only wrong (0) and right (1). Recode, or choose --model grm.",
    ),
    "category": (
        "{} is een antwoord dat dit item niet had toen het geijkt werd. Verbeter het, of ijk opnieuw.",
        "{} is an answer that this item did not have when it was calibrated. Correct it, or calibrate again.",
    ),
}
"""Code of a `DataProblem` -> (nl, en)."""
_TWO_GROUPS = Words(
    "hier staat meer dan een getal, en een schaal hoort bij een groep. Maak twee bestanden.",
    "there is more than one number here, and a scale belongs to one group. Make two files.",
)
_NO_SPREAD = Words("een spreiding is meer dan 0. Verbeter het.", "a spread is above 0. Correct it.")
_NO_CALIBRATION = Words(
    "dit is geen ijking. Geef het bestand dat `measure calibrate` maakte.",
    "this is no calibration. Give the file that `measure calibrate` made.",
)
_ONE_COLUMN = Words(
    "er is maar een kolom. Is het scheidingsteken een puntkomma of een komma?",
    "there is only one column. Is the separator a semicolon or a comma?",
)
