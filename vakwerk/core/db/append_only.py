"""Tables that only grow: triggers refuse to change or delete their rows, on both databases.

    JOURNAL = protect("ledger", "ledger_posting", "postings are append-only")     # beside the model
    JOURNAL.install(schema_editor.connection)                                       # in a migration, by hand

They stop mistakes and careless scripts. Somebody who owns the database can drop them: what must show that keeps a
chain of hashes (the audit log) or a sum that can be checked (the journal). On SQLite "INSERT OR REPLACE" deletes too;
its trigger only fires with recursive_triggers on, which the settings of the database do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

_protected: list[AppendOnly] = []


@dataclass(frozen=True)
class AppendOnly:
    """The triggers of one table; `name` begins their names, `message` is what a statement that is refused says."""

    name: str
    table: str
    message: str

    def install(self, using: Any = connection) -> None:
        _run(using, self._sqlite_install() if using.vendor == "sqlite" else self._postgresql_install())

    def remove(self, using: Any = connection) -> None:
        _run(using, self._sqlite_remove() if using.vendor == "sqlite" else self._postgresql_remove())

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Without the triggers, for tests and for emptying a demo database."""
        self.remove()
        try:
            yield
        finally:
            self.install()

    def _sqlite_install(self) -> list[str]:
        return [
            f"CREATE TRIGGER {self.name}_no_{verb.lower()} BEFORE {verb} ON {self.table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for verb in ("UPDATE", "DELETE")
        ]

    def _sqlite_remove(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.name}_no_{verb}" for verb in ("update", "delete")]

    def _postgresql_install(self) -> list[str]:
        function = f"{self.name}_append_only"
        return [
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{self.message}'; END $$",
            f"CREATE TRIGGER {function} BEFORE UPDATE OR DELETE OR TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
        ]

    def _postgresql_remove(self) -> list[str]:
        return [f"DROP TRIGGER IF EXISTS {self.name}_append_only ON {self.table}"]


def protect(name: str, table: str, message: str) -> AppendOnly:
    """Declares a table that only grows; its migration installs the triggers."""
    guard = AppendOnly(name, table, message)
    _protected.append(guard)
    return guard


@contextmanager
def all_lifted() -> Iterator[None]:
    """Without the triggers of any table: tests that empty the whole database."""
    with ExitStack() as stack:
        for guard in _protected:
            stack.enter_context(guard.lifted())
        yield


def _run(using: Any, statements: list[str]) -> None:
    with using.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
