"""A round of thousands of tiny pieces: solved side by side, in as many calls as there are bundles."""

from __future__ import annotations

import numpy as np

from vakwerk.engines.matching import Instance, solve, verify
from vakwerk.engines.matching.parts import BUNDLE, parts


def _pairs(n: int) -> Instance:
    """Pupil 2i and 2i + 1 both may go to place i, which has one seat; every tenth place has none."""
    pupil = np.arange(2 * n)
    seats = (np.arange(n) % 10 > 0).astype(int)
    return Instance.from_edges(2 * n, seats, pupil, pupil // 2, pupil % 2)


def test_small_pieces_share_a_call() -> None:
    instance = _pairs(20_000)
    assert len(parts(instance)) <= instance.n_edges // BUNDLE + 1
    found = solve(instance)
    assert (found.placed, found.cost) == (18_000, 0)
    assert verify(instance, found).valid


def test_every_pupil_and_place_with_edges_is_in_exactly_one_part() -> None:
    instance = _pairs(5_000)
    found = parts(instance)
    assert np.array_equal(np.sort(np.concatenate([part.pupils for part in found])), np.arange(10_000))
    assert np.array_equal(np.sort(np.concatenate([part.places for part in found])), np.arange(5_000))
    assert sum(len(part.graph.place) for part in found) == instance.n_edges
