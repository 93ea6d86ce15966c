"""The people who knock on every door: one of each role at one organisation, and somebody of another one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.test import Client

from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, OrganisationKind, Person
from vakwerk.people.viewer import CHOSEN

SINCE = date(2020, 9, 1)


@dataclass
class World:
    """`here` is the organisation of everybody in `accounts`; `elsewhere` that of the `stranger`."""

    here: Organisation
    elsewhere: Organisation
    accounts: dict[Role, Account] = field(default_factory=dict)
    stranger: Account = field(init=False)

    def account(self, login: str, role: Role, organisation: Organisation) -> Account:
        person = Person.objects.create(first_name=login, last_name="Peeters", fictitious=True)
        Membership.objects.create(person=person, organisation=organisation, role=role, valid_from=SINCE)
        return Account.objects.create(person=person, login=login, password="!")

    def client(self, role: Role | None) -> Client:
        """A browser of the person in this role; of a visitor when `role` is None."""
        client = Client()
        if role is not None:
            client.force_login(self.accounts[role])
            session = client.session
            session[CHOSEN] = self.accounts[role].person.memberships.get().pk
            session.save()
        return client


def make_world() -> World:
    kind = OrganisationKind.SECONDARY_SCHOOL
    here = Organisation.objects.create(kind=kind, name="Hier", fictitious=True)
    elsewhere = Organisation.objects.create(kind=kind, name="Elders", fictitious=True)
    world = World(here, elsewhere)
    world.accounts = {role: world.account(role.value, role, here) for role in Role}
    world.stranger = world.account("stranger", Role.PRINCIPAL, elsewhere)
    return world
