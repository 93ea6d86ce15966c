"""The measures of fine motor skill, each from bare samples: throughput, path error, jitter, dispersion, practice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vakwerk.engines.psychometrics.records import Record

from .recordings import FloatArray, MotorProblem, Trial

# Samples are laid on a regular beat before smoothing: pointers report 60 to 240 times a second, unevenly.
BEAT = 100.0
# Slower than this (seconds, one standard deviation of the smoothing) is intended movement; faster is jitter. Ours.
SMOOTHING = 0.08
TREMOR = (4.0, 12.0)
CHI2_95 = 5.991464547107979


def effective_throughput(distances: Sequence[float], deviations: Sequence[float], seconds: Sequence[float]) -> float:
    """Bits per second of one condition: log2(Ae / We + 1) / mean time, with We = 4.133 SD of the end points along the
    way (at a distance `deviations` beyond the middle of the target) and Ae the mean distance covered.

    ISO 9241-411:2012; MacKenzie (2018), *Fitts' law*, in Handbook of HCI; Soukoreff and MacKenzie (2004). NaN with
    fewer than two movements or with end points that do not differ at all: a width of nothing has no throughput."""
    spread = float(np.std(deviations, ddof=1)) if len(deviations) > 1 else 0.0
    covered = float(np.mean(distances))
    if spread < 1e-9 or covered <= 0:
        return float("nan")
    return float(np.log2(covered / (4.133 * spread) + 1) / np.mean(seconds))


def along(trial: Trial) -> tuple[float, float]:
    """Distance covered along the straight way, and how far the end lies beyond (+) or before (-) the target."""
    way = trial.path[-1] - trial.path[0]
    unit = way / np.hypot(*way)
    covered = float((trial.places[-1] - trial.places[0]) @ unit)
    return covered, float((trial.places[-1] - trial.path[-1]) @ unit)


def distances_to_path(places: FloatArray, path: FloatArray) -> tuple[FloatArray, FloatArray]:
    """For each place the distance to the nearest point of the path, and how far along the path that point lies. (n,)"""
    best, reached = np.full(len(places), np.inf), np.zeros(len(places))
    before = 0.0
    for start, end in itertools.pairwise(path):
        edge = end - start
        length = float(np.hypot(*edge))
        if length == 0:
            continue
        share = np.clip((places - start) @ edge / length**2, 0, 1)
        distance = np.hypot(*(places - start - share[:, None] * edge).T)
        nearer = distance < best
        best[nearer], reached[nearer] = distance[nearer], (before + share * length)[nearer]
        before += length
    return best, reached


def length_of(path: FloatArray) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


def on_a_beat(trial: Trial) -> FloatArray:
    """The places laid on a regular beat of 100 a second, by straight lines between samples; (n, 2)."""
    times, last = np.unique(trial.times[::-1], return_index=True)
    places = trial.places[::-1][last]
    beat = np.arange(0, times[-1], 1 / BEAT)
    return np.column_stack([np.interp(beat, times, places[:, axis]) for axis in (0, 1)])


def jitter(track: FloatArray) -> float:
    """Root mean square distance between a track on the beat and its smoothed self (Gaussian of 0.08 s), in units.

    The ends, where the smoothing has neighbours on one side only, are left out. NaN under 0.6 s."""
    reach = int(3 * SMOOTHING * BEAT)
    if len(track) < 2 * reach + 12:
        return float("nan")
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / (SMOOTHING * BEAT)) ** 2)
    weights /= weights.sum()
    smooth = np.column_stack([np.convolve(track[:, axis], weights, mode="valid") for axis in (0, 1)])
    return float(np.sqrt(((track[reach:-reach] - smooth) ** 2).sum(axis=1).mean()))


def tremor(track: FloatArray) -> float:
    """Root mean square of the part of the movement between 4 and 12 Hz, in units: periodogram with a Hann window after
    taking out a straight line, summed over the band (Parseval). NaN under one second. The band holds physiological
    tremor (8-12 Hz) and slower shaking; its bounds are our choice."""
    count = len(track)
    if count < BEAT:
        return float("nan")
    steps = np.linspace(-1, 1, count)
    slope = (track * steps[:, None]).sum(axis=0) / (steps**2).sum()
    level = track - track.mean(axis=0) - steps[:, None] * slope
    window = np.hanning(count)
    power = np.abs(np.fft.rfft(level * window[:, None], axis=0)) ** 2 * 2 / (count * (window**2).sum())
    hertz = np.fft.rfftfreq(count, 1 / BEAT)
    band = (hertz >= TREMOR[0]) & (hertz <= TREMOR[1])
    return float(np.sqrt(power[band].sum()))


def dispersion(places: FloatArray) -> tuple[float, float]:
    """Root mean square distance to their own middle (units), and the area of the ellipse that holds 95% of a bivariate
    normal cloud with their covariance (square units), pi * 5.991 * sqrt(det)."""
    spread = np.cov(places.T, ddof=1)
    area = np.pi * CHI2_95 * np.sqrt(max(0.0, float(np.linalg.det(spread))))
    return float(np.sqrt(((places - places.mean(axis=0)) ** 2).sum(axis=1).mean())), float(area)


@dataclass(frozen=True, eq=False)
class Practice(Record):
    """Change over trials: `slope` of the logarithm of a positive measure per trial, its standard error, and the 95%
    interval by Student's t. A slope of -0.05 is about 5% less each trial. NaN bounds with fewer than four trials."""

    slope: float
    standard_error: float
    lower: float
    upper: float
    trials: int


def practice(values: Sequence[float]) -> Practice:
    """Least squares of log(value) on the number of the trial. Raises `MotorProblem` unless all values are positive."""
    measured = np.asarray(values, dtype=float)
    if not (np.isfinite(measured) & (measured > 0)).all():
        raise MotorProblem("not_positive", "Practice is measured on times or errors above zero.")
    count = len(measured)
    if count < 4:
        nan = float("nan")
        return Practice(nan, nan, nan, nan, count)
    from scipy.special import stdtrit

    steps = np.arange(count) - (count - 1) / 2
    logs = np.log(measured)
    slope = float(steps @ logs / (steps @ steps))
    rest = logs - logs.mean() - slope * steps
    error = float(np.sqrt(rest @ rest / (count - 2) / (steps @ steps)))
    reach = float(stdtrit(count - 2, 0.975)) * error
    return Practice(slope, error, slope - reach, slope + reach, count)
