"""Generators of the scale "spatial": turning, folding, unfolding and cutting in the mind.

The weights of their radicals are ours: expected, not estimated. Their signs follow what the literature found (angle and
tilt of the axis: Shepard and Metzler 1971; number and kind of folds: Ekstrom et al. 1976; oblique cuts: Cohen
and Hegarty 2012), their sizes are judgement until pupils have answered. All tasks need sight: words would be another
task.
"""

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
