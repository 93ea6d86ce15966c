"""What every page needs from the shell."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from vakwerk.core import clock, navigation
from vakwerk.core.viewer import Nobody, ViewerRequest

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "vakwerk_theme"


def theme_of(request: HttpRequest) -> str:
    """The reader's choice of light or dark; `auto` follows the device."""
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def shell(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(cast(ViewerRequest, request), "viewer", None) or Nobody()
    return {
        "viewer": viewer,
        "navigation": navigation.menu_for(viewer, request.path),
        # The room above core draws the switcher; core has a plain name for an installation without that room.
        "switcher_templates": ["people/_switcher.html", "core/_switcher.html"],
        "fictitious_world": settings.FICTITIOUS_WORLD,
        "personas_enabled": settings.PERSONAS,
        "theme": theme_of(request),
        "as_of": clock.as_of(),
        "travelling": clock.is_travelling(),
    }
