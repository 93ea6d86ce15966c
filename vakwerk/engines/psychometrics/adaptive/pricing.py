"""Exposure prices found beforehand, on made-up pupils from the population.

A price rises while its item is shown too often and falls while it is not: stochastic approximation of the Lagrange
multipliers of "no rate above the target" (Robbins & Monro 1951, Ann. Math. Stat. 22), averaged over its second half
(Polyak & Juditsky 1992, SIAM J. Control Optim. 30).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vakwerk.engines.psychometrics.records import FloatArray, IntArray

from .bank import Bank
from .design import Design, Exposure
from .exposure import Usage
from .flock import Flock
from .simulation import draw
from .sitting import AdaptiveTest

PUPILS, BLOCK = 6000, 50
STEP, SLOWING = 0.5, 1000.0
"""A price moves by STEP times how far its rate in a block is from the target, ever less: half that after 3 SLOWING."""


def learn_prices(bank: Bank, design: Design, *, target: float, seed: int, pupils: int = PUPILS) -> Exposure:
    """`design.exposure` with prices that keep the rates at about `target` or below; take it somewhat under `maximum`,
    which stays the guard. A second for 500 items. Raises ValueError for a target that no test of this length can meet,
    and for banks with enemies or a time budget.
    """
    plain = replace(design, exposure=Exposure(progressive=design.exposure.progressive))
    test = AdaptiveTest(bank, plain)
    if test.extra is not None:
        raise ValueError("Prices are learned for blueprints of areas only, without enemies and time budgets.")
    length, items = design.blueprint.length, len(bank.items)
    if not length / items < target <= 1:
        raise ValueError(f"{length} items out of {items} cannot each be shown to at most {target:.2f} of the pupils.")
    found = _descend(test, target, seed, max(pupils // BLOCK, 2))
    named = {name: round(float(price), 6) for name, price in zip(test.tables.ids, found, strict=True) if price > 0}
    return replace(design.exposure, prices=named)


def _descend(test: AdaptiveTest, target: float, seed: int, blocks: int) -> FloatArray:
    random, population = np.random.default_rng(seed), test.design.population
    prices, total = np.zeros(len(test.tables.ids)), np.zeros(len(test.tables.ids))
    for block in range(blocks):
        theta = population.mean + population.sd * random.standard_normal(BLOCK)
        shown = _rates(test, prices, theta, random)
        step = STEP / np.sqrt(1.0 + block * BLOCK / SLOWING)
        prices = np.maximum(0.0, prices + step * (shown - target))
        total += prices * (block >= blocks // 2)
    return np.asarray(total / (blocks - blocks // 2))


def _rates(test: AdaptiveTest, prices: FloatArray, theta: FloatArray, random: np.random.Generator) -> FloatArray:
    """(J,) share of a block of pupils who get each item at these prices."""
    flock = Flock(test, len(theta), Usage.none(test.tables.ids), 0, prices)
    shown = np.zeros(len(prices))
    for _ in range(test.design.blueprint.length):
        chosen: IntArray = flock.choose()
        flock.answer(chosen, draw(test.items, chosen, theta, random.random(len(theta))))
        shown += np.bincount(chosen, minlength=len(prices))
    return shown / len(theta)
