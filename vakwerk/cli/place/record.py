"""The sheets by which a result can be checked and used again: inputs as read, settings, prices, what came before."""

from __future__ import annotations

from collections.abc import Sequence

from vakwerk.cli.files import Page
from vakwerk.cli.files.outputs import Cell
from vakwerk.engines.matching.eligibility import MODES
from vakwerk.engines.words import Words

from . import titles
from .fields import DROP, EARLIER, FORBID, LOCK, MENTORS, PLACES, PRICES, PUPILS, Field
from .inputs import Inputs, Mentor, Place, Pupil
from .solving import Outcome
from .tables import Log

_KEPT_PUPILS = tuple(field for field in PUPILS if field not in (LOCK, FORBID))
_KEPT_PLACES = tuple(field for field in PLACES if field is not DROP)


def _page(
    title: Words, fields: Sequence[Field], rows: list[list[Cell]], language: str, *, hidden: bool = False
) -> Page:
    heads = [field.label.text(language) for field in fields]
    return Page(title.text(language), heads, rows, titles.file_of(title, language), hidden=hidden)


def inputs(found: Inputs, language: str) -> list[Page]:
    """What was read, under our own names: enough to check the result without the files it came from. What was locked,
    forbidden or left out is not repeated: that stands, and can be changed, in the sheets of the result."""
    pages = [
        _page(titles.INPUT_PUPILS, _KEPT_PUPILS, [_pupil(pupil, language) for pupil in found.pupils], language),
        _page(
            titles.INPUT_PLACES, _KEPT_PLACES, [r for place in found.places for r in _place(place, language)], language
        ),
    ]
    if found.mentors:
        rows = [_mentor(mentor, language) for mentor in found.mentors]
        pages.append(_page(titles.INPUT_MENTORS, MENTORS, rows, language))
    return pages


def _yes(value: bool, language: str) -> str:
    return Words("ja", "yes").text(language) if value else ""


def _pupil(pupil: Pupil, language: str) -> list[Cell]:
    school = pupil.school_text
    used = None if pupil.search_days < 0 else pupil.search_days
    return [
        pupil.code, pupil.programme, pupil.municipality, _degrees(pupil.lat), _degrees(pupil.lon),
        MODES[pupil.mode].text(language), int(pupil.minutes), pupil.birth, pupil.start, pupil.end, school, used,
        pupil.region, pupil.wish,
    ]  # fmt: skip


def _degrees(value: float) -> str:
    """As text: what is read again must be the same number to the last digit."""
    return repr(value)


def _place(place: Place, language: str) -> list[list[Cell]]:
    """One row per recognition."""
    region = (
        Words("Vlaams of Brussels", "Flemish or Brussels") if place.in_region else Words("ander gewest", "other region")
    )
    return [
        [
            place.code, place.company, place.establishment, r.programme, place.municipality, _degrees(place.lat),
            _degrees(place.lon), place.seats, r.start, r.end, place.start, place.end, place.least_age or None,
            region.text(language), _known(place.employees), _known(place.contracts), place.learners or None,
            "; ".join(place.mentors), place.reserved or None, "; ".join(place.reserved_for), place.release,
        ]
        for r in place.recognitions
    ]  # fmt: skip


def _known(number: int) -> int | None:
    return None if number < 0 else number


def _mentor(mentor: Mentor, language: str) -> list[Cell]:
    trained = (
        ""
        if mentor.trained < 0
        else Words("ja" if mentor.trained else "nee", "yes" if mentor.trained else "no").text(language)
    )
    return [
        mentor.code, mentor.birth, mentor.experience, mentor.extract, trained, mentor.recognised,
        _yes(mentor.derogation, language), _known(mentor.most),
    ]  # fmt: skip


def prices(outcome: Outcome, language: str) -> Page:
    """Everything a verifier needs, as text: a spreadsheet would round numbers beyond 2**53."""
    case, solution = outcome.case, outcome.solution
    choices = case.choices
    rows: list[list[Cell]] = [
        ["setting", "nearest", str(choices.nearest)],
        ["setting", "nearest_kept", "1" if choices.kept else "0"],
        ["setting", "wish_minutes", str(choices.wish_minutes)],
        ["setting", "day", choices.day],
        ["setting", "today", choices.today],
        ["certificate", "policy", solution.certificate.policy],
        ["certificate", "placed", str(solution.placed)],
        ["certificate", "cost", str(solution.cost)],
        ["certificate", "objective", str(solution.certificate.objective)],
    ]
    rows += [["penalty", str(group), str(value)] for group, value in enumerate(solution.certificate.penalty)]
    rows += [["group", str(group), str(value)] for group, value in enumerate(solution.certificate.placed_by_group)]
    codes = [case.inputs.places[outcome.home(seat)].code for seat in range(outcome.plain.n_places)]
    kinds = ["place" if seat < outcome.plain.n_known else "part" for seat in range(outcome.plain.n_places)]
    rows += [[*of, str(int(price))] for *of, price in zip(kinds, codes, solution.prices, strict=True)]
    rows += [["cap", str(cap), str(int(price))] for cap, price in enumerate(solution.cap_prices)]
    return _page(titles.PRICES, PRICES, rows, language, hidden=True)


def earlier(outcome: Outcome, language: str) -> Page:
    rows: list[list[Cell]] = [[code, place, status] for code, (place, status) in outcome.case.wishes.earlier.items()]
    return _page(titles.EARLIER, EARLIER, rows, language, hidden=True)


def columns(found: Inputs, language: str) -> Page:
    """Which header was read as what."""
    heads = [
        w.text(language)
        for w in (
            Words("bestand", "file"),
            Words("kop in het bestand", "header in the file"),
            Words("gelezen als", "read as"),
        )
    ]
    which = {
        "pupils": (Words("leerlingen", "pupils"), PUPILS),
        "places": (Words("werkplekken", "workplaces"), PLACES),
        "mentors": (Words("mentoren", "mentors"), MENTORS),
    }
    rows: list[list[Cell]] = []
    for table, headers in found.headers.items():
        name, fields = which[table]
        labels = {field.key: field.label.text(language) for field in fields}
        rows += [[name.text(language), header, labels[key]] for key, header in headers.items()]
    return Page(titles.COLUMNS.text(language), heads, rows, titles.file_of(titles.COLUMNS, language))


def log(entries: Log, language: str) -> Page:
    heads = [Words("waar", "where").text(language), Words("wat", "what").text(language)]
    rows: list[list[Cell]] = [[where, what.text(language)] for where, what in entries.lines]
    return Page(titles.LOG.text(language), heads, rows or [["–", "–"]], titles.file_of(titles.LOG, language), (30, 90))
