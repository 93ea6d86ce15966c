"""Dated rules: legal values with their sources, formulas with versions, answers with every step.

`Register` (parameters by name) and `Rule.ask(given, day, register) -> Answer` are the whole of it; `formulas` holds
the Flemish rules themselves, `conditions` the small language in which civil servants write conditions of a call.
Nothing here reads a file or a clock.
"""

from vakwerk.engines.rules.cases import Case
from vakwerk.engines.rules.parameters import DatedValue, Parameter, Reading, Register, Status, Unit, Value
from vakwerk.engines.rules.questions import Asked, Faults, Given, Kind, Option, Question
from vakwerk.engines.rules.rulebook import Answer, Finding, Grid, Reader, Rule, Unsourced, Verdict, Version
from vakwerk.engines.rules.typed import Refused, Shift

__all__ = [
    "Answer",
    "Asked",
    "Case",
    "DatedValue",
    "Faults",
    "Finding",
    "Given",
    "Grid",
    "Kind",
    "Option",
    "Parameter",
    "Question",
    "Reader",
    "Reading",
    "Refused",
    "Register",
    "Rule",
    "Shift",
    "Status",
    "Unit",
    "Unsourced",
    "Value",
    "Verdict",
    "Version",
]
