"""Reads of persons and organisations. The first argument is the viewer wherever data is not public."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, QuerySet
from django.utils import timezone

from vakwerk.core import audit, clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.audit import lookup
from vakwerk.core.viewer import Role, Viewer
from vakwerk.engines.rules.periods import age_on
from vakwerk.people import events, numbers, rights
from vakwerk.people.consents import CONSENT_AGE, Purpose, all_purposes
from vakwerk.people.models import (
    Account,
    Consent,
    Guardianship,
    Invitation,
    Membership,
    NumberScheme,
    Organisation,
    Person,
    valid_on,
)
from vakwerk.people.viewer import PersonViewer

# Accounts and capacities


def account_with_capacities(account_id: int) -> Account | None:
    """The account with its person and the memberships valid today, in one query; None when there is none."""
    current = FilteredRelation("person__memberships", condition=valid_on(clock.today(), "person__memberships__"))
    found = list(
        Account.objects.filter(pk=account_id)
        .annotate(current=current)
        .select_related("person", "current", "current__organisation")  # type: ignore[misc]  # the plugin misses the alias
        .order_by("current__organisation__name", "current__role")
    )
    if not found:
        return None
    account = found[0]
    joined = (getattr(row, "current", None) for row in found)
    account.capacities = [membership for membership in joined if membership is not None]
    return account


def current_memberships(person: Person) -> QuerySet[Membership]:
    """The memberships of a person that are valid today, by whoever granted."""
    return Membership.objects.filter(valid_on(clock.today()), person=person).select_related("organisation")


def account_by_login(login: str) -> Account | None:
    return Account.objects.filter(login=login, is_active=True).select_related("person").first()


def own_capacity(viewer: Viewer, membership_id: str) -> Membership | None:
    """One of the viewer's own memberships of today; None for anything else, also for nonsense."""
    return next((m for m in current_memberships(myself(viewer)) if str(m.pk) == membership_id), None)


def viewer_of_person(person: Person) -> PersonViewer:
    """Somebody acting for themselves, outside any capacity (accepting an invitation)."""
    return PersonViewer(person.pk, str(person))


def myself(viewer: Viewer) -> Person:
    """The viewer's own row; only for somebody who signed in."""
    return Person.objects.get(pk=viewer.person_id or 0)


def account_of(viewer: Viewer) -> Account:
    """The viewer's own account; only for somebody who signed in."""
    return Account.objects.select_related("person").get(person=viewer.person_id or 0)


# Organisations, members and invitations


def organisation_with_number(scheme: NumberScheme, value: str) -> Organisation | None:
    """The organisation with this official number, in its stored form."""
    return Organisation.objects.filter(numbers__scheme=scheme, numbers__value=value).first()


