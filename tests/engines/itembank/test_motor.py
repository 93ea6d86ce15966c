"""Scores of fine motor tasks on movements whose answer is known, and recordings nobody would send in good faith."""

from __future__ import annotations

import copy
import itertools
import json
import math
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.itembank.motor import (
    KINDS,
    AimScore,
    MotorProblem,
    PegScore,
    TraceScore,
    measures,
    practice,
    read_recording,
    score,
    standard,
)
from vakwerk.engines.itembank.motor.recordings import MOST_SAMPLES, MOST_TRIALS


def samples(places: np.ndarray, hertz: float = 60.0) -> list[list[float]]:
    return [[1000 * step / hertz, float(x), float(y), 0.5] for step, (x, y) in enumerate(places)]


def recording(kind: str, *trials: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "version": 1, "pointer": "mouse", "stopped": False, "trials": list(trials)}


def road(places: np.ndarray, path: list[list[float]], width: float = 20.0) -> dict[str, Any]:
    return {"path": path, "width": width, "samples": samples(places)}


def straight(start: tuple[float, float], end: tuple[float, float], count: int = 60) -> np.ndarray:
    return np.linspace(start, end, count)


# Tracing


@given(st.floats(-9, 9), st.floats(0, 2 * math.pi))
def test_a_line_drawn_beside_the_road_is_that_far_off(aside: float, angle: float) -> None:
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    path = (np.array([[0, 0], [200, 0]]) @ turn.T).tolist()
    drawn = straight((0, aside), (200, aside)) @ turn.T
    found = score(read_recording(recording("tracing", road(drawn, path))))
    assert isinstance(found, TraceScore)
    assert found.path_error == pytest.approx(abs(aside), abs=1e-9)
    assert found.outside == 0
    assert found.covered == pytest.approx(1)
    assert found.steering == pytest.approx(200 / 20 / (59 / 60))


def test_beyond_the_edge_counts_and_half_a_road_is_half_covered() -> None:
    drawn = straight((0, 15), (100, 15))
    found = score(read_recording(recording("tracing", road(drawn, [[0, 0], [200, 0]]))))
    assert isinstance(found, TraceScore)
    assert found.outside == 1
    assert found.covered == pytest.approx(0.5)


def test_the_nearest_point_of_a_bent_road_is_the_one_a_slow_search_finds() -> None:
    rng = np.random.default_rng(3)
    path = rng.uniform(0, 300, (7, 2))
    places = rng.uniform(0, 300, (40, 2))
    fine = np.concatenate([np.linspace(a, b, 3000) for a, b in itertools.pairwise(path)])
    slow = [float(np.hypot(*(fine - place).T).min()) for place in places]
    assert measures.distances_to_path(places, path)[0] == pytest.approx(slow, abs=0.1)


# Jitter, tremor, dispersion


def wobble(hertz: float, size: float, seconds: float = 4.0) -> np.ndarray:
    times = np.arange(0, seconds, 1 / 100)
    return np.column_stack([160 + size * np.sin(2 * np.pi * hertz * times), np.full(len(times), 160.0)])


@given(st.floats(5, 11), st.floats(0.1, 10))
def test_a_fast_wobble_is_jitter_and_tremor_of_its_own_size(hertz: float, size: float) -> None:
    """The root mean square of a sine is its size over the root of two."""
    assert measures.jitter(wobble(hertz, size)) == pytest.approx(size / math.sqrt(2), rel=0.06)
    assert measures.tremor(wobble(hertz, size)) == pytest.approx(size / math.sqrt(2), rel=0.03)


def test_a_slow_wide_movement_is_neither() -> None:
    slow = wobble(0.4, 50)
    assert measures.jitter(slow) < 0.03 * 50
    assert measures.tremor(slow) < 0.02 * 50


def test_a_straight_steady_stroke_has_no_jitter() -> None:
    assert measures.jitter(straight((0, 0), (300, 100), 200)) == pytest.approx(0, abs=1e-9)


def test_the_measures_do_not_depend_on_the_rate_of_the_pointer() -> None:
    rates = []
    for hertz in (60, 125, 240):
        times = np.arange(0, 4, 1 / hertz)
        track = np.column_stack([160 + 2 * np.sin(2 * np.pi * 6 * times), 160 + 0 * times])
        trial = {"target": [160.0, 160.0], "width": 40.0, "samples": samples(track, hertz)}
        found = score(read_recording(recording("aim", trial)))
        assert isinstance(found, AimScore)
        rates.append(found.tremor)
    assert rates == pytest.approx([math.sqrt(2)] * 3, rel=0.08)


