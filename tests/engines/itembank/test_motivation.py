"""Statements on motivation and self-regulation."""

import collections
import re

import pytest

from vakwerk.engines.itembank.written.motivation import AGREE, STATUS, TRAITS, statements
from vakwerk.talent.readability import measure

# Words of the clinic, of the family, of the body and of money: not our business.
PRIVATE = (
    r"\b(angst\w*|bang|verdriet\w*|slap\w*|moe|ziek\w*|ouders?|mama|papa|vader|moeder|thuis|geloof|gewicht|geld|arm"
    r"|rijk)\b"
)


def test_forty_statements_in_five_scales_with_three_or_four_of_eight_reversed() -> None:
    by_scale = collections.defaultdict(list)
    for one in statements():
        by_scale[one.scale].append(one.direction)
    assert set(by_scale) == set(TRAITS)
    assert all(len(directions) == 8 and directions.count(-1) in (3, 4) for directions in by_scale.values())


def test_every_statement_and_id_stands_once_in_both_languages() -> None:
    for values in (
        [one.id for one in statements()],
        [one.text.nl for one in statements()],
        [one.text.en for one in statements()],
    ):
        assert len(set(values)) == len(values)
        assert all(value.strip() for value in values)
    assert all(one.text.nl.endswith(".") and one.text.en.endswith(".") for one in statements())


def test_categories_run_in_the_direction_of_the_trait() -> None:
    plain = next(one for one in statements() if one.direction == 1)
    reverse = next(one for one in statements() if one.direction == -1)
    assert [plain.category(answer) for answer in range(1, 6)] == [0, 1, 2, 3, 4]
    assert [reverse.category(answer) for answer in range(1, 6)] == [4, 3, 2, 1, 0]
    for answer in (0, 6):
        with pytest.raises(ValueError):
            plain.category(answer)
    assert len(AGREE) == 5


def test_nothing_private_is_asked() -> None:
    assert not [one.id for one in statements() if re.search(PRIVATE, one.text.nl, re.IGNORECASE)]


def test_a_twelve_year_old_can_read_each_statement() -> None:
    assert measure(" ".join(one.text.nl for one in statements())).ease >= 70
    assert max(len(one.text.nl.split()) for one in statements()) <= 14


def test_it_says_that_nothing_is_validated() -> None:
    assert "Niet gevalideerd" in STATUS.nl
