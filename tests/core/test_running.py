"""Commands that run the site: a taken port, an orderly stop, backup and restore, the sum of test reports."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.live import ROOT, LiveDatabase
from vakwerk.core.management.commands.serve import refuse_taken_port
from vakwerk.core.supervisor import Supervisor

sqlite_only = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite files")


@pytest.fixture
def taken() -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield str(listener.getsockname()[1])


def test_a_taken_port_is_refused_in_one_clear_line(taken: str) -> None:
    with pytest.raises(SystemExit) as refusal:
        refuse_taken_port(taken)
    assert str(refusal.value) == f"Port {taken} is taken; choose another, for example: make demo PORT={int(taken) + 1}"


@pytest.mark.parametrize("port", ["", "abc", "0", "70000", "-1"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit, match="is no port"):
        refuse_taken_port(port)


def _alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def _until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


SUPERVISE = """
import sys
from vakwerk.core.supervisor import Supervisor
child = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); time.sleep(600)"
commands = {name: [sys.executable, "-c", child, f"{sys.argv[1]}/{name}"] for name in ("web", "worker")}
sys.exit(Supervisor(commands).run())
"""


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[str], list[int]]]]:
    """A supervisor of two idle programs, and the process ids that each had so far."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", SUPERVISE, str(tmp_path)], env=environment)

    def pids(name: str) -> list[int]:
        file = tmp_path / name
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    assert _until(lambda: bool(pids("web") and pids("worker")))
    yield process, pids
    process.kill()
    process.wait()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopping_stops_both_programs(supervised, sign: signal.Signals) -> None:  # type: ignore[no-untyped-def]
    process, pids = supervised
    process.send_signal(sign)
    assert process.wait(timeout=20) == 0
    assert not _alive(pids("web")[0])
    assert not _alive(pids("worker")[0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a service of the Linux kernel")
def test_a_killed_supervisor_leaves_nothing_behind(supervised) -> None:  # type: ignore[no-untyped-def]
    process, pids = supervised
    process.kill()
    process.wait()
    assert _until(lambda: not _alive(pids("web")[0]) and not _alive(pids("worker")[0]))


def test_a_program_that_cannot_start_ends_it_all(capfd: pytest.CaptureFixture[str]) -> None:
    kept = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        assert Supervisor({"web": [sys.executable, "-c", "raise SystemExit(3)"]}).run() == 1
    finally:
        for sign, action in kept.items():
            signal.signal(sign, action)
    assert "web does not start (exit code 3)" in capfd.readouterr().err


@sqlite_only
def test_a_backup_restored_elsewhere_holds_the_same(live: LiveDatabase, tmp_path: Path) -> None:
    live.run("from vakwerk.core import audit; audit.record(None, 'test.backup')")
    copy = tmp_path / "copy.sqlite3"
    assert live.manage("backup", str(copy)).returncode == 0
    (tmp_path / "other.sqlite3").write_bytes(b"what was here before")
    with closing(LiveDatabase(f"sqlite://{tmp_path}/other.sqlite3", tmp_path)) as other:
        restored = other.manage("restore", str(copy))
        assert "the previous database is" in restored.stdout, restored.stderr
        head = "from vakwerk.core import audit; print(audit.head(), audit.verify())"
        assert other.run(head) == live.run(head)


@sqlite_only
def test_a_backup_never_overwrites_and_a_bad_copy_is_refused(live: LiveDatabase, tmp_path: Path) -> None:
    bad = tmp_path / "bad.sqlite3"
    bad.write_bytes(b"SQLite format 3\x00 but not really")
    assert "exists already" in live.manage("backup", str(bad)).stderr
    assert "is no database" in live.manage("restore", str(bad)).stderr
    with closing(sqlite3.connect(tmp_path / "foreign.sqlite3")) as foreign:
        foreign.execute("CREATE TABLE t (n)")
    refused = live.manage("restore", str(tmp_path / "foreign.sqlite3"))
    assert "not a whole database of Vakwerk" in refused.stderr


def _sum(folder: Path, expected: int) -> tuple[int, str]:
    command = [sys.executable, "tools/sum_reports.py", str(folder), str(expected)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_the_sum_of_reports_counts_errors_as_failures_and_a_missing_report_too(tmp_path: Path) -> None:
    suite = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'
    (tmp_path / "a.xml").write_text(suite.format(10, 0, 0, 1))
    (tmp_path / "b.xml").write_text(suite.format(5, 0, 0, 0))
    assert _sum(tmp_path, 2) == (0, "14 passed, 0 failed\n")
    assert _sum(tmp_path, 3) == (1, "14 passed, 1 failed\n")
    (tmp_path / "b.xml").write_text(suite.format(5, 1, 1, 0))
    assert _sum(tmp_path, 2) == (1, "12 passed, 2 failed\n")
