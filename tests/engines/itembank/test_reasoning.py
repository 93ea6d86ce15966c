"""Reasoning tasks: the solver knows more than the maker, and the answers give nothing away."""

import collections
import itertools
import random
from collections.abc import Callable

import pytest

from vakwerk.engines.itembank import Generator, Task, generators
from vakwerk.engines.itembank.reasoning import (
    choices,
    matrix_lines,
    matrix_rules,
    matrix_shapes,
    matrix_turns,
    series_rules,
)
from vakwerk.engines.itembank.reasoning.analogies import allowed
from vakwerk.engines.itembank.reasoning.analogy_inside import KIND as INSIDE
from vakwerk.engines.itembank.reasoning.moves import MIRRORED, dots_trait, fill_trait, pose_trait
from vakwerk.engines.words import Words

REASONING = generators("reasoning")
MANY = 400


def features(identity: str) -> list[str]:
    return identity.split(".")


def likeness(task: Task) -> list[float]:
    """How many features each option shares with the others."""
    rows = [features(option.identity) for option in task.options]
    return [float(sum(a == b for other in rows for a, b in zip(row, other, strict=True))) for row in rows]


def closeness(task: Task) -> list[float]:
    """How near each number or letter lies to the others."""
    values = [number(option.identity) for option in task.options]
    return [-sum(abs(value - other) for other in values) for value in values]


def number(identity: str) -> float:
    return float(identity) if identity.isdecimal() else float(ord(identity))


def luck(tasks: list[Task], appeal: Callable[[Task], list[float]]) -> float:
    """How often somebody is right who takes the option with the most appeal, without having seen the task."""
    total = 0.0
    for task in tasks:
        found = appeal(task)
        best = [place for place, value in enumerate(found) if value == max(found)]
        total += (task.key in best) / len(best)
    return total / len(tasks)


@pytest.mark.parametrize("maker", REASONING, ids=lambda maker: maker.name)
def test_the_right_answer_is_not_the_one_that_looks_most_like_the_others(maker: Generator) -> None:
    tasks = [maker.task(seed) for seed in range(MANY)]
    assert {len(task.options) for task in tasks} == {6}
    appeals = [likeness, closeness] if "series" in maker.name else [likeness]
    for appeal in appeals:
        assert 0.08 < luck(tasks, appeal) < 0.26
        assert 0.08 < luck(tasks, lambda task, appeal=appeal: [-value for value in appeal(task)]) < 0.26


@pytest.mark.parametrize("maker", [one for one in REASONING if "series" in one.name], ids=lambda maker: maker.name)
def test_the_right_number_or_letter_is_not_always_the_largest_or_in_the_middle(maker: Generator) -> None:
    tasks = [maker.task(seed) for seed in range(MANY)]
    for rank in range(6):
        ranked = [sorted(number(option.identity) for option in task.options)[rank] for task in tasks]
        right = [number(task.options[task.key].identity) for task in tasks]
        assert 0.08 < sum(a == b for a, b in zip(ranked, right, strict=True)) / MANY < 0.29, rank


def test_the_right_matrix_answer_has_neither_the_most_nor_the_least_elements_more_often_than_another() -> None:
    tasks = [matrix_shapes.GENERATOR.task(seed) for seed in range(1500)]
    ruled = [task for task in tasks if task.radicals["sum"] + task.radicals["difference"]]
    most = luck(ruled, lambda task: [float(features(option.identity)[1]) for option in task.options])
    least = luck(ruled, lambda task: [-float(features(option.identity)[1]) for option in task.options])
    assert len(ruled) > 150
    assert 0.09 < most < 0.26
    assert 0.09 < least < 0.26


