"""The demo site as a new user starts it, in a folder of its own, on a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_site(folder: Path) -> Iterator[str]:
    """Starts `manage.py serve --demo`; gives its address and stops the process tree afterwards."""
    port, log = free_port(), folder / "serve.log"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("VAKWERK_", "DJANGO_", "DATABASE_"))}
    environment = kept | {"VAKWERK_MODE": "demo", "VAKWERK_DATA_DIR": str(folder)}
    command = [sys.executable, "manage.py", "serve", "--demo", "--workers", "1", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, process, log)
        yield address
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
    raise AssertionError(f"The site did not start:\n{log.read_text()[-3000:]}")
