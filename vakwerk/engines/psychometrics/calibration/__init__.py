"""Item parameters from answers, with an error for each and a certificate that can say no.

SciPy and Numba are imported when `calibrate` is first called, not with this package.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .results import Calibration, Certificate, ItemPrior, StandardErrors

if TYPE_CHECKING:
    from .drift import Drift, item_drift
    from .estimate import calibrate

_LATER = {"Drift": "drift", "calibrate": "estimate", "item_drift": "drift"}

__all__ = ["Calibration", "Certificate", "Drift", "ItemPrior", "StandardErrors", "calibrate", "item_drift"]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
