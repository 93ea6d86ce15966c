"""Advice that holds: kinds of programmes, sets as long as doubt asks, and a forecast of stability that comes true."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.psychometrics.adaptive import JointPosterior, chance_of_same
from vakwerk.engines.psychometrics.advice import (
    COVERAGE,
    MARGIN,
    AdviceRecord,
    advice_set,
    advise,
    best_set_size,
    kind_fits,
)
from vakwerk.engines.psychometrics.advice_stability import (
    Stability,
    advice_decision,
    agreement_of_forms,
    parallel_means,
    stability,
)
from vakwerk.engines.psychometrics.fit import combined_fit, euclidean_distance, profile_correlation
from vakwerk.engines.psychometrics.interests import estimate_interests
from vakwerk.engines.psychometrics.items import Items
from vakwerk.engines.psychometrics.kinds import WIDTH, kinds_of
from vakwerk.engines.psychometrics.measured_fit import FitIntervals, fit_intervals
from vakwerk.engines.psychometrics.menus import Breadth, menu
from vakwerk.engines.psychometrics.posteriors import ProfilePosterior, graded_profile, root
from vakwerk.engines.psychometrics.scales import RIASEC

from .makers import items, profile, programmes

WORLD = programmes(60)
SHARP, BLUNT = (ProfilePosterior.of_theta([2, -1, -1, 0.5, 0, -0.5], np.full(6, se)) for se in (0.1, 0.6))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.integers(2, 25), st.floats(0.5, 4))
def test_a_kind_holds_no_strangers_and_two_kinds_would_not_fit_in_one(seed: int, n: int, width: float) -> None:
    profiles = np.random.default_rng(seed).normal(size=(n, 6))
    kinds = kinds_of(profiles, width)
    gaps = np.linalg.norm(profiles[:, None] - profiles, axis=2)
    assert set(kinds) == set(range(kinds.max() + 1))
    for kind in set(kinds):
        assert gaps[np.ix_(kinds == kind, kinds == kind)].max() <= width
    for one, other in itertools.combinations(set(kinds), 2):
        assert gaps[np.ix_(kinds == one, kinds == other)].max() > width


def test_programmes_of_one_kind_share_their_chance() -> None:
    advice = advise(profile([5, 2, 2, 4, 3, 1]), programmes(150), seed=1)
    kinds = advice.programmes.kinds
    assert kinds.max() + 1 < 150
    assert all(len(set(advice.chance[kinds == kind])) == 1 for kind in set(kinds))
    assert WIDTH < 3.5


def slow_set(fits: np.ndarray) -> tuple[int, float]:
    """Every subset is tried: the size of the smallest that covers enough, and the best coverage of that size."""
    count = fits.shape[1]
    size = best_set_size(count)
    best = fits >= np.sort(fits, axis=1)[:, -size, None] - MARGIN
    for length in range(1, count + 1):
        covered = max(
            (best[:, subset].sum(axis=1) / best.sum(axis=1)).mean()
            for subset in map(list, itertools.combinations(range(count), length))
        )
        if covered >= COVERAGE - 1e-9:
            return length, covered
    raise AssertionError


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10**6), st.floats(0.01, 1))
def test_no_shorter_list_covers_as_much_as_the_advice_set(seed: int, doubt: float) -> None:
    rng = np.random.default_rng(seed)
    fits = (rng.normal(size=9) + doubt * rng.normal(size=(40, 9))).astype(np.float32)
    found = advice_set(fits)
    assert (len(found.kinds), pytest.approx(found.coverage)) == slow_set(fits)


def test_who_is_known_less_well_gets_a_longer_list() -> None:
    lengths = [
        len(set(WORLD.kinds[advise(profile([5, 1, 2, 4, 3, 2], se), WORLD, seed=2).advised])) for se in (0.1, 0.4, 1.0)
    ]
    assert lengths[0] < lengths[1] < lengths[2]


def test_the_advice_set_holds_the_share_it_promises() -> None:
    """Pupils drawn from their own posterior: the true best fifth lies in the set for 80 % or a little more."""
    known = ProfilePosterior.of_theta([1.5, -1, 0, 1, -0.5, -1], np.full(6, 0.4))
    exact = programmes(60, se=0.0)
    advice = advise(profile([3] * 6), exact, seed=1, posterior=known, draws=400)
    held = []
    for level in known.draws(200, seed=99):
        true = advise(profile([3] * 6), exact, seed=1, posterior=known_as(level), draws=1)
        best = set(exact.kinds[true.chance == 1])
        held.append(len(best & set(exact.kinds[advice.advised])) / len(best))
    assert 0.76 <= np.mean(held) <= 0.88


def known_as(level: np.ndarray) -> ProfilePosterior:
    return ProfilePosterior.of_theta(level, np.zeros(6))


def test_errors_that_go_together_count_as_such() -> None:
    """Liking everything more is no interest: an error common to all six scales leaves the advice alone."""
    common = ProfilePosterior.of_theta([2, -1, -1, 0.5, 0, -0.5], np.full((6, 6), 0.5))
    apart = ProfilePosterior.of_theta([2, -1, -1, 0.5, 0, -0.5], np.eye(6) * 0.5)
    exact = programmes(60, se=0.0)
    together, alone = (advise(profile([3] * 6), exact, seed=1, posterior=one) for one in (common, apart))
    assert together.fit_sd.max() < 1e-5 < alone.fit_sd.min()


def test_the_profile_hands_on_the_covariance_of_its_errors() -> None:
    answers = {item.id: 1 + place % 5 for place, item in enumerate(items())}
    found = estimate_interests(answers, items())
    np.testing.assert_allclose(np.sqrt(np.diag(found.error_covariance)), found.ses)
    assert (found.error_covariance[~np.eye(6, dtype=bool)] > 0).all()


def test_draws_follow_the_covariance() -> None:
    wanted = np.eye(6) * 0.3 + 0.1
    drawn = ProfilePosterior.of_theta(np.arange(6), wanted).draws(20_000, seed=3)
    np.testing.assert_allclose(np.cov(drawn.T), wanted, atol=0.02)
    np.testing.assert_allclose(root(wanted) @ root(wanted).T, wanted, atol=1e-12)


def test_a_graded_bank_says_the_answer_that_its_pupils_would_give() -> None:
    bank = {scale: Items.graded(np.full(8, 1.5), np.tile([-1.5, -0.5, 0.5, 1.5], (8, 1))) for scale in RIASEC}
    found = graded_profile(bank, [0, 1, -1, 0, 2, -2], np.full(6, 0.3), answered=dict.fromkeys(RIASEC, 8) | {"C": 0})
    assert found["R"].mean == pytest.approx(3)
    assert found["I"].mean - 3 == pytest.approx(3 - found["A"].mean)
    assert (found["R"].status, found["C"].status) == ("measured", "not_measured")
    step = (graded_profile(bank, [0.01] * 6, np.full(6, 0.3))["R"].mean - 3) / 0.01
    assert found["R"].se == pytest.approx(0.3 * step, rel=1e-3)


def test_more_precise_sittings_promise_more_stable_advice() -> None:
    sharp, blunt = (stability(one, WORLD, seed=1) for one in (SHARP, BLUNT))
    assert sharp.overlap > 0.75 > 0.6 > blunt.overlap
    assert sharp.same > blunt.same
    assert sharp.stable
    assert Stability.from_json(sharp.to_json()) == sharp == stability(SHARP, WORLD, seed=1)


def test_the_promised_overlap_is_the_overlap_of_parallel_sittings() -> None:
    """Forty pupils with a known truth, two sittings each at SE 0.3: the engine's own forecast against what happens."""
    rng = np.random.default_rng(4)
    true, error, pupils = rng.standard_normal((40, 6)), 0.3, range(40)
    noise = np.sqrt(error**2 / (1 - error**2))
    sittings = [
        [
            ProfilePosterior.of_theta((1 - error**2) * (t + noise * rng.standard_normal(6)), np.full(6, error))
            for t in true
        ]
        for _ in range(2)
    ]
    world = programmes(80, seed=3)
    found = [[advise(profile([3] * 6), world, seed=i, posterior=row[i], draws=200) for i in pupils] for row in sittings]
    kinds = [[frozenset(world.kinds[advice.advised].tolist()) for advice in row] for row in found]
    decided = [[advice.decided for advice in row] for row in found]
    happened = agreement_of_forms(*kinds, *decided).advised
    forecast = np.mean([stability(one, world, seed=i, sittings=8).overlap for i, one in enumerate(sittings[0])])
    assert happened == pytest.approx(forecast, abs=0.06)


