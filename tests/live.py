"""Databases and processes for tests that need more than one process: workers, crashes, fairness."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from tests.nursery import REPORT
from tests.tables import lay_tables

ROOT = Path(settings.BASE_DIR)
PATIENCE = 120
MANAGE = "import runpy; runpy.run_path('manage.py', run_name='__main__')"


@dataclass
class Process:
    """A process from the nursery, with what tests use of `subprocess.Popen`."""

    pid: int
    line: socket.socket
    stdin: TextIO
    stdout: TextIO
    returncode: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        if self.returncode is None:
            self.line.settimeout(timeout)
            (self.returncode,) = REPORT.unpack(self.line.recv(REPORT.size))
            self.line.close()
        return self.returncode

    def communicate(self, timeout: float = PATIENCE) -> tuple[str, None]:
        """What it still writes until it ends; killed when that takes too long."""
        killer = threading.Timer(timeout, self.kill)
        killer.start()
        try:
            output = self.stdout.read()
            self.wait(timeout)
        finally:
            killer.cancel()
            self.stdin.close()
            self.stdout.close()
        return output, None

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):  # it ended by itself
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class LiveDatabase:
    """A migrated database that other processes may open, of the same kind as the test run's."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DATABASE_URL": url,
            "VAKWERK_DATA_DIR": str(folder),
            "VAKWERK_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self._control: socket.socket | None = None
        self._nursery: subprocess.Popen[bytes] | None = None

    def start(self, script: str, *arguments: str, errors: int = 2) -> Process:
        """Starts a process with Django set up that runs `script`, in a session of its own.

        `arguments` are its `sys.argv[1:]`; `errors` is the file descriptor for its standard error.
        """
        line, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        (read_in, write_in), (read_out, write_out) = os.pipe(), os.pipe()
        message = json.dumps({"arguments": [script, *arguments]}).encode()
        given = [read_in, write_out, errors, far_end.fileno()]
        socket.send_fds(self._open_nursery(), [message], given)
        far_end.close()
        os.close(read_in)
        os.close(write_out)
        line.settimeout(PATIENCE)
        (pid,) = REPORT.unpack(line.recv(REPORT.size))
        return Process(pid, line, os.fdopen(write_in, "w"), os.fdopen(read_out))

    def _open_nursery(self) -> socket.socket:
        if self._control is None:
            self._control, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with far_end:
                command = [sys.executable, "-m", "tests.nursery", str(far_end.fileno())]
                self._nursery = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, pass_fds=[far_end.fileno()]
                )
        return self._control

    def close(self) -> None:
        """No process is asked for any more."""
        if self._control and self._nursery:
            self._control.close()
            self._nursery.wait(PATIENCE)

    def ask(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs `script` to its end."""
        with tempfile.TemporaryFile("w+") as errors:
            process = self.start(script, *arguments, errors=errors.fileno())
            output, _ = process.communicate()
            errors.seek(0)
            return subprocess.CompletedProcess(list(arguments), process.wait(), output, errors.read())

    def run(self, script: str, *arguments: str) -> str:
        """What `script` says, which must succeed."""
        done = self.ask(script, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.ask(MANAGE, *arguments)


@contextmanager
def live_database(folder: Path) -> Iterator[LiveDatabase]:
    """A database of the test run's kind for other processes; the makers give its address and whether it has tables."""
    maker = _postgresql if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else _sqlite
    with maker(folder) as (url, laid):
        database = LiveDatabase(url, folder)
        with closing(database):
            if not laid:
                done = database.manage("migrate", "--skip-checks", "-v0")
                assert done.returncode == 0, done.stderr
            yield database


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[str, bool]]:
    file = folder / "live.sqlite3"
    yield f"sqlite://{file}", lay_tables(file)


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, bool]]:
    import psycopg

    url = os.environ["DATABASE_URL"]
    name = f"live_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}")), False
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
