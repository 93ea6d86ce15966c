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
        learn_prices,
        next_item,
        simulate,
    )
    from .advice_stability import Stability, advice_decision, stability
    from .calibration import (
        Calibration,
        Certificate,
        Drift,
        ItemPrior,
        StandardErrors,
        calibrate,
        item_drift,
    )
    from .fit import combined_fit, euclidean_distance, profile_correlation
    from .hexagon import HexagonInterval, HexagonTest, hexagon_interval, hexagon_test
    from .items import Item, Items, Population
    from .manual import About, ManualError, technical_manual
    from .measured_fit import FitIntervals, fit_intervals
    from .norms import NoNorms, Norms, PercentileInterval, fit_norms, unshrunken
    from .posteriors import ProfilePosterior, graded_profile
    from .precision import CutPoints, InformationCurve, errors_at_cuts, information, item_information
    from .quality.dif_logistic import LogisticDif, logistic_dif
    from .quality.dif_mantel import MantelHaenszel, common_odds_ratio, mantel_haenszel
    from .quality.effort import Effort, effort, rapid_thresholds
    from .quality.item_fit import ItemFit, item_fit
    from .quality.multiple import benjamini_hochberg
    from .quality.notices import NOTICES
    from .quality.overall_fit import OverallFit, overall_fit
    from .quality.person_fit import PersonFit, person_fit
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
        "learn_prices",
        "next_item",
        "simulate",
    ),
    "calibration": (
        "Calibration",
        "Certificate",
        "Drift",
        "ItemPrior",
        "StandardErrors",
        "calibrate",
        "item_drift",
    ),
    "items": ("Item", "Items", "Population"),
    "quality.dif_logistic": ("LogisticDif", "logistic_dif"),
    "quality.dif_mantel": ("MantelHaenszel", "common_odds_ratio", "mantel_haenszel"),
    "quality.effort": ("Effort", "effort", "rapid_thresholds"),
    "quality.item_fit": ("ItemFit", "item_fit"),
    "quality.multiple": ("benjamini_hochberg",),
    "quality.notices": ("NOTICES",),
    "quality.overall_fit": ("OverallFit", "overall_fit"),
    "quality.person_fit": ("PersonFit", "person_fit"),
    "records": ("Record", "RecordError"),
    "responses": ("DataProblem", "Responses"),
    "precision": ("CutPoints", "InformationCurve", "errors_at_cuts", "information", "item_information"),
    "reliability": ("Omega", "alpha", "empirical_reliability", "marginal_reliability", "omega"),
    "scoring": ("Scores", "score"),
    "sum_scores": ("SumScoreTable", "sum_score_table"),
    "simulation": ("simulate_responses",),
    "fit": ("combined_fit", "euclidean_distance", "profile_correlation"),
    "hexagon": ("HexagonInterval", "HexagonTest", "hexagon_interval", "hexagon_test"),
    "manual": ("About", "ManualError", "technical_manual"),
    "measured_fit": ("FitIntervals", "fit_intervals"),
    "norms": ("NoNorms", "Norms", "PercentileInterval", "fit_norms", "unshrunken"),
    "posteriors": ("ProfilePosterior", "graded_profile"),
    "regressed": ("NotUsable", "RegressedFit", "regressed_fit"),
    "advice_stability": ("Stability", "advice_decision", "stability"),
    "weighting": ("Weights", "rake"),
}
"""Module -> the names that it gives, loaded at first use; the same names stand above for the type checker."""

__all__ = [
    "NOTICES",
    "RIASEC",
    "About",
    "AdaptiveTest",
    "Advice",
    "AnsweringNotice",
    "Bank",
    "Battery",
    "Blueprint",
    "BlueprintError",
    "Breadth",
    "Calibration",
    "Certificate",
    "Choice",
    "CutPoints",
    "DataProblem",
    "Design",
    "Drift",
    "Effort",
    "Exposure",
    "FitIntervals",
    "HexagonInterval",
    "HexagonTest",
    "InformationCurve",
    "InterestItem",
    "InterestProfile",
    "Item",
    "ItemFit",
    "ItemPrior",
    "Items",
    "JointPosterior",
    "LogisticDif",
    "MantelHaenszel",
    "ManualError",
    "Menu",
    "MenuEntry",
    "NoNorms",
    "Norms",
    "NotUsable",
    "Omega",
    "OverallFit",
    "PercentileInterval",
    "PersonFit",
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
    "StandardErrors",
    "Stopping",
    "SumScoreTable",
    "Usage",
    "Weights",
    "advice_decision",
    "advise",
    "alpha",
    "benjamini_hochberg",
    "calibrate",
    "chance_of_same",
    "check",
    "combined_fit",
    "common_odds_ratio",
    "compare",
    "effort",
    "empirical_reliability",
    "errors_at_cuts",
    "estimate_interests",
    "euclidean_distance",
    "fit_intervals",
    "fit_norms",
    "graded_profile",
    "hexagon_interval",
    "hexagon_test",
    "information",
    "item_drift",
    "item_fit",
    "item_information",
    "learn_prices",
    "logistic_dif",
    "mantel_haenszel",
    "marginal_reliability",
    "menu",
    "next_item",
    "omega",
    "overall_fit",
    "person_fit",
    "profile_correlation",
    "rake",
    "rapid_thresholds",
    "regressed_fit",
    "score",
    "simulate",
    "simulate_responses",
    "stability",
    "sum_score_table",
    "technical_manual",
    "unshrunken",
]


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(importlib.import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
