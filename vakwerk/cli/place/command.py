"""`place`: pupils and workplaces in, an explained and proven placement out."""

from __future__ import annotations

import argparse
import re
from datetime import datetime
from pathlib import Path

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.problems import refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

KINDS = ("duaal", "stage", "dual", "internship")


def inputs(parser: argparse.ArgumentParser, text: Text) -> None:
    """Options that `place` and `verify` share."""
    parser.add_argument("--pupils", type=Path, metavar="FILE", help=text(_PUPILS))
    parser.add_argument("--places", type=Path, metavar="FILE", help=text(_PLACES))
    parser.add_argument("--mentors", type=Path, metavar="FILE", help=text(_MENTORS))
    parser.add_argument("--mapping", type=Path, metavar="FILE", help=text(_MAPPING))
    parser.add_argument("--rules", type=Path, metavar="FILE", help=text(_RULES))
    parser.add_argument("--for", dest="kind", choices=KINDS, default="duaal", help=text(_KIND))
    parser.add_argument("--date", metavar="DAY", help=text(_DATE))
    parser.add_argument("--today", metavar="DAY", help=text(_TODAY))
    parser.add_argument("--nearest", type=int, metavar="N", help=text(_NEAREST))
    parser.add_argument("--wish-minutes", type=int, metavar="N", help=text(_WISH))


def today() -> str:
    """ISO date, as the clock of this computer has it: what "today" is to who types the command."""
    return datetime.now().astimezone().date().isoformat()


def check(chosen: argparse.Namespace) -> None:
    """Numbers and days of the options. Raises `Refused`."""
    from .case import MOST_NEAREST
    from .cells import day_of

    for name in ("date", "today"):
        text = getattr(chosen, name)
        if text and day_of(text) is None:
            raise refuse(
                f'--{name}: "{text}" is geen datum. Schrijf 2026-09-01 of 1/9/2026.',
                f'--{name}: "{text}" is not a date. Write 2026-09-01 or 1/9/2026.',
            )
        setattr(chosen, name, day_of(text) if text else None)
    for name, value, least, most in (
        ("--nearest", chosen.nearest, 1, MOST_NEAREST),
        ("--wish-minutes", chosen.wish_minutes, 0, 600),
    ):
        if value is not None and not least <= value <= most:
            raise refuse(f"{name}: een getal van {least} tot {most}.", f"{name}: a number from {least} to {most}.")


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    inputs(parser, text)
    parser.add_argument("--previous", type=Path, metavar="FILE", help=text(_PREVIOUS))
    parser.add_argument("--out", type=Path, metavar="FILE", help=text(_OUT))
    parser.add_argument("--html", type=Path, metavar="FILE", help=text(_HTML))
    parser.add_argument("--sample", type=Path, metavar="FOLDER", help=text(_SAMPLE))


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    if chosen.sample:
        return _sample(chosen.sample, screen)
    if chosen.out is None:
        raise refuse("geef met --out een naam voor het resultaat.", "give the result a name with --out.")
    if not re.fullmatch(r"(?i)\.(xlsx|csv)", chosen.out.suffix):
        raise refuse(
            "--out moet eindigen op .xlsx of .csv. Geef het resultaat zo een naam.",
            "--out must end in .xlsx or .csv. Give the result such a name.",
            file=str(chosen.out),
        )
    check(chosen)
    return _place(chosen, screen)


def _sample(folder: Path, screen: Screen) -> int:
    from . import sample

    pupils, places = sample.write(folder, screen.language)
    screen.say(f"Fictieve voorbeelden staan in {folder}. Probeer nu:", f"Fictitious examples are in {folder}. Now try:")
    name = "resultaat.xlsx" if screen.language == "nl" else "result.xlsx"
    language = "" if screen.language == "nl" else " --language en"
    typed = f"  python -m vakwerk place --pupils {pupils} --places {places} --out {folder / name}{language}"
    screen.say(typed, typed)
    return 0


