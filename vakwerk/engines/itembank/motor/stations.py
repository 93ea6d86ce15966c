"""Results of physical stations: two peg boards are never equally hard, so each station has a severity.

Many-facet in its simplest form (Linacre 1989, here least squares on a logarithm instead of Rasch on ratings):

    log(count) or -log(seconds)  =  skill of the person - severity of the station + error,  severities adding up to 0.

A count of nothing is taken as a half. Severities can be estimated only from persons who did more than one station.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.records import Record

from .recordings import FloatArray, MotorProblem

Places = npt.NDArray[np.intp]

Unit = Literal["seconds", "count"]
State = Literal["estimated", "to be confirmed"]


@dataclass(frozen=True)
class StationResult:
    """What somebody wrote down: `value` seconds (less is better) or pieces (more is better) at this station."""

    person: str
    station: str
    value: float
    unit: Unit = "seconds"

    @property
    def outcome(self) -> float:
        """On the scale of the model: higher is better. Raises `MotorProblem`."""
        if self.unit not in ("seconds", "count"):
            raise MotorProblem("unit", f"{self.station}: the unit is seconds or count.")
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)) or not math.isfinite(self.value):
            raise MotorProblem("number", f"{self.station}: a result is a finite number.")
        if self.value < 0 or (self.unit == "seconds" and self.value == 0):
            raise MotorProblem("range", f"{self.station}: a time is above zero, a count is not below it.")
        return -math.log(self.value) if self.unit == "seconds" else math.log(max(0.5, self.value))


@dataclass(frozen=True, eq=False)
class Severities(Record):
    """Severity of each station (log scale, mean 0 when estimated) and its standard error; NaN errors when it was set.

    `state` says whether it was estimated from results or set beforehand and waits to be confirmed by them.
    `residual_sd` is that of one result around the model (NaN when unknown)."""

    stations: tuple[str, ...]
    values: FloatArray
    standard_errors: FloatArray
    state: str
    residual_sd: float
    results: int

    def of(self, station: str) -> float:
        """Raises `MotorProblem` for a station without severity."""
        if station not in self.stations:
            raise MotorProblem("station", f"{station} has no severity yet.")
        return float(self.values[self.stations.index(station)])


@dataclass(frozen=True, eq=False)
class PersonScores(Record):
    """Skill of each person (log scale) with standard error: sqrt(residual variance / results + mean severity variance
    over its stations); NaN when severities or residual are not estimated. `provisional`: severities wait for data."""

    persons: tuple[str, ...]
    skills: FloatArray
    standard_errors: FloatArray
    provisional: bool


def confirm_later(severities: Mapping[str, float]) -> Severities:
    """Severities set by whoever built the stations, until there are results enough to estimate them."""
    values = np.array(list(severities.values()), dtype=float)
    if not len(values) or not np.isfinite(values).all():
        raise MotorProblem("number", "Severities are finite numbers, one for each station.")
    unknown = np.full(len(values), np.nan)
    return Severities(tuple(severities), values, unknown, "to be confirmed", math.nan, 0)


def estimate_severities(results: Sequence[StationResult]) -> Severities:
    """Least squares with a parameter for each person and each station; order of the results does not matter.

    Raises `MotorProblem` "disconnected" when stations share no persons, "too_few" without a result to spare."""
    people, stations, table, outcomes = _tables(results)
    who, where = table
    if not _connected(who, where, len(people), len(stations)):
        raise MotorProblem("disconnected", "Some stations share no persons with the others: they cannot be compared.")
    spare = len(outcomes) - len(people) - len(stations) + 1
    if len(stations) < 2 or spare < 1:
        raise MotorProblem("too_few", "Too few results to tell stations from persons.")
    information, values = _solved(who, where, outcomes, len(people), len(stations))
    rest = _residuals(who, where, outcomes + values[where])
    variance = float(rest @ rest) / spare
    covariance = np.linalg.pinv(information) * variance
    errors = np.sqrt(np.maximum(0, np.diag(covariance)))
    return Severities(tuple(stations), values, errors, "estimated", math.sqrt(variance), len(outcomes))


def _tables(results: Sequence[StationResult]) -> tuple[list[str], list[str], tuple[Places, Places], FloatArray]:
    if not results:
        raise MotorProblem("too_few", "There are no results.")
    units: dict[str, str] = {}
    for result in results:
        if units.setdefault(result.station, result.unit) != result.unit:
            raise MotorProblem("unit", f"{result.station} has results in seconds and in counts.")
    people, stations = sorted({one.person for one in results}), sorted(units)
    ordered = sorted(results, key=lambda one: (one.person, one.station, one.value))
    who = np.array([people.index(one.person) for one in ordered])
    where = np.array([stations.index(one.station) for one in ordered])
    return people, stations, (who, where), np.array([one.outcome for one in ordered])


def _connected(who: Places, where: Places, people: int, stations: int) -> bool:
    """Whether one comes from any station to any other through persons who did both."""
    met = np.zeros((people, stations), dtype=bool)
    met[who, where] = True
    reached = np.zeros(stations, dtype=bool)
    reached[0] = True
    for _ in range(stations):
        reached |= met[met[:, reached].any(axis=1)].any(axis=0)
    return bool(reached.all())


def _solved(
    who: Places, where: Places, outcomes: FloatArray, people: int, stations: int
) -> tuple[FloatArray, FloatArray]:
    """Normal equations of the stations after taking out the persons, and the severities that add up to 0."""
    counts = np.zeros((people, stations))
    np.add.at(counts, (who, where), 1.0)
    total = counts.sum(axis=1)
    mean = np.bincount(who, outcomes, people) / total
    information = np.diag(counts.sum(axis=0)) - counts.T @ (counts / total[:, None])
    gains = np.bincount(where, outcomes - mean[who], stations)
    return information, -np.linalg.pinv(information) @ gains


def _residuals(who: Places, where: Places, adjusted: FloatArray) -> FloatArray:
    means: FloatArray = np.bincount(who, adjusted) / np.bincount(who)
    rest: FloatArray = adjusted - means[who]
    return rest


def score_persons(results: Sequence[StationResult], severities: Severities) -> PersonScores:
    """Each person's mean outcome with the severity of the stations added back."""
    people, stations, (who, where), outcomes = _tables(results)
    severity = np.array([severities.of(station) for station in stations])
    counts = np.bincount(who)
    skills = np.bincount(who, outcomes + severity[where]) / counts
    known = dict(zip(severities.stations, severities.standard_errors, strict=True))
    spread = np.array([known[station] for station in stations])
    variance = severities.residual_sd**2 / counts + np.bincount(who, spread[where] ** 2) / counts
    return PersonScores(tuple(people), skills, np.sqrt(variance), severities.state != "estimated")
