"""Samples of `people`."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.security.access_table import Sample
from tests.security.world import SINCE, World
from vakwerk.core.imports import running
from vakwerk.core.viewer import Role
from vakwerk.people import actions
from vakwerk.people.imports import STAFF
from vakwerk.people.models import Account, Guardianship, Invitation, Membership, Organisation, Person
from vakwerk.people.viewer import viewer_for

EVERYWHERE = (Role.ADMINISTRATOR,)


def persona(world: World) -> Sample:
    return Sample({"slug": "leerling"})


def sign_in_service(world: World) -> Sample:
    return Sample({"provider_id": "acm"})


def myself(world: World) -> Sample:
    """Consent is one's own; the pupil of this sample is old enough to decide."""
    Person.objects.filter(pk=world.accounts[Role.PUPIL].person_id).update(birth_date=date(2005, 1, 1))
    own = {role: {"public_id": account.person.public_id} for role, account in world.accounts.items()}
    foreign = {"public_id": world.stranger.person.public_id}
    visitor = own[Role.PUPIL]
    return Sample(
        lambda role: own[role] if role else visitor, foreign, data={"purpose": "people.research", "answer": "yes"}
    )


def pupil(world: World) -> Sample:
    child = world.accounts[Role.PUPIL].person
    Guardianship.objects.create(guardian=world.accounts[Role.PARENT].person, ward=child, valid_from=SINCE)
    other = world.account("other pupil", Role.PUPIL, world.elsewhere).person
    return Sample({"public_id": child.public_id}, {"public_id": other.public_id})


def organisation(world: World) -> Sample:
    return Sample({"organisation_id": world.here.pk}, {"organisation_id": world.elsewhere.pk}, EVERYWHERE)


def _membership(organisation: Organisation) -> dict[str, Any]:
    person = Person.objects.create(first_name="Vertrekker", last_name="Peeters", fictitious=True)
    made = Membership.objects.create(person=person, organisation=organisation, role=Role.TEACHER, valid_from=SINCE)
    return {"membership_id": made.pk}


def membership(world: World) -> Sample:
    return Sample(lambda role: _membership(world.here), _membership(world.elsewhere), EVERYWHERE)


def _invite(organisation: Organisation) -> tuple[Invitation, str]:
    return actions.invite(viewer=None, organisation=organisation, role=Role.TEACHER)


def open_invitation(world: World) -> Sample:
    foreign = {"invitation_id": _invite(world.elsewhere)[0].pk}
    return Sample(lambda role: {"invitation_id": _invite(world.here)[0].pk}, foreign, EVERYWHERE)


def token(world: World) -> Sample:
    """Whoever holds a link may open it, so nothing is foreign."""
    return Sample({"token": _invite(world.here)[1]})


def example(world: World) -> Sample:
    return Sample({"kind": "csv"})


def upload(world: World) -> Sample:
    """Only who sent a file sees it, also within one organisation."""

    def kept(account: Account) -> dict[str, Any]:
        return {"pk": running.keep(STAFF, viewer_for(account), "staf.csv", b"voornaam;naam\nNoor;Claes\n", {}).pk}

    return Sample(lambda role: kept(world.accounts[role] if role else world.stranger), kept(world.stranger))
