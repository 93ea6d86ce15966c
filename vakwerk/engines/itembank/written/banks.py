"""All written banks together. A bank is a module with `tasks() -> tuple[Task, ...]` and `review() -> Words`."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Mapping
from typing import get_args

from vakwerk.engines.itembank.tasks import Task, UnknownTask, WrittenScale
from vakwerk.engines.words import Words

WRITTEN_SCALES: tuple[WrittenScale, ...] = get_args(WrittenScale)
MODULES: dict[WrittenScale, str] = {
    "tools": f"{__package__}.tools",
    "words": f"{__package__}.lexicon",
    "meanings": f"{__package__}.meanings",
}


@functools.cache
def tasks(scale: WrittenScale) -> tuple[Task, ...]:
    """Every task of this bank, by number. Raises `BrokenBank` when its data is."""
    found: tuple[Task, ...] = importlib.import_module(MODULES[scale]).tasks()
    return found


def errors(scale: WrittenScale) -> Mapping[str, Words]:
    """What each error code of a wrong answer of this bank means."""
    found: Mapping[str, Words] = importlib.import_module(MODULES[scale]).errors()
    return found


def review(scale: WrittenScale) -> Words:
    """Who has looked at this bank, and what has not been done."""
    found: Words = importlib.import_module(MODULES[scale]).review()
    return found


@functools.cache
def _by_id(scale: WrittenScale) -> dict[str, Task]:
    return {task.id: task for task in tasks(scale)}


def written_task(task_id: str) -> Task:
    """The task with this id, reading no bank but its own. Raises `UnknownTask`."""
    name = task_id.rsplit("-", 2)[0]
    for scale in MODULES:
        if scale == name and task_id in _by_id(scale):
            return _by_id(scale)[task_id]
    raise UnknownTask(task_id)
