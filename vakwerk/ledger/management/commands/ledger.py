"""`manage.py ledger verify`: the journal balances and equals the totals, or it says where it does not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from vakwerk.ledger.checking import faults
from vakwerk.ledger.models import Envelope, JournalEntry


class Command(BaseCommand):
    help = "The books: `verify` proves that every entry sums to zero and that the totals equal the journal."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            found = faults()
            counts = f"{JournalEntry.objects.count()} entries, {Envelope.objects.count()} envelopes"
        if found:
            raise CommandError("The books are not right:\n" + "\n".join(f"  {fault}" for fault in found))
        self.stdout.write(f"The books are right: {counts}.")