def test_agreement_of_forms_by_hand() -> None:
    """Three pupils: half the same, clear in one form only, undecided in both."""
    one = [frozenset({1, 2, 3}), frozenset({1}), frozenset({1})]
    other = [frozenset({2, 3, 4}), frozenset({1}), frozenset({2})]
    found = agreement_of_forms(one, other, [True, True, False], [True, False, False])
    assert found.clear == pytest.approx((0.5 + 0) / 2)
    assert found.advised == pytest.approx((0.5 + 1 + 0) / 3)
    assert found.clear_in_both == pytest.approx(0.5)
    assert found.against_advised == pytest.approx((0.5 + 0.5 + 1) / 3)
    assert found.share_clear == pytest.approx(0.5)


def test_kinds_and_fits_of_kinds_belong_together() -> None:
    fits = np.arange(120, dtype=np.float32).reshape(2, 60)
    by_kind = kind_fits(fits, WORLD)
    assert by_kind[0, WORLD.kinds[7]] == pytest.approx(fits[0, WORLD.kinds == WORLD.kinds[7]].mean())


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"sittings": 0}])
def test_stability_needs_draws_and_sittings(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="needs"):
        stability(SHARP, WORLD, seed=1, **wrong)  # type: ignore[arg-type]


def test_forms_of_other_pupils_are_not_compared() -> None:
    with pytest.raises(ValueError, match="same pupils"):
        agreement_of_forms([frozenset({1})], [], [True], [])


