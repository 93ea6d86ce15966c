"""`measure dif`: items that are harder for one group than for equally able persons of another."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.files import Outputs
from vakwerk.cli.files.outputs import Cell
from vakwerk.cli.problems import Problem, Refused, refuse
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words

from . import inputs, options

if TYPE_CHECKING:
    from vakwerk.engines.psychometrics.quality.dif_logistic import LogisticDif
    from vakwerk.engines.psychometrics.quality.dif_mantel import MantelHaenszel

HEADS = (
    "id", "mh_chi2", "mh_p", "mh_p_adjusted", "odds_ratio", "odds_ratio_low", "odds_ratio_high", "ets_delta",
    "ets_class", "mean_difference", "logistic_chi2", "logistic_p_adjusted", "r2_gain", "jodoin_gierl",
)  # fmt: skip


def groups(parser: argparse.ArgumentParser, text: Text, *, required: bool) -> None:
    parser.add_argument("--groups", type=Path, required=required, metavar="FILE", help=text(_GROUPS))
    parser.add_argument("--column", metavar="NAME", help=text(_COLUMN))
    parser.add_argument("--focal", required=required, metavar="GROUP", help=text(_FOCAL))
    parser.add_argument("--reference", metavar="GROUP", help=text(_REFERENCE))


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    options.responses(parser, text)
    groups(parser, text, required=True)
    options.out(parser, text, _OUT)


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from vakwerk.engines.psychometrics.quality.dif_logistic import logistic_dif
    from vakwerk.engines.psychometrics.quality.dif_mantel import mantel_haenszel

    outputs = Outputs(screen.language, (chosen.responses, chosen.groups))
    answers = options.read_answers(chosen, screen)
    used, focal = compared(answers, chosen)
    codes = answers.codes[used]
    whole = int((codes >= 0).all(axis=1).sum())
    if not whole:
        raise refuse(
            "niemand beantwoordde alle items, en DIF vergelijkt op de hele somscore. Laat de items weg die bijna "
            "niemand beantwoordde.",
            "nobody answered all items, and DIF matches on the whole sum score. Leave out the items that hardly "
            "anybody answered.",
            file=answers.file,
        )
    try:
        with screen.busy("groepen vergelijken", "comparing groups"):
            mantel = mantel_haenszel(codes, focal, ids=answers.items)
            logistic = logistic_dif(codes, focal, ids=answers.items)
    except ValueError as error:
        raise answers.misfit(error, answers.items) from error
    outputs.table(chosen.out, HEADS, _rows(mantel, logistic), answers.remark)
    outputs.commit()
    _tell(mantel, whole, screen)
    return 0


def compared(
    answers: inputs.Answers, chosen: argparse.Namespace
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """(N,) who takes part, and for those who is in the focal group."""
    groups = inputs.read_groups(chosen.groups, None, chosen.column)
    unknown = [person for person in answers.persons if person not in groups]
    if unknown:
        raise Refused(
            Problem(
                Words(
                    f'"{person}" staat er niet in. Voeg een rij toe, of haal die persoon uit de antwoorden.',
                    f'"{person}" is not in it. Add a row, or remove that person from the answers.',
                ),
                chosen.groups.name,
                column="A",
            )
            for person in unknown
        )
    values = np.array([groups[person] for person in answers.persons])
    counts = Counter(values.tolist())
    for wanted in filter(None, (chosen.focal, chosen.reference)):
        if not counts[wanted]:
            there = ", ".join(f"{name or '(leeg)'} ({count})" for name, count in counts.most_common(8))
            raise refuse(
                f'geen groep "{wanted}". Er is: {there}. Kies er een met --focal of --reference.',
                f'no group "{wanted}". There is: {there}. Choose one with --focal or --reference.',
                file=chosen.groups.name,
            )
    reference = values == chosen.reference if chosen.reference else (values != chosen.focal) & (values != "")
    if not reference.any():
        raise refuse(
            "er is maar een groep. Om te vergelijken zijn er twee nodig.",
            "there is only one group. To compare, two are needed.",
            file=chosen.groups.name,
        )
    used = reference | (values == chosen.focal)
    return used, values[used] == chosen.focal


def _rows(mantel: MantelHaenszel, logistic: LogisticDif) -> Iterator[list[Cell]]:
    for index, name in enumerate(mantel.ids):
        first = (
            mantel.chi2,
            mantel.p,
            mantel.p_adjusted,
            mantel.odds_ratio,
            mantel.odds_ratio_low,
            mantel.odds_ratio_high,
        )
        last = (logistic.both, logistic.p_adjusted, logistic.r2_gain)
        yield [
            name,
            *(float(values[index]) for values in (*first, mantel.delta)),
            mantel.classes[index],
            float(mantel.difference[index]),
            *(float(values[index]) for values in last),
            logistic.jodoin_gierl[index],
        ]


def _tell(mantel: MantelHaenszel, whole: int, screen: Screen) -> None:
    large = ", ".join(name for name, group in zip(mantel.ids, mantel.classes, strict=True) if group == "C")
    count = len(mantel.ids)
    screen.say(
        f"{count} items vergeleken bij {whole} personen met alle antwoorden; klasse C (ETS): {large or 'geen'}",
        f"{count} items compared over {whole} persons with all answers; class C (ETS): {large or 'none'}",
    )
    screen.note(
        "DIF is een reden om naar een item te kijken, geen bewijs dat het oneerlijk is.",
        "DIF is a reason to look at an item, no proof that it is unfair.",
    )


_GROUPS = Words(
    "tabel (.csv of .xlsx) met in de eerste kolom de personen van --responses, daarna hun groep",
    "table (.csv or .xlsx) with the persons of --responses in the first column, then their group",
)
_COLUMN = Words("kolom met de groep (gewoon: de tweede)", "column with the group (default: the second)")
_FOCAL = Words(
    "de groep om wie het gaat, zoals die in de tabel staat", "the group it is about, as written in the table"
)
_REFERENCE = Words(
    "de groep waarmee wordt vergeleken (gewoon: alle anderen)", "the group to compare with (default: all others)"
)
_OUT = Words("waar de vergelijking komt (.csv of .xlsx)", "where the comparison goes (.csv or .xlsx)")

COMMAND = Command(
    "dif",
    Words(
        "Vergelijkt groepen: is een item moeilijker voor de ene groep bij gelijke vaardigheid?",
        "Compares groups: is an item harder for one group at equal ability?",
    ),
    _options,
    _run,
    "--responses antwoorden.csv --groups groepen.csv --focal meisje --out dif.xlsx",
)
