"""Puts `request.viewer` on every request and ends sessions that were left alone or last too long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from vakwerk.core.viewer import Role
from vakwerk.people.viewer import find_viewer

SINCE = "signed_in_at"  # session keys, seconds since the epoch
SEEN = "seen_at"
ENDED = "session_ended"  # the login page says why it is there
AT_HOME = {Role.PUPIL, Role.PARENT}
NOTE_EVERY = 60  # writing the session on every request would cost a write per page


class ViewerMiddleware:
    """`request.viewer` is loaded when somebody reads it: a public page without a session costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Asking for the cookie first keeps `Vary: Cookie` off the answers that never look at the session.
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and auth.SESSION_KEY in request.session
        if signed_in:
            _end_stale_session(request)
        request.viewer = SimpleLazyObject(lambda: find_viewer(request))  # type: ignore[attr-defined]
        response = self.get_response(request)
        if signed_in:  # every page carries the name: the next person at this computer must not go back to it
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def start_clocks(request: HttpRequest, **kwargs: Any) -> None:
    """Runs at every sign-in, by whatever door; a session without clocks counts as stale."""
    request.session[SINCE] = request.session[SEEN] = time.time()


def _end_stale_session(request: HttpRequest) -> None:
    """Signs out after `SESSION_COOKIE_AGE` in any case, and staff after `STAFF_IDLE_SECONDS` of silence."""
    now, session = time.time(), request.session
    since, seen = session.get(SINCE, 0), session.get(SEEN, 0)
    too_long = now - since > settings.SESSION_COOKIE_AGE
    if too_long or (now - seen > settings.STAFF_IDLE_SECONDS and find_viewer(request).role not in AT_HOME):
        auth.logout(request)
        request.session[ENDED] = True
    elif now - seen > NOTE_EVERY:
        session[SEEN] = now