def managed_organisation(viewer: Viewer, organisation_id: int) -> Organisation:
    """The organisation whose members the viewer looks after; 404 for every other."""
    organisation = Organisation.objects.filter(pk=organisation_id).prefetch_related("numbers").first()
    return visible_or_404(organisation, organisation is not None and rights.may_manage(viewer, organisation))


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Staff of today; pupils and parents belong to class lists and are not shown among staff."""
    return (
        Membership.objects.filter(valid_on(clock.today()), organisation=organisation)
        .exclude(role__in=[Role.PUPIL, Role.PARENT])
        .select_related("person")
        .order_by("person__last_name", "person__first_name", "role")
    )


def managed_membership(viewer: Viewer, membership_id: int) -> Membership:
    """A current membership of an organisation that the viewer looks after; 404 for every other."""
    found = Membership.objects.filter(valid_on(clock.today()), pk=membership_id).select_related("organisation").first()
    return visible_or_404(found, found is not None and rights.may_manage(viewer, found.organisation))


def names_and_roles(organisation: Organisation) -> set[tuple[str, str]]:
    """(name in small letters, role) of everybody who is a member or holds an open invitation."""
    members = {(str(membership.person).casefold(), membership.role) for membership in members_of(organisation)}
    return members | {(invitation.name.casefold(), invitation.role) for invitation in invitations_of(organisation)}


def open_invitations(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


def member_lists(organisation: Organisation) -> dict[str, Any]:
    """What the page of an organisation shows: its numbers, members and open invitations."""
    shown = [
        f"{number.get_scheme_display()} {numbers.display(number.scheme, number.value)}"
        for number in organisation.numbers.all()
    ]
    return {"numbers": shown, "members": members_of(organisation), "invitations": invitations_of(organisation)}


def invitations_of(organisation: Organisation) -> QuerySet[Invitation]:
    """Links that somebody may still use, the newest first."""
    return open_invitations(timezone.now()).filter(organisation=organisation).order_by("-invited_at")


def managed_invitation(viewer: Viewer, invitation_id: int) -> Invitation:
    found = open_invitations(timezone.now()).filter(pk=invitation_id).select_related("organisation").first()
    return visible_or_404(found, found is not None and rights.may_manage(viewer, found.organisation))


def invitation_by_hash(digest: str) -> Invitation | None:
    """The open invitation with this token hash; whoever holds the link may see it."""
    return open_invitations(timezone.now()).filter(token_hash=digest).select_related("organisation").first()


def login_is_taken(login: str) -> bool:
    return Account.objects.filter(login__iexact=login).exists()


# Pupils, guardians and consent


def is_guardian(viewer: Viewer, person: Person) -> bool:
    return Guardianship.objects.filter(valid_on(clock.today()), guardian=viewer.person_id, ward=person).exists()


def wards_of(viewer: Viewer) -> QuerySet[Person]:
    """The children of whom the viewer is a guardian today."""
    current = Guardianship.objects.filter(valid_on(clock.today()), guardian=viewer.person_id, ward=OuterRef("pk"))
    return Person.objects.filter(Exists(current)).order_by("first_name", "last_name")


def _pupil_memberships(person: Person) -> QuerySet[Membership]:
    return Membership.objects.filter(valid_on(clock.today()), person=person, role=Role.PUPIL)


def is_pupil_of(person: Person, organisation_id: int | None) -> bool:
    return _pupil_memberships(person).filter(organisation=organisation_id).exists()


def may_name_guardians(viewer: Viewer, ward: Person) -> bool:
    """The head of the school where the ward is a pupil today, or an administrator of the platform."""
    if rights.is_platform_administrator(viewer):
        return True
    return viewer.has_role(Role.PRINCIPAL) and is_pupil_of(ward, viewer.organisation_id)


def needs_guardian(person: Person) -> bool:
    """True below the age of consent, and for a pupil whose age nobody entered: the careful reading."""
    if person.birth_date is None:
        return _pupil_memberships(person).exists()
    return age_on(person.birth_date, clock.today()) < CONSENT_AGE


def may_decide_for(viewer: Viewer, person: Person) -> bool:
    """Who gives and withdraws consent: a guardian below 13, from then on only the person."""
    if needs_guardian(person):
        return is_guardian(viewer, person)
    return viewer.person_id == person.pk


def person_to_decide_for(viewer: Viewer, public_id: UUID) -> Person:
    """Somebody whose consent is the viewer's to give; 404 for all others."""
    person = Person.objects.filter(public_id=public_id).first()
    return visible_or_404(person, person is not None and may_decide_for(viewer, person))


def pupil_file(viewer: Viewer, public_id: UUID) -> Person:
    """A pupil, for the pupil, a guardian or staff of the school of today; 404 for all others. The reading is noted."""
    person = Person.objects.filter(public_id=public_id).first()
    pupil = visible_or_404(person, person is not None and _may_open_file(viewer, person))
    audit.read(viewer, ("people.person", pupil.pk), _purpose(viewer, pupil))
    return pupil


def _may_open_file(viewer: Viewer, person: Person) -> bool:
    if _is_school_staff_of(viewer, person):
        return True
    pupil = _pupil_memberships(person).exists()
    return pupil and (viewer.person_id == person.pk or is_guardian(viewer, person))


def _is_school_staff_of(viewer: Viewer, person: Person) -> bool:
    return viewer.has_role(*rights.SCHOOL_STAFF) and is_pupil_of(person, viewer.organisation_id)


def _purpose(viewer: Viewer, pupil: Person) -> str:
    """Why somebody reads; these words stand in `people.events`."""
    if viewer.person_id == pupil.pk:
        return "own file"
    return "guidance" if _is_school_staff_of(viewer, pupil) else "guardian"


def schools_of(pupil: Person) -> list[str]:
    """Names of the schools where somebody is a pupil today."""
    return list(_pupil_memberships(pupil).values_list("organisation__name", flat=True).order_by("organisation__name"))


def guardians_of(pupil: Person) -> QuerySet[Guardianship]:
    current = Guardianship.objects.filter(valid_on(clock.today()), ward=pupil)
    return current.select_related("guardian").order_by("guardian__last_name", "guardian__first_name")


def consents_of(person: Person) -> list[tuple[Purpose, Consent | None]]:
    """Every purpose with the yes that counts today; a yes to an older text does not."""
    given = {consent.purpose: consent for consent in Consent.objects.filter(person=person, withdrawn_at=None)}
    return [(purpose, _current(given.get(purpose.slug), purpose)) for purpose in all_purposes()]


def _current(consent: Consent | None, purpose: Purpose) -> Consent | None:
    return consent if consent is not None and consent.text_version == purpose.version else None


def has_consented(person: Person, purpose: Purpose) -> bool:
    """The question every room asks before it uses data for a purpose."""
    return Consent.objects.filter(
        person=person, purpose=purpose.slug, text_version=purpose.version, withdrawn_at=None
    ).exists()


def logged_events() -> list[tuple[str, str]]:
    """Events that occur in the log with their names, as choices for a form."""
    return [(event, str(events.label(event))) for event in lookup.events()]
