"""Checks an allocation without knowing how it was found: only its claims, rate and shares are read.

The quotas that sum to the pool are unique: the sum grows with the rate. So when the rate that the allocation names
gives quotas that sum to the pool, those are the quotas, and the shares are held against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from .apportionment import Allocation, Claim


def verify(allocation: Allocation) -> list[str]:
    """Every fault, one sentence each; empty when the allocation is right."""
    return [*_whole(allocation), *_each(allocation), *_passed_over(allocation)]


def _quota(claim: Claim, rate: Fraction) -> Fraction:
    free = Fraction(claim.weight) * rate
    capped = free if claim.cap is None else min(free, Fraction(claim.cap))
    return max(capped, Fraction(claim.floor))


def _whole(allocation: Allocation) -> Iterator[str]:
    keys, shares = [claim.key for claim in allocation.claims], allocation.shares
    if sorted(keys) != sorted(shares):
        yield "the shares are not those of the claims"
    if sum(shares.values()) != allocation.pool:
        yield f"the shares sum to {sum(shares.values())}, the pool is {allocation.pool}"
    quotas = sum((_quota(claim, allocation.rate) for claim in allocation.claims), Fraction(0))
    if quotas != allocation.pool:
        yield f"at the rate {allocation.rate} the quotas sum to {quotas}, the pool is {allocation.pool}"


def _each(allocation: Allocation) -> Iterator[str]:
    for claim in allocation.claims:
        share, quota = allocation.shares.get(claim.key, 0), _quota(claim, allocation.rate)
        if share < claim.floor or (claim.cap is not None and share > claim.cap):
            yield f"{claim.key} gets {share}, outside its bounds"
        if abs(share - quota) >= 1:
            yield f"{claim.key} gets {share}, a cent or more from its quota {quota}"


def _passed_over(allocation: Allocation) -> Iterator[str]:
    """In the order of falling remainders, then keys, nobody gets a cent after somebody who got none."""
    waiting = []
    for claim in allocation.claims:
        quota = _quota(claim, allocation.rate)
        down = quota.numerator // quota.denominator
        if quota != down:
            waiting.append((down - quota, claim.key, allocation.shares.get(claim.key, 0) > down))
    for (_, first, got), (_, second, gets) in pairwise(sorted(waiting)):
        if gets and not got:
            yield f"{second} gets a cent before {first}"
