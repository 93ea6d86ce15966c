"""Generators of the scale "technical"."""

from vakwerk.engines.itembank.tasks import Generator

from .belts import BELTS
from .gears import GEARS
from .levers import LEVERS

GENERATORS: tuple[Generator, ...] = (GEARS, BELTS, LEVERS)
