"""`measure score`: ability of each person, with its error."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.files.outputs import Cell
from vakwerk.cli.problems import refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import inputs, options

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics import Scores

METHODS = ("eap", "map", "wle", "ml", "eapsum")
REASONS = {
    "": Words("", ""),
    "no_answers": Words("geen antwoorden", "no answers"),
    "no_information": Words("de antwoorden zeggen niets over vaardigheid", "the answers say nothing about ability"),
    "unbounded": Words("onbegrensd: alles juist of alles fout", "unbounded: all right or all wrong"),
}


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    options.bank(parser, text)
    options.responses(parser, text)
    parser.add_argument("--method", choices=METHODS, default="eap", help=text(_METHOD))
    options.out(parser, text, _OUT)


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from vakwerk.engines.psychometrics import score

    outputs = Outputs(screen.language, (chosen.responses, chosen.calibration, chosen.items))
    (table, population), answers = options.read_bank(chosen, screen), options.read_answers(chosen, screen)
    check_items(table.items.ids, answers, screen)
    try:
        with screen.busy("scoren", "scoring"):
            found = score(table.items, answers.of_items(table.items.ids), chosen.method, population=population)
    except ValueError as error:
        raise answers.misfit(error, table.items.ids) from error
    rows = _rows(answers.persons, found, screen.language)
    outputs.table(chosen.out, ("id", "theta", "se", "answered", "note"), rows, answers.remark or table.remark)
    outputs.commit()
    screen.say(f"{len(found)} personen gescoord met {found.method}", f"{len(found)} persons scored by {found.method}")
    return 0


def check_items(known: tuple[str, ...], answers: inputs.Answers, screen: Screen) -> None:
    """No item in common is refused; items on one side only are named."""
    strange = [name for name in answers.items if name not in set(known)]
    absent = [name for name in known if name not in set(answers.items)]
    if len(strange) == len(answers.items):
        raise refuse(
            f"geen enkel item van dit bestand is geijkt. Geijkt zijn: {_some(known)}. Vergelijk de namen.",
            f"not one item of this file is calibrated. Calibrated are: {_some(known)}. Compare the names.",
            file=answers.file,
        )
    if strange:
        screen.note(
            f"niet geijkt, dus niet geteld: {_some(strange)}", f"not calibrated, so not counted: {_some(strange)}"
        )
    if absent:
        screen.note(f"geijkt, maar niet afgenomen: {_some(absent)}", f"calibrated, but not given: {_some(absent)}")


def _some(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names[:8]) + (f" ... ({len(names)})" if len(names) > 8 else "")


def _rows(persons: tuple[str, ...], found: Scores, language: str) -> Iterator[list[Cell]]:
    for index, name in enumerate(persons):
        reason = REASONS[found.reason(index)].text(language)
        yield [name, float(found.theta[index]), float(found.se[index]), int(found.answered[index]), reason]


_METHOD = Words(
    "eap (gewoon), map, wle, ml of eapsum (alleen de somscore)",
    "eap (default), map, wle, ml or eapsum (the sum score only)",
)
_OUT = Words("waar de scores komen (.csv of .xlsx)", "where the scores go (.csv or .xlsx)")

COMMAND = Command(
    "score",
    Words("Scoort personen: vaardigheid met de fout erbij.", "Scores persons: ability with its error."),
    _options,
    _run,
    "--calibration kalibratie.json --responses antwoorden.csv --method eap --out scores.xlsx",
)
