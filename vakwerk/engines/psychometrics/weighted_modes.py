"""The quick way to map, wle and ml for Rasch and 2PL without gaps: answers matter by s = sum of a_j x_j alone.

Each estimate solves s = F(theta), with F = sum of a_j P_j(theta) less what the method adds to the slope. F is worked
out at equally spaced abilities and turned around: theta at s by Hermite's cubic between two of them (error below 1e-9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .curves import curves
from .items import TINY, Items, Population
from .records import BoolArray, FloatArray
from .responses import Codes

FEWEST = 1000
"""With fewer persons the general search is as quick."""
STEP, MARGIN = 0.01, 6.0
PIECE = 256


@dataclass(frozen=True)
class Table:
    """(T,) each: ability, F and its derivative, the information and its derivative, over a stretch where F rises.

    Sums between `low` and `high` have their only estimate in this stretch.
    """

    low: float
    high: float

    theta: FloatArray
    sums: FloatArray
    slope: FloatArray
    information: FloatArray
    change: FloatArray


def table(items: Items, method: str, prior: Population) -> Table:
    """The stretch around the most informative ability; far out the F of wle can turn back."""
    low, high = items.thresholds[:, 0].min() - MARGIN, items.thresholds[:, 0].max() + MARGIN
    theta = np.arange(low, high, STEP)
    rows = [_at(items, theta[start : start + PIECE]) for start in range(0, len(theta), PIECE)]
    expected, information, skew = np.concatenate(rows, axis=1)
    sums = expected
    if method == "map":
        sums = expected - (prior.mean - theta) / prior.sd**2
    elif method == "wle":
        sums = expected - skew / (2 * np.maximum(information, TINY))
    slope, change = _slope(sums), _slope(information)
    theta, sums, information = theta[2:-2], sums[2:-2], information[2:-2]
    falls = np.nonzero(np.diff(sums) <= 0)[0]
    middle = int(information.argmax())
    start = int(np.max(falls[falls < middle] + 1, initial=0))
    end = int(np.min(falls[falls >= middle], initial=len(sums) - 1))
    low, high = float(sums[: start + 1].max()), float(sums[end:].min())
    inner = slice(start, end + 1)
    return Table(low, high, *(one[inner] for one in (theta, sums, slope, information, change)))


def estimates(found: Table, items: Items, codes: Codes, extra: float) -> tuple[FloatArray, FloatArray, BoolArray]:
    """(theta, se, inside) (N,): persons outside the table get no number here. `extra`: information of the prior."""
    weighted = np.concatenate(
        [codes[start : start + 4096].astype(np.float64) @ items.a for start in range(0, len(codes), 4096)]
    )
    inside = (weighted > found.low) & (weighted < found.high)
    if len(found.sums) < 2:
        return np.zeros(len(codes)), np.zeros(len(codes)), np.zeros(len(codes), dtype=np.bool_)
    row = np.clip(np.searchsorted(found.sums, weighted, side="right") - 1, 0, len(found.sums) - 2)
    width = found.sums[row + 1] - found.sums[row]
    share = np.where(inside, (weighted - found.sums[row]) / width, 0.0)
    theta = _cubic(
        share, found.theta[row], found.theta[row + 1], width / found.slope[row], width / found.slope[row + 1]
    )
    share = (theta - found.theta[row]) / STEP
    ends = found.information[row], found.information[row + 1]
    information = _cubic(share, *ends, STEP * found.change[row], STEP * found.change[row + 1])
    return theta, 1.0 / np.sqrt(information + extra), inside


def _at(items: Items, theta: FloatArray) -> FloatArray:
    """(3, T): sum of a P, information, J."""
    at = curves(items, theta)
    return np.stack([items.a @ at.chance[:, 1], at.information.sum(axis=0), at.skew.sum(axis=0)])


def _slope(values: FloatArray) -> FloatArray:
    """Derivative at the inner points of an equally spaced row, to the fourth order."""
    return np.asarray((values[:-4] - 8 * values[1:-3] + 8 * values[3:-1] - values[4:]) / (12 * STEP))


def _cubic(share: FloatArray, left: FloatArray, right: FloatArray, out: FloatArray, into: FloatArray) -> FloatArray:
    """Hermite's cubic at a share of the way from left to right, with the slopes there times the width."""
    rest = 1.0 - share
    straight = left * rest + right * share
    bend = rest * (out - (right - left)) - share * (into - (right - left))
    return np.asarray(straight + share * rest * bend)
