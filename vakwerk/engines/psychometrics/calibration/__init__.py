"""Item parameters from answers, with an error for each and a certificate that can say no.

SciPy and Numba are imported when `calibrate` is first called, not with this package.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .results import Calibration, Certificate, ItemPrior, StandardErrors

if TYPE_CHECKING:
    from .estimate import calibrate

_LATER = {"calibrate": "estimate"}

__all__ = ["Calibration", "Certificate", "ItemPrior", "StandardErrors", "calibrate"]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
