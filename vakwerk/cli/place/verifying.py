"""`verify`: any result checked, also one made by hand: which promise is broken, and for whom."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vakwerk.cli.commands import Command, Text
from vakwerk.cli.problems import Problem, Refused
from vakwerk.cli.screen import Screen
from vakwerk.engines.words import Words, number

from .command import check_numbers, inputs

if TYPE_CHECKING:
    from vakwerk.engines.matching import Solution

    from .case import Case
    from .earlier import Machine, Result
    from .inputs import Inputs
    from .solving import Outcome

KEPT, BROKEN = 0, 1
NOWHERE, TENTHS, MOST_SHOWN = -1, 10, 20
ELIGIBLE, SEATS, LOCKS, NUMBERS, PRICES, LEAST_COST, MOST_PLACED, PRIORITY = range(1, 9)


def _options(parser: argparse.ArgumentParser, text: Text) -> None:
    parser.add_argument("result", type=Path, metavar="RESULT", help=text(_RESULT))
    inputs(parser, text)
    parser.set_defaults(previous=None)


def _run(chosen: argparse.Namespace, screen: Screen) -> int:
    from . import building, solving
    from .case import Case
    from .earlier import Result, read_before, read_wishes
    from .inputs import read_inputs
    from .tables import Log

    check_numbers(chosen)
    result, log = Result(chosen.result), Log()
    machine = result.machine()
    found = read_inputs(*building.sources(chosen, result), building.mapping_of(chosen.mapping), log)
    shown = _shown(result, found)
    wishes = replace(read_wishes(result), earlier=read_before(result), shown=shown)
    case = Case(found, wishes, building.choices_of(chosen, result, machine, found), strict=False)
    plain, instance, earlier = solving.instances(case)
    outcome = solving.Outcome(case, plain, instance, _solution(case, machine, instance, shown), earlier)
    with screen.busy("nakijken", "checking"):
        return _tell(outcome, bool(machine.rows), screen)


def _shown(result: Result, found: Inputs) -> dict[str, str]:
    """Pupil -> code of the place that the result gives, "" for none. Raises `Refused` for codes that nobody knows."""
    sheet, shown, problems = result.placed(), dict[str, str](), list[Problem]()
    pupils, places = {pupil.code for pupil in found.pupils}, {place.code for place in found.places}
    for row_number, row in sheet.table.rows:
        pupil, place = sheet.cell(row, "pupil"), sheet.cell(row, "place")
        if pupil not in pupils:
            problems.append(
                sheet.problem(
                    row_number, "pupil", f'"{pupil}" staat niet bij de leerlingen.', f'"{pupil}" is no pupil.'
                )
            )
        elif pupil in shown:
            problems.append(
                sheet.problem(row_number, "pupil", f'"{pupil}" staat er twee keer.', f'"{pupil}" stands here twice.')
            )
        if place and place not in places:
            problems.append(
                sheet.problem(
                    row_number, "place", f'"{place}" staat niet bij de werkplekken.', f'"{place}" is no workplace.'
                )
            )
        shown[pupil] = place
    if problems:
        raise Refused(problems)
    return shown


def _solution(case: Case, machine: Machine, instance: object, shown: dict[str, str]) -> Solution:
    """The outcome as the file states it; without prices when it was made by hand."""
    import numpy as np

    from vakwerk.engines.matching import Certificate, Solution

    place = np.array(
        [case.place_number.get(shown.get(p.code, ""), NOWHERE) for p in case.inputs.pupils], dtype=np.int32
    )
    certificate = Certificate(
        machine.of("certificate").get("policy", "total"),
        tuple(machine.numbers("penalty").values()),
        machine.numbers("certificate").get("objective", 0),
        tuple(machine.numbers("group").values()),
        None,
        1,
        {},
    )
    stated, prices = machine.numbers("certificate"), machine.numbers("place")
    return Solution(
        place,
        place,
        stated.get("placed", int((place != NOWHERE).sum())),
        stated.get("cost", _recounted(instance, place)),
        np.array([prices[p.code] for p in case.inputs.places if p.code in prices], dtype=np.int64),
        np.array([*machine.numbers("cap").values()], dtype=np.int64),
        certificate,
    )


def _recounted(instance: object, place: object) -> int:
    """Cost of the pairs that exist."""
    import numpy as np

    from vakwerk.engines.matching import Instance

    assert isinstance(instance, Instance)
    taken = instance.place == np.repeat(np.asarray(place), np.diff(instance.offsets))
    return int(instance.cost[taken].sum(dtype=np.int64))


def _tell(outcome: Outcome, ours: bool, screen: Screen) -> int:
    from . import proof, solving

    lines = [*_ineligible(outcome), *_overfull(outcome), *_unlocked(outcome)]
    for line in proof.summary(_recount(outcome)):
        screen.say(line.nl, line.en)
    for line in lines[:MOST_SHOWN]:
        screen.say(line.nl, line.en)
    if len(lines) > MOST_SHOWN:
        more = len(lines) - MOST_SHOWN
        screen.say(f"... en nog {more} andere.", f"... and {more} more.")
    if lines:
        screen.say("Dit resultaat breekt een belofte.", "This result breaks a promise.")
        return BROKEN
    if ours and outcome.verdict.valid:
        screen.say(
            "Alle beloften kloppen: nagekeken met de prijzen in het bestand.",
            "Every promise holds: checked by the prices in the file.",
        )
        return KEPT
    return _compare(outcome, solving.settle(outcome.case), ours, screen)


def _recount(outcome: Outcome) -> Outcome:
    """With the number of placed that the sheet shows, which the file may state differently."""
    placed = sum(place != NOWHERE for place in outcome.place)
    return replace(outcome, solution=replace(outcome.solution, placed=placed))


def _ineligible(outcome: Outcome) -> list[Words]:
    """Promise 1: every pupil that is where a rule does not allow it, with the rule."""
    case, found = outcome.case, []
    for pupil, place in enumerate(outcome.place):
        if place != NOWHERE and outcome.plain.edge(pupil, place) == NOWHERE:
            reason = case.eligibility.reason(pupil, place)
            who, where = case.inputs.pupils[pupil].code, case.inputs.places[place].code
            rule = f" ({reason.rule})" if reason.rule else ""
            found.append(
                Words(
                    f"Belofte {ELIGIBLE}: {who} op {where} kan niet: {reason.words.nl}{rule}.",
                    f"Promise {ELIGIBLE}: {who} at {where} cannot be: {reason.words.en}{rule}.",
                )
            )
    return found


def _overfull(outcome: Outcome) -> list[Words]:
    """Promise 2: every place, pool of mentors, establishment and company with more pupils than seats."""
    import numpy as np

    from vakwerk.engines.matching.instance import cap_use

    case, seat = outcome.case, outcome.solution.seat
    use = np.bincount(seat[seat != NOWHERE], minlength=len(case.inputs.places)).astype(np.int64)
    found = [
        _too_many(case.inputs.places[index].code, int(use[index]), int(outcome.plain.seats[index]))
        for index in np.flatnonzero(use > outcome.plain.seats).tolist()
    ]
    below, caps = cap_use(outcome.plain, use), case.eligibility.tree().caps
    for index in np.flatnonzero(below > outcome.plain.caps).tolist():
        found.append(_too_many(_cap_name(case, index, caps[index]), int(below[index]), int(outcome.plain.caps[index])))
    return found


def _too_many(name: str, use: int, seats: int) -> Words:
    return Words(
        f"Belofte {SEATS}: {name} heeft {use} leerlingen voor {seats} plaats{'' if seats == 1 else 'en'}.",
        f"Promise {SEATS}: {name} has {use} pupils for {seats} seat{'' if seats == 1 else 's'}.",
    )


def _cap_name(case: Case, index: int, cap: object) -> str:
    from vakwerk.engines.matching.eligibility import Cap

    assert isinstance(cap, Cap)
    names = {"mentors": case.mentor_numbers(), "establishment": case.establishments, "company": case.companies}[
        cap.level
    ]
    by_number = {value: name for name, value in names.items()}
    return " + ".join(by_number[member].replace("\n", " ") for member in cap.members) or str(index)


def _unlocked(outcome: Outcome) -> list[Words]:
    """Promise 3."""
    case = outcome.case
    return [
        Words(
            f"Belofte {LOCKS}: {case.inputs.pupils[pupil].code} was vastgezet op {case.inputs.places[lock].code}.",
            f"Promise {LOCKS}: {case.inputs.pupils[pupil].code} was locked to {case.inputs.places[lock].code}.",
        )
        for pupil, lock in enumerate(case.locked)
        if lock not in (NOWHERE, outcome.place[pupil])
    ]


def _compare(outcome: Outcome, best: Outcome, ours: bool, screen: Screen) -> int:
    """No rule is broken; is it also as good as it can be? Against a fresh, proven outcome of the same round."""
    if ours:
        screen.say(
            "De prijzen in het bestand bewijzen dit niet: het is na het maken veranderd. Daarom vergeleken met een "
            "nieuwe oplossing.",
            "The prices in the file do not prove this: it was changed after it was made. So it is compared with a "
            "fresh solution.",
        )
    placed = sum(place != NOWHERE for place in outcome.place)
    if placed < best.solution.placed:
        lacking = best.solution.placed - placed
        screen.say(
            f"Belofte {MOST_PLACED}: {best.solution.placed} leerlingen kunnen een plaats hebben, {lacking} meer.",
            f"Promise {MOST_PLACED}: {best.solution.placed} pupils can have a place, {lacking} more than here.",
        )
        return BROKEN
    if _by_group(outcome) != _by_group(best):
        screen.say(
            f"Belofte {PRIORITY}: wie het minst dagen over heeft, ging niet voor.",
            f"Promise {PRIORITY}: those with the fewest days left did not go first.",
        )
        return BROKEN
    longer = (_recounted(outcome.instance, outcome.solution.seat) - best.solution.cost) / TENTHS
    if longer > 0:
        return _told_longer(outcome, best, screen)
    screen.say("Optimaal: beter kan niet volgens deze regels.", "Optimal: it cannot be better by these rules.")
    return KEPT


def _told_longer(outcome: Outcome, best: Outcome, screen: Screen) -> int:
    """Promise 6 as people measure it: moves first, when something came before, then minutes."""
    moves, fewest = len(outcome.moved()), len(best.moved())
    if moves > fewest:
        screen.say(
            f"Belofte {LEAST_COST}: {moves} leerlingen verhuisd; met {fewest} kan het ook.",
            f"Promise {LEAST_COST}: {moves} pupils were moved; {fewest} would do.",
        )
    minutes = (_plain_cost(outcome) - _plain_cost(best)) / TENTHS
    screen.say(
        f"Belofte {LEAST_COST}: evenveel leerlingen geplaatst, maar de reizen (min eigen voorstellen) zijn samen "
        f"{number(minutes, 'nl')} minuten langer dan nodig.",
        f"Promise {LEAST_COST}: as many pupils placed, but the journeys (less own proposals) are together "
        f"{number(minutes, 'en')} minutes longer than needed.",
    )
    return BROKEN


def _plain_cost(outcome: Outcome) -> int:
    return _recounted(outcome.plain, outcome.solution.seat)


def _by_group(outcome: Outcome) -> list[int]:
    groups, seat = outcome.instance.group, outcome.solution.seat
    return [int(((groups == group) & (seat != NOWHERE)).sum()) for group in range(outcome.instance.n_groups)]


_RESULT = Words(
    "een resultaat van place, of een eigen tabel met leerling en werkplek (geef dan ook --pupils en --places)",
    "a result of place, or a table of your own with pupil and workplace (then give --pupils and --places as well)",
)

VERIFY = Command(
    "verify",
    Words(
        "Kijkt een plaatsing na, ook een die met de hand gemaakt is: welke belofte is gebroken, en voor wie.",
        "Checks a placement, also one made by hand: which promise is broken, and for whom.",
    ),
    _options,
    _run,
    "resultaat.xlsx",
)
