"""What one scale of one person says, and how sure that is: the form in which every engine hands its result to a
report.

A report reads only these types, so a later engine (calibrated item parameters, norms) replaces the numbers, not the
page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

Status = Literal["measured", "too_few", "not_measured"]
Validity = Literal["not_validated", "validated"]

RIASEC = ("R", "I", "A", "S", "E", "C")
"""Holland's six types in hexagon order: realistic, investigative, artistic, social, enterprising, conventional."""

SCALE_LOW, SCALE_MIDDLE, SCALE_HIGH = 1.0, 3.0, 5.0
"""Unit of every interest estimate: the five answers, 1 (not at all my thing) to 5 (I would love to)."""


@dataclass(frozen=True, slots=True)
class ScaleEstimate:
    """One scale: expected answer over all activities of that kind (1..5) with its standard error.

    `validity` is apart from `status`: a scale can be measured well and still not be validated for this age.
    """

    scale: str
    mean: float
    se: float
    method: str
    status: Status
    validity: Validity = "not_validated"

    def __post_init__(self) -> None:
        if self.status not in get_args(Status) or self.validity not in get_args(Validity):
            raise ValueError(f"unknown status or validity: {self.status!r}, {self.validity!r}")
        if not (math.isfinite(self.mean) and math.isfinite(self.se)) or self.se < 0:
            raise ValueError("mean and se must be finite, se not negative")

    def interval(self, width: float = 1.0) -> tuple[float, float]:
        """(low, high) of `width` standard errors, kept within the answer scale."""
        return max(SCALE_LOW, self.mean - width * self.se), min(SCALE_HIGH, self.mean + width * self.se)

    def as_dict(self) -> dict[str, Any]:
        return {
            "scale": self.scale,
            "mean": self.mean,
            "se": self.se,
            "method": self.method,
            "status": self.status,
            "validity": self.validity,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> ScaleEstimate:
        """Raises KeyError on a missing field, ValueError on a value that cannot be."""
        return cls(
            scale=str(data["scale"]),
            mean=float(data["mean"]),
            se=float(data["se"]),
            method=str(data["method"]),
            status=data["status"],
            validity=data["validity"],
        )


@dataclass(frozen=True, slots=True)
class InterestProfile:
    """The six interest scales of one person, always all six and in hexagon order, measured or not.

    `covariance`: of the six errors, squared answer units, when the engine that made the profile knows it. Answers share
    the person's own way of answering, so errors go together. It does not travel in `as_list`.
    """

    estimates: tuple[ScaleEstimate, ...]
    covariance: tuple[tuple[float, ...], ...] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if tuple(estimate.scale for estimate in self.estimates) != RIASEC:
            raise ValueError("an interest profile has exactly the six scales R I A S E C, in that order")

    def __getitem__(self, scale: str) -> ScaleEstimate:
        return self.estimates[RIASEC.index(scale)]

    @property
    def means(self) -> NDArray[np.float64]:
        """Shape (6,), answer units."""
        return np.array([estimate.mean for estimate in self.estimates])

    @property
    def ses(self) -> NDArray[np.float64]:
        """Shape (6,), answer units."""
        return np.array([estimate.se for estimate in self.estimates])

    @property
    def error_covariance(self) -> NDArray[np.float64]:
        """Shape (6, 6), squared answer units; errors count as independent where nobody said how they go together."""
        return np.diag(self.ses**2) if self.covariance is None else np.array(self.covariance)

    @property
    def complete(self) -> bool:
        """True when every scale was measured."""
        return all(estimate.status == "measured" for estimate in self.estimates)

    def as_list(self) -> list[dict[str, Any]]:
        return [estimate.as_dict() for estimate in self.estimates]

    @classmethod
    def from_list(cls, data: list[Mapping[str, Any]]) -> InterestProfile:
        return cls(tuple(ScaleEstimate.from_dict(row) for row in data))
