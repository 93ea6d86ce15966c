"""Sum scores under the model: how likely each is at each ability (Lord & Wingersky 1984), and what it says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .curves import curves
from .items import Items, Population
from .quadrature import Grid, Nodes, grid
from .records import BoolArray, FloatArray, IntArray, Record
from .responses import MISSING, Responses


@dataclass(frozen=True, eq=False)
class SumScoreTable(Record):
    """For each sum score 0..S (S+1,): EAP, its error, and the share of the population that gets it."""

    score: IntArray
    theta: FloatArray
    se: FloatArray
    share: FloatArray


def sum_score_table(items: Items, *, population: Population | None = None, nodes: Nodes = None) -> SumScoreTable:
    """The conversion table of a fixed form. A score that cannot be reached has share 0, theta and se NaN."""
    points = grid(population or Population(), nodes)
    chance = score_chances(curves(items, points.nodes).chance)
    theta, se, share = _moments(chance, points)
    return SumScoreTable(np.arange(len(share)), theta, se, share)


def score_chances(chance: FloatArray) -> FloatArray:
    """(S+1, Q) from (J, K, Q): the chance of each sum score at each ability, item by item."""
    n_items, n_categories, n_nodes = chance.shape
    total = np.zeros((n_items * (n_categories - 1) + 1, n_nodes))
    total[0] = 1.0
    for number, item in enumerate(chance):
        total = with_item(total, item, number * (n_categories - 1) + 1)
    return total


def with_item(total: FloatArray, item: FloatArray, used: int) -> FloatArray:
    """The score chances after one more item (K, Q); `used` rows of `total` are in use."""
    grown = np.zeros_like(total)
    for category, share in enumerate(item):
        grown[category : category + used] += total[:used] * share
    return grown


def score_by_sums(items: Items, given: Responses, points: Grid) -> tuple[FloatArray, FloatArray]:
    """EAP and its error (N,) given the sum of the answers given; who saw other items has another table."""
    codes = given.matrix()
    chance = curves(items, points.nodes).chance
    theta, se = np.empty(len(codes)), np.empty(len(codes))
    seen = codes != MISSING
    totals = np.where(seen, codes, 0).sum(axis=1, dtype=np.int64)
    for design, persons in _designs(seen):
        mean, sd, _ = _moments(score_chances(chance[design]), points)
        theta[persons], se[persons] = mean[totals[persons]], sd[totals[persons]]
    return theta, se


def _designs(seen: BoolArray) -> list[tuple[IntArray, IntArray]]:
    """Each set of items that somebody answered, with the persons who did."""
    if not len(seen):
        return []
    packed = np.packbits(seen, axis=1) if seen.shape[1] else np.zeros((len(seen), 1), dtype=np.uint8)
    keys = packed.view(f"V{packed.shape[1]}").ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    order = np.argsort(group, kind="stable")
    persons = np.split(order, np.cumsum(np.bincount(group))[:-1])
    return [(np.nonzero(seen[one])[0], who) for one, who in zip(first, persons, strict=True)]


def _moments(chance: FloatArray, points: Grid) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(theta, se, share) of each score."""
    joint = chance * points.weights
    share = joint.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        theta = joint @ points.nodes / share
        variance = (joint * (points.nodes - theta[:, None]) ** 2).sum(axis=1) / share
    return theta, np.sqrt(variance), share
