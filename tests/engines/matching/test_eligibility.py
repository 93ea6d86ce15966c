"""Who may go where, against a slow twin that asks every rule of every pair in plain Python."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.matching import solve, verify
from vakwerk.engines.matching.eligibility import (
    BIKE,
    CAR,
    CapacityProblem,
    Eligibility,
    EligibilityProblem,
    Estimate,
    Mentors,
    Options,
    Places,
    Pupils,
    Reason,
    RuleProblem,
    Rules,
)
from vakwerk.engines.places import distance_km

DAY = np.datetime64("2026-09-01")
NAT = np.datetime64("NaT")


def a_round(seed: int, n: int = 12, m: int = 10) -> tuple[Pupils, Places, Mentors]:
    """Small, with something for every rule to exclude."""
    rng = np.random.default_rng(seed)
    days = np.array(
        ["NaT", "2026-07-01", "2026-09-01", "2026-12-01", "2027-06-30", "2027-08-31"], dtype="datetime64[D]"
    )
    births = np.array(
        ["NaT", "1999-01-01", "2008-03-01", "2010-02-28", "2011-09-01", "2012-01-01"], dtype="datetime64[D]"
    )
    pairs = [(w, q) for w in range(m) for q in range(3) if rng.random() < 0.6]
    mentored = [(w, k) for w in range(m) for k in range(4) if rng.random() < 0.3]
    pupils = Pupils.of(
        51.0 + rng.normal(0, 0.08, n),
        3.7 + rng.normal(0, 0.12, n),
        rng.integers(0, 3, n),
        mode=rng.integers(0, 3, n),
        most_minutes=rng.choice([15.0, 30.0, 60.0], n),
        birth=rng.choice(births, n),
        start=rng.choice(days[:3], n),
        end=rng.choice(days[3:], n),
        school_lat=rng.choice([np.nan, 51.0], n),
        school_lon=np.full(n, 3.7),
    )
    places = Places.of(
        51.0 + rng.normal(0, 0.08, m),
        3.7 + rng.normal(0, 0.12, m),
        rng.integers(0, 3, m),
        [w for w, _q in pairs],
        [q for _w, q in pairs],
        start=rng.choice(days[:3], m),
        end=rng.choice(np.append(days[3:], NAT), m),
        least_age=rng.choice([0, 0, 16, 18], m),
        in_region=rng.random(m) < 0.85,
        open=rng.random(m) < 0.85,
        recognised_from=rng.choice(days[:3], len(pairs)),
        recognised_until=rng.choice(np.append(days[3:], NAT), len(pairs)),
        mentor_place=[w for w, _k in mentored],
        mentor=[k for _w, k in mentored],
    )
    mentors = Mentors.of(
        4,
        birth=rng.choice(np.array(["NaT", "1980-01-01", "2003-01-01", "2001-06-01"], dtype="datetime64[D]"), 4),
        experience=rng.choice([np.nan, 3.0, 5.0, 20.0], 4),
        extract=rng.choice(np.array(["NaT", "2026-03-01", "2025-08-31"], dtype="datetime64[D]"), 4),
        trained=rng.choice([-1, 0, 1], 4),
        recognised=rng.choice(np.array(["NaT", "2024-01-01", "2026-01-01"], dtype="datetime64[D]"), 4),
        derogation=rng.random(4) < 0.3,
    )
    return pupils, places, mentors


def plain_day(value: np.datetime64) -> date | None:
    return None if np.isnat(value) else value.astype("datetime64[D]").item()


def plain_age(born: date | None, day: date | None) -> int | None:
    if born is None or day is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def mentor_fails(mentors: Mentors, k: int, day: date) -> bool:
    age = plain_age(plain_day(mentors.birth[k]), day)
    lowered = bool(mentors.derogation[k])
    extract, since = plain_day(mentors.extract[k]), plain_day(mentors.recognised[k])
    return (
        (age is not None and age < (23 if lowered else 25))
        or (mentors.experience[k] < 5 and not lowered)
        or (extract is not None and (day - extract).days > 365)
        or (mentors.trained[k] == 0 and since is not None and (day - since).days > 365)
    )


def twin_reason(pupils: Pupils, places: Places, mentors: Mentors, i: int, j: int, school_km: float) -> Reason:
    """The first rule against one pair, nearest apart: written out, one pair at a time."""
    mine = (places.recognised_place == j) & (places.recognised_programme == pupils.programme[i])
    row = int(np.flatnonzero(mine)[0]) if mine.any() else -1
    tests = (*pupil_tests(pupils, i), (row < 0, Reason.PROGRAMME), *place_tests(places, mentors, j))
    for stopped, reason in (*tests, *pair_tests(pupils, places, i, j, row, school_km)):
        if stopped:
            return reason
    return Reason.ELIGIBLE


def pupil_tests(pupils: Pupils, i: int) -> list[tuple[bool, Reason]]:
    age = twin_age(pupils, i)
    return [(age is not None and age < 15, Reason.TOO_YOUNG), (age is not None and age > 25, Reason.TOO_OLD)]


def twin_age(pupils: Pupils, i: int) -> int | None:
    return plain_age(plain_day(pupils.birth[i]), plain_day(pupils.start[i]) or DAY.item())


def place_tests(places: Places, mentors: Mentors, j: int) -> list[tuple[bool, Reason]]:
    own = [int(k) for w, k in zip(places.mentor_place, places.mentor, strict=True) if w == j]
    return [
        (not places.open[j], Reason.LEFT_OUT),
        (not places.in_region[j], Reason.REGION),
        (bool(places.seats[j] == 0), Reason.NO_SEATS),
        (bool(own) and all(mentor_fails(mentors, k, DAY.item()) for k in own), Reason.MENTOR),
    ]


def pair_tests(pupils: Pupils, places: Places, i: int, j: int, row: int, school_km: float) -> list[tuple[bool, Reason]]:
    age = twin_age(pupils, i)
    here = (float(places.lat[j]), float(places.lon[j]))
    school, home = (
        (float(pupils.school_lat[i]), float(pupils.school_lon[i])),
        (float(pupils.lat[i]), float(pupils.lon[i])),
    )
    minutes = twin_minutes(int(pupils.mode[i]), distance_km(home, here))
    return [
        (outside(pupils, i, places.recognised_from[row], places.recognised_until[row]), Reason.RECOGNITION),
        (outside(pupils, i, places.start[j], places.end[j]), Reason.PERIOD),
        (age is not None and bool(age < places.least_age[j]), Reason.PLACE_AGE),
        (not math.isnan(school[0]) and distance_km(school, here) > school_km, Reason.SCHOOL),
        (bool(minutes > pupils.most_minutes[i]), Reason.TRAVEL),
    ]


def outside(pupils: Pupils, i: int, first: np.datetime64, last: np.datetime64) -> bool:
    """Whether the pupil's period is not wholly within these days; what is not known limits nothing."""
    start, end, begin, close = (plain_day(day) for day in (pupils.start[i], pupils.end[i], first, last))
    return bool((start and begin and begin > start) or (end and close and close < end))


