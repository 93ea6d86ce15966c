"""Reading the audit log as people: names beside the references, for those who may know them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core import audit
from vakwerk.core.audit import lookup
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.viewer import Viewer
from vakwerk.people import events, rights
from vakwerk.people.models import Person

PERSON = "people.person"
CHECKED_ON_PAGE = 50_000  # entries; a longer chain is checked by `manage.py audit verify`
Text = str | Promise


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it."""

    seq: int
    at: datetime
    what: Text
    who: Text
    about: Text
    reason: Text


@dataclass(frozen=True)
class Chain:
    """The state of the log. `faults` is None when it is too long to check while somebody waits."""

    length: int
    head: str
    faults: Sequence[str] | None


def who_looked_at(viewer: Viewer) -> QuerySet[AuditEntry]:
    """Everything about the viewer, newest first."""
    return audit.entries_about(PERSON, viewer.person_id)


def search(
    viewer: Viewer, *, event: str = "", person: str = "", first: date | None = None, last: date | None = None
) -> QuerySet[AuditEntry]:
    """The log for an administrator of the platform; nothing for anybody else.

    `person` is a part of a name; looking somebody up is itself written down.
    """
    if not rights.is_platform_administrator(viewer):
        return AuditEntry.objects.none()
    keys = None
    if person.strip():
        keys = _people_called(person)
        audit.record(viewer, "people.read_log")
    return lookup.entries(event=event, kind=PERSON, keys=keys, first=first, last=last)


def _people_called(text: str) -> list[int]:
    matches = Q()
    for word in text.split():
        matches &= Q(first_name__icontains=word) | Q(last_name__icontains=word)
    return list(Person.objects.filter(matches).values_list("pk", flat=True)[:500])


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """Two queries for any number of entries."""
    entries = list(entries)
    behind = lookup.objects_behind(ref for entry in entries for ref in (entry.actor_ref, entry.subject_ref))
    keys = [int(key) for kind, key in behind.values() if kind == PERSON and key.isdigit()]
    people = {str(person.pk): str(person) for person in Person.objects.filter(pk__in=keys)}

    def named(reference: object) -> Text:
        if reference is None:
            return ""
        kind, key = behind.get(reference, ("", ""))  # type: ignore[call-overload]
        if kind == PERSON:
            return people.get(key, _("somebody erased"))
        return f"{events.kind(kind)} {key}" if kind else _("somebody erased")

    return [
        Line(
            seq=entry.seq,
            at=entry.at,
            what=events.label(entry.event),
            who=named(entry.actor_ref) or _("the system"),
            about=named(entry.subject_ref),
            reason=events.reason(entry.reason),
        )
        for entry in entries
    ]


def chain(check: bool) -> Chain:
    """Length and head; with `check` also whether every link holds."""
    head = audit.head()
    faults = [str(fault) for fault in audit.verify()] if check and head.seq <= CHECKED_ON_PAGE else None
    return Chain(head.seq, head.hash, faults)
