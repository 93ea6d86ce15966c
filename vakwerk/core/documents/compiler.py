"""From a template and data to the bytes of a PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from vakwerk.core import clock
from vakwerk.core.documents.encoding import encode
from vakwerk.core.language import page_language

ROOT = Path(__file__).resolve().parents[2]
_TEMPLATE = re.compile(r"[a-z_]+/[a-z0-9_-]+\.typ")


class DocumentError(Exception):
    """The template does not compile with this data; the message is the compiler's."""


def pdf(template: str, data: Mapping[str, Any], language: str = "") -> bytes:
    """A tagged PDF (PDF/UA-1). `template` is "room/name.typ"; dates in it are of the reference date ("stand op").
    The house style speaks `language`, or that of the page.

    LookupError when there is no such template, DocumentError when it does not compile.
    """
    import typst  # 80 MB of library: only for who prints

    as_of = clock.as_of()
    try:
        content = typst.compile(
            _path(template),
            root=ROOT,
            ignore_system_fonts=True,
            sys_inputs={"data": encode(data), "house": encode(_house(language or page_language(), as_of))},
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(as_of, time.min, UTC),
        )
    except typst.TypstError as error:
        raise DocumentError(f"{template}: {error.diagnostic or error.message}") from error
    return bytes(content)


def _path(template: str) -> Path:
    if not _TEMPLATE.fullmatch(template):
        raise LookupError(f"{template!r} is no template; write room/name.typ.")
    room, name = template.split("/")
    path = ROOT / room / "documents" / name
    if not path.is_file():
        raise LookupError(f"There is no template {template!r}.")
    return path


def _house(language: str, as_of: date) -> dict[str, Any]:
    with override(language):
        return {
            "language": language,
            "as_of": date_format(as_of, "j F Y"),
            "fictitious": settings.FICTITIOUS_WORLD,
            "words": {
                "as_of": _("As of"),
                "page": _("Page"),
                "source": _("Source"),
                "provisional": _("provisional"),
                "fictitious": _("Fictitious data: the people and organisations in this document do not exist."),
            },
        }


def response(content: bytes, filename: str, *, inline: bool = True) -> HttpResponse:
    """The PDF as an answer to a browser, shown (`inline`) or saved. Not kept in caches: it may be about a person."""
    answer = HttpResponse(content, content_type="application/pdf")
    name = re.sub(r"[^a-z0-9._-]", "-", filename.lower())
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
