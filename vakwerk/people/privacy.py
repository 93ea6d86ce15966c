"""Field ledger of people, and of the tables of the library that keeps identities from outside."""

from __future__ import annotations

from vakwerk.core.ledger import Field, Ground
from vakwerk.people import retention

_PLATFORM = "The authority that runs the platform, with the organisation the person belongs to"
_SAME_ORGANISATION = "The person, and those who keep the list of members of the organisation"
_PERSON_GOES = (
    f"Until the person has had no role for {retention.PERSON_DAYS} days; then the row goes and the log forgets"
)


def _person(purpose: str, recipients: str = _SAME_ORGANISATION, ground: Ground = Ground.PUBLIC_TASK) -> Field:
    return Field(purpose=purpose, ground=ground, controller=_PLATFORM, recipients=recipients, retention=_PERSON_GOES)


def _membership(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients=_SAME_ORGANISATION,
        retention=f"{retention.MEMBERSHIP_DAYS} days after the last day of the role",
    )


def _invitation(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients="Those who keep the list of members of the organisation",
        retention=f"{retention.INVITATION_DAYS} days after it was used, withdrawn or expired",
    )


def _guardianship(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients="The pupil, the guardian and staff of the pupil's school",
        retention=f"{retention.MEMBERSHIP_DAYS} days after it ended, or with the person",
    )


def _consent(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.LEGAL_OBLIGATION,  # GDPR article 7(1): the controller must be able to show the consent
        controller=_PLATFORM,
        recipients="The person and the guardian",
        retention=f"{retention.CONSENT_DAYS} days after it was withdrawn, or with the person",
    )


def _identity(purpose: str) -> Field:
    return Field(
        purpose=purpose,
        ground=Ground.PUBLIC_TASK,
        controller=_PLATFORM,
        recipients="Nobody",
        retention=_PERSON_GOES,
    )


PERSONAL = {
    "people.Person": {
        "public_id": _person("Name somebody in an address without a number that can be guessed"),
        "first_name": _person("Show who somebody is to people of the same organisation, school or family"),
        "last_name": _person("Show who somebody is to people of the same organisation, school or family"),
        "email": _person("Send messages; never to recognise somebody"),
        "birth_date": _person("Know whether a guardian decides about consent", "The person, guardians and the school"),
        "entered_on": _person("Know how long somebody is here without a role"),
        "fictitious": _person("Tell invented people of a demo from real ones"),
    },
    "people.Account": {
        "person": _identity("Bind a way of signing in to a person"),
        "login": _identity("Sign in"),
        "password": _identity("Sign in; only a salted hash is kept"),
        "last_login": _identity("Notice accounts that nobody uses"),
        "is_active": _identity("Close an account"),
    },
    "people.Membership": {
        "person": _membership("Know who has the role"),
        "organisation": _membership("Know where somebody has the role"),
        "role": _membership("Decide what somebody may see and do"),
        "valid_from": _membership("Know from when the role holds"),
        "valid_to": _membership("Know until when the role holds"),
        "claimed_by": _membership("End the role when the sign-in service no longer gives it"),
    },
    "people.Guardianship": {
        "guardian": _guardianship("Know who decides for a minor"),
        "ward": _guardianship("Know for whom a guardian decides"),
        "valid_from": _guardianship("Know from when it holds"),
        "valid_to": _guardianship("Know until when it holds"),
    },
    "people.Consent": {
        "person": _consent("Know whose data it is about"),
        "given_by": _consent("Show that the person or a guardian gave it"),
        "purpose": _consent("Know what the yes was for"),
        "text_version": _consent("Know which text the person saw"),
        "given_at": _consent("Show when it was given"),
        "withdrawn_at": _consent("Show from when it no longer holds"),
    },
    "people.Invitation": {
        "organisation": _invitation("Know which organisation invites"),
        "role": _invitation("Know which role the link gives"),
        "name": _invitation("Let whoever invited recognise the link"),
        "token_hash": _invitation("Recognise the link without keeping it"),
        "invited_by": _invitation("Know who invited"),
        "invited_at": _invitation("Know since when the link exists"),
        "expires_at": _invitation("End the link"),
        "used_at": _invitation("Let the link work once"),
        "withdrawn_at": _invitation("Take the link back"),
    },
    "socialaccount.SocialAccount": {
        "user": _identity("Bind an identity from outside to an account"),
        "provider": _identity("Issuer of the identity"),
        "uid": _identity("Subject of the identity at that issuer"),
        "last_login": _identity("Notice identities that nobody uses"),
        "date_joined": _identity("Know since when the identity is known"),
        "extra_data": _identity("Always empty: what a service tells about somebody is used and not kept"),
    },
    "socialaccount.SocialToken": {
        "app": _identity("Never filled: tokens of a service are not kept"),
        "account": _identity("Never filled: tokens of a service are not kept"),
        "token": _identity("Never filled: tokens of a service are not kept"),
        "token_secret": _identity("Never filled: tokens of a service are not kept"),
        "expires_at": _identity("Never filled: tokens of a service are not kept"),
    },
    "account.EmailAddress": {
        "user": _identity("Never filled: nobody signs in with an address"),
        "email": _identity("Never filled: nobody signs in with an address"),
        "verified": _identity("Never filled: nobody signs in with an address"),
        "primary": _identity("Never filled: nobody signs in with an address"),
    },
    "account.EmailConfirmation": {
        "email_address": _identity("Never filled: nobody signs in with an address"),
        "created": _identity("Never filled: nobody signs in with an address"),
        "sent": _identity("Never filled: nobody signs in with an address"),
        "key": _identity("Never filled: nobody signs in with an address"),
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
