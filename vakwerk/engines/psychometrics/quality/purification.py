"""Purification: a matching score without the items that behave differently, repeated until it stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

MOST_ROUNDS = 10

Found = TypeVar("Found")


@dataclass(frozen=True)
class Purified(Generic[Found]):
    """The last result, the ids left out of the matching score after each round, and whether that stood still."""

    found: Found
    trail: tuple[tuple[str, ...], ...]
    settled: bool


def purify(
    run: Callable[[BoolArray], Found], badness: Callable[[Found], FloatArray], ids: tuple[str, ...], rounds: int
) -> Purified[Found]:
    """`run(anchors)` with all items as anchors, then without the flagged ones, until the same items are flagged.

    `badness` (J,): above 0 for flagged items, higher for worse. At most half of the items leave, the worst ones: in
    large groups a few bad items make all others look bad, and a score of nothing matches nobody (this cap is ours).
    Stops without settling after `rounds`, or when a set comes back (a cycle).
    """
    anchors = np.ones(len(ids), dtype=np.bool_)
    found = run(anchors)
    trail: list[tuple[str, ...]] = [()]
    for _ in range(rounds):
        kept = ~_worst(badness(found))
        if (kept == anchors).all():
            return Purified(found, tuple(trail), True)
        names = tuple(name for name, stays in zip(ids, kept, strict=True) if not stays)
        if names in trail:
            return Purified(found, (*trail, names), False)
        anchors = kept
        trail.append(names)
        found = run(anchors)
    return Purified(found, tuple(trail), rounds == 0)


def _worst(badness: FloatArray) -> BoolArray:
    """The flagged items, at most half of all."""
    most = len(badness) // 2
    order = np.argsort(-np.nan_to_num(badness), kind="stable")[:most]
    flagged = np.zeros(len(badness), dtype=np.bool_)
    flagged[order] = np.nan_to_num(badness)[order] > 0
    return flagged
