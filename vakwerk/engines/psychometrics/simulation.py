"""Made-up answers of made-up persons, exactly as a model says: for tests, sample files and "what if" studies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .items import Items
from .responses import MISSING, Codes

CHUNK = 4096


def simulate_responses(items: Items, theta: npt.ArrayLike, *, seed: int, seen: npt.ArrayLike | None = None) -> Codes:
    """(N, J) int8: one answer per person and item, drawn from the model; -1 where `seen` (N, J or J) is false.

    A person's answers depend on `seed`, on the place of the person and on theirs alone: the luck of person n is row n
    of `default_rng(seed).random((N, J))`, whatever was seen, so that two designs can be compared on the same luck.
    """
    ability = np.atleast_1d(np.asarray(theta, dtype=np.float64))
    random = np.random.default_rng(seed)
    codes = np.empty((len(ability), len(items)), dtype=np.int8)
    for start in range(0, len(ability), CHUNK):
        part = ability[start : start + CHUNK]
        codes[start : start + CHUNK] = _drawn(items, part, random.random((len(part), len(items))))
    if seen is not None:
        codes[~np.broadcast_to(np.asarray(seen, dtype=np.bool_), codes.shape)] = MISSING
    return codes


def _drawn(items: Items, theta: npt.NDArray[np.float64], luck: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    """The category whose stretch of the unit interval the luck falls in, highest category first."""
    reached = np.cumsum(items.probabilities(theta)[:, :, ::-1], axis=2)[:, :, -2::-1]
    return np.asarray((luck[:, :, None] < reached).sum(axis=2), dtype=np.int8)
