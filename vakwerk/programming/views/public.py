"""The rules, their deadlines, what was decided, and the map of old programmes."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from vakwerk.core.access import public
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest
from vakwerk.programming import monitor, pages


@public
@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    return respond(request, "programming/overview.html", monitor.public(request), pages.overview(request))


@public
@require_safe
def conversion(request: ViewerRequest) -> HttpResponse:
    """Which dual programme an old one of leertijd or DBSO became."""
    context = pages.conversion_page(request)
    return respond(request, "programming/conversion.html", context.pop("table"), context)
