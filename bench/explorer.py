"""How much slower is a search over all of Flanders than a page that does nothing?

    VAKWERK_MODE=demo python -m bench.explorer [--seconds 4] [--rounds 5] [--fail-above 4]

Makes (once) a demo world of Flanders in a folder of its own, starts gunicorn with 2 workers x 4 threads on 127.0.0.1
and asks with 8 connections, in turns within each round: a bare page (the home page of the same stack), the explorer
with a different question each time (cold) and with the same question (cached). Prints p50 and p95 in milliseconds, the
ratio of the p95s, and the load of the machine beside each round: on a busy machine only the ratio means something.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
AIM = 4.0
WORDS = (
    "lasser",
    "kapster",
    "auto's",
    "bakker",
    "computers",
    "dieren",
    "zorg",
    "hout",
    "koken",
    "sport",
    "elektriciteit",
)
PLACES = ("9000", "Hasselt", "Oostende", "2000", "Leuven", "Kortrijk", "Genk", "Aalst", "Mechelen", "Brugge", "1000")
FACETS = ("graad=2", "graad=3", "graad=7", "finaliteit=A", "finaliteit=DU", "domein=stem", "leren=dual", "knelpunt=ja")
Next = Callable[[], str]


def main() -> None:
    options = _options()
    environment = _environment(options.data_dir)
    _load_flanders(environment)
    with _server(environment) as port:
        pages = _pages()
        for ask in pages.values():
            _round(port, ask, 1.0)
        times = _rounds(port, pages, options.rounds, options.seconds)
    worst = _report(times)
    if options.fail_above and worst > options.fail_above:
        sys.exit(f"The explorer takes {worst:.1f} times the bare page; at most {options.fail_above} is allowed.")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3.0, help="per page and round")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--fail-above", type=float, default=0.0, help="exit 1 above this ratio (the aim is 4)")
    parser.add_argument("--data-dir", type=Path, default=ROOT / "var" / "bench-explorer")
    return parser.parse_known_args()[0]


def _environment(data_dir: Path) -> dict[str, str]:
    data_dir.mkdir(parents=True, exist_ok=True)
    return {**os.environ, "VAKWERK_MODE": "demo", "VAKWERK_DATA_DIR": str(data_dir), "DATABASE_URL": ""}


def _load_flanders(environment: dict[str, str]) -> None:
    for command in (("migrate", "-v0"), ("demo_world", "--size", "flanders")):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port; ended by its own process number."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        "-m",
        "gunicorn",
        "config.wsgi",
        "-b",
        f"127.0.0.1:{port}",
        "-w",
        "2",
        "--threads",
        "4",
        "--log-level",
        "error",
    ]
    process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment)
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def _pages() -> dict[str, Next]:
    """What to ask next, by name. The questions are drawn once, the same in each run."""
    rng = random.Random(2026)
    questions = itertools.count()
    lock = threading.Lock()

    def cold() -> str:
        with lock:
            number = next(questions)
            word = f"q={rng.choice(WORDS)}&" if number % 3 == 0 else ""
            facet, place, km = rng.choice(FACETS), rng.choice(PLACES), rng.choice((5, 10, 20, 30, 50))
        return f"/richtingen/?{word}{facet}&plaats={place}&km={km}&n={number}".replace("'", "%27")

    return {
        "bare page": lambda: "/",
        "explorer, cold": cold,
        "explorer, cached": lambda: "/richtingen/?graad=3&finaliteit=A&plaats=9000&km=20",
        "explorer, no question": lambda: "/richtingen/",
    }


def _rounds(port: int, pages: dict[str, Next], rounds: int, seconds: float) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(rounds):
        for name, ask in pages.items():
            times[name] += _round(port, ask, seconds)
        load = "/".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"round {number + 1} of {rounds}, load {load} on {os.cpu_count()} cores", flush=True)
    return times


def _round(port: int, ask: Next, seconds: float) -> list[float]:
    """Eight connections that ask and wait, for so many seconds; returns milliseconds per answer."""
    taken: list[float] = []
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=_visitor, args=(port, ask, end, taken)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _visitor(port: int, ask: Next, end: float, taken: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.perf_counter() < end:
        begin = time.perf_counter()
        connection.request("GET", ask())
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{answer.status} for a page of the benchmark")
        taken.append((time.perf_counter() - begin) * 1000)
    connection.close()


def _report(times: dict[str, list[float]]) -> float:
    """A line per page; returns the worst ratio of p95s."""
    bare = _p95(times["bare page"])
    print(f"{'page':24}{'answers':>9}{'p50 ms':>9}{'p95 ms':>9}{'x bare':>8}")
    worst = 0.0
    for name, taken in times.items():
        ratio = _p95(taken) / bare
        worst = max(worst, ratio)
        print(f"{name:24}{len(taken):9}{statistics.median(taken):9.1f}{_p95(taken):9.1f}{ratio:8.2f}")
    print(f"aim: at most {AIM:.0f} x the bare page")
    return worst


def _p95(taken: list[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.95)]


if __name__ == "__main__":
    main()
