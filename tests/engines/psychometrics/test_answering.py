"""Careless answering is noticed, careful answering is left alone."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics import check
from vakwerk.engines.psychometrics.overlap import simulate_answers

from .makers import items

ITEMS = items()
IDS = [item.id for item in ITEMS]


def clear_cut(**levels: int) -> dict[str, int]:
    """Answers that follow the types, one step up and down in turn."""
    return {item.id: min(5, max(1, levels.get(item.type, 2) + int(item.id[1]) // 2 % 2)) for item in ITEMS}


def test_a_careful_pupil_hears_nothing() -> None:
    notice = check(clear_cut(R=5, S=4), ITEMS)
    assert notice.clear
    assert (notice.answered, notice.asked) == (60, 60)


def test_the_same_answer_everywhere_is_noticed() -> None:
    assert {"same_answer", "flat"} <= set(check(dict.fromkeys(IDS, 3), ITEMS).codes)


def test_a_long_run_of_one_answer_is_noticed() -> None:
    answers = clear_cut(R=5, S=4) | dict.fromkeys(IDS[:12], 5)
    assert "same_answer" in check(answers, ITEMS).codes
    assert "same_answer" not in check(answers | {IDS[6]: 1}, ITEMS).codes


def test_likes_that_do_not_differ_between_types_are_flat() -> None:
    answers = {item: 2 + n // 6 % 3 for n, item in enumerate(IDS)}
    assert "flat" in check(answers, ITEMS).codes


def test_half_a_questionnaire_is_too_few_and_nothing_else() -> None:
    notice = check(dict.fromkeys(IDS[:29], 3), ITEMS)
    assert notice.codes == ("too_few",)
    assert "too_few" not in check(dict.fromkeys(IDS[:30], 3), ITEMS).codes


def test_opposite_answers_to_twin_activities_contradict_each_other() -> None:
    answers = {item.id: 5 if item.form == "1" else 1 for item in ITEMS}
    assert "contradictory" in check(answers, ITEMS).codes


def test_random_answering_is_mostly_noticed_and_careful_answering_mostly_not() -> None:
    rng = np.random.default_rng(5)
    random = [dict(zip(IDS, map(int, rng.integers(1, 6, 60)), strict=True)) for _ in range(200)]
    levels = np.clip(3 + rng.normal(0, 0.5, (200, 1)) + rng.normal(0, 0.8, (200, 6)), 1, 5)
    careful = [simulate_answers(level, ITEMS, seed=n) for n, level in enumerate(levels)]
    noticed = [np.mean([not check(one, ITEMS).clear for one in group]) for group in (random, careful)]
    assert noticed[0] > 0.75
    assert noticed[1] < 0.2


def test_more_than_half_of_the_answers_hurried_is_too_fast() -> None:
    answers = clear_cut(R=5, S=4)
    assert check(answers, ITEMS, hurried=30).clear
    assert check(answers, ITEMS, hurried=31).codes == ("too_fast",)
    assert "too_fast" not in check(answers, ITEMS).codes, "nothing counted, no judgement"
