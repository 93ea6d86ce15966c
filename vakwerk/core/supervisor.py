"""Keeps a few programs running together: starts them, restarts one that dies, stops all when asked."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
PATIENCE = 15.0
QUICK_DEATH = 3.0


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux the kernel ends the child when we are killed, so that no server is left behind."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Runs `commands` (name -> program with arguments) until SIGINT or SIGTERM."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._stopping = False

    def run(self) -> int:
        """Returns 0 after a stop that was asked for, 1 when a program cannot stay up."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, self._ask_to_stop)
        for name in self.commands:
            self._start(name)
        healthy = True
        while not self._stopping and healthy:
            time.sleep(0.3)
            healthy = all(self._keep_up(name) for name in self.commands)
        self._stop_all()
        return 0 if healthy else 1

    def _ask_to_stop(self, *_: object) -> None:
        self._stopping = True

    def _start(self, name: str) -> None:
        # Its own process group: Ctrl-C reaches only us, and we stop each in an orderly way.
        self._running[name] = subprocess.Popen(  # noqa: S603 our own two programs
            self.commands[name], start_new_session=True, preexec_fn=_die_with_parent()
        )
        self._started[name] = time.monotonic()

    def _keep_up(self, name: str) -> bool:
        """Restarts a program that died; False when it died right after its start, for then it will again."""
        process = self._running[name]
        if process.poll() is None or self._stopping:
            return True
        if time.monotonic() - self._started[name] < QUICK_DEATH:
            print(f"{name} does not start (exit code {process.returncode}).", file=sys.stderr)  # noqa: T201 to whoever started us
            return False
        self._start(name)
        return True

    def _stop_all(self) -> None:
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + PATIENCE
        for process in self._running.values():
            try:
                process.wait(timeout=max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
