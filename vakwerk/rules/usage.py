"""Which pages compute with which parameters: each room says so in its `AppConfig.ready`, as rules knows no rooms.

    usage.register(Page("budgets:what_if", _("What would my school get?"), frozenset({"material.pool"})), EXAMPLES)

The rules with worked cases need not be registered: `queries.users_of_parameters` finds those by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from vakwerk.engines.rules import Register
from vakwerk.engines.words import Words


@dataclass(frozen=True)
class Page:
    """A page that computes with `parameters`, or shows them beside what it computes."""

    url_name: str
    title: str | Promise
    parameters: frozenset[str]

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Example:
    """A fixed question to a room, so that a proposal can show what it changes there.

    `given`: what is asked. `day_for`: the day whose parameters the room takes when asked on a day. `answer`: None when
    it cannot be computed; ValueError for a value that the room can never compute with.
    """

    name: str
    title: str | Promise
    given: Words
    parameters: frozenset[str]
    day_for: Callable[[date], date]
    answer: Callable[[date, Register], Words | None]


_pages: dict[str, Page] = {}
_examples: dict[str, Example] = {}


def register(pages: Iterable[Page], examples: Iterable[Example] = ()) -> None:
    """Registering the same page or example again replaces it."""
    _pages.update({page.url_name: page for page in pages})
    _examples.update({example.name: example for example in examples})


def pages_with(parameter: str) -> list[Page]:
    """The pages that use this parameter, in the order in which they were registered."""
    return [page for page in _pages.values() if parameter in page.parameters]


def examples_with(parameter: str) -> list[Example]:
    return [example for example in _examples.values() if parameter in example.parameters]
