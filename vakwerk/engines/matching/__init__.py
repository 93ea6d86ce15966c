"""Placing cohorts with proof: most pupils placed, then least cost, with prices that anybody can check."""

from .blocks import Block, Shortage
from .cells import Cell, Cells, cells
from .eligibility import Eligibility
from .events import (
    CapChanged,
    Change,
    ExtraSeats,
    Forbidden,
    Locked,
    Move,
    NewPlace,
    NewPupil,
    Opened,
    PlaceGone,
    PupilChanged,
    PupilGone,
    Reaches,
    SeatsChanged,
    State,
    StateChanged,
    Together,
    Unlocked,
)
from .explain import Explanation, Wording, explain, why_not
from .instance import Instance, Reservation
from .problems import InstanceProblem
from .remedies import Gain, Remedy, remedies, seats_wanted, what_if
from .repair import Repaired, Round, moves_priced, repair, replan
from .shortage import Lead, call_list, leads_by_block, shortage
from .shortage_check import check_block, check_shortage
from .solution import Certificate, Solution
from .solver import solve
from .verifier import Verdict, verify

__all__ = [
    "Block",
    "CapChanged",
    "Cell",
    "Cells",
    "Certificate",
    "Change",
    "Eligibility",
    "Explanation",
    "ExtraSeats",
    "Forbidden",
    "Gain",
    "Instance",
    "InstanceProblem",
    "Lead",
    "Locked",
    "Move",
    "NewPlace",
    "NewPupil",
    "Opened",
    "PlaceGone",
    "PupilChanged",
    "PupilGone",
    "Reaches",
    "Remedy",
    "Repaired",
    "Reservation",
    "Round",
    "SeatsChanged",
    "Shortage",
    "Solution",
    "State",
    "StateChanged",
    "Together",
    "Unlocked",
    "Verdict",
    "Wording",
    "call_list",
    "cells",
    "check_block",
    "check_shortage",
    "explain",
    "leads_by_block",
    "moves_priced",
    "remedies",
    "repair",
    "replan",
    "seats_wanted",
    "shortage",
    "solve",
    "verify",
    "what_if",
    "why_not",
]
