"""Exact answers for the solvers: linear equations in whole numbers, solved with fractions and never with floats."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd


class NoSolution(ValueError):
    """The equations contradict each other: the machine cannot move, the drawing cannot be right."""


class NotDetermined(ValueError):
    """More than one solution."""


def solution(rows: Sequence[Sequence[int]]) -> list[Fraction]:
    """x of A x = b, for rows [a1, ..., an, b] of whole numbers; there may be more equations than unknowns.

    Gauss-Jordan elimination without division (each new row is divided by its greatest common divisor, so that numbers
    stay small). Raises `NoSolution` or `NotDetermined`."""
    left = [list(row) for row in rows]
    unknowns = len(left[0]) - 1
    done: list[list[int]] = []
    for column in range(unknowns):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            raise NotDetermined(f"unknown {column} may have any value")
        left.remove(pivot)
        left = [_without(row, pivot, column) for row in left]
        done = [_without(row, pivot, column) for row in done] + [pivot]
    if any(row[-1] for row in left):
        raise NoSolution
    return [Fraction(row[-1], row[place]) for place, row in enumerate(done)]


def _without(row: list[int], pivot: list[int], column: int) -> list[int]:
    """The row with the pivot's unknown taken out."""
    if not row[column]:
        return row
    reduced = [pivot[column] * mine - row[column] * theirs for mine, theirs in zip(row, pivot, strict=True)]
    shared = gcd(*reduced) or 1
    return [value // shared for value in reduced]
