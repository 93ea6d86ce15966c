"""Dutch unless the reader chose otherwise.

A school laptop set up in English must not give a child an English page, so the browser's own language is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from vakwerk.engines.words import Language, Words


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = chosen_language(request)
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response


def chosen_language(request: HttpRequest) -> str:
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in codes() else settings.LANGUAGE_CODE


@cache
def codes() -> frozenset[str]:
    """Read when asked, so that tools without Django settings can import the question bank."""
    return frozenset(code for code, _ in settings.LANGUAGES)


def page_language() -> Language:
    """The language of the page, or of the letter that a job writes."""
    return "en" if translation.get_language() == "en" else "nl"


def say(words: Words) -> str:
    """What an engine says, in the language of the page."""
    return words.text(page_language())


def in_language(nl: str, en: str) -> str:
    """The English text on an English page if there is one, else the Dutch."""
    return en if en and page_language() == "en" else nl
