"""How fast, how small and how right is calibration, beside other engines on the same answers?

    .venv-bench/bin/python -m bench.calibration [--rounds 3] [--cases 2pl grm sparse bias]

Every engine runs in a process of its own with one BLAS thread, in turns within each round, so that a busy machine
slows all of them; the ratio is of the fastest round of each, on the wall or of the processor, whichever is worse.
Loading and compiling happen on a small sample before the clock starts and are printed as the first call. `likelihood`
is each engine's result on one common grid (see `bench.calibration_cases`). The case "bias" shows what too few nodes do
to slopes while an engine says "converged".

Ends with 1 when a bar is missed: 2PL 100,000 x 60 at most 0.2 x the best setting of PyPI mirt; graded 5,000 x 40 x 5 at
most 0.3 x girth; 20,000 x 500 with 20 seen at most 0.15 x PyPI mirt; likelihood not below the peer's; under 300 MiB.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MOST_MIB = 300
CLOCKS = ("seconds", "cpu")
SAME = 0.05
"""Points of log-likelihood that engines may differ by and still count as equal."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Contest:
    title: str
    engines: tuple[tuple[str, str], ...]
    """(case, engine)."""
    peer: str = ""
    bar: float = 0.0


CONTESTS = {
    "2pl": Contest(
        "2PL, 100,000 x 60",
        (("2pl", "vakwerk"), ("2pl", "vakwerk with errors"), ("2pl", "mirt (PyPI) best")),
        "mirt (PyPI) best",
        0.2,
    ),
    "grm": Contest(
        "graded response, 5,000 x 40 x 5",
        (("grm", "vakwerk"), ("grm", "vakwerk with errors"), ("grm", "girth"), ("grm", "mirt (PyPI) best")),
        "girth",
        0.3,
    ),
    "sparse": Contest(
        "2PL, 20,000 x 500 with 20 seen",
        (("sparse", "vakwerk"), ("sparse", "vakwerk with errors"), ("sparse", "mirt (PyPI) 41 nodes")),
        "mirt (PyPI) 41 nodes",
        0.15,
    ),
    "bias": Contest(
        "what 21 nodes do: 2PL 5,000 x 60, then graded 5,000 x 40 x 5",
        tuple((case, name) for case in ("2pl-small", "grm") for name in ("mirt (PyPI) default", "vakwerk")),
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", nargs="+", choices=list(CONTESTS), default=list(CONTESTS))
    options = parser.parse_known_args()[0]
    missed = [fault for name in options.cases for fault in _hold(CONTESTS[name], options.rounds)]
    print("\n" + ("; ".join(missed) if missed else "Every bar is met."))
    return int(bool(missed))


def _hold(contest: Contest, rounds: int) -> list[str]:
    print(f"\n{contest.title}  (load {os.getloadavg()[0]:.2f})")
    best: dict[tuple[str, str], Row] = {}
    for _ in range(rounds if contest.peer else 1):
        for pair in contest.engines:
            row = _run(*pair)
            known = best.setdefault(pair, row)
            for clock in CLOCKS:
                known[clock] = min(known[clock], row[clock])
    return _report(contest, best)


def _run(case: str, engine: str) -> Row:
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    command = [sys.executable, "-m", "bench.calibration_cases", case, engine]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **threads}, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _report(contest: Contest, best: dict[tuple[str, str], Row]) -> list[str]:
    print(
        f"{'':24s}{'s':>8s}{'cpu s':>8s}{'ratio':>8s}{'first':>7s}{'likelihood':>16s}"
        f"{'rmse a':>9s}{'bias a':>9s}{'rmse b':>9s}{'MiB':>6s}  converged"
    )
    peers = [row for (_, engine), row in best.items() if engine == contest.peer]
    for (_, engine), row in best.items():
        ratio = f"{_ratio(row, peers[0]):.3f}" if peers else ""
        print(
            f"{engine:24s}{row['seconds']:8.3f}{row['cpu']:8.3f}{ratio:>8s}{row['first']:7.2f}{row['likelihood']:16.3f}"
            f"{row['rmse_a']:9.4f}{row['bias_a']:9.4f}{row['rmse_b']:9.4f}{row['peak']:6.0f}  {row['converged']}"
        )
    return _faults(contest, best, peers[0]) if peers else []


def _ratio(row: Row, peer: Row) -> float:
    """The worse of the two clocks: neither a busy machine nor a second thread flatters anybody."""
    return float(max(row[clock] / peer[clock] for clock in CLOCKS))


def _faults(contest: Contest, best: dict[tuple[str, str], Row], peer: Row) -> list[str]:
    found = []
    for (_, engine), row in best.items():
        if not engine.startswith("vakwerk"):
            continue
        ratio = _ratio(row, peer)
        if engine == "vakwerk" and ratio > contest.bar:
            found.append(f"{contest.title}: {ratio:.3f} x {contest.peer}, at most {contest.bar}")
        if row["likelihood"] < peer["likelihood"] - SAME:
            found.append(f"{contest.title}: {engine} is less likely than {contest.peer}")
        if row["peak"] > MOST_MIB:
            found.append(f"{contest.title}: {engine} takes {row['peak']:.0f} MiB, at most {MOST_MIB}")
    return found


if __name__ == "__main__":
    sys.exit(main())
