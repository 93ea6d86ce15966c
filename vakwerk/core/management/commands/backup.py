"""`manage.py backup FILE`: a consistent copy of the SQLite database while people keep working."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from vakwerk.core.db.copying import backup


class Command(BaseCommand):
    help = "Copies the SQLite database to a new file, consistently, while the site runs. On PostgreSQL use pg_dump."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This database is PostgreSQL: use pg_dump --format=custom (see docs/running.md).")
        try:
            backup(file)
        except (FileExistsError, FileNotFoundError, ValueError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Copied to {file}")
