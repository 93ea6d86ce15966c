"""The six estimates: what they must mean whatever engine makes them, and how this one makes them."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vakwerk.engines.psychometrics import RIASEC, InterestItem, InterestProfile, ScaleEstimate, estimate_interests
from vakwerk.engines.psychometrics.overlap import simulate_answers

from .makers import items

ITEMS = items()
ANSWERS = st.dictionaries(st.sampled_from([item.id for item in ITEMS]), st.integers(1, 5))


@settings(deadline=None)
@given(ANSWERS)
def test_every_answer_pattern_gives_six_finite_estimates_within_the_answer_scale(answers: dict[str, int]) -> None:
    profile = estimate_interests(answers, ITEMS)
    assert [estimate.scale for estimate in profile.estimates] == list(RIASEC)
    assert all(1 <= estimate.mean <= 5 and 0 < estimate.se < 2 for estimate in profile.estimates)
    assert all(estimate.validity == "not_validated" for estimate in profile.estimates)


@settings(deadline=None)
@given(ANSWERS)
def test_a_profile_survives_json(answers: dict[str, int]) -> None:
    profile = estimate_interests(answers, ITEMS)
    assert InterestProfile.from_list(json.loads(json.dumps(profile.as_list()))) == profile


@settings(deadline=None)
@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(answers: dict[str, int], random: object) -> None:
    shuffled = list(ITEMS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = estimate_interests(answers, ITEMS), estimate_interests(answers, shuffled)
    np.testing.assert_allclose(before.means, after.means)
    np.testing.assert_allclose(before.ses, after.ses)


@settings(deadline=None)
@given(ANSWERS)
def test_turning_the_answer_scale_around_mirrors_the_profile(answers: dict[str, int]) -> None:
    mirrored = estimate_interests({item: 6 - answer for item, answer in answers.items()}, ITEMS)
    np.testing.assert_allclose(mirrored.means, 6 - estimate_interests(answers, ITEMS).means)


@settings(deadline=None)
@given(ANSWERS, st.sampled_from([item.id for item in ITEMS]))
def test_liking_one_more_activity_never_lowers_its_type(answers: dict[str, int], item: str) -> None:
    low, high = ({**answers, item: value} for value in (1, 5))
    scale = item[0]
    assert estimate_interests(high, ITEMS)[scale].mean > estimate_interests(low, ITEMS)[scale].mean


def test_a_type_without_answers_is_not_measured_and_least_certain() -> None:
    profile = estimate_interests({f"{scale}{n}": 4 for scale in "RIASE" for n in range(10)}, ITEMS)
    assert profile["C"].status == "not_measured"
    assert profile["C"].se > 2 * profile["R"].se
    assert not profile.complete


def test_fewer_than_five_answers_are_too_few() -> None:
    profile = estimate_interests({f"R{n}": 5 for n in range(4)} | {f"I{n}": 5 for n in range(5)}, ITEMS)
    assert (profile["R"].status, profile["I"].status) == ("too_few", "measured")


def test_the_same_answer_everywhere_is_not_perfect_precision() -> None:
    profile = estimate_interests({item.id: 5 for item in ITEMS}, ITEMS)
    assert all(estimate.se > 0.15 for estimate in profile.estimates)
    assert all(estimate.mean < 5 for estimate in profile.estimates)


def test_the_posterior_agrees_with_numbers_worked_out_by_hand() -> None:
    """One answered type of 10 fives: v = (20*1.2 + 0) / (20 + 9); prior variance of that type .64 + .64 = 1.28."""
    profile = estimate_interests({f"R{n}": 5 for n in range(10)}, ITEMS)
    variance = 24 / 29
    weight = 1.28 / (1.28 + variance / 10)
    assert profile["R"].mean == pytest.approx(3 + weight * 2)
    assert profile["R"].se == pytest.approx(np.sqrt(1.28 * (1 - weight)))
    assert profile["I"].mean == pytest.approx(3 + 0.64 / (1.28 + variance / 10) * 2), "others borrow the general level"


def test_the_95_percent_interval_covers_what_the_person_would_answer_on_average() -> None:
    rng = np.random.default_rng(11)
    levels = np.clip(3 + rng.normal(0, 0.5, (300, 1)) + rng.normal(0, 0.8, (300, 6)), 1, 5)
    noise = rng.normal(0, 1.1, 2000)
    truth = np.array([np.clip(np.round(level + noise), 1, 5).mean() for level in levels.ravel()]).reshape(-1, 6)
    profiles = [estimate_interests(simulate_answers(one, ITEMS, seed=n), ITEMS) for n, one in enumerate(levels)]
    inside = np.abs(np.array([p.means for p in profiles]) - truth) <= 1.96 * np.array([p.ses for p in profiles])
    assert 0.93 <= inside.mean() <= 0.98


@pytest.mark.parametrize("answer", [0, 6, -1])
def test_an_answer_outside_the_scale_is_refused(answer: int) -> None:
    with pytest.raises(ValueError, match=r"outside 1\.\.5"):
        estimate_interests({"R0": answer}, ITEMS)


def test_answers_to_unknown_items_are_ignored() -> None:
    assert estimate_interests({"R0": 5, "X9": 5}, ITEMS) == estimate_interests({"R0": 5}, ITEMS)


def test_an_item_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown interest type"):
        InterestItem("X1", "X")


@pytest.mark.parametrize("wrong", [{"status": "good"}, {"validity": "sure"}, {"se": -0.1}, {"mean": float("nan")}])
def test_an_estimate_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    right = ScaleEstimate("R", 3.0, 0.3, "test", "measured").as_dict()
    with pytest.raises(ValueError):
        ScaleEstimate.from_dict(right | wrong)


def test_a_profile_needs_its_six_scales_in_order() -> None:
    estimates = estimate_interests({}, ITEMS).estimates
    with pytest.raises(ValueError, match="six scales"):
        InterestProfile(estimates[::-1])


def test_an_interval_stays_on_the_answer_scale() -> None:
    assert ScaleEstimate("R", 4.9, 0.3, "test", "measured").interval() == (pytest.approx(4.6), 5.0)
