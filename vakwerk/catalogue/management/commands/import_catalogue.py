"""`manage.py import_catalogue`: what the official registers would change in the catalogue; --apply changes it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vakwerk.catalogue import actions, differences
from vakwerk.catalogue.importers import Register, read_administrative_groups, read_structure
from vakwerk.catalogue.official_api import (
    ADMINISTRATIVE_GROUPS,
    GROUPS,
    OfficialApi,
    OfficialApiError,
    Record,
    read_dump,
)
from vakwerk.catalogue.search_index import index_catalogue
from vakwerk.core import clock


class Command(BaseCommand):
    help = "Groups, components and administrative groups from the official registers: the difference, then --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--file", type=Path, help="saved pages of structuuronderdeelgroep (file or folder)")
        source.add_argument("--key", help="x-api-key of onderwijs-api-portaal.vlaanderen.be")
        parser.add_argument("--years-file", type=Path, help="saved pages of administratievegroep (file or folder)")
        parser.add_argument("--seen-on", type=clock.parse_date, help="day the pages were saved (default: today)")
        parser.add_argument("--force", action="store_true", help="also when a large part of the catalogue would end")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="only show the difference (the default)")
        how.add_argument("--apply", action="store_true", help="change our tables, all or nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        seen_on = options["seen_on"] or clock.today()
        try:
            register = self._read(options)
            if not options["apply"]:
                self._tell(differences.compare(register, seen_on))
                self.stdout.write("Nothing was changed; add --apply to do so.")
                return
            done = actions.apply_register(viewer=None, register=register, seen_on=seen_on, force=options["force"])
        except (OfficialApiError, actions.TooMuchWouldEnd) as error:
            raise CommandError(str(error)) from None
        if not done.is_empty:
            index_catalogue()
        self._tell(done)

    def _read(self, options: dict[str, Any]) -> Register:
        structure, years = self._records(options)
        return read_administrative_groups(years, read_structure(structure))

    def _records(self, options: dict[str, Any]) -> tuple[Iterable[Record], Iterable[Record]]:
        if options["key"]:
            api = OfficialApi(options["key"])
            return api.records(GROUPS), api.records(ADMINISTRATIVE_GROUPS)
        years = options["years_file"]
        return read_dump(options["file"]), read_dump(years) if years else []

    def _tell(self, difference: differences.Difference) -> None:
        for line in difference.lines():
            self.stdout.write(line)
        if difference.is_empty:
            self.stdout.write("No difference.")
