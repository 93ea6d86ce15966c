"""Dividing a pool of cents by weight, exactly: the largest remainder (Hamilton), between floors and caps.

1. The quotas. With `w` a weight, `f` a floor and `c` a cap, the quota of a claim is `w * rate`, but not under `f` and
   not over `c`. There is a rate at which the quotas sum to the pool; it is found exactly ("water-filling").
2. The cents. Every quota is rounded down. The cents that are left go, one each, to the largest remainders. A quota at
   its floor or cap is a whole number of cents, so no rounding passes a bound.
3. Ties. Equal remainders: the smaller key first, keys compared as text sign by sign. The order of the claims never
   matters. `Allocation.tied` names the claims between which only their keys decided.

Method: Hamilton 1792; see Balinski and Young, Fair Representation (1982), chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from math import lcm

from vakwerk.engines.words import Words

Weight = int | Fraction | Decimal


class InfeasibleError(ValueError):
    """No allocation obeys the floors and caps; `words` says which of them cannot hold."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def exact(number: Weight) -> Fraction:
    """A number as a fraction; TypeError for a float, whose digits are not what anybody wrote."""
    if isinstance(number, bool) or not isinstance(number, int | Fraction | Decimal):
        raise TypeError(f"A weight is an int, Fraction or Decimal, not {type(number).__name__}.")
    return Fraction(number)


@dataclass(frozen=True)
class Claim:
    """Somebody who shares: `weight` of zero or more (half pupils are fine), floor and cap in cents."""

    key: str
    weight: Weight
    floor: int = 0
    cap: int | None = None

    def __post_init__(self) -> None:
        for bound in (self.floor, 0 if self.cap is None else self.cap):
            if isinstance(bound, bool) or not isinstance(bound, int):
                raise TypeError(f"A floor or cap is an int of cents, not {type(bound).__name__}.")
        if exact(self.weight) < 0:
            raise ValueError(f"The weight of {self.key} is negative.")
        if self.floor < 0 or (self.cap is not None and self.cap < self.floor):
            raise ValueError(f"The floor of {self.key} is negative, or above its cap.")


@dataclass(frozen=True)
class Line:
    """How one share came about: quota, rounded down, what remains, the rank of that remainder, the cent it brought.

    `bound` is "floor" or "cap" when that decided, else "". A quota that is whole has rank 0: it takes no part.
    """

    claim: Claim
    quota: Fraction
    down: int
    remainder: Fraction
    rank: int
    extra: int
    bound: str

    @property
    def share(self) -> int:
        return self.down + self.extra


@dataclass(frozen=True)
class Allocation:
    """The shares of a pool, in the order of the claims. `rate`: cents for a weight of one, where no bound decides."""

    pool: int
    claims: tuple[Claim, ...]
    rate: Fraction
    lines: tuple[Line, ...] = field(repr=False)

    @cached_property
    def shares(self) -> dict[str, int]:
        """Cents by key."""
        return {line.claim.key: line.share for line in self.lines}

    @cached_property
    def tied(self) -> tuple[str, ...]:
        """The claims with equal remainders of which some got a cent and others not, by key; mostly none."""
        got = [line.remainder for line in self.lines if line.extra]
        last = min(got, default=None)
        equal = [line for line in self.lines if line.rank and line.remainder == last]
        return tuple(sorted(line.claim.key for line in equal)) if any(not line.extra for line in equal) else ()


def apportion(pool: int, claims: Iterable[Claim]) -> Allocation:
    """Divides `pool` cents over the claims; InfeasibleError when floors and caps leave no way."""
    chosen = tuple(claims)
    _check(pool, chosen)
    scale = lcm(*(exact(claim.weight).denominator for claim in chosen))
    weights = [int(exact(claim.weight) * scale) for claim in chosen]
    top, bottom = _rate(pool, chosen, weights)
    lines = _lines(pool, chosen, weights, top, bottom)
    return Allocation(pool, chosen, Fraction(top * scale, bottom), lines)


def _check(pool: int, claims: Sequence[Claim]) -> None:
    if isinstance(pool, bool) or not isinstance(pool, int):
        raise TypeError(f"A pool is an int of cents, not {type(pool).__name__}.")
    if pool < 0:
        raise ValueError("A pool is not negative.")
    if len({claim.key for claim in claims}) < len(claims):
        raise ValueError("Two claims have the same key.")
    least = sum(claim.floor for claim in claims)
    if least > pool:
        raise InfeasibleError(
            Words(
                f"De minima tellen op tot {least} cent, meer dan de {pool} cent die er zijn.",
                f"The floors sum to {least} cents, more than the {pool} cents there are.",
            )
        )
    most = sum(_most(claim, pool) for claim in claims)
    if most < pool:
        raise InfeasibleError(
            Words(
                f"Er kan hoogstens {most} cent verdeeld worden: {pool - most} cent van de {pool} blijft over.",
                f"At most {most} cents can be given: {pool - most} of the {pool} cents would be left.",
            )
        )


def _most(claim: Claim, pool: int) -> int:
    """The most that a claim can take: without weight no more than its floor."""
    if not claim.weight:
        return claim.floor
    return pool if claim.cap is None else min(pool, claim.cap)


def _rate(pool: int, claims: Sequence[Claim], weights: Sequence[int]) -> tuple[int, int]:
    """Cents for one unit of scaled weight, as numerator and denominator, at which the quotas sum to the pool.

    The sum of the quotas grows with the rate in straight pieces; at `floor / weight` a claim begins to grow, at
    `cap / weight` it stops. The pieces are walked in order until one of them reaches the pool.
    """
    events: list[tuple[Fraction, int, int]] = []
    for claim, weight in zip(claims, weights, strict=True):
        if weight:
            events.append((Fraction(claim.floor, weight), weight, claim.floor))
            if claim.cap is not None:
                events.append((Fraction(claim.cap, weight), -weight, -claim.cap))
    fixed, growing, last = sum(claim.floor for claim in claims), 0, Fraction(0)
    for rate, batch in groupby(sorted(events), key=lambda event: event[0]):
        if fixed + growing * rate >= pool:
            break
        for _, weight, amount in batch:
            growing, fixed = growing + weight, fixed - amount
        last = rate
    return (pool - fixed, growing) if growing else (last.numerator, last.denominator)


def _lines(pool: int, claims: Sequence[Claim], weights: Sequence[int], top: int, bottom: int) -> tuple[Line, ...]:
    """Rounds the quotas down and hands out what is left; all remainders have the same denominator, `bottom`."""
    quotas = [_clamped(claim, weight * top, bottom) for claim, weight in zip(claims, weights, strict=True)]
    parts = [divmod(numerator, bottom) for numerator, _ in quotas]
    left = pool - sum(down for down, _ in parts)
    order = sorted((i for i, part in enumerate(parts) if part[1]), key=lambda i: (-parts[i][1], claims[i].key))
    ranks = {i: rank for rank, i in enumerate(order, start=1)}
    return tuple(
        Line(
            claim,
            Fraction(quotas[i][0], bottom),
            parts[i][0],
            Fraction(parts[i][1], bottom),
            ranks.get(i, 0),
            int(0 < ranks.get(i, 0) <= left),
            quotas[i][1],
        )
        for i, claim in enumerate(claims)
    )


def _clamped(claim: Claim, numerator: int, bottom: int) -> tuple[int, str]:
    """The numerator of the quota over `bottom`, and which bound decided."""
    if numerator < claim.floor * bottom:
        return claim.floor * bottom, "floor"
    if claim.cap is not None and numerator > claim.cap * bottom:
        return claim.cap * bottom, "cap"
    return numerator, ""
