"""Placing cohorts with proof: most pupils placed, then least cost, with prices that anybody can check."""

from .instance import Instance, Reservation
from .problems import InstanceProblem
from .shortage import Block, Shortage, shortage
from .solution import Certificate, Solution
from .solver import solve
from .verifier import Verdict, verify

__all__ = [
    "Block",
    "Certificate",
    "Instance",
    "InstanceProblem",
    "Reservation",
    "Shortage",
    "Solution",
    "Verdict",
    "shortage",
    "solve",
    "verify",
]
