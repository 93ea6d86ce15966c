"""Ability from answers, with its standard error.

| method | estimate | standard error |
|---|---|---|
| eap | mean of the posterior (Bock & Mislevy 1982) | standard deviation of the posterior |
| map | mode of the posterior (Lord 1986; Samejima 1969) | 1 / sqrt(I + 1 / sd^2) at the estimate |
| wle | weighted likelihood, l' + J / (2 I) = 0 (Warm 1989; graded: Samejima 1993) | 1 / sqrt(I) at the estimate |
| ml | largest likelihood | 1 / sqrt(I) at the estimate |
| eapsum | mean of the posterior given the sum score only (Thissen et al. 1995) | its standard deviation |

I is the expected (Fisher) information of what the person answered, J the sum of P' P'' / P. Other programs print other
errors for WLE and 3PL (observed information, or divided by the slope of the weighted equation).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .curves import curves
from .items import Items, Population
from .likelihood import ROWS, answered, columns, is_complete, is_two_parametric, matched, pieces, sums
from .quadrature import N_NODES, REACH, Grid, Nodes, grid
from .records import FloatArray, IntArray, Record
from .responses import Codes, Responses

Method = Literal["eap", "map", "wle", "ml", "eapsum"]
METHODS: tuple[Method, ...] = ("eap", "map", "wle", "ml", "eapsum")
MOST_NODES = 1 << 13
ROOM = 1 << 22
"""Numbers (items x categories x nodes) that a table of curves may hold; more items are done a part at a time."""

STEP = 0.02
"""Distance between weighted sums at which the posterior is computed; between them it is interpolated."""
SIX = np.arange(-2.0, 4.0)
"""Six equally spaced points; a polynomial of the fifth degree goes through them."""


@dataclass(frozen=True, eq=False)
class Scores(Record):
    """`theta`, `se`, `answered`: (N,), in the order of the persons; `reason` says why an estimate is no number."""

    method: Method
    population: Population
    theta: FloatArray
    se: FloatArray
    answered: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.theta)

    def reason(self, person: int) -> Literal["", "no_answers", "no_information", "unbounded"]:
        """Why the estimate is not finite.

        "unbounded": the likelihood keeps rising (all right, all wrong); "no_information": the answers depend on
        ability nowhere.
        """
        theta = self.theta[person]
        if np.isfinite(theta):
            return ""
        if np.isinf(theta):
            return "unbounded"
        return "no_information" if self.answered[person] else "no_answers"


def score(
    items: Items,
    responses: Any,
    method: Method = "eap",
    *,
    population: Population | None = None,
    nodes: Nodes = None,
) -> Scores:
    """Scores of N persons. `responses`: (N, J) int, -1 or NaN for not answered, CSR, or `Responses`.

    `population` (default normal, mean 0, sd 1) is the prior of eap, map and eapsum. `nodes`: how many nodes, or the
    abilities themselves; left out, 61 are taken and doubled until nobody's posterior is narrower than their distance.

    Without answers eap, map and eapsum give the population, wle and ml NaN. ml of all-lowest or all-highest answers is
    -inf or inf with an infinite error. Raises `DataProblem` for answers that do not belong to these items.
    """
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; choose one of {', '.join(METHODS)}.")
    if isinstance(nodes, int) and nodes > MOST_NODES:
        raise ValueError(f"At most {MOST_NODES} nodes, not {nodes}.")
    given, prior = matched(items, responses), population or Population()
    if method == "eap":
        theta, se = _refined(items, given, prior, nodes)
    elif method == "eapsum":
        from .sum_scores import score_by_sums

        theta, se = score_by_sums(items, given, grid(prior, nodes))
    else:
        from .modes import score_by_mode

        theta, se = score_by_mode(items, given, method, prior)
    return Scores(method, prior, theta, se, answered(given).astype(np.int32))


def _refined(items: Items, given: Responses, prior: Population, nodes: Nodes) -> tuple[FloatArray, FloatArray]:
    """The posterior on as many nodes as its narrowest case needs (trapezium rule: error e^-20 once h <= sd)."""
    if nodes is not None:
        return posterior_moments(items, given, grid(prior, nodes))
    size = _first_size(items, prior) if is_complete(given) else N_NODES
    while True:
        points = grid(prior, size)
        mean, sd = posterior_moments(items, given, points)
        if not len(sd) or float(sd.min()) >= points.step or size > MOST_NODES:
            return mean, sd
        size = 2 * size - 1


def _first_size(items: Items, prior: Population) -> int:
    """So many nodes that their distance is the smallest error to be expected where the items say most."""
    nodes = grid(prior).nodes
    information = np.zeros(len(nodes))
    for block in _blocks(items, len(nodes)):
        information += curves(items.select(block), nodes).information.sum(axis=0)
    most = float(information.max(initial=0.0))
    narrowest = 1.0 / np.sqrt(most + 1.0 / prior.sd**2)
    return min(max(N_NODES, int(np.ceil(2 * REACH * prior.sd / narrowest)) + 2), MOST_NODES)


def posterior_moments(items: Items, given: Responses, points: Grid) -> tuple[FloatArray, FloatArray]:
    """Mean and standard deviation of each person's posterior."""
    if is_two_parametric(items) and given.dense is not None and len(given.dense) and is_complete(given):
        low, high = np.minimum(items.a, 0).sum(), np.maximum(items.a, 0).sum()
        if (high - low) / STEP < given.n_persons / 4:
            return _moments_by_sum(items, given.dense, points, float(low), float(high))
    return _moments(items, given, points)


