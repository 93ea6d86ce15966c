"""`measure calibrate`: item parameters from answers, with a certificate that can say no."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.files.outputs import Cell
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import inputs, options

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics.calibration import Calibration

MODELS = ("rasch", "2pl", "3pl", "grm")


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    options.responses(parser, text)
    parser.add_argument("--model", choices=MODELS, default="rasch", help=text(_MODEL))
    parser.add_argument("--anchors", type=Path, metavar="FILE", help=text(_ANCHORS))
    options.out(parser, text, _OUT)
    parser.add_argument("--table", type=Path, metavar="FILE", help=text(_TABLE))


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from vakwerk.engines.psychometrics.calibration import calibrate

    outputs = Outputs(screen.language, (chosen.responses, chosen.anchors))
    outputs.checked(chosen.out, ".json")
    answers = options.read_answers(chosen, screen)
    anchors = inputs.read_calibration(chosen.anchors)[0].items if chosen.anchors else None
    try:
        with screen.busy("ijken", "calibrating"):
            result = calibrate(answers.codes, chosen.model, item_ids=answers.items, anchors=anchors)
    except ValueError as error:
        raise answers.misfit(error, answers.items) from error
    remark = {inputs.REMARK: answers.remark} if answers.remark else {}
    outputs.text(chosen.out, json.dumps(result.as_dict() | remark, ensure_ascii=False, allow_nan=False))
    if chosen.table:
        outputs.table(chosen.table, heads(result), rows(result), answers.remark)
    outputs.commit()
    return tell(result, screen)


def heads(result: Calibration) -> list[str]:
    """What `--items` reads back: graded items have a column for each threshold; the group belongs to the scale."""
    steps = _steps(result)
    errors = (f"se_{name}" for name in steps)
    return ["id", "model", "a", *steps, "c", "se_a", *errors, "se_c", *inputs.GROUP, "answered", "note"]


def rows(result: Calibration) -> Iterator[list[Cell]]:
    """One line an item; those that were left out have no numbers, and a note that says why."""
    items, errors, group = result.items, result.standard_errors, result.population
    spreads = np.reshape(errors.b, items.thresholds.shape)
    notes = result.certificate.item_notes
    for index, name in enumerate(items.ids):
        values = (items.a[index], *items.thresholds[index], items.c[index])
        doubts = (errors.a[index], *spreads[index], errors.c[index])
        numbers = [float(number) for number in (*values, *doubts, group.mean, group.sd)]
        yield [name, items.model, *numbers, int(result.answered[index]), notes.get(name, "")]
    for name, why in result.certificate.left_out.items():
        yield [name, items.model, *[None] * (len(heads(result)) - 4), 0, why]


def _steps(result: Calibration) -> list[str]:
    graded, count = result.items.model == "grm", result.items.thresholds.shape[1]
    return [f"b{step}" for step in range(1, count + 1)] if graded else ["b"]


def tell(result: Calibration, screen: Screen) -> int:
    """Says what came out. 0, or 1 when the certificate says no."""
    from vakwerk.engines.psychometrics.calibration.reasons import REASONS

    proof = result.certificate
    items, likelihood = len(result.items), result.log_likelihood
    screen.say(
        f"{items} items geijkt op {proof.persons} personen; log-likelihood {likelihood:.3f}",
        f"{items} items calibrated on {proof.persons} persons; log-likelihood {likelihood:.3f}",
    )
    for words in proof.explain():
        screen.note(words.nl, words.en)
    for name, why in proof.left_out.items():
        words = REASONS.get(why, Words(why, why))
        screen.note(f"weggelaten: {name}. {words.nl}", f"left out: {name}. {words.en}")
    if proof.converged:
        return 0
    screen.note(
        "Het certificaat zegt nee: geloof deze getallen niet.", "The certificate says no: do not believe these."
    )
    return 1


_MODEL = Words(
    "rasch (gewoon), 2pl, 3pl (met gokkans) of grm (antwoorden op een schaal)",
    "rasch (default), 2pl, 3pl (with guessing) or grm (answers on a scale)",
)
_ANCHORS = Words(
    "eerdere ijking (.json) waarvan de items hun getallen houden, zodat de schaal dezelfde blijft",
    "earlier calibration (.json) whose items keep their numbers, so that the scale stays the same",
)
_OUT = Words("waar de ijking komt (.json)", "where the calibration goes (.json)")
_TABLE = Words("ook als tabel (.csv of .xlsx)", "also as a table (.csv or .xlsx)")

COMMAND = Command(
    "calibrate",
    Words("IJkt items: hoe moeilijk en hoe scherp elk item is.", "Calibrates items: how hard and how sharp each is."),
    _options,
    _run,
    "--responses antwoorden.csv --model 2pl --out kalibratie.json --table items.xlsx",
)
