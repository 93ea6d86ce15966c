"""Weights that make a norm sample look like the population on its margins: raking (Deming & Stephan 1940)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .records import BoolArray, FloatArray, Record

ROUNDS = 200
ENOUGH = 1e-8


@dataclass(frozen=True, eq=False)
class Weights(Record):
    """`weights` (N,), mean 1. `missing`: pupils without a value, per margin; they stay in, and that margin does not
    move them. `effective`: Kish's effective number. `largest_gap`: share still off after the last round.
    """

    weights: FloatArray
    missing: Mapping[str, int]
    effective: float
    largest_gap: float
    rounds: int

    @property
    def converged(self) -> bool:
        return self.largest_gap < 1e-6


def rake(sample: Mapping[str, Sequence[str]], population: Mapping[str, Mapping[str, float]]) -> Weights:
    """Weights for N pupils. `sample`: margin ("stream", "network", "gender") -> one level per pupil, "" when unknown.

    `population`: margin -> level -> number or share. Raises ValueError when a level has pupils and no share, or a share
    and no pupils, since then no weight can be right; nobody is left out in silence.
    """
    names = {margin: np.array([level or "" for level in sample[margin]], dtype=str) for margin in population}
    numbers = {len(levels) for levels in names.values()}
    if len(numbers) != 1 or 0 in numbers:
        raise ValueError("every margin needs one level per pupil, and at least one pupil")
    cells = {margin: _cells(margin, names[margin], population[margin]) for margin in population}
    weights = np.ones(numbers.pop())
    gap, turn = math.inf, 0
    while gap >= ENOUGH and turn < ROUNDS:
        turn += 1
        for members, shares in cells.values():
            _adjust(weights, members, shares)
        gap = max(_gap(weights, members, shares) for members, shares in cells.values())
    missing = {margin: int((levels == "").sum()) for margin, levels in names.items()}
    weights /= weights.mean()
    return Weights(weights, missing, float(weights.sum() ** 2 / (weights**2).sum()), gap, turn)


def _cells(margin: str, levels: np.ndarray, shares: Mapping[str, float]) -> tuple[BoolArray, FloatArray]:
    """(levels, N) who belongs where, and the share of each level among those with a known level."""
    found, wanted = set(levels.tolist()) - {""}, {level for level, share in shares.items() if share > 0}
    if found != wanted:
        raise ValueError(f"{margin}: {', '.join(sorted(found ^ wanted))} stands on one side only")
    ordered = sorted(wanted)
    amounts = np.array([shares[level] for level in ordered], dtype=np.float64)
    return np.array([levels == level for level in ordered]), amounts / amounts.sum()


def _adjust(weights: FloatArray, members: BoolArray, shares: FloatArray) -> None:
    known = members.any(axis=0)
    total = weights[known].sum()
    for mine, share in zip(members, shares, strict=True):
        weights[mine] *= share * total / weights[mine].sum()


def _gap(weights: FloatArray, members: BoolArray, shares: FloatArray) -> float:
    sums = members @ weights
    return float(np.abs(sums / sums.sum() - shares).max())
