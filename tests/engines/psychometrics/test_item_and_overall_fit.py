"""S-X2, M2 and G2 equal the published values, keep their size where the model holds, and find what does not fit."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from vakwerk.engines.psychometrics import (
    Items,
    Population,
    benjamini_hochberg,
    item_fit,
    overall_fit,
    simulate_responses,
)
from vakwerk.engines.psychometrics.curves import curves
from vakwerk.engines.psychometrics.sum_scores import score_chances

from .published import LSAT6, LSAT6_POPULATION, LSAT6_RASCH, LSAT7, LSAT7_ITEMS

RNG = np.random.default_rng(17)


class TestPublished:
    def test_item_fit_of_lsat7(self) -> None:
        fit = item_fit(LSAT7_ITEMS, LSAT7)
        assert fit.x2.round(3).tolist() == pytest.approx([4.751, 14.453, 1.273, 5.236, 0.941], abs=5.1e-4)
        assert fit.df.tolist() == [2] * 5

    def test_item_fit_of_lsat6_under_rasch(self) -> None:
        fit = item_fit(LSAT6_RASCH, LSAT6, population=LSAT6_POPULATION)
        assert fit.x2 == pytest.approx([0.436, 1.576, 0.872, 0.190, 0.190], abs=5e-4)

    def test_overall_fit_of_lsat7(self) -> None:
        fit = overall_fit(LSAT7_ITEMS, LSAT7)
        assert (fit.m2, fit.m2_df, fit.m2_p) == pytest.approx((11.938412, 5, 0.035641), abs=1e-5)
        assert (round(fit.rmsea, 4), round(fit.srmsr, 4)) == (0.0373, 0.0320)
        assert (fit.g2, fit.g2_df) == pytest.approx((31.700541, 21), abs=1e-6)
        assert fit.log_likelihood == pytest.approx(-2658.805114, abs=1e-6)
        assert (fit.aic, fit.bic) == pytest.approx((5337.610227, 5386.687780), abs=1e-5)

    def test_overall_fit_of_lsat6_under_rasch_counts_the_spread_as_free(self) -> None:
        fit = overall_fit(LSAT6_RASCH, LSAT6, population=LSAT6_POPULATION)
        assert (fit.m2, fit.m2_df) == pytest.approx((5.291359, 9), abs=1e-5)
        assert (fit.g2, fit.g2_df) == pytest.approx((21.798077, 25), abs=1e-5)


def test_score_chances_count_every_pattern() -> None:
    chance = curves(Items.graded([1.0, 1.3, 0.7], [[-1, 0.5], [0, 1], [-0.4, 0.2]]), [0.3]).chance
    plain = np.zeros(7)
    for codes in itertools.product(range(3), repeat=3):
        plain[sum(codes)] += np.prod([chance[item, code, 0] for item, code in enumerate(codes)])
    assert score_chances(chance)[:, 0] == pytest.approx(plain)


@pytest.mark.parametrize("kind", ["2pl", "grm"])
def test_where_the_model_holds_the_tests_stay_quiet_and_where_not_they_speak(kind: str) -> None:
    """True parameters stand in for estimates; that makes S-X2 a little eager, and leaves M2 as it is."""
    rng = np.random.default_rng(1)
    n_items = 12
    slopes = np.exp(rng.normal(0.2, 0.2, n_items))
    if kind == "2pl":
        items = Items.two_pl(slopes, rng.normal(0, 1, n_items))
    else:
        items = Items.graded(slopes, np.sort(rng.normal(0, 1, (n_items, 2)), axis=1))
    answers = simulate_responses(items, rng.normal(0, 1, 3000), seed=31)
    fit = item_fit(items, answers)
    assert (fit.p_adjusted > 0.05).all()
    assert np.nanmax(fit.rmsea) < 0.04
    spoilt = answers.copy()
    spoilt[:, 3] = rng.permutation(spoilt[:, 3])
    worse = item_fit(items, spoilt)
    assert worse.p_adjusted[3] < 1e-6
    assert int(worse.x2.argmax()) == 3
    paired = answers.copy()
    paired[:, 5] = np.where(rng.random(3000) < 0.5, answers[:, 3], answers[:, 5])
    assert overall_fit(items, answers).m2_p > 0.01
    assert overall_fit(items, paired).m2_p < 1e-6, "two items that share more than ability"


def test_joining_leaves_no_cell_that_expects_less_than_asked() -> None:
    strict, loose = (item_fit(LSAT7_ITEMS, LSAT7, least_expected=least) for least in (30.0, 0.0))
    assert (strict.df < loose.df).all()
    assert item_fit(LSAT7_ITEMS, LSAT7, least_expected=1e6).df.tolist() == [-2] * 5
    assert np.isnan(item_fit(LSAT7_ITEMS, LSAT7, least_expected=1e6).p).all()


def test_only_persons_who_answered_everything_count() -> None:
    fit = item_fit(LSAT7_ITEMS, np.vstack([LSAT7, [[1, -1, 0, 1, 1]] * 30]))
    assert fit == item_fit(LSAT7_ITEMS, LSAT7)
    assert fit.persons == 1000


def test_what_the_data_cannot_carry_is_no_number() -> None:
    two = LSAT7_ITEMS.select([0, 1])
    assert np.isnan(overall_fit(two, LSAT7[:, :2]).m2)
    assert np.isnan(overall_fit(LSAT7_ITEMS, LSAT7[:20]).g2)
    assert np.isnan(overall_fit(LSAT7_ITEMS, LSAT7[:0]).m2)
    assert np.isnan(item_fit(two, LSAT7[:0, :2]).p).all()
    many = Items.rasch(np.zeros(81))
    assert np.isnan(overall_fit(many, np.eye(81, dtype=int)).m2)
    assert overall_fit(LSAT6_RASCH, LSAT6, population=Population(), free_spread=False).m2_df == 10


def test_adjusted_p_values_are_those_of_benjamini_and_hochberg() -> None:
    """The fifteen p values of their paper: four rejections at .05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.324,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    adjusted = benjamini_hochberg(p[::-1])[::-1]
    assert int((adjusted < 0.05).sum()) == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)
    assert (np.diff(adjusted) >= 0).all()
    assert np.isnan(benjamini_hochberg([np.nan, 0.04])[0])
    assert benjamini_hochberg([np.nan, 0.04])[1] == 0.04