def test_crossed_answers_differ_in_the_same_way_seen_from_each_of_them() -> None:
    two = [choices.Slip(0, ((5, "a"), (6, "b"))), choices.Slip(2, ((9, "c"),))]
    three = [choices.Slip(place, ((7, "x"),)) for place in range(3)]
    for slips in (two, three):
        answers = [answer for answer, _ in choices.crossed((1, 2, 3), slips)]
        seen = {
            tuple(sorted(sum(a == b for a, b in zip(one, other, strict=True)) for other in answers)) for one in answers
        }
        assert len(set(answers)) == 6
        assert len(seen) == 1
    errors = dict(choices.crossed((1, 2, 3), two, [((5, 2, 9), "copied")]))
    assert errors == {
        (1, 2, 3): "",
        (5, 2, 3): "a",
        (6, 2, 3): "b",
        (1, 2, 9): "c",
        (5, 2, 9): "copied",
        (6, 2, 9): "several",
    }


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([3, 7, 11, 15, 19], {23}),
        ([2, 4, 8], {14, 16}),  # the jump grows by 2, or the number doubles: no task
        ([1, 2, 4, 8, 16, 32], {64}),
        ([5, 6, 8, 11, 15, 20], {26}),
        ([1, 3, 7, 15, 31, 63], {127}),  # times 2 plus 1
        ([2, 3, 5, 8, 13, 21], {34}),
        ([3, 6, 4, 8, 6, 12, 10], {20}),  # times 2, minus 2
        ([10, 1, 12, 4, 14, 7, 16], {10}),  # two series
        ([96, 48, 24, 12, 6], {3}),
        ([4, 9, 1, 7, 30, 2], set()),
        ([0, 0, 0, 0, 0, 0], {0}),
    ],
)
def test_every_continuation_of_the_number_grammar_is_found(terms: list[int], expected: set[int]) -> None:
    assert set(series_rules.continuations(terms, series_rules.NUMBER_RULES)) == expected


def slow_continuations(terms: list[int]) -> set[int]:
    """Every number from 0 to 999 with which the longer row still follows a rule, each rule written out anew."""
    found = set()
    for candidate in range(1000):
        row = [*terms, candidate]
        steps = [b - a for a, b in itertools.pairwise(row)]
        bends = [b - a for a, b in itertools.pairwise(steps)]
        same_ratio = all(row) and len({b / a for a, b in itertools.pairwise(row)}) == 1
        whole = row[0] and row[1] and (row[1] % row[0] == 0 or row[0] % row[1] == 0)
        grow = all(steps) and len({b / a for a, b in itertools.pairwise(steps)}) == 1
        grow = grow and (steps[1] % steps[0] == 0 or steps[0] % steps[1] == 0)
        summed = all(a + b == c for a, b, c in zip(row, row[1:], row[2:], strict=False))
        if len(set(bends)) == 1 or (same_ratio and whole) or grow or summed:
            found.add(candidate)
    return found


def test_the_series_rules_agree_with_a_search_through_all_numbers() -> None:
    plain = [rule for rule in series_rules.NUMBER_RULES if rule.name not in ("alternating", "interleaved")]
    rng = random.Random(7)
    rows = [[1, 2, 4], [2, 4, 8], [3, 3, 6], [81, 27, 9], [40, 20, 10], [5, 10, 15], [1, 1, 2, 3], [9, 8, 6, 3]]
    rows += [sorted(rng.sample(range(1, 12), 3)) for _ in range(25)]
    for row in rows:
        ours = {value for value in series_rules.continuations(row, plain) if 0 < value < 1000}
        assert ours == slow_continuations(row) - {0}, row


def lines(grid: list[list[int]]) -> set[int]:
    return matrix_rules.continuations(matrix_shapes.FAMILY.features[1], grid)


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        ([[1, 2, 3], [2, 3, 4], [3, 4, 0]], {5}),
        ([[1, 2, 3], [2, 3, 1], [3, 1, 0]], {2}),
        ([[1, 2, 3], [2, 2, 4], [4, 1, 0]], {5}),
        ([[5, 2, 3], [6, 5, 1], [4, 2, 0]], {2}),
        ([[1, 2, 3], [1, 2, 3], [1, 2, 0]], {3}),
        ([[1, 2, 3], [1, 2, 3], [2, 4, 0]], {6}),  # adding along the rows; the columns follow no rule
        ([[1, 1, 2], [1, 2, 3], [2, 3, 0]], {5}),
        ([[1, 2, 1], [3, 1, 2], [4, 3, 0]], {3}),  # only the columns follow a rule: adding
        ([[2, 2, 2], [2, 2, 2], [4, 4, 0]], {4}),
        ([[1, 5, 2], [6, 1, 4], [2, 2, 0]], set()),
    ],
)
def test_every_continuation_of_the_matrix_grammar_is_found(grid: list[list[int]], expected: set[int]) -> None:
    assert lines(grid) == expected


