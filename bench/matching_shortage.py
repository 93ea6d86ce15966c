"""Where places lack, beside OR-Tools solving the same round once.

    .venv-bench/bin/python -m bench.matching_shortage [--rounds 3] [--only p100k]

Same instances as `bench.matching`. In each round OR-Tools, the blocks and the cells take turns in one process, so that
a busy minute of the machine hits all; the best of the rounds counts. OR-Tools: `solve_max_flow_with_min_cost` alone,
without building and reading. Blocks: `shortage` on a solution. Cells: `cells` for 180 programmes x 6 regions with all
margins, once from that solution and once making its own placement; the slower of the two counts. Imports and one small
call beforehand are not timed.

The regions are six boxes of coordinates that look like the Flemish provinces and Brussels; nothing depends on them.
Ends with exit code 1 when a block does not pass its check, a sum is not exact, or a bar is missed. Bars, in times of
OR-Tools' solve: blocks 1, cells 3 (p100k, p100k_x10); at dual scale (duaal, duaal_t) blocks and cells each 0.1 s.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from bench.matching import FOLDER, SHAPES, arrays, instance, ortools

BLOCKS_BAR, CELLS_BAR, DUAL_BAR = 1.0, 3.0, 0.1
NAMES = ("duaal", "duaal_t", "p100k", "p100k_x10")


def regions(latitude: Any, longitude: Any) -> Any:
    """(n,) 0 Brussels, 1 west, 2 east, 3 north, 4 far east, 5 middle."""
    brussels = np.hypot((latitude - 50.85) * 1.6, longitude - 4.35) < 0.1
    rest = np.select([longitude < 3.4, longitude < 4.15, longitude > 5.1, latitude > 51.03], [1, 2, 4, 3], 5)
    return np.where(brussels, 0, rest)


def labels(name: str) -> tuple[Any, Any]:
    """(n,) programme and region of each pupil."""
    with np.load(FOLDER / f"{name}.npz") as file:
        return file["prog"], regions(file["plat"], file["plon"])


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def compare(name: str, rounds: int) -> list[str]:
    """Prints what was measured; returns what is not as it should be."""
    from vakwerk.engines.matching import cells, shortage, solve

    data, (programme, region) = arrays(name), labels(name)
    made = instance(data)
    solution = solve(made)
    works: dict[str, Callable[[], Any]] = {
        "blocks": lambda: shortage(made, solution),
        "cells": lambda: cells(made, programme, region, solution=solution),
        "cells alone": lambda: cells(made, programme, region),
    }
    best, results, peer = dict.fromkeys(works, np.inf), {}, np.inf
    for _round in range(rounds):
        peer = min(peer, ortools(data, None)["solve"])
        for work, call in works.items():
            seconds, results[work] = timed(call)
            best[work] = min(best[work], seconds)
    table, found = results["cells"], results["blocks"]
    certain = sum(line.certain for line in table.cells)
    print(f"\n{name}: {made.n_edges:,} edges, load {os.getloadavg()[0]:.1f}, OR-Tools {peer:.3f} s")
    print(f"  {found.unplaced:,} unplaced in {len(found.blocks)} blocks; {len(table.cells)} cells, {certain} certain")
    for work, seconds in best.items():
        print(f"  {work:<12} {seconds:7.3f} s  {seconds / peer:6.3f} x")
    return _wrong(name, made, solution, results) + _slow(name, best, peer)


def _wrong(name: str, made: Any, solution: Any, results: dict[str, Any]) -> list[str]:
    from vakwerk.engines.matching.shortage_check import check_shortage

    found, table = results["blocks"], results["cells"]
    problems = [f"{name}: {fault}" for fault in check_shortage(made, found, solution)]
    if table != results["cells alone"]:
        problems.append(f"{name}: the cells depend on the placement they start from")
    unplaced = made.n_pupils - solution.placed
    low, high = (sum(getattr(line, end) for line in table.cells) for end in ("least", "most"))
    if not found.unplaced == table.total.least == unplaced or not low <= unplaced <= high:
        problems.append(f"{name}: the sums are not exact")
    return problems


def _slow(name: str, best: dict[str, float], peer: float) -> list[str]:
    slowest = {"blocks": best["blocks"], "cells": max(best["cells"], best["cells alone"])}
    dual = name.startswith("duaal")
    bars = {"blocks": DUAL_BAR if dual else BLOCKS_BAR * peer, "cells": DUAL_BAR if dual else CELLS_BAR * peer}
    return [
        f"{name}: {work} {slowest[work]:.3f} s, bar {bar:.3f} s" for work, bar in bars.items() if slowest[work] > bar
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=list(SHAPES))
    options = parser.parse_args()
    compare("p1k", 1)
    problems = [problem for name in options.only or NAMES for problem in compare(name, options.rounds)]
    for problem in problems:
        print("MISSED", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
