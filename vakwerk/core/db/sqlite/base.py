"""Django's SQLite backend with a fair writer lock.

SQLite's own busy handler sleeps and retries, which starves writers for seconds under load. Here a transaction first
takes an advisory lock on `<database>.writer`; the kernel queues the waiters, so the longest wait stays well under a
second (measured in `docs/benchmarks.md`). The `pysqlite3` wheel replaces the standard library's SQLite where it
exists, because versions 3.7.0 to 3.51.2 can corrupt a WAL database when two connections checkpoint at once.
"""

from __future__ import annotations

import sys
from typing import Any

try:
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
except ImportError:  # no wheel for this platform: the standard library serves
    pass

try:
    import fcntl
except ImportError:  # Windows has no flock; SQLite's busy handler still keeps writers apart there
    fcntl = None  # type: ignore[assignment]

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    _writer_file: Any = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()
            if self._writer_file is not None:
                self._writer_file.close()
                self._writer_file = None

    def _take_turn(self) -> None:
        if fcntl is None or self.is_in_memory_db():
            return
        if self._writer_file is None:
            self._writer_file = open(f"{self.settings_dict['NAME']}.writer", "w")  # noqa: SIM115 lives as long as the connection
        fcntl.flock(self._writer_file, fcntl.LOCK_EX)

    def _end_turn(self) -> None:
        if fcntl is not None and self._writer_file is not None:
            fcntl.flock(self._writer_file, fcntl.LOCK_UN)
