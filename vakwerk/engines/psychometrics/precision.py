"""How precise a set of items is, where: test information and the standard error that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .curves import curves
from .items import Items
from .records import FloatArray, Record

Z95 = 1.959963984540054
DEFAULT_RANGE = np.linspace(-4.0, 4.0, 81)


@dataclass(frozen=True, eq=False)
class InformationCurve(Record):
    """(T,) each: ability, Fisher information of the whole set, and 1 / sqrt(information): the error of ML and WLE."""

    theta: FloatArray
    information: FloatArray
    se: FloatArray


@dataclass(frozen=True, eq=False)
class CutPoints(Record):
    """(C,) each: the cut, the error of a score there, and the zone in which a score leaves both sides open."""

    cut: FloatArray
    se: FloatArray
    low: FloatArray
    high: FloatArray


def information(items: Items, theta: npt.ArrayLike = DEFAULT_RANGE) -> InformationCurve:
    """Test information, the sum over items of P'^2 / P, at each ability. No items: 0, with an infinite error."""
    ability = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    total = curves(items, ability).information.sum(axis=0)
    with np.errstate(divide="ignore"):
        return InformationCurve(ability, total, 1.0 / np.sqrt(total))


def item_information(items: Items, theta: npt.ArrayLike) -> FloatArray:
    """(T, J): what each item adds at each ability."""
    return np.ascontiguousarray(curves(items, np.atleast_1d(np.asarray(theta, dtype=np.float64))).information.T)


def errors_at_cuts(items: Items, cuts: npt.ArrayLike) -> CutPoints:
    """The conditional standard error near each cut score (AERA, APA & NCME 2014, standard 2.14), with its 95% zone."""
    at = information(items, cuts)
    return CutPoints(at.theta, at.se, at.theta - Z95 * at.se, at.theta + Z95 * at.se)
