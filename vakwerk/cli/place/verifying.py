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

from .command import check, inputs, today
from .counts import counted_en, is_nl, pupils_nl, seats_nl

if TYPE_CHECKING:
    from vakwerk.engines.matching import Instance, Solution
    from vakwerk.engines.matching.instance import Indices

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
    from .decisions import read_wishes
    from .earlier import Result, read_before
    from .reading import read_inputs
    from .tables import Log

    check(chosen)
    result, log = Result(chosen.result), Log()
    machine = result.machine()
    found = read_inputs(*building.sources(chosen, result), building.mapping_of(chosen.mapping), log)
    shown = _shown(result, found)
    wishes = replace(read_wishes(result, found.places), earlier=read_before(result), shown=shown)
    made = chosen.today or machine.of("setting").get("today") or today()
    choices = building.choices_of(chosen, result, machine, found, made)
    kept = choices.kept or machine.of("setting").get("nearest_kept") == "1"
    case = Case(found, wishes, replace(choices, kept=kept), strict=False)
    plain, instance, earlier = solving.rounds(case)
    solution = _solution(case, machine, instance, shown)
    outcome = solving.Outcome(case, plain, instance, solution, solution, earlier)
    with screen.busy("nakijken", "checking"):
        return _tell(outcome, bool(machine.rows), screen)


def _shown(result: Result, found: Inputs) -> dict[str, str]:
    """Pupil -> code of the place that the result gives, "" for none. Raises `Refused` for codes that nobody knows."""
    sheet, shown, problems = result.placed(), dict[str, str](), list[Problem]()
    pupils, places = {pupil.code for pupil in found.pupils}, {place.code for place in found.places}
    for row_number, row in sheet.table.rows:
        pupil, place = sheet.cell(row, "pupil"), sheet.cell(row, "place")
        for key, wrong, nl, en in (
            ("pupil", pupil not in pupils, f'"{pupil}" staat niet bij de leerlingen.', f'"{pupil}" is no pupil.'),
            ("pupil", pupil in shown, f'"{pupil}" staat er twee keer.', f'"{pupil}" stands here twice.'),
            ("place", place not in {*places, ""}, f'"{place}" staat niet bij de werkplekken.',
             f'"{place}" is no workplace.'),
        ):  # fmt: skip
            if wrong:
                todo = f"{nl} Kijk de code na, of verwijder de rij.", f"{en} Check the code, or remove the row."
                problems.append(sheet.problem(row_number, key, *todo))
        shown[pupil] = place
    if problems:
        raise Refused(problems)
    return shown


def _solution(case: Case, machine: Machine, instance: Instance, shown: dict[str, str]) -> Solution:
    """The outcome as the file states it; without prices when it was made by hand."""
    import numpy as np

    from vakwerk.engines.matching import Certificate, Solution

    from .solving import seats_of

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
    stated, prices, parts = machine.numbers("certificate"), machine.numbers("place"), machine.numbers("part")
    seat, codes = seats_of(instance, place), [p.code for p in case.inputs.places]
    reserved = [codes[home] for home in instance.home[instance.n_known :].tolist()]
    return Solution(
        place,
        seat,
        stated.get("placed", int((place != NOWHERE).sum())),
        stated.get("cost", _recounted(instance, seat)),
        np.array(
            [prices[c] for c in codes if c in prices] + [parts[c] for c in reserved if c in parts], dtype=np.int64
        ),
        np.array([*machine.numbers("cap").values()], dtype=np.int64),
        certificate,
    )


def _recounted(instance: Instance, seat: Indices) -> int:
    """Cost of the pairs that exist."""
    import numpy as np

    taken = instance.place == np.repeat(seat, np.diff(instance.offsets))
    return int(instance.cost[taken].sum(dtype=np.int64))


def _tell(outcome: Outcome, ours: bool, screen: Screen) -> int:
    from . import proof, solving
    from .nearest import within

    lines = [*_ineligible(outcome), *_overfull(outcome), *_unlocked(outcome), *(_altered(outcome) if ours else ())]
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
    proven = ours and outcome.verdict.valid
    if proven and not solving.may_widen(outcome):
        limits = within(outcome, outcome.cut)
        screen.say(
            f"Alle beloften kloppen{limits.nl}: nagekeken met de prijzen in het bestand.",
            f"Every promise holds{limits.en}: checked by the prices in the file.",
        )
        return KEPT
    best = solving.settle(outcome.case)
    of_best = replace(outcome, case=best.case, plain=best.plain, instance=best.instance)
    return _compare(of_best, best, ours and not proven, screen)


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
                _at(
                    case,
                    who,
                    f"Belofte {ELIGIBLE}: {who} op {where} kan niet: {reason.words.nl}{rule}.",
                    f"Promise {ELIGIBLE}: {who} at {where} cannot be: {reason.words.en}{rule}.",
                )
            )
    return found


def _at(case: Case, pupil: str, nl: str, en: str) -> Words:
    """A sentence about a pupil, with the cell of the result that it is about."""
    sheet, row = case.wishes.sheet, case.wishes.rows.get(pupil)
    if sheet is None or row is None:
        return Words(nl, en)
    problem = sheet.problem(row, "place", nl, en)
    return Words(problem.line("nl"), problem.line("en"))


