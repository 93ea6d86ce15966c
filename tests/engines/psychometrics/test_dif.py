"""Items that behave differently for two groups are found, with the published numbers; equal items are left alone."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import norm

from vakwerk.engines.psychometrics import (
    DataProblem,
    Items,
    common_odds_ratio,
    logistic_dif,
    mantel_haenszel,
    simulate_responses,
)
from vakwerk.engines.psychometrics.quality.dif_logistic import JODOIN_GIERL, ZUMBO_THOMAS, effect_class
from vakwerk.engines.psychometrics.quality.dif_mantel import delta_class, mantel

from .published import UCB_TABLES

RNG = np.random.default_rng(29)
N = 3000
FOCAL = np.arange(N) % 2 == 1
REFERENCE_ITEMS = Items.two_pl(np.exp(RNG.normal(0.2, 0.2, 20)), RNG.normal(0, 0.8, 20))


def two_groups(items: Items, other: Items, *, impact: float = 0.0, seed: int = 7) -> np.ndarray:
    """Answers of a reference group to `items` and a focal group, lower by `impact`, to `other`."""
    theta = np.random.default_rng(seed).normal(0, 1, N) - impact * FOCAL
    given = (simulate_responses(one, theta, seed=seed + 100) for one in (other, items))
    return np.where(FOCAL[:, None], *given)


def harder(items: Items, place: int, by: float) -> Items:
    thresholds = items.thresholds.copy()
    thresholds[place] += by
    return replace(items, thresholds=thresholds)


class TestPublished:
    def test_mantel_haenszel_of_the_berkeley_admissions(self) -> None:
        chi2, log_odds, se = common_odds_ratio(UCB_TABLES)
        assert chi2 == pytest.approx(1.426946229, abs=1e-9)
        assert common_odds_ratio(UCB_TABLES, continuity=False)[0] == pytest.approx(1.52460666, abs=1e-8)
        assert np.exp(log_odds) == pytest.approx(0.9046968283, abs=1e-10)
        ends = np.exp(log_odds + norm.ppf([0.025, 0.975]) * se)
        assert ends == pytest.approx([0.7719073618, 1.0603297644], abs=1e-9)
        assert round(-2.35 * log_odds, 6) == 0.235365

    def test_the_same_through_answers_and_groups(self) -> None:
        """One item (admitted or not), matched on department: what a pilot would hand in."""
        cells = [(d, g, a) for d in range(6) for g in range(2) for a in range(2)]
        counts = [UCB_TABLES[d, g, a] for d, g, a in cells]
        department, women, refused = np.repeat(np.array(cells), counts, axis=0).T
        found = mantel_haenszel(1 - refused[:, None], women == 1, matching=department)
        assert found.chi2[0] == pytest.approx(1.426946229, abs=1e-9)
        assert found.p[0] == pytest.approx(0.2322634628, abs=1e-9)
        assert (found.odds_ratio[0], found.delta[0]) == pytest.approx((0.9046968283, 0.235365), abs=2e-7)
        assert found.odds_ratio_low[0] == pytest.approx(0.7719073618, abs=1e-9)
        assert found.classes == ("A",)
        low, high = found.delta_interval
        assert np.exp([high[0] / -2.35, low[0] / -2.35]) == pytest.approx([0.7719073618, 1.0603297644], abs=1e-9)
        loose = mantel_haenszel(1 - refused[:, None], women == 1, matching=department, continuity=False)
        assert loose.chi2[0] == pytest.approx(1.52460666, abs=1e-8)


@pytest.mark.parametrize(
    ("delta", "se", "expected"),
    [(0.9, 0.1, "A"), (-1.2, 0.7, "A"), (1.2, 0.2, "B"), (-1.7, 0.5, "B"), (-1.7, 0.3, "C"), (np.nan, 1.0, "")],
)
def test_delta_classes_follow_size_and_certainty(delta: float, se: float, expected: str) -> None:
    assert delta_class(delta, se) == expected


def test_effect_classes_have_the_cuts_of_the_literature() -> None:
    assert [effect_class(gain, JODOIN_GIERL) for gain in (0.034, 0.036, 0.071)] == ["A", "B", "C"]
    assert [effect_class(gain, ZUMBO_THOMAS) for gain in (0.129, 0.131, 0.261)] == ["A", "B", "C"]
    assert effect_class(np.nan, ZUMBO_THOMAS) == ""


class TestLogisticAgainstAnIndependentTwin:
    """scipy maximises the likelihood person by person; no counting, no scoring steps."""

    @staticmethod
    def height(answers: np.ndarray, predictors: np.ndarray, n_answers: int) -> float:
        def loss(values: np.ndarray) -> float:
            cuts, slopes = np.sort(values[: n_answers - 1])[::-1], values[n_answers - 1 :]
            reached = 1 / (1 + np.exp(-(cuts + (predictors @ slopes)[:, None])))
            steps = np.column_stack([np.ones(len(answers)), reached, np.zeros(len(answers))])
            own = np.take_along_axis(steps[:, :-1] - steps[:, 1:], answers[:, None].astype(int), axis=1)
            return -float(np.log(np.maximum(own, 1e-300)).sum())

        start = np.concatenate([np.linspace(0.5, -0.5, n_answers - 1), np.zeros(predictors.shape[1])])
        return -float(minimize(loss, start, method="BFGS", options={"gtol": 1e-4}).fun)

    @pytest.mark.parametrize("kind", ["2pl", "grm"])
    def test_chi_squares_and_gain(self, kind: str) -> None:
        items = REFERENCE_ITEMS.select(range(6))
        if kind == "grm":
            items = Items.graded(items.a, items.thresholds + np.array([-0.7, 0.0, 0.7]))
        answers = two_groups(items, harder(items, 2, 0.4), impact=0.3)
        found = logistic_dif(answers, FOCAL, purified=False)
        total = answers.sum(axis=1)
        level = (total - total.mean()) / total.std()
        columns = np.column_stack([level, FOCAL, level * FOCAL])
        n_answers = int(items.categories[0])
        empty, score, even, full = (self.height(answers[:, 2], columns[:, :size], n_answers) for size in range(4))
        assert found.uniform[2] == pytest.approx(2 * (even - score), abs=1e-3)
        assert found.nonuniform[2] == pytest.approx(2 * (full - even), abs=1e-3)
        assert found.both[2] == pytest.approx(2 * (full - score), abs=1e-3)
        most = 1 - np.exp(2 * empty / N)
        gain = (np.exp(2 * (empty - score) / N) - np.exp(2 * (empty - full) / N)) / most
        assert found.r2_gain[2] == pytest.approx(gain, abs=1e-6)
        assert found.converged.all()


class TestFinding:
    def test_a_harder_item_is_found_and_named_harder(self) -> None:
        answers = two_groups(REFERENCE_ITEMS, harder(REFERENCE_ITEMS, 4, 1.2), impact=0.4)
        mh, logistic = mantel_haenszel(answers, FOCAL), logistic_dif(answers, FOCAL, test="uniform")
        assert mh.classes[4] == "C"
        assert mh.delta[4] < -1.5
        assert mh.odds_ratio[4] > mh.odds_ratio_low[4] > 1
        assert logistic.group[4] < 0
        assert logistic.p_adjusted[4] < 1e-6
        assert logistic.jodoin_gierl[4] in ("B", "C")
        others = np.arange(20) != 4
        assert (mh.p_adjusted[others] > 0.05).all()
        assert set(np.array(mh.classes)[others]) <= {"A"}

    def test_an_item_that_asks_less_of_one_group_is_non_uniform(self) -> None:
        slopes = REFERENCE_ITEMS.a.copy()
        slopes[6] *= 0.25
        middle = harder(REFERENCE_ITEMS, 6, -float(REFERENCE_ITEMS.b[6]))
        answers = two_groups(middle, replace(middle, a=slopes))
        found = logistic_dif(answers, FOCAL, test="nonuniform")
        assert found.nonuniform_p[6] < 1e-6
        assert int(found.nonuniform.argmax()) == 6

    def test_groups_that_only_differ_in_ability_give_no_alarm(self) -> None:
        """Under Rasch the sum score holds all there is to match on, so the rate is the nominal one."""
        items, rates = Items.rasch(REFERENCE_ITEMS.b), []
        for seed in range(8):
            answers = two_groups(items, items, impact=0.5, seed=seed)
            rates.append((mantel_haenszel(answers, FOCAL, purified=False).p < 0.05).mean())
        assert 0.02 < np.mean(rates) < 0.08

    def test_purification_clears_the_items_that_the_bad_ones_made_look_bad(self) -> None:
        other = REFERENCE_ITEMS
        for place in range(6):
            other = harder(other, place, 0.8)
        answers = two_groups(REFERENCE_ITEMS, other)
        raw, pure = (mantel_haenszel(answers, FOCAL, purified=choice) for choice in (False, True))
        assert raw.removed == ((),)
        assert raw.settled
        assert pure.removed[0] == ()
        assert {f"item{place}" for place in range(1, 7)} <= set(pure.removed[-1])
        good = slice(6, 20)
        assert np.abs(pure.delta[good]).mean() < 0.6 * np.abs(raw.delta[good]).mean()
        assert np.abs(pure.delta[:6]).mean() > np.abs(raw.delta[:6]).mean()

    def test_graded_items_are_compared_by_mean_score_and_by_odds(self) -> None:
        items = Items.graded(REFERENCE_ITEMS.a[:8], REFERENCE_ITEMS.thresholds[:8] + np.array([-0.8, 0.1, 0.9]))
        answers = two_groups(items, harder(items, 1, 0.5))
        mh, logistic = mantel_haenszel(answers, FOCAL), logistic_dif(answers, FOCAL)
        assert int(mh.chi2.argmax()) == int(logistic.both.argmax()) == 1
        assert mh.difference[1] < -0.2
        assert mh.classes == ("",) * 8
        assert np.isnan(mh.delta).all()


def test_mantels_test_is_the_uncorrected_mantel_haenszel_for_two_answers() -> None:
    counts = UCB_TABLES[:, :, ::-1].astype(float)
    assert mantel(counts)[0] == pytest.approx(1.52460666, abs=1e-8)


def test_given_levels_serve_where_persons_saw_different_items() -> None:
    rng = np.random.default_rng(2)
    answers = two_groups(REFERENCE_ITEMS, harder(REFERENCE_ITEMS, 4, 1.0))
    answers[rng.random(answers.shape) < 0.4] = -1
    level = np.digitize(rng.normal(0, 1, N), [-1, 0, 1])
    found = mantel_haenszel(answers, FOCAL, matching=level)
    assert np.isfinite(found.delta).all()
    assert found.classes[4] == "C"
    with_whole = mantel_haenszel(answers, FOCAL)
    assert np.isnan(with_whole.chi2).all() or (answers >= 0).all(axis=1).any()


def test_what_cannot_be_compared_is_no_number() -> None:
    answers = np.zeros((6, 2), dtype=int)
    answers[:3, 1] = 1
    focal = np.array([True, False] * 3)
    for found in (mantel_haenszel(answers, focal), logistic_dif(answers, focal)):
        assert np.isnan(found.p_adjusted[0])
    nobody = np.zeros(6, dtype=bool)
    assert np.isnan(mantel_haenszel(answers, nobody).chi2).all()
    assert np.isnan(logistic_dif(answers, nobody).both).all()
    assert mantel_haenszel(np.zeros((0, 0), dtype=int), np.zeros(0, dtype=bool)).ids == ()


def test_groups_must_be_yes_or_no_for_each_person() -> None:
    for focal in ([1, 2], [True], ["m", "v"], [0.0, np.nan]):
        with pytest.raises(DataProblem) as problem:
            mantel_haenszel([[0, 1], [1, 0]], focal)
        assert problem.value.code == "groups"
    answers = [[0, 1], [1, 0], [1, 1], [0, 0]]
    assert mantel_haenszel(answers, [0, 1, 0, 1]) == mantel_haenszel(answers, [False, True, False, True])
    with pytest.raises(DataProblem):
        logistic_dif([[0, 1], [1, 0]], [True, False], matching=[1.0])
    with pytest.raises(DataProblem):
        logistic_dif([[0, 1], [1, 0]], [True, False], ids=("one",))


def test_sixty_items_and_five_thousand_persons_take_less_than_a_second() -> None:
    rng = np.random.default_rng(3)
    items = Items.two_pl(np.full(60, 1.2), np.linspace(-2, 2, 60))
    answers = simulate_responses(items, rng.normal(0, 1, 5000), seed=1)
    focal = np.arange(5000) % 2 == 0
    before = time.process_time()
    mantel_haenszel(answers, focal, purified=False)
    logistic_dif(answers, focal, purified=False)
    assert time.process_time() - before < 1.0
