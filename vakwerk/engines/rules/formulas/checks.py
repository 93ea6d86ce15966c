"""Conditions that hold, do not hold or are not known yet, and the table and verdict that follow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vakwerk.engines.rules.rulebook import Grid, Verdict
from vakwerk.engines.words import Words

NOTHING = Words("", "")


@dataclass(frozen=True)
class Check:
    """One condition: `holds` is None when nobody answered the question; `why` says what was compared."""

    condition: Words
    holds: bool | None
    why: Words = NOTHING


_STATES = {
    True: (Words("in orde", "fulfilled"), Verdict.YES),
    False: (Words("niet in orde", "not fulfilled"), Verdict.NO),
    None: (Words("nog na te gaan", "to be checked"), Verdict.ON_CONDITION),
}


def verdict(checks: Iterable[Check]) -> Verdict:
    """No when one condition fails; on condition when one is not known; else yes."""
    states = {check.holds for check in checks}
    if False in states:
        return Verdict.NO
    return Verdict.ON_CONDITION if None in states else Verdict.YES


def grid(title: Words, checks: Iterable[Check]) -> Grid:
    """The conditions as a table, one row each."""
    listed = tuple(checks)
    heads = (Words("Voorwaarde", "Condition"), Words("Stand", "State"), Words("Uitleg", "Explanation"))
    rows = tuple((check.condition, _STATES[check.holds][0], check.why) for check in listed)
    return Grid(title, heads, rows, tuple(_STATES[check.holds][1] for check in listed))


def failing(checks: Iterable[Check]) -> tuple[Words, ...]:
    """The conditions that do not hold."""
    return tuple(check.condition for check in checks if check.holds is False)
