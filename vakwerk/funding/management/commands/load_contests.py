"""`manage.py load_contests`: the contests that the plan names, on the calendar; those there already stay."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from vakwerk.funding.actions.contests import load_selected


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_selected()} contests added")
