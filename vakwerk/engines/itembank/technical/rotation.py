"""How fast coupled wheels turn, by solving all couplings together: the solver of gears and belts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .exact import NoSolution, solution

# Two wheels that touch: first wheel, its size (teeth or diameter), second wheel, its size, and whether they turn alike.
Coupling = tuple[str, int, str, int, bool]


def speeds(names: Sequence[str], driver: str, couplings: Sequence[Coupling]) -> dict[str, Fraction] | None:
    """Turns of each wheel for one turn of the driver, negative the other way round; None when nothing can turn.

    At every contact the rims run equally fast: size x turns is equal, with the same sign for a belt and the other
    for teeth or a crossed belt."""
    place = {name: index for index, name in enumerate(names)}
    rows = [[0] * (len(names) + 1)]
    rows[0][place[driver]] = rows[0][-1] = 1
    for first, size, second, other_size, alike in couplings:
        row = [0] * (len(names) + 1)
        row[place[first]] = size
        row[place[second]] = -other_size if alike else other_size
        rows.append(row)
    try:
        return dict(zip(names, solution(rows), strict=True))
    except NoSolution:
        return None