def test_dispersion_and_its_ellipse_are_those_of_a_normal_cloud() -> None:
    cloud = np.random.default_rng(8).normal(0, (3.0, 1.0), (40_000, 2))
    spread, area = measures.dispersion(cloud)
    assert spread == pytest.approx(math.sqrt(10), rel=0.02)
    assert area == pytest.approx(math.pi * 5.991465 * 3, rel=0.02)
    inside = (cloud**2 / np.array([9.0, 1.0])).sum(axis=1) <= 5.991465
    assert inside.mean() == pytest.approx(0.95, abs=0.005)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0, 6.28))
@settings(max_examples=30)
def test_moving_or_turning_the_whole_hand_changes_only_the_bias(x: float, y: float, angle: float) -> None:
    cloud = np.random.default_rng(1).normal(0, (2.0, 1.0), (200, 2))
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    found = [
        score(read_recording(recording("aim", {"target": [0, 0], "width": 9, "samples": samples(places)})))
        for places in (cloud, cloud @ turn.T + (x, y))
    ]
    one, two = found
    assert isinstance(one, AimScore) and isinstance(two, AimScore)  # noqa: PT018 both for the type checker
    for name in ("dispersion", "area", "jitter", "tremor"):
        assert getattr(two, name) == pytest.approx(getattr(one, name), rel=1e-6)


# Pegs and Fitts' law


def peg(covered: float, seconds: float, asked: float = 100.0, width: float = 40.0) -> dict[str, Any]:
    return {
        "from": [0.0, 0.0],
        "to": [asked, 0.0],
        "width": width,
        "samples": [[0.0, 0.0, 0.0], [500 * seconds, covered / 2, 5.0], [1000 * seconds, covered, 3.0]],
    }


def test_throughput_by_hand() -> None:
    """End points 96, 100, 104: SD 4, effective width 16.532; distance 100; 0.5 s: log2(100/16.532 + 1) / 0.5."""
    found = score(read_recording(recording("pegs", *[peg(end, 0.5) for end in (96, 100, 104)])))
    assert isinstance(found, PegScore)
    assert found.throughput == pytest.approx(math.log2(100 / (4.133 * 4) + 1) / 0.5)
    assert found.conditions == 1
    assert found.missed == 0


def test_the_mean_is_taken_over_conditions_and_those_without_spread_are_left_out() -> None:
    trials = [peg(end, 0.5) for end in (96, 100, 104)] + [peg(end, 0.8, 200, 20) for end in (190, 200, 210, 211)]
    still = [peg(50, 0.4, 50, 60)] * 3
    found = score(read_recording(recording("pegs", *trials, *still)))
    assert isinstance(found, PegScore)
    one = math.log2(100 / (4.133 * 4) + 1) / 0.5
    ends = np.array([190, 200, 210, 211])
    two = math.log2(ends.mean() / (4.133 * ends.std(ddof=1)) + 1) / 0.8
    assert found.throughput == pytest.approx((one + two) / 2)
    assert found.conditions == 2
    assert found.missed == pytest.approx(3 / 10), "190, 210 and 211 lie more than 10 from 200, as they are 3 aside too"


def test_who_needs_time_as_fitts_says_keeps_the_same_throughput_whatever_the_distance() -> None:
    rng = np.random.default_rng(5)
    rates = []
    for asked, width in ((110.0, 56.0), (220.0, 56.0), (220.0, 32.0)):
        spread = width / 4.133
        ends = rng.normal(asked, spread, 400)
        seconds = math.log2(asked / width + 1) / 4.0
        rates.append(measures.effective_throughput(ends, ends - asked, [seconds] * 400))
    assert rates == pytest.approx([4.0] * 3, rel=0.05)


# Practice


@given(st.floats(-0.2, 0.2), st.integers(4, 30))
def test_an_exact_learning_curve_gives_its_slope_and_no_error(slope: float, count: int) -> None:
    found = practice([math.exp(1 + slope * trial) for trial in range(count)])
    assert found.slope == pytest.approx(slope, abs=1e-9)
    assert found.standard_error == pytest.approx(0, abs=1e-9)


def test_the_interval_of_the_slope_holds_the_truth_19_times_in_20() -> None:
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(800):
        found = practice(np.exp(-0.03 * np.arange(12) + rng.normal(0, 0.2, 12)).tolist())
        held += found.lower <= -0.03 <= found.upper
    assert 0.93 <= held / 800 <= 0.97


