"""The one place where this room asks a rule: which register, which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vakwerk.engines.rules import Answer, Register, Rule
from vakwerk.rules import queries


def register() -> Register:
    """The values that are in force: the files, and what two administrators confirmed since (one query)."""
    return queries.register()


def ask(rule: Rule, given: Mapping[str, object], day: date) -> Answer:
    """Raises `engines.rules.Faults` when what was given cannot be used."""
    return rule.ask(given, day, register())
