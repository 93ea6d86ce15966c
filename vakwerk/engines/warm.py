"""Compile the Numba kernels once, so that nobody's first calibration waits for it: `python -m vakwerk.engines.warm`.

`make setup` runs this when a kernel changed. Compiled code lies beside the modules, in `__pycache__`; where that cannot
be written Numba keeps it in a folder of the user (`NUMBA_CACHE_DIR`). Every function here calls each kernel of its
engine with the types it is used with; add one line to `STEPS` for an engine with kernels of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np


def calibration() -> None:
    from vakwerk.engines.psychometrics.calibration import calibrate

    answers = np.random.default_rng(1).integers(0, 2, (60, 4)).astype(np.int8)
    calibrate(answers, "2pl", max_iterations=2)
    answers[0, 0] = -1
    calibrate(answers, "2pl", max_iterations=2)


STEPS: tuple[Callable[[], None], ...] = (calibration,)


def main() -> int:
    for step in STEPS:
        step()
    return 0


if __name__ == "__main__":
    sys.exit(main())
