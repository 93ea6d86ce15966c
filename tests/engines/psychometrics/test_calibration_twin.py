"""The fast likelihood, its gradient and its information against the plain formula and finite differences."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engines.psychometrics.calibration_cases import bank, slow_log_likelihood
from vakwerk.engines.psychometrics import Items, Responses, simulate_responses
from vakwerk.engines.psychometrics.calibration import calibrate
from vakwerk.engines.psychometrics.calibration.answers import prepare
from vakwerk.engines.psychometrics.calibration.curves import Curves
from vakwerk.engines.psychometrics.calibration.layout import Layout
from vakwerk.engines.psychometrics.calibration.likelihood import Complete, General, Grid, Likelihood, likelihood_of
from vakwerk.engines.psychometrics.calibration.metric import Metric

GRID = Grid.of(61)
CASES = [("2pl", 0.0), ("2pl", 0.4), ("3pl", 0.0), ("3pl", 0.3), ("grm", 0.0), ("grm", 0.4)]


def table_of(items: Items) -> np.ndarray:
    """As in `curves`: slope, intercepts, logit of c."""
    columns = [items.a[:, None], -items.a[:, None] * items.thresholds]
    if items.model == "3pl":
        columns.append(np.log(items.c / (1 - items.c))[:, None])
    return np.concatenate(columns, axis=1)


def case(model: str, gaps: float, persons: int = 60, n_items: int = 5) -> tuple[Items, np.ndarray, Likelihood]:
    rng = np.random.default_rng(11)
    truth = bank(n_items, model)
    data = simulate_responses(truth, rng.normal(size=persons), seed=2, seen=rng.random((persons, n_items)) >= gaps)
    answers = prepare(Responses.of(data), model, None, np.full(n_items, -1), {})
    return truth, data, likelihood_of(answers, np.ones(n_items), model == "3pl")


def by_differences(function, table: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Central differences of a function to each entry: (..., entries)."""
    out = []
    for place in range(table.size):
        up, down = table.copy().ravel(), table.copy().ravel()
        up[place] += step
        down[place] -= step
        out.append((function(up.reshape(table.shape)) - function(down.reshape(table.shape))) / (2 * step))
    return np.stack(out, axis=-1)


@pytest.mark.parametrize(("model", "gaps"), CASES)
def test_value_is_the_plain_formula(model, gaps):
    truth, data, likelihood = case(model, gaps)
    assert isinstance(likelihood, Complete if (model, gaps) == ("2pl", 0.0) else General)
    expected = slow_log_likelihood(truth, data)
    table = table_of(truth)
    assert likelihood.judge(table, GRID)[0] == pytest.approx(expected, abs=1e-8)
    assert likelihood.evaluate(table, GRID).value == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(("n_items", "harder"), [(12, 150.0), (1000, 0.0)], ids=["unlikely", "many"])
def test_answers_too_unlikely_or_too_many_for_a_product_lose_nothing(n_items, harder):
    """Their chances multiply to less than 1e-200, some to less than the smallest number there is; logs are added."""
    rng = np.random.default_rng(4)
    table = np.stack([rng.uniform(0.8, 1.6, n_items), rng.normal(size=n_items) - harder], axis=1)
    right = rng.random((5, n_items)) < 0.6
    cells = (2 * np.arange(n_items) + right).astype(np.int32).ravel()
    likelihood = General(cells, np.arange(0, cells.size + 1, n_items), 2, np.ones(n_items), guessing=False)
    x = table[:, :1] * GRID.nodes + table[:, 1:]
    joint = -np.logaddexp(0, np.where(right[:, :, None], -x, x)).sum(axis=1) + GRID.log_weights
    expected = np.logaddexp.reduce(joint, axis=1)
    assert expected.max() < np.log(1e-200)
    value, spread = likelihood.judge(table, GRID)
    posterior = np.exp(joint - expected[:, None])
    variance = posterior @ GRID.nodes**2 - (posterior @ GRID.nodes) ** 2
    assert value == pytest.approx(expected.sum(), rel=1e-13)
    assert spread == pytest.approx(np.sqrt(variance.mean()), rel=1e-9)
    assert likelihood.evaluate(table, GRID).value == pytest.approx(value, rel=1e-14)


@pytest.mark.parametrize(("model", "gaps"), [("2pl", 0.4), ("3pl", 0.3), ("grm", 0.4)])
def test_persons_shared_out_over_two_threads_give_the_same(model, gaps, monkeypatch):
    truth, _, likelihood = case(model, gaps)
    table = table_of(truth)
    alone, judged = likelihood.evaluate(table, GRID), likelihood.judge(table, GRID)
    monkeypatch.setattr("vakwerk.engines.psychometrics.calibration.likelihood.WORTH_A_THREAD", 1)
    shared, again = likelihood.evaluate(table, GRID), likelihood.evaluate(table, GRID)
    assert shared.value == pytest.approx(alone.value, rel=1e-14)
    assert np.allclose(shared.gradient, alone.gradient, rtol=0, atol=1e-12)
    assert likelihood.judge(table, GRID) == pytest.approx(judged, rel=1e-14)
    assert shared.gradient.tobytes() == again.gradient.tobytes()


