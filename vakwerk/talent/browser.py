"""What the child's own browser keeps: two signed cookies, read by nobody but this room.

`vakwerk_talent`: at home all answers, in a class only the reference of the sitting; besides the year and the directions
considered before. `vakwerk_rapport`: which stored report this browser opened with its code, for two hours.

Both are bounded in size and refused whole when signature, age or shape is wrong: a forged cookie is no cookie.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

STATE_COOKIE = "vakwerk_talent"
REPORT_COOKIE = "vakwerk_rapport"
STATE_AGE = 24 * 60 * 60
REPORT_AGE = 2 * 60 * 60
MAX_BYTES = 3000
NOT_ANSWERED, DO_NOT_KNOW = "-", "0"


@dataclass
class BrowserState:
    """`answers` has one character per item: 1-5, 0 for "I don't know", - for not yet. The server keeps none of it."""

    bank: str = ""
    answers: str = ""
    stage: str = ""
    before: list[str] | None = None
    measured: bool = False
    stances: dict[str, str] = field(default_factory=dict)
    sitting: str = ""
    mark: str = ""
    hurried: int = 0
    last: int = 0
    """Milliseconds since 1970 of the last answer, to see whether the next one came too fast."""

    def well_formed(self) -> bool:
        texts = (self.bank, self.answers, self.stage, self.sitting, self.mark)
        numbers = (self.hurried, self.last)
        if not all(isinstance(number, int) and number >= 0 for number in numbers):
            return False
        return all(isinstance(text, str) for text in texts) and set(self.answers) <= set("-012345")


def new_mark() -> str:
    return secrets.token_hex(16)


def read_state(request: HttpRequest) -> BrowserState | None:
    """The state in this browser, or None when there is none that we made."""
    data = _read(request, STATE_COOKIE, STATE_AGE)
    try:
        state = BrowserState(**data) if isinstance(data, dict) else None
    except TypeError:
        return None
    return state if state and state.well_formed() else None


def write_state(response: HttpResponse, state: BrowserState) -> None:
    _write(response, STATE_COOKIE, {name: value for name, value in asdict(state).items() if value}, STATE_AGE)


def read_report(request: HttpRequest) -> str:
    """The hash of the report code that this browser proved to know; empty when it did not."""
    data = _read(request, REPORT_COOKIE, REPORT_AGE)
    return data if isinstance(data, str) else ""


def write_report(response: HttpResponse, report_hash: str) -> None:
    _write(response, REPORT_COOKIE, report_hash, REPORT_AGE)


def clear(response: HttpResponse, *names: str) -> None:
    for name in names:
        response.delete_cookie(name, path=reverse("talent:start"), samesite="Lax")


def _read(request: HttpRequest, name: str, max_age: int) -> Any:
    raw = request.COOKIES.get(name, "")
    if not raw or len(raw) > MAX_BYTES:
        return None
    try:
        return signing.loads(raw, salt=name, max_age=max_age)
    except (signing.BadSignature, json.JSONDecodeError, ValueError):
        return None


def _write(response: HttpResponse, name: str, data: Any, age: int) -> None:
    value = signing.dumps(data, salt=name, compress=True)
    if len(value) > MAX_BYTES:
        raise ValueError("the state of a browser has a fixed number of items and cannot grow like this")
    response.set_cookie(
        name,
        value,
        max_age=age,
        path=reverse("talent:start"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
