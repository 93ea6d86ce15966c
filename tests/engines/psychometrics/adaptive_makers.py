"""Made-up banks for the tests of adaptive testing."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.psychometrics.adaptive import Bank
from vakwerk.engines.psychometrics.items import Items

AREAS = ("gears", "nets", "levers", "water")


def three_pl(count: int = 60, seed: int = 1) -> Items:
    rng = np.random.default_rng(seed)
    ids = [f"i{number:03d}" for number in range(count)]
    return Items.three_pl(
        np.exp(rng.normal(0.2, 0.3, count)), rng.normal(0, 1.1, count), rng.uniform(0, 0.25, count), ids=ids
    )


def graded(count: int = 20, seed: int = 2) -> Items:
    rng = np.random.default_rng(seed)
    b = np.sort(rng.normal(0, 1.2, (count, 3)), axis=1)
    b[::4, 2] = np.nan  # some items have a category fewer
    return Items.graded(np.exp(rng.normal(0.3, 0.3, count)), b, ids=[f"g{number:02d}" for number in range(count)])


def bank(count: int = 60, seed: int = 1, **more: object) -> Bank:
    items = three_pl(count, seed)
    areas = [AREAS[number % len(AREAS)] for number in range(count)]
    return Bank.of(items, areas, **more)  # type: ignore[arg-type]


def shuffled(original: Bank, seed: int = 9) -> Bank:
    """The same bank in another order."""
    rows = np.random.default_rng(seed).permutation(len(original.items))
    return Bank(
        original.items.select(rows),
        tuple(original.areas[row] for row in rows),
        original.seconds[rows],
        original.enemies,
    )
