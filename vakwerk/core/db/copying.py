"""Backup and restore of the SQLite database, with SQLite's own backup interface."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils import timezone


def backup(target: str) -> None:
    """Writes a consistent copy to a new file and checks it; people keep working meanwhile.

    FileExistsError when the file is there already, FileNotFoundError without its folder, ValueError for a bad copy.
    """
    path = Path(target)
    if path.exists():
        raise FileExistsError(f"{path} exists already; a backup never overwrites another.")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {path.parent}.")
    part = path.with_name(f"{path.name}.part")
    connection.ensure_connection()
    with closing(sqlite3.connect(part)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    _check(part)
    part.rename(path)


def restore(source: str) -> Path | None:
    """Puts the copy in the place of the database; returns where the previous one went, None when there was none.

    The copy is checked before anything is touched. FileNotFoundError or ValueError when it will not do.
    """
    path = Path(source)
    if not path.is_file():
        raise FileNotFoundError(f"There is no file {path}.")
    _check(path)
    database = Path(connection.settings_dict["NAME"])
    connection.close()
    kept = _set_aside(database) if database.exists() else None
    part = database.with_name(f"{database.name}.part")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy, closing(sqlite3.connect(part)) as new:
        copy.backup(new)
    part.rename(database)
    return kept


def _set_aside(database: Path) -> Path:
    """Moves the database with its write-ahead log, which belongs to it, out of the way."""
    kept = database.with_name(f"{database.name}.{timezone.now():%Y%m%dT%H%M%S%f}")
    for suffix in ("-wal", "-shm", ""):
        part = Path(f"{database}{suffix}")
        if part.exists():
            part.rename(f"{kept}{suffix}")
    return kept


def _check(path: Path) -> None:
    """ValueError unless the file is a whole database of ours."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            ours = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'core_auditentry'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise ValueError(f"{path} is no database: {error}") from None
    if verdict != "ok" or not ours:
        raise ValueError(f"{path} is not a whole database of Vakwerk ({verdict}).")
