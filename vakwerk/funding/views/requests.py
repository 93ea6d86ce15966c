"""What every page of this room needs of its request."""

from __future__ import annotations

from django.http import HttpRequest


def site_of(request: HttpRequest) -> str:
    """The address of this site, for links in mails."""
    return request.build_absolute_uri("/")


def posted(request: HttpRequest, *names: str) -> bool:
    """True when the form was sent with one of these buttons."""
    return request.method == "POST" and any(name in request.POST for name in names)
