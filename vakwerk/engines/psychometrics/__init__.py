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
    from .advice_stability import Stability, stability
    from .fit import combined_fit, euclidean_distance, profile_correlation
    from .hexagon import HexagonTest, hexagon_test
    from .items import Item, Items, Population
    from .norms import NoNorms, Norms, PercentileInterval, fit_norms, unshrunken
    from .posteriors import ProfilePosterior, graded_profile
    from .precision import CutPoints, InformationCurve, errors_at_cuts, information, item_information
    from .records import Record, RecordError
    from .regressed import NotUsable, RegressedFit, regressed_fit
    from .reliability import Omega, alpha, empirical_reliability, marginal_reliability, omega
    from .responses import DataProblem, Responses
    from .scoring import Scores, score
    from .simulation import simulate_responses
    from .sum_scores import SumScoreTable, sum_score_table
    from .weighting import Weights, rake


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
    "fit": ("combined_fit", "euclidean_distance", "profile_correlation"),
    "hexagon": ("HexagonTest", "hexagon_test"),
    "norms": ("NoNorms", "Norms", "PercentileInterval", "fit_norms", "unshrunken"),
    "posteriors": ("ProfilePosterior", "graded_profile"),
    "regressed": ("NotUsable", "RegressedFit", "regressed_fit"),
    "advice_stability": ("Stability", "stability"),
    "weighting": ("Weights", "rake"),
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
    "HexagonTest",
    "InformationCurve",
    "InterestItem",
    "InterestProfile",
    "Item",
    "Items",
    "JointPosterior",
    "Menu",
    "MenuEntry",
    "NoNorms",
    "Norms",
    "NotUsable",
    "Omega",
    "PercentileInterval",
    "Population",
    "ProfilePosterior",
    "ProgrammeProfiles",
    "Record",
    "RecordError",
    "RegressedFit",
    "Responses",
    "ScaleEstimate",
    "Scores",
    "Session",
    "Simulation",
    "Sitting",
    "Stability",
    "Stopping",
    "SumScoreTable",
    "Usage",
    "Weights",
    "advise",
    "alpha",
    "chance_of_same",
    "check",
    "combined_fit",
    "compare",
    "empirical_reliability",
    "errors_at_cuts",
    "estimate_interests",
    "euclidean_distance",
    "fit_norms",
    "graded_profile",
    "hexagon_test",
    "information",
    "item_information",
    "marginal_reliability",
    "menu",
    "next_item",
    "omega",
    "profile_correlation",
    "rake",
    "regressed_fit",
    "score",
    "simulate",
    "simulate_responses",
    "stability",
    "sum_score_table",
    "unshrunken",
]


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(importlib.import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
