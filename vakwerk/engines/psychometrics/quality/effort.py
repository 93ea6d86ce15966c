"""Was the task taken seriously? From response times and from runs of the same answer. Flags, never a penalty.

Rapid guessing: a time below the item's normative threshold, 10% of its average time and at most 10 seconds (NT10,
Wise & Ma 2012). Response time effort: the share of a person's answers that took longer (RTE, Wise & Kong 2005, Applied
Measurement in Education 18:163-183); below 0.90 it is flagged (Wise 2015). Runs: the longest stretch of one answer
(Johnson 2005) and the share of the most used answer. The two bars on runs are ours, not validated at this age.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from vakwerk.engines.psychometrics.likelihood import answered
from vakwerk.engines.psychometrics.records import FloatArray, IntArray, Record
from vakwerk.engines.psychometrics.responses import MISSING, Codes, DataProblem, Responses

NORMATIVE_SHARE, MOST_MS = 0.10, 10_000.0
LEAST_EFFORT = 0.90
LONGEST_RUN = 12
"""So many equal answers after each other, or SAME_SHARE of all answers equal: straight-lining."""
SAME_SHARE = 0.9

EffortCode = Literal["rapid", "same_answer"]


@dataclass(frozen=True, eq=False)
class Effort(Record):
    """(N,) each, and `thresholds_ms` (J,), NaN where no times are known.

    `rte`: response time effort, NaN without times. `rapid`: answers below the threshold. `longest_run`, `same_share`:
    runs in the order in which the items stand; `codes`: per person what was noticed, in fixed order.
    """

    rte: FloatArray
    rapid: IntArray
    longest_run: IntArray
    same_share: FloatArray
    codes: tuple[tuple[EffortCode, ...], ...]
    thresholds_ms: FloatArray


def effort(
    responses: Any,
    times_ms: npt.ArrayLike | None = None,
    *,
    thresholds_ms: npt.ArrayLike | None = None,
    runs: bool = True,
) -> Effort:
    """`times_ms`: (N, J) milliseconds, NaN or below 0 where unknown; `thresholds_ms`: (J,), else from these times.

    `runs=False` where the same answer again is no sign, as with right and wrong. Raises `DataProblem` "shape".
    """
    codes = Responses.of(responses).matrix()
    times = _times(codes, times_ms)
    bars = rapid_thresholds(times) if thresholds_ms is None else np.asarray(thresholds_ms, dtype=np.float64)
    if bars.shape != (codes.shape[1],):
        raise DataProblem("shape", f"There are {bars.size} time thresholds for {codes.shape[1]} items.")
    timed = np.isfinite(times) & np.isfinite(bars)
    rapid = (timed & (times < bars)).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        rte = np.where(timed.any(axis=1), 1.0 - rapid / timed.sum(axis=1), np.nan)
    longest, share = _runs(codes)
    noticed = zip(rte < LEAST_EFFORT, runs & straight_lined(longest, share), strict=True)
    return Effort(rte, rapid, longest, share, tuple(_noticed(*one) for one in noticed), bars)


def rapid_thresholds(times_ms: npt.ArrayLike, share: float = NORMATIVE_SHARE, most_ms: float = MOST_MS) -> FloatArray:
    """(J,): below this nobody can have read the item. NaN for an item without times."""
    times = np.asarray(times_ms, dtype=np.float64)
    known = np.isfinite(times)
    total, count = np.where(known, times, 0.0).sum(axis=0), known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.minimum(share * total / count, most_ms))


def longest_run(values: Sequence[int]) -> int:
    """The longest stretch of one value."""
    return int(_runs(np.asarray([list(values)], dtype=np.int8).reshape(1, -1))[0][0])


def same_share(values: Sequence[int]) -> float:
    """Share of the most used value; 0 without values."""
    return float(_runs(np.asarray([list(values)], dtype=np.int8).reshape(1, -1))[1][0])


def straight_lined(longest: Any, share: Any) -> Any:
    """Whether a run this long, or a share this large, says that the questions were not looked at."""
    return (np.asarray(longest) >= LONGEST_RUN) | (np.asarray(share) >= SAME_SHARE)


def _noticed(rapid: bool, same: bool) -> tuple[EffortCode, ...]:
    found: dict[EffortCode, bool] = {"rapid": bool(rapid), "same_answer": bool(same)}
    return tuple(code for code, hit in found.items() if hit)


def _times(codes: Codes, times_ms: npt.ArrayLike | None) -> FloatArray:
    if times_ms is None:
        return np.full(codes.shape, np.nan)
    times = np.asarray(times_ms, dtype=np.float64)
    if times.shape != codes.shape:
        raise DataProblem("shape", f"Times are {times.shape}, answers {codes.shape}.")
    return np.where((times >= 0) & (codes != MISSING), times, np.nan)


def _runs(codes: Codes) -> tuple[IntArray, FloatArray]:
    """(longest run, share of the most used answer) of each person; what was not answered is skipped, not a break."""
    size, longest = len(codes), np.zeros(len(codes), dtype=np.int64)
    run, last = np.zeros(size, dtype=np.int64), np.full(size, MISSING, dtype=np.int8)
    for answer in codes.T:
        given = answer != MISSING
        run = np.where(given, np.where(answer == last, run + 1, 1), run)
        last = np.where(given, answer, last)
        longest = np.maximum(longest, run)
    used = np.zeros(size, dtype=np.int64)
    for category in range(int(codes.max(initial=MISSING)) + 1):
        used = np.maximum(used, (codes == category).sum(axis=1))
    total = answered(Responses.of(codes))
    return longest, np.where(total > 0, used / np.maximum(total, 1), 0.0)
