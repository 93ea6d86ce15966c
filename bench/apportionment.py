"""A hundred thousand random allocations, each held against the independent check: `python -m bench.apportionment`."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from fractions import Fraction

from vakwerk.engines.money import Claim, InfeasibleError, apportion, verify


@dataclass(frozen=True)
class Checked:
    """How many allocations were made, how many were rightly refused, and every fault."""

    made: int
    refused: int
    faults: list[str]


def random_case(chance: random.Random) -> tuple[int, list[Claim]]:
    """A pool and up to nine claims: half pupils, sevenths, weights of zero, floors and caps."""
    found = []
    for number in range(chance.randint(1, 9)):
        floor = chance.choice((0, 0, 0, chance.randint(0, 60)))
        cap = chance.choice((None, None, floor + chance.randint(0, 400)))
        weight = chance.choice(
            (chance.randint(0, 5), Fraction(chance.randint(0, 90), 2), Fraction(chance.randint(0, 9), 7))
        )
        found.append(Claim(f"k{number}", weight, floor, cap))
    return chance.choice((chance.randint(0, 60), chance.randint(0, 1_500), chance.randint(0, 10**10))), found


def check_many(count: int, seed: int) -> Checked:
    """Makes `count` allocations that can be made; what is refused must have bounds that cannot hold."""
    chance, made, refused, faults = random.Random(seed), 0, 0, []
    while made < count:
        pool, claims = random_case(chance)
        try:
            faults += [f"{fault} ({pool}, {claims})" for fault in verify(apportion(pool, claims))]
            made += 1
        except InfeasibleError:
            refused += 1
            faults += [] if _impossible(pool, claims) else [f"refused without reason: {pool}, {claims}"]
    return Checked(made, refused, faults)


def _impossible(pool: int, claims: list[Claim]) -> bool:
    most = sum((pool if claim.cap is None else claim.cap) if claim.weight else claim.floor for claim in claims)
    return not sum(claim.floor for claim in claims) <= pool <= most


def main(count: int = 100_000) -> int:
    started = time.process_time()
    checked = check_many(count, seed=2026)
    seconds = time.process_time() - started
    print(f"random allocations checked: {checked.made:,}, rightly refused: {checked.refused:,}", end=", ")
    print(f"faults: {len(checked.faults)}, {seconds:.0f} s of processor time")
    print(*checked.faults[:10], sep="\n", end="")
    return min(len(checked.faults), 1)


if __name__ == "__main__":
    sys.exit(main())
