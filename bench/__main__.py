"""`make bench`: every measurement, on a demo world of its own, with the state of the machine beside it.

Absolute times on a shared machine mean little; the measurements below print ratios and processor time for that reason.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYNCS = 100


def main() -> int:
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} processors, {_syncs_per_second():,.0f} fdatasync/s")
    with tempfile.TemporaryDirectory(prefix="vakwerk-bench-") as folder:
        environment = {**os.environ, "VAKWERK_MODE": "demo", "VAKWERK_DATA_DIR": folder, "PYTHONPATH": str(ROOT)}
        steps = [
            ["manage.py", "migrate", "-v0"],
            ["manage.py", "demo_world", "--size", "class"],
            ["-m", "bench.report"],
            ["-m", "bench.explorer", "--data-dir", str(Path(folder) / "flanders")],
            ["-m", "bench.adaptive"],
            ["-m", "bench.calibration"],
            ["-m", "bench.scoring"],
            ["-m", "bench.fit"],
            ["-m", "bench.advice"],
            ["-m", "bench.matching"],
            ["-m", "bench.matching_shortage"],
            ["-m", "bench.matching_repair"],
            ["-m", "bench.matching_dual"],
            ["-m", "bench.matching_eligibility"],
            ["-m", "bench.apportionment"],
        ]
        codes = [_run(step, environment) for step in steps]
    return max(codes)


def _run(step: list[str], environment: dict[str, str]) -> int:
    print(f"\n== {' '.join(step)}", flush=True)
    return subprocess.run([sys.executable, *step], cwd=ROOT, env=environment, check=False).returncode


def _syncs_per_second() -> float:
    """How fast this disk makes a write lasting: the ceiling of every lasting write to SQLite."""
    with tempfile.NamedTemporaryFile(dir=ROOT) as file:
        start = time.perf_counter()
        for _ in range(SYNCS):
            file.write(b"x")
            file.flush()
            os.fdatasync(file.fileno())
        return SYNCS / (time.perf_counter() - start)


if __name__ == "__main__":
    sys.exit(main())
