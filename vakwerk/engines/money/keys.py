"""Budgets that go by pupils: weights per group of programmes, and a pool or a fixed amount per pupil.

    divide(Key({"1": 2, "2": Fraction(3, 2), "3": 1}, pool=10_000_000_00), counts).allocation.shares

A school's weight is the sum over its groups of pupils x factor; the pool goes by weight, by largest remainder. With a
fixed amount per pupil (2017: EUR 72.24) the pool is that amount times all weights, so that both kinds are one sum.
Pupils come in halves: who lives with two parents in turn may count for half in two schools.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from vakwerk.engines.words import Words

from .apportionment import Allocation, Claim, Weight, apportion, exact
from .recount import Part


class UncountableError(ValueError):
    """Counts or a key that cannot be used; `words` says what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Count:
    """Regular pupils of one school in one group of programmes, in halves."""

    school: str
    group: str
    pupils: Decimal


@dataclass(frozen=True)
class Key:
    """`factors` by group; a `pool` of cents (no school above `cap`), or `rate` cents for a pupil of factor one."""

    factors: Mapping[str, Weight]
    pool: int | None = None
    rate: int | None = None
    cap: int | None = None

    def __post_init__(self) -> None:
        if (self.pool is None) is (self.rate is None):
            raise ValueError("A key has a pool or a rate, not both.")
        if self.cap is not None and self.pool is None:
            raise ValueError("Only a pool is divided under a cap.")
        if any(exact(factor) <= 0 for factor in self.factors.values()):
            raise ValueError("A factor is more than zero.")
        object.__setattr__(self, "factors", MappingProxyType(dict(self.factors)))


@dataclass(frozen=True)
class Division:
    """The shares by school, what their weights are made of, and the cents for a weight of one before rounding; `fixed`
    is that rate when the key gives it, and not a pool."""

    allocation: Allocation
    parts: tuple[Part, ...]
    rate: Fraction
    weight: Fraction
    fixed: int | None = None


def divide(key: Key, counts: Iterable[Count]) -> Division:
    """Each school's share in cents. `UncountableError`: unusable counts; `InfeasibleError`: a cap too low."""
    by_group = _by_group(key, counts)
    schools = sorted({school for pupils in by_group.values() for school in pupils})
    weights = {school: _weight(key, by_group, school) for school in schools}
    total = sum(weights.values(), Fraction(0))
    if not total:
        raise UncountableError(
            Words(
                "Er zijn geen leerlingen geteld: er is niets om over te verdelen.",
                "No pupils were counted: there is nothing to divide over.",
            )
        )
    pool = key.pool if key.pool is not None else _whole(exact(key.rate or 0) * total)
    allocation = apportion(pool, [Claim(school, weights[school], cap=key.cap) for school in schools])
    parts = tuple(Part(group, key.factors[group], pupils) for group, pupils in sorted(by_group.items()))
    return Division(allocation, parts, allocation.rate, total, key.rate)


def _by_group(key: Key, counts: Iterable[Count]) -> dict[str, dict[str, Weight]]:
    found: dict[str, dict[str, Weight]] = {group: {} for group in key.factors}
    for count in counts:
        _check(key, count)
        pupils = found[count.group]
        pupils[count.school] = exact(pupils.get(count.school, 0)) + exact(count.pupils)
    return {group: pupils for group, pupils in found.items() if pupils}


def _check(key: Key, count: Count) -> None:
    if count.group not in key.factors:
        raise UncountableError(
            Words(
                f"{count.school}: groep {count.group} bestaat niet in deze sleutel.",
                f"{count.school}: there is no group {count.group} in this key.",
            )
        )
    if count.pupils < 0 or exact(count.pupils) * 2 % 1:
        raise UncountableError(
            Words(
                f"{count.school}: {count.pupils} leerlingen kan niet. Geef nul of meer, met hoogstens halven.",
                f"{count.school}: {count.pupils} pupils is not possible. Give zero or more, in halves at most.",
            )
        )


def _weight(key: Key, by_group: Mapping[str, Mapping[str, Weight]], school: str) -> Fraction:
    parts = (exact(key.factors[group]) * exact(pupils.get(school, 0)) for group, pupils in by_group.items())
    return sum(parts, Fraction(0))


def _whole(cents: Fraction) -> int:
    """The nearest cent, a half upwards; a rate of an even number of cents never needs it."""
    return int((cents + Fraction(1, 2)) // 1)
