"""From coordinates and rules to a round, with the rule that excluded every other pair."""

from .capacity import Cap, CapacityProblem, Tree
from .cohort import Mentors, Places, Pupils
from .graph import Change, Eligibility, Excluded, Row
from .judge import Options
from .problems import EligibilityProblem
from .reasons import Reason
from .rules import KINDS, REGISTRY, Kind, Rule, RuleProblem, Rules, rule_of
from .travel import BIKE, CAR, MODES, PUBLIC_TRANSPORT, Estimate, TravelTimes

__all__ = [
    "BIKE",
    "CAR",
    "KINDS",
    "MODES",
    "PUBLIC_TRANSPORT",
    "REGISTRY",
    "Cap",
    "CapacityProblem",
    "Change",
    "Eligibility",
    "EligibilityProblem",
    "Estimate",
    "Excluded",
    "Kind",
    "Mentors",
    "Options",
    "Places",
    "Pupils",
    "Reason",
    "Row",
    "Rule",
    "RuleProblem",
    "Rules",
    "TravelTimes",
    "Tree",
    "rule_of",
]
