"""`measure sample`: files to try everything with, made by the simulator and labelled so in the files themselves."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.files.outputs import Cell
from vakwerk.cli.problems import refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

SEED, PUPILS, ITEMS, MISSING_SHARE = 20261123, 800, 24, 0.02
AREAS = ("tandwielen", "bouwplaten", "hefbomen", "waterpeil")
DIF_ITEM, DIF_SIZE = 5, 1.2
"""The sixth item is made this much harder for one group, so that there is something to find."""


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=text(_OUT))


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    folder: Path = chosen.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse("deze map kan niet worden gemaakt.", "this folder cannot be made.", file=str(folder)) from error
    outputs, remark = Outputs(screen.language), _REMARK.text(screen.language)
    persons, groups, items, codes = _made()
    rows = [
        [person, *(None if code < 0 else int(code) for code in line)]
        for person, line in zip(persons, codes, strict=True)
    ]
    for ending in ("csv", "xlsx"):
        outputs.table(folder / f"antwoorden.{ending}", ["id", *items], rows, remark)
    outputs.table(folder / "groepen.csv", ["id", "groep"], list(zip(persons, groups, strict=True)), remark)
    outputs.table(folder / "items.csv", ["id", "a", "b", "area", "seconds"], _item_rows(items), remark)
    outputs.commit()
    screen.say(f"fictieve bestanden staan in {folder}", f"fictitious files are in {folder}")
    return 0


def _made() -> tuple[list[str], list[str], list[str], npt.NDArray[np.int8]]:
    from vakwerk.engines.psychometrics import Items, simulate_responses

    rng = np.random.default_rng(SEED)
    theta, focal = rng.standard_normal(PUPILS), rng.random(PUPILS) < 0.5
    a, b = _parameters()
    names = [f"opgave{number:02d}" for number in range(1, ITEMS + 1)]
    seen = rng.random((PUPILS, ITEMS)) >= MISSING_SHARE
    seen[::2] = True  # half of them answered everything
    codes = simulate_responses(Items.two_pl(a, b, names), theta, seed=SEED, seen=seen)
    harder = b + DIF_SIZE * (np.arange(ITEMS) == DIF_ITEM)
    codes[focal] = simulate_responses(Items.two_pl(a, harder, names), theta, seed=SEED, seen=seen)[focal]
    persons = [f"FICTIEF-{number:04d}" for number in range(1, PUPILS + 1)]
    return persons, ["blauw" if flag else "groen" for flag in focal], names, codes


def _parameters() -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    rng = np.random.default_rng(SEED + 1)
    return np.exp(rng.normal(0.1, 0.25, ITEMS)).round(3), rng.normal(0.0, 1.0, ITEMS).round(3)


def _item_rows(names: list[str]) -> Iterator[list[Cell]]:
    for index, (name, a, b) in enumerate(zip(names, *_parameters(), strict=True)):
        yield [name, float(a), float(b), AREAS[index % len(AREAS)], 45.0]


_REMARK = Words(
    "FICTIEF: gemaakt door de simulator van Vakwerk, geen echte leerlingen",
    "FICTITIOUS: made by Vakwerk's simulator, no real pupils",
)
_OUT = Words(
    "map voor de voorbeelden; wordt gemaakt als ze er niet is", "folder for the samples; made when it is not there"
)

COMMAND = Command(
    "sample",
    Words(
        "Maakt fictieve voorbeeldbestanden om alles uit te proberen.", "Makes fictitious sample files to try it all."
    ),
    _options,
    _run,
    "--out voorbeeld",
)
