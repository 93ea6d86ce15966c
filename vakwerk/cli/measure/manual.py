"""`measure manual`: the technical manual as a PDF, with everything that the files at hand can show."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.problems import refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import dif, inputs, options
from .spoken import spoken

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics.calibration import Calibration

SEED, PUPILS = 1, 1000
FICTITIOUS = ("FICTIEF", "FICTITIOUS")


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    parser.add_argument("--calibration", type=Path, required=True, metavar="FILE", help=text(_CALIBRATION))
    options.responses(parser, text, required=False)
    dif.groups(parser, text, required=False)
    parser.add_argument("--length", metavar="N,N", help=text(_LENGTH))
    for name, words in _ABOUT.items():
        parser.add_argument(f"--{name}", default="", metavar="TEXT", help=text(words))
    options.out(parser, text, _OUT)


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from vakwerk.engines.psychometrics.manual import ManualError, technical_manual

    outputs = Outputs(screen.language, (chosen.calibration, chosen.responses, chosen.groups))
    outputs.checked(chosen.out, ".pdf")
    calibration, remark = inputs.read_calibration(chosen.calibration)
    found = _evidence(chosen, calibration, screen)
    language: Any = screen.language
    try:
        with screen.busy("handleiding maken", "making the manual"):
            content = technical_manual(calibration, about=_about(chosen, remark), language=language, **found)
    except ManualError as error:
        raise refuse(
            "de PDF kan niet worden gemaakt. Kijk de teksten van --name, --purpose en de andere na. Het zetprogramma "
            f'zegt (in het Engels): "{error}"',
            "the PDF cannot be made. Check the texts of --name, --purpose and the others. The typesetter says: "
            f'"{error}"',
            file=str(chosen.out),
        ) from error
    outputs.content(chosen.out, content)
    outputs.commit()
    screen.say(f"handleiding: {chosen.out}", f"manual: {chosen.out}")
    _tell_absent(chosen, screen)
    return 0


def _tell_absent(chosen: argparse.Namespace, screen: Screen) -> None:
    """What the manual lacks, and how to get it in; the manual itself says so too, chapter by chapter."""
    for given, nl, en in (
        (chosen.responses, "passing van items en toets (geef --responses)", "fit of items and test (--responses)"),
        (chosen.groups, "eerlijkheid tussen groepen (geef --groups en --focal)", "fairness between groups (--groups)"),
        (chosen.length, "nauwkeurigheid van een adaptieve test (geef --length)", "adaptive precision (--length)"),
        (None, "normen: die maakt deze opdracht niet, ze vragen een steekproef met leeftijd of jaar",
         "norms: this command does not make them, they ask for a sample with age or grade"),
        (None, "stabiliteit van het advies: die maakt deze opdracht niet, ze vraagt twee afnames of nabootsing",
         "stability of the advice: this command does not make it, it asks for two sittings or simulation"),
    ):  # fmt: skip
        if not given:
            screen.note(f"Niet in de handleiding: {nl}.", f"Not in the manual: {en}.")
    screen.note(
        "Normen en stabiliteit kun je in Python meegeven: technical_manual(norms=..., stability=...).",
        "Norms and stability can be given in Python: technical_manual(norms=..., stability=...).",
    )


def _about(chosen: argparse.Namespace, remark: str) -> Any:
    from vakwerk.engines.psychometrics.manual import About

    said = {name.replace("-", "_"): getattr(chosen, name.replace("-", "_")) for name in _ABOUT}
    return About(**{name: value for name, value in said.items() if value}, fictitious=remark.startswith(FICTITIOUS))


def _evidence(chosen: argparse.Namespace, calibration: Calibration, screen: Screen) -> dict[str, Any]:
    """What can be worked out from the files that were given; the manual says what is missing."""
    from vakwerk.engines.psychometrics import marginal_reliability

    if chosen.groups and not (chosen.responses and chosen.focal):
        raise refuse("--groups: geef ook --responses en --focal.", "--groups: give --responses and --focal as well.")
    coefficients = {"marginal": marginal_reliability(calibration.items, population=calibration.population)}
    found: dict[str, Any] = {"reliability": coefficients}
    if chosen.length:
        with screen.busy("leerlingen nabootsen", "simulating pupils"):
            found["simulations"] = _simulations(chosen.length, calibration, chosen.calibration.name)
    if chosen.responses:
        answers = options.read_answers(chosen, screen)
        with screen.busy("antwoorden onderzoeken", "examining the answers"):
            found |= _from_answers(chosen, calibration, answers, coefficients)
    return found


def _simulations(length: str, calibration: Calibration, chosen_file: str) -> dict[str, Any]:
    from vakwerk.engines.psychometrics.adaptive import Bank, Blueprint, Design, compare

    population = calibration.population
    theta = population.mean + population.sd * np.random.default_rng(SEED).standard_normal(PUPILS)
    lengths = options.whole_numbers(length, "--length")
    designs = {f"{number} items": Design(Blueprint(number), population=population) for number in lengths}
    try:
        return dict(compare(Bank.of(calibration.items), designs, theta, seed=SEED))
    except ValueError as error:
        words = spoken(error)
        raise refuse(words.nl, words.en, file=chosen_file) from error


def _from_answers(
    chosen: argparse.Namespace, calibration: Calibration, answers: inputs.Answers, coefficients: dict[str, float]
) -> dict[str, Any]:
    """Adds coefficients to `coefficients`; gives fit and, with groups, DIF."""
    from vakwerk.engines.psychometrics import alpha, empirical_reliability, omega, score
    from vakwerk.engines.psychometrics.quality.item_fit import item_fit
    from vakwerk.engines.psychometrics.quality.overall_fit import overall_fit

    items = calibration.items
    codes, population = answers.of_items(items.ids), calibration.population
    try:
        coefficients["empirical"] = empirical_reliability(score(items, codes, "eap", population=population))
        coefficients |= {"alpha": alpha(codes), "omega": omega(codes).omega}
        found: dict[str, Any] = {
            "item_fit": item_fit(items, codes, population=population),
            "overall_fit": overall_fit(items, codes, population=population),
        }
        return found | (_dif(chosen, answers) if chosen.groups else {})
    except ValueError as error:
        raise answers.misfit(error, items.ids) from error


def _dif(chosen: argparse.Namespace, answers: inputs.Answers) -> dict[str, Any]:
    from vakwerk.engines.psychometrics.quality.dif_logistic import logistic_dif
    from vakwerk.engines.psychometrics.quality.dif_mantel import mantel_haenszel

    used, focal = dif.compared(answers, chosen)
    codes, name = answers.codes[used], chosen.focal
    return {
        "dif": {
            f"Mantel-Haenszel, {name}": mantel_haenszel(codes, focal, ids=answers.items),
            f"logistic, {name}": logistic_dif(codes, focal, ids=answers.items),
        }
    }


_CALIBRATION = Words("wat `measure calibrate` maakte (.json)", "what `measure calibrate` made (.json)")
_LENGTH = Words("ook nabootsen met zoveel items: 12,20", "also simulate with so many items: 12,20")
_OUT = Words("waar de handleiding komt (.pdf)", "where the manual goes (.pdf)")
_ABOUT = {
    "name": Words("naam van het instrument", "name of the instrument"),
    "purpose": Words("waarvoor het dient", "what it is for"),
    "target-group": Words("voor wie", "for whom"),
    "theory": Words("waarop het steunt", "what it rests on"),
    "date": Words("wanneer de gegevens verzameld zijn", "when the data were gathered"),
}

COMMAND = Command(
    "manual",
    Words(
        "Maakt de technische handleiding (PDF) langs de zeven criteria van COTAN; zegt ook wat ontbreekt.",
        "Makes the technical manual (PDF) along the seven COTAN criteria; says what is missing too.",
    ),
    _options,
    _run,
    "--calibration kalibratie.json --responses antwoorden.csv --name Ruimtetest --out handleiding.pdf",
)
