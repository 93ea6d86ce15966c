"""Tasks that make themselves: generators with published rules, and the tasks we wrote by hand."""

from vakwerk.engines.words import Words

from .bank import draw, generator, generators, task_of
from .tasks import SCALES, Generator, Task, UnknownTask
from .written import WRITTEN_SCALES

__all__ = [
    "SCALES",
    "WRITTEN_SCALES",
    "Generator",
    "Task",
    "UnknownTask",
    "Words",
    "draw",
    "generator",
    "generators",
    "task_of",
]
