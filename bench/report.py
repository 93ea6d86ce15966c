"""How long do advice, report and PDF take, and how big does a web process become?

    VAKWERK_MODE=demo python -m bench.report        (on a database with a demo world: `make demo` once, or demo_world)

Times are milliseconds: median and best on the clock, processor time, and the first run. The load of the machine stands
beside them: on a busy machine the clock measures the others too. Aims: report 20 ms, PDF 300 ms, start 1.5 s, 120 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

AIMS = {"advice, 600 programmes x 500 draws": 10, "report": 20, "report, with a place": 20, "PDF of the report": 300}
STARTS = 3
START_AIM_S, MEMORY_AIM_MB = 1.5, 120

# Run in a process of its own: what a web worker imports before its first page, and what that weighs.
START = """
import time
begin = time.perf_counter()
import config.wsgi
took = time.perf_counter() - begin
from django.urls import get_resolver
get_resolver().url_patterns
for line in open("/proc/self/status"):
    if line.startswith("VmRSS"):
        print(took, time.perf_counter() - begin, time.process_time(), int(line.split()[1]) / 1024)
"""


def main() -> None:
    """Print all figures. Needs no network; reads the database and writes nothing."""
    print(f"load {load()}")
    start()
    import django

    django.setup()
    engine()
    report()
    print(f"load {load()}")


def load() -> str:
    return "/".join(f"{value:.1f}" for value in os.getloadavg()) + f" on {os.cpu_count()} cores"


def measure(name: str, run: Callable[[], Any], times: int) -> None:
    """First run apart: it fills what a process keeps (catalogue, programme draws)."""
    taken, worked = [], []
    for _ in range(times + 1):
        begin, cpu = time.perf_counter(), time.process_time()
        run()
        taken.append((time.perf_counter() - begin) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    middle, best, cpu = statistics.median(taken[1:]), min(taken[1:]), statistics.median(worked[1:])
    aim = f"aim {AIMS[name]} ms" if name in AIMS else ""
    print(f"{name:<36} median {middle:7.1f}  best {best:7.1f}  processor {cpu:7.1f}  first {taken[0]:7.1f}  {aim}")


def start() -> None:
    """Import of the application and of all its routes in a fresh process."""
    runs = [
        [float(value) for value in subprocess.check_output([sys.executable, "-c", START], text=True).split()]
        for _ in range(STARTS)
    ]
    imported, ready, cpu, memory = min(runs, key=lambda run: run[1])
    print(f"process start: application {imported:.2f} s, with routes {ready:.2f} s  aim {START_AIM_S} s")
    print(f"process start on the processor: {cpu:.2f} s")
    print(f"process memory: {memory:.0f} MB  aim {MEMORY_AIM_MB} MB")


def engine() -> None:
    import numpy as np

    from vakwerk.engines.psychometrics import ProgrammeProfiles, advise, check, estimate_interests, menu
    from vakwerk.talent.bank import bank
    from vakwerk.talent.profiles import all_profiles, profiles_for

    base = profiles_for(list(all_profiles()), special=True)
    rows = np.arange(600) % len(base.keys)
    large = ProgrammeProfiles(
        tuple(f"{base.keys[row]}-{place}" for place, row in enumerate(rows)),
        base.mean[rows],
        base.se[rows],
        tuple(base.finalities[row] for row in rows),
        tuple(base.domains[row] for row in rows),
        base.standard,
    )
    answers, items = some_answers(), bank().measured
    profile = estimate_interests(answers, items)
    measure("estimate 6 scales from 60 answers", lambda: estimate_interests(answers, items), 50)
    measure("look at the way of answering", lambda: check(answers, items), 50)
    measure("advice, 600 programmes x 500 draws", lambda: advise(profile, large, seed=1), 50)
    advice = advise(profile, large, seed=1)
    measure("menu of 600 programmes", lambda: menu(advice), 50)


def report() -> None:
    from vakwerk.core import documents
    from vakwerk.core.geography import find_place
    from vakwerk.talent.models import Stage
    from vakwerk.talent.pages import report_data
    from vakwerk.talent.reporting import build_report

    place = find_place("Gent")

    def build(person: int = 0, **where: Any) -> Any:
        return build_report(some_answers(person), stage=Stage.A2, stances={}, made_on=date(2026, 11, 23), **where)

    measure("report", build, 20)
    measure("report, with a place", lambda: build(place=place), 20)
    others = iter([report_data(build(person, place=place)) for person in range(11)])
    measure("PDF of the report", lambda: documents.pdf("talent/report.typ", next(others)), 10)


def some_answers(person: int = 0) -> dict[str, int]:
    """A practical and social pupil with some noise, the same every time.

    Another `person` has another report, so that the typesetter cannot hand out what it remembers.
    """
    from vakwerk.talent.bank import bank

    levels = {"R": 4, "I": 3, "A": 2, "S": 4, "E": 2, "C": 2}
    return {
        item.id: min(5, levels[item.type] + (place * (person + 1)) // 3 % 2)
        for place, item in enumerate(bank().measured)
    }


if __name__ == "__main__":
    main()
