"""`manage.py audit`: prove that the log is whole, or say where it is not."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vakwerk.core.audit import Head, head, verify
from vakwerk.core.audit.heads import keep_head, kept_heads


class Command(BaseCommand):
    help = "The audit log: `verify` proves that nothing was changed, removed or reordered; `head` prints its end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "head"])
        parser.add_argument("--head", action="append", default=[], metavar="HASH:SEQ", help="a head you kept elsewhere")
        parser.add_argument("--keep", action="store_true", help="with `head`: also write it to the file of heads")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "head":
            self.stdout.write(str(keep_head() if options["keep"] else head()))
            return
        try:
            given = [Head.parse(text) for text in options["head"]]
        except ValueError as error:
            raise CommandError(str(error)) from None
        kept, forged = kept_heads()
        faults = [*forged, *map(str, verify([*given, *kept]))]
        if faults:
            raise CommandError("The audit log is not whole:\n" + "\n".join(f"  {fault}" for fault in faults))
        self.stdout.write(f"The audit log is whole: {head().seq} entries, {len(kept)} kept heads, end {head()}")
