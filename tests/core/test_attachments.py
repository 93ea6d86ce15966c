"""Evidence: only kinds of files that we know, by their bytes; given back as a download; inside every backup."""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import Http404
from openpyxl import Workbook

from tests.conftest import FakeViewer
from vakwerk.core import attachments
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.attachments.sniffing import CSV, DOCX, JPEG, MAX_BYTES, ODT, PDF, PNG, XLSX
from vakwerk.core.attachments.store import safe_name
from vakwerk.core.db import copying
from vakwerk.core.viewer import Role

OWNER = ("ledger.payment", 7)


def _zip(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return out.getvalue()


def _xlsx() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


TYPES = {"[Content_Types].xml": "<Types/>"}
ODT_PARTS = {"mimetype": ODT.content_type, "content_dot_xml": "<x/>"}
KNOWN = [
    (b"%PDF-1.7\n%%EOF", PDF),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 9, PNG),
    (b"\xff\xd8\xff\xe0" + b"\0" * 9, JPEG),
    (_xlsx(), XLSX),
    (_zip(**TYPES, word__document_dot_xml="<x/>"), DOCX),
    (_zip(**ODT_PARTS), ODT),
    (b"naam;bedrag\nGarage Peeters;12,50\n", CSV),
    ("naam,bedrag\nCafé,12.50\n".encode("cp1252"), CSV),
]
UNKNOWN = {
    "a page with a script": b"<html><script>alert(1)</script></html>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1),2'/>",
    "a program": b"MZ\x90\x00,\x03",
    "text without columns": b"just one word",
    "an archive": _zip(a_dot_txt="x"),
    "half an archive": _xlsx()[:200],
    "a spreadsheet with macros": _zip(**TYPES, xl__workbook_dot_xml="<x/>", xl__vbaProject_dot_bin="x"),
    "an OpenDocument spreadsheet": _zip(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=""),
    "nothing": b"",
    "too much": b"%PDF-" + b"\0" * MAX_BYTES,
}


@pytest.mark.parametrize(("content", "kind"), KNOWN, ids=[kind.extension + str(i) for i, (_, kind) in enumerate(KNOWN)])
def test_a_file_is_recognised_by_its_bytes(content: bytes, kind: attachments.Kind) -> None:
    assert attachments.recognise(content) == kind


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_we_do_not_know_is_refused(what: str) -> None:
    with pytest.raises(attachments.Refused):
        attachments.recognise(UNKNOWN[what])


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("factuur.pdf", "factuur.pdf"),
        ("factuur.exe", "factuur.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\map\\factuur mei.pdf", "factuur mei.pdf"),
        ("fdp.\u202egnp\r\nX: y.pdf", "fdp.gnpX: y.pdf"),
        ("...", "bestand.pdf"),
        ("a" * 300 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_cannot_mislead(name: str, safe: str) -> None:
    assert safe_name(name, PDF) == safe


def _stored(viewer: Callable[..., FakeViewer], owner: tuple[str, object] = OWNER, more: bytes = b"") -> Attachment:
    upload = SimpleUploadedFile("Factuur één.exe", b"%PDF-1.7 " + more, content_type="text/html")
    return attachments.store(upload, viewer=viewer(Role.CIVIL_SERVANT, person_id=12), owner=owner)


@pytest.mark.django_db
def test_a_file_comes_back_as_a_download_and_nothing_else(viewer: Callable[..., FakeViewer]) -> None:
    kept = _stored(viewer)
    assert (kept.uploaded_by, kept.sha256) == (12, hashlib.sha256(b"%PDF-1.7 ").hexdigest())
    response = attachments.download(OWNER, kept.public_id)
    assert response.content == b"%PDF-1.7 "
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Factuur%20%C3%A9%C3%A9n.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_file_of_another_owner_does_not_exist(viewer: Callable[..., FakeViewer]) -> None:
    kept = _stored(viewer)
    for owner, key in ((("ledger.payment", 8), kept.pk), (("ledger.call", 7), kept.pk), (OWNER, uuid.uuid4())):
        with pytest.raises(Http404):
            attachments.download(owner, key)


@pytest.mark.django_db
def test_sending_a_form_twice_keeps_one_file(viewer: Callable[..., FakeViewer]) -> None:
    assert _stored(viewer) == _stored(viewer)
    assert len(attachments.of(OWNER)) == 1


@pytest.mark.django_db
def test_nobody_fills_the_disk_through_one_owner(viewer: Callable[..., FakeViewer]) -> None:
    for number in range(attachments.MAX_FILES):
        _stored(viewer, more=str(number).encode())
    with pytest.raises(attachments.Refused, match="50"):
        _stored(viewer, more=b"one too many")


@pytest.mark.django_db
def test_files_of_many_owners_are_one_query_without_their_bytes(
    viewer: Callable[..., FakeViewer], django_assert_num_queries: Callable[[int], object]
) -> None:
    first, second = _stored(viewer), _stored(viewer, ("ledger.payment", 9))
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert attachments.of_many("ledger.payment", [7, 8, 9]) == {"7": [first], "9": [second]}


@pytest.mark.django_db
def test_somebody_can_ask_which_files_they_handed_in(viewer: Callable[..., FakeViewer]) -> None:
    kept = _stored(viewer)
    assert attachments.handed_in_by(12) == [{"file": kept.file_name, "bytes": 9, "at": kept.uploaded_at.isoformat()}]
    assert attachments.handed_in_by(13) == []


@pytest.mark.django_db
def test_files_go_with_their_owner(viewer: Callable[..., FakeViewer]) -> None:
    _stored(viewer)
    _stored(viewer, ("ledger.payment", 9))
    assert attachments.remove(OWNER) == 1
    assert Attachment.objects.get().owner_key == "9"


class EvidenceForm(forms.Form):
    file = attachments.AttachmentField()


def test_a_form_says_why_a_file_is_refused() -> None:
    form = EvidenceForm({}, {"file": SimpleUploadedFile("factuur.pdf", b"<script>")})
    assert "PDF" in form.errors["file"][0]
    assert EvidenceForm({}, {"file": SimpleUploadedFile("factuur.bin", b"%PDF-1.4")}).is_valid()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" not in connection.settings_dict["ENGINE"], reason="pg_dump backs PostgreSQL up")
def test_a_backup_holds_the_files(viewer: Callable[..., FakeViewer], tmp_path: Path) -> None:
    _stored(viewer)
    copying.backup(str(tmp_path / "copy.sqlite3"))
    with sqlite3.connect(tmp_path / "copy.sqlite3") as copy:
        assert copy.execute("SELECT content FROM core_attachmentcontent").fetchall() == [(b"%PDF-1.7 ",)]
    copy.close()
