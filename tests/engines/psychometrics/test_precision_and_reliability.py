"""Information, errors at cuts and the four reliabilities, against published values and plain formulas."""

from __future__ import annotations

import numpy as np
import pytest

from vakwerk.engines.psychometrics import (
    Items,
    Population,
    Scores,
    alpha,
    empirical_reliability,
    errors_at_cuts,
    information,
    item_information,
    marginal_reliability,
    omega,
    score,
    simulate_responses,
)

from .published import LSAT6, LSAT7, LSAT7_ITEMS

RNG = np.random.default_rng(5)


def test_information_of_lsat7() -> None:
    curve = information(LSAT7_ITEMS, [-2, -1, 0, 1, 2])
    assert curve.information == pytest.approx([1.081522, 1.460828, 0.918058, 0.402370, 0.168926], abs=2e-6)
    assert curve.se == pytest.approx(curve.information**-0.5)
    assert item_information(LSAT7_ITEMS, [-2, 0]).sum(axis=1) == pytest.approx(curve.information[[0, 2]])


def test_the_error_at_a_cut_comes_with_the_zone_that_leaves_both_sides_open() -> None:
    cuts = errors_at_cuts(LSAT7_ITEMS, [-1.0])
    assert cuts.se[0] == pytest.approx(1.460828**-0.5, abs=1e-6)
    assert cuts.high[0] - cuts.low[0] == pytest.approx(2 * 1.959964 * cuts.se[0], abs=1e-6)


def test_reliabilities_of_lsat7_and_lsat6() -> None:
    assert marginal_reliability(LSAT7_ITEMS) == pytest.approx(0.441819, abs=1e-6)
    assert empirical_reliability(score(LSAT7_ITEMS, LSAT7)) == pytest.approx(0.452305, abs=1e-6)
    assert round(alpha(LSAT7), 3) == 0.453
    assert round(alpha(LSAT6), 3) == 0.295


def test_marginal_reliability_knows_the_spread_of_the_population() -> None:
    """Twice the spread and half the slopes: the same test."""
    wide = Items.two_pl(LSAT7_ITEMS.a / 2, LSAT7_ITEMS.b * 2)
    assert marginal_reliability(wide, population=Population(0, 2)) == pytest.approx(marginal_reliability(LSAT7_ITEMS))


def test_scores_that_did_not_shrink_have_their_error_taken_off() -> None:
    rng = np.random.default_rng(1)
    items = Items.two_pl(np.exp(rng.normal(0.3, 0.2, 40)), rng.normal(0, 1, 40))
    answers = simulate_responses(items, rng.normal(0, 1, 3000), seed=2)
    shrunk, wle = (empirical_reliability(score(items, answers, method)) for method in ("eap", "wle"))  # type: ignore[arg-type]
    assert shrunk == pytest.approx(marginal_reliability(items), abs=0.02)
    assert wle == pytest.approx(shrunk, abs=0.04)


def test_persons_without_a_finite_score_do_not_count_in_the_reliability() -> None:
    scores = score(LSAT7_ITEMS, [[0, 0, 0, 0, 0], [0, 1, 1, 0, 1], [1, 0, 1, 0, 1], [-1] * 5], "ml")
    two = Scores(scores.method, scores.population, scores.theta[1:3], scores.se[1:3], scores.answered[1:3])
    assert empirical_reliability(scores) == empirical_reliability(two)
    assert np.isnan(empirical_reliability(score(LSAT7_ITEMS, [[0] * 5], "ml")))


def test_omega_of_covariances_made_by_one_factor_is_exact() -> None:
    """Scores are rounded: continuous data would not be answers. With K = 100 categories rounding hardly matters."""
    rng = np.random.default_rng(2)
    loadings, unique = np.array([3.0, 4, 5, 6, 4]), np.array([5.0, 4, 6, 5, 7])
    factor, own = rng.normal(0, 1, (60_000, 1)), rng.normal(0, 1, (60_000, 5))
    answers = np.clip(np.rint(50 + factor * loadings + own * unique), 0, 99)
    found = omega(answers)
    expected = loadings.sum() ** 2 / (loadings.sum() ** 2 + (unique**2).sum())
    assert found.converged
    assert found.omega == pytest.approx(expected, abs=0.01)
    assert found.loadings == pytest.approx(loadings, rel=0.03)


def test_omega_is_no_lower_than_alpha_and_equals_it_for_equal_loadings() -> None:
    rng = np.random.default_rng(3)
    assert omega(LSAT7).omega >= alpha(LSAT7)
    items = Items.rasch(np.zeros(12))
    answers = simulate_responses(items, rng.normal(0, 1.5, 20_000), seed=9)
    assert omega(answers).omega == pytest.approx(alpha(answers), abs=0.002)


def test_what_has_no_reliability_is_no_number() -> None:
    assert np.isnan(alpha([[1], [0]]))
    assert np.isnan(alpha([[1, 0], [1, 0]]))
    assert np.isnan(omega([[1, 0], [0, 1], [1, 1]]).omega)
    assert not omega([[1, 0, 1], [1, 1, 0]]).converged
    assert information(LSAT7_ITEMS.select([]), [0.0]).se[0] == np.inf


def test_only_persons_who_answered_everything_count_in_alpha() -> None:
    assert alpha(np.vstack([LSAT7, [[1, -1, 0, 1, 1]] * 50])) == alpha(LSAT7)
