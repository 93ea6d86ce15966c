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
    from .items import Item, Items, Population
    from .records import Record, RecordError
    from .responses import DataProblem, Responses
    from .simulation import simulate_responses

_LATER = {
    "items": ("Item", "Items", "Population"),
    "records": ("Record", "RecordError"),
    "responses": ("DataProblem", "Responses"),
    "simulation": ("simulate_responses",),
}
"""Module -> the names that it gives, loaded at first use; the same names stand above for the type checker."""

__all__ = [
    "RIASEC",
    "Advice",
    "AnsweringNotice",
    "Breadth",
    "DataProblem",
    "InterestItem",
    "InterestProfile",
    "Item",
    "Items",
    "Menu",
    "MenuEntry",
    "Population",
    "ProgrammeProfiles",
    "Record",
    "RecordError",
    "Responses",
    "ScaleEstimate",
    "advise",
    "check",
    "estimate_interests",
    "menu",
    "simulate_responses",
]


def __getattr__(name: str) -> Any:
    for module, names in _LATER.items():
        if name in names:
            return getattr(importlib.import_module(f".{module}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
