"""From the ratio of every pupil to pieces that stand on their own: what belongs together at each level.

Pupils with the same ratio form a level. Within it two pupils belong to one piece when a chain of places, or of caps
that can be full, connects them; places that a tighter level fills connect nobody. Pieces follow from the ratios alone,
so they are as canonical as those.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import density, laminar
from .crowd import Crowd
from .instance import NOWHERE
from .laminar import Ints

NONE = np.zeros(0, dtype=np.int64)


class Piece(NamedTuple):
    """Numbers in the round, ascending: pupils, places that are new at this level, places of tighter levels beside."""

    pupils: npt.NDArray[Any]
    places: npt.NDArray[Any]
    tighter: npt.NDArray[Any]


class Leveled(NamedTuple):
    """Level of each pupil (n,) and place (m,) of a crowd, 0 the tightest; `own` (E,): edges inside one level."""

    pupil: Ints
    place: Ints
    own: npt.NDArray[np.bool_]


def pieces(crowd: Crowd) -> list[Piece]:
    """The pieces of a crowd of which every pupil has too few places."""
    if not len(crowd.pupils):
        return []
    n, leveled = len(crowd.pupils), _levels(crowd)
    links, beside, nodes = _cap_links(crowd, leveled)
    label = _labels(crowd, leveled, links, nodes)
    leaning = np.unique(
        np.concatenate(
            [
                np.stack([label[crowd.row[~leveled.own]], crowd.column[~leveled.own]]),
                np.stack([label[beside[1]], beside[0]]),
            ],
            axis=1,
        ),
        axis=1,
    )
    pupils, places, tighter = _rows(label[:n]), _rows(label[n : n + len(crowd.places)]), _rows(leaning[0])
    return [
        Piece(
            crowd.pupils[members],
            crowd.places[places.get(number, NONE)],
            crowd.places[leaning[1][tighter.get(number, NONE)]],
        )
        for number, members in pupils.items()
    ]


def _levels(crowd: Crowd) -> Leveled:
    seats, sizes = density.ratios(crowd)
    # Different fractions of fewer than 2**26 pupils differ far more than a double's rounding; equal ones are equal.
    pupil = np.unique(seats / sizes, return_inverse=True)[1]
    place = np.full(len(crowd.places), len(pupil), dtype=np.int64)
    np.minimum.at(place, crowd.column, pupil[crowd.row])
    return Leveled(pupil, place, pupil[crowd.row] == place[crowd.column])


def _cap_links(crowd: Crowd, leveled: Leveled) -> tuple[Ints, Ints, int]:
    """What caps connect, level by level, each cap with a number of its own at each level, after pupils and places.

    First (2, ...): nodes that a cap connects. Second (2, ...): places of tighter levels, and the cap each stands
    under. Last, how many nodes there are.
    """
    n, m = len(crowd.pupils), len(crowd.places)
    caps, number = len(crowd.tree.above) - m, n + m
    links, beside = [np.zeros((2, 0), dtype=np.int64)], [np.zeros((2, 0), dtype=np.int64)]
    for level in range(int(leveled.pupil.max()) + 1 if caps else 0):
        kept, nearest = laminar.binding(crowd.tree, leveled.place <= level)
        here = np.full(m + caps + 1, NOWHERE, dtype=np.int64)
        here[:m] = np.where(leveled.place == level, np.arange(m) + n, NOWHERE)
        here[m:-1][kept] = number + np.arange(kept.sum())
        number += int(kept.sum())
        under = np.flatnonzero((here[:-1] != NOWHERE) & (nearest != NOWHERE))
        links.append(np.stack([here[under], here[nearest[under]]]))
        filled = np.flatnonzero((leveled.place < level) & (nearest[:m] != NOWHERE))
        beside.append(np.stack([filled, here[nearest[filled]]]))
    return np.concatenate(links, axis=1), np.concatenate(beside, axis=1), number


def _labels(crowd: Crowd, leveled: Leveled, links: Ints, nodes: int) -> npt.NDArray[Any]:
    """Number of the piece of each pupil, place, and cap at a level."""
    n, own = len(crowd.pupils), leveled.own
    ends = np.concatenate([np.stack([crowd.row[own], crowd.column[own] + n]), links], axis=1)
    return density.joined(nodes, ends)


def _rows(label: npt.NDArray[Any]) -> dict[int, npt.NDArray[Any]]:
    """Positions by label, ascending."""
    order = np.argsort(label, kind="stable")
    numbers, starts = np.unique(label[order], return_index=True)
    return dict(zip(numbers.tolist(), np.split(order, starts[1:]), strict=True)) if len(label) else {}
