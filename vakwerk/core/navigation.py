"""The menu: each room registers its entries in its `AppConfig.ready`, core only sorts, filters and folds them.

What everybody comes for stands in the bar (positions before `FOLDED_FROM`), the rest of what is public is folded under
"More", and what belongs to somebody's role under "My work". On a phone everything stands under one button.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core.viewer import Role, Viewer

FOLDED_FROM = 18
"""Entries for everybody from this position on are folded under "More"."""


@dataclass(frozen=True, order=True)
class Entry:
    """One menu entry. `roles` empty means everybody, `signed_in` only people who signed in."""

    position: int
    url_name: str
    label: str | Promise
    roles: frozenset[Role] = frozenset()
    signed_in: bool = False

    @property
    def fold(self) -> str | Promise:
        """Under which button it stands; "" for in the bar."""
        if self.roles or self.signed_in:
            return _("My work")
        return "" if self.position < FOLDED_FROM else _("More")

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


@dataclass(frozen=True)
class Part:
    """Links that stand together: in the bar (no label) or under a button."""

    label: str | Promise
    links: tuple[Link, ...]

    @property
    def current(self) -> bool:
        return any(link.current for link in self.links)


_entries: dict[str, Entry] = {}


def register(position: int, url_name: str, label: str | Promise, *roles: Role, signed_in: bool = False) -> None:
    _entries[url_name] = Entry(position, url_name, label, frozenset(roles), signed_in)


def entries_for(viewer: Viewer) -> list[Entry]:
    return sorted((e for e in _entries.values() if e.visible_to(viewer)), key=lambda e: (e.position, e.url_name))


def links_for(viewer: Viewer, path: str) -> list[Link]:
    """The menu of `viewer` on the page at `path`. The longest entry that starts the path is the current one."""
    return [link for part in menu_for(viewer, path) for link in part.links]


def menu_for(viewer: Viewer, path: str) -> list[Part]:
    """The same links in the bar and under their buttons; a button over one link would only stand in the way."""
    found = [(entry, safe_reverse(entry.url_name)) for entry in entries_for(viewer)]
    here = max((href for _entry, href in found if href and _leads_to(href, path)), key=len, default=None)
    parts: dict[str, list[Link]] = {"": [], str(_("More")): [], str(_("My work")): []}
    for entry, href in found:
        if href:
            parts[str(entry.fold)].append(Link(entry.label, href, href == here))
    return [Part(label if len(links) > 1 else "", tuple(links)) for label, links in parts.items() if links]


def _leads_to(href: str, path: str) -> bool:
    return path == href or (href.endswith("/") and href != "/" and path.startswith(href))


def safe_reverse(url_name: str) -> str:
    """The address of a page without arguments; empty when this installation has no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
