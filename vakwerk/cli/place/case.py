"""From what was read to the engine's columns and back: the numbers of pupils and places, and their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vakwerk.cli.problems import Problem, Refused
from vakwerk.engines.places import fold

from .inputs import Inputs, Place, Pupil

if TYPE_CHECKING:
    from vakwerk.engines.matching import Instance, Reservation
    from vakwerk.engines.matching.eligibility import CapacityProblem, Eligibility, Rules

    from .tables import Sheet

NOWHERE = -1
MOST_NEAREST = 1000


@dataclass(frozen=True)
class Wishes:
    """What somebody decided by hand: pupil code -> place code to keep, pairs that are out, what is left out.

    `earlier`: pupil -> (place, status) of the result before; "getekend" there is a lock
    (`signed`), that falls when the place itself is left out.
    `shown`: pairs of a result that is being checked; they take part however many places are nearer.
    `sheet`, `rows`: where it was decided, and on which row for each pupil."""

    locks: Mapping[str, str] = field(default_factory=dict)
    signed: frozenset[str] = frozenset()
    forbidden: frozenset[tuple[str, str]] = frozenset()
    dropped_places: frozenset[str] = frozenset()
    dropped_companies: frozenset[str] = frozenset()
    earlier: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    sheet: Sheet | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """Settings of the round. `day`: ISO date on which mentors must meet the conditions; `today`: on which the round is
    made, so whether a reserved seat is released; `kept`: no more than `nearest`, also where that costs a place."""

    rules: Rules
    nearest: int
    wish_minutes: int
    day: str
    today: str
    kept: bool = False


class Case:
    """One round: inputs, decisions and settings as an `Eligibility`. Raises `Refused` for what contradicts itself."""

    def __init__(self, inputs: Inputs, wishes: Wishes, choices: Choices, *, strict: bool = True) -> None:
        """`strict`: a lock that a rule forbids is refused; otherwise it is let go, and the pair stays as it is."""
        self.inputs, self.wishes, self.choices, self.strict = inputs, wishes, choices, strict
        self.pupil_number = {pupil.code: index for index, pupil in enumerate(inputs.pupils)}
        self.place_number = {place.code: index for index, place in enumerate(inputs.places)}
        self.programmes = _numbered([fold(r.programme) for place in inputs.places for r in place.recognitions])
        for pupil in inputs.pupils:
            self.programmes.setdefault(fold(pupil.programme), len(self.programmes))
        self.companies = _numbered([place.company for place in inputs.places if place.company])
        self.establishments = _numbered(
            [site_of(place.company, place.establishment) for place in inputs.places if place.establishment]
        )
        self._refuse_unknown()
        self.locked = self._locked()
        self.eligibility = self._eligibility()
        if strict:
            self._refuse_locks()
        else:
            self.locked = [p if p in self.eligibility.row(i).places else NOWHERE for i, p in enumerate(self.locked)]

    def _refuse_unknown(self) -> None:
        problems = []
        for pupil in self.inputs.pupils:
            mine = [("wish", pupil.wish), ("lock", pupil.lock), *(("forbid", code) for code in pupil.forbid)]
            for key, code in mine:
                if code and code not in self.place_number:
                    problems.append(self.inputs.problem("pupils", pupil.row, key, *self._no_such(code)))
        for code, place in self.wishes.locks.items():
            if code in self.pupil_number and place not in self.place_number:
                problems.append(self.lock_problem(code, *self._no_such(place)))
        if problems:
            raise Refused(problems)

    def _no_such(self, code: str) -> tuple[str, str]:
        meant = next((known for known in self.place_number if fold(known) == fold(code)), "")
        asked = (f' Bedoel je "{meant}"?', f' Do you mean "{meant}"?') if meant else ("", "")
        return (
            f'er is geen werkplek met code "{code}".{asked[0]} Kijk de code na, of maak deze cel leeg.',
            f'there is no workplace with code "{code}".{asked[1]} Check the code, or empty this cell.',
        )

    def lock_problem(self, code: str, nl: str, en: str) -> Problem:
        """About what locks this pupil, at the cell where it stands: in the result before, or with the pupils."""
        if code in self.wishes.locks and self.wishes.sheet is not None:
            key = "status" if code in self.wishes.signed else "lock"
            return self.wishes.sheet.problem(self.wishes.rows[code], key, nl, en)
        return self.inputs.problem("pupils", self.inputs.pupils[self.pupil_number[code]].row, "lock", nl, en)

    def _locked(self) -> list[int]:
        """(n,) place that each pupil keeps, -1 for none; what was decided in the result goes before the input."""
        locked, dropped = [], self.dropped()
        for pupil in self.inputs.pupils:
            place = self.place_number.get(self.wishes.locks.get(pupil.code, pupil.lock), NOWHERE)
            lost = place != NOWHERE and dropped[place] and pupil.code in self.wishes.signed
            locked.append(NOWHERE if lost else place)
        return locked

    def _eligibility(self) -> Eligibility:
        from vakwerk.engines.matching.eligibility import CapacityProblem, Eligibility, EligibilityProblem, RuleProblem

        from .columns import mentor_columns, options, place_columns, pupil_columns

        try:
            return Eligibility(
                pupil_columns(self),
                place_columns(self),
                mentors=mentor_columns(self.inputs.mentors, self.mentor_numbers()),
                rules=self.choices.rules,
                options=options(self),
            )
        except CapacityProblem as problem:
            raise Refused(self._capacity(problem)) from problem
        except EligibilityProblem as problem:
            row = self.inputs.places[max(problem.place, 0)].row
            nl, en = f"{problem.words.nl} Verbeter deze rij.", f"{problem.words.en} Correct this row."
            raise Refused(self.inputs.problem("places", row, "programmes", nl, en)) from problem
        except RuleProblem as problem:
            raise Refused(Problem(problem.words, file="--rules")) from problem

    def mentor_numbers(self) -> dict[str, int]:
        """Mentors of the table first, then those that only a workplace names."""
        names = [mentor.code for mentor in self.inputs.mentors]
        return _numbered([*names, *(name for place in self.inputs.places for name in place.mentors)])

    def _capacity(self, problem: CapacityProblem) -> Problem:
        names = ", ".join(self.inputs.places[place].code for place in problem.places)
        mentors = {number: name for name, number in self.mentor_numbers().items()}
        who = ", ".join(mentors[number] for number in problem.mentors)
        row = self.inputs.places[problem.places[-1]].row
        nl = f"{names}{f' (mentor {who})' if who else ''}: {problem.words.nl} Pas het aan bij een van de werkplekken."
        en = f"{names}{f' (mentor {who})' if who else ''}: {problem.words.en} Change it at one of the workplaces."
        return self.inputs.problem("places", row, "mentors" if problem.mentors else "establishment", nl, en)

    def _refuse_locks(self) -> None:
        """A lock that a rule forbids is refused with that rule."""
        problems = []
        for index, place in enumerate(self.locked):
            if place == NOWHERE or place in self.eligibility.row(index).places:
                continue
            pupil, reason = self.inputs.pupils[index], self.eligibility.reason(index, place)
            code, signed = self.inputs.places[place].code, pupil.code in self.wishes.signed
            problems.append(
                self.lock_problem(
                    pupil.code,
                    f'leerling "{pupil.code}" is vastgezet op "{code}", maar dat kan niet: {reason.words.nl}. '
                    f"{'Zet de status op vrij' if signed else 'Maak deze cel leeg'}, of verander wat niet klopt.",
                    f'pupil "{pupil.code}" is locked to "{code}", but that cannot be: {reason.words.en}. '
                    f"{'Set the status to free' if signed else 'Empty this cell'}, or change what is wrong.",
                )
            )
        if problems:
            raise Refused(problems)

    def cut(self, pupil: int) -> bool:
        """Whether a place that all rules allow was left out, only because enough others are nearer."""
        from vakwerk.engines.matching.eligibility import Reason

        few = len(self.eligibility.row(pupil).places) < self.choices.nearest
        return not few and Reason.NEARER in self.eligibility.counts(pupil)

    def wider(self) -> Case:
        """The same with twice as many places for each pupil."""
        twice = min(2 * self.choices.nearest, MOST_NEAREST)
        return Case(self.inputs, self.wishes, replace(self.choices, nearest=twice), strict=self.strict)

    def instance(self) -> Instance:
        """The round as arrays. Raises `InstanceProblem`: see `troubles`."""
        return self.eligibility.instance(locked=self.locked, reserved=self.reservations())

    def reservations(self) -> list[Reservation]:
        """Seats that are kept for some pupils, those released today left out."""
        from vakwerk.engines.matching import Reservation

        return [
            Reservation(index, place.reserved, self.entitled(place))
            for index, place in enumerate(self.inputs.places)
            if place.reserved and not self.released(place)
        ]

    def released(self, place: Place) -> bool:
        return bool(place.release) and self.choices.today > place.release

    def entitled(self, place: Place) -> list[int]:
        """The pupils that the reserved seats of a place are kept for."""
        wanted = {*place.reserved_for, *(fold(name) for name in place.reserved_for)}
        return [number for number, pupil in enumerate(self.inputs.pupils) if _is_of(pupil, wanted)]

    def earlier(self) -> list[int]:
        """(n,) place in the result before, -1 for none or for one that is no longer in the round."""
        mine = [self.wishes.earlier.get(pupil.code, ("", ""))[0] for pupil in self.inputs.pupils]
        return [self.place_number.get(code, NOWHERE) for code in mine]

    def shown(self) -> list[int]:
        """(n,) place in the result that is being checked."""
        return [self.place_number.get(self.wishes.shown.get(p.code, ""), NOWHERE) for p in self.inputs.pupils]

    def dropped(self) -> list[bool]:
        """(m,) whether a place is left out, by itself or with its company."""
        out = self.wishes
        return [
            place.drop
            or place.code in out.dropped_places
            or (place.company in out.dropped_companies and bool(place.company))
            for place in self.inputs.places
        ]


def site_of(company: str, establishment: str) -> str:
    """An establishment's number may be written "1" by every company."""
    return f"{company}\n{establishment}"


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _is_of(pupil: Pupil, wanted: set[str]) -> bool:
    return not wanted.isdisjoint((pupil.code, fold(pupil.programme), fold(pupil.school_text) or pupil.code))
