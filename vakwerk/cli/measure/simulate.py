"""`measure simulate`: what an adaptive test of so many items would do to made-up pupils."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.problems import Refused, refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import options
from .spoken import spoken

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics.adaptive import Design, Shortage, Simulation

HEADS = (
    "length", "pupils", "mean_length", "mean_seconds", "rmse", "bias", "mean_se", "coverage", "reliability",
    "max_exposure", "unused", "overlap",
)  # fmt: skip
MOST_PUPILS = 100_000
MORE = 0.02
"""How far the most shown item may lie above its maximum before that is said."""


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    options.bank(parser, text)
    parser.add_argument("--length", required=True, metavar="N,N", help=text(_LENGTH))
    parser.add_argument("--pupils", type=int, default=1000, metavar="N", help=text(_PUPILS))
    parser.add_argument("--seed", type=int, default=1, metavar="N", help=text(_SEED))
    parser.add_argument("--minimum", metavar="AREA=N,...", help=text(_MINIMUM))
    parser.add_argument("--maximum", metavar="AREA=N,...", help=text(_MAXIMUM))
    parser.add_argument("--max-exposure", type=float, metavar="SHARE", help=text(_EXPOSURE))
    parser.add_argument("--price", type=float, default=0.0, metavar="X", help=text(_PRICE))
    parser.add_argument("--progressive", type=float, default=0.0, metavar="X", help=text(_PROGRESSIVE))
    parser.add_argument("--se", type=float, metavar="X", help=text(_SE))
    options.out(parser, text, _OUT)


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from vakwerk.engines.psychometrics.adaptive import Bank, BlueprintError, compare

    outputs = Outputs(screen.language, (chosen.calibration, chosen.items))
    table, population = options.read_bank(chosen, screen)
    if not 1 <= chosen.pupils <= MOST_PUPILS:
        raise refuse(
            f"--pupils: kies een getal van 1 tot {MOST_PUPILS}.", f"--pupils: choose a number from 1 to {MOST_PUPILS}."
        )
    theta = population.mean + population.sd * np.random.default_rng(abs(chosen.seed)).standard_normal(chosen.pupils)
    try:
        designs = {
            str(length): _design(chosen, length, population)
            for length in options.whole_numbers(chosen.length, "--length")
        }
        with screen.busy("leerlingen nabootsen", "simulating pupils"):
            found = compare(Bank.of(table.items, table.areas, table.seconds), designs, theta, seed=abs(chosen.seed))
    except BlueprintError as error:
        raise _refused(error, error.shortages, chosen) from error
    except ValueError as error:
        raise _refused(error, (), chosen) from error
    remark = _FICTITIOUS.text(screen.language)
    outputs.table(chosen.out, HEADS, [[int(name), *run.summary().values()] for name, run in found.items()], remark)
    outputs.commit()
    for name, run in found.items():
        _tell(name, run, screen)
        if chosen.max_exposure and run.max_exposure > chosen.max_exposure + MORE:
            _blame(name, chosen, Counter(table.areas), screen)
    return 0


def _blame(name: str, chosen: argparse.Namespace, areas: Counter[str], screen: Screen) -> None:
    """Why an item was shown too often: too few items for the asked share, or too few pupils to tell."""
    share = chosen.max_exposure
    least = options.per_area(chosen.minimum, "--minimum")
    if int(name) > share * areas.total() or any(asked > share * areas[area] for area, asked in least.items()):
        screen.note(
            f"{name} items: de bank is te klein om elk item bij hoogstens {share:.0%} te tonen.",
            f"{name} items: the bank is too small to show each item to at most {share:.0%}.",
        )
        return
    screen.note(
        f"{name} items: een item werd bij meer dan {share:.0%} getoond, want er zijn te weinig leerlingen nagebootst; "
        "de eerste 50 tellen nog niet mee. Kies --pupils groter.",
        f"{name} items: an item was shown to more than {share:.0%}, since too few pupils were simulated; the first 50 "
        "do not count yet. Make --pupils larger.",
    )


def _design(chosen: argparse.Namespace, length: int, population: object) -> Design:
    from vakwerk.engines.psychometrics import Population
    from vakwerk.engines.psychometrics.adaptive import Blueprint, Design, Exposure, Stopping

    assert isinstance(population, Population)
    least, most = (
        options.per_area(value, name) for value, name in ((chosen.minimum, "--minimum"), (chosen.maximum, "--maximum"))
    )
    exposure = Exposure(chosen.max_exposure, chosen.price, chosen.progressive)
    return Design(Blueprint(length, least, most), exposure, Stopping(se=chosen.se), population)


def _refused(error: Exception, shortages: Sequence[Shortage], chosen: argparse.Namespace) -> Refused:
    """What the engine refuses, with the areas that lack items where it names them."""
    words, file = spoken(error), (chosen.items or chosen.calibration).name
    if shortages:
        nl = "; ".join(f'gebied "{area}" vraagt {asked} items en heeft er {there}' for area, asked, there in shortages)
        en = "; ".join(f'area "{area}" asks {asked} items and has {there}' for area, asked, there in shortages)
        words = Words(
            f"zo'n test kan niet uit deze items: {nl}. Vraag er minder met --minimum, of voeg items toe.",
            f"no such test from these items: {en}. Ask for fewer with --minimum, or add items.",
        )
    return refuse(words.nl, words.en, file=file)


def _tell(name: str, run: Simulation, screen: Screen) -> None:
    figures = f"RMSE {run.rmse:.3f}, bias {run.bias:+.3f}, SE {float(run.se.mean()):.3f}"
    shown = f"{100 * run.max_exposure:.0f} %", f"{100 * run.overlap:.0f} %"
    screen.say(
        f"{name} items: {figures}; vaakst getoond item {shown[0]}, overlap {shown[1]}",
        f"{name} items: {figures}; most shown item {shown[0]}, overlap {shown[1]}",
    )


_FICTITIOUS = Words(
    "FICTIEF: nagebootste leerlingen, niemand heeft deze test gemaakt",
    "FICTITIOUS: simulated pupils, nobody took this test",
)
_LENGTH = Words("hoeveel items de test telt; meer mag: 12,20", "how many items the test has; several may: 12,20")
_PUPILS = Words("hoeveel leerlingen (gewoon: 1000)", "how many pupils (default: 1000)")
_SEED = Words("zelfde getal, zelfde uitkomst (gewoon: 1)", "same number, same outcome (default: 1)")
_MINIMUM = Words("minstens zoveel items per gebied", "at least so many items per area")
_MAXIMUM = Words("hoogstens zoveel items per gebied", "at most so many items per area")
_EXPOSURE = Words(
    "geen item vaker dan bij dit deel van de leerlingen: 0.25", "no item for more than this share of the pupils: 0.25"
)
_PRICE = Words("hoe sterk vaak getoonde items gemeden worden: 0.4", "how strongly items shown often are avoided: 0.4")
_PROGRESSIVE = Words("hoeveel loting in het begin, 0 tot 1", "how much luck at the start, 0 to 1")
_SE = Words("stop als de standaardfout zo klein is", "stop when the standard error is this small")
_OUT = Words("waar de vergelijking komt (.csv of .xlsx)", "where the comparison goes (.csv or .xlsx)")

COMMAND = Command(
    "simulate",
    Words(
        "Bootst een adaptieve test na: hoe precies is die met 12 items, en met 20?",
        "Simulates an adaptive test: how precise is it with 12 items, and with 20?",
    ),
    _options,
    _run,
    "--calibration kalibratie.json --length 12,20 --max-exposure 0.25 --out wat-als.xlsx",
)
