"""Swaps the fictitious schools for the real ones, once somebody has a key or the saved registers."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vakwerk.catalogue.actions import TooMuchWouldEnd
from vakwerk.catalogue.official_api import OfficialApiError
from vakwerk.offer import actions
from vakwerk.offer.fetching import add_source, folder_of, read_catalogue
from vakwerk.offer.registers import read_folder


class Command(BaseCommand):
    help = "Remove the fictitious schools and load the real ones; all or nothing, never beside real enrolments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_source(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder = folder_of(options)
            difference = actions.use_real_schools(
                viewer=None, registers=read_folder(folder), catalogue=read_catalogue(folder)
            )
        except (OfficialApiError, actions.CannotSwap, TooMuchWouldEnd) as error:
            raise CommandError(str(error)) from None
        for line in difference.lines():
            self.stdout.write(line)
        self.stdout.write("The real schools stand in the place of the fictitious ones.")
