"""All URL patterns of the installation, as (name, parameters)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Door:
    """One URL pattern: its full name ("app:name"; the pattern itself when it has none), parameters and view."""

    name: str
    parameters: frozenset[str]
    view: Callable[..., Any]


def all_doors() -> list[Door]:
    return list(_walk(get_resolver(), [], frozenset()))


def _walk(resolver: URLResolver, namespaces: list[str], parameters: frozenset[str]) -> Iterator[Door]:
    for item in resolver.url_patterns:
        found = parameters | set(item.pattern.converters) | set(item.pattern.regex.groupindex)
        if isinstance(item, URLResolver):
            yield from _walk(item, namespaces + ([item.namespace] if item.namespace else []), found)
        elif isinstance(item, URLPattern):
            yield Door(":".join([*namespaces, item.name or str(item.pattern)]), found, item.callback)
