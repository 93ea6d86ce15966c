"""The same made-up data for every engine: seeded, so that ours and its peers see the very same persons and luck.

Nothing here is about real pupils. Shapes: persons x items. Used by `bench.calibration`, `bench.scoring` and
`bench.adaptive`.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parent.parent
SEED = 20240901
CHUNK = 20_000
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
"""The environment in which every engine runs: more threads make the small products of these models slower."""

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]


def two_pl(n: int, j: int = 60, seed: int = SEED) -> tuple[Codes, Floats, Floats, Floats]:
    """(answers (n, j), a, b, theta): a ~ LogNormal(.2, .3), b and theta ~ N(0, 1)."""
    rng = np.random.default_rng(seed)
    a, b = np.exp(rng.normal(0.2, 0.3, j)), rng.normal(0.0, 1.0, j)
    theta = rng.normal(0.0, 1.0, n)
    answers = np.empty((n, j), dtype=np.uint8)
    for start in range(0, n, CHUNK):
        part = theta[start : start + CHUNK]
        chance = 1.0 / (1.0 + np.exp(-a * (part[:, None] - b)))
        answers[start : start + CHUNK] = rng.random(chance.shape) < chance
    return answers, a, b, theta


def graded(n: int, j: int = 40, k: int = 5, seed: int = SEED + 1) -> tuple[Codes, Floats, Floats, Floats]:
    """(answers 0..k-1 (n, j), a, b (j, k-1), theta): a ~ LogNormal(.4, .3), ordered thresholds."""
    rng = np.random.default_rng(seed)
    a = np.exp(rng.normal(0.4, 0.3, j))
    centre = rng.normal(0.0, 0.6, j)
    b = centre[:, None] + np.linspace(-1.5, 1.5, k - 1) + rng.normal(0, 0.1, (j, k - 1))
    b.sort(axis=1)
    theta = rng.normal(0.0, 1.0, n)
    luck = rng.random((n, j))
    answers = np.zeros((n, j), dtype=np.uint8)
    for category in range(k - 1):
        answers += (luck < 1.0 / (1.0 + np.exp(-a * (theta[:, None] - b[:, category])))).astype(np.uint8)
    return answers, a, b, theta


def bank_3pl(j: int = 500, seed: int = SEED + 2) -> Floats:
    """(j, 4) columns a, b, c, d: a ~ LogNormal(.2, .3), b ~ N(0, 1.2), c ~ U(0, .25), d = 1."""
    rng = np.random.default_rng(seed)
    return np.column_stack(
        [np.exp(rng.normal(0.2, 0.3, j)), rng.normal(0, 1.2, j), rng.uniform(0, 0.25, j), np.ones(j)]
    )


def examinees(n: int = 1000, seed: int = SEED + 3) -> Floats:
    return np.random.default_rng(seed).normal(0, 1, n)


def uniforms(n: int, j: int, seed: int = SEED + 4) -> Floats:
    """Luck drawn beforehand: every engine's person n answers item j rightly when uniforms[n, j] < P."""
    return np.random.default_rng(seed).random((n, j))


def machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        "numpy": np.__version__,
    }


def peak_mib() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_apart(module: str, *arguments: str) -> dict[str, Any]:
    """`python -m module arguments` in a process of its own with one thread; its last line of output is JSON."""
    environment = {**os.environ, **ONE_THREAD}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
