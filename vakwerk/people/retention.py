"""What goes by itself, and when. The periods are of our own choosing ("to be confirmed" by the controller)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from vakwerk.core import audit
from vakwerk.people.models import Consent, Guardianship, Invitation, Membership, Person

INVITATION_DAYS = 30
MEMBERSHIP_DAYS = 365
CONSENT_DAYS = 365
PERSON_DAYS = 365


def delete_closed_invitations(today: date) -> int:
    """Invitations that were used, withdrawn or expired some time ago."""
    before = today - timedelta(days=INVITATION_DAYS)
    closed = Q(used_at__date__lt=before) | Q(withdrawn_at__date__lt=before) | Q(expires_at__date__lt=before)
    return Invitation.objects.filter(closed).delete()[0]


def delete_withdrawn_consents(today: date) -> int:
    return Consent.objects.filter(withdrawn_at__date__lt=today - timedelta(days=CONSENT_DAYS)).delete()[0]


def delete_ended_guardianships(today: date) -> int:
    return Guardianship.objects.filter(valid_to__lt=today - timedelta(days=MEMBERSHIP_DAYS)).delete()[0]


def delete_ended_memberships(today: date) -> int:
    return Membership.objects.filter(valid_to__lt=today - timedelta(days=MEMBERSHIP_DAYS)).delete()[0]


def delete_persons_without_a_role(today: date) -> int:
    """Persons with no role, no child and no guardian left, who did not sign in for a while; the log forgets them too.

    Their consents go with them. Somebody who gave a consent for a child stays as long as that consent.
    """
    before = today - timedelta(days=PERSON_DAYS)
    # `__date` of a missing moment is unknown to the database, so "signed in lately" is asked the other way round.
    lately = Q(account__last_login__date__gte=before)
    gone = (
        Person.objects.filter(entered_on__lt=before)
        .exclude(lately)
        .filter(
            ~Exists(Membership.objects.filter(person=OuterRef("pk"))),
            ~Exists(Guardianship.objects.filter(Q(guardian=OuterRef("pk")) | Q(ward=OuterRef("pk")))),
            ~Exists(Consent.objects.filter(given_by=OuterRef("pk")).exclude(person=OuterRef("pk"))),
        )
    )
    keys = list(gone.values_list("pk", flat=True))
    for key in keys:
        _erase(key)
    return len(keys)


@transaction.atomic
def _erase(person_id: int) -> None:
    Consent.objects.filter(person=person_id).delete()
    Person.objects.filter(pk=person_id).delete()
    audit.forget("people.person", person_id)
