"""The 429 page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vakwerk.core.ratelimit.bucket import RetryAfter


def too_many_requests(request: HttpRequest, verdict: RetryAfter) -> HttpResponse:
    """Says in the reader's language how long to wait; `Retry-After` says it to programs."""
    context = {"seconds": verdict.seconds, "minutes": -(-verdict.seconds // 60)}
    response = render(request, "core/errors/429.html", context, status=429)
    response["Retry-After"] = str(verdict.seconds)
    return response
