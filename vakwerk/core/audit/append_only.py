"""Triggers that refuse to change or delete audit entries, on both databases.

They stop mistakes and careless scripts. Somebody who owns the database can drop them: for that there is the chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

MESSAGE = "audit entries are append-only"
SQLITE_INSTALL = [
    f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON core_auditentry "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
SQLITE_REMOVE = ["DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete"]
POSTGRESQL_INSTALL = [
    "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON core_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()",
]
POSTGRESQL_REMOVE = ["DROP TRIGGER IF EXISTS audit_append_only ON core_auditentry"]


def install(using: Any = connection) -> None:
    _run(using, SQLITE_INSTALL if using.vendor == "sqlite" else POSTGRESQL_INSTALL)


def remove(using: Any = connection) -> None:
    _run(using, SQLITE_REMOVE if using.vendor == "sqlite" else POSTGRESQL_REMOVE)


@contextmanager
def lifted() -> Iterator[None]:
    """Without the triggers, for tests and for emptying a demo database."""
    remove()
    try:
        yield
    finally:
        install()


def _run(using: Any, statements: list[str]) -> None:
    with using.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
