"""Everything the platform keeps about a person, as plain data for the person (GDPR articles 15 and 20).

A room with tables about persons adds its part: `my_data.register("offer", lambda person_id: [...])`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from vakwerk.core import attachments, audit
from vakwerk.people.models import Account, Consent, Guardianship, Membership, Person

Part = Callable[[int], Any]
_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    _parts[name] = part


def collect(person: Person) -> dict[str, Any]:
    """JSON-ready; dates as ISO text. Passwords and tokens are secrets, not data about somebody, and stay out."""
    account = Account.objects.filter(person=person).first()
    own = {
        "made_at": timezone.now().isoformat(),
        "person": {
            "id": str(person.public_id),
            "first_name": person.first_name,
            "last_name": person.last_name,
            "email": person.email,
            "birth_date": _day(person.birth_date),
            "entered_on": _day(person.entered_on),
            "fictitious": person.fictitious,
        },
        "account": {"login": account.login, "last_login": _day(account.last_login)} if account else None,
        "memberships": _memberships(person),
        "guardians": [_guardianship(g, g.guardian) for g in _guardianships(ward=person)],
        "children": [_guardianship(g, g.ward) for g in _guardianships(guardian=person)],
        "consents": _consents(person),
        "log": [
            {"at": entry.at.isoformat(), "event": entry.event, "reason": entry.reason}
            for entry in audit.entries_about("people.person", person.pk)
        ],
    }
    own["files"] = attachments.handed_in_by(person.pk)
    return own | {name: part(person.pk) for name, part in _parts.items()}


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _memberships(person: Person) -> list[dict[str, Any]]:
    rows = Membership.objects.filter(person=person).select_related("organisation").order_by("valid_from")
    return [
        {"organisation": m.organisation.name, "role": m.role, "from": _day(m.valid_from), "to": _day(m.valid_to)}
        for m in rows
    ]


def _guardianships(**which: Person) -> list[Guardianship]:
    return list(Guardianship.objects.filter(**which).select_related("guardian", "ward").order_by("valid_from"))


def _guardianship(guardianship: Guardianship, other: Person) -> dict[str, Any]:
    return {"name": str(other), "from": _day(guardianship.valid_from), "to": _day(guardianship.valid_to)}


def _consents(person: Person) -> list[dict[str, Any]]:
    rows = Consent.objects.filter(person=person).select_related("given_by").order_by("given_at")
    return [
        {
            "purpose": c.purpose,
            "text_version": c.text_version,
            "given_by": str(c.given_by),
            "given_at": _day(c.given_at),
            "withdrawn_at": _day(c.withdrawn_at),
        }
        for c in rows
    ]
