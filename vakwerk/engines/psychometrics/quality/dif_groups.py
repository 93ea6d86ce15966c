"""Who is compared with whom, and on what: the part that every DIF method shares.

A person belongs to the focal or to the reference group and has a place on a matching variable: the sum score (over
persons who answered everything), or any variable given, such as an ability from an adaptive test in classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray, IntArray
from vakwerk.engines.psychometrics.responses import MISSING, Codes, DataProblem, Responses


@dataclass(frozen=True)
class Compared:
    """`codes` (N, J) of the persons used, `focal` (N,) bool, `match` (N,) or None: then the sum of the anchor items."""

    codes: Codes
    focal: BoolArray
    match: FloatArray | None
    ids: tuple[str, ...]

    @property
    def n_items(self) -> int:
        return len(self.ids)

    def matching(self, anchors: BoolArray, item: int) -> FloatArray:
        """(N,): the matching variable for this item; the item itself always counts (Holland & Thayer 1988)."""
        if self.match is not None:
            return self.match
        used = anchors.copy()
        used[item] = True
        return np.asarray(self.codes[:, used].sum(axis=1), dtype=np.float64)


def compared(
    responses: Any, focal: npt.ArrayLike, matching: npt.ArrayLike | None, ids: tuple[str, ...] = ()
) -> Compared:
    """Checked groups. Raises `DataProblem` "groups" or "shape"."""
    codes = Responses.of(responses).matrix()
    group = np.asarray(focal)
    if group.shape != (len(codes),) or group.dtype.kind not in "biuf" or not np.isin(group, (0, 1)).all():
        raise DataProblem("groups", f"The focal group is one yes (1) or no (0) for each of {len(codes)} persons.")
    group = group.astype(np.bool_)
    names = ids or tuple(f"item{number}" for number in range(1, codes.shape[1] + 1))
    if len(names) != codes.shape[1]:
        raise DataProblem("shape", f"There are {len(names)} ids for {codes.shape[1]} items.")
    if matching is None:
        whole = (codes != MISSING).all(axis=1)
        return Compared(codes[whole], group[whole], None, names)
    match = np.asarray(matching, dtype=np.float64)
    if match.shape != group.shape:
        raise DataProblem("shape", f"The matching variable is one number for each of {len(codes)} persons.")
    known = np.isfinite(match)
    return Compared(codes[known], group[known], match[known], names)


@dataclass(frozen=True)
class Cells:
    """One item counted: `counts` (S, 2, K): persons by matching level, group (0 reference, 1 focal) and answer.

    `levels` (S,): the values of the matching variable.
    """

    counts: FloatArray
    levels: FloatArray


def cells(data: Compared, anchors: BoolArray, item: int) -> Cells:
    """Who did not answer this item does not count here."""
    answers = data.codes[:, item]
    given = answers != MISSING
    levels, level = np.unique(data.matching(anchors, item)[given], return_inverse=True)
    n_answers = int(answers.max(initial=1)) + 1
    place = (level * 2 + data.focal[given]) * n_answers + answers[given]
    counts = np.bincount(place, minlength=len(levels) * 2 * n_answers).astype(np.float64)
    return Cells(counts.reshape(len(levels), 2, n_answers), levels)


def dropped(anchors: BoolArray, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name, kept in zip(ids, anchors, strict=True) if not kept)


def positions(names: tuple[str, ...], ids: tuple[str, ...]) -> IntArray:
    return np.array([ids.index(name) for name in names], dtype=np.int64)
