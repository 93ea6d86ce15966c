"""Django's SQLite backend with a fair writer lock.

SQLite's own busy handler sleeps and retries, which starves writers for seconds under load. Here a transaction, and a
single write in autocommit, first takes an advisory lock on `<database>.writer`; the kernel queues the waiters, so the
longest wait stays well under a second. The `pysqlite3` wheel replaces the standard library's SQLite where it exists,
because versions 3.7.0 to 3.51.2 can corrupt a WAL database when two connections checkpoint at once.
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

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from vakwerk.core.db.sqlite.turn import Turn

READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "VALUES")


class DatabaseWrapper(base.DatabaseWrapper):
    # The stubs of Django leave out the private methods that we extend.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None
        self.execute_wrappers.append(self._single_write_takes_a_turn)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        # A commit that fails (a deferred constraint, a full disk) leaves the transaction open: Django rolls back.
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turn is not None:
                self._turn.close()
                self._turn = None

    def _single_write_takes_a_turn(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Outside a transaction SQLite begins and commits by itself; that too waits in the queue."""
        if self.in_atomic_block or not self.autocommit or sql.lstrip().upper().startswith(READS):
            return execute(sql, params, many, context)
        self._take_turn()
        try:
            return execute(sql, params, many, context)
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self.is_in_memory_db():
            return
        if self._turn is None:
            timeout = float(self.settings_dict["OPTIONS"].get("timeout", 20))
            self._turn = Turn(f"{self.settings_dict['NAME']}.writer", timeout)
        if not self._turn.take():
            raise OperationalError("database is locked: another process has been writing for too long")

    def _end_turn(self) -> None:
        if self._turn is not None:
            self._turn.end()
