"""What a command is: a name, words that say what it does, its options, and the function that runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from vakwerk.engines.words import Words

from .screen import Screen

Text = Callable[[Words], str]
"""Gives a text in the language of the screen."""


@dataclass(frozen=True)
class Command:
    """`options` adds arguments to the parser; `run` does the work, returns an exit code and raises `Refused`."""

    name: str
    summary: Words
    options: Callable[[argparse.ArgumentParser, Text], None]
    run: Callable[[argparse.Namespace, Screen], int]
    example: str = ""


@dataclass(frozen=True)
class Group:
    """Commands that belong together: `python -m vakwerk <group> <command>`. One that stands alone needs no group."""

    name: str
    summary: Words
    commands: tuple[Command, ...]
