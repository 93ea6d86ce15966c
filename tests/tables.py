"""The empty tables of a migrated database, as a SQLite file that tests copy instead of migrating anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.db import connection

_kept: list[Path] = []


def keep_tables(folder: Path) -> None:
    """Keeps what the database of the test run holds now, before any test; PostgreSQL's is not kept.

    There is nothing to keep when no test of the run asks for that database.
    """
    if connection.vendor == "sqlite" and connection.introspection.table_names():
        file = folder / "tables.sqlite3"
        connection.connection.execute("VACUUM INTO ?", [str(file)])
        _kept.append(file)


def lay_tables(target: Path) -> bool:
    """A migrated, empty database at `target`; False when there are none kept: then it has to be migrated."""
    if not _kept:
        return False
    shutil.copyfile(_kept[0], target)
    return True