def twin_minutes(mode: int, km: float) -> float:
    """The published parameters of the estimate, by hand: bike 15 km/h, public transport 25, car 50."""
    return (2, 12, 5)[mode] + km * (1.3, 1.4, 1.4)[mode] / (15, 25, 50)[mode] * 60


@pytest.mark.parametrize("seed", range(25))
def test_every_pair_is_an_edge_or_has_the_rule_that_excludes_it(seed: int) -> None:
    pupils, places, mentors = a_round(seed)
    rules = Rules.standard("dual").changed("S25", on=True, most_km=8)
    nearest = 1 + seed % 4
    found = Eligibility(pupils, places, mentors=mentors, rules=rules, options=Options(nearest=nearest, day=DAY))
    for i in range(len(pupils)):
        reasons, allowed = found.reasons(i), []
        for j in range(len(places)):
            expected = twin_reason(pupils, places, mentors, i, j, 8.0)
            if expected is Reason.ELIGIBLE:
                allowed.append((found.km(i, j), j))
            else:
                assert reasons[j] == expected, (i, j, Reason(int(reasons[j])), expected)
        kept = sorted(j for _km, j in sorted(allowed)[:nearest])
        assert found.row(i).places.tolist() == kept
        assert all(reasons[j] == Reason.NEARER for _km, j in allowed if j not in kept)
        assert sum(found.counts(i).values()) == len(places)
        assert found.counts(i).get(Reason.ELIGIBLE, 0) == len(kept)


