"""Generators of the scale "technical"."""

from vakwerk.engines.itembank.tasks import Generator

from .belts import BELTS
from .circuits import CIRCUITS
from .gears import GEARS
from .levers import LEVERS
from .plates import PLATES
from .pulleys import PULLEYS
from .taps import TAPS
from .tilted import TILTED
from .vessels import VESSELS
from .views import ORTHOGRAPHIC

GENERATORS: tuple[Generator, ...] = (
    GEARS,
    BELTS,
    LEVERS,
    PULLEYS,
    CIRCUITS,
    VESSELS,
    TAPS,
    TILTED,
    ORTHOGRAPHIC,
    PLATES,
)
