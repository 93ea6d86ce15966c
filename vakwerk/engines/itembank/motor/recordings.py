"""What the browser recorded, checked before anything is computed: it comes from outside and may hold anything."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .standard import KINDS, Kind

MOST_TRIALS = 200
MOST_SAMPLES = 20_000
MOST_POINTS = 2_000
# Units of the field; further away than any screen reaches.
FARTHEST = 100_000.0
# A trial longer than an hour is no trial.
LONGEST = 3_600_000.0
FEWEST: Mapping[Kind, int] = {"tracing": 10, "pegs": 2, "aim": 10}

FloatArray = npt.NDArray[np.float64]


class MotorProblem(ValueError):
    """A recording that cannot be scored. `code` names the problem; `trial` and `sample` count from 0, where known."""

    def __init__(self, code: str, text: str, trial: int | None = None, sample: int | None = None) -> None:
        parts = [f"trial {trial + 1}"] if trial is not None else []
        parts += [f"sample {sample + 1}"] if sample is not None else []
        super().__init__(text + (f" ({', '.join(parts)})" if parts else ""))
        self.code, self.trial, self.sample = code, trial, sample


@dataclass(frozen=True)
class Trial:
    """One trial. `times` (n,) in seconds from its first sample, `places` (n, 2) in units of the field, `width` of the
    road, hole or target. `path` (m, 2): the road; the way from peg to hole; or the target alone (m = 1)."""

    times: FloatArray
    places: FloatArray
    path: FloatArray
    width: float

    @property
    def seconds(self) -> float:
        return float(self.times[-1])


@dataclass(frozen=True)
class Recording:
    """All finished trials of one task, in order. `pointer` is "mouse", "pen" or "touch"."""

    kind: Kind
    pointer: str
    trials: tuple[Trial, ...]


def read_recording(data: Mapping[str, Any]) -> Recording:
    """Checks the JSON of the script's event. Raises `MotorProblem`; never changes `data`.

    A trial is {"samples": [[milliseconds, x, y, pressure], ...], "width": w} with "path", "from" and "to", or "target".
    """
    if not isinstance(data, Mapping) or data.get("kind") not in KINDS:
        raise MotorProblem("kind", f"A recording names its kind: {', '.join(KINDS)}.")
    if data.get("pointer") not in ("mouse", "pen", "touch"):
        raise MotorProblem("pointer", "A recording names its pointer: mouse, pen or touch.")
    trials = data.get("trials")
    if not isinstance(trials, Sequence) or isinstance(trials, str) or not trials:
        raise MotorProblem("no_trials", "There is no finished trial.")
    if len(trials) > MOST_TRIALS:
        raise MotorProblem("too_many_trials", f"At most {MOST_TRIALS} trials.")
    kind: Kind = data["kind"]
    return Recording(kind, data["pointer"], tuple(_trial(kind, trial, place) for place, trial in enumerate(trials)))


def _trial(kind: Kind, data: Any, place: int) -> Trial:
    if not isinstance(data, Mapping):
        raise MotorProblem("shape", "A trial is an object.", place)
    samples = _samples(data.get("samples"), FEWEST[kind], place)
    path = _points(_way(kind, data), place)
    if kind != "aim" and not np.any(path[1:] != path[:-1]):
        raise MotorProblem("path", "A path leads somewhere.", place)
    width = _number(data.get("width"), place)
    if not 0 < width <= FARTHEST:
        raise MotorProblem("width", "A width is larger than nothing.", place)
    return Trial((samples[:, 0] - samples[0, 0]) / 1000, samples[:, 1:3], path, width)


def _way(kind: Kind, data: Mapping[str, Any]) -> list[Any]:
    if kind == "tracing":
        path = data.get("path")
        return list(path) if isinstance(path, (list, tuple)) else []
    return [data.get("from"), data.get("to")] if kind == "pegs" else [data.get("target")]


def _samples(rows: Any, fewest: int, trial: int) -> FloatArray:
    if not isinstance(rows, (list, tuple)) or len(rows) < fewest:
        raise MotorProblem("too_few", f"At least {fewest} samples are needed.", trial)
    if len(rows) > MOST_SAMPLES:
        raise MotorProblem("too_many", f"At most {MOST_SAMPLES} samples a trial.", trial)
    table = np.array([_sample(row, trial, place) for place, row in enumerate(rows)])
    steps = np.diff(table[:, 0])
    if (steps < 0).any():
        raise MotorProblem("unsorted", "Time runs backwards.", trial, int(np.argmax(steps < 0)) + 1)
    if not 0 < table[-1, 0] - table[0, 0] <= LONGEST:
        raise MotorProblem("duration", "A trial takes some time, and at most an hour.", trial)
    return table


def _sample(row: Any, trial: int, place: int) -> tuple[float, float, float]:
    if not isinstance(row, (list, tuple)) or not 3 <= len(row) <= 4:
        raise MotorProblem("shape", "A sample is [time, x, y] or [time, x, y, pressure].", trial, place)
    time, x, y = (_number(value, trial, place) for value in row[:3])
    if max(abs(x), abs(y)) > FARTHEST:
        raise MotorProblem("range", "A sample lies beyond every screen.", trial, place)
    return time, x, y


def _points(rows: list[Any], trial: int) -> FloatArray:
    if not 1 <= len(rows) <= MOST_POINTS:
        raise MotorProblem("path", f"A path has 1 to {MOST_POINTS} points.", trial)
    found = []
    for row in rows:
        if not isinstance(row, (list, tuple)) or len(row) != 2:
            raise MotorProblem("path", "A point is [x, y].", trial)
        found.append([_number(value, trial) for value in row])
    points = np.array(found)
    if np.abs(points).max() > FARTHEST:
        raise MotorProblem("range", "A path lies beyond every screen.", trial)
    return points


def _number(value: Any, trial: int, sample: int | None = None) -> float:
    """A finite number, and no truth value that happens to count as one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise MotorProblem("number", "Numbers are needed here.", trial, sample)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise MotorProblem("number", "Numbers must be finite.", trial, sample)
    return number
