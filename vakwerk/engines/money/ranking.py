"""Applications in order of their scores, and where a budget cuts the order. Exact: a tie is a tie.

1. A member's mark is the weighted mean of points / top over the criteria, out of 100.
2. An application's score is the mean of its members' marks, so that who had a conflict of interest does not weigh.
   Fewer members than the call asks: no place yet.
3. Equal scores share a place; the next place counts them all (1, 2, 2, 4).
4. The budget goes down the order. A place that does not fit ends it: nothing lower is taken instead, since a small
   request would then win from a better one. When a place is shared and only some of it fits, all of it is `TIED`:
   people decide, with their reasons.

These are our rules (the decrees name a jury, a ranking and a budget, and no formula); a call says them to applicants.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True)
class Criterion:
    """What is marked: 0 to `top` points, counting `weight` times."""

    key: str
    weight: int = 1
    top: int = 5

    def __post_init__(self) -> None:
        if self.weight < 1 or self.top < 1:
            raise ValueError("A criterion has a weight and a top of one or more.")


@dataclass(frozen=True)
class Entry:
    """An application: what it asks in cents, and the points of each jury member by criterion."""

    key: str
    asked: int
    points: Mapping[str, Mapping[str, int]]


class Outcome(StrEnum):
    """Where an application stands beside the budget."""

    WITHIN = "within"
    TIED = "tied"
    BEYOND = "beyond"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Place:
    """An application in the order. `place` and `score` are None while too few members marked it.

    `spread` is the distance between its highest and lowest mark: large ones deserve a talk.
    """

    key: str
    asked: int
    place: int | None
    score: Fraction | None
    marks: Mapping[str, Fraction]
    spread: Fraction
    outcome: Outcome


@dataclass(frozen=True)
class Order:
    """The places from the first on, then what has none; `left` cents of the budget are not given."""

    places: tuple[Place, ...]
    budget: int
    left: int

    @property
    def tied(self) -> tuple[Place, ...]:
        """The applications between which people decide."""
        return tuple(place for place in self.places if place.outcome is Outcome.TIED)


def mark(points: Mapping[str, int], criteria: Sequence[Criterion]) -> Fraction:
    """One member's mark out of 100. Raises ValueError for a criterion without points, or points beyond its top."""
    for criterion in criteria:
        if not 0 <= points.get(criterion.key, -1) <= criterion.top:
            raise ValueError(f"{criterion.key} has no points between 0 and {criterion.top}.")
    weighted = sum((Fraction(points[one.key] * one.weight, one.top) for one in criteria), Fraction(0))
    return weighted * Fraction(100, sum(one.weight for one in criteria))


def order(entries: Iterable[Entry], criteria: Sequence[Criterion], budget: int, least_marks: int = 2) -> Order:
    """The order of `entries` and the cut at `budget` cents; the order of the input never matters."""
    if budget < 0:
        raise ValueError("A budget is not negative.")
    marked = sorted((_marked(entry, criteria) for entry in entries), key=lambda place: place.key)
    ready = [place for place in marked if len(place.marks) >= least_marks]
    waiting = [_without_place(place) for place in marked if len(place.marks) < least_marks]
    placed = list(_placed(ready))
    cut, left = _cut(placed, budget)
    return Order((*cut, *waiting), budget, left)


def _marked(entry: Entry, criteria: Sequence[Criterion]) -> Place:
    if entry.asked <= 0:
        raise ValueError(f"{entry.key} asks no money.")
    marks = {member: mark(points, criteria) for member, points in sorted(entry.points.items())}
    score = sum(marks.values(), Fraction(0)) * Fraction(1, len(marks)) if marks else None
    spread = max(marks.values()) - min(marks.values()) if marks else Fraction(0)
    return Place(entry.key, entry.asked, None, score, marks, spread, Outcome.TOO_FEW)


def _without_place(place: Place) -> Place:
    return Place(place.key, place.asked, None, None, place.marks, place.spread, Outcome.TOO_FEW)


def _placed(ready: list[Place]) -> Iterator[Place]:
    """Places 1, 2, 2, 4: equal scores share one."""
    downward = sorted(ready, key=lambda place: (-(place.score or 0), place.key))
    number = 1
    for _score, group in groupby(downward, key=lambda place: place.score):
        shared = list(group)
        for one in shared:
            yield Place(one.key, one.asked, number, one.score, one.marks, one.spread, Outcome.BEYOND)
        number += len(shared)


def _cut(placed: list[Place], budget: int) -> tuple[list[Place], int]:
    found: list[Place] = []
    left, ended = budget, False
    for _number, group in groupby(placed, key=lambda place: place.place):
        shared = list(group)
        outcome = Outcome.BEYOND if ended else _fits(shared, left)
        if outcome is Outcome.WITHIN:
            left -= sum(one.asked for one in shared)
        ended = ended or outcome is not Outcome.WITHIN
        found += [Place(one.key, one.asked, one.place, one.score, one.marks, one.spread, outcome) for one in shared]
    return found, left


def _fits(shared: list[Place], left: int) -> Outcome:
    if sum(one.asked for one in shared) <= left:
        return Outcome.WITHIN
    return Outcome.TIED if min(one.asked for one in shared) <= left else Outcome.BEYOND