def _moments(items: Items, given: Responses, points: Grid) -> tuple[FloatArray, FloatArray]:
    """The plain formula, for every model and with gaps."""
    mean, variance = np.empty(given.n_persons), np.empty(given.n_persons)
    blocks = list(_blocks(items, len(points.nodes)))
    whole = curves(items, points.nodes).log_chance if len(blocks) == 1 else None
    for part, some in pieces(given, ROWS if whole is not None else max(1, min(ROWS, ROOM // len(points.nodes)))):
        logs = sums(some, [whole])[0] if whole is not None else _logs_by_block(items, some, points, blocks)
        mean[part], variance[part] = _of_logs(logs, points)
    return mean, np.sqrt(variance)


def _logs_by_block(items: Items, some: Responses, points: Grid, blocks: list[IntArray]) -> FloatArray:
    """(n, Q) log-likelihoods, added up over parts of the bank."""
    logs = np.zeros((some.n_persons, len(points.nodes)))
    for block in blocks:
        logs += sums(columns(some, block), [curves(items.select(block), points.nodes).log_chance])[0]
    return logs


def _blocks(items: Items, n_nodes: int) -> Iterator[IntArray]:
    """Positions of the items, so many at a time that their curves fit in `ROOM`; at least one block."""
    most = max(1, ROOM // (n_nodes * (items.thresholds.shape[1] + 1)))
    for start in range(0, max(len(items), 1), most):
        yield np.arange(start, min(start + most, len(items)))


def _of_logs(logs: FloatArray, points: Grid) -> tuple[FloatArray, FloatArray]:
    """Mean and variance of the posteriors whose log-likelihoods (n, Q) these are; overwrites them."""
    centre = float(points.weights @ points.nodes)
    away = points.nodes - centre
    with np.errstate(divide="ignore"):
        logs += np.log(points.weights)
    logs -= logs.max(axis=1, keepdims=True)
    np.exp(logs, out=logs)
    total, first, second = (logs @ np.stack([np.ones_like(away), away, away**2], axis=1)).T
    mean = first / total
    return centre + mean, np.maximum(second / total - mean**2, 0.0)


def _moments_by_sum(items: Items, codes: Codes, points: Grid, low: float, high: float) -> tuple[FloatArray, FloatArray]:
    """Rasch and 2PL without gaps: the posterior depends on the answers by s = sum of a_j x_j alone.

    So it is computed at equally spaced s, and read off in between by Lagrange's formula through six points.
    """
    count = int(np.ceil((high - low) / STEP)) + 6
    start = low - 2 * STEP
    table = _polynomials(np.stack(_moments_at(items, start + STEP * np.arange(count + 1, dtype=np.float64), points)))
    found = np.empty((2, len(codes)))
    for begin in range(0, len(codes), 4096):
        part = slice(begin, begin + 4096)
        found[:, part] = _between((codes[part].astype(np.float64) @ items.a - start) / STEP, table)
    return found[0], np.sqrt(np.maximum(found[1], 0.0))


def _moments_at(items: Items, weighted: FloatArray, points: Grid) -> tuple[FloatArray, FloatArray]:
    """Mean and variance of the posterior at each weighted sum score."""
    z = items.a[:, None] * (points.nodes - items.thresholds)
    base = -np.logaddexp(0.0, z).sum(axis=0)
    return _of_logs(weighted[:, None] * points.nodes + base, points)


def _polynomials(values: FloatArray) -> FloatArray:
    """(S-5, 2, 6): coefficients of the polynomials through each six neighbours of the two rows of `values` (2, S)."""
    six = np.lib.stride_tricks.sliding_window_view(values, len(SIX), axis=1).transpose(1, 0, 2)
    return np.ascontiguousarray(six @ np.linalg.inv(np.vander(SIX, increasing=True)).T)


def _between(place: FloatArray, table: FloatArray) -> FloatArray:
    """(2, n): both rows at fractional places; a polynomial serves between the third and the fourth of its points."""
    row = np.clip(place.astype(np.int64) - 2, 0, len(table) - 1)
    away = place - 2.0 - row
    coefficients = table[row]
    found = coefficients[:, :, -1]
    for power in range(len(SIX) - 2, -1, -1):
        found = found * away[:, None] + coefficients[:, :, power]
    return np.asarray(found.T)
