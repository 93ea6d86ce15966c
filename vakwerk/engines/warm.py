"""Compile the Numba kernels once, so that nobody's first calibration waits for it: `python -m vakwerk.engines.warm`.

`make setup` runs this when a kernel changed. Compiled code lies beside the modules, in `__pycache__`; where that cannot
be written Numba keeps it in a folder of the user (`NUMBA_CACHE_DIR`). Every function here calls each kernel of its
engine with the types it is used with; add it to `STEPS` for an engine with kernels of its own.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

import numpy as np


def calibration() -> None:
    from vakwerk.engines.psychometrics.calibration import calibrate

    answers = np.random.default_rng(1).integers(0, 2, (60, 4)).astype(np.int8)
    calibrate(answers, "2pl", max_iterations=2)
    answers[0, 0] = -1
    calibrate(answers, "2pl", max_iterations=2)


def matching() -> None:
    """Two rounds that go the whole way (auction, core, cuts, backend, prices), and pupils who choose one by one."""
    from vakwerk.engines.matching import Instance, solve
    from vakwerk.engines.matching.duals import Asked
    from vakwerk.engines.matching.parts import parts
    from vakwerk.engines.matching.router import Router

    generator = np.random.default_rng(1)
    pupils, places, reach = 300, 100, 20
    pupil = np.repeat(np.arange(pupils), reach)
    place = np.concatenate([generator.permutation(places)[:reach] for _pupil in range(pupils)])
    cost, seats = generator.integers(0, 10_000, len(place)), np.full(places, 2)
    solve(Instance.from_edges(pupils, seats, pupil, place, cost, parent=np.arange(places) // 50, caps=[90, 90]))
    instance = Instance.from_edges(pupils, seats, pupil, place, cost)
    solve(instance)
    graph = parts(instance)[0].graph
    nothing = Asked(np.zeros(places, dtype=np.int64), np.zeros(0, dtype=np.int64), np.full(1, 2**40))
    Router(graph, np.full(pupils, -1, dtype=np.int32), nothing).settle_envious()


def shortages() -> None:
    """A round in which places lack, without caps, and with caps and a locked pupil (its arrays are compiled apart)."""
    from vakwerk.engines.matching import Instance, cells, shortage, solve

    generator = np.random.default_rng(2)
    pupil, cost = np.repeat(np.arange(30), 2), generator.integers(0, 9, 60)
    place = (np.arange(60) + pupil) % 8
    nobody, one = np.full(30, -1), np.where(np.arange(30) == 0, place[0], -1)
    for parent, caps, locked in ((None, [], nobody), (np.arange(8) // 4, [6, 6], one)):
        seats = np.full(8, 2)
        instance = Instance.from_edges(30, seats, pupil, place, cost, parent=parent, caps=caps, locked=locked)
        solution = solve(instance)
        shortage(instance, solution)
        cells(instance, np.arange(30) % 3, np.arange(30) % 2, solution=solution)


def repairs() -> None:
    """A round that changes, and what would help: every step that a repair is made of."""
    from vakwerk.engines import matching as m

    pupils, places = [0, 1, 1, 2, 3], [0, 0, 1, 1, 2]
    instance = m.Instance.from_edges(4, [1, 1, 1], pupils, places, [1, 2, 3, 4, 5], parent=[0, 0, -1], caps=[2])
    round_ = m.Round(instance, m.solve(instance))
    events = (m.NewPlace(1, [2], [7]), m.Opened(0, [2], [1]), m.PlaceGone(1), m.Locked(1, 0), m.Unlocked(1))
    for event in (*events, m.CapChanged(0, 1), m.PupilChanged(3, [0], [1]), m.Forbidden(3, 0), m.PupilGone(0)):
        round_.apply(event)
    round_.repaired(round_.apply(m.ExtraSeats(0)))
    round_.undo()
    m.seats_wanted(round_)
    m.explain(round_, 2, further=[(2, 5)])
    m.why_not(round_, 2, 0)


# What stands in one line is compiled side by side; the second line uses kernels of the first.
STEPS: tuple[tuple[Callable[[], None], ...], ...] = ((matching, calibration), (shortages, repairs))


def main() -> int:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        for steps in STEPS:
            for done in [pool.submit(step) for step in steps]:
                done.result()
    return 0


if __name__ == "__main__":
    sys.exit(main())
