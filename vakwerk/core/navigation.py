"""The menu: each room registers its entries in its `AppConfig.ready`, core only sorts and filters them."""

from __future__ import annotations

from dataclasses import dataclass

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


_entries: dict[str, Entry] = {}


def register(position: int, url_name: str, label: str | Promise, *roles: Role, signed_in: bool = False) -> None:
    _entries[url_name] = Entry(position, url_name, label, frozenset(roles), signed_in)


def entries_for(viewer: Viewer) -> list[Entry]:
    return sorted((e for e in _entries.values() if e.visible_to(viewer)), key=lambda e: (e.position, e.url_name))
