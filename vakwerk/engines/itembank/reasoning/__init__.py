"""Generators of the scale "reasoning"."""

from vakwerk.engines.itembank.tasks import Generator

GENERATORS: tuple[Generator, ...] = ()
