"""A small world: one school, one talent centre, and makers of people in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, OrganisationKind, Person
from vakwerk.people.viewer import CHOSEN, PersonViewer, viewer_for

PASSWORD = "een heel lang wachtwoord"
MakePerson = Callable[..., Account]


@pytest.fixture
def school(db) -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.SECONDARY_SCHOOL, name="De Linde", fictitious=True)


@pytest.fixture
def centre(db) -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.TALENT_CENTRE, name="Talentcentrum Aalst", fictitious=True)


@pytest.fixture
def platform(db) -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.ADMINISTRATION, name="Platformbeheer", fictitious=True)


@pytest.fixture
def make_account(db) -> MakePerson:
    """make_account("an", (school, Role.TEACHER), ...) -> an account with these capacities."""

    def make(login: str, *capacities: tuple[Organisation, Role], birth_date: date | None = None) -> Account:
        person = Person.objects.create(
            first_name=login.title(), last_name="Peeters", birth_date=birth_date, fictitious=True
        )
        account = Account(person=person, login=login)
        account.set_password(PASSWORD)
        account.save()
        for organisation, role in capacities:
            Membership.objects.create(person=person, organisation=organisation, role=role, valid_from=date(2020, 9, 1))
        return account

    return make


def sign_in(client: Client, account: Account, capacity: int | None = None) -> Client:
    client.force_login(account)
    if capacity is not None:
        session = client.session
        session[CHOSEN] = capacity
        session.save()
    return client


def as_viewer(account: Account, capacity: int | None = None) -> PersonViewer:
    return viewer_for(Account.objects.get(pk=account.pk), capacity)
