"""Every route x every role: nobody enters who may not, everybody enters who may, and foreign objects do not exist."""

from __future__ import annotations

from collections import Counter
from importlib import import_module

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.conftest import FakeViewer
from tests.security.access_table import OWNERLESS, ROUTES, Route, Sample
from tests.security.routes import all_doors
from tests.security.world import World
from vakwerk.core.access import resolve_access
from vakwerk.core.viewer import Nobody, Role, Viewer

VIEWERS = [None, *Role]
DOORS = {door.name: door for door in all_doors()}
KNOWN = sorted(ROUTES.keys() & DOORS.keys())
# Who knocks on the doors that are open to the whole world.
PASSERS_BY = [None, Role.PRINCIPAL, Role.CIVIL_SERVANT, Role.ADMINISTRATOR]


@pytest.fixture
def world(people: World, db: None) -> World:
    return people


@pytest.fixture(autouse=True)
def no_personas(settings):
    settings.PERSONAS = False


def sample_of(route: Route, world: World) -> Sample:
    if not route.sample:
        return Sample()
    room, function = route.sample.split(".")
    return getattr(import_module(f"tests.security.samples.{room}"), function)(world)


def viewer_in(role: Role | None) -> Viewer:
    return Nobody() if role is None else FakeViewer(role=role)


def knock(world: World, role: Role | None, name: str, sample: Sample, arguments: dict) -> HttpResponse:
    address = reverse(name, kwargs=arguments) + sample.query
    return getattr(world.client(role), ROUTES[name].method)(address, sample.data)


def turned_away(name: str) -> list[Role | None]:
    """The visitor and one of the roles a route is not for: each time the next, so that all have their turn."""
    refused = [role for role in Role if not ROUTES[name].open_to(role)]
    by_turn = refused[KNOWN.index(name) % len(refused) :][:1] if refused else []
    return [role for role in (None, *by_turn) if not ROUTES[name].open_to(role)]


def let_in(name: str) -> list[Role | None]:
    return PASSERS_BY if ROUTES[name].public else [role for role in Role if ROUTES[name].open_to(role)]


def test_every_route_is_declared_in_the_table():
    assert sorted(DOORS.keys() - ROUTES.keys()) == []


def test_the_table_names_no_route_that_is_gone():
    assert sorted(ROUTES.keys() - DOORS.keys()) == []


def test_no_two_routes_hide_behind_one_name():
    assert [name for name, times in Counter(door.name for door in all_doors()).items() if times > 1] == []


@pytest.mark.parametrize("name", KNOWN)
def test_every_view_declares_the_access_of_the_table_for_every_role(name):
    access = resolve_access(DOORS[name].view)
    assert access is not None
    assert [role for role in VIEWERS if access.allows(viewer_in(role)) != ROUTES[name].open_to(role)] == []


@pytest.mark.parametrize("name", KNOWN)
def test_a_route_lets_in_who_may_and_turns_others_away(name, world):
    """Over the whole way: everybody it is for (of those who pass by a public page: some), and two it is not for."""
    route = ROUTES[name]
    sample = sample_of(route, world)
    got = {role: knock(world, role, name, sample, sample.arguments(role)) for role in turned_away(name) + let_in(name)}
    assert {got[role].status_code for role in turned_away(name)} <= {302, 403}
    assert all((got[role].status_code == 302) == (role is None) for role in turned_away(name))
    assert {role: got[role].status_code for role in let_in(name) if got[role].status_code not in route.answers} == {}
    # Every page carries the name; the next one at the same computer must not find it with the back button.
    signed_in = [role for role in let_in(name) if role is not None]
    assert [role for role in signed_in if "no-store" not in got[role].headers.get("Cache-Control", "")] == []


def test_every_role_is_turned_away_somewhere():
    assert {role for name in KNOWN for role in turned_away(name)} == set(VIEWERS)


WITH_ARGUMENTS = {name for name in KNOWN if ROUTES[name].sample}


@pytest.mark.parametrize("name", sorted(WITH_ARGUMENTS - OWNERLESS))
def test_an_object_of_somebody_else_does_not_exist(name, world):
    route = ROUTES[name]
    sample = sample_of(route, world)
    assert sample.foreign is not None, "say whose object is foreign, or list the route in OWNERLESS"
    strangers = [role for role in VIEWERS if route.open_to(role) and role not in sample.everywhere]
    assert {knock(world, role, name, sample, sample.foreign).status_code for role in strangers} == {404}


@pytest.mark.parametrize("name", sorted(OWNERLESS))
def test_a_route_without_an_owner_has_no_foreign_object(name, world):
    assert sample_of(ROUTES[name], world).foreign is None


@pytest.mark.parametrize("name", [name for name in KNOWN if ROUTES[name].method == "post"])
def test_a_route_that_changes_something_refuses_get(name, world):
    route = ROUTES[name]
    sample = sample_of(route, world)
    role = next(role for role in VIEWERS if route.open_to(role))
    assert world.client(role).get(reverse(name, kwargs=sample.arguments(role))).status_code == 405
