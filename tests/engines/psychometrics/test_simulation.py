"""Made-up answers are as likely as the model says, and the same seed gives the same answers."""

from __future__ import annotations

import numpy as np
import pytest

from vakwerk.engines.psychometrics import Items, simulate_responses

ITEMS = {
    "3pl": Items.three_pl([1.0, 1.5], [0.0, 1.0], [0.0, 0.25], [1.0, 0.95]),
    "grm": Items.graded([1.2, 0.9], [[-1, 0, 1], [-0.5, 0.2, np.nan]]),
}


@pytest.mark.parametrize("model", ITEMS)
def test_categories_come_as_often_as_their_chance(model: str) -> None:
    items = ITEMS[model]
    answers = simulate_responses(items, np.full(40_000, 0.4), seed=3)
    for item, chance in enumerate(items.probabilities(0.4)[0]):
        counts = np.bincount(answers[:, item], minlength=len(chance)) / len(answers)
        assert counts == pytest.approx(chance, abs=0.01)
        assert (counts[chance == 0] == 0).all()


def test_the_same_seed_gives_the_same_answers_and_a_design_only_hides_some() -> None:
    items, theta = ITEMS["grm"], np.linspace(-2, 2, 5000)
    whole = simulate_responses(items, theta, seed=1)
    seen = np.random.default_rng(2).random(whole.shape) < 0.5
    part = simulate_responses(items, theta, seed=1, seen=seen)
    assert (part[seen] == whole[seen]).all()
    assert (part[~seen] == -1).all()
    assert (simulate_responses(items, theta, seed=2) != whole).any()
    assert (simulate_responses(items, theta[:10], seed=1) == whole[:10]).all(), "a person's luck does not move"


def test_with_the_same_luck_the_abler_person_never_does_worse() -> None:
    items = ITEMS["3pl"]
    low, high = (simulate_responses(items, np.full(300, theta), seed=5) for theta in (-0.5, 0.5))
    assert (high >= low).all()


def test_nobody_gives_nothing() -> None:
    assert simulate_responses(ITEMS["grm"], [], seed=1).shape == (0, 2)
