"""The parser in the language of the user: argparse itself only speaks English."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import Any, NoReturn

from vakwerk.engines.words import Words

from .commands import Command, Group, Text

PROGRAM = "python -m vakwerk"
LANGUAGES = ("nl", "en")
# What argparse says when a command is wrong, and how that is said in Dutch.
_DUTCH_ERRORS = (
    (r"the following arguments are required: (.*)", r"dit ontbreekt: \1"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 bestaat niet; kies uit \3"),
    (r"argument (.*): expected (?:one|at least one) argument", r"\1: hier hoort iets achter te staan"),
    (r"argument (.*): invalid int value: (.*)", r"\1: \2 is geen geheel getal"),
    (r"argument (.*): invalid float value: (.*)", r"\1: \2 is geen getal (met een punt: 0.25)"),
    (r"argument (.*): not allowed with argument (.*)", r"\1: niet samen met \2"),
    (r"one of the arguments (.*) is required", r"een van deze is nodig: \1"),
    (r"unrecognized arguments: (.*)", r"onbekend: \1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 is niet duidelijk: bedoel je \2?"),
)


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, wherever it stands; Dutch when it is not, or not well, asked for."""
    for place, argument in enumerate(arguments):
        value = argument.partition("=")[2] or next(iter(arguments[place + 1 :]), "")
        if argument.partition("=")[0] == "--language" and value in LANGUAGES:
            return value
    return "nl"


class Parser(argparse.ArgumentParser):
    """Says in two languages how a command is used and what is wrong with it."""

    language = "nl"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"add_help": False, "allow_abbrev": False, "formatter_class": _formatter(self.language)}
        super().__init__(*args, **kwargs)
        english = self.language == "en"
        self._optionals.title = "options" if english else "opties"
        self._positionals.title = "commands" if english else "opdrachten"
        explain = "this text" if english else "deze uitleg"
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=explain)

    def error(self, message: str) -> NoReturn:
        if self.language != "en":
            for pattern, dutch in _DUTCH_ERRORS:
                message = re.sub(pattern, dutch, message)
        hint = "More: " if self.language == "en" else "Meer uitleg: "
        self.print_usage(sys.stderr)
        self.exit(2, f"{message}\n{hint}{self.prog} --help\n")


def _formatter(language: str) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, prefix or ("usage: " if language == "en" else "gebruik: "))

    return Formatter


def build_parser(entries: Iterable[Group | Command], language: str) -> argparse.ArgumentParser:
    """The whole tree of commands. A namespace has `run` (None above a command) and `parser`."""

    def text(words: Words) -> str:
        return words.text(language)

    kind = type("LocalParser", (Parser,), {"language": language})
    top: argparse.ArgumentParser = kind(prog=PROGRAM, description=fill(text(_ABOUT)), epilog=fill(text(_CODES)))
    _prepare(top, text)
    branches: Any = top.add_subparsers(metavar=text(_WHICH), parser_class=kind, prog=PROGRAM)
    for entry in entries:
        if isinstance(entry, Command):
            _add(branches, PROGRAM, entry, text)
        else:
            _branch(branches, entry, kind, text)
    return top


def _branch(branches: Any, group: Group, kind: type[Parser], text: Text) -> None:
    branch = branches.add_parser(group.name, help=text(group.summary), description=fill(text(group.summary)))
    _prepare(branch, text)
    program = f"{PROGRAM} {group.name}"
    leaves: Any = branch.add_subparsers(metavar=text(_WHICH), parser_class=kind, prog=program)
    for command in group.commands:
        _add(leaves, program, command, text)


def _prepare(parser: argparse.ArgumentParser, text: Text) -> None:
    parser.set_defaults(run=None, parser=parser)
    parser.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=text(_LANGUAGE))


def _add(leaves: Any, program: str, command: Command, text: Text) -> None:
    example = f"{text(_EXAMPLE)}:\n  {program} {command.name} {command.example}"
    parser = leaves.add_parser(
        command.name,
        help=text(command.summary),
        description=fill(text(command.summary)),
        epilog=example if command.example else None,
    )
    _prepare(parser, text)
    command.options(parser, text)
    parser.set_defaults(run=command.run)


_ABOUT = Words(
    "Vakwerk voor wie met rekenbladen werkt: plaatsen en meten zonder de site. Alles blijft op je eigen computer.",
    "Vakwerk for people with spreadsheets: placing and measuring without the site. Everything "
    "stays on your own computer.",
)
_CODES = Words(
    "Einde met 0: klaar. 1: klaar, maar het resultaat zegt zelf dat je het niet mag geloven. 2: geweigerd, er is "
    "niets weggeschreven.",
    "Ends with 0: done. 1: done, but the result itself says not to believe it. 2: refused, nothing was written.",
)
_WHICH = Words("opdracht", "command")
_LANGUAGE = Words("taal van de berichten: nl of en (gewoon: nl)", "language of the messages: nl or en (default: nl)")
_EXAMPLE = Words("voorbeeld", "example")