def test_a_grid_is_made_by_the_rule_it_is_named_after_and_by_no_simpler_one() -> None:
    """Else its expected difficulty would be wrong: parts that never overlap cancel out as they are put together."""
    families = (matrix_shapes.FAMILY, matrix_turns.FAMILY, matrix_lines.FAMILY)
    for feature in (feature for family in families for feature in family.features):
        rules = matrix_rules.rules_for(feature)
        for seed, rule in enumerate(rules * 5):
            grid = matrix_rules.grid_of(feature, rule, random.Random(seed))
            rows = [grid[0], grid[1], grid[2][:2]]
            fitting = [other.name for other in rules if other.last(feature, rows) is not None]
            assert fitting[0] == ("constant" if rule.name == "rows" else rule.name)
            assert matrix_rules.continuations(feature, grid) == {grid[2][2]}


def test_each_set_rule_combines_parts_as_it_says() -> None:
    parts = matrix_rules.Feature("parts", Words("", ""), "parts", range(1, 64), (1,))
    made = {
        "union": [[0b0011, 0b0110, 0b0111], [0b1001, 0b0101, 0b1101], [0b1100, 0b0110, 0]],
        "minus": [[0b0111, 0b0010, 0b0101], [0b1101, 0b0101, 0b1000], [0b1110, 0b0110, 0]],
        "both": [[0b0111, 0b1110, 0b0110], [0b1101, 0b0111, 0b0101], [0b1110, 0b1011, 0]],
        "either": [[0b0111, 0b1110, 0b1001], [0b1101, 0b0111, 0b1010], [0b1110, 0b1011, 0]],
    }
    found = {name: matrix_rules.continuations(parts, grid) for name, grid in made.items()}
    assert found == {"union": {0b1110}, "minus": {0b1000}, "both": {0b1010}, "either": {0b0101}}


def test_what_a_pupil_can_defend_counts_as_right_in_an_analogy() -> None:
    dots = dots_trait()
    assert allowed(dots, 1, 2, 2) == {2, 3, 4}  # becomes two, one more, twice as many
    assert allowed(dots, 3, 2, 4) == {2, 3}
    assert allowed(dots, 2, 2, 4) == {4}
    assert allowed(fill_trait(Words("", "")), 0, 2, 1) == {2, 1}  # becomes black, or black and white change places


def test_inside_and_outside_change_places_one_by_one_or_together() -> None:
    pair = INSIDE.traits[0]
    circle_in_square, square_in_circle, triangle_in_diamond = 2 * 4 + 0, 0 * 4 + 2, 3 * 4 + 1
    assert allowed(pair, circle_in_square, square_in_circle, triangle_in_diamond) == {1 * 4 + 3, square_in_circle}
    square_in_square = 2 * 4 + 2
    # The inner one becomes as the outer, or it becomes a square as in the second figure.
    assert allowed(pair, circle_in_square, square_in_square, triangle_in_diamond) == {3 * 4 + 3, 3 * 4 + 2}


def test_mirroring_a_turned_figure_turns_it_the_other_way() -> None:
    pose = pose_trait(Words("", ""))
    upright, quarter_right = 0, 2
    mirrored_quarter_left = 6 + MIRRORED
    assert allowed(pose, upright, upright + MIRRORED, quarter_right) == {mirrored_quarter_left, upright + MIRRORED}
    by_rule = collections.Counter(len(allowed(pose, a, b, c)) for a in range(16) for b in range(16) for c in range(16))
    assert set(by_rule) == {1, 2}


def test_series_have_words_that_stand_for_the_picture_and_figures_need_sight() -> None:
    sight = {maker.name: maker.task(1).needs_sight for maker in REASONING}
    assert [name for name, needed in sight.items() if not needed] == ["number-series", "letter-series"]
