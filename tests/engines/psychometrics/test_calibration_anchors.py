"""New answers land on the old scale, pilot items join a bank, and an item that changed is found."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.engines.psychometrics.calibration_cases import bank, slow_log_likelihood
from vakwerk.engines.psychometrics import DataProblem, Items, simulate_responses
from vakwerk.engines.psychometrics.calibration import Drift, ItemPrior, calibrate, item_drift

MODELS = ["rasch", "2pl", "3pl", "grm"]


def answers_of(truth: Items, persons: int, seed: int, mean: float = 0.0, sd: float = 1.0) -> np.ndarray:
    return simulate_responses(truth, np.random.default_rng(seed).normal(mean, sd, persons), seed=seed + 1000)


@pytest.mark.parametrize("model", MODELS)
def test_anchors_stay_as_they_are_and_the_group_is_found_on_their_scale(model):
    truth = bank(16, model)
    data = answers_of(truth, 2000, 1, mean=0.7, sd=1.2)
    found = calibrate(data, model, item_ids=truth.ids, anchors=truth.select(range(8)))
    assert found.certificate.converged
    assert found.anchored == truth.ids[:8]
    for name in ("a", "thresholds", "c"):
        assert (getattr(found.items, name)[:8] == getattr(truth, name)[:8]).all()
    assert np.isnan(found.standard_errors.b[:8]).all()
    assert found.population.mean == pytest.approx(0.7, abs=4 * found.standard_errors.population_mean)
    assert found.population.sd == pytest.approx(1.2, abs=4 * found.standard_errors.population_sd)
    off = (found.items.b[8:] - truth.b[8:]) / found.standard_errors.b[8:]
    assert np.abs(off).max() < 4
    plain = slow_log_likelihood(found.items, data, mean=found.population.mean, sd=found.population.sd)
    assert found.log_likelihood == pytest.approx(plain, abs=1e-5)


def test_with_every_item_anchored_only_the_group_is_estimated():
    truth = bank(20)
    found = calibrate(answers_of(truth, 3000, 2, mean=-0.5), "2pl", item_ids=truth.ids, anchors=truth)
    assert found.items == dataclasses.replace(truth)
    assert found.certificate.parameters == 2
    assert found.population.mean == pytest.approx(-0.5, abs=0.1)


def test_anchors_keep_an_upper_asymptote_below_one():
    known = bank(8, "3pl")
    truth = Items.three_pl(known.a, known.b, known.c, 0.9)
    data = answers_of(truth, 800, 14)
    found = calibrate(data, "3pl", item_ids=truth.ids, anchors=truth)
    assert (found.items.d == 0.9).all()
    plain = slow_log_likelihood(truth, data, mean=found.population.mean, sd=found.population.sd)
    assert found.log_likelihood == pytest.approx(plain, abs=1e-6)


def test_anchoring_on_the_group_itself_gives_the_free_calibration_back():
    truth = bank(12)
    data = answers_of(truth, 1500, 3)
    free = calibrate(data, "2pl", item_ids=truth.ids)
    fixed = calibrate(data, "2pl", item_ids=truth.ids, anchors=free.items.select(range(6)))
    assert fixed.population.mean == pytest.approx(0, abs=1e-4)
    assert fixed.population.sd == pytest.approx(1, abs=1e-4)
    assert np.allclose(fixed.items.b, free.items.b, atol=1e-4)
    assert fixed.log_likelihood == pytest.approx(free.log_likelihood, abs=1e-6)


def test_a_pilot_item_with_few_answers_is_pulled_to_the_prior_and_its_error_says_how_unsure_it_is():
    truth = bank(12)
    data = answers_of(truth, 1500, 4).copy()
    data[25:, 11] = -1
    pilot = {"item_ids": truth.ids, "anchors": truth.select(range(11))}
    bare, held = calibrate(data, "2pl", **pilot), calibrate(data, "2pl", prior=ItemPrior(), **pilot)
    assert held.certificate.item_notes == {"item12": "few_answers"}
    assert {"few_answers", "item_prior"} <= set(held.certificate.notes)
    assert held.answered[11] == 25
    assert held.certificate.few_answers == {"item12": held.standard_errors.b[11]}
    assert held.standard_errors.a[11] < bare.standard_errors.a[11]
    assert held.standard_errors.a[11] > 0.2
    assert abs(np.log(held.items.a[11])) < abs(np.log(max(bare.items.a[11], 1e-3))) + 1e-9


def test_a_prior_matters_less_as_answers_come_in():
    truth = bank(6)
    gaps = []
    for persons in (100, 6000):
        data = answers_of(truth, persons, 5)
        gaps.append(np.abs(calibrate(data, "2pl", prior=ItemPrior()).items.a - calibrate(data, "2pl").items.a).max())
    assert gaps[1] < 0.02 < gaps[0]


def test_a_prior_without_spread_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        ItemPrior(log_slope_sd=0)


def test_anchors_that_nobody_answered_fix_no_scale():
    truth = bank(6)
    data = answers_of(truth, 200, 6).copy()
    data[:, :2] = -1
    found = calibrate(data, "2pl", item_ids=truth.ids, anchors=truth.select([0, 1]))
    assert "anchors_not_answered" in found.certificate.reasons


def test_an_answer_above_the_categories_of_an_anchor_is_refused():
    truth = bank(5, "grm")
    data = answers_of(truth, 200, 7).copy()
    data[3, 1] = 5
    with pytest.raises(DataProblem) as refused:
        calibrate(data, "grm", item_ids=truth.ids, anchors=truth.select([0, 1]))
    assert (refused.value.code, refused.value.row, refused.value.column) == ("not_in_anchor", 3, 1)


def changed(truth: Items, rows: list[int], by: float) -> Items:
    thresholds = truth.thresholds.copy()
    thresholds[rows] += by
    return Items(truth.model, truth.ids, truth.a, thresholds, truth.c, truth.d)


@pytest.mark.parametrize("model", ["rasch", "2pl", "grm"])
def test_an_item_that_became_easier_is_found_although_the_group_became_better(model):
    truth = bank(14, model)
    old = calibrate(answers_of(truth, 3000, 8), model)
    new = calibrate(answers_of(changed(truth, [2, 9], -0.6), 3000, 9, mean=0.5), model)
    drift = item_drift(old, new)
    assert [name for name, yes in zip(drift.ids, drift.drifted, strict=True) if yes] == ["item3", "item10"]
    assert set(drift.linked) == set(truth.ids) - {"item3", "item10"}
    assert drift.link[1] == pytest.approx(0.5, abs=0.12)
    assert drift.threshold_change[[2, 9]] == pytest.approx([-0.6, -0.6], abs=0.25)
    assert (drift.signed_area[[2, 9]] > 0.05).all()
    assert {"item3", "item10"} <= set(drift.suspects)
    assert Drift.from_json(drift.to_json()) == drift


def test_nothing_drifts_when_nothing_changed_and_p_values_are_fair():
    truth = bank(30)
    old, new = calibrate(answers_of(truth, 2500, 10), "2pl"), calibrate(answers_of(truth, 2500, 11), "2pl")
    drift = item_drift(old, new)
    assert not drift.drifted.any()
    assert 0.3 < np.mean(drift.p) < 0.7
    assert (drift.freedom == 2).all()


def test_drift_links_by_the_anchors_that_are_named_and_needs_enough_of_them():
    truth = bank(10)
    old = calibrate(answers_of(truth, 1000, 12), "2pl")
    new = calibrate(answers_of(truth, 1000, 13), "2pl")
    assert set(item_drift(old, new, anchors=["item1", "item2", "item3"]).linked) == {"item1", "item2", "item3"}
    with pytest.raises(ValueError, match="at least 2"):
        item_drift(old, new, anchors=["item1"])
    with pytest.raises(ValueError, match="different models"):
        item_drift(old, calibrate(answers_of(truth, 500, 1), "rasch"))
