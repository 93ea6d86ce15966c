"""Writing to the log, and asking it who looked at somebody's file."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from vakwerk.core.audit.chain import GENESIS, entry_hash
from vakwerk.core.audit.models import AuditEntry, AuditHead, AuditKey
from vakwerk.core.viewer import Viewer

PERSON = "people.person"
Subject = tuple[str, object]


@transaction.atomic
def record(viewer: Viewer | None, event: str, *, subject: Subject | None = None, reason: str = "") -> AuditEntry:
    """Appends one entry, in the caller's transaction when there is one. `viewer` is None for the system itself.

    `subject` is (kind, key), kind as "room.model" in lower case.
    """
    head = _locked_head()
    entry = _next(head, event, _actor(viewer), _reference(subject), reason)
    entry.save(force_insert=True)
    head.save(update_fields=["seq", "hash"])
    return entry


@transaction.atomic
def record_many(viewer: Viewer | None, event: str, kind: str, reasons: Mapping[object, str]) -> None:
    """One entry for each new object (key -> reason), in a few queries: an import must not hold the writers up."""
    keys = [AuditKey(kind=kind, object_id=str(key)) for key in reasons]
    AuditKey.objects.bulk_create(keys)
    head, actor = _locked_head(), _actor(viewer)
    pairs = zip(keys, reasons.values(), strict=True)
    AuditEntry.objects.bulk_create([_next(head, event, actor, key.ref, reason) for key, reason in pairs])
    head.save(update_fields=["seq", "hash"])


def _next(head: AuditHead, event: str, actor: UUID | None, subject: UUID | None, reason: str) -> AuditEntry:
    """The entry after the head, which moves on to it."""
    entry = AuditEntry(
        seq=head.seq + 1,
        at=timezone.now(),
        event=event,
        actor_ref=actor,
        subject_ref=subject,
        reason=reason,
        prev_hash=head.hash,
    )
    entry.hash = entry_hash(entry)
    head.seq, head.hash = entry.seq, entry.hash
    return entry


def _actor(viewer: Viewer | None) -> UUID | None:
    return _reference((PERSON, viewer.person_id) if viewer and viewer.person_id else None)


def read(viewer: Viewer, subject: Subject, purpose: str) -> AuditEntry:
    """Records that the viewer looks at somebody's file, and for what; call it before showing anything."""
    kind, _ = subject
    return record(viewer, f"{kind}.read", subject=subject, reason=purpose)


@transaction.atomic
def forget(kind: str, key: object) -> bool:
    """Deletes the key of an erased object and records the erasure; its entries stay valid and become anonymous."""
    found = AuditKey.objects.filter(kind=kind, object_id=str(key)).first()
    if found is None:
        return False
    record(None, "core.forget", subject=(kind, key))
    found.delete()
    return True


def entries_about(kind: str, key: object) -> QuerySet[AuditEntry]:
    """The entries whose subject is this object, newest first; the person concerned may ask for them."""
    references = AuditKey.objects.filter(kind=kind, object_id=str(key)).values("ref")
    return AuditEntry.objects.filter(subject_ref__in=references).order_by("-seq")


def _locked_head() -> AuditHead:
    AuditHead.objects.get_or_create(pk=1, defaults={"seq": 0, "hash": GENESIS})
    return AuditHead.objects.select_for_update().get(pk=1)


def _reference(subject: Subject | None) -> UUID | None:
    if subject is None:
        return None
    kind, key = subject
    return AuditKey.objects.get_or_create(kind=kind, object_id=str(key))[0].ref
