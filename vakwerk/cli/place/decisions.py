"""What a person decided in the sheets of a result: locks, bans, what is left out, how far each place has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vakwerk.cli.problems import Problem, Refused
from vakwerk.engines.matching.events import State
from vakwerk.engines.places import fold
from vakwerk.engines.words import Words

from . import titles
from .case import Wishes
from .cells import NO, YES, many
from .earlier import Result
from .fields import DROPPED_COMPANIES, DROPPED_PLACES, Field
from .inputs import Inputs, Place
from .solving import STATE_OF
from .tables import Sheet

NONE = ("(niets)", "(nothing)")


@dataclass
class _Found:
    """What the rows say, and what is wrong with them. `places`: codes of the round, of which one may look like "x"."""

    sheet: Sheet
    places: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    locks: dict[str, str] = field(default_factory=dict)
    signed: set[str] = field(default_factory=set)
    forbidden: set[tuple[str, str]] = field(default_factory=set)
    earlier: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def wrong(self, number: int, key: str, nl: str, en: str) -> None:
        self.problems.append(self.sheet.problem(number, key, nl, en))

    def read(self, number: int, row: Sequence[str]) -> None:
        pupil, place = self.sheet.cell(row, "pupil"), self.sheet.cell(row, "place")
        if not pupil or pupil in self.rows:
            self._nobody(number, pupil)
            return
        self.rows[pupil] = number
        status = fold(self.sheet.cell(row, "status"))
        if status not in STATE_OF:
            nl = f'"{status}": schrijf vrij, voorgesteld, aangeboden of getekend.'
            self.wrong(number, "status", nl, f'"{status}": write free, proposed, offered or signed.')
            return
        self.earlier[pupil] = (place, status)
        banned = [code for part in many(self.sheet.cell(row, "forbid")) if (code := self._meant(number, part, place))]
        self.forbidden |= {(pupil, code) for code in banned}
        self._lock(number, row, pupil, banned)

    def _nobody(self, number: int, pupil: str) -> None:
        if pupil:
            other = self.rows[pupil]
            nl = f'"{pupil}" staat ook op rij {other}. Verwijder een van de twee rijen.'
            self.wrong(number, "pupil", nl, f'"{pupil}" also stands on row {other}. Remove one of the two rows.')
        else:
            self.wrong(
                number,
                "pupil",
                "hier ontbreekt de leerling. Vul de code in, of verwijder de rij.",
                "the pupil is missing here. Fill in the code, or remove the row.",
            )

    def _lock(self, number: int, row: Sequence[str], pupil: str, banned: list[str]) -> None:
        place, status = self.earlier[pupil]
        text = self.sheet.cell(row, "lock")
        lock = self._meant(number, text, place, "lock")
        if lock:
            self.locks[pupil] = lock
            if lock in banned:
                self.wrong(
                    number,
                    "lock",
                    f'"{lock}" is hier vastgezet en ook verboden. Haal een van beide weg.',
                    f'"{lock}" is locked here and forbidden too. Remove one of them.',
                )
        elif STATE_OF[status] is State.SIGNED and place and place not in banned:
            self.locks[pupil] = place
            self.signed.add(pupil)

    def _meant(self, number: int, text: str, place: str, key: str = "forbid") -> str:
        """ "ja" means the place of the row; anything else is the code of a place; "" for no."""
        if text in self.places or fold(text) not in YES | NO:
            return text
        if fold(text) in NO:
            return ""
        if not place:
            self.wrong(
                number,
                key,
                "ja zegt hier niets: deze leerling heeft geen werkplek. Schrijf de code van de werkplek.",
                "yes says nothing here: this pupil has no workplace. Write the code of the workplace.",
            )
        return place


def read_wishes(result: Result, of: Iterable[Place]) -> Wishes:
    """`of`: the workplaces of the round. Raises `Refused` for what is none of our words, stands twice or contradicts
    itself, each at its cell."""
    found = _Found(result.placed(), frozenset(place.code for place in of))
    for number, row in found.sheet.table.rows:
        found.read(number, row)
    places = _dropped(result, titles.PLACES, DROPPED_PLACES, "place", found.problems)
    companies = _dropped(result, titles.COMPANIES, DROPPED_COMPANIES, "company", found.problems)
    if found.problems:
        raise Refused(found.problems)
    return Wishes(
        found.locks,
        frozenset(found.signed),
        frozenset(found.forbidden),
        frozenset(places),
        frozenset(companies),
        found.earlier,
        sheet=found.sheet,
        rows=found.rows,
    )


def _dropped(result: Result, title: Words, fields: Sequence[Field], key: str, problems: list[Problem]) -> list[str]:
    """Codes or names with yes under "drop"."""
    sheet, found = result.sheet(title, fields), list[str]()
    for number, row in sheet.table.rows if sheet is not None else ():
        assert sheet is not None
        text = fold(sheet.cell(row, "drop"))
        if text in YES and sheet.cell(row, key) not in NONE:
            found.append(sheet.cell(row, key))
        elif text not in YES | NO:
            nl = f'"{text}": schrijf ja om weg te laten, of maak de cel leeg.'
            problems.append(sheet.problem(number, "drop", nl, f'"{text}": write yes to leave out, or empty the cell.'))
    return found


def refuse_unknown(result: Result, wishes: Wishes, found: Inputs, *, new_pupils: bool, new_places: bool) -> None:
    """Codes typed into the result that nobody has: without this a decision would quietly be lost. Those of a table that
    was given anew may simply be gone. Raises `Refused`."""
    problems: list[Problem] = []
    if not new_pupils:
        known = {pupil.code for pupil in found.pupils}
        problems += _unknown(wishes.sheet, "pupil", known, "leerlingen", "pupil")
    if not new_places:
        places = {place.code for place in found.places}
        problems += _unknown(wishes.sheet, "place", places, "werkplekken", "workplace")
        problems += _unknown(wishes.sheet, "forbid", places, "werkplekken", "workplace")
        sheet = result.sheet(titles.PLACES, DROPPED_PLACES)
        problems += _unknown(sheet, "place", places, "werkplekken", "workplace", wishes.dropped_places)
        sheet, names = result.sheet(titles.COMPANIES, DROPPED_COMPANIES), {place.company for place in found.places}
        problems += _unknown(sheet, "company", names, "bedrijven", "company", wishes.dropped_companies)
    if problems:
        raise Refused(problems)


def _unknown(
    sheet: Sheet | None, key: str, known: set[str], nl: str, en: str, only: frozenset[str] | None = None
) -> list[Problem]:
    """Cells that name what is not known; `only`: those of rows that were decided upon."""
    if sheet is None:
        return []
    return [
        sheet.problem(
            number,
            key,
            f'"{code}" staat niet bij de {nl}. Kijk de naam of code na, of maak de cel leeg.{_commas(code)[0]}',
            f'"{code}" is no {en}. Check the name or code, or empty the cell.{_commas(code)[1]}',
        )
        for number, row in sheet.table.rows
        for code in _codes(sheet.cell(row, key), key)
        if code not in known and (only is None or code in only)
    ]


def _commas(code: str) -> tuple[str, str]:
    if "," not in code:
        return "", ""
    return " Zet een puntkomma tussen twee codes.", " Put a semicolon between two codes."


def _codes(text: str, key: str) -> list[str]:
    if key == "forbid":
        return [code for code in many(text) if fold(code) not in YES | NO]
    return [text] if text else []
