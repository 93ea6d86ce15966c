"""The people who knock on every door: one of each role at one organisation, and somebody of another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler

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
    sessions: dict[Role, str] = field(default_factory=dict)
    stranger: Account = field(init=False)
    # Made once for all browsers: it loads the middleware.
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def account(self, login: str, role: Role, organisation: Organisation) -> Account:
        person = Person.objects.create(first_name=login, last_name="Peeters", fictitious=True)
        Membership.objects.create(person=person, organisation=organisation, role=role, valid_from=SINCE)
        return Account.objects.create(person=person, login=login, password="!")

    def client(self, role: Role | None) -> Client:
        """A browser of the person in this role, who signed in once; of a visitor when `role` is None."""
        client = Client()
        client.handler = self.handler
        if role is not None:
            if role not in self.sessions:
                self.sessions[role] = self._sign_in(role)
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def _sign_in(self, role: Role) -> str:
        """The key of a session of the person in this role."""
        client = Client()
        client.force_login(self.accounts[role])
        session = client.session
        session[CHOSEN] = self.accounts[role].person.memberships.get().pk
        session.save()
        return str(session.session_key)


def make_world() -> World:
    kind = OrganisationKind.SECONDARY_SCHOOL
    here = Organisation.objects.create(kind=kind, name="Hier", fictitious=True)
    elsewhere = Organisation.objects.create(kind=kind, name="Elders", fictitious=True)
    world = World(here, elsewhere)
    world.accounts = {role: world.account(role.value, role, here) for role in Role}
    world.stranger = world.account("stranger", Role.PRINCIPAL, elsewhere)
    return world


@contextmanager
def kept_world(unblocked: AbstractContextManager[None]) -> Iterator[World]:
    """A world in which everybody signed in, for all tests of a module; what a test changes in it is rolled back.

    `unblocked` is `django_db_blocker.unblock()`.
    """
    with unblocked, transaction.atomic():
        world = make_world()
        for role in Role:
            world.client(role)
        yield world
        transaction.set_rollback(True)
