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
# Of more roles than this, so many knock, by turns: every role on some of the routes it may enter.
MOST_KNOCKS = 4


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
    return [role for role in (None, *by_turn(name, refused, 1)) if not ROUTES[name].open_to(role)]


def let_in(name: str) -> list[Role | None]:
    """Who may enter; to a door that is open to the whole world comes the visitor with one of all roles."""
    if ROUTES[name].public:
        return [None, *by_turn(name, list(Role), 1)]
    return [*by_turn(name, [role for role in Role if ROUTES[name].open_to(role)], MOST_KNOCKS)]


def by_turn(name: str, roles: list[Role], most: int) -> list[Role]:
    """At most so many of these roles, each route beginning where the one before it ended."""
    begin = KNOWN.index(name) * most % len(roles) if roles else 0
    return (roles[begin:] + roles[:begin])[:most]


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
    """Over the whole way: those it is for (of more than four: four by turns), and two it is not for."""
    route = ROUTES[name]
    sample = sample_of(route, world)
    got = {role: knock(world, role, name, sample, sample.arguments(role)) for role in turned_away(name) + let_in(name)}
    assert {got[role].status_code for role in turned_away(name)} <= {302, 403}
    assert all((got[role].status_code == 302) == (role is None) for role in turned_away(name))
    assert {role: got[role].status_code for role in let_in(name) if got[role].status_code not in route.answers} == {}
    # Every page carries the name; the next one at the same computer must not find it with the back button.
    signed_in = [role for role in let_in(name) if role is not None]
    assert [role for role in signed_in if "no-store" not in got[role].headers.get("Cache-Control", "")] == []


def test_every_role_is_turned_away_and_let_in_somewhere():
    assert {role for name in KNOWN for role in turned_away(name)} == set(VIEWERS)
    assert {role for name in KNOWN for role in let_in(name)} == set(VIEWERS)


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
