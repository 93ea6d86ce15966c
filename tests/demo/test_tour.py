"""The guided tour: one click per step, resettable, and nowhere but in the demo."""

from __future__ import annotations

import pytest
from django.test import Client

from vakwerk.core.viewer import Role
from vakwerk.demo import tour
from vakwerk.demo.world.personas import CAST, make_personas
from vakwerk.people import personas
from vakwerk.people.models import Organisation, OrganisationKind, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.PERSONAS = True
    settings.FICTITIOUS_WORLD = True
    personas.register(*(cast.persona() for cast in CAST))
    school = Organisation.objects.create(kind=OrganisationKind.SECONDARY_SCHOOL, name="School", fictitious=True)
    make_personas([Site.objects.create(organisation=school, number="01", name="School", municipality="12025")])


def test_every_step_leads_a_persona_to_a_page_it_may_enter(demo, client: Client):
    for step in tour.STEPS:
        answer = client.post(f"/rondleiding/{step.key}/")
        assert answer.status_code == 302
        assert answer.url == step.address
        assert client.get(answer.url, follow=True).status_code == 200, step.key


@pytest.mark.parametrize("slug", [cast.slug for cast in CAST])
def test_every_persona_is_one_click_away_and_lands_on_a_page_it_may_enter(demo, client: Client, slug):
    landed = client.post(f"/kies-een-rol/{slug}/", follow=True)
    assert landed.redirect_chain
    assert landed.status_code == 200


def test_a_persona_with_two_capacities_can_switch_between_them(demo, client: Client):
    client.post("/kies-een-rol/leerkracht/")
    viewer = client.get("/mijn/").wsgi_request.viewer
    assert viewer.role == Role.TEACHER
    other = next(membership for membership in viewer.capacities if membership.role == Role.CENTRE_STAFF)
    client.post("/mijn/hoedanigheid/", {"membership": other.pk})
    assert client.get("/mijn/").wsgi_request.viewer.role == Role.CENTRE_STAFF


def test_the_tour_remembers_steps_over_changes_of_persona(demo, client: Client):
    client.post("/rondleiding/plan/")
    client.post("/rondleiding/zoeken/")
    assert client.get("/rondleiding/").context["taken"] == 2


def test_starting_again_forgets_the_steps_and_signs_out(demo, client: Client):
    client.post("/rondleiding/plan/")
    client.post("/rondleiding/opnieuw/")
    page = client.get("/rondleiding/")
    assert page.context["taken"] == 0
    assert not page.wsgi_request.user.is_authenticated


def test_a_forged_cookie_is_an_empty_tour(demo, client: Client):
    client.cookies[tour.COOKIE] = "plan.zoeken:forged"
    assert client.get("/rondleiding/").context["taken"] == 0


def test_an_unknown_step_does_not_exist(demo, client: Client):
    assert client.post("/rondleiding/nergens/").status_code == 404


def test_without_the_demo_world_the_tour_says_what_to_do(settings, client: Client):
    settings.PERSONAS = True
    personas.register(*(cast.persona() for cast in CAST))
    answer = client.post("/rondleiding/plan/", follow=True)
    assert "demowereld" in answer.content.decode()


def test_outside_demo_mode_there_is_no_tour(client: Client):
    assert client.get("/rondleiding/").status_code == 404
    assert client.post("/rondleiding/plan/").status_code == 404