@pytest.mark.parametrize(("model", "gaps"), CASES)
def test_gradient_is_the_change_of_the_value(model, gaps):
    truth, _, likelihood = case(model, gaps)
    table = table_of(truth)
    expected = by_differences(lambda at: np.array(likelihood.judge(at, GRID)[0]), table)
    assert np.abs(likelihood.evaluate(table, GRID).gradient.ravel() - expected).max() < 1e-5


@pytest.mark.parametrize(("model", "gaps"), CASES)
def test_observed_information_is_minus_the_change_of_the_gradient(model, gaps):
    truth, _, likelihood = case(model, gaps)
    table = table_of(truth)
    expected = -by_differences(lambda at: likelihood.evaluate(at, GRID).gradient.ravel(), table)
    found = likelihood.observed_information(table, GRID)
    assert np.allclose(found, found.T)
    assert np.abs(found - expected).max() < 1e-5 * np.abs(expected).max()


@pytest.mark.parametrize(("model", "gaps"), CASES)
def test_metric_of_the_climb_is_near_the_observed_information(model, gaps):
    """Symmetric, never indefinite, and within a factor of about two in every direction: what the missing abilities cost
    is in it. Without that the factor is four to eight for the level of all items together."""
    truth, _, likelihood = case(model, gaps, persons=3000, n_items=16)
    table = table_of(truth)
    layout = Layout(np.zeros(table.shape), np.ones(table.shape, dtype=np.bool_), np.zeros((0, *table.shape)))
    metric = Metric(layout, likelihood.evaluate(table, GRID).information)
    loose = np.ones(table.size, dtype=np.bool_)
    inverse = np.stack([metric.solve(unit, loose) for unit in np.eye(table.size)])
    assert np.allclose(inverse, inverse.T, rtol=1e-6, atol=1e-12)
    assert np.linalg.eigvalsh(inverse)[0] > 0
    if model != "3pl":
        ratios = np.linalg.eigvals(inverse @ likelihood.observed_information(table, GRID)).real
        assert 0.5 < ratios.min() <= ratios.max() < 2.1


@pytest.mark.parametrize(("model", "most"), [("rasch", 8), ("2pl", 13), ("grm", 14)])
def test_climb_with_gaps_takes_few_looks(model, most):
    rng = np.random.default_rng(5)
    data = simulate_responses(bank(20, model), rng.normal(size=1500), seed=3, seen=rng.random((1500, 20)) >= 0.4)
    found = calibrate(data, model, standard_errors=False).certificate
    assert found.converged
    assert found.evaluations <= most


@pytest.mark.parametrize("model", ["2pl", "3pl", "grm"])
def test_chances_are_those_of_items_and_hold_far_out(model):
    truth = bank(4, model)
    nodes = np.array([-30.0, -3.0, 0.0, 2.0, 30.0])
    curves = Curves(table_of(truth), nodes, np.ones(4), model == "3pl")
    assert np.allclose(curves.chance.transpose(2, 0, 1), truth.probabilities(nodes), atol=1e-14)
    assert (curves.chance > 0).all()


def test_a_large_matrix_at_once_is_the_sum_of_its_parts():
    """More persons than `General` takes at a time."""
    truth, data, _ = case("grm", 0.3, persons=2500)
    answers = prepare(Responses.of(data), "grm", None, np.full(5, -1), {})
    likelihood = likelihood_of(answers, np.ones(5), guessing=False)
    assert likelihood.judge(table_of(truth), GRID)[0] == pytest.approx(slow_log_likelihood(truth, data), abs=1e-6)


@pytest.mark.parametrize(("model", "gaps"), [("rasch", 0.0), ("2pl", 0.3), ("grm", 0.0)])
def test_no_step_away_from_the_estimate_is_likelier(model, gaps):
    rng = np.random.default_rng(2)
    seen = rng.random((120, 4)) >= gaps
    data = simulate_responses(bank(4, model), rng.normal(size=120), seed=4, seen=seen)
    found = calibrate(data, model)
    best = slow_log_likelihood(found.items, data, sd=found.population.sd)
    assert found.log_likelihood == pytest.approx(best, abs=1e-7)
    for _ in range(4):
        shift = rng.normal(0, 0.02, found.items.thresholds.shape)
        moved = Items.of(model, found.items.a, np.sort(found.items.thresholds + shift, axis=1))
        assert slow_log_likelihood(moved, data, sd=found.population.sd) < best


@pytest.mark.parametrize(("model", "gaps"), [("2pl", 0.0), ("grm", 0.3)])
def test_intervals_of_95_percent_hold_the_truth_about_that_often(model, gaps):
    """A small look; `python -m bench.coverage` does the thousand replications."""
    truth = bank(8, model, seed=9)
    hits = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        seen = rng.random((500, 8)) >= gaps
        found = calibrate(simulate_responses(truth, rng.normal(size=500), seed=seed + 1000, seen=seen), model)
        hits.append(np.abs(found.items.b - truth.b) < 1.96 * found.standard_errors.b)
    assert 0.92 < np.mean(hits) < 0.98
