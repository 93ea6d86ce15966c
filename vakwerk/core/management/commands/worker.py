"""`manage.py worker`: runs jobs until it is asked to stop."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from vakwerk.core.jobs.worker import Worker, run_due


class Command(BaseCommand):
    help = "Runs jobs. SIGTERM or Ctrl-C: finishes the job at hand, then stops."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            self.stdout.write(f"{run_due()} jobs done")
            return
        worker = Worker()
        signal.signal(signal.SIGTERM, worker.stop)
        signal.signal(signal.SIGINT, worker.stop)
        worker.run()
