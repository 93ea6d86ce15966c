"""The menu: each room registers its entries in its `AppConfig.ready`, core only sorts and filters them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from vakwerk.core.viewer import Role, Viewer


@dataclass(frozen=True, order=True)
class Entry:
    """One menu entry. `roles` empty means everybody, `signed_in` only people who signed in."""

    position: int
    url_name: str
    label: str | Promise
    roles: frozenset[Role] = frozenset()
    signed_in: bool = False

    def visible_to(self, viewer: Viewer) -> bool:
        if self.roles:
            return viewer.has_role(*self.roles)
        return viewer.is_authenticated or not self.signed_in


@dataclass(frozen=True)
class Link:
    """One entry as drawn on a page; `current` marks the part of the site the reader is in."""

    label: str | Promise
    href: str
    current: bool = False


_entries: dict[str, Entry] = {}


def register(position: int, url_name: str, label: str | Promise, *roles: Role, signed_in: bool = False) -> None:
    _entries[url_name] = Entry(position, url_name, label, frozenset(roles), signed_in)


def entries_for(viewer: Viewer) -> list[Entry]:
    return sorted((e for e in _entries.values() if e.visible_to(viewer)), key=lambda e: (e.position, e.url_name))


def links_for(viewer: Viewer, path: str) -> list[Link]:
    """The menu of `viewer` on the page at `path`. The longest entry that starts the path is the current one."""
    found = [(entry.label, safe_reverse(entry.url_name)) for entry in entries_for(viewer)]
    here = max((href for _, href in found if href and _leads_to(href, path)), key=len, default=None)
    return [Link(label, href, href == here) for label, href in found if href]


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href.endswith("/") and href != "/" and path.startswith(href))


def safe_reverse(url_name: str) -> str:
    """The address of a page without arguments; empty when this installation has no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
