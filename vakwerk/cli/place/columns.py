"""The columns that the eligibility engine reads, from the rows of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from vakwerk.engines.matching.eligibility import Mentors, Options, Places, Pupils
from vakwerk.engines.places import fold

from .case import NOWHERE, site_of
from .inputs import Mentor

if TYPE_CHECKING:
    from .case import Case


def days(values: Sequence[str]) -> Any:
    """ISO dates; "" is not a time."""
    return np.array([value or "NaT" for value in values], dtype="datetime64[D]")


def pupil_columns(case: Case) -> Pupils:
    rows = case.inputs.pupils
    return Pupils.of(
        [pupil.lat for pupil in rows],
        [pupil.lon for pupil in rows],
        [case.programmes[fold(pupil.programme)] for pupil in rows],
        mode=[pupil.mode for pupil in rows],
        most_minutes=[pupil.minutes for pupil in rows],
        birth=days([pupil.birth for pupil in rows]),
        start=days([pupil.start for pupil in rows]),
        end=days([pupil.end for pupil in rows]),
        school_lat=[pupil.school[0] for pupil in rows],
        school_lon=[pupil.school[1] for pupil in rows],
        search_days=[pupil.search_days for pupil in rows],
    )


def place_columns(case: Case) -> Places:
    rows, mentors = case.inputs.places, case.mentor_numbers()
    recognitions = [(index, r) for index, place in enumerate(rows) for r in place.recognitions]
    supervised = [(index, mentors[name]) for index, place in enumerate(rows) for name in place.mentors]
    return Places.of(
        [place.lat for place in rows],
        [place.lon for place in rows],
        [place.seats for place in rows],
        [index for index, _r in recognitions],
        [case.programmes[fold(r.programme)] for _index, r in recognitions],
        start=days([place.start for place in rows]),
        end=days([place.end for place in rows]),
        least_age=[place.least_age for place in rows],
        in_region=[place.in_region for place in rows],
        open=[not dropped for dropped in case.dropped()],
        company=[case.companies.get(place.company, NOWHERE) for place in rows],
        establishment=[_site_number(case, place.company, place.establishment) for place in rows],
        employees=_most(case.companies, [(place.company, place.employees) for place in rows]),
        learners=np.maximum(_most(case.companies, [(place.company, place.learners) for place in rows]), 0),
        contracts=_most(case.establishments, [(site_of(p.company, p.establishment), p.contracts) for p in rows]),
        recognised_from=days([r.start for _index, r in recognitions]),
        recognised_until=days([r.end for _index, r in recognitions]),
        mentor_place=[place for place, _mentor in supervised],
        mentor=[mentor for _place, mentor in supervised],
    )


def _site_number(case: Case, company: str, establishment: str) -> int:
    return case.establishments.get(site_of(company, establishment), NOWHERE) if establishment else NOWHERE


def _most(numbers: Mapping[str, int], facts: Sequence[tuple[str, int]]) -> Any:
    """What is said of each company or establishment; -1 where nothing is."""
    found = np.full(len(numbers), NOWHERE)
    for name, fact in facts:
        if name in numbers:
            found[numbers[name]] = max(found[numbers[name]], fact)
    return found


def mentor_columns(mentors: Sequence[Mentor], numbers: Mapping[str, int]) -> Mentors:
    """Those of the table, then those that only a workplace names: nothing is known of them."""
    extra = len(numbers) - len(mentors)
    return Mentors.of(
        len(numbers),
        birth=days([*(mentor.birth for mentor in mentors), *[""] * extra]),
        experience=[*(np.nan if m.experience is None else m.experience for m in mentors), *[np.nan] * extra],
        extract=days([*(mentor.extract for mentor in mentors), *[""] * extra]),
        trained=[*(mentor.trained for mentor in mentors), *[-1] * extra],
        recognised=days([*(mentor.recognised for mentor in mentors), *[""] * extra]),
        derogation=[*(mentor.derogation for mentor in mentors), *[False] * extra],
        most=[*(mentor.most for mentor in mentors), *[-1] * extra],
    )


def options(case: Case) -> Options:
    rows, places = case.inputs.pupils, case.place_number
    banned = {(p.code, code) for p in rows for code in p.forbid} | set(case.wishes.forbidden)
    kept = [(index, place) for index, place in enumerate(case.locked) if place != NOWHERE]
    stayed = [(index, place) for index, place in enumerate(case.earlier()) if place != NOWHERE]
    shown = [(index, place) for index, place in enumerate(case.shown()) if place != NOWHERE]
    return Options(
        nearest=case.choices.nearest,
        day=np.datetime64(case.choices.day or "NaT"),
        forbidden=[
            (case.pupil_number[p], places[w]) for p, w in sorted(banned) if p in case.pupil_number and w in places
        ],
        always=[*kept, *stayed, *shown],
        wish=[places.get(pupil.wish, NOWHERE) for pupil in rows],
        wish_minutes=case.choices.wish_minutes,
    )
