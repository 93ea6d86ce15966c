"""What somebody wrote in the sheets of a result that has no effect there: named in the log, with where it does."""

from __future__ import annotations

from collections.abc import Sequence

from vakwerk.engines.words import Words

from . import titles
from .case import Wishes
from .earlier import Result
from .fields import DROPPED_COMPANIES, DROPPED_PLACES, PLACED
from .inputs import Inputs
from .sheets import COMPANIES_HEADS, PLACED_HEADS, PLACES_HEADS
from .tables import Log, Sheet

PROGRAMME, SEATS = PLACED_HEADS[1], PLACES_HEADS[3]


def log_unread(result: Result, wishes: Wishes, found: Inputs, log: Log, *, new_pupils: bool, new_places: bool) -> None:
    """Of a table that was given anew nothing is compared: it may well differ."""
    if result.source(titles.PLACED) is None or result.source(titles.PRICES) is None:
        return  # made by hand: there is nothing of ours in it
    sheets = [result.sheet(titles.PLACED, PLACED), result.sheet(titles.PLACES, DROPPED_PLACES)]
    sheets.append(result.sheet(titles.COMPANIES, DROPPED_COMPANIES))
    for sheet, heads in zip(sheets, (PLACED_HEADS, PLACES_HEADS, COMPANIES_HEADS), strict=True):
        if sheet is not None:
            _log_columns(sheet, heads, log)
    placed, places = sheets[:2]
    if placed is not None and not new_pupils:
        programmes = {pupil.code: pupil.programme for pupil in found.pupils}
        _log_changed(placed, "pupil", PROGRAMME, programmes, titles.INPUT_PUPILS, log)
        _log_gone(placed, wishes, found, log)
    if places is not None and not new_places:
        seats = {place.code: str(place.seats) for place in found.places}
        _log_changed(places, "place", SEATS, seats, titles.INPUT_PLACES, log)


def _at(sheet: Sheet, head: Words) -> int | None:
    names = sheet.table.header[1]
    return next((at for at, name in enumerate(names) if name in (head.nl, head.en)), None)


def _log_columns(sheet: Sheet, heads: Sequence[Words], log: Log) -> None:
    """Columns that are not ours: they do not come back in the new result."""
    ours = {name for head in heads for name in (head.nl, head.en)}
    for at, name in enumerate(sheet.table.header[1]):
        if name and name not in ours and at not in sheet.columns.values():
            log.add(
                sheet.table.sheet or sheet.table.file,
                f'kolom "{name}" is niet van ons en komt niet mee: bewaar het vorige resultaat, of kopieer de kolom',
                f'column "{name}" is not ours and does not come along: keep the result before, or copy the column',
            )


def _log_changed(sheet: Sheet, key: str, head: Words, known: dict[str, str], where: Words, log: Log) -> None:
    """Cells that repeat the input and now say something else."""
    at = _at(sheet, head)
    for _number, row in sheet.table.rows if at is not None else ():
        code, text = sheet.cell(row, key), row[at] if at is not None and at < len(row) else ""
        if code in known and text != known[code]:
            log.add(
                sheet.table.sheet or sheet.table.file,
                f'{code}: "{text}" bij {head.nl} telt hier niet, het blijft "{known[code]}": verander dit in '
                f'"{where.nl}"',
                f'{code}: "{text}" under {head.en} does not count here, it stays "{known[code]}": change this in '
                f'"{where.en}"',
            )


def _log_gone(sheet: Sheet, wishes: Wishes, found: Inputs, log: Log) -> None:
    """Pupils whose row was removed: they still are in the round."""
    for pupil in found.pupils:
        if pupil.code not in wishes.earlier:
            log.add(
                sheet.table.sheet or sheet.table.file,
                f"{pupil.code} heeft hier geen rij meer en is opnieuw geplaatst: doet deze leerling niet mee, "
                f'verwijder de rij dan in "{titles.INPUT_PUPILS.nl}"',
                f"{pupil.code} has no row here any more and was placed anew: if this pupil does not take part, remove "
                f'the row in "{titles.INPUT_PUPILS.en}"',
            )