def _overfull(outcome: Outcome) -> list[Words]:
    """Promise 2: every place, pool of mentors, establishment and company with more pupils than seats."""
    import numpy as np

    from vakwerk.engines.matching.instance import cap_use

    from .troubles import cap_name

    case, seat, plain = outcome.case, outcome.solution.seat, outcome.plain
    use = np.bincount(seat[seat != NOWHERE], minlength=plain.n_places).astype(np.int64)
    found = []
    for index in np.flatnonzero(use > plain.seats).tolist():
        place, total = case.inputs.places[int(plain.home[index])], int(use[plain.home == plain.home[index]].sum())
        if total > place.seats:
            found.append(_too_many(place.code, total, place.seats))
        else:
            found.append(_not_for_them(place.code, int(use[index]), int(plain.seats[index])))
    below, caps = cap_use(plain, use), case.eligibility.tree().caps
    for index in np.flatnonzero(below > plain.caps).tolist():
        found.append(_too_many(cap_name(case, index, caps[index]), int(below[index]), int(plain.caps[index])))
    return found


def _too_many(name: str, use: int, seats: int) -> Words:
    return Words(
        f"Belofte {SEATS}: {name} heeft {pupils_nl(use)} voor {seats_nl(seats)}.",
        f"Promise {SEATS}: {name} has {counted_en(use, 'pupil')} for {counted_en(seats, 'seat')}.",
    )


def _not_for_them(name: str, use: int, seats: int) -> Words:
    return Words(
        f"Belofte {SEATS}: bij {name} {'staat' if use == 1 else 'staan'} "
        f"{pupils_nl(use)} zonder recht op een voorbehouden plaats, en daarvoor "
        f"{is_nl(seats)} er {seats_nl(seats)}.",
        f"Promise {SEATS}: {name} has {counted_en(use, 'pupil')} without a right to a reserved seat, and "
        f"{counted_en(seats, 'seat')} for them.",
    )


def _unlocked(outcome: Outcome) -> list[Words]:
    """Promise 3."""
    case = outcome.case
    return [
        _at(
            case,
            case.inputs.pupils[pupil].code,
            f"Belofte {LOCKS}: {case.inputs.pupils[pupil].code} was vastgezet op {case.inputs.places[lock].code}.",
            f"Promise {LOCKS}: {case.inputs.pupils[pupil].code} was locked to {case.inputs.places[lock].code}.",
        )
        for pupil, lock in enumerate(case.locked)
        if lock not in (NOWHERE, outcome.place[pupil])
    ]


def _altered(outcome: Outcome) -> list[Words]:
    """Promise 4: rows whose company or minutes are not those of the place that stands there."""
    from .sheets import PLACED_HEADS

    case, sheet, found = outcome.case, outcome.case.wishes.sheet, list[Words]()
    if sheet is None:
        return found
    names, by_number = sheet.table.header[1], dict(sheet.table.rows)
    for head in (PLACED_HEADS[3], PLACED_HEADS[5]):
        at = next((at for at, name in enumerate(names) if name in (head.nl, head.en)), None)
        for pupil, place in enumerate(outcome.place):
            code = case.inputs.pupils[pupil].code
            row = by_number.get(case.wishes.rows.get(code, NOWHERE), ())
            if at is None or place == NOWHERE or at >= len(row):
                continue
            right = case.inputs.places[place].company
            if head is PLACED_HEADS[5]:
                right = str(round(case.eligibility.minutes(pupil, place)))
            if row[at] != right:
                found.append(
                    _at(
                        case,
                        code,
                        f'Belofte {NUMBERS}: bij {code} staat {head.nl} "{row[at]}", het is "{right}".',
                        f'Promise {NUMBERS}: {code} has {head.en} "{row[at]}", it is "{right}".',
                    )
                )
    return found


def _compare(outcome: Outcome, best: Outcome, ours: bool, screen: Screen) -> int:
    """No rule is broken; is it also as good as it can be? Against a fresh, proven outcome of the same round."""
    from .nearest import within

    if ours:
        screen.say(
            "De prijzen in het bestand bewijzen dit niet: het is na het maken veranderd. Daarom vergeleken met een "
            "nieuwe oplossing.",
            "The prices in the file do not prove this: it was changed after it was made. So it is compared with a "
            "fresh solution.",
        )
    placed = sum(place != NOWHERE for place in outcome.place)
    if placed < best.solution.placed:
        most, lacking = best.solution.placed, best.solution.placed - placed
        screen.say(
            f"Belofte {MOST_PLACED}: {pupils_nl(most)} {'kan' if most == 1 else 'kunnen'} een plaats hebben, {lacking} "
            "meer dan hier.",
            f"Promise {MOST_PLACED}: {counted_en(most, 'pupil')} can have a place, {lacking} more than here.",
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
    limits = within(best, best.cut)
    screen.say(
        f"Optimaal{limits.nl}: beter kan niet volgens deze regels.",
        f"Optimal{limits.en}: it cannot be better by these rules.",
    )
    return KEPT


def _told_longer(outcome: Outcome, best: Outcome, screen: Screen) -> int:
    """Promise 6 as people measure it: moves first, when something came before, then minutes."""
    moves, fewest = len(outcome.moved()), len(best.moved())
    if moves > fewest:
        screen.say(
            f"Belofte {LEAST_COST}: {pupils_nl(moves)} {'is' if moves == 1 else 'zijn'} verhuisd; met {fewest} kan het "
            "ook.",
            f"Promise {LEAST_COST}: {counted_en(moves, 'pupil')} moved; {fewest} would do.",
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
