"""Options that several commands share, and the checks on what was typed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vakwerk.cli.commands import Text
from vakwerk.cli.problems import Refused, refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import inputs
from .inputs import Answers, ItemTable, read_calibration, read_items

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics import Population


def responses(parser: argparse.ArgumentParser, text: Text, *, required: bool = True) -> None:
    parser.add_argument("--responses", type=Path, required=required, metavar="FILE", help=text(_RESPONSES))
    sheet(parser, text)


def sheet(parser: argparse.ArgumentParser, text: Text) -> None:
    parser.add_argument("--sheet", metavar="NAME", help=text(_SHEET))


def bank(parser: argparse.ArgumentParser, text: Text) -> None:
    """One of `--calibration` and `--items`."""
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("--calibration", type=Path, metavar="FILE", help=text(_CALIBRATION))
    one.add_argument("--items", type=Path, metavar="FILE", help=text(_ITEMS))


def out(parser: argparse.ArgumentParser, text: Text, what: Words) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=text(what))


def read_answers(chosen: argparse.Namespace, screen: Screen) -> Answers:
    """The file of `--responses`, with a sign of life when it is large."""
    with screen.busy("antwoorden lezen", "reading the answers"):
        return inputs.read_answers(chosen.responses, chosen.sheet)


def read_bank(options: argparse.Namespace, screen: Screen) -> tuple[ItemTable, Population]:
    """Items and the group that their scale belongs to."""
    from vakwerk.engines.psychometrics import Population

    if options.items is not None:
        table = read_items(options.items)
        if table.population is None:
            screen.note(
                "geschaald op N(0,1): deze tabel zegt niet bij welke groep de schaal hoort (population_mean, "
                "population_sd).",
                "scaled on N(0,1): this table does not say which group the scale belongs to (population_mean, "
                "population_sd).",
            )
        return table, table.population or Population()
    calibration, remark = read_calibration(options.calibration)
    count = len(calibration.items)
    if not count:
        raise refuse(
            "deze ijking heeft geen items: elk werd weggelaten. IJk opnieuw met meer antwoorden.",
            "this calibration has no items: each was left out. Calibrate again with more answers.",
            file=options.calibration.name,
        )
    return ItemTable(calibration.items, ("",) * count, (60.0,) * count, remark), calibration.population


def whole_numbers(value: str, option: str) -> list[int]:
    """ "12,20" -> [12, 20]."""
    try:
        numbers = [int(part) for part in value.split(",") if part.strip()]
    except ValueError:
        numbers = []
    if not numbers or min(numbers) < 1:
        raise _bad(option, value, "12,20")
    return numbers


def per_area(value: str | None, option: str) -> dict[str, int]:
    """ "tandwielen=4,bouwplaten=2" -> {"tandwielen": 4, "bouwplaten": 2}."""
    found = {}
    for part in (value or "").split(","):
        name, _, number = part.rpartition("=")
        if part and not (name and number.strip().isdigit()):
            raise _bad(option, value or "", "tandwielen=4,bouwplaten=2")
        if part:
            found[name.strip()] = int(number)
    return found


def _bad(option: str, value: str, example: str) -> Refused:
    return refuse(
        f'{option}: "{value}" is niet te lezen; schrijf zoals {example}.',
        f'{option}: "{value}" cannot be read; write like {example}.',
    )


_RESPONSES = Words(
    "antwoorden (.csv of .xlsx): een persoon per rij, in de eerste kolom wie, daarna een kolom per item; leeg = niet "
    "beantwoord",
    "answers (.csv or .xlsx): one person a row, the first column says who, then one column per item; empty = not "
    "answered",
)
_SHEET = Words("het blad in de werkmap (gewoon: het eerste)", "the sheet in the workbook (default: the first)")
_CALIBRATION = Words("wat `measure calibrate` maakte (.json)", "what `measure calibrate` made (.json)")
_ITEMS = Words(
    "tabel van items (.csv of .xlsx) met kolommen id, a, b, c (of b1, b2, ...), area en seconds, "
    "of wat `measure calibrate --table` maakte",
    "table of items (.csv or .xlsx) with columns id, a, b, c (or b1, b2, ...), area and seconds, or "
    "what `measure calibrate --table` made",
)
