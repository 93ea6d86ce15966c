"""Purification: a matching score without the items that behave differently, repeated until it stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray

MOST_ROUNDS = 10

Found = TypeVar("Found")


@dataclass(frozen=True)
class Purified(Generic[Found]):
    """The last result, the ids left out of the matching score after each round, and whether that stood still."""

    found: Found
    trail: tuple[tuple[str, ...], ...]
    settled: bool


def purify(
    run: Callable[[BoolArray], Found], flagged: Callable[[Found], BoolArray], ids: tuple[str, ...], rounds: int
) -> Purified[Found]:
    """`run(anchors)` with all items as anchors, then without the flagged ones, until the same items are flagged.

    Stops without settling after `rounds`, when a set comes back (a cycle), or when fewer than two anchors would stay.
    """
    anchors = np.ones(len(ids), dtype=np.bool_)
    found = run(anchors)
    history: list[tuple[str, ...]] = [()]
    for _ in range(rounds):
        kept = ~flagged(found)
        names = tuple(name for name, stays in zip(ids, kept, strict=True) if not stays)
        if (kept == anchors).all():
            return Purified(found, tuple(history), True)
        if names in history or kept.sum() < 2:
            return Purified(found, (*history, names), False)
        anchors = kept
        history.append(names)
        found = run(anchors)
    return Purified(found, tuple(history), rounds == 0)
