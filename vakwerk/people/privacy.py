"""Field ledger of people, and of the tables of the library that keeps identities from outside."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from vakwerk.core.ledger import Field, Ground, Room
from vakwerk.people import retention

ABOUT = Room(
    _("Who is who, and signing in"),
    (
        _(
            "You need no account to look around or to discover what you like. Of pupils, parents and staff who do have "
            "one we keep a name and a role, and if need be an e-mail address and a date of birth."
        ),
        _(
            "Whoever signs in with a sign-in service brings along the number that the service gave them. We keep "
            "that number, your name and your role, and nothing else of what it tells. We can never read a password."
        ),
        _(
            "Staff can only open the file of a pupil of their own school. Each time is written down. On your own page "
            "you see who looked."
        ),
        _("Who has had no role here for a year is erased by itself."),
    ),
)
NAMES = {
    "people.Person": _("A person"),
    "people.Account": _("An account"),
    "people.Membership": _("A role at an organisation"),
    "people.Guardianship": _("A parent or guardian of a pupil"),
    "people.Consent": _("A consent"),
    "people.Invitation": _("An invitation"),
    "socialaccount.SocialAccount": _("An identity from a sign-in service"),
    "socialaccount.SocialToken": _("A token of a sign-in service"),
    "account.EmailAddress": _("An e-mail address to sign in with"),
    "account.EmailConfirmation": _("The check of an e-mail address"),
}
_PLATFORM = _("The authority that runs the platform, with the organisation the person belongs to")
_SAME_ORGANISATION = _("The person, and those who keep the list of members of the organisation")
_PERSON_GOES = format_lazy(
    _("Until the person has had no role for {days} days; then the row goes and the log forgets"),
    days=retention.PERSON_DAYS,
)
_NO_TOKENS = _("Never filled: tokens of a service are not kept")
_NO_ADDRESSES = _("Never filled: nobody signs in with an address")


def _person(purpose: Promise, recipients: Promise = _SAME_ORGANISATION, ground: Ground = Ground.PUBLIC_TASK) -> Field:
    return Field(purpose=purpose, ground=ground, controller=_PLATFORM, recipients=recipients, retention=_PERSON_GOES)


def _membership(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients=_SAME_ORGANISATION,
        retention=format_lazy(_("{days} days after the last day of the role"), days=retention.MEMBERSHIP_DAYS),
    )


def _invitation(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients=_("Those who keep the list of members of the organisation"),
        retention=format_lazy(_("{days} days after it was used, withdrawn or expired"), days=retention.INVITATION_DAYS),
    )


def _guardianship(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients=_("The pupil, the guardian and staff of the pupil's school"),
        retention=format_lazy(_("{days} days after it ended, or with the person"), days=retention.MEMBERSHIP_DAYS),
    )


def _consent(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.LEGAL_OBLIGATION,  # GDPR article 7(1): the controller must be able to show the consent
        controller=_PLATFORM,
        recipients=_("The person and the guardian"),
        retention=format_lazy(_("{days} days after it was withdrawn, or with the person"), days=retention.CONSENT_DAYS),
    )


def _identity(purpose: Promise) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients=_("Nobody"),
        retention=_PERSON_GOES,
    )


PERSONAL = {
    "people.Person": {
        "public_id": _person(_("Name somebody in an address without a number that can be guessed")),
        "first_name": _person(_("Show who somebody is to people of the same organisation, school or family")),
        "last_name": _person(_("Show who somebody is to people of the same organisation, school or family")),
        "email": _person(_("Send messages; never to recognise somebody")),
        "birth_date": _person(
            _("Know whether a guardian decides about consent"), _("The person, guardians and the school")
        ),
        "entered_on": _person(_("Know how long somebody is here without a role")),
        "fictitious": _person(_("Tell invented people of a demo from real ones")),
    },
    "people.Account": {
        "person": _identity(_("Bind a way of signing in to a person")),
        "login": _identity(_("Sign in")),
        "password": _identity(_("Sign in; only a salted hash is kept")),
        "last_login": _identity(_("Notice accounts that nobody uses")),
        "is_active": _identity(_("Close an account")),
    },
    "people.Membership": {
        "person": _membership(_("Know who has the role")),
        "organisation": _membership(_("Know where somebody has the role")),
        "role": _membership(_("Decide what somebody may see and do")),
        "valid_from": _membership(_("Know from when the role holds")),
        "valid_to": _membership(_("Know until when the role holds")),
        "claimed_by": _membership(_("End the role when the sign-in service no longer gives it")),
    },
    "people.Guardianship": {
        "guardian": _guardianship(_("Know who decides for a minor")),
        "ward": _guardianship(_("Know for whom a guardian decides")),
        "valid_from": _guardianship(_("Know from when it holds")),
        "valid_to": _guardianship(_("Know until when it holds")),
    },
    "people.Consent": {
        "person": _consent(_("Know whose data it is about")),
        "given_by": _consent(_("Show that the person or a guardian gave it")),
        "purpose": _consent(_("Know what the yes was for")),
        "text_version": _consent(_("Know which text the person saw")),
        "given_at": _consent(_("Show when it was given")),
        "withdrawn_at": _consent(_("Show from when it no longer holds")),
    },
    "people.Invitation": {
        "organisation": _invitation(_("Know which organisation invites")),
        "role": _invitation(_("Know which role the link gives")),
        "name": _invitation(_("Let whoever invited recognise the link")),
        "token_hash": _invitation(_("Recognise the link without keeping it")),
        "invited_by": _invitation(_("Know who invited")),
        "invited_at": _invitation(_("Know since when the link exists")),
        "expires_at": _invitation(_("End the link")),
        "used_at": _invitation(_("Let the link work once")),
        "withdrawn_at": _invitation(_("Take the link back")),
    },
    "socialaccount.SocialAccount": {
        "user": _identity(_("Bind an identity from outside to an account")),
        "provider": _identity(_("Issuer of the identity")),
        "uid": _identity(_("Subject of the identity at that issuer")),
        "last_login": _identity(_("Notice identities that nobody uses")),
        "date_joined": _identity(_("Know since when the identity is known")),
        "extra_data": _identity(_("Always empty: what a service tells about somebody is used and not kept")),
    },
    "socialaccount.SocialToken": {
        "app": _identity(_NO_TOKENS),
        "account": _identity(_NO_TOKENS),
        "token": _identity(_NO_TOKENS),
        "token_secret": _identity(_NO_TOKENS),
        "expires_at": _identity(_NO_TOKENS),
    },
    "account.EmailAddress": {
        "user": _identity(_NO_ADDRESSES),
        "email": _identity(_NO_ADDRESSES),
        "verified": _identity(_NO_ADDRESSES),
        "primary": _identity(_NO_ADDRESSES),
    },
    "account.EmailConfirmation": {
        "email_address": _identity(_NO_ADDRESSES),
        "created": _identity(_NO_ADDRESSES),
        "sent": _identity(_NO_ADDRESSES),
        "key": _identity(_NO_ADDRESSES),
    },
}
NOT_PERSONAL = {
    "people.Organisation",
    "people.OrganisationNumber",
    "people.Site",
    "socialaccount.SocialApp",
}
RETENTION = {
    "people.Invitation": retention.delete_closed_invitations,
    "people.Consent": retention.delete_withdrawn_consents,
    "people.Guardianship": retention.delete_ended_guardianships,
    "people.Membership": retention.delete_ended_memberships,
    "people.Person": retention.delete_persons_without_a_role,
}
