"""Every route x every role: nobody enters who may not, everybody enters who may, and foreign objects do not exist."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from unittest.mock import patch

import pytest
from django.template.backends.django import Template
from django.urls import reverse

from tests.security.access_table import OWNERLESS, ROUTES, Route, Sample
from tests.security.routes import all_doors
from tests.security.world import World
from vakwerk.core.access import resolve_access
from vakwerk.core.viewer import Role

VIEWERS = [None, *Role]
DOORS = {door.name: door for door in all_doors()}
# Public pages and refusals are drawn for these; for the other roles all runs, and only the template is not filled in.
DRAWN = {None, Role.PRINCIPAL, Role.CIVIL_SERVANT, Role.ADMINISTRATOR}


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


def knock(world: World, role: Role | None, name: str, sample: Sample, arguments: dict) -> int:
    address = reverse(name, kwargs=arguments) + sample.query
    ask = getattr(world.client(role), ROUTES[name].method)
    if role in DRAWN or (ROUTES[name].open_to(role) and not ROUTES[name].public):
        return ask(address, sample.data).status_code
    with patch.object(Template, "render", return_value=""):
        return ask(address, sample.data).status_code


def test_every_route_is_declared_in_the_table():
    assert sorted(DOORS.keys() - ROUTES.keys()) == []


def test_the_table_names_no_route_that_is_gone():
    assert sorted(ROUTES.keys() - DOORS.keys()) == []


def test_no_two_routes_hide_behind_one_name():
    assert [name for name, times in Counter(door.name for door in all_doors()).items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(DOORS))
def test_every_view_declares_its_access(name):
    assert resolve_access(DOORS[name].view) is not None


@pytest.mark.parametrize("name", sorted(ROUTES.keys() & DOORS.keys()))
def test_a_route_lets_in_exactly_who_the_table_says(name, world):
    route = ROUTES[name]
    sample = sample_of(route, world)
    got = {role: knock(world, role, name, sample, sample.arguments(role)) for role in VIEWERS}
    refused = {role: 302 if role is None else 403 for role in VIEWERS if not route.open_to(role)}
    assert {role: got[role] for role in refused} == refused
    assert {str(role): got[role] for role in VIEWERS if route.open_to(role) and got[role] not in route.answers} == {}


WITH_ARGUMENTS = {name for name in ROUTES.keys() & DOORS.keys() if ROUTES[name].sample}


@pytest.mark.parametrize("name", sorted(WITH_ARGUMENTS - OWNERLESS))
def test_an_object_of_somebody_else_does_not_exist(name, world):
    route = ROUTES[name]
    sample = sample_of(route, world)
    assert sample.foreign is not None, "say whose object is foreign, or list the route in OWNERLESS"
    strangers = [role for role in VIEWERS if route.open_to(role) and role not in sample.everywhere]
    got = {role: knock(world, role, name, sample, sample.foreign) for role in strangers}
    assert set(got.values()) == {404}


@pytest.mark.parametrize("name", sorted(OWNERLESS))
def test_a_route_without_an_owner_has_no_foreign_object(name, world):
    assert sample_of(ROUTES[name], world).foreign is None


@pytest.mark.parametrize("name", sorted(name for name in ROUTES.keys() & DOORS.keys() if ROUTES[name].method == "post"))
def test_a_route_that_changes_something_refuses_get(name, world):
    route = ROUTES[name]
    sample = sample_of(route, world)
    role = next(role for role in VIEWERS if route.open_to(role))
    assert world.client(role).get(reverse(name, kwargs=sample.arguments(role))).status_code == 405
