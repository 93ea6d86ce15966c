"""What every page needs from the shell."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from vakwerk.core import clock, navigation
from vakwerk.core.viewer import Nobody, ViewerRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(cast(ViewerRequest, request), "viewer", None) or Nobody()
    return {
        "viewer": viewer,
        "navigation": navigation.entries_for(viewer),
        "fictitious_world": settings.FICTITIOUS_WORLD,
        "personas_enabled": settings.PERSONAS,
        "as_of": clock.as_of(),
        "travelling": clock.is_travelling(),
    }
