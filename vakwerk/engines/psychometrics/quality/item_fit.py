"""Item fit S-X2: observed against expected answers among persons with the same sum score.

Orlando & Thissen (2000), Applied Psychological Measurement 24:50-64; graded items: Kang & Chen (2008), Journal of
Educational Measurement 45:391-406. Expected shares by the recursion of Lord & Wingersky (1984).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from vakwerk.engines.psychometrics.curves import curves
from vakwerk.engines.psychometrics.items import Items, Model, Population
from vakwerk.engines.psychometrics.likelihood import matched
from vakwerk.engines.psychometrics.quadrature import Nodes, grid
from vakwerk.engines.psychometrics.records import FloatArray, IntArray, Record
from vakwerk.engines.psychometrics.responses import MISSING, Codes
from vakwerk.engines.psychometrics.sum_scores import score_chances

from .multiple import benjamini_hochberg

LEAST_EXPECTED = 1.0
Group = tuple[FloatArray, FloatArray]
"""Observed and expected numbers (K,) of the answers in one score group."""
ITEM_PARAMETERS: dict[Model, int] = {"rasch": 1, "2pl": 2, "3pl": 3}


@dataclass(frozen=True, eq=False)
class ItemFit(Record):
    """(J,) each. `p_adjusted`: Benjamini-Hochberg over the items. `rmsea`: size of the misfit, free of the sample size.

    An item whose cells leave no degree of freedom has df <= 0 and p NaN.
    """

    ids: tuple[str, ...]
    x2: FloatArray
    df: IntArray
    p: FloatArray
    p_adjusted: FloatArray
    rmsea: FloatArray
    persons: int


def item_fit(
    items: Items,
    responses: Any,
    *,
    population: Population | None = None,
    nodes: Nodes = None,
    least_expected: float = LEAST_EXPECTED,
) -> ItemFit:
    """S-X2 of each item, from the persons who answered every item (`persons` says how many).

    Within a score group neighbouring answers are joined until each cell expects `least_expected` persons; a group left
    with one cell is joined with the next, from both ends to the middle. df = cells - groups - parameters of the item.
    """
    codes = matched(items, responses).matrix()
    codes = codes[(codes != MISSING).all(axis=1)]
    points = grid(population or Population(), nodes)
    chance = curves(items, points.nodes).chance
    expected = _expected(chance, points.weights)
    found = [_one(codes, item, expected[item], least_expected) for item in range(len(items))]
    x2 = np.array([value for value, _ in found], dtype=np.float64)
    df = np.array([cells for _, cells in found], dtype=np.int64) - _parameters(items)
    p = _p_values(x2, df)
    size = max(len(codes) - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rmsea = np.where(df > 0, np.sqrt(np.maximum(0.0, (x2 - df) / (df * size))), np.nan)
    return ItemFit(items.ids, x2, df, p, benjamini_hochberg(p), rmsea, len(codes))


def _parameters(items: Items) -> IntArray:
    if items.model == "grm":
        return items.categories
    return np.full(len(items), ITEM_PARAMETERS[items.model], dtype=np.int64)


def _expected(chance: FloatArray, weights: FloatArray) -> list[FloatArray]:
    """Per item (S+1, K): share of each answer among persons with that sum score; NaN where nobody gets the score."""
    n_items, n_categories, _ = chance.shape
    whole = score_chances(chance) @ weights
    expected = []
    for item in range(n_items):
        rest = score_chances(np.delete(chance, item, axis=0))
        joint = np.zeros((len(whole), n_categories))
        for category in range(n_categories):
            joint[category : category + len(rest), category] = rest @ (weights * chance[item, category])
        with np.errstate(invalid="ignore", divide="ignore"):
            expected.append(joint / whole[:, None])
    return expected


def _one(codes: Codes, item: int, shares: FloatArray, least: float) -> tuple[float, int]:
    """(X2, cells - groups) of one item. The lowest and the highest score say nothing: every answer is fixed there."""
    totals = codes.sum(axis=1, dtype=np.int64)
    size = shares.shape
    counts = np.zeros(size)
    np.add.at(counts, (totals, codes[:, item].astype(np.int64)), 1.0)
    top = int(np.max(np.nonzero(np.isfinite(shares).all(axis=1))[0], initial=0))
    inner = slice(1, top)
    expected = np.nan_to_num(shares[inner]) * counts[inner].sum(axis=1, keepdims=True)
    return _x2(_joined(counts[inner], expected, least), least)


def _joined(observed: FloatArray, expected: FloatArray, least: float) -> list[Group]:
    """Score groups that hold two cells or more, joined from both ends to the middle."""
    groups = [(observed[row], expected[row]) for row in range(len(observed)) if expected[row].sum() > 0]
    middle = len(groups) // 2
    return _joined_run(groups[:middle], least) + _joined_run(groups[middle:][::-1], least)


def _joined_run(groups: list[Group], least: float) -> list[Group]:
    """From the outside in: what holds a single cell goes on into the next, and the last into the one before."""
    closed: list[Group] = []
    open_group: Group | None = None
    for group in groups:
        open_group = group if open_group is None else _sum(open_group, group)
        if len(_cells(open_group, least)) > 1:
            closed.append(open_group)
            open_group = None
    if open_group is not None:
        closed.append(_sum(closed.pop(), open_group) if closed else open_group)
    return closed


def _sum(one: Group, other: Group) -> Group:
    return one[0] + other[0], one[1] + other[1]


def _x2(groups: list[Group], least: float) -> tuple[float, int]:
    joined = [_cells(group, least) for group in groups]
    total = sum((seen - awaited) ** 2 / awaited for cells in joined for seen, awaited in cells)
    return total, sum(max(len(cells) - 1, 0) for cells in joined)


def _cells(group: Group, least: float) -> list[tuple[float, float]]:
    """(observed, expected) of the answers; whichever expects too few joins its smaller neighbour."""
    cells = [(float(seen), float(awaited)) for seen, awaited in zip(*group, strict=True) if awaited > 0]
    while len(cells) > 1 and min(awaited for _, awaited in cells) < least:
        at = min(range(len(cells)), key=lambda place: cells[place][1])
        beside = [place for place in (at - 1, at + 1) if 0 <= place < len(cells)]
        low, high = sorted((at, min(beside, key=lambda place: cells[place][1])))
        cells[low : high + 1] = [(cells[low][0] + cells[high][0], cells[low][1] + cells[high][1])]
    return cells


def _p_values(x2: FloatArray, df: IntArray) -> FloatArray:
    from scipy.special import chdtrc

    return np.where(df > 0, chdtrc(np.maximum(df, 1), x2), np.nan)
