"""All generators together: find one, regenerate a task, draw a set without duplicates."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterator

from . import written
from .tasks import SCALES, Generator, Scale, Task, UnknownTask

# The module of each scale; it has GENERATORS, a tuple in the order in which people look through them.
MODULES: dict[Scale, str] = {scale: f"{__package__}.{scale}" for scale in SCALES}
# Drawing stops when there are more than so many times as many duplicates as tasks.
PATIENCE = 20
ID = re.compile(r"(?P<name>[a-z][a-z-]*)-(?P<version>[1-9][0-9]{0,17})-(?P<seed>0|[1-9][0-9]{0,17})")


@functools.cache
def generators(scale: Scale) -> tuple[Generator, ...]:
    """The generators of this scale, in the order of the handbook."""
    found: tuple[Generator, ...] = importlib.import_module(MODULES[scale]).GENERATORS
    return found


def generator(name: str) -> Generator:
    """Raises `UnknownTask`."""
    for scale in SCALES:
        for one in generators(scale):
            if one.name == name:
                return one
    raise UnknownTask(name)


def task_of(task_id: str) -> Task:
    """The task with this id, made or written, the same to the pixel as when it was first made. Raises `UnknownTask`."""
    name, version, seed = _parts(task_id)
    if name in written.MODULES:
        return written.written_task(task_id)
    maker = generator(name)
    if maker.version != version:
        raise UnknownTask(task_id)
    return maker.task(seed)


def _parts(task_id: str) -> tuple[str, int, int]:
    """Name, version and seed. One task has one id: leading zeros, other spellings and endless digits are refused."""
    found = ID.fullmatch(task_id)
    if not found:
        raise UnknownTask(task_id)
    return found["name"], int(found["version"]), int(found["seed"])


def draw(scale: Scale, count: int, seed: int = 0) -> Iterator[Task]:
    """`count` different tasks of this scale, the generators taking turns: no two with the same problem and the same
    right answer, even with other wrong answers beside it. The same seed gives the same tasks.

    Raises RuntimeError when the generators keep making what was already there."""
    makers = generators(scale)
    met: set[str] = set()
    first = number = seed * 1_000_000
    while len(met) < count:
        if number - first > PATIENCE * (len(met) + 100):
            raise RuntimeError(f"The generators of {scale} make no more than {len(met)} different tasks.")
        task = makers[number % len(makers)].task(number)
        number += 1
        if task.question not in met:
            met.add(task.question)
            yield task