def test_three_trials_say_nothing_about_practice() -> None:
    found = practice([3.0, 2.0, 1.0])
    assert math.isnan(found.slope)
    assert found.trials == 3


# What the browser gets and gives back


@pytest.mark.parametrize("kind", KINDS)
def test_a_standard_task_fits_its_field_with_targets_large_enough(kind: str) -> None:
    task = standard(kind)  # type: ignore[arg-type]
    read = json.loads(task.json)
    assert read["kind"] == kind
    for trial in read["trials"]:
        assert trial["width"] >= 28
        points = trial.get("path") or [trial.get("from", trial.get("target")), trial.get("to", trial.get("target"))]
        room = trial["width"] / 2
        assert all(room <= value <= 320 - room for point in points for value in point)


def sound() -> dict[str, Any]:
    return recording("tracing", road(straight((0, 0), (200, 0)), [[0, 0], [200, 0]]))


def changed(path: list[Any], value: Any) -> Any:
    data = copy.deepcopy(sound())
    spot: Any = data
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = value
    return data


first = ["trials", 0, "samples"]
HOSTILE = [
    ([], "kind"),
    (changed(["kind"], "juggling"), "kind"),
    (changed(["kind"], ["tracing"]), "kind"),
    (changed(["pointer"], None), "pointer"),
    (changed(["trials"], []), "no_trials"),
    (changed(["trials"], "abc"), "no_trials"),
    (changed(["trials"], [{}] * (MOST_TRIALS + 1)), "too_many_trials"),
    (changed(["trials", 0], 3), "shape"),
    (changed(first, sound()["trials"][0]["samples"][:9]), "too_few"),
    (changed(first, None), "too_few"),
    (changed(first, [[0, 0, 0]] * (MOST_SAMPLES + 1)), "too_many"),
    (changed(first, [[5, 0, 0]] * 20), "duration"),
    (changed([*first, 4], [0.0, 1.0, 1.0]), "unsorted"),
    (changed([*first, 59, 0], 4e6), "duration"),
    (changed([*first, 3, 1], math.nan), "number"),
    (changed([*first, 3, 2], math.inf), "number"),
    (changed([*first, 3, 1], "12"), "number"),
    (changed([*first, 3, 1], True), "number"),
    (changed([*first, 3, 1], 10**400), "number"),
    (changed([*first, 3, 1], 1e9), "range"),
    (changed([*first, 3], [1, 2]), "shape"),
    (changed(["trials", 0, "path"], []), "path"),
    (changed(["trials", 0, "path"], [[1, 1], [1, 1]]), "path"),
    (changed(["trials", 0, "path"], [[1, 1], [1, math.nan]]), "number"),
    (changed(["trials", 0, "path"], [[1, 1]] * 2001), "path"),
    (changed(["trials", 0, "width"], 0), "width"),
    (changed(["trials", 0, "width"], -3.0), "width"),
]


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_recording_gets_a_clear_error(data: Any, code: str) -> None:
    with pytest.raises(MotorProblem) as caught:
        read_recording(data)
    assert caught.value.code == code


def test_the_error_says_where() -> None:
    with pytest.raises(MotorProblem, match=r"Time runs backwards. \(trial 1, sample 5\)"):
        read_recording(changed([*first, 4], [0.0, 1.0, 1.0]))


rubbish = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.sampled_from(["samples", "path", "width"]), inner),
    max_leaves=20,
)


@given(st.sampled_from(KINDS), st.lists(rubbish, max_size=3))
def test_whatever_comes_in_is_scored_or_refused(kind: str, trials: list[Any]) -> None:
    with suppress(MotorProblem):
        score(read_recording(recording(kind, *trials)))


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5)), min_size=10, max_size=60))
@settings(max_examples=40)
def test_any_sound_recording_gets_numbers_that_survive_json(steps: list[tuple[float, float, float]]) -> None:
    times = np.cumsum([step for step, _, _ in steps])
    rows = [[float(time), x, y, 0] for time, (_, x, y) in zip(times, steps, strict=True)]
    for kind, way in (
        ("tracing", {"path": [[0, 0], [9, 9]]}),
        ("aim", {"target": [5, 5]}),
        ("pegs", {"from": [0, 0], "to": [9, 0]}),
    ):
        data = recording(kind, way | {"width": 30, "samples": rows})
        before = copy.deepcopy(data)
        try:
            found = score(read_recording(data))
        except MotorProblem as problem:
            assert problem.code == "duration"  # noqa: PT017 a trial without time
            continue
        assert data == before
        assert type(found).from_json(found.to_json()) == found
