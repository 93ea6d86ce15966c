"""`python -m vakwerk measure`: calibrate, score, DIF, simulate and a manual from files."""

from vakwerk.cli.commands import Group
from vakwerk.engines.words import Words

from .calibrate import COMMAND as CALIBRATE
from .dif import COMMAND as DIF
from .manual import COMMAND as MANUAL
from .sample import COMMAND as SAMPLE
from .score import COMMAND as SCORE
from .simulate import COMMAND as SIMULATE

GROUP = Group(
    "measure",
    Words(
        "Meten: items ijken, personen scoren, groepen vergelijken, een test nabootsen, een handleiding maken.",
        "Measuring: calibrate items, score persons, compare groups, simulate a test, make a manual.",
    ),
    (SAMPLE, CALIBRATE, SCORE, DIF, SIMULATE, MANUAL),
)

__all__ = ["GROUP"]
