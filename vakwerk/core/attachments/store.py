"""Keeping files and giving them back."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from vakwerk.core.attachments.models import Attachment, AttachmentContent
from vakwerk.core.attachments.sniffing import MAX_BYTES, Kind, Refused, recognise
from vakwerk.core.viewer import Viewer

MAX_FILES = 50
"""Files of one owner: more is a mistake, or somebody filling the disk."""
Owner = tuple[str, object]


@transaction.atomic
def store(upload: File[bytes], *, viewer: Viewer | None, owner: Owner) -> Attachment:
    """Keeps a file with its owner, in the caller's transaction. `Refused` when it is not taken in.

    The same bytes at the same owner are kept once: sending a form twice gives back the first. The room checks the
    right to do so and writes the audit entry.
    """
    content = read(upload)
    kind, kept, digest = recognise(content), _owned(owner), hashlib.sha256(content).hexdigest()
    same = kept.filter(sha256=digest).first()
    if same:
        return same
    if kept.count() >= MAX_FILES:
        raise Refused(_("There are 50 files here already; no more can be added."))
    attachment = Attachment.objects.create(
        owner_kind=owner[0],
        owner_key=str(owner[1]),
        file_name=safe_name(upload.name or "", kind),
        content_type=kind.content_type,
        size=len(content),
        sha256=digest,
        uploaded_by=viewer.person_id if viewer else None,
        uploaded_at=timezone.now(),
    )
    AttachmentContent.objects.create(attachment=attachment, content=content)
    return attachment


def read(upload: File[bytes]) -> bytes:
    """The bytes, one more than allowed at most."""
    upload.seek(0)
    return bytes(upload.read(MAX_BYTES + 1))


def safe_name(name: str, kind: Kind) -> str:
    """The last part of the name without what could mislead, under the extension that fits the contents."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")  # control and direction signs
    stem = re.sub(r"\s+", " ", kept.rpartition(".")[0] or kept).strip(" .")
    return f"{stem[:120] or 'bestand'}.{kind.extension}"


def of(owner: Owner) -> list[Attachment]:
    """The files of one owner, oldest first, without their bytes."""
    return list(_owned(owner).order_by("uploaded_at", "public_id"))


def of_many(kind: str, keys: Iterable[object]) -> dict[str, list[Attachment]]:
    """The files of many owners of one kind, by `str(key)`; one query."""
    found: dict[str, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(owner_kind=kind, owner_key__in=[str(key) for key in keys])
    for attachment in rows.order_by("uploaded_at", "public_id"):
        found[attachment.owner_key].append(attachment)
    return dict(found)


def counts(kind: str) -> dict[str, int]:
    """How many files each owner of a kind has, by `str(key)`; one query."""
    rows = Attachment.objects.filter(owner_kind=kind).values_list("owner_key")
    return dict(rows.annotate(count=Count("pk")).order_by())


def handed_in_by(person_id: int) -> list[dict[str, object]]:
    """What a person handed in, as plain data for that person: names and days, not the files."""
    rows = Attachment.objects.filter(uploaded_by=person_id).order_by("uploaded_at", "public_id")
    return [{"file": row.file_name, "bytes": row.size, "at": row.uploaded_at.isoformat()} for row in rows]


def download(owner: Owner, public_id: UUID | str) -> HttpResponse:
    """One file of this owner, never shown inside the page; 404 for a file of anything else."""
    try:
        stored = AttachmentContent.objects.select_related("attachment").get(
            attachment__in=_owned(owner).filter(pk=public_id)
        )
    except AttachmentContent.DoesNotExist:
        raise Http404 from None
    attachment = stored.attachment
    header = content_disposition_header(True, attachment.file_name)
    return HttpResponse(
        bytes(stored.content),
        content_type=attachment.content_type,
        headers={
            "Content-Disposition": header or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "private, no-store",
        },
    )


@transaction.atomic
def remove(owner: Owner) -> int:
    """Deletes the files of an owner that goes; returns how many."""
    count = _owned(owner).count()
    _owned(owner).delete()
    return count


def _owned(owner: Owner) -> QuerySet[Attachment]:
    kind, key = owner
    return Attachment.objects.filter(owner_kind=kind, owner_key=str(key))
