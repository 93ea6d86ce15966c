"""Calls, applications, juries, decisions, grants, contests and open results. Structure and constraints only."""

from vakwerk.funding.models.applications import (
    UNSENT,
    Admissibility,
    Application,
    ApplicationState,
    BudgetItem,
    CoFinancing,
    CompletionRequest,
    Finding,
    Partner,
    PartnerState,
)
from vakwerk.funding.models.calls import PUBLIC_STATES, Call, CallKind, CallState, CallVersion, Phase
from vakwerk.funding.models.contests import Contest, ContestEntry, ContestResult
from vakwerk.funding.models.decisions import GIVING, Decision, RankedApplication, Ranking, Standing, Verdict
from vakwerk.funding.models.grants import Grant, GrantState, Instalment, Report, ReportedCost, Settlement
from vakwerk.funding.models.juries import (
    Assessment,
    ConflictOfInterest,
    JuryMeeting,
    JuryMember,
    Remark,
    Score,
)
from vakwerk.funding.models.results import Licence, OpenResult

__all__ = [
    "GIVING",
    "PUBLIC_STATES",
    "UNSENT",
    "Admissibility",
    "Application",
    "ApplicationState",
    "Assessment",
    "BudgetItem",
    "Call",
    "CallKind",
    "CallState",
    "CallVersion",
    "CoFinancing",
    "CompletionRequest",
    "ConflictOfInterest",
    "Contest",
    "ContestEntry",
    "ContestResult",
    "Decision",
    "Finding",
    "Grant",
    "GrantState",
    "Instalment",
    "JuryMeeting",
    "JuryMember",
    "Licence",
    "OpenResult",
    "Partner",
    "PartnerState",
    "Phase",
    "RankedApplication",
    "Ranking",
    "Remark",
    "Report",
    "ReportedCost",
    "Score",
    "Settlement",
    "Standing",
    "Verdict",
]
