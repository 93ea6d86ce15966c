"""One kind of task on the pages: a generator, which never runs out, or a written bank, which is read through."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.tasks import shown
from vakwerk.engines.itembank import SCALES, Generator, Task, Words, generator, generators, written
from vakwerk.engines.itembank.tasks import WrittenScale

PAGE = 6
# Far enough to look through everything anybody would, near enough that no address makes the server search for long.
LAST_PAGE = 500
SEARCHED = 150
# Levels that occur in so many tasks are worth a link; one that is rarer would fill no page.
SAMPLED = 60

SCALE_TITLES: dict[str, str | Promise] = {
    "reasoning": _("Reasoning"),
    "spatial": _("Spatial insight"),
    "technical": _("Technical insight"),
    "mathematics": _("Mathematics"),
}
WRITTEN_TITLES: dict[WrittenScale, tuple[str | Promise, str | Promise]] = {
    "tools": (_("Tool for the job"), _("Which tool fits, what is it for, what protects: from care to metal.")),
    "words": (_("Is this a Dutch word?"), _("Real words in five bands of use, and words that look Dutch but are not.")),
    "meanings": (_("What does this word mean here?"), _("Words of school and work in a sentence, with four meanings.")),
}


class Kind(ABC):
    """What the pages need of a kind: its name in addresses, its words, and its tasks page by page."""

    name: str
    title: str | Promise
    scale: str | Promise
    about: str | Promise
    errors: Mapping[str, Words]
    radicals: Mapping[str, tuple[str, float]] = {}  # code: what it is, and its weight in logits

    @abstractmethod
    def tasks(self, page: int, level: str) -> Iterator[Task]:
        """At most `PAGE` tasks of this page, of this level when there is one; pages never overlap."""

    @property
    @abstractmethod
    def levels(self) -> Sequence[str]:
        """The levels of difficulty in which there is something to look at."""

    @abstractmethod
    def pages(self, level: str) -> int:
        """Number of the last page."""

    @abstractmethod
    def after(self, task: Task) -> Task:
        """The next task to look at."""

    @property
    @abstractmethod
    def example(self) -> Task:
        """A task to stand for its kind."""


class Generated(Kind):
    """A generator: task n has seed n."""

    def __init__(self, maker: Generator) -> None:
        self.maker, self.name, self.errors = maker, maker.name, maker.errors
        self.title, self.about = shown.words(maker.title), shown.words(maker.grammar)
        self.scale = SCALE_TITLES[maker.scale]
        self.radicals = {code: (shown.words(one.title), one.weight) for code, one in maker.radicals.items()}

    def tasks(self, page: int, level: str) -> Iterator[Task]:
        """With a level each page searches seeds of its own."""
        if not level:
            return (self.maker.task(seed) for seed in range((page - 1) * PAGE + 1, page * PAGE + 1))
        seeds = range((page - 1) * SEARCHED + 1, page * SEARCHED + 1)
        return islice((task for seed in seeds if shown.level(task := self.maker.task(seed)) == level), PAGE)

    @property
    def levels(self) -> Sequence[str]:
        return _levels(self.maker.name)

    def pages(self, level: str) -> int:
        return LAST_PAGE

    def after(self, task: Task) -> Task:
        return self.maker.task(task.seed + 1)

    @property
    def example(self) -> Task:
        return self.maker.task(1)


@functools.cache
def _levels(name: str) -> tuple[str, ...]:
    maker = generator(name)
    met = {shown.level(maker.task(seed)) for seed in range(1, SAMPLED + 1)}
    return tuple(level for level in shown.LEVELS if level in met)


class Written(Kind):
    """A bank written by people: a fixed number of tasks, in their own order."""

    scale = _("Written by us")

    def __init__(self, bank: WrittenScale) -> None:
        self.name, self.errors = bank, written.errors(bank)
        self.title, self.about = WRITTEN_TITLES[bank]
        self.bank = written.tasks(bank)

    def _of(self, level: str) -> list[Task]:
        return [task for task in self.bank if not level or shown.level(task) == level]

    def tasks(self, page: int, level: str) -> Iterator[Task]:
        return iter(self._of(level)[(page - 1) * PAGE : page * PAGE])

    @property
    def levels(self) -> Sequence[str]:
        return [level for level in shown.LEVELS if self._of(level)]

    def pages(self, level: str) -> int:
        return max(1, -(-len(self._of(level)) // PAGE))

    def after(self, task: Task) -> Task:
        return self.bank[task.seed % len(self.bank)]

    @property
    def example(self) -> Task:
        return self.bank[0]


@dataclass(frozen=True)
class Shelf:
    """The kinds that measure one thing, under one title."""

    key: str
    title: str | Promise
    kinds: Sequence[Kind]


def shelves() -> list[Shelf]:
    """Everything there is, generated scales first."""
    made = [Shelf(scale, SCALE_TITLES[scale], [Generated(one) for one in generators(scale)]) for scale in SCALES]
    return [*made, Shelf("written", _("Written by us"), [Written(bank) for bank in WRITTEN_TITLES])]


def kind_of(name: str) -> Kind:
    """Raises `UnknownTask`."""
    for bank in WRITTEN_TITLES:
        if bank == name:
            return Written(bank)
    return Generated(generator(name))
