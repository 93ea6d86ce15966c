"""Loads the fictitious world: `manage.py demo_world --size class|province|flanders [--seed N]`."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from vakwerk.demo.world.building import RealPeopleHere, build, is_loaded
from vakwerk.demo.world.sizes import SIZES

SEED = 2026


class Command(BaseCommand):
    help = "Load the fictitious demo world; quick when it is there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=SIZES, default="class")
        parser.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        size, seed = SIZES[options["size"]], options["seed"]
        if not settings.FICTITIOUS_WORLD:
            raise CommandError("A fictitious world is only loaded in demo mode (VAKWERK_MODE=demo).")
        if is_loaded(size, seed):
            self.stdout.write(f"The demo world '{size.name}' is here already.")
            return
        started = time.monotonic()
        try:
            counts = build(size, seed, ProgressBar(self.stdout))
        except RealPeopleHere:
            raise CommandError(
                "This database holds real people or schools; the demo world needs one of its own."
            ) from None
        told = ", ".join(f"{n:,} {what}" for what, n in counts.items())
        self.stdout.write(f"\nDemo world '{size.name}' loaded in {time.monotonic() - started:.0f} s: {told}.")


class ProgressBar:
    """One line that grows on a terminal, one line per step elsewhere (a log file keeps readable)."""

    WIDTH = 30

    def __init__(self, out: Any) -> None:
        self.out = out
        self.live = sys.stdout.isatty()
        self.step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if not self.live:
            if step != self.step:
                self.out.write(f"  {step} ...")
            self.step = step
            return
        if step != self.step and self.step:
            self.out.write("")
        self.step = step
        share = done / total if total else 0
        bar = "#" * round(self.WIDTH * share)
        self.out.write(f"\r  {step:<10} [{bar:<{self.WIDTH}}] {share:4.0%}", ending="")
        self.out.flush()
