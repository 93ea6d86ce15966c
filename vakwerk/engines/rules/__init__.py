"""Dated rules: legal values with their sources, formulas with versions, answers with every step.

`Register` (parameters by name) and `Rule.ask(given, day, register) -> Answer` are the whole of it; `formulas` holds
the Flemish rules themselves, `conditions` the small language in which civil servants write conditions of a call.
Nothing here reads a file or a clock.
"""

from vakwerk.engines.rules.cases import Case
from vakwerk.engines.rules.parameters import DatedValue, Parameter, Reading, Register, Status, Unit, Value
from vakwerk.engines.rules.questions import Asked, Faults, Kind, Option, Question, Refused
from vakwerk.engines.rules.rulebook import Answer, Finding, Reader, Rule, Unsourced, Version

__all__ = [
    "Answer",
    "Asked",
    "Case",
    "DatedValue",
    "Faults",
    "Finding",
    "Kind",
    "Option",
    "Parameter",
    "Question",
    "Reader",
    "Reading",
    "Refused",
    "Register",
    "Rule",
    "Status",
    "Unit",
    "Unsourced",
    "Value",
    "Version",
]
