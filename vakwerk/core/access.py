"""Who may enter a route. Refusal is the default: a view that declares nothing is shown to nobody.

    @public                              # the whole world
    @signed_in                           # any person
    @roles(Role.TEACHER, Role.PRINCIPAL) # in this capacity

What a person may see *inside* a page is decided by the room's `queries`, whose first argument is the viewer;
an object of somebody else does not exist for them (404, not 403).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import Http404

from vakwerk.core.viewer import Role, Viewer

View = TypeVar("View", bound=Callable[..., Any])
T = TypeVar("T")


@dataclass(frozen=True)
class Access:
    """The people a route is for: everybody, everybody signed in, or these roles."""

    public: bool = False
    roles: frozenset[Role] = frozenset()

    def allows(self, viewer: Viewer) -> bool:
        if self.public:
            return True
        return viewer.is_authenticated and (not self.roles or viewer.has_role(*self.roles))


PUBLIC = Access(public=True)
SIGNED_IN = Access()


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


public = _declare(PUBLIC)
signed_in = _declare(SIGNED_IN)


def roles(*allowed: Role) -> Callable[[View], View]:
    return _declare(Access(roles=frozenset(allowed)))


def access_of(view: Callable[..., Any]) -> Access | None:
    """The declared access of a view function; None when nobody declared any."""
    return getattr(view, "access", None)


# Views of libraries cannot carry our mark; they are declared here by the prefix of their dotted module.
LIBRARY_VIEWS: dict[str, Access] = {
    "ninja.": PUBLIC,
    "django.views.i18n": PUBLIC,
    "allauth.socialaccount.": PUBLIC,
}


def resolve_access(view: Callable[..., Any]) -> Access | None:
    declared = access_of(view)
    if declared is not None:
        return declared
    view = getattr(view, "func", view)  # a functools.partial, as ninja's own views are
    module = getattr(view, "__module__", "")
    return next((access for prefix, access in LIBRARY_VIEWS.items() if module.startswith(prefix)), None)


def visible_or_404(found: T | None, visible: bool) -> T:
    """The object when the viewer may see it; else 404, so that nobody learns whether it exists."""
    if found is None or not visible:
        raise Http404
    return found
