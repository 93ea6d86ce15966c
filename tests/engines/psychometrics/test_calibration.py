"""Calibration equals published values, keeps its promises, and says no where it must."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_matrix

from tests.engines.psychometrics.calibration_cases import (
    LSAT7_ERRORS,
    RASCH,
    TWO_PL,
    bank,
    lsat,
    slow_log_likelihood,
)
from vakwerk.engines.psychometrics import DataProblem, Items, Responses, simulate_responses
from vakwerk.engines.psychometrics.calibration import Calibration, calibrate, estimate
from vakwerk.engines.psychometrics.calibration.reasons import REASONS


def sparse(data: np.ndarray) -> csr_matrix:
    """Stored answers, a wrong one stored as 0."""
    rows, columns = np.nonzero(data >= 0)
    offsets = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(data)))])
    return csr_matrix((data[rows, columns], columns, offsets), shape=data.shape)


def some_answers(model: str, persons: int = 400, n_items: int = 6, gaps: float = 0.0, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    seen = rng.random((persons, n_items)) >= gaps
    return simulate_responses(bank(n_items, model), rng.normal(size=persons), seed=seed + 1000, seen=seen)


@pytest.mark.parametrize("name", ["lsat6", "lsat7"])
@pytest.mark.parametrize("form", ["dense", "sparse"])
def test_two_parameters_of_the_law_school_tests_equal_the_published_ones(name, form):
    data = lsat(name) if form == "dense" else sparse(lsat(name))
    found, expected = calibrate(data, "2pl"), TWO_PL[name]
    assert np.abs(found.items.a - expected["a"]).max() < 1e-4
    assert np.abs(found.items.intercepts - expected["d"]).max() < 1e-4
    assert found.log_likelihood == pytest.approx(expected["log_likelihood"], abs=1e-5)
    assert found.certificate.converged
    assert found.aic == pytest.approx(expected.get("aic", found.aic), abs=1e-4)
    assert found.bic == pytest.approx(expected.get("bic", found.bic), abs=1e-4)


@pytest.mark.parametrize("name", ["lsat6", "lsat7"])
def test_rasch_with_a_free_spread_equals_the_published_values(name):
    found, expected = calibrate(lsat(name), "rasch"), RASCH[name]
    assert np.abs(found.items.b - expected["b"]).max() < 1e-4
    assert found.population.sd**2 == pytest.approx(expected["variance"], abs=1e-4)
    assert found.population.mean == 0
    assert found.log_likelihood == pytest.approx(expected["ll"], abs=1e-5)
    assert (found.items.a == 1).all()
    assert np.isnan(found.standard_errors.a).all()


def test_standard_errors_equal_louis_to_the_printed_digit():
    errors = calibrate(lsat("lsat7"), "2pl").standard_errors
    assert np.round(errors.a, 3).tolist() == list(LSAT7_ERRORS["a"])
    assert np.round(errors.d, 3).tolist() == list(LSAT7_ERRORS["d"])


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm"])
def test_complete_and_sparse_answers_give_the_same_calibration(model):
    data = some_answers(model)
    dense, thin = calibrate(data, model), calibrate(sparse(data), model)
    assert np.allclose(dense.items.a, thin.items.a, atol=1e-6)
    assert np.allclose(dense.items.thresholds, thin.items.thresholds, atol=1e-6)
    assert np.allclose(dense.standard_errors.b, thin.standard_errors.b, atol=1e-6)
    assert np.allclose(dense.standard_errors.covariance, thin.standard_errors.covariance, atol=1e-6, equal_nan=True)


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm"])
@pytest.mark.parametrize("gaps", [0.0, 0.3])
def test_the_order_of_items_and_persons_changes_nothing(model, gaps):
    data = some_answers(model, persons=1000, gaps=gaps)
    rng = np.random.default_rng(1)
    rows, columns = rng.permutation(len(data)), rng.permutation(data.shape[1])
    straight = calibrate(data, model)
    mixed = calibrate(data[np.ix_(rows, columns)], model)
    assert np.allclose(mixed.items.a, straight.items.a[columns], atol=1e-6)
    assert np.allclose(mixed.items.thresholds, straight.items.thresholds[columns], atol=1e-6)
    assert np.allclose(mixed.standard_errors.d, straight.standard_errors.d[columns], atol=1e-5, equal_nan=True)
    assert mixed.log_likelihood == pytest.approx(straight.log_likelihood, abs=1e-6)


@pytest.mark.parametrize("model", ["2pl", "grm"])
def test_the_same_answers_give_the_same_bytes_are_left_alone_and_travel_as_json(model):
    data = some_answers(model, gaps=0.2)
    before = data.copy()
    first, again = calibrate(data, model), calibrate(data, model)
    assert first.to_json() == again.to_json()
    assert (data == before).all()
    assert Calibration.from_json(first.to_json()) == first
    assert json.loads(first.to_json())["schema"] == 1


def test_log_likelihood_of_three_parameters_leaves_the_prior_out():
    data = some_answers("3pl")
    found = calibrate(data, "3pl")
    assert found.log_likelihood == pytest.approx(slow_log_likelihood(found.items, data), abs=1e-6)
    assert "guessing_prior" in found.certificate.notes
    stronger = calibrate(data, "3pl", guessing=(81.0, 321.0))
    assert np.abs(stronger.items.c - 0.2).max() < np.abs(found.items.c - 0.2).max()


def test_graded_items_may_differ_in_categories():
    data = some_answers("grm", persons=600)
    data = data.copy()
    data[:, 0] = data[:, 0] > 1
    found = calibrate(data, "grm")
    assert found.items.categories.tolist() == [2, 4, 4, 4, 4, 4]
    assert found.certificate.converged
    assert found.log_likelihood == pytest.approx(slow_log_likelihood(found.items, data), abs=1e-6)


def test_a_category_that_nobody_chose_is_taken_together_and_named():
    data = some_answers("grm", persons=600).copy()
    data[data[:, 0] == 2, 0] = 3
    data[data[:, 1] == 0, 1] = 1
    found = calibrate(data, "grm", item_ids=["gap", "low", "c", "d", "e", "f"])
    gap, low = found.items.thresholds[0], found.items.thresholds[1]
    assert gap[1] == gap[2]
    assert low[0] < low[1] - 10
    assert np.isnan(found.standard_errors.b[1, 0])
    assert found.certificate.item_notes == {"gap": "category_unused", "low": "category_unused"}
    assert found.certificate.converged
    assert found.items.probabilities([0.0])[0, 0, 2] == 0


def test_certificate_tells_how_it_was_judged():
    certificate = calibrate(some_answers("2pl", persons=2000), "2pl").certificate
    assert certificate.converged
    assert certificate.reasons == ()
    assert certificate.nodes == 61
    assert certificate.nodes_finer == 121
    assert certificate.difference < 1e-4
    assert certificate.gain < 1e-6
    assert certificate.gradient_per_person < 1e-6
    assert certificate.spacing == pytest.approx(0.2)
    assert certificate.spacing < certificate.posterior_sd < 1
    assert certificate.seed is None
    assert set(certificate.versions) == {"method", "python", "numpy"}
    assert certificate.persons == 2000
    assert certificate.parameters == 12


def test_a_coarse_grid_is_refined_until_the_likelihood_stands_still():
    data = simulate_responses(bank(40), np.random.default_rng(1).normal(size=800), seed=1)
    fine, coarse = calibrate(data, "2pl"), calibrate(data, "2pl", nodes=11)
    assert coarse.certificate.grids[0] == 11
    assert len(coarse.certificate.grids) > 1
    assert abs(coarse.certificate.differences[0]) > 0.01
    assert "grid_refined" in coarse.certificate.notes
    assert coarse.certificate.converged
    assert coarse.log_likelihood == pytest.approx(fine.log_likelihood, abs=0.01)


def test_a_climb_that_is_cut_short_says_so():
    certificate = calibrate(lsat("lsat7"), "2pl", max_iterations=2).certificate
    assert not certificate.converged
    assert certificate.reasons == ("gradient_not_zero",)


NOISE = np.random.default_rng(8).integers(0, 2, (200, 6))


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (np.ones((50, 5), dtype=np.int8), "nothing_to_estimate"),
        (np.full((50, 5), -1), "nothing_to_estimate"),
        (np.full((50, 5), np.nan), "nothing_to_estimate"),
        (np.zeros((0, 5), dtype=np.int8), "nothing_to_estimate"),
        (np.zeros((5, 0), dtype=np.int8), "nothing_to_estimate"),
        (NOISE[:1], "nothing_to_estimate"),
        (NOISE[:, :1], "too_few_items"),
    ],
)
def test_where_nothing_can_be_estimated_there_are_no_items_and_a_reason(model, data, reason):
    found = calibrate(data, model)
    assert not found.certificate.converged
    assert not found.certificate.sound
    assert reason in found.certificate.reasons
    assert len(found.items) == 0
    assert len(found.certificate.left_out) == data.shape[1]
    assert Calibration.from_json(found.to_json()) == found


@pytest.mark.parametrize("model", ["rasch", "2pl", "3pl", "grm"])
def test_an_item_without_information_is_left_out_and_the_others_stand(model):
    data = some_answers(model).copy()
    data[:, 1], data[:, 4] = 1, -1
    found = calibrate(data, model, item_ids=list("abcdef"))
    assert dict(found.certificate.left_out) == {"b": "one_category", "e": "no_answers"}
    assert found.items.ids == ("a", "c", "d", "f")
    assert not found.certificate.converged
    assert found.certificate.reasons == ("items_left_out",)
    assert found.certificate.sound
    same = calibrate(data[:, [0, 2, 3, 5]], model)
    assert np.allclose(found.items.a, same.items.a, atol=1e-9)


@pytest.mark.parametrize("model", ["2pl", "3pl", "grm"])
def test_a_perfect_pattern_stops_at_the_limit_and_says_so(model):
    theta = np.random.default_rng(4).normal(size=(100, 1))
    found = calibrate((theta > np.linspace(-1, 1, 5)).astype(int), model, max_iterations=60)
    assert "slope_at_limit" in found.certificate.reasons
    assert not found.certificate.converged
    assert "slope_at_limit" in found.certificate.item_notes.values()


def test_items_that_do_not_hang_together_have_no_spread():
    every_pattern_alike = np.repeat(np.indices((2, 2, 2, 2)).reshape(4, -1).T, 10, axis=0)
    assert calibrate(every_pattern_alike, "rasch").certificate.reasons == ("spread_at_limit",)


def test_an_item_scored_the_wrong_way_round_is_named():
    data = some_answers("2pl", persons=800).copy()
    data[:, 5] = 1 - data[:, 5]
    found = calibrate(data, "2pl")
    assert found.items.a[5] < 0
    assert found.certificate.item_notes == {"item6": "slope_negative"}
    graded = calibrate(data, "grm")
    assert dict(graded.certificate.left_out) == {"item6": "slope_negative"}
    assert graded.certificate.sound


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (np.array([[0, 1, 1], [1, 0, 0.5]]), "not_whole", (1, 2)),
        (np.array([[0, 1, 1], [1, -3, 0]]), "negative", (1, 1)),
        (np.array([[0, 1, 1], [1, 0, 3]]), "not_dichotomous", (1, 2)),
        (np.array([["a", "b"]]), "not_numbers", (None, None)),
        (np.zeros(5), "shape", (None, None)),
    ],
)
def test_a_table_that_is_no_table_of_answers_is_refused_by_place(data, code, where):
    with pytest.raises(DataProblem) as refused:
        calibrate(data, "2pl")
    assert refused.value.code == code
    assert (refused.value.row, refused.value.column) == where


def test_a_sparse_table_names_the_person_of_a_wrong_code():
    data = some_answers("2pl", gaps=0.5).copy()
    data[7, 2] = 4
    with pytest.raises(DataProblem) as refused:
        calibrate(sparse(data), "2pl")
    assert (refused.value.row, refused.value.column) == (7, 2)


@pytest.mark.parametrize(
    "arguments",
    [
        {"model": "4pl"},
        {"model": "2pl", "item_ids": ["a"]},
        {"model": "2pl", "item_ids": ["a", "a", "b", "c", "d"]},
        {"model": "3pl", "guessing": (1.0, 2.0)},
        {"model": "2pl", "nodes": 2},
        {"model": "2pl", "anchors": Items.rasch([0.0], ids=["item1"])},
        {"model": "2pl", "anchors": Items.two_pl([1.0], [0.0], ids=["elsewhere"])},
        {"model": "2pl", "anchors": Items.of("2pl", [1.0], [0.0], 0.2, ids=["item1"])},
        {"model": "rasch", "anchors": Items.of("rasch", [1.5], [0.0], ids=["item1"])},
    ],
)
def test_impossible_arguments_are_refused(arguments):
    with pytest.raises(ValueError, match=r"\."):
        calibrate(lsat("lsat7"), **arguments)


def test_people_without_answers_and_nan_as_missing_change_nothing():
    data = some_answers("2pl", gaps=0.3)
    padded = np.concatenate([data, np.full((20, 6), -1)]).astype(float)
    padded[padded < 0] = np.nan
    found, plain = calibrate(padded, "2pl"), calibrate(data, "2pl")
    assert np.allclose(found.items.a, plain.items.a, atol=1e-9)
    assert found.certificate.persons == int((data >= 0).any(axis=1).sum())


def test_ten_million_equal_answers_are_dealt_with_at_once():
    found = calibrate(Responses.of(np.ones((100_000, 100), dtype=np.int8)), "2pl")
    assert found.certificate.reasons == ("nothing_to_estimate", "items_left_out")


def test_every_code_has_words_and_no_code_is_unknown():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        certificate = calibrate(NOISE[:30], "2pl").certificate
    assert certificate.explain()
    assert all(words.nl and words.en for words in REASONS.values())
    assert set(certificate.item_notes.values()) <= set(REASONS)


def test_the_package_loads_without_scipy_and_numba():
    code = (
        "import sys, vakwerk.engines.psychometrics as p, vakwerk.engines.psychometrics.calibration;"
        "sys.exit('numba' in sys.modules or 'scipy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    data=arrays(np.int8, st.tuples(st.integers(0, 9), st.integers(0, 5)), elements=st.integers(-1, 2)),
    model=st.sampled_from(["rasch", "2pl", "3pl", "grm"]),
)
def test_no_small_table_breaks_it(data, model):
    """Any table either says where it is wrong or gives a certificate whose parts agree with each other."""
    if model != "grm" and (data > 1).any():
        with pytest.raises(DataProblem) as refused:
            calibrate(data, model)
        assert data[refused.value.row, refused.value.column] > 1
        return
    found = calibrate(data, model, max_iterations=30)
    certificate = found.certificate
    assert certificate.converged == (not certificate.reasons)
    assert len(found.items) + len(certificate.left_out) == data.shape[1]
    assert np.isfinite(found.items.a).all()
    assert Calibration.from_json(found.to_json()) == found
    if certificate.converged:
        assert np.isfinite(found.standard_errors.d[:, ...]).any()
        assert certificate.difference <= 0.01


def test_answers_that_follow_no_model_are_given_up_in_time(monkeypatch):
    """A perfect pattern in three parameters climbs for scores of steps; the work is counted, and then it says so."""
    theta = np.random.default_rng(4).normal(size=(400, 1))
    data = (theta > np.linspace(-2, 2, 20)).astype(np.int8)
    free = calibrate(data, "3pl").certificate
    monkeypatch.setattr(estimate, "WORK", data.size * 61 * 20.0)
    short = calibrate(data, "3pl").certificate
    assert free.evaluations > 60
    assert short.evaluations < 60
    assert not short.converged
    assert "gradient_not_zero" in short.reasons
    assert calibrate(data, "3pl").certificate == short


def test_guessing_that_is_not_there_costs_no_search():
    """Steps in a flat direction are kept short: about one look a step, where whole steps took four."""
    data = some_answers("2pl", persons=2000)
    found = calibrate(data, "3pl").certificate
    assert found.converged
    assert found.evaluations < 1.5 * found.iterations
