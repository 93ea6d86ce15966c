"""`manage.py load_envelopes`: an envelope for every amount of the plan; those there already stay as they are."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from vakwerk.ledger.actions import load_envelopes
from vakwerk.plan.envelopes import promises


class Command(BaseCommand):
    help = "Make an envelope of every amount of the plan, exactly as printed. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = load_envelopes(promises=promises())
        self.stdout.write(f"{made} envelopes made, {len(promises()) - made} were there already.")
