"""Shares sum exactly, stay within a cent of their quota and within their bounds, and do not depend on the order."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bench.apportionment import check_many
from tests.engines.money.strategies import claims, pools
from vakwerk.engines.money import Allocation, Claim, InfeasibleError, apportion, verify


def _apportion(pool: int, found: list[Claim]) -> Allocation:
    try:
        return apportion(pool, found)
    except InfeasibleError:
        assume(False)
        raise AssertionError from None


@given(pools, claims())
def test_every_allocation_passes_the_independent_check(pool: int, found: list[Claim]) -> None:
    assert verify(_apportion(pool, found)) == []


@settings(max_examples=50)
@given(pools, claims(), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(pool: int, found: list[Claim], chance: random.Random) -> None:
    shares = _apportion(pool, found).shares
    chance.shuffle(found)
    assert apportion(pool, found).shares == shares


@settings(max_examples=40)
@given(pools, claims(), st.fractions(Fraction(1, 9), 9).filter(bool))
def test_the_unit_of_the_weights_does_not_matter(pool: int, found: list[Claim], factor: Fraction) -> None:
    shares = _apportion(pool, found).shares
    assert apportion(pool, [replace(c, weight=Fraction(c.weight) * factor) for c in found]).shares == shares


@settings(max_examples=50)
@given(pools, claims())
def test_what_is_refused_has_no_allocation_at_all(pool: int, found: list[Claim]) -> None:
    least = sum(c.floor for c in found)
    most = sum((pool if c.cap is None else c.cap) if c.weight else c.floor for c in found)
    if least <= pool <= most:
        apportion(pool, found)
    else:
        with pytest.raises(InfeasibleError):
            apportion(pool, found)


@given(st.integers(0, 10**7), st.lists(st.integers(1, 900), min_size=1, max_size=12))
@settings(max_examples=60)
def test_without_bounds_it_is_hamiltons_method(pool: int, numbers: list[int]) -> None:
    """Against the textbook: whole quotas first, then one each by falling remainder."""
    total, found = sum(numbers), {f"{i:02}": n for i, n in enumerate(numbers)}
    shares = {key: pool * n // total for key, n in found.items()}
    by_remainder = sorted(found, key=lambda key: (-(pool * found[key] % total), key))
    for key in by_remainder[: pool - sum(shares.values())]:
        shares[key] += 1
    assert apportion(pool, [Claim(key, n) for key, n in found.items()]).shares == shares


def test_thousands_of_random_allocations_sum_exactly() -> None:
    """`python -m bench.apportionment` does a hundred thousand."""
    assert check_many(1_500, seed=5).faults == []


PUBLISHED = [  # the Alabama paradox in small
    (10, {"a": 6, "b": 6, "c": 2}, {"a": 4, "b": 4, "c": 2}),
    (11, {"a": 6, "b": 6, "c": 2}, {"a": 5, "b": 5, "c": 1}),  # the paradox: one more to give, one less for c
]


@pytest.mark.parametrize(("pool", "weights", "shares"), PUBLISHED)
def test_known_examples(pool: int, weights: dict[str, int], shares: dict[str, int]) -> None:
    assert apportion(pool, [Claim(key, weight) for key, weight in weights.items()]).shares == shares


def test_a_cap_passes_its_money_on_and_a_floor_takes_it_from_all() -> None:
    capped = apportion(1_000, [Claim("a", 1), Claim("b", 1), Claim("c", 8, cap=100)])
    assert capped.shares == {"a": 450, "b": 450, "c": 100}
    floored = apportion(1_000, [Claim("a", 1, floor=500), Claim("b", 1), Claim("c", 8)])
    assert floored.shares == {"a": 500, "b": 56, "c": 444}
    assert [line.bound for line in floored.lines] == ["floor", "", ""]


def test_half_pupils_count_half() -> None:
    shares = apportion(
        100_00, [Claim("een", Decimal("10.5")), Claim("twee", Fraction(21, 2)), Claim("drie", 21)]
    ).shares
    assert shares == {"een": 2500, "twee": 2500, "drie": 5000}


def test_a_tie_falls_to_the_smaller_key_and_is_told() -> None:
    allocation = apportion(101, [Claim("zuid", 1), Claim("noord", 1), Claim("oost", 2)])
    assert allocation.shares == {"zuid": 25, "noord": 25, "oost": 51}
    allocation = apportion(2, [Claim("c", 1), Claim("b", 1), Claim("a", 1)])
    assert allocation.shares == {"c": 0, "b": 1, "a": 1}
    assert allocation.tied == ("a", "b", "c")
    assert apportion(3, allocation.claims).tied == ()


def test_nothing_to_divide_and_nobody_to_divide_it_over() -> None:
    assert apportion(0, []).shares == {}
    assert apportion(0, [Claim("a", 0)]).shares == {"a": 0}
    assert apportion(7, [Claim("a", 0, floor=7)]).shares == {"a": 7}
    for pool, found in ((1, []), (1, [Claim("a", 0)])):
        with pytest.raises(InfeasibleError, match="would be left"):
            apportion(pool, found)


def test_what_cannot_hold_is_said_in_both_languages() -> None:
    with pytest.raises(InfeasibleError) as caught:
        apportion(100, [Claim("a", 1, floor=60), Claim("b", 1, floor=41)])
    assert "101" in caught.value.words.nl
    assert "101" in caught.value.words.en


@pytest.mark.parametrize(
    "make",
    [
        lambda: Claim("a", 0.5),
        lambda: Claim("a", True),
        lambda: Claim("a", 1, floor=0.5),
        lambda: Claim("a", 1, cap=1.0),
        lambda: apportion(1.0, []),
    ],
)
def test_a_float_is_refused(make: object) -> None:
    with pytest.raises(TypeError):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Claim("a", -1),
        lambda: Claim("a", 1, floor=-1),
        lambda: Claim("a", 1, floor=2, cap=1),
        lambda: apportion(-1, []),
        lambda: apportion(1, [Claim("a", 1), Claim("a", 2)]),
    ],
)
def test_nonsense_is_refused(make: object) -> None:
    with pytest.raises(ValueError, match=r"negative|same key|cap"):
        make()  # type: ignore[operator]


def _broken(**shares: int) -> list[str]:
    """What the check says of these shares of 101 over a, b (weight 1 each) and c (weight 2, at most 40)."""
    right = apportion(101, [Claim("a", 1), Claim("b", 1), Claim("c", 2, cap=40)])
    lines = tuple(replace(line, extra=shares[line.claim.key] - line.down) for line in right.lines)
    return verify(replace(right, lines=lines))


def test_the_check_sees_every_kind_of_fault() -> None:
    assert _broken(a=31, b=30, c=40) == []
    assert "sum to 100" in _broken(a=30, b=30, c=40)[0]
    assert "b gets a cent before a" in _broken(a=30, b=31, c=40)
    assert any("outside its bounds" in fault for fault in _broken(a=30, b=30, c=41))
    assert any("a cent or more" in fault for fault in _broken(a=32, b=29, c=40))
    right = apportion(10, [Claim("a", 1), Claim("b", 2)])
    assert "at the rate" in verify(replace(right, rate=Fraction(3)))[0]
    assert "not those of the claims" in verify(replace(right, claims=(*right.claims, Claim("c", 0))))[0]
