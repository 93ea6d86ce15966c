"""Middleware of the page shell: access by refusal, and the reference date of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from vakwerk.core import clock
from vakwerk.core.access import resolve_access
from vakwerk.core.viewer import ViewerRequest

GetResponse = Callable[[HttpRequest], HttpResponse]


class AccessMiddleware:
    """Refuses every view whose declared access does not allow the viewer; see `vakwerk.core.access`."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        viewer = cast(ViewerRequest, request).viewer
        access = resolve_access(view)
        if access is not None and access.allows(viewer):
            return None
        if not viewer.is_authenticated and access is not None:
            return redirect_to_login(request.get_full_path(), resolve_url("people:login"))
        raise PermissionDenied


class ReferenceDateMiddleware:
    """`?op=2024-09-01` answers as of that day, for this request only ("stand op")."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with clock.reference_date(clock.parse_date(request.GET.get("op", ""))):
            return self.get_response(request)
