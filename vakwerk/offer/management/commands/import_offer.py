"""Shows what the official registers would change, and changes it with --apply."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vakwerk.catalogue.official_api import OfficialApiError
from vakwerk.core import jobs
from vakwerk.offer import actions, differences
from vakwerk.offer.fetching import add_source, folder_of
from vakwerk.offer.jobs import LARGE, LOAD
from vakwerk.offer.registers import read_folder


class Command(BaseCommand):
    help = "Institutions, sites and organised offer from the official registers: first the difference, then --apply."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_source(parser)
        parser.add_argument("--apply", action="store_true", help="change our tables; large loads become a job")
        parser.add_argument("--now", action="store_true", help="do not make a job of it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = folder_of(options)
            registers = read_folder(folder)
        except OfficialApiError as error:
            raise CommandError(str(error)) from None
        if not options["apply"]:
            self._tell(differences.compare(registers))
            self.stdout.write("Nothing was changed; add --apply to do so.")
        elif registers.size > LARGE and not options["now"]:
            jobs.enqueue(LOAD, {"folder": str(folder)}, unique_key=str(folder))
            self.stdout.write(f"{registers.size} records: the worker will load them (manage.py worker).")
        else:
            self._tell(actions.load_registers(viewer=None, registers=registers))

    def _tell(self, difference: differences.Difference) -> None:
        for line in difference.lines():
            self.stdout.write(line)
        if difference.is_empty:
            self.stdout.write("No difference.")