def test_an_adaptive_sitting_can_ask_whether_more_would_change_the_advice() -> None:
    """Columns stand in the order of the battery, other scales between them; precise thetas settle the matter."""
    scales = ("words", *RIASEC[::-1])
    decide = advice_decision(WORLD, scales=scales)
    theta = np.array([9, -0.5, 0, 0.5, -1, -1, 2.0])
    sharp, blunt = (chance_of_same(JointPosterior(scales, theta, np.full(7, sd)), decide, seed=1) for sd in (0.02, 0.8))
    assert sharp > 0.9 > 0.5 > blunt
    assert sharp == chance_of_same(JointPosterior(scales, theta + np.eye(7)[0], np.full(7, 0.02)), decide, seed=1)


def test_the_decision_is_the_best_kinds_by_the_documented_fit() -> None:
    theta = np.array([[2, -1, -1, 0.5, 0, -0.5]])
    fits = np.array([combined_fit(theta[0] - theta[0].mean(), row) for row in WORLD.standardised()])
    means = [fits[WORLD.kinds == kind].mean() for kind in range(WORLD.kinds.max() + 1)]
    (outcome,) = advice_decision(WORLD)(theta)
    size = best_set_size(len(means))
    assert outcome.kinds == set(np.argsort(means)[-size:].tolist())


def test_a_battery_without_interests_has_no_such_decision() -> None:
    with pytest.raises(ValueError):
        advice_decision(WORLD, scales=("words", "space"))


def test_correlation_and_distance_come_with_the_error_of_pupil_and_programme() -> None:
    found = fit_intervals(SHARP, WORLD, seed=1)
    middle, profiles = SHARP.mean - SHARP.mean.mean(), WORLD.standardised()
    assert found.correlation[3] == pytest.approx(profile_correlation(middle, profiles[3]))
    assert found.distance[3] == pytest.approx(euclidean_distance(middle, profiles[3]))
    assert (found.correlation_low < found.correlation_high).all()
    assert np.mean((found.correlation_low <= found.correlation) & (found.correlation <= found.correlation_high)) > 0.9
    blunt = fit_intervals(BLUNT, WORLD, seed=1)
    assert np.mean(blunt.distance_high - blunt.distance_low) > np.mean(found.distance_high - found.distance_low)
    assert FitIntervals.from_json(found.to_json()) == found


def test_without_errors_the_interval_closes_on_the_measure() -> None:
    found = fit_intervals(known_as(SHARP.mean), programmes(30, se=0.0), seed=1, draws=5)
    np.testing.assert_allclose(found.correlation_low, found.correlation, atol=1e-5)
    np.testing.assert_allclose(found.distance_high, found.distance, atol=1e-4)


def test_the_clear_group_shows_every_kind_of_the_advice_set() -> None:
    advice = advise(profile([5, 2, 2, 4, 3, 1], 0.15), programmes(120), seed=1)
    kinds = dict(zip(advice.programmes.keys, advice.programmes.kinds.tolist(), strict=True))
    shown = menu(advice, Breadth(clear=30)).group("clear")
    assert advice.decided
    assert {kinds[entry.key] for entry in shown} == advice.clear_kinds
    assert len(shown) == max(6, len(advice.clear_kinds))


def test_advice_can_be_kept_as_numbers() -> None:
    advice = advise(profile([5, 2, 2, 4, 3, 1]), programmes(20), seed=1, draws=50)
    kept = AdviceRecord.from_json(advice.record().to_json())
    assert kept == advice.record()
    assert (kept.chance == advice.chance).all()
    assert (kept.kinds == advice.programmes.kinds).all()


def test_a_parallel_sitting_is_drawn_as_the_posterior_foresees_it() -> None:
    """By hand, prior N(0, 1), error 0.6: reliability 0.64, the other mean 0.64 m with variance 0.64 (1 - 0.64^2)."""
    known = ProfilePosterior.of_theta(np.full(6, 1.5), np.full(6, 0.6))
    means = parallel_means(known, 20_000, np.random.default_rng(1))
    np.testing.assert_allclose(means.mean(axis=0), 0.64 * 1.5, atol=0.02)
    np.testing.assert_allclose(np.cov(means.T), np.eye(6) * 0.64 * (1 - 0.64**2), atol=0.02)
