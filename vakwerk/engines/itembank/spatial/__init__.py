"""Generators of the scale "spatial"."""

from vakwerk.engines.itembank.tasks import Generator

GENERATORS: tuple[Generator, ...] = ()
