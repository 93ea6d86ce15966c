"""Generators of the scale "technical"."""

from vakwerk.engines.itembank.tasks import Generator

GENERATORS: tuple[Generator, ...] = ()
