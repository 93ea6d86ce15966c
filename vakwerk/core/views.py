"""Home, style guide, language and display choices, and error pages that say what to do."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as django_set_language

from vakwerk.core import styleguide as guide
from vakwerk.core.access import public
from vakwerk.core.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 60 * 60
AWAY = "30"
"""After how many seconds it makes sense to ask a database again that did not answer."""


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "core/home.html")


@public
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    context = guide.context(request)
    return context["table"].download() or render(request, "core/styleguide/page.html", context)


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Dutch or English, kept in a cookie."""
    return django_set_language(request)


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark or as the device says, kept in a cookie; an unknown word changes nothing."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    """The page the reader came from, never another site."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else resolve_url("core:home")


def _error(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"core/errors/{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, 403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the shell: what broke the page (the database, say) would break the shell too.

    A database that does not answer comes back: 503 says when to ask again, to people and to what stands in between.
    """
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        answer = HttpResponse(render_to_string("core/errors/503.html"), status=503, headers={"Retry-After": AWAY})
    else:
        answer = HttpResponse(render_to_string("core/errors/500.html"), status=500)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "core/errors/csrf.html", status=403)
