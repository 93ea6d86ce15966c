"""Unusual patterns and hurried or repeated answers are noticed; ordinary persons are flagged as rarely as is said."""

from __future__ import annotations

import numpy as np
import pytest

from vakwerk.engines.psychometrics import (
    NOTICES,
    DataProblem,
    Items,
    effort,
    person_fit,
    rapid_thresholds,
    score,
    simulate_responses,
)
from vakwerk.engines.psychometrics.quality.effort import longest_run, same_share

RNG = np.random.default_rng(23)
BANKS = {
    "2pl": Items.two_pl(np.exp(RNG.normal(0.2, 0.3, 40)), RNG.normal(0, 1, 40)),
    "3pl": Items.three_pl(np.exp(RNG.normal(0.2, 0.3, 40)), RNG.normal(0, 1, 40), 0.2),
    "grm": Items.graded(np.exp(RNG.normal(0.2, 0.3, 20)), np.sort(RNG.normal(0, 1, (20, 3)), axis=1)),
}


@pytest.mark.parametrize("method", ["ml", "map", "wle", "eap"])
@pytest.mark.parametrize("model", BANKS)
def test_people_who_answer_as_the_model_says_are_flagged_at_about_the_nominal_rate(model: str, method: str) -> None:
    rng = np.random.default_rng(1)
    items = BANKS[model]
    answers = simulate_responses(items, rng.normal(0, 1, 3000), seed=41)
    fit = person_fit(items, answers, score(items, answers, method))  # type: ignore[arg-type]
    corrected, plain = (fit.p < 0.05).mean(), (fit.lz < -1.645).mean()
    assert 0.035 < corrected < 0.068
    assert plain < 0.042, "lz itself is too quiet once ability is estimated"
    assert np.nanstd(fit.lz_star) == pytest.approx(1.0, abs=0.06)


def test_for_right_and_wrong_it_is_the_formula_of_snijders() -> None:
    """An independent twin, written from the paper for dichotomous items, with the WLE."""
    items = BANKS["2pl"]
    answers = simulate_responses(items, [-0.5, 0.8], seed=3)
    scores = score(items, answers, "wle")
    fit = person_fit(items, answers, scores)
    for person, theta in enumerate(scores.theta):
        p = 1 / (1 + np.exp(-items.a * (theta - items.b)))
        first = items.a * p * (1 - p)
        second = items.a**2 * p * (1 - p) * (1 - 2 * p)
        r, w = first / (p * (1 - p)), np.log(p / (1 - p))
        r0 = (first * second / (p * (1 - p))).sum() / (2 * (first**2 / (p * (1 - p))).sum())
        free = w - (first * w).sum() / (first * r).sum() * r
        total = ((answers[person] - p) * w).sum() + (first * w).sum() / (first * r).sum() * r0
        assert fit.lz_star[person] == pytest.approx(total / np.sqrt((free**2 * p * (1 - p)).sum()))
        spread = np.sqrt((w**2 * p * (1 - p)).sum())
        assert fit.lz[person] == pytest.approx(((answers[person] - p) * w).sum() / spread)


def test_hard_items_right_and_easy_ones_wrong_stand_out() -> None:
    items = BANKS["2pl"]
    upside_down = (items.b > np.median(items.b)).astype(int)[None]
    fit = person_fit(items, upside_down, score(items, upside_down, "wle"))
    assert fit.lz_star[0] < -4
    assert fit.flagged[0]


def test_who_has_no_finite_ability_is_not_judged() -> None:
    items = BANKS["2pl"]
    answers = np.stack([np.ones(40), np.full(40, -1)]).astype(int)
    fit = person_fit(items, answers, score(items, answers, "ml"))
    assert np.isnan(fit.lz_star).all()
    assert not fit.flagged.any()


def test_person_fit_asks_for_scores_of_these_answers() -> None:
    items = BANKS["2pl"]
    with pytest.raises(ValueError, match="ml, map, wle or eap"):
        person_fit(items, [[1] * 40], score(items, [[1] * 40], "eapsum"))
    with pytest.raises(ValueError, match="scores of 1 persons"):
        person_fit(items, [[1] * 40] * 2, score(items, [[1] * 40]))


def test_effort_is_the_share_of_answers_that_took_long_enough() -> None:
    """Ten persons of 20 s at each of ten items, the last hurried through three: thresholds 10% of the mean."""
    times = np.full((10, 10), 20_000.0)
    times[9, :3] = 500
    found = effort(np.ones((10, 10), dtype=int), times, runs=False)
    assert found.thresholds_ms[5] == 2000
    assert found.thresholds_ms[0] == pytest.approx(0.1 * times[:, 0].mean())
    assert found.rte[9] == pytest.approx(0.7)
    assert found.rapid.tolist() == [0] * 9 + [3]
    assert found.codes == ((),) * 9 + (("rapid",),)


def test_a_threshold_is_never_more_than_ten_seconds_and_unknown_times_do_not_count() -> None:
    assert rapid_thresholds([[300_000.0, np.nan], [100_000.0, np.nan]]).tolist()[0] == 10_000
    assert np.isnan(rapid_thresholds([[300_000.0, np.nan]])[1])
    found = effort([[1, 0, -1]], [[50.0, np.nan, 10.0]], thresholds_ms=[100.0, 100.0, 100.0])
    assert (found.rte[0], found.rapid[0]) == (0.0, 1)
    assert np.isnan(effort([[1, 0]]).rte[0])
    assert effort([[1, 0]]).codes == ((),)


def test_runs_are_counted_over_what_was_answered() -> None:
    straight = np.full(20, 2)
    run = np.array([*[4] * 5, -1, *[4] * 7, *[0, 1, 2, 3] * 2])
    varied = np.arange(20) % 4
    padded = np.full((3, 21), -1)
    padded[0, :20], padded[1], padded[2, :20] = straight, run, varied
    found = effort(padded)
    assert found.longest_run.tolist() == [20, 12, 1]
    assert found.same_share == pytest.approx([1.0, 12 / 20, 0.25])
    assert found.codes == (("same_answer",), ("same_answer",), ())
    assert effort(padded, runs=False).codes == ((), (), ())
    assert (longest_run([]), same_share([])) == (0, 0.0)


def test_every_code_has_its_words() -> None:
    assert set(NOTICES) == {"rapid", "same_answer", "unusual_pattern"}
    assert all("minder zeker" in words.nl and "less certain" in words.en for words in NOTICES.values())


def test_times_must_have_the_shape_of_the_answers() -> None:
    with pytest.raises(DataProblem):
        effort([[1, 0]], [[100.0]])
    with pytest.raises(DataProblem):
        effort([[1, 0]], [[100.0, 100.0]], thresholds_ms=[5.0])