@pytest.mark.parametrize("seed", range(12))
def test_a_workplace_that_changes_gives_the_same_round_as_building_it_anew(seed: int) -> None:
    pupils, places, mentors = a_round(seed, n=30, m=12)
    rng = np.random.default_rng(seed)
    options = Options(nearest=3, day=DAY, always=[(0, 1), (4, 7)], forbidden=[(2, 3)], wish=[5] * 30, wish_minutes=10)
    found = Eligibility(pupils, places, mentors=mentors, options=options)
    edges = known(found)
    for _step in range(8):
        j = int(rng.integers(len(places)))
        change: dict[str, Any] = [
            {"open": not found.places.open[j]},
            {"lat": 51.0 + rng.normal(0, 0.1), "lon": 3.7 + rng.normal(0, 0.1)},
            {"seats": int(rng.integers(0, 3))},
            {"recognised": [(int(q), "", "") for q in rng.permutation(5)[:2]]},
            {"start": NAT, "end": NAT},
        ][int(rng.integers(5))]
        told = found.update(j, found.places.with_place(j, **change))
        fresh = Eligibility(pupils, found.places, mentors=mentors, options=options)
        assert known(found) == known(fresh)
        for pair in told.gone:
            del edges[pair]
        edges |= {(pupil, place): cost for pupil, place, cost in told.new}
        assert edges == known(fresh)
        assert [found.reasons(i).tolist() for i in range(30)] == [fresh.reasons(i).tolist() for i in range(30)]


def known(eligibility: Eligibility) -> dict[tuple[int, int], int]:
    offsets, place, cost = eligibility.edges()
    pupil = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return {(int(p), int(w)): int(c) for p, w, c in zip(pupil, place, cost, strict=True)}


def test_nearest_ones_are_found_behind_many_that_a_rule_excludes() -> None:
    """The tree is asked again until a pupil has its share or there is nothing left."""
    m = 200
    places = Places.of(
        51 + np.arange(m) * 1e-4, np.full(m, 3.7), np.ones(m), range(m), np.zeros(m), least_age=[18] * 150 + [0] * 50
    )
    pupils = Pupils.of([51.0], [3.7], [0], birth=["2010-01-01"], start=[DAY])
    found = Eligibility(pupils, places, options=Options(nearest=4, day=DAY))
    assert found.row(0).places.tolist() == [150, 151, 152, 153]
    assert found.counts(0) == {Reason.ELIGIBLE: 4, Reason.PLACE_AGE: 150, Reason.NEARER: 46}


def test_what_is_locked_or_wished_takes_part_however_far_but_no_rule_bends_for_it() -> None:
    places = Places.of([51.0, 51.01, 51.02, 52.0], [3.7] * 4, [1] * 4, range(4), [0] * 4)
    pupils = Pupils.of([51.0], [3.7], [0])
    options = Options(nearest=1, always=[(0, 1), (0, 3)], wish=[2], wish_minutes=15)
    found = Eligibility(pupils, places, options=options)
    assert found.row(0).places.tolist() == [0, 1, 2]
    assert found.reason(0, 3) is Reason.TRAVEL
    assert found.row(0).tenths[2] == round(10 * found.minutes(0, 2)) - 150


