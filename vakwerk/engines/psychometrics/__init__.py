"""Measuring talent with honest error.

What the pages of a site need at start-up is imported here; the rest loads when its name is first used, so that a web
process pays for neither SciPy nor Numba.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .advice import Advice, ProgrammeProfiles, advise
from .answering import AnsweringNotice, check
from .interests import InterestItem, estimate_interests
from .menus import Breadth, Menu, MenuEntry, menu
from .scales import RIASEC, InterestProfile, ScaleEstimate

if TYPE_CHECKING:
    from .adaptive import (
        AdaptiveTest,
        Bank,
        Battery,
        Blueprint,
        BlueprintError,
        Choice,
        Design,
        Exposure,
        JointPosterior,
        Session,
        Simulation,
        Sitting,
        Stopping,
        Usage,
        chance_of_same,
        compare,
        next_item,
        simulate,
    )
    from .items import Item, Items, Population
    from .precision import CutPoints, InformationCurve, errors_at_cuts, information, item_information
    from .records import Record, RecordError
    from .reliability import Omega, alpha, empirical_reliability, marginal_reliability, omega
    from .responses import DataProblem, Responses
    from .scoring import Scores, score
    from .simulation import simulate_responses
    from .sum_scores import SumScoreTable, sum_score_table

_LATER = {
    "adaptive": (
        "AdaptiveTest",
        "Bank",
        "Battery",
        "Blueprint",
        "BlueprintError",
        "Choice",
        "Design",
        "Exposure",
        "JointPosterior",
        "Session",
        "Simulation",
        "Sitting",
        "Stopping",
        "Usage",
        "chance_of_same",
        "compare",
        "next_item",
        "simulate",
    ),
    "items": ("Item", "Items", "Population"),
    "records": ("Record", "RecordError"),
    "responses": ("DataProblem", "Responses"),
    "precision": ("CutPoints", "InformationCurve", "errors_at_cuts", "information", "item_information"),
    "reliability": ("Omega", "alpha", "empirical_reliability", "marginal_reliability", "omega"),
    "scoring": ("Scores", "score"),
    "sum_scores": ("SumScoreTable", "sum_score_table"),
    "simulation": ("simulate_responses",),
}
"""Module -> the names that it gives, loaded at first use; the same names stand above for the type checker."""

__all__ = [
    "RIASEC",
    "AdaptiveTest",
    "Advice",
    "AnsweringNotice",
    "Bank",
    "Battery",
    "Blueprint",
    "BlueprintError",
    "Breadth",
    "Choice",
    "CutPoints",
    "DataProblem",
    "Design",
    "Exposure",
    "InformationCurve",
    "InterestItem",
    "InterestProfile",
    "Item",
    "Items",
    "JointPosterior",
    "Menu",
    "MenuEntry",
    "Omega",
    "Population",
    "ProgrammeProfiles",
    "Record",
    "RecordError",
    "Responses",
    "ScaleEstimate",
    "Scores",
    "Session",
    "Simulation",
    "Sitting",
    "Stopping",
    "SumScoreTable",
    "Usage",
    "advise",
    "alpha",
    "chance_of_same",
    "check",
    "compare",
    "empirical_reliability",
    "errors_at_cuts",
    "estimate_interests",
    "information",
    "item_information",
    "marginal_reliability",
    "menu",
    "next_item",
    "omega",
    "score",
    "simulate",
    "simulate_responses",
    "sum_score_table",
]


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(importlib.import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
