"""Per programme: its recognised places, their dates and a KD-tree of those that are open.

Points are unit vectors; the chord between two grows with the great circle, so the nearest by chord are the nearest
(Bentley 1975 for the tree; scipy's `cKDTree`, loaded when the first one is built).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .cohort import Floats, Places, first_days, last_days


@dataclass(frozen=True)
class Programme:
    """`places` (r,) ascending, `first`, `last` (r,) days of recognition; `free` positions of those in the tree."""

    places: npt.NDArray[np.int32]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    points: Floats
    free: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @cached_property
    def tree(self) -> Any:
        from scipy.spatial import cKDTree

        return cKDTree(self.points[self.places[self.free]], balanced_tree=False, compact_nodes=False)

    def at(self, places: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        """Position of each place, -1 when it is not recognised for this programme."""
        if not len(self.places):
            return np.full(len(places), -1, dtype=np.int64)
        found = np.minimum(np.searchsorted(self.places, places), len(self.places) - 1)
        return np.where(self.places[found] == places, found, -1)


def of_programme(places: Places, rows: npt.NDArray[Any], points: Floats) -> Programme:
    """`rows`: the entries of `places.recognised_*` of one programme. Nothing is free yet."""
    rows = rows[np.argsort(places.recognised_place[rows], kind="stable")]
    here = places.recognised_place[rows]
    first, last = first_days(places.recognised_from[rows]), last_days(places.recognised_until[rows])
    return Programme(here, first, last, points)
