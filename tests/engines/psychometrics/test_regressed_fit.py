"""Regressed fit may be used only when it survives cross-validation. All criteria here are simulated."""

from __future__ import annotations

import numpy as np
import pytest

from vakwerk.engines.psychometrics.regressed import NotUsable, RegressedFit, regressed_fit


def rows(count: int = 600, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return rng.standard_normal((count, 6)), rng.standard_normal((20, 6))[rng.integers(0, 20, count)], rng


def found(pupils: np.ndarray, programmes: np.ndarray, criterion: np.ndarray, **options: object) -> RegressedFit:
    settings: dict = {"folds": 5, "seed": 3, "name": "simulated"} | options
    return regressed_fit(pupils, programmes, criterion, **settings)


def test_a_criterion_of_fit_is_found_out_of_fold() -> None:
    """Satisfaction that drops with distance: R2 of the truth is 0.5."""
    pupils, programmes, rng = rows(1500)
    fit = -((pupils - programmes) ** 2).sum(axis=1)
    fit /= fit.std()
    result = found(pupils, programmes, fit + rng.standard_normal(1500))
    assert result.usable
    assert result.low < result.gain < result.high
    assert result.r2 == pytest.approx(0.5, abs=0.08)
    assert result.gain == pytest.approx(result.r2 - result.r2_main)
    near, far = result.predict(pupils[:1], pupils[:1]), result.predict(pupils[:1], -pupils[:1])
    assert near[0] > far[0]


def test_fit_that_adds_nothing_refuses_to_be_used() -> None:
    pupils, programmes, rng = rows()
    result = found(pupils, programmes, pupils[:, 0] + programmes[:, 1] + rng.standard_normal(600))
    assert result.r2_main > 0.4
    assert not result.usable
    with pytest.raises(NotUsable, match="not above nought"):
        result.predict(pupils, programmes)


def test_chance_is_called_usable_in_few_samples() -> None:
    """Pure noise, 20 samples of 120: in the sample the 30 terms explain a quarter of it, out of fold nothing."""
    results = []
    for seed in range(20):
        pupils, programmes, rng = rows(120, seed)
        results.append(found(pupils, programmes, rng.standard_normal(120)))
    assert sum(result.usable for result in results) <= 2
    assert np.mean([result.r2 for result in results]) < 0.01
    assert np.mean([result.r2_main for result in results]) < 0.01


def test_rows_of_one_group_stay_on_one_side() -> None:
    """A school's own level cannot be learned from its other pupils: memory of a group is no gain."""
    rng = np.random.default_rng(2)
    school = np.repeat(np.arange(40), 10)
    profiles = rng.standard_normal((40, 6))[school]
    criterion = rng.standard_normal(40)[school] + 0.1 * rng.standard_normal(400)
    loose, tight = (found(profiles, -profiles, criterion, groups=groups) for groups in (None, school.tolist()))
    assert loose.r2 > tight.r2
    assert not tight.usable


def test_the_same_seed_gives_the_same_result_and_json_keeps_it() -> None:
    pupils, programmes, rng = rows(200)
    criterion = rng.standard_normal(200)
    one = found(pupils, programmes, criterion)
    assert one == found(pupils, programmes, criterion) == RegressedFit.from_json(one.to_json())
    assert one.criterion == "simulated"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"criterion": np.zeros(100)}, "has to vary"),
        ({"criterion": np.full(100, np.nan)}, "finite"),
        ({"folds": 1}, "two folds"),
        ({"pupils": np.zeros((100, 5))}, "same shape"),
    ],
)
def test_impossible_data_are_refused(change: dict[str, object], message: str) -> None:
    pupils, programmes, rng = rows(100)
    given: dict = {"pupils": pupils, "programmes": programmes, "criterion": rng.standard_normal(100)} | change
    with pytest.raises(ValueError, match=message):
        found(**given)
