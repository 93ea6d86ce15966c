"""Generators of the scale "spatial": turning, folding, unfolding and cutting in the mind."""

from vakwerk.engines.itembank.tasks import Generator

from .folding import CUBE_TO_NET, NET_TO_CUBE, OPPOSITE
from .paper import PAPER_FOLDING
from .rotation import ROTATION
from .solids import SOLID_CUTS
from .stacks import SAWN

GENERATORS: tuple[Generator, ...] = (
    ROTATION,
    NET_TO_CUBE,
    CUBE_TO_NET,
    OPPOSITE,
    PAPER_FOLDING,
    SAWN,
    SOLID_CUTS,
)
