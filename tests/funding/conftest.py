"""A school, a company, a contest organiser and the administration, each with somebody to act for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, OrganisationKind, Person
from vakwerk.people.viewer import PersonViewer, viewer_for


@dataclass
class Party:
    """An organisation and a person who acts for it."""

    organisation: Organisation
    account: Account

    @property
    def viewer(self) -> PersonViewer:
        return viewer_for(self.account)

    @property
    def browser(self) -> Client:
        client = Client()
        client.force_login(self.account)
        return client


MakeParty = Callable[..., Party]


@pytest.fixture
def make_party(db) -> MakeParty:
    """make_party("De Linde", OrganisationKind.SECONDARY_SCHOOL, Role.PRINCIPAL)"""

    def make(name: str, kind: OrganisationKind, role: Role) -> Party:
        organisation = Organisation.objects.create(kind=kind, name=name, fictitious=True)
        login = name.lower().replace(" ", "-")
        person = Person.objects.create(first_name="An", last_name=name, email=f"{login}@voorbeeld.be", fictitious=True)
        account = Account.objects.create(person=person, login=login, password="!")
        Membership.objects.create(person=person, organisation=organisation, role=role, valid_from=date(2020, 9, 1))
        return Party(organisation, account)

    return make


@pytest.fixture
def school(make_party: MakeParty) -> Party:
    return make_party("De Linde", OrganisationKind.SECONDARY_SCHOOL, Role.PRINCIPAL)


@pytest.fixture
def other_school(make_party: MakeParty) -> Party:
    return make_party("De Eik", OrganisationKind.SECONDARY_SCHOOL, Role.COORDINATOR)


@pytest.fixture
def company(make_party: MakeParty) -> Party:
    return make_party("Draad en Vonk", OrganisationKind.COMPANY, Role.COMPANY)


@pytest.fixture
def officials(make_party: MakeParty) -> Party:
    return make_party("Administratie", OrganisationKind.ADMINISTRATION, Role.CIVIL_SERVANT)
