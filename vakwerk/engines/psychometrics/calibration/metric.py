"""The metric of the climb: how the log-likelihood bends, roughly, with what the missing abilities cost taken off.

Were abilities known, the parameters of different items would have nothing to do with each other. They are not known, so
the metric takes the ability at each node for one more unknown, on which every item has a hold. That is an information
matrix with a border: a block an item, and a narrow edge that all of them share (the abilities, and the parameters that
items share). Eliminating the edge costs a matrix of some thirty rows, however many items there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import BoolArray, FloatArray

from .layout import Layout

GROUPS = 31
"""Neighbouring nodes are taken together until about this many are left: a metric may be rough, and is made often."""


@dataclass(frozen=True)
class Information:
    """Fisher information of parameters and abilities together: never indefinite, whatever the answers.

    `items`: (J, P, P), with abilities known; `link`: (J, P, Q) between an item and the ability at a node; `ability`:
    (Q,), the group's own distribution included.
    """

    items: FloatArray
    link: FloatArray
    ability: FloatArray


class Metric:
    """Divides by the information of the values that are loose."""

    def __init__(self, layout: Layout, information: Information) -> None:
        self._layout, self._information = layout, information
        self._loose: BoolArray | None = None

    def solve(self, right: FloatArray, loose: BoolArray) -> FloatArray:
        """(n,) from (n,), 0 where not `loose`."""
        if self._loose is None or not np.array_equal(loose, self._loose):
            self._eliminate(loose)
        layout, own = self._layout, self._layout.n_own
        rows = np.zeros(layout.free.shape)
        rows[layout.free] = right[:own] * loose[:own]
        alone = (self._inverse @ rows[:, :, None]).ravel()
        groups = len(self._corner) - len(layout.patterns)
        edge = np.concatenate([np.zeros(groups), right[own:] * loose[own:]])
        shared = np.linalg.solve(self._corner, edge - self._edge.T @ rows.ravel())
        found = (alone - self._edge @ shared).reshape(rows.shape)
        return np.concatenate([found[layout.free], shared[groups:]]) * loose

    def _eliminate(self, loose: BoolArray) -> None:
        """Prepares for these loose values: inverse blocks, the edge divided by them, and what is left of the corner."""
        layout, known = self._layout, self._information
        moving = layout.free.copy()
        moving[layout.free] = loose[: layout.n_own]
        blocks = known.items * (moving[:, :, None] & moving[:, None, :])
        blocks += np.where(moving, 0.0, 1.0)[:, :, None] * np.eye(moving.shape[1])
        self._inverse = np.linalg.inv(_well_posed(blocks))
        edge, corner = self._bordered(loose[layout.n_own :])
        edge *= moving[:, :, None]
        divided = self._inverse @ edge
        self._edge = divided.reshape(-1, edge.shape[2])
        self._corner = corner - edge.reshape(self._edge.shape).T @ self._edge
        self._loose = loose

    def _bordered(self, loose: BoolArray) -> tuple[FloatArray, FloatArray]:
        """(J, P, T) and (T, T): the groups of abilities first, scaled to information 1, then the shared parameters."""
        known = self._information
        starts = np.arange(0, len(known.ability), -(-len(known.ability) // GROUPS))
        scale = 1 / np.sqrt(np.add.reduceat(known.ability, starts))
        link = np.add.reduceat(known.link, starts, axis=2) * scale
        corner = np.eye(len(starts) + len(loose))
        if not len(loose):
            return link, corner
        patterns = self._layout.patterns * loose[:, None, None]
        edge = np.einsum("jpr,tjr->jpt", known.items, patterns)
        groups, own = slice(None, len(starts)), slice(len(starts), None)
        corner[groups, own] = np.einsum("jpq,sjp->qs", link, patterns)
        corner[own, groups] = corner[groups, own].T
        corner[own, own] = np.einsum("sjp,jpt->st", patterns, edge) + np.diag(np.where(loose, 0.0, 1.0))
        corner[own, own] = _well_posed(corner[None, own, own])[0]
        return np.concatenate([link, edge], axis=2), corner


def _well_posed(blocks: FloatArray) -> FloatArray:
    """A trace of ridge, so that an item nobody near has answered does not stop the others."""
    size = blocks.shape[-1]
    scale = np.trace(blocks, axis1=1, axis2=2) / size
    out = blocks.copy()
    out[:, np.arange(size), np.arange(size)] += (1e-9 * scale + 1e-9)[:, None]
    return out
