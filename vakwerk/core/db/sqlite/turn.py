"""Taking turns to write: an advisory lock on a file beside the database, with a limit to the waiting."""

from __future__ import annotations

import os
import threading
from typing import IO

try:
    import fcntl
except ImportError:  # Windows has no flock; SQLite's busy handler still keeps writers apart there
    fcntl = None  # type: ignore[assignment]


class Turn:
    """The right to write, of one connection. Every connection opens the file itself: flock belongs to an open file."""

    def __init__(self, path: str, timeout: float) -> None:
        self.path, self.timeout = path, timeout
        self._file: IO[str] | None = None
        self._pid = 0

    def take(self) -> bool:
        """Waits for the turn; False when it did not come within the timeout.

        A folder in which we may not create the file is a read-only database: there is nothing to wait for.
        """
        file = self._open()
        if fcntl is None or file is None:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return self._queue(file)
        return True

    def end(self) -> None:
        if fcntl is not None and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Gives the turn back and closes the file."""
        if self._file is not None:
            self.end()
            self._file.close()
            self._file = None

    def __del__(self) -> None:
        self.close()

    def _open(self) -> IO[str] | None:
        if self._pid != os.getpid():  # a forked child must not share its parent's lock
            self._file, self._pid = None, os.getpid()
        if self._file is None:
            try:
                self._file = open(self.path, "a")  # noqa: SIM115 lives as long as the connection
            except OSError:
                return None
        return self._file

    def _queue(self, file: IO[str]) -> bool:
        """flock knows no timeout, so a thread waits. One that outlives our patience gives the lock straight back."""
        waiter = _Waiter(file)
        waiter.start()
        if waiter.wait(self.timeout):
            return True
        self._file = None  # the waiter closes it
        return False


class _Waiter(threading.Thread):
    def __init__(self, file: IO[str]) -> None:
        super().__init__(name="sqlite-writer-queue", daemon=True)
        self._open_file = file
        self._got, self._guard, self._abandoned = threading.Event(), threading.Lock(), False

    def run(self) -> None:
        fcntl.flock(self._open_file, fcntl.LOCK_EX)
        with self._guard:
            if self._abandoned:
                self._open_file.close()
            self._got.set()

    def wait(self, timeout: float) -> bool:
        if self._got.wait(timeout):
            return True
        with self._guard:
            self._abandoned = not self._got.is_set()
        return not self._abandoned
