"""Everything that changes persons, memberships, guardianship and consent."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from vakwerk.core import audit, clock, mail
from vakwerk.core.viewer import Role, Viewer
from vakwerk.people import my_data, numbers, queries, rights
from vakwerk.people.claims import Provider, grants
from vakwerk.people.consents import Purpose
from vakwerk.people.models import (
    Account,
    Consent,
    Guardianship,
    Invitation,
    Membership,
    NumberScheme,
    Organisation,
    OrganisationNumber,
    Person,
    valid_on,
)

INVITATION_DAYS = 14
MAIL_LANGUAGE = "nl"


class Refused(Exception):
    """The rules do not allow it. `code` says why, for a page that explains it."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Members and invitations


@transaction.atomic
def invite(*, viewer: Viewer | None, organisation: Organisation, role: Role, name: str = "") -> tuple[Invitation, str]:
    """A single-use link for one role; returns the invitation and its token, which is kept nowhere.

    `viewer` is None only for the command line. PermissionDenied for a role that this kind of organisation lacks.
    """
    _require(viewer is None or rights.may_manage(viewer, organisation))
    invitation, token = _new_invitation(viewer, organisation, role, name)
    invitation.save()
    audit.record(viewer, "people.invite", subject=("people.invitation", invitation.pk), reason=role.value)
    return invitation, token


@dataclass(frozen=True)
class Invitee:
    """Somebody on a list: the role, the name, and the address for the mail, which is not kept."""

    role: Role
    name: str
    to: str


@transaction.atomic
def invite_by_mail(*, viewer: Viewer, organisation: Organisation, invitees: Sequence[Invitee], site: str) -> None:
    """Invites everybody and mails the links. `site` is the address of this site ("https://.../").

    A few queries for any number: nobody else writes meanwhile, and a class may be answering.
    """
    _require(rights.may_manage(viewer, organisation))
    made = [_new_invitation(viewer, organisation, each.role, each.name) for each in invitees]
    invitations = Invitation.objects.bulk_create(invitation for invitation, _token in made)
    with translation.override(MAIL_LANGUAGE):
        letters = [
            (each.to, _letter(invitation, token, site))
            for each, (invitation, token) in zip(invitees, made, strict=True)
        ]
    mail.send_many("people/mail/invitation", letters, language=MAIL_LANGUAGE)
    audit.record_many(
        viewer, "people.invite", "people.invitation", {invitation.pk: invitation.role for invitation in invitations}
    )