def _place(chosen: argparse.Namespace, screen: Screen) -> int:
    from . import building, nearest, proof, solving
    from .tables import Log

    log = Log()
    read = (chosen.pupils, chosen.places, chosen.mentors, chosen.previous, chosen.rules, chosen.mapping)
    outputs = Outputs(screen.language, read)
    for path in (chosen.out, chosen.html or chosen.out.with_suffix(".html")):
        outputs.checked(path)
    with screen.busy("lezen en nakijken", "reading and checking"):
        case = building.case_of(chosen, log)
    with screen.busy("plaatsen", "placing"):
        outcome = solving.settle(case)
        nearest.log_nearest(outcome, case, log)
        verdict = outcome.verdict
    if not verdict.valid:
        raise RuntimeError(f"The outcome does not keep its promises: {verdict.broken}")
    with screen.busy("uitleggen en schrijven", "explaining and writing"):
        written = building.write(outcome, log, outputs, chosen.out, chosen.html, screen.language)
        outputs.commit()
    for line in proof.summary(outcome):
        screen.say(line.nl, line.en)
    screen.say(f"Nagekeken en bewezen. Resultaat: {written[0]}", f"Checked and proven. Result: {written[0]}")
    screen.say(f"Kaart en grafieken: {written[1]}", f"Map and charts: {written[1]}")
    if log.lines:
        count = len(log.lines)
        screen.note(
            f"{count} {'opmerking' if count == 1 else 'opmerkingen'} in het logboek.",
            f"{count} {'remark' if count == 1 else 'remarks'} in the log.",
        )
    return 0


_PUPILS = Words("leerlingen (.xlsx of .csv), een per rij", "pupils (.xlsx or .csv), one a row")
_PLACES = Words("werkplekken (.xlsx of .csv), een per rij", "workplaces (.xlsx or .csv), one a row")
_MENTORS = Words(
    'mentoren, als ze niet in een blad "mentoren" bij de werkplekken staan',
    'mentors, when they are not in a sheet "mentors" with the workplaces',
)
_MAPPING = Words("bewaarde kolommen van een vorige keer (.json)", "saved columns of an earlier time (.json)")
_RULES = Words(
    "regels aan of af en hun getallen (tabel of resultaat)", "rules on or off and their numbers (table or result)"
)
_KIND = Words(
    "welke regels gewoon aan staan: duaal of stage (gewoon: duaal)",
    "which rules are on: dual or internship (default: dual)",
)
_DATE = Words(
    "dag waarop mentoren aan de voorwaarden moeten voldoen (gewoon: de vroegste start)",
    "day on which mentors must meet the conditions (default: the earliest start)",
)
_TODAY = Words(
    "dag waarop deze ronde gebeurt: voorbehouden plaatsen van voor die dag zijn vrij (gewoon: vandaag)",
    "day on which this round is made: seats reserved until before it are released (default: today)",
)
_NEAREST = Words(
    "hoogstens zoveel werkplekken per leerling, de dichtste (gewoon: 50, en meer als er iemand zonder plaats blijft)",
    "at most so many workplaces a pupil, the nearest (default: 50, and more when somebody stays without a place)",
)
_WISH = Words(
    "zoveel minuten weegt een eigen voorstel van de leerling (gewoon: 15)",
    "so many minutes a pupil's own proposal weighs (default: 15)",
)
_PREVIOUS = Words(
    "een resultaat, door jou aangepast: zo weinig mogelijk verhuizen",
    "a result, changed by you: as few moves as possible",
)
_OUT = Words("waar het resultaat komt (.xlsx of .csv)", "where the result goes (.xlsx or .csv)")
_HTML = Words(
    "waar de kaart en de grafieken komen (gewoon: naast het resultaat)", "where map and charts go (default: beside it)"
)
_SAMPLE = Words("schrijf alleen fictieve voorbeelden in deze map", "only write fictitious examples into this folder")

PLACE = Command(
    "place",
    Words(
        "Plaatst leerlingen op werkplekken: uitgelegd per leerling, met tekorten, kaart en bewijs.",
        "Places pupils at workplaces: explained for each pupil, with shortages, a map and proof.",
    ),
    _options,
    _run,
    "--pupils leerlingen.xlsx --places werkplekken.xlsx --out resultaat.xlsx",
)
