"""What a command says: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic

from vakwerk.engines.words import Words

from .problems import MOST_SHOWN, Problem

PATIENCE, EVERY = 2.0, 5.0
"""Seconds before a first sign of life, and between two signs."""


class Screen:
    """One language; `say` for results, `note` for what is worth knowing, `busy` around what may take long."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, nl: str, en: str) -> None:
        sys.stdout.write(Words(nl, en).text(self.language) + "\n")

    def note(self, nl: str, en: str) -> None:
        sys.stderr.write(Words(nl, en).text(self.language) + "\n")
        sys.stderr.flush()

    @contextmanager
    def busy(self, nl: str, en: str) -> Iterator[None]:
        """Says what is being done once it takes over two seconds, and every five seconds that it still is."""
        done, start = threading.Event(), monotonic()

        def tell() -> None:
            wait = PATIENCE
            while not done.wait(wait):
                taken = round(monotonic() - start)
                self.note(f"{nl} ... ({taken} s)", f"{en} ... ({taken} s)")
                wait = EVERY

        teller = threading.Thread(target=tell, daemon=True)
        teller.start()
        try:
            yield
        finally:
            done.set()
            teller.join()


def tell_problems(problems: Sequence[Problem], screen: Screen) -> None:
    for problem in problems[:MOST_SHOWN]:
        sys.stderr.write(problem.line(screen.language) + "\n")
    more = len(problems) - MOST_SHOWN
    if more > 0:
        screen.note(f"... en nog {more} andere.", f"... and {more} more.")
    screen.note("Er is niets weggeschreven.", "Nothing was written.")
