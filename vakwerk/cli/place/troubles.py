"""Why no round can be made of a case, in the words and at the cells of who filled in the sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vakwerk.cli.problems import Problem, Refused

from .case import NOWHERE

if TYPE_CHECKING:
    from vakwerk.engines.matching import InstanceProblem
    from vakwerk.engines.matching.eligibility import Cap

    from .case import Case


def refused(case: Case, problem: InstanceProblem) -> Refused:
    """What the engine refuses, told by file, sheet, row and column."""
    if problem.code == "locks_over_seats" and (found := _overfull(case)):
        return Refused(found)
    table, row = ("pupils", None) if problem.place is None else ("places", problem.place)
    sheet = case.inputs.sheets[table]
    line = sheet.table.header[0] if row is None else case.inputs.places[row % len(case.inputs.places)].row
    return Refused(
        sheet.problem(
            line,
            "",
            f"hiermee is geen ronde te maken ({problem}). Splits de ronde, of kijk de getallen na.",
            f"no round can be made of this ({problem}). Split the round, or check the numbers.",
        )
    )


def _overfull(case: Case) -> list[Problem]:
    """Every place, pool of mentors, establishment and company with more locked pupils than seats."""
    found = []
    for place, pupils in sorted(_locked_at(case).items()):
        name, seats = case.inputs.places[place].code, case.inputs.places[place].seats
        kept = {reservation.place: reservation for reservation in case.reservations()}.get(place)
        if kept is not None:
            outside = [pupil for pupil in pupils if pupil not in kept.pupils]
            if len(outside) > seats - kept.seats:
                found.append(_too_many(case, name, outside, seats - kept.seats, reserved=kept.seats))
                continue
        if len(pupils) > seats:
            found.append(_too_many(case, name, pupils, seats))
    return found or _overfull_caps(case)


def _overfull_caps(case: Case) -> list[Problem]:
    tree, below = case.eligibility.tree(), dict[int, list[int]]()
    for place, pupils in _locked_at(case).items():
        cap = tree.parent[place]
        while cap != NOWHERE:
            below.setdefault(cap, []).extend(pupils)
            cap = tree.above[cap]
    return [
        _too_many(case, cap_name(case, index, tree.caps[index]), sorted(pupils), tree.caps[index].seats)
        for index, pupils in sorted(below.items())
        if len(pupils) > tree.caps[index].seats
    ]


def _locked_at(case: Case) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for pupil, place in enumerate(case.locked):
        if place != NOWHERE:
            found.setdefault(place, []).append(pupil)
    return found


def _too_many(case: Case, name: str, pupils: Sequence[int], seats: int, *, reserved: int = 0) -> Problem:
    """Told at the first pupil that is one too many."""
    codes = ", ".join(case.inputs.pupils[pupil].code for pupil in pupils)
    count = "1 plaats" if seats == 1 else f"{seats} plaatsen"
    kept = f" (en {reserved} voorbehouden voor anderen)" if reserved else ""
    beside = f" (and {reserved} reserved for others)" if reserved else ""
    return case.lock_problem(
        case.inputs.pupils[pupils[seats]].code,
        f'er zijn meer leerlingen vastgezet bij "{name}" dan er plaatsen zijn: {codes}, voor {count}{kept}. Maak een '
        "van deze leerlingen los.",
        f'more pupils are locked to "{name}" than there are seats: {codes}, for {seats} '
        f"seat{'' if seats == 1 else 's'}{beside}. Unlock one of these pupils.",
    )


def cap_name(case: Case, index: int, cap: Cap) -> str:
    """What a cap is called in the sheets: its mentors, establishment or company."""
    names = {"mentors": case.mentor_numbers(), "establishment": case.establishments, "company": case.companies}[
        cap.level
    ]
    by_number = {value: name for name, value in names.items()}
    return " + ".join(by_number[member].replace("\n", " ") for member in cap.members) or str(index)
