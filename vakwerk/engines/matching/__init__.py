"""Placing cohorts with proof: most pupils placed, then least cost, with prices that anybody can check."""

from .instance import Instance, Reservation
from .problems import InstanceProblem
from .solution import Certificate, Solution
from .solver import solve
from .verifier import Verdict, verify

__all__ = ["Certificate", "Instance", "InstanceProblem", "Reservation", "Solution", "Verdict", "solve", "verify"]
