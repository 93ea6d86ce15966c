"""Which function does which kind of job, and which jobs come back by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

Function = Callable[[dict[str, Any]], None]


@dataclass(frozen=True)
class Handler:
    """How one kind of job is done."""

    kind: str
    function: Function
    atomic: bool
    every: timedelta | None = None


_handlers: dict[str, Handler] = {}


def handler(kind: str, *, atomic: bool = True) -> Callable[[Function], Function]:
    """Registers a function of a JSON payload as the way to do `kind` ("room.verb")."""
    return _register(kind, atomic, None)


def recurring(kind: str, *, every: timedelta, atomic: bool = True) -> Callable[[Function], Function]:
    """As `handler`, and the worker enqueues it with an empty payload, `every` after the last time it was due."""
    return _register(kind, atomic, every)


def _register(kind: str, atomic: bool, every: timedelta | None) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        if kind in _handlers and _handlers[kind].function.__qualname__ != function.__qualname__:
            raise ValueError(f"Two handlers for jobs of kind {kind!r}.")
        _handlers[kind] = Handler(kind, function, atomic, every)
        return function

    return register


@cache
def _load() -> None:
    """Imports `<room>/jobs.py` of every room, once, and only in processes that need handlers."""
    autodiscover_modules("jobs", "housekeeping")


def handlers() -> dict[str, Handler]:
    _load()
    return _handlers
