"""Seeded answers, the engines that calibrate them, and the yardstick they share. One engine runs per process.

    python -m bench.calibration_cases CASE ENGINE      prints one line of JSON

The yardstick is the marginal log-likelihood of what an engine found, computed anew on one grid of 61 equally spaced
nodes on [-6, 6], so that nobody is judged by a likelihood of their own making.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

SEED = 20240901
Array = np.ndarray


@dataclass(frozen=True)
class Case:
    """`answers`: dense uint8, or (columns, codes) of the items seen; true slopes and thresholds beside them."""

    answers: Any
    a: Array
    b: Array
    model: str
    first: int
    """Persons of the small call that loads and compiles before the clock starts."""


def two_pl(persons: int, items: int = 60) -> Case:
    rng = np.random.default_rng(SEED)
    a, b = np.exp(rng.normal(0.2, 0.3, items)), rng.normal(0.0, 1.0, items)
    theta = rng.normal(0.0, 1.0, persons)
    x = np.empty((persons, items), dtype=np.uint8)
    for start in range(0, persons, 20000):
        t = theta[start : start + 20000]
        chance = 1.0 / (1.0 + np.exp(-a * (t[:, None] - b)))
        x[start : start + 20000] = rng.random(chance.shape) < chance
    return Case(x, a, b, "2pl", 300)


def graded(persons: int = 5000, items: int = 40, categories: int = 5) -> Case:
    rng = np.random.default_rng(SEED + 1)
    a, centre = np.exp(rng.normal(0.4, 0.3, items)), rng.normal(0.0, 0.6, items)
    step = np.linspace(-1.5, 1.5, categories - 1)
    b = np.sort(centre[:, None] + step + rng.normal(0, 0.1, (items, categories - 1)), axis=1)
    theta, luck = rng.normal(0.0, 1.0, persons), rng.random((persons, items))
    x = np.zeros((persons, items), dtype=np.uint8)
    for k in range(categories - 1):
        x += (luck < 1.0 / (1.0 + np.exp(-a * (theta[:, None] - b[:, k])))).astype(np.uint8)
    return Case(x, a, b, "grm", 500)


def sparse(persons: int = 20000, items: int = 500, seen: int = 20) -> Case:
    rng = np.random.default_rng(SEED + 9)
    a, b, theta = np.exp(rng.normal(0.2, 0.3, items)), rng.normal(0, 1, items), rng.normal(0, 1, persons)
    columns = np.argpartition(rng.random((persons, items)), seen, axis=1)[:, :seen].astype(np.int32)
    chance = 1 / (1 + np.exp(-a[columns] * (theta[:, None] - b[columns])))
    return Case((columns, (rng.random(chance.shape) < chance).astype(np.uint8)), a, b, "2pl", 1000)


CASES: dict[str, Callable[[], Case]] = {
    "2pl": lambda: two_pl(100_000),
    "2pl-small": lambda: two_pl(5_000),
    "grm": graded,
    "sparse": sparse,
}


def ours(case: Case, persons: int, *, errors: bool) -> dict[str, Any]:
    from vakwerk.engines.psychometrics.calibration import calibrate

    found = calibrate(_for_us(case, persons), case.model, standard_errors=errors)  # type: ignore[arg-type]
    return {"a": found.items.a, "b": found.items.b, "converged": found.certificate.converged}


def _for_us(case: Case, persons: int) -> Any:
    if not isinstance(case.answers, tuple):
        return case.answers[:persons]
    from scipy.sparse import csr_matrix

    columns, codes = (part[:persons] for part in case.answers)
    offsets = np.arange(0, columns.size + 1, columns.shape[1])
    return csr_matrix((codes.ravel(), columns.ravel(), offsets), shape=(len(columns), len(case.a)))


def _dense(case: Case, persons: int) -> Array:
    if not isinstance(case.answers, tuple):
        return np.asarray(case.answers[:persons])
    columns, codes = (part[:persons] for part in case.answers)
    full = np.full((len(columns), len(case.a)), -1, dtype=np.int8)
    np.put_along_axis(full, columns, codes.astype(np.int8), axis=1)
    return full


def mirt(case: Case, persons: int, **settings: Any) -> dict[str, Any]:
    import mirt

    data = _dense(case, persons).astype(np.int32)
    settings = {"compute_standard_errors": False, "max_iter": 2000, **settings}
    if case.model == "grm":
        found = mirt.fit_mirt(data, model="GRM", n_categories=int(data.max()) + 1, **settings)
    else:
        found = mirt.fit_mirt(data, model="2PL", **settings)
    values = found.model.parameters
    b = values["thresholds"] if case.model == "grm" else np.asarray(values["difficulty"]).ravel()
    return {
        "a": np.asarray(values["discrimination"]).ravel(),
        "b": np.asarray(b),
        "converged": bool(found.converged),
    }


def girth(case: Case, persons: int) -> dict[str, Any]:
    import girth

    data = np.ascontiguousarray(_dense(case, persons).T).astype(int)
    found = girth.grm_mml(data + 1) if case.model == "grm" else girth.twopl_mml(data)
    return {"a": found["Discrimination"], "b": found["Difficulty"], "converged": None}


BEST = {"n_quadpts": 61, "accelerate": "squarem", "tol": 1e-5}
ENGINES: dict[str, Callable[[Case, int], dict[str, Any]]] = {
    "vakwerk": lambda case, n: ours(case, n, errors=False),
    "vakwerk with errors": lambda case, n: ours(case, n, errors=True),
    "mirt (PyPI) default": mirt,
    "mirt (PyPI) best": lambda case, n: mirt(case, n, **BEST),
    "mirt (PyPI) 41 nodes": lambda case, n: mirt(case, n, n_quadpts=41),
    "girth": girth,
}


def yardstick(case: Case, a: Array, b: Array) -> float:
    """Marginal log-likelihood on the common grid."""
    nodes = np.linspace(-6, 6, 61)
    weights = np.exp(-0.5 * nodes**2)
    weights /= weights.sum()
    b = np.asarray(b, dtype=float).reshape(len(a), -1)
    reached = 1 / (1 + np.exp(-np.asarray(a)[:, None, None] * (nodes - b[:, :, None])))
    edge = np.ones((len(a), 1, 61))
    full = np.concatenate([edge, reached, 0 * edge], axis=1)
    logs = np.log(np.maximum(full[:, :-1] - full[:, 1:], 1e-300))
    columns, codes = case.answers if isinstance(case.answers, tuple) else (None, case.answers)
    total = 0.0
    for start in range(0, len(codes), 1000):
        part = codes[start : start + 1000]
        where = np.broadcast_to(np.arange(part.shape[1]), part.shape) if columns is None else columns[start:][:1000]
        joint = np.zeros((len(part), 61))
        for place in range(part.shape[1]):
            joint += logs[where[:, place], part[:, place]]
        total += float(np.log(np.exp(joint) @ weights).sum())
    return total


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    case, engine = CASES[sys.argv[1]](), ENGINES[sys.argv[2]]
    start = time.perf_counter()
    engine(case, case.first)
    first = time.perf_counter() - start
    before = peak()
    start, cpu = time.perf_counter(), time.process_time()
    found = engine(case, len(case.answers[0]) if isinstance(case.answers, tuple) else len(case.answers))
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = peak()
    a, b = np.asarray(found["a"]), np.asarray(found["b"])
    out = {"seconds": seconds, "cpu": cpu, "first": first, "peak": memory, "before": before}
    out |= {"rmse_a": float(np.sqrt(np.mean((a - case.a) ** 2))), "bias_a": float(np.mean(a - case.a))}
    out |= {"rmse_b": float(np.sqrt(np.mean((b - case.b) ** 2))), "likelihood": yardstick(case, a, b)}
    print(json.dumps({**out, "converged": found["converged"], "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