def _new_invitation(viewer: Viewer | None, organisation: Organisation, role: Role, name: str) -> tuple[Invitation, str]:
    """An invitation that is not saved yet, and its token."""
    _require(role in rights.grantable_at(organisation.kind))
    token, now = secrets.token_urlsafe(32), timezone.now()
    invitation = Invitation(
        organisation=organisation,
        role=role,
        name=name.strip(),
        token_hash=token_hash(token),
        invited_by_id=viewer.person_id if viewer else None,
        invited_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return invitation, token


def _letter(invitation: Invitation, token: str, site: str) -> dict[str, Any]:
    return {
        "name": invitation.name,
        "organisation": invitation.organisation.name,
        "role": str(Role(invitation.role).label),
        "link": site.rstrip("/") + reverse("people:invitation", args=[token]),
        "days": INVITATION_DAYS,
    }


@transaction.atomic
def withdraw_invitation(*, viewer: Viewer, invitation: Invitation) -> None:
    _require(rights.may_manage(viewer, invitation.organisation))
    Invitation.objects.filter(pk=invitation.pk, used_at=None).update(withdrawn_at=timezone.now())
    audit.record(viewer, "people.withdraw_invitation", subject=("people.invitation", invitation.pk))


@transaction.atomic
def accept_invitation(*, account: Account, invitation: Invitation) -> Membership:
    """The account's person gets the role. `Refused` when the link was used, withdrawn or is too old, also by a second
    browser at the same moment."""
    now = timezone.now()
    taken = queries.open_invitations(now).filter(pk=invitation.pk).update(used_at=now)
    if not taken:
        raise Refused
    membership = _grant(account.person, invitation.organisation, Role(invitation.role))
    audit.record(
        queries.viewer_of_person(account.person),
        "people.accept_invitation",
        subject=("people.person", account.person_id),
        reason=invitation.role,
    )
    return membership


@transaction.atomic
def open_account(*, invitation: Invitation, first_name: str, last_name: str, login: str, password: str) -> Account:
    """A person and a local account for somebody who holds an open invitation, who accepts it at once."""
    person = Person.objects.create(
        first_name=first_name, last_name=last_name, fictitious=invitation.organisation.fictitious
    )
    account = Account(person=person, login=login)
    account.set_password(password)
    account.save()
    accept_invitation(account=account, invitation=invitation)
    return account


def _grant(person: Person, organisation: Organisation, role: Role, claimed_by: str = "") -> Membership:
    """The membership of today, new or the one that is there: twice the same role is once."""
    current = Membership.objects.filter(
        valid_on(clock.today()), person=person, organisation=organisation, role=role
    ).first()
    if current is not None:
        if not claimed_by and current.claimed_by:  # a person grants it now too: it no longer hangs on the claim
            current.claimed_by = ""
            current.save(update_fields=["claimed_by"])
        return current
    membership, _ = Membership.objects.update_or_create(
        person=person,
        organisation=organisation,
        role=role,
        valid_from=clock.today(),
        defaults={"valid_to": None, "claimed_by": claimed_by},
    )
    return membership


@transaction.atomic
def end_membership(*, viewer: Viewer, membership: Membership) -> None:
    """Ends a membership with yesterday as its last day, so it stops at once; one that began today disappears."""
    _require(rights.may_manage(viewer, membership.organisation))
    if membership.person_id == viewer.person_id:
        raise Refused
    _end(membership)
    audit.record(
        viewer, "people.end_membership", subject=("people.person", membership.person_id), reason=membership.role
    )


def _end(membership: Membership) -> None:
    yesterday = clock.today() - timedelta(days=1)
    if membership.valid_from > yesterday:
        membership.delete()
    else:
        membership.valid_to = yesterday
        membership.save(update_fields=["valid_to"])


@transaction.atomic
def register_number(
    *, viewer: Viewer, organisation: Organisation, scheme: NumberScheme, text: str
) -> OrganisationNumber:
    """Stores an official number in its one form; `ValidationError` when it cannot be one."""
    _require(rights.is_platform_administrator(viewer))
    number, _ = OrganisationNumber.objects.update_or_create(
        organisation=organisation, scheme=scheme, defaults={"value": numbers.parse(scheme, text)}
    )
    audit.record(
        viewer, "people.register_number", subject=("people.organisation", organisation.pk), reason=scheme.value
    )
    return number


# Guardianship and consent


@transaction.atomic
def name_guardian(*, viewer: Viewer, ward: Person, guardian: Person, valid_from: date | None = None) -> Guardianship:
    """Records who has parental authority. The school where the ward is a pupil does this, after seeing proof."""
    _require(queries.may_name_guardians(viewer, ward))
    guardianship, _ = Guardianship.objects.update_or_create(
        guardian=guardian, ward=ward, defaults={"valid_from": valid_from or clock.today(), "valid_to": None}
    )
    audit.record(viewer, "people.name_guardian", subject=("people.person", ward.pk))
    return guardianship


@transaction.atomic
def end_guardianship(*, viewer: Viewer, guardianship: Guardianship) -> None:
    _require(queries.may_name_guardians(viewer, guardianship.ward))
    yesterday = clock.today() - timedelta(days=1)
    if guardianship.valid_from > yesterday:
        guardianship.delete()
    else:
        guardianship.valid_to = yesterday
        guardianship.save(update_fields=["valid_to"])
    audit.record(viewer, "people.end_guardianship", subject=("people.person", guardianship.ward_id))


@transaction.atomic
def give_consent(*, viewer: Viewer, person: Person, purpose: Purpose) -> Consent:
    """A yes to the text of today. From 13 the person says it, before that a guardian; a yes to an older text ends."""
    _require(queries.may_decide_for(viewer, person))
    now = timezone.now()
    current = Consent.objects.filter(person=person, purpose=purpose.slug, withdrawn_at=None)
    current.exclude(text_version=purpose.version).update(withdrawn_at=now)
    consent, created = current.get_or_create(
        person=person,
        purpose=purpose.slug,
        withdrawn_at=None,
        defaults={"given_by": queries.myself(viewer), "text_version": purpose.version, "given_at": now},
    )
    if created:
        audit.record(viewer, "people.give_consent", subject=("people.person", person.pk), reason=purpose.slug)
    return consent


@transaction.atomic
def withdraw_consent(*, viewer: Viewer, person: Person, purpose: str) -> None:
    """As easy as giving it; takes effect at once and for every version of the text."""
    _require(queries.may_decide_for(viewer, person))
    ended = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    if ended:
        audit.record(viewer, "people.withdraw_consent", subject=("people.person", person.pk), reason=purpose)


@transaction.atomic
def download_own_data(*, viewer: Viewer) -> dict[str, Any]:
    """Everything about the viewer, as JSON-ready data; the download itself stands in the log."""
    person = queries.myself(viewer)
    data = my_data.collect(person)
    audit.record(viewer, "people.download_data", subject=("people.person", person.pk))
    return data


# Sign-in services


def sign_in_with_claims(*, provider: Provider, claims: Mapping[str, Any], invitation: str = "") -> Account:
    """The account of an identity (issuer, subject) whose claims were checked, with the roles that they give today.

    A new identity gets an account only with an open invitation (its hash) or with a role that the claims give.
    The last sign-in is the whole truth: a role that an earlier one gave and this one does not, ends.
    Raises `Refused` with "unknown_organisation", "no_role" or "closed".
    """
    account = _account_by_claims(provider, claims, invitation)
    # After the transaction: roles that ended stay ended, also for somebody who may not enter without them.
    fresh = queries.account_with_capacities(account.pk)
    if fresh is None or not fresh.capacities:
        raise Refused("no_role")
    return fresh


@transaction.atomic
def _account_by_claims(provider: Provider, claims: Mapping[str, Any], invitation: str) -> Account:
    identity = SocialAccount.objects.filter(provider=claims["iss"], uid=claims["sub"]).select_related("user").first()
    granted = [(queries.organisation_with_number(g.scheme, g.number), g.role) for g in grants(provider, claims)]
    roles = {(organisation, role) for organisation, role in granted if organisation and role in roles_of(organisation)}
    invited = queries.invitation_by_hash(invitation) if invitation else None
    if identity is None and not roles and invited is None:
        raise Refused("unknown_organisation" if any(organisation is None for organisation, _ in granted) else "no_role")
    account = identity.user if identity else _new_account(claims)
    if not account.is_active:
        raise Refused("closed")
    _follow_claims(account.person, provider.issuer, roles)
    if invited is not None:
        accept_invitation(account=account, invitation=invited)
    return account


def roles_of(organisation: Organisation) -> list[Role]:
    return rights.roles_at(organisation.kind)


def _new_account(claims: Mapping[str, Any]) -> Account:
    """Somebody we see for the first time. The name is for other people to read; no address and no number is kept."""
    person = Person.objects.create(
        first_name=str(claims.get("given_name", ""))[:80], last_name=str(claims.get("family_name", ""))[:80]
    )
    account = Account(person=person, login=f"openid-{uuid4()}")
    account.set_unusable_password()
    account.save()
    SocialAccount.objects.create(user=account, provider=claims["iss"], uid=claims["sub"])
    return account


def _follow_claims(person: Person, issuer: str, roles: set[tuple[Organisation, Role]]) -> None:
    """Grants what the claims give and ends what they no longer give; what people granted stays as it is."""
    viewer = queries.viewer_of_person(person)
    claimed = Membership.objects.filter(valid_on(clock.today()), person=person, claimed_by=issuer)
    for membership in claimed.select_related("organisation"):
        if (membership.organisation, Role(membership.role)) not in roles:
            reason = membership.role
            _end(membership)
            audit.record(viewer, "people.lose_claim", subject=("people.person", person.pk), reason=reason)
    held = {(m.organisation, Role(m.role)) for m in queries.current_memberships(person)}
    for organisation, role in sorted(roles - held, key=lambda found: (found[0].pk, found[1])):
        _grant(person, organisation, role, claimed_by=issuer)
        audit.record(viewer, "people.claim_role", subject=("people.person", person.pk), reason=role.value)


@transaction.atomic
def connect_identity(*, viewer: Viewer, claims: Mapping[str, Any]) -> None:
    """The viewer's own account can be entered with this identity too. `Refused("taken")` when it is somebody else's."""
    account = queries.account_of(viewer)
    identity, created = SocialAccount.objects.get_or_create(
        provider=claims["iss"], uid=claims["sub"], defaults={"user": account}
    )
    if identity.user_id != account.pk:
        raise Refused("taken")
    if created:
        audit.record(viewer, "people.connect_identity", subject=("people.person", account.person_id))