@pytest.mark.parametrize(
    ("born", "derogation", "fails"),
    [
        ("2001-09-01", False, False),
        ("2001-09-02", False, True),
        ("2003-09-01", True, False),
        ("2004-09-02", True, True),
    ],
)
def test_mentors_are_25_or_23_with_a_derogation(born: str, derogation: bool, fails: bool) -> None:
    """Test vectors of the rule: 24 with derogation is fine, 22 never is."""
    mentors = Mentors.of(1, birth=[born], experience=[8], extract=["2026-03-01"], trained=[1], derogation=[derogation])
    assert reason_with(mentors) is (Reason.MENTOR if fails else Reason.ELIGIBLE)


@pytest.mark.parametrize(("extract", "fails"), [("2025-09-01", False), ("2025-08-31", True)])
def test_an_extract_of_366_days_is_too_old(extract: str, fails: bool) -> None:
    mentors = Mentors.of(1, birth=["1980-01-01"], experience=[8], extract=[extract], trained=[1])
    assert reason_with(mentors) is (Reason.MENTOR if fails else Reason.ELIGIBLE)


def reason_with(mentors: Mentors) -> Reason:
    places = Places.of([51.0], [3.7], [1], [0], [0], mentor_place=[0], mentor=[0])
    return Eligibility(Pupils.of([51.0], [3.7], [0]), places, mentors=mentors, options=Options(day=DAY)).reason(0, 0)


def test_what_is_not_known_excludes_nobody_and_is_told() -> None:
    places = Places.of([51.0], [3.7], [1], [0], [0], mentor_place=[0], mentor=[0])
    found = Eligibility(Pupils.of([51.0], [3.7], [0]), places, mentors=Mentors.of(1), options=Options(day=DAY))
    assert found.reason(0, 0) is Reason.ELIGIBLE
    assert found.to_confirm(0, 0) == [Reason.TOO_YOUNG, Reason.MENTOR, Reason.RECOGNITION]


def test_a_company_without_employees_takes_one_learner() -> None:
    """Two pupils at a company of 0 employees: the second is blocked; who learns there already counts."""

    def placed(employees: int, learners: int = 0) -> int:
        places = Places.of([51.0], [3.7], [5], [0], [0], company=[0], employees=[employees], learners=[learners])
        return solve(Eligibility(Pupils.of([51.0] * 4, [3.7] * 4, [0] * 4), places).instance()).placed

    assert [placed(0), placed(3), placed(3, 1), placed(9), placed(-1)] == [1, 3, 2, 4, 4]


def test_mentors_of_one_place_are_one_pool_and_pools_nest_below_establishment_and_company() -> None:
    """Mentor A alone at place 0, A and B at place 1; the establishment holds 3, the company 2."""
    mentors = Mentors.of(2, most=[1, 1])
    columns: dict[str, Any] = {"mentor_place": [0, 1, 1], "mentor": [0, 0, 1]}
    places = Places.of([51.0] * 2, [3.7] * 2, [3, 3], [0, 1], [0, 0], **columns)
    pupils = Pupils.of([51.0] * 6, [3.7] * 6, [0] * 6)
    caps = Eligibility(pupils, places, mentors=mentors).tree()
    assert [(cap.level, cap.members, cap.seats) for cap in caps.caps] == [("mentors", (0, 1), 2), ("mentors", (0,), 1)]
    assert (caps.parent, caps.above) == ([1, 0], [-1, 0])
    solution = solve(Eligibility(pupils, places, mentors=mentors).instance())
    assert solution.placed == 2
    site = {"establishment": [0, 0], "contracts": [3], "company": [0, 0], "employees": [1]}
    whole = Eligibility(
        pupils, Places.of([51.0] * 2, [3.7] * 2, [3, 3], [0, 1], [0, 0], **columns, **site), mentors=mentors
    )
    assert [cap.level for cap in whole.tree().caps] == ["company", "establishment", "mentors", "mentors"]
    assert solve(whole.instance()).placed == 1


def test_mentors_that_cross_are_refused_by_name_when_they_limit_anything() -> None:
    columns: dict[str, Any] = {"mentor_place": [0, 0, 1, 1], "mentor": [0, 1, 1, 2]}
    places = Places.of([51.0] * 2, [3.7] * 2, [1, 1], [0, 1], [0, 0], **columns)
    pupils = Pupils.of([51.0], [3.7], [0])
    assert not Eligibility(pupils, places, mentors=Mentors.of(3)).tree().caps
    with pytest.raises(CapacityProblem) as caught:
        Eligibility(pupils, places, mentors=Mentors.of(3, most=[2, 2, 2])).tree()
    assert (caught.value.places, caught.value.mentors) == ((0, 1), (1,))


