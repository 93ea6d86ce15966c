"""Tasks written by people: a fixed bank per scale, read once per process from data that travels with the package.

They come through the same `Task` as generated ones (`tools-1-17` is number 17 of version 1 of the bank "tools"), but
they can leak, since there are only so many; and their difficulty is what the editors expect, nothing more."""

from .banks import MODULES, WRITTEN_SCALES, errors, review, tasks, written_task
from .entries import BrokenBank

__all__ = ["MODULES", "WRITTEN_SCALES", "BrokenBank", "errors", "review", "tasks", "written_task"]
