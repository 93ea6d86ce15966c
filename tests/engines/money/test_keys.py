"""Keys by pupils: known keys to the cent, and every pool shared out whole."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.engines.money import Count, Key, UncountableError, divide, recount_sheet, verify

PER_PUPIL_2017 = Key({"all": 1}, rate=7224)
THREE_GROUPS = {"1": 2, "2": Fraction(3, 2), "3": 1}
halves = st.integers(0, 4000).map(lambda n: Decimal(n) / 2)
counts = st.lists(
    st.builds(Count, st.sampled_from("abcdefgh"), st.sampled_from("123"), halves), min_size=1, max_size=24
)


def test_the_key_of_2017_gives_72_24_for_each_pupil() -> None:
    found = divide(PER_PUPIL_2017, [Count("a", "all", Decimal(250)), Count("b", "all", Decimal("19.5"))])
    assert found.allocation.shares == {"a": 18_060_00, "b": 1_408_68}
    assert found.rate == 7224


def test_antwerp_in_2017_got_about_1_4_million_for_19_500_pupils() -> None:
    """The press gave EUR 1.4 million for 19,500 pupils in Antwerp (gva)."""
    assert divide(PER_PUPIL_2017, [Count("a", "all", Decimal(19_500))]).allocation.pool == 1_408_680_00


def test_the_key_of_2019_divides_ten_million_over_the_pupils() -> None:
    key = Key({"all": 1}, pool=10_000_000_00)
    found = divide(key, [Count("a", "all", Decimal(1)), Count("b", "all", Decimal(1)), Count("c", "all", Decimal(1))])
    assert found.allocation.shares == {"a": 3_333_333_34, "b": 3_333_333_33, "c": 3_333_333_33}


def test_the_weights_of_2022_23_are_two_one_and_a_half_and_one() -> None:
    given_counts = [Count("a", "1", Decimal(10)), Count("b", "2", Decimal(10)), Count("c", "3", Decimal(10))]
    found = divide(Key(THREE_GROUPS, pool=45_00), given_counts)
    assert found.allocation.shares == {"a": 20_00, "b": 15_00, "c": 10_00}


@given(counts, st.integers(0, 10_000_000_00))
def test_the_whole_pool_is_shared_and_the_verifier_agrees(given_counts: list[Count], pool: int) -> None:
    if not any(count.pupils for count in given_counts):
        with pytest.raises(UncountableError):
            divide(Key(THREE_GROUPS, pool=pool), given_counts)
        return
    found = divide(Key(THREE_GROUPS, pool=pool), given_counts)
    assert sum(found.allocation.shares.values()) == pool
    assert verify(found.allocation) == []
    assert recount_sheet(found.allocation, parts=found.parts).rows


@given(counts.filter(lambda found: any(count.pupils for count in found)))
def test_one_pupil_more_never_gives_a_school_less(given_counts: list[Count]) -> None:
    key = Key(THREE_GROUPS, pool=1_000_00)
    before = divide(key, given_counts).allocation.shares
    after = divide(key, [*given_counts, Count(given_counts[0].school, "1", Decimal(1))]).allocation.shares
    assert after[given_counts[0].school] >= before[given_counts[0].school]


@pytest.mark.parametrize(
    ("count", "message"),
    [
        (Count("a", "4", Decimal(1)), "no group 4"),
        (Count("a", "1", Decimal(-1)), "-1 pupils"),
        (Count("a", "1", Decimal("0.3")), "halves"),
    ],
)
def test_counts_that_cannot_be_used_are_told(count: Count, message: str) -> None:
    with pytest.raises(UncountableError, match=message):
        divide(Key(THREE_GROUPS, pool=1), [count])


@pytest.mark.parametrize("wrong", [{}, {"pool": 1, "rate": 1}])
def test_a_key_has_a_pool_or_a_rate(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="pool or a rate"):
        Key({"1": 1}, **wrong)


def test_no_school_gets_more_than_the_cap_and_the_others_share_what_it_leaves() -> None:
    key = Key({"all": 1}, pool=1000, cap=500)
    counts = [Count("a", "all", Decimal(30)), Count("b", "all", Decimal(10)), Count("c", "all", Decimal(10))]
    assert divide(key, counts).allocation.shares == {"a": 500, "b": 250, "c": 250}


def test_a_cap_belongs_to_a_pool() -> None:
    with pytest.raises(ValueError, match="cap"):
        Key({"all": 1}, rate=7224, cap=500)
