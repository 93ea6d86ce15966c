"""Fit measures and reference indices, on published values and values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.psychometrics.fit import (
    Standard,
    combined_fit,
    euclidean_distance,
    nearness,
    profile_correlation,
)
from vakwerk.engines.psychometrics.hexagon import c_index, hexagon_interval, hexagon_steps, hexagon_test, prediger_axes

SCORES = st.lists(st.floats(-3, 3, allow_nan=False), min_size=6, max_size=6)

# The three example matrices of RTHORR (Tracey & Morris, inst/extdata/input.txt), lower triangles in the order
# R I A S E C, with the results its Python port prints: predictions met, ties, correspondence index, p.
RTHORR = [
    (".62 .40 .62 .38 .55 .52 .44 .53 .53 .49 .61 .55 .43 .48 .74", 59, 1, 0.652778, 0.016667),
    (".67 .47 .61 .51 .55 .45 .46 .51 .52 .47 .64 .53 .40 .42 .73", 53, 1, 0.486111, 0.033333),
    (".58 .38 .65 .53 .67 .65 .43 .55 .55 .59 .67 .59 .47 .60 .76", 56, 3, 0.597222, 0.016667),
]


@pytest.mark.parametrize(("triangle", "met", "ties", "index", "p"), RTHORR)
def test_the_hexagon_test_agrees_with_published_results(
    triangle: str, met: int, ties: int, index: float, p: float
) -> None:
    matrix = np.eye(6)
    matrix[np.tril_indices(6, -1)] = [float(value) for value in triangle.split()]
    matrix = np.tril(matrix) + np.tril(matrix, -1).T
    result = hexagon_test(matrix)
    assert (result.predictions, result.met, result.tied) == (72, met, ties)
    assert result.index == pytest.approx(index, abs=1e-6)
    assert result.p == pytest.approx(p, abs=1e-6)


def test_a_perfect_hexagon_meets_all_72_predictions() -> None:
    angles = np.arange(6) * np.pi / 3
    result = hexagon_test(np.cos(angles[:, None] - angles))
    assert (result.met, result.index) == (72, 1.0)
    assert result.p == pytest.approx(12 / 720)


def test_a_matrix_without_order_meets_none() -> None:
    result = hexagon_test(np.full((6, 6), 0.5))
    assert (result.met, result.tied, result.index, result.p) == (0, 72, 0.0, 1.0)


@pytest.mark.parametrize("matrix", [np.eye(5), np.triu(np.ones((6, 6)))])
def test_no_correlation_matrix_no_test(matrix: np.ndarray) -> None:
    with pytest.raises(ValueError, match="symmetric 6 by 6"):
        hexagon_test(matrix)


def test_prediger_axes_follow_the_printed_weights() -> None:
    assert prediger_axes([1, 0, 0, 0, 0, 0]) == (2, 0)
    things, data = prediger_axes([0, 0, 0, 0, 0, 1])
    assert (things, data) == (1, pytest.approx(1.7320508))
    assert prediger_axes([3, 3, 3, 3, 3, 3]) == (pytest.approx(0), pytest.approx(0))


@pytest.mark.parametrize(
    ("person", "environment", "value"),
    [("RIA", "RIA", 18), ("RIA", "SEC", 0), ("RIA", "RIS", 17), ("RIA", "IRA", 6 + 4 + 3), ("SAI", "RIC", 0 + 4 + 1)],
)
def test_the_c_index_weighs_places_three_two_one(person: str, environment: str, value: int) -> None:
    assert c_index(person, environment) == value


def test_the_c_index_refuses_other_codes() -> None:
    with pytest.raises(ValueError, match="three letters"):
        c_index("RI", "RIA")


def test_steps_run_around_the_hexagon() -> None:
    assert [hexagon_steps("R", other) for other in "RIASEC"] == [0, 1, 2, 3, 2, 1]


def test_shape_is_undefined_for_a_flat_profile_and_fit_is_not() -> None:
    assert profile_correlation([3] * 6, [1, 2, 3, 4, 5, 6]) is None
    assert -1 < combined_fit([0] * 6, [1, 0, 0, 0, 0, -1]) < 1


def test_correlation_and_distance_on_values_worked_out_by_hand() -> None:
    """(1..6) with (2,1,4,3,6,5): sum of products about the means 14.5, both sums of squares 17.5."""
    assert profile_correlation([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]) == pytest.approx(14.5 / 17.5)
    assert euclidean_distance([0] * 6, [1, 2, 2, 0, 0, 0]) == pytest.approx(3.0)
    assert nearness(0) == 1
    assert nearness(np.sqrt(12)) == pytest.approx(0)


@settings(deadline=None)
@given(SCORES, SCORES)
def test_fit_is_symmetric_and_best_with_oneself(a: list[float], b: list[float]) -> None:
    assert combined_fit(a, b) == pytest.approx(combined_fit(b, a))
    assert combined_fit(a, b) <= combined_fit(a, a) + 1e-9 == pytest.approx(1 + 1e-9)


@settings(deadline=None)
@given(SCORES, SCORES, st.floats(-2, 2))
def test_liking_everything_more_changes_no_fit(a: list[float], b: list[float], lift: float) -> None:
    if profile_correlation(a, b) is None or np.ptp(a) < 1e-6 or np.ptp(b) < 1e-6:
        return
    assert combined_fit([x + lift for x in a], b) == pytest.approx(combined_fit(a, b), abs=1e-6)


def test_two_strangers_fit_about_zero() -> None:
    rng = np.random.default_rng(4)
    fits = [combined_fit(*rng.normal(size=(2, 6))) for _ in range(2000)]
    assert abs(np.mean(fits)) < 0.1


def test_a_standard_without_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="positive spreads"):
        Standard(np.zeros(6), np.zeros(6))


def circumplex(pupils: int, seed: int) -> np.ndarray:
    """Simulated scores: two axes, a general level, and noise."""
    rng, angles = np.random.default_rng(seed), np.arange(6) * np.pi / 3
    axes = rng.standard_normal((pupils, 2)) @ np.vstack([np.cos(angles), np.sin(angles)])
    return np.asarray(axes + 0.5 * rng.standard_normal((pupils, 1)) + 0.8 * rng.standard_normal((pupils, 6)))


def test_more_pupils_fix_the_hexagon_index_more_firmly() -> None:
    few, many = (hexagon_interval(circumplex(pupils, 1), seed=1, resamples=200) for pupils in (60, 2000))
    assert many.high - many.low < few.high - few.low
    assert many.low > 0.8
    assert many.test.p == pytest.approx(12 / 720)
    assert few == hexagon_interval(circumplex(60, 1), seed=1, resamples=200)


def test_scores_without_a_circle_have_an_interval_around_nought() -> None:
    noise = np.random.default_rng(2).standard_normal((500, 6))
    found = hexagon_interval(noise, seed=1, resamples=200)
    assert found.low < 0.2
    assert found.test.p > 0.02


@pytest.mark.parametrize("scores", [np.zeros((20, 6)), np.full((20, 6), np.nan), np.ones((5, 6)), np.ones((20, 5))])
def test_a_hexagon_needs_complete_scores_that_differ(scores: np.ndarray) -> None:
    with pytest.raises(ValueError):
        hexagon_interval(scores, seed=1)
