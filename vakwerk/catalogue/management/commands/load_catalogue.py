"""`manage.py load_catalogue`: programmes, occupations, shortage lists and rules from the project's own tables."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from vakwerk.catalogue.loading import load_all


class Command(BaseCommand):
    help = "Load the programme catalogue from the project's own tables (may be repeated)."

    def handle(self, *args: Any, **options: Any) -> None:
        for table, count in load_all().items():
            self.stdout.write(f"{table}: {count}")
