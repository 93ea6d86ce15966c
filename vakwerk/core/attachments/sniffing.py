"""What a file is, read from its bytes: a name or a browser's word for it proves nothing."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_ENTRIES = 5_000
"""Parts of an office file; a document of a few hundred pages has some dozens."""


@dataclass(frozen=True)
class Kind:
    """One kind of file that is taken in."""

    extension: str
    content_type: str


PDF = Kind("pdf", "application/pdf")
PNG = Kind("png", "image/png")
JPEG = Kind("jpg", "image/jpeg")
XLSX = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = Kind("odt", "application/vnd.oasis.opendocument.text")
CSV = Kind("csv", "text/csv")
KINDS = (PDF, XLSX, CSV, DOCX, ODT, PNG, JPEG)

_SIGNATURES = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MAIN_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
# What no table typed by people holds: bytes of a program, or the beginning of a page that a browser would run.
_BINARY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DELIMITERS = ";,\t|"


class Refused(Exception):
    """A file that is not taken in; `message` says why, for the person who sent it."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


def recognise(content: bytes) -> Kind:
    """The kind of a file by its bytes; `Refused` for an empty, too large or unknown one."""
    if not content:
        raise Refused(_("The file is empty."))
    if len(content) > MAX_BYTES:
        raise Refused(_("The file is larger than 10 MB."))
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    found = _office(content) if content.startswith(b"PK\x03\x04") else CSV if _is_table(content) else None
    if found is None:
        raise Refused(_("This is no PDF, Excel, CSV, Word or OpenDocument file, PNG or JPEG image."))
    return found


def _office(content: bytes) -> Kind | None:
    """Reads the list of parts only: nothing is unpacked but the few bytes that name an OpenDocument."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = {part.filename for part in parts.infolist()}
            if len(names) > MAX_ENTRIES:
                return None
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise Refused(_("The file contains macros. Save it without macros and try again."))
            main = next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
            return main if main and "[Content_Types].xml" in names else _opendocument(parts, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return None


def _opendocument(parts: zipfile.ZipFile, names: set[str]) -> Kind | None:
    if "mimetype" not in names or "content.xml" not in names:
        return None
    with parts.open("mimetype") as part:
        return ODT if part.read(100).strip() == ODT.content_type.encode() else None


def _is_table(content: bytes) -> bool:
    """Text in lines with one of the usual delimiters in the first of them."""
    text = _decoded(content)
    if text is None or _BINARY.search(text) or text.lstrip().startswith(("<", "{", "[")):
        return False
    first = next((line for line in text.splitlines() if line.strip()), "")
    return any(len(next(csv.reader([first], delimiter=sign), [])) > 1 for sign in _DELIMITERS)


def _decoded(content: bytes) -> str | None:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
