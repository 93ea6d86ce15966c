"""The loops over persons that NumPy cannot do without writing (persons x items x nodes) numbers to memory.

What numba earns here, measured by `bench.calibration`: the sweep over 100,000 x 60 answers reads one byte an answer
and takes about 10 ms, where a float32 product needs a copy of four times the size; the posterior loops take the place
of a gather of 8 bytes x 61 nodes an answer, which no NumPy call does in place, and let go of Python's lock, so that two
threads can each do a share of the persons.

Sums and products may be reassociated (`FAST`), nothing else: infinities and NaN keep their meaning, and the same input
gives the same bytes.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

FAST = {"reassoc", "contract", "nsz"}
STENCIL = 6
"""Points of the Lagrange interpolation that ties a person's score to the grid of scores."""
LINE = 8
"""Numbers of 8 bytes in a line of the cache."""
SHORT = 600
"""Chances of so many answers are multiplied, which spares an exponential a node; of more, their logs are added."""
SAFE = 1e-200
"""A product below this may have lost digits to the smallest number there is."""

Floats = npt.NDArray[np.float64]
Bytes = npt.NDArray[np.int8]
Places = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]


def lined_up(rows: int, size: int) -> Floats:
    """Zeros (rows, `size` or a little more), every row from the start of a cache line to the end of one.

    The loops over persons are bound by how fast rows come from the second-level cache: rows that lie across lines
    take nearly twice as long. NumPy itself begins anywhere.
    """
    width = -(-size // LINE) * LINE
    room = np.zeros(rows * width + LINE)
    start = -(room.ctypes.data // room.itemsize) % LINE
    return room[start : start + rows * width].reshape(rows, width)


@njit(cache=True, fastmath=FAST)
def _weights(t: float, out: Floats) -> None:
    """Lagrange weights of the points -2..3 for 0 <= t < 1."""
    p2, p1, m1, m2, m3 = t + 2.0, t + 1.0, t - 1.0, t - 2.0, t - 3.0
    out[0] = -p1 * t * m1 * m2 * m3 / 120.0
    out[1] = p2 * t * m1 * m2 * m3 / 24.0
    out[2] = -p2 * p1 * m1 * m2 * m3 / 12.0
    out[3] = p2 * p1 * t * m2 * m3 / 12.0
    out[4] = -p2 * p1 * t * m1 * m3 / 24.0
    out[5] = p2 * p1 * t * m1 * m2 / 120.0


@njit(cache=True, fastmath=FAST)
def sweep(answers: Bytes, slopes: Floats, start: float, step: float, means: Floats) -> tuple[Floats, Floats]:
    """One pass over a complete 0/1 matrix: (persons near each grid score (G,), sum of answer x mean ability (J,))."""
    n_persons, n_items = answers.shape
    near = np.zeros(len(means))
    total = np.zeros(n_items)
    weights = np.empty(STENCIL)
    for n in range(n_persons):
        score = 0.0
        for j in range(n_items):
            score += slopes[j] * answers[n, j]
        u = (score - start) / step
        k = int(u)
        _weights(u - k, weights)
        mean = 0.0
        for i in range(STENCIL):
            near[k - 2 + i] += weights[i]
            mean += weights[i] * means[k - 2 + i]
        for j in range(n_items):
            total[j] += mean * answers[n, j]
    return near, total


@njit(cache=True, fastmath=FAST)
def deposit(
    answers: Bytes, slopes: Floats, start: float, step: float, size: int, spread: Floats
) -> tuple[Floats, Floats]:
    """(right answers by grid score and item (G, J), interpolated `spread` of every person (N,))."""
    n_persons, n_items = answers.shape
    right = np.zeros((size, n_items))
    own = np.empty(n_persons)
    weights = np.empty(STENCIL)
    for n in range(n_persons):
        score = 0.0
        for j in range(n_items):
            score += slopes[j] * answers[n, j]
        u = (score - start) / step
        k = int(u)
        _weights(u - k, weights)
        own[n] = 0.0
        for i in range(STENCIL):
            own[n] += weights[i] * spread[k - 2 + i]
            for j in range(n_items):
                right[k - 2 + i, j] += weights[i] * answers[n, j]
    return right, own


@njit(cache=True, fastmath=FAST | {"nnan"})
def _lowered(row: Floats) -> float:
    """Takes the highest value from all, and returns it; without a thought for NaN, or it would go one by one."""
    top = row[0]
    for q in range(len(row)):
        top = max(top, row[q])
    for q in range(len(row)):
        row[q] -= top
    return float(top)


@njit(cache=True, fastmath=FAST)
def _by_products(cells: Places, r: int, end: int, chances: Floats, prior: Floats, row: Floats) -> float:
    """`row` becomes prior x the chances of answers r..end - 1, at each node; returned is the sum.

    Four answers at a time, since the row that is written costs more than those that are read.
    """
    for q in range(len(row)):
        row[q] = prior[q]
    while r + 4 <= end:
        a, b, c, d = chances[cells[r]], chances[cells[r + 1]], chances[cells[r + 2]], chances[cells[r + 3]]
        for q in range(len(row)):
            row[q] *= (a[q] * b[q]) * (c[q] * d[q])
        r += 4
    for rest in range(r, end):
        a = chances[cells[rest]]
        for q in range(len(row)):
            row[q] *= a[q]
    total = 0.0
    for q in range(len(row)):
        total += row[q]
    return total


@njit(cache=True, fastmath=FAST)
def _by_logs(cells: Places, r: int, end: int, logs: Floats, prior: Floats, row: Floats) -> tuple[float, float]:
    """As `_by_products`, less a factor: (sum, log of the factor), so that nothing is too small for a number."""
    for q in range(len(row)):
        row[q] = prior[q]
    while r + 4 <= end:
        a, b, c, d = logs[cells[r]], logs[cells[r + 1]], logs[cells[r + 2]], logs[cells[r + 3]]
        for q in range(len(row)):
            row[q] += (a[q] + b[q]) + (c[q] + d[q])
        r += 4
    for rest in range(r, end):
        a = logs[cells[rest]]
        for q in range(len(row)):
            row[q] += a[q]
    highest, total = _lowered(row), 0.0
    for q in range(len(row)):
        row[q] = np.exp(row[q])
        total += row[q]
    return total, highest


@njit(cache=True, fastmath=FAST)
def _posterior(cells: Places, r: int, end: int, chances: Floats, logs: Floats, prior: Floats, row: Floats) -> float:
    """`row` becomes the posterior, at each node, of who gave answers r..end - 1; returned is their log-likelihood.

    `prior`: the weights of the nodes, and the logs of these.
    """
    total, lost = 0.0, 0.0
    if end - r <= SHORT:
        total = _by_products(cells, r, end, chances, prior[0], row)
    if not total > SAFE:
        total, lost = _by_logs(cells, r, end, logs, prior[1], row)
    share = 1.0 / total
    for q in range(len(row)):
        row[q] *= share
    return float(np.log(total) + lost)


@njit(cache=True, nogil=True, fastmath=FAST)
def count(
    cells: Places,
    offsets: Offsets,
    chances: Floats,
    logs: Floats,
    prior: Floats,
    row: Floats,
    values: Floats,
    counts: Floats,
) -> None:
    """The E-step: counts[cell] += the posterior of everybody who gave that answer; values[n] = their log-likelihood."""
    for n in range(len(values)):
        values[n] = _posterior(cells, offsets[n], offsets[n + 1], chances, logs, prior, row)
        for r in range(offsets[n], offsets[n + 1]):
            own = counts[cells[r]]
            for q in range(len(row)):
                own[q] += row[q]


@njit(cache=True, nogil=True, fastmath=FAST)
def spread(
    cells: Places,
    offsets: Offsets,
    chances: Floats,
    logs: Floats,
    prior: Floats,
    row: Floats,
    values: Floats,
    nodes: Floats,
) -> float:
    """The sum of everybody's posterior variance; values[n] = the log-likelihood of person n."""
    total = 0.0
    for n in range(len(values)):
        values[n] = _posterior(cells, offsets[n], offsets[n + 1], chances, logs, prior, row)
        first = second = 0.0
        for q in range(len(nodes)):
            first += row[q] * nodes[q]
            second += row[q] * nodes[q] * nodes[q]
        total += second - first * first
    return total


@njit(cache=True, fastmath=FAST)
def missing_information(
    cells: Places,
    offsets: Offsets,
    chances: Floats,
    logs: Floats,
    prior: Floats,
    row: Floats,
    scores: Floats,
    which: Places,
    least: float,
    out: Floats,
) -> None:
    """out[which, which] += the covariance, over each person's posterior, of the scores of the complete data.

    `scores`: (cells, T, Q), the score at each node of the T parameters an answer speaks to; `which`: (cells, T), their
    numbers, -1 where it speaks to fewer. Only the lower triangle is filled. Nodes below `least` are left out.
    """
    terms, nodes = which.shape[1], scores.shape[2]
    longest = np.diff(offsets).max() * terms
    room, numbers = np.empty(longest * nodes), np.empty(longest, dtype=np.int64)
    root = np.empty(nodes)
    for n in range(len(offsets) - 1):
        _posterior(cells, offsets[n], offsets[n + 1], chances, logs, prior, row)
        first, last = _carried(row[:nodes], least)
        for q in range(first, last):
            root[q] = np.sqrt(row[q])
        m, size = last - first, 0
        for r in range(offsets[n], offsets[n + 1]):
            for t in range(terms):
                if which[cells[r], t] >= 0:
                    numbers[size] = which[cells[r], t]
                    own = room[size * m : (size + 1) * m]
                    _centre(scores[cells[r], t, first:last], row[first:last], root[first:last], own)
                    size += 1
        _add_outer(room[: size * m].reshape(size, m), numbers, out)


@njit(cache=True, fastmath=FAST)
def _carried(posterior: Floats, least: float) -> tuple[int, int]:
    """The nodes from the first to the last that carries more than `least`."""
    first, last = 0, len(posterior)
    while posterior[first] <= least:
        first += 1
    while posterior[last - 1] <= least:
        last -= 1
    return first, last


@njit(cache=True, fastmath=FAST)
def _centre(score: Floats, posterior: Floats, root: Floats, out: Floats) -> None:
    """Deviations from the posterior mean, times the root of the posterior."""
    mean = 0.0
    for q in range(len(score)):
        mean += posterior[q] * score[q]
    for q in range(len(score)):
        out[q] = root[q] * (score[q] - mean)


@njit(cache=True, fastmath=FAST)
def _add_outer(local: Floats, numbers: Offsets, out: Floats) -> None:
    size, nodes = local.shape
    for i in range(size):
        for j in range(i + 1):
            total = 0.0
            for q in range(nodes):
                total += local[i, q] * local[j, q]
            if numbers[i] >= numbers[j]:
                out[numbers[i], numbers[j]] += total
            else:
                out[numbers[j], numbers[i]] += total
