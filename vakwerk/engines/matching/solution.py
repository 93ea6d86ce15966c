"""The outcome of a round, and the prices that prove it.

Prices. Each place and each cap has a price of at least 0, in the unit of the costs; 0 wherever a seat is free. What a
place asks is its own price plus those of the caps above it. Staying unplaced costs a pupil the penalty of its group.
The outcome is optimal exactly when every pupil stands where cost plus price is least (linear programming duality;
Kuhn 1955, Gale & Shapley-Shubik 1971 for the reading as prices): nobody would pay more for another place than it asks.
The penalties are so high that more pupils placed always beats any cost, and a higher group any lower one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .instance import Indices

Money = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Certificate:
    """What was promised and by which numbers it can be checked.

    `penalty` (g,): cost of leaving a pupil of each group unplaced. `objective`: cost of the placed plus the penalties
    of the others; equal to the dual objective. `placed_by_group` (g,). `policy`: "total", "priority" or "equal".
    `price_of_policy`: what the policy costs against "total", in the unit of the costs; None when not asked.
    """

    policy: str
    penalty: tuple[int, ...]
    objective: int
    placed_by_group: tuple[int, ...]
    price_of_policy: int | None
    parts: int
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Solution:
    """`place` (n,): the place of each pupil as people know it, -1 for none. `seat` (n,): the same as the solver
    counts places (reserved parts apart). `cost`: sum over the placed. `prices` (m,) of places, `cap_prices` (k,) of
    caps."""

    place: Indices
    seat: Indices
    placed: int
    cost: int
    prices: Money
    cap_prices: Money
    certificate: Certificate
