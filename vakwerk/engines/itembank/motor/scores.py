"""From a checked recording to its scores: one record for each kind of task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import Record

from . import measures
from .measures import Practice, practice
from .recordings import Recording, Trial

# A trial without any error still needs a logarithm: a hundredth of a unit is below what a screen can show.
LEAST = 0.01


@dataclass(frozen=True, eq=False)
class TraceScore(Record):
    """Tracing. Errors, jitter and tremor in units of the field; medians over trials."""

    trials: int
    seconds: float
    path_error: float  # root mean square distance to the middle of the road
    outside: float  # share of the samples beyond the edge of the road
    covered: float  # share of the road that was reached
    steering: float  # bits per second: length / width / time (Accot and Zhai 1997)
    jitter: float
    tremor: float
    practice: Practice  # of the path error


@dataclass(frozen=True, eq=False)
class PegScore(Record):
    """Pegs. Throughput in bits per second: the mean over conditions of distance and width that have one."""

    trials: int
    seconds: float
    throughput: float
    conditions: int
    missed: float  # share of the pegs put down beside the hole
    practice: Practice  # of the movement time


@dataclass(frozen=True, eq=False)
class AimScore(Record):
    """Steady aim. Units of the field; medians over trials."""

    trials: int
    dispersion: float  # root mean square distance to one's own middle
    area: float  # of the 95% ellipse, square units
    bias: float  # from one's own middle to that of the target
    outside: float  # share of the samples beside the target
    jitter: float
    tremor: float
    practice: Practice  # of the dispersion


def score(recording: Recording) -> TraceScore | PegScore | AimScore:
    """The scores of a recording. Not normed, not validated: compare a person with itself, on the same device."""
    if recording.kind == "tracing":
        return _trace(recording.trials)
    return _pegs(recording.trials) if recording.kind == "pegs" else _aim(recording.trials)


def _trace(trials: Sequence[Trial]) -> TraceScore:
    errors, outside, covered, steering = [], [], [], []
    for trial in trials:
        distance, reached = measures.distances_to_path(trial.places, trial.path)
        length = measures.length_of(trial.path)
        errors.append(float(np.sqrt((distance**2).mean())))
        outside.append(float((distance > trial.width / 2).mean()))
        covered.append(float(min(1.0, (reached.max() - reached.min()) / length)))
        steering.append(length / trial.width / trial.seconds)
    tracks = [measures.on_a_beat(trial) for trial in trials]
    return TraceScore(
        trials=len(trials),
        seconds=_median([trial.seconds for trial in trials]),
        path_error=_median(errors),
        outside=_median(outside),
        covered=_median(covered),
        steering=_median(steering),
        jitter=_median([measures.jitter(track) for track in tracks]),
        tremor=_median([measures.tremor(track) for track in tracks]),
        practice=practice([max(LEAST, error) for error in errors]),
    )


def _pegs(trials: Sequence[Trial]) -> PegScore:
    conditions: dict[tuple[float, float], list[Trial]] = {}
    for trial in trials:
        asked = float(np.hypot(*(trial.path[-1] - trial.path[0])))
        conditions.setdefault((round(asked), trial.width), []).append(trial)
    rates = [_throughput(group) for group in conditions.values()]
    known = [rate for rate in rates if np.isfinite(rate)]
    ends = [float(np.hypot(*(trial.places[-1] - trial.path[-1]))) > trial.width / 2 for trial in trials]
    return PegScore(
        trials=len(trials),
        seconds=_median([trial.seconds for trial in trials]),
        throughput=float(np.mean(known)) if known else float("nan"),
        conditions=len(known),
        missed=float(np.mean(ends)),
        practice=practice([trial.seconds for trial in trials]),
    )


def _throughput(trials: Sequence[Trial]) -> float:
    covered, beyond = zip(*(measures.along(trial) for trial in trials), strict=True)
    return measures.effective_throughput(covered, beyond, [trial.seconds for trial in trials])


def _aim(trials: Sequence[Trial]) -> AimScore:
    tracks = [measures.on_a_beat(trial) for trial in trials]
    clouds = [measures.dispersion(track) for track in tracks]
    away = [np.hypot(*(track - trial.path[0]).T) for track, trial in zip(tracks, trials, strict=True)]
    middles = [
        float(np.hypot(*(track.mean(axis=0) - trial.path[0]))) for track, trial in zip(tracks, trials, strict=True)
    ]
    return AimScore(
        trials=len(trials),
        dispersion=_median([spread for spread, _ in clouds]),
        area=_median([area for _, area in clouds]),
        bias=_median(middles),
        outside=_median([float((far > trial.width / 2).mean()) for far, trial in zip(away, trials, strict=True)]),
        jitter=_median([measures.jitter(track) for track in tracks]),
        tremor=_median([measures.tremor(track) for track in tracks]),
        practice=practice([max(LEAST, spread) for spread, _ in clouds]),
    )


def _median(values: Sequence[float]) -> float:
    """Of those that are known; NaN when none is."""
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) if known else float("nan")
