"""Generators of the scale "mathematics"."""

from vakwerk.engines.itembank.tasks import Generator

GENERATORS: tuple[Generator, ...] = ()
