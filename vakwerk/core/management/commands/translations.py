"""`manage.py translations`: extract, merge and compile the Dutch texts; `--check` only looks."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vakwerk.core.translations import RoomCatalogue, catalogues, conflicts


class Command(BaseCommand):
    help = "Extracts, merges and compiles the Dutch texts of every room."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms")
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail on a missing, fuzzy or obsolete text"
        )
        parser.add_argument("--compile-only", action="store_true", help="leave the .po files alone")

    def handle(self, *args: Any, rooms: list[str], check: bool, compile_only: bool, **options: Any) -> None:
        chosen = [catalogue for catalogue in catalogues() if not rooms or catalogue.room.name in rooms]
        if check:
            self._check(chosen)
            return
        for catalogue in chosen:
            if not compile_only and catalogue.merge():
                self.stdout.write(f"{catalogue.room.name}: merged")
            if catalogue.compile():
                self.stdout.write(f"{catalogue.room.name}: compiled")
        if not compile_only:
            self._report(chosen)

    def _check(self, chosen: list[RoomCatalogue]) -> None:
        count = self._report(chosen)
        if count:
            raise CommandError(f"{count} texts are not in order; `manage.py translations` merges, you translate.")

    def _report(self, chosen: list[RoomCatalogue]) -> int:
        faults = [fault for catalogue in chosen for fault in catalogue.faults()]
        faults += conflicts(catalogues())
        for fault in faults:
            self.stdout.write(fault)
        return len(faults)
