"""`python -m vakwerk place` and `verify`: a placement round from spreadsheets, explained and proven."""

from .command import PLACE
from .verifying import VERIFY

__all__ = ["PLACE", "VERIFY"]
