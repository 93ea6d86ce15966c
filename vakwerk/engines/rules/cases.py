"""Cases that a jurist can read: on this day, with this given, that is the answer, and this source says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vakwerk.engines.rules.parameters import Register
from vakwerk.engines.rules.rulebook import Answer, Result, Rule


@dataclass(frozen=True)
class Case:
    """One case. `expected` names the results that count; `warns` and `waits_for` when that is the point of it."""

    name: str
    rule: str
    day: date
    given: Mapping[str, object]
    expected: Mapping[str, object]
    source: str
    warns: bool | None = None
    waits_for: tuple[str, ...] = ()

    def answer(self, rules: Mapping[str, Rule], register: Register) -> Answer:
        """Raises `KeyError` for a rule that does not exist."""
        return rules[self.rule].ask(self.given, self.day, register)

    def faults(self, rules: Mapping[str, Rule], register: Register) -> list[str]:
        """What the answer says otherwise than expected; empty when the case holds."""
        return list(self._faults(self.answer(rules, register)))

    def _faults(self, answer: Answer) -> Iterator[str]:
        for key, expected in self.expected.items():
            found = answer.result.get(key)
            if not _same(found, expected):
                yield f"{key} is {found}, expected {expected}"
        if self.warns is not None and bool(answer.warnings) is not self.warns:
            yield f"warnings: {[warning.en for warning in answer.warnings]}"
        waiting = {reading.parameter.name for reading in answer.waits_for}
        if missing := set(self.waits_for) - waiting:
            yield f"does not wait for {sorted(missing)}"


def _same(found: Result, expected: object) -> bool:
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if isinstance(found, tuple) and isinstance(expected, list | tuple):
        return list(found) == list(expected)
    if isinstance(found, Decimal | int) and isinstance(expected, Decimal | int):
        return Decimal(found) == Decimal(expected)
    return found == expected
