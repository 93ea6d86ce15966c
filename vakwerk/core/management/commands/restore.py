"""`manage.py restore FILE`: puts a copy made by `backup` back in the place of the SQLite database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from vakwerk.core.db.copying import restore


class Command(BaseCommand):
    help = "Replaces the SQLite database by a copy. Stop the site first. The present one is kept beside it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_restore (see docs/running.md).")
        try:
            kept = restore(file)
        except (FileNotFoundError, ValueError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Restored from {file}" + (f"; the previous database is {kept}" if kept else ""))
