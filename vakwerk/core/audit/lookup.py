"""Asking the log: entries by event, subject and day, and which objects their references stand for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vakwerk.core.audit.models import AuditEntry, AuditKey


def entries(
    *,
    event: str = "",
    kind: str = "",
    keys: Iterable[object] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[AuditEntry]:
    """Entries, newest first. `kind` with `keys` keeps those that these objects did or that are about them."""
    found = AuditEntry.objects.order_by("-seq")
    if event:
        found = found.filter(event=event)
    if keys is not None:
        references = AuditKey.objects.filter(kind=kind, object_id__in=[str(key) for key in keys]).values("ref")
        found = found.filter(Q(actor_ref__in=references) | Q(subject_ref__in=references))
    if first:
        found = found.filter(at__date__gte=first)
    if last:
        found = found.filter(at__date__lte=last)
    return found


def events() -> list[str]:
    """Every event that occurs in the log."""
    return list(AuditEntry.objects.order_by("event").values_list("event", flat=True).distinct())


def objects_behind(references: Iterable[UUID | None]) -> dict[UUID, tuple[str, str]]:
    """(kind, key) of each reference; one that was forgotten has no entry. One query."""
    known = AuditKey.objects.filter(ref__in={reference for reference in references if reference})
    return {key.ref: (key.kind, key.object_id) for key in known}
