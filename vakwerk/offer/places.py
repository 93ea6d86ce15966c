"""Where the visitor lives, as far as they said: a municipality or postcode, signed, in a cookie of this session."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from vakwerk.core import geography

COOKIE = "vakwerk-plaats"
LONGEST = 80


@dataclass(frozen=True)
class Chosen:
    """`typed` is what the visitor wrote; `place` is None when nothing was written or we do not know it."""

    typed: str
    place: geography.Place | None

    @property
    def unknown(self) -> bool:
        return bool(self.typed) and self.place is None

    @property
    def suggestions(self) -> list[geography.Place]:
        return geography.suggest_places(self.typed, 5) if self.unknown else []


def chosen(request: HttpRequest) -> Chosen:
    """The place in the address (`?plaats=`, empty means: forget it), else the one this browser remembers."""
    if "plaats" in request.GET:
        return of_text(request.GET["plaats"])
    return of_text(str(request.get_signed_cookie(COOKIE, default="", salt=COOKIE)))


def of_text(text: str) -> Chosen:
    typed = " ".join(text.split())[:LONGEST]
    return Chosen(typed, geography.find_place(typed) if typed else None)


def remember(request: HttpRequest, response: HttpResponse, choice: Chosen) -> HttpResponse:
    """Keeps a place that was just chosen until the browser closes; an emptied one is forgotten at once."""
    if "plaats" not in request.GET:
        return response
    if choice.place is None:
        if not choice.typed and COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return response
    response.set_signed_cookie(
        COOKIE, choice.place.label, salt=COOKIE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response
