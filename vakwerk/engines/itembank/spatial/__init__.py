"""Generators of the scale "spatial"."""

from vakwerk.engines.itembank.tasks import Generator

from .folding import CUBE_TO_NET, NET_TO_CUBE, OPPOSITE
from .rotation import ROTATION

GENERATORS: tuple[Generator, ...] = (ROTATION, NET_TO_CUBE, CUBE_TO_NET, OPPOSITE)
