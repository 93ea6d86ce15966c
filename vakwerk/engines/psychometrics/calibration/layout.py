"""Which numbers are free: a linear map from the free parameters to the table of all parameters.

On the scale of the calibrated group (see `curves`) every constraint is linear. With mean m and spread s of the group
on the scale of the bank, an item (a, d) of the bank has slope a s and intercept d + a m; so a Rasch item has slope s,
and an anchor adds a known row times the free (s, m). Nothing else is shared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray


@dataclass(frozen=True)
class Layout:
    """table = fixed + free entries + sum of shared[k] x pattern[k].

    `fixed`: (J, P), NaN where an item has no such step; `free`: (J, P); `patterns`: (S, J, P) with S = 0, 1 (spread) or
    2 (spread and mean).
    """

    fixed: FloatArray
    free: BoolArray
    patterns: FloatArray

    @property
    def n_own(self) -> int:
        return int(self.free.sum())

    @property
    def size(self) -> int:
        return self.n_own + len(self.patterns)

    def table(self, values: FloatArray) -> FloatArray:
        """(J, P) from the free values (n,)."""
        out = self.fixed.copy()
        out[self.free] = values[: self.n_own]
        for shared, pattern in zip(values[self.n_own :], self.patterns, strict=True):
            out += shared * pattern
        return out

    def pull_back(self, gradient: FloatArray) -> FloatArray:
        """(n,) gradient to the free values from (J, P) to the table."""
        shared = (self.patterns * gradient).sum(axis=(1, 2))
        return np.concatenate([gradient[self.free], shared])

    def matrix(self) -> FloatArray:
        """(J P, n): the map itself."""
        out = np.zeros((self.free.size, self.size))
        out[np.flatnonzero(self.free), np.arange(self.n_own)] = 1.0
        out[:, self.n_own :] = self.patterns.reshape(len(self.patterns), -1).T
        return out

    def reduce(self, information: FloatArray) -> FloatArray:
        """(n, n) from (J P, J P)."""
        places = np.flatnonzero(self.free)
        own = information[np.ix_(places, places)]
        if not len(self.patterns):
            return own
        shared = self.patterns.reshape(len(self.patterns), -1)
        product = shared @ information
        top = np.concatenate([own, product[:, places].T], axis=1)
        return np.concatenate([top, np.concatenate([product[:, places], product @ shared.T], axis=1)])