def test_a_rule_without_a_number_is_off_until_it_is_filled_in() -> None:
    rules = Rules.standard("dual")
    assert not rules.on("H4")
    with pytest.raises(RuleProblem, match="still to be confirmed"):
        rules.changed("H4", on=True)
    assert rules.changed("H4", on=True, most_per_mentor=2).number("H4", "most_per_mentor") == 2
    with pytest.raises(RuleProblem):
        rules.changed("H99", on=True)


def test_an_internship_needs_no_recognition_dates_and_no_mentor_conditions() -> None:
    rules = Rules.standard("internship")
    assert [rules.on(code) for code in ("H1", "H2", "H3", "H6", "H16", "H18")] == [
        False,
        False,
        True,
        False,
        True,
        False,
    ]


def test_fewest_training_days_left_are_the_first_group() -> None:
    pupils = Pupils.of([51.0] * 5, [3.7] * 5, [0] * 5, search_days=[0, 18, 8, -1, 30])
    places = Places.of([51.0], [3.7], [1], [0], [0])
    assert Eligibility(pupils, places).groups().tolist() == [2, 0, 1, 2, 0]
    assert Eligibility(pupils, places, rules=Rules.standard("internship")).groups().tolist() == [0] * 5


@given(st.floats(0, 90), st.sampled_from([BIKE, 1, CAR]))
@settings(max_examples=60, deadline=None)
def test_nobody_gets_farther_within_its_minutes_than_the_estimate_says(minutes: float, mode: int) -> None:
    estimate, modes = Estimate(), np.array([mode])
    reach = float(estimate.reach_km(modes.astype(np.int8), np.array([minutes]))[0])
    one = np.array([0], dtype=np.int32)
    beyond = float(estimate.minutes(one, one, np.array([reach + 0.01]), modes.astype(float))[0])
    assert beyond > minutes
    assert "te bevestigen" in estimate.label.nl


def test_a_planner_of_real_journeys_takes_the_place_of_the_estimate() -> None:
    class Ferry(Estimate):
        """No way to place 1, however near."""

        def minutes(self, pupil: Any, place: Any, km: Any, mode: Any) -> Any:
            return np.where(place == 1, np.inf, 40.0)

    places = Places.of([51.0, 51.0], [3.7, 3.7], [1, 1], [0, 1], [0, 0])
    found = Eligibility(Pupils.of([51.0], [3.7], [0]), places, travel=Ferry())
    assert found.row(0).places.tolist() == [0]
    assert found.row(0).tenths.tolist() == [400]
    assert found.reason(0, 1) is Reason.TRAVEL


def test_columns_that_contradict_themselves_are_refused() -> None:
    pupils = Pupils.of([51.0], [3.7], [0])
    with pytest.raises(EligibilityProblem):
        Eligibility(pupils, Places.of([51.0], [3.7], [1], [0, 0], [0, 0]))
    with pytest.raises(EligibilityProblem):
        Eligibility(pupils, Places.of([51.0], [3.7], [1], [4], [0]))


def test_a_round_of_the_graph_is_solved_and_proven() -> None:
    pupils, places, mentors = a_round(3, n=40, m=15)
    found = Eligibility(
        pupils, replace(places, seats=np.ones(15, dtype=np.int32)), mentors=mentors, options=Options(day=DAY)
    )
    instance = found.instance()
    assert verify(instance, solve(instance)).valid
    assert found.nearest_excluded(0, 3) == sorted(found.nearest_excluded(0, 3), key=lambda out: out.km)


def test_loading_it_loads_no_scipy() -> None:
    import subprocess
    import sys

    code = "import sys, vakwerk.engines.matching.eligibility; print('scipy' in sys.modules, 'numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
