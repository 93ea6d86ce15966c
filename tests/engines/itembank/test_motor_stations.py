"""Stations of unequal severity: estimated from persons who did several, with an error that is honest."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.itembank.motor import (
    MotorProblem,
    PersonScores,
    Severities,
    StationResult,
    confirm_later,
    estimate_severities,
    score_persons,
)

TRUE = {"board A": 0.3, "board B": -0.1, "nuts": -0.2}


def crossed(seed: int, persons: int = 30, noise: float = 0.2, seen: int = 2) -> list[StationResult]:
    """Each person does `seen` of the stations."""
    rng = np.random.default_rng(seed)
    found = []
    for person in range(persons):
        skill = rng.normal(-3, 0.4)
        for place in rng.permutation(len(TRUE))[:seen]:
            station = list(TRUE)[place]
            found.append(
                StationResult(f"p{person}", station, math.exp(-(skill - TRUE[station] + rng.normal(0, noise))))
            )
    return found


def test_severities_come_back_from_incomplete_data_without_error() -> None:
    found = estimate_severities(crossed(1, noise=0.0))
    assert found.stations == ("board A", "board B", "nuts")
    assert found.values == pytest.approx(list(TRUE.values()), abs=1e-9)
    assert found.state == "estimated"


@given(st.integers(0, 10**6), st.integers(1, 3))
@settings(max_examples=25)
def test_the_estimates_are_those_of_one_large_regression(seed: int, seen: int) -> None:
    """Twin: a design matrix with a column for each person and each station, severities adding up to nothing."""
    results = crossed(seed, persons=12, seen=max(2, seen))
    found = estimate_severities(results)
    people = sorted({one.person for one in results})
    design = np.zeros((len(results) + 1, len(people) + 3))
    outcome = np.zeros(len(results) + 1)
    for row, one in enumerate(results):
        design[row, people.index(one.person)] = 1
        design[row, len(people) + found.stations.index(one.station)] = -1
        outcome[row] = -math.log(one.value)
    design[-1, len(people) :] = 1
    solution, _, _, _ = np.linalg.lstsq(design, outcome, rcond=None)
    assert found.values == pytest.approx(solution[len(people) :], abs=1e-8)
    rest = outcome[:-1] - design[:-1] @ solution
    variance = rest @ rest / (len(results) - len(people) - 2)
    inverse = np.linalg.inv(design.T @ design)
    errors = np.sqrt(variance * np.diag(inverse)[len(people) :] - variance / 9)
    assert found.standard_errors == pytest.approx(errors, rel=1e-6)


def test_the_intervals_hold_the_truth_19_times_in_20() -> None:
    held, total = 0, 0
    for seed in range(300):
        found = estimate_severities(crossed(seed, persons=40))
        inside = np.abs(found.values - list(TRUE.values())) <= 2.02 * found.standard_errors
        held, total = held + int(inside.sum()), total + len(inside)
    assert 0.93 <= held / total <= 0.97


def test_the_order_of_the_results_does_not_matter() -> None:
    results = crossed(4)
    mixed = random.Random(1).sample(results, len(results))
    assert estimate_severities(mixed) == estimate_severities(results)
    assert score_persons(mixed, estimate_severities(mixed)) == score_persons(results, estimate_severities(results))


def test_a_person_is_not_worse_off_for_having_met_the_hard_station() -> None:
    severities = confirm_later({"hard": 0.5, "easy": -0.5})
    results = [StationResult("one", "hard", math.exp(0.5)), StationResult("two", "easy", math.exp(-0.5))]
    scores = score_persons(results, severities)
    assert scores.skills == pytest.approx([0, 0], abs=1e-12)
    assert scores.provisional
    assert np.isnan(scores.standard_errors).all()
    assert severities.state == "to be confirmed"


def test_counts_are_better_when_higher_and_nothing_counts_as_a_half() -> None:
    assert StationResult("a", "s", 12, "count").outcome == pytest.approx(math.log(12))
    assert StationResult("a", "s", 0, "count").outcome == pytest.approx(math.log(0.5))
    assert StationResult("a", "s", 12).outcome == pytest.approx(-math.log(12))


def test_stations_without_persons_in_common_cannot_be_compared() -> None:
    apart = [StationResult(f"{s}{p}", s, 10.0 + p) for s in "ab" for p in range(5)]
    with pytest.raises(MotorProblem) as caught:
        estimate_severities(apart)
    assert caught.value.code == "disconnected"


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([], "too_few"),
        ([StationResult("a", "s", 3.0)], "too_few"),
        ([StationResult("a", "s", 3.0), StationResult("a", "t", 4.0)], "too_few"),
        ([StationResult("a", "s", 0.0)], "range"),
        ([StationResult("a", "s", -1, "count")], "range"),
        ([StationResult("a", "s", math.nan)], "number"),
        ([StationResult("a", "s", True)], "number"),
        ([StationResult("a", "s", 3.0), StationResult("b", "s", 3.0, "count")], "unit"),
        ([StationResult("a", "s", 3.0, "metres")], "unit"),  # type: ignore[arg-type]
    ],
)
def test_results_that_cannot_be_used_are_refused(results: list[StationResult], code: str) -> None:
    with pytest.raises(MotorProblem) as caught:
        estimate_severities(results)
    assert caught.value.code == code


def test_an_unknown_station_is_named() -> None:
    with pytest.raises(MotorProblem, match="nuts has no severity"):
        score_persons([StationResult("a", "nuts", 3.0)], confirm_later({"board": 0.0}))


def test_results_survive_json() -> None:
    severities = estimate_severities(crossed(2))
    scores = score_persons(crossed(2), severities)
    assert Severities.from_json(severities.to_json()) == severities
    assert PersonScores.from_json(scores.to_json()) == scores
