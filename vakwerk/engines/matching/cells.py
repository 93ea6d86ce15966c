"""How many seats each programme lacks in each region: the least and the most over all largest placements.

Who stays unplaced is partly chance; a cell (programme x region) therefore has no number but a range. Served before all
others its pupils lack the least, served after all others the most: |C| - r(C) and |C| - (r(P) - r(P without C)), where
r is the largest number that can be placed (rank of a transversal matroid; the ranges are those of its polymatroid,
Edmonds 1970). Both ends are reached, and every whole number between them (bases exchange one by one).

One largest placement is shared by all cells; `serving` only adds what differs.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .crowd import Scene, scene
from .instance import NOWHERE, Instance
from .laminar import Ints
from .solution import Solution


@dataclass(frozen=True)
class Cell:
    """`pupils` of a programme in a region, of whom `locked` keep a place and `no_place` may go nowhere at all.

    least, most: pupils left unplaced, over all largest placements. programme or region None: all of them together.
    """

    programme: Hashable | None
    region: Hashable | None
    pupils: int
    locked: int
    no_place: int
    least: int
    most: int

    @property
    def certain(self) -> bool:
        """The same in every largest placement."""
        return self.least == self.most


@dataclass(frozen=True)
class Cells:
    """`cells` with at least one pupil, by programme and then region; margins `programmes` and `regions`, each with a
    range of its own (not the sum of those of its cells); `total`: everybody."""

    cells: tuple[Cell, ...]
    programmes: tuple[Cell, ...]
    regions: tuple[Cell, ...]
    total: Cell


def cells(
    instance: Instance,
    programme_of_pupil: npt.ArrayLike,
    region_of_pupil: npt.ArrayLike,
    *,
    solution: Solution | None = None,
    absent: Sequence[int] = (),
) -> Cells:
    """The table. `programme_of_pupil`, `region_of_pupil` (n,): numbers or texts. `solution`: a largest placement to
    start from, which saves making one; the table is the same for every one. `absent`: pupils that have left the round,
    who are counted nowhere.

    Raises ValueError for rows of another length, or a solution that is not a largest placement."""
    programmes, programme = _numbered(programme_of_pupil, instance, "programme_of_pupil")
    regions, region = _numbered(region_of_pupil, instance, "region_of_pupil")
    found = scene(instance, None if solution is None else solution.seat, absent)
    pairs, cell = np.unique(programme * max(len(regions), 1) + region, return_inverse=True)
    names = [(programmes[pair // len(regions)], regions[pair % len(regions)]) for pair in pairs.tolist()]
    return Cells(
        _ranges(instance, found, cell, names),
        _ranges(instance, found, programme, [(name, None) for name in programmes]),
        _ranges(instance, found, region, [(None, name) for name in regions]),
        _total(instance, found),
    )


def _numbered(values: npt.ArrayLike, instance: Instance, name: str) -> tuple[list[Hashable], Ints]:
    """The values that occur, ascending, and (n,) which of them each pupil has."""
    array = np.asarray(values)
    if array.shape != (instance.n_pupils,):
        raise ValueError(f"`{name}` must have one value for each of {instance.n_pupils} pupils.")
    names, number = np.unique(array, return_inverse=True)
    return names.tolist(), number


def _ranges(
    instance: Instance, found: Scene, group: Ints, names: list[tuple[Hashable | None, Hashable | None]]
) -> tuple[Cell, ...]:
    sizes, locked, alone = (
        np.bincount(group[mask], minlength=len(names))
        for mask in (found.here, found.here & (instance.locked != NOWHERE), found.without)
    )
    least, most = _least_and_most(found, group, len(names))
    counts = np.stack([sizes, locked, alone, alone + least, alone + most], axis=1).tolist()
    return tuple(Cell(*name, *count) for name, count in zip(names, counts, strict=True) if count[0])


def _least_and_most(found: Scene, group: Ints, n_groups: int) -> tuple[Ints, Ints]:
    """(g,) twice: unplaced pupils of each group, of those who have edges."""
    none = np.zeros(n_groups, dtype=np.int64)
    crowd = found.crowd
    if not len(crowd.pupils):
        return none, none
    from . import serving

    offsets = np.searchsorted(crowd.row, np.arange(len(crowd.pupils) + 1))
    tree, own = crowd.tree, group[crowd.pupils].astype(np.int64)
    net = serving.network(offsets, crowd.column.astype(np.int32), tree.room, tree.above, tree.n_places, own, n_groups)
    least, most = serving.least_and_most(net, found.seat, tree.n_places)
    return np.asarray(least), np.asarray(most)


def _total(instance: Instance, found: Scene) -> Cell:
    alone = int(found.without.sum())
    lacking = alone + int((found.seat == NOWHERE).sum())
    locked = int((found.here & (instance.locked != NOWHERE)).sum())
    return Cell(None, None, int(found.here.sum()), locked, alone, lacking, lacking)
