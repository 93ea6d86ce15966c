"""`manage.py serve`: the web server and a job worker on one machine, as one process tree that Ctrl-C stops."""

from __future__ import annotations

import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from vakwerk.core.supervisor import Supervisor

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = "Migrates, then runs the web server and a worker. With --demo: loads the fictitious world first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")
        parser.add_argument("--demo", action="store_true", help="load the fictitious world")
        parser.add_argument("--size", default="class", help="class, province or flanders")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4)

    def handle(self, *args: Any, port: str, demo: bool, size: str, **options: Any) -> None:
        refuse_taken_port(port)
        call_command("migrate", verbosity=0)
        if demo:
            call_command("demo_world", size=size, stdout=self.stdout)
            self._say_what_to_open(f"http://{HOST}:{port}")
        sys.exit(Supervisor(commands(port, options["workers"], options["threads"])).run())

    def _say_what_to_open(self, address: str) -> None:
        self.stdout.write(
            f"\nVakwerk runs on {address}/ - people and organisations are fictitious.\n"
            f"  {address}/rondleiding/      a tour of what there is, in ten minutes\n"
            f"  {address}/kies-een-rol/     sign in as a pupil, parent, teacher, ... with one click\n"
            "Ctrl-C stops it.\n"
        )
        self.stdout.flush()


def commands(port: str, workers: int, threads: int) -> dict[str, list[str]]:
    """The two programs, by name."""
    python = sys.executable
    web = [python, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--no-control-socket"]
    web += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads), "--log-level", "warning"]
    return {"web": web, "worker": [python, str(settings.BASE_DIR / "manage.py"), "worker"]}


def refuse_taken_port(port: str) -> None:
    """Says in one line that the port is taken or no port at all, before anything is loaded."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SystemExit(f"{port!r} is no port; choose a number, for example: make demo PORT=8001")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except OSError:
            raise SystemExit(
                f"Port {port} is taken; choose another, for example: make demo PORT={int(port) + 1}"
            ) from None
