"""Everything a manual can rest on. What is None or empty is said to be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vakwerk.engines.psychometrics.adaptive.simulation import Simulation
from vakwerk.engines.psychometrics.advice_stability import Agreement
from vakwerk.engines.psychometrics.calibration.results import Calibration
from vakwerk.engines.psychometrics.hexagon import HexagonInterval, HexagonTest
from vakwerk.engines.psychometrics.norms import NoNorms, Norms
from vakwerk.engines.psychometrics.quality.dif_logistic import LogisticDif
from vakwerk.engines.psychometrics.quality.dif_mantel import MantelHaenszel
from vakwerk.engines.psychometrics.quality.item_fit import ItemFit
from vakwerk.engines.psychometrics.quality.overall_fit import OverallFit
from vakwerk.engines.psychometrics.regressed import RegressedFit

Dif = MantelHaenszel | LogisticDif


@dataclass(frozen=True)
class About:
    """What only people can say about an instrument. Empty = missing, and the manual says so.

    `date`: of the data, as it should be printed. `fictitious`: the answers were simulated.
    """

    name: str = "instrument"
    purpose: str = ""
    target_group: str = ""
    theory: str = ""
    date: str = ""
    fictitious: bool = False


@dataclass(frozen=True)
class Evidence:
    about: About
    calibration: Calibration
    dif: Mapping[str, Dif]
    reliability: Mapping[str, float]
    simulations: Mapping[str, Simulation]
    norms: Norms | NoNorms | None
    item_fit: ItemFit | None
    overall_fit: OverallFit | None
    stability: Mapping[str, Agreement]
    hexagon: HexagonTest | HexagonInterval | None
    regressed: RegressedFit | None
