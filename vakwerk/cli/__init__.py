"""The engines for people with spreadsheets: `python -m vakwerk ...`. Needs no site, no Django and no database.

A command, or a group of commands, stands in `ENTRIES` below and nowhere else (see `commands`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .commands import Command, Group
from .measure import GROUP as MEASURE
from .place import PLACE, VERIFY
from .problems import Problem, Refused
from .screen import Screen, tell_problems
from .usage import build_parser, language_of

ENTRIES: tuple[Group | Command, ...] = (PLACE, VERIFY, MEASURE)
DONE, DOUBTFUL, REFUSED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done, with a result that says itself that it is not to be believed; refused, nothing written."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code. Nothing is written to disk but what `--out` and the like name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    screen = Screen(language_of(arguments))
    parser = build_parser(ENTRIES, screen.language)
    if not arguments:
        parser.print_help()
        return DONE
    try:
        options = parser.parse_args(arguments)
        if options.run is None:
            options.parser.print_help()
            return DONE
        return int(options.run(options, screen))
    except Refused as refused:
        tell_problems(refused.problems, screen)
    except SystemExit as stop:  # argparse: after --help, or after saying what is wrong with the command
        return int(stop.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    return REFUSED


__all__ = ["DONE", "DOUBTFUL", "ENTRIES", "INTERRUPTED", "REFUSED", "Problem", "Refused", "main"]
