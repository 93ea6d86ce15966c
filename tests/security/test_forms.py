"""What every form and every link that redirects has in common."""

from __future__ import annotations

import pytest
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from tests.security.access_table import ROUTES
from tests.security.routes import all_doors
from tests.security.test_access_table import sample_of
from tests.security.world import World
from vakwerk.core.viewer import Role

# Machines ask these by POST without a session; they answer a question and keep nothing (tests/calculators).
KEEPS_NOTHING = {"api:calculators-ask"}
DOORS = {door.name for door in all_doors()} - KEEPS_NOTHING
POSTS = sorted(name for name in ROUTES.keys() & DOORS if ROUTES[name].method == "post")
OUTSIDE = [
    "https://elders.example/",
    "//elders.example",
    "/\\elders.example",
    "javascript:alert(1)",
    "http:///elders.example",
]
REDIRECTING = ["people:login", "people:capacities", "core:set_language", "core:theme"]


@pytest.fixture
def world(people: World, db: None) -> World:
    return people


def strict_client(world: World, role: Role | None) -> Client:
    client = world.client(role)
    client.handler = ClientHandler(enforce_csrf_checks=True)
    return client


@pytest.mark.parametrize("name", POSTS)
def test_a_post_without_a_csrf_token_changes_nothing(name, world, settings):
    settings.PERSONAS = True
    route = ROUTES[name]
    sample = sample_of(route, world)
    role = next(role for role in [None, *Role] if route.open_to(role))
    answer = strict_client(world, role).post(reverse(name, kwargs=sample.arguments(role)), sample.data)
    assert answer.status_code == 403
    assert "core/errors/csrf.html" in [template.name for template in answer.templates]


@pytest.mark.parametrize("outside", OUTSIDE)
@pytest.mark.parametrize("name", REDIRECTING)
def test_no_page_redirects_to_another_site(name, outside, world):
    """Whatever a link puts in `next`, the answer leads to this site."""
    client = world.client(Role.TEACHER)
    membership = world.accounts[Role.TEACHER].person.memberships.get().pk
    data = {"next": outside, "membership": membership, "language": "en", "theme": "dark"}
    answer = client.post(f"{reverse(name)}?next={outside}", data)
    assert answer.headers.get("Location", "/").startswith("/")
    assert not answer.headers.get("Location", "/").startswith(("//", "/\\"))


def test_a_visitor_who_is_sent_to_the_login_page_comes_back_to_the_page_that_was_asked(client, db):
    assert client.get("/mijn/?x=1").headers["Location"] == "/aanmelden/?next=/mijn/%3Fx%3D1"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_page_answers_only_the_methods_it_knows(client, db, method):
    assert getattr(client, method)("/aanmelden/").status_code == 405
