"""Programmes that hardly differ in interests are one kind: the unit in which interests can give stable advice.

Thirty crafts share one profile. No questionnaire can say which of them fits best, so advice is given on the kind, and
a lot that is fixed per pupil says which member stands on the menu.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WIDTH = 2.0
"""Two members of one kind lie at most this far apart (standardised profiles); two strangers are 3.5 apart."""


def kinds_of(profiles: NDArray[np.float64], width: float = WIDTH) -> NDArray[np.int64]:
    """(n,) number of the kind of each of n standardised profiles (n, 6), numbered by first member.

    Complete linkage (Sorensen 1948): the two groups whose farthest members are nearest merge, until that distance
    passes `width`. So no chain of small steps can bring strangers together. On a tie the first pair merges.
    """
    labels = np.arange(len(profiles))
    gaps = np.linalg.norm(profiles[:, np.newaxis] - profiles[np.newaxis], axis=2)
    np.fill_diagonal(gaps, np.inf)
    while len(profiles) > 1:
        one, other = sorted(divmod(int(gaps.argmin()), len(profiles)))
        if gaps[one, other] > width:
            break
        labels[labels == other] = one
        _merge(gaps, one, other)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _merge(gaps: NDArray[np.float64], one: int, other: int) -> None:
    """The merged group is as far from a third as its farther part; the other row falls out of the search."""
    farthest = np.maximum(gaps[one], gaps[other])
    gaps[one], gaps[:, one] = farthest, farthest
    gaps[other], gaps[:, other] = np.inf, np.inf
    gaps[one, one] = np.inf
