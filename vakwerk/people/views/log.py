"""The log of who did what, for administrators of the platform."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vakwerk.core.access import roles
from vakwerk.core.viewer import Role, ViewerRequest
from vakwerk.people import log, queries
from vakwerk.people.forms import LogForm

LINES = 50


@roles(Role.ADMINISTRATOR)
@never_cache
@require_safe
def logbook(request: ViewerRequest) -> HttpResponse:
    form = LogForm(request.GET, queries.logged_events())
    page = Paginator(log.search(request.viewer, **form.asked()), LINES).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": log.lines(page), "chain": log.chain("check" in request.GET)}
    return render(request, "people/logbook.html", context)
