"""Demo personas: one click in a fictitious world, impossible in production."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.people.conftest import sign_in
from tests.production import run_in_production
from vakwerk.core.viewer import Role
from vakwerk.people import checks, personas
from vakwerk.people.personas import Persona


@pytest.fixture(autouse=True)
def empty_registry(monkeypatch, settings):
    monkeypatch.setattr(personas, "_personas", {})
    settings.PERSONAS = True


@pytest.fixture
def teacher(make_account, school, centre):
    make_account("demo-an", (school, Role.TEACHER), (centre, Role.CENTRE_STAFF))
    personas.register(
        Persona("lerares", "An", 41, "An geeft hout.", "De Linde", Role.TEACHER, "/mijn/", account="demo-an")
    )


def test_one_click_signs_in_with_the_role_of_the_persona_and_lands_where_it_says(client, teacher):
    page = client.get("/kies-een-rol/")
    assert "An geeft hout." in page.content.decode()
    assert "<code>demo-an</code>" in page.content.decode()  # for forms that ask an account, such as that of a jury
    response = client.post("/kies-een-rol/lerares/")
    assert response.url == "/mijn/"
    assert client.get("/mijn/").wsgi_request.viewer.role == Role.TEACHER


def test_a_get_never_signs_anybody_in(client, teacher):
    assert client.get("/kies-een-rol/lerares/").status_code == 405
    assert not client.get("/").wsgi_request.viewer.is_authenticated


def test_a_persona_without_an_account_walks_in_as_a_visitor(client, make_account, school):
    sign_in(client, make_account("bo", (school, Role.TEACHER)))
    personas.register(Persona("kind", "Eline", 12, "Thuis.", "", None, "/"))
    assert client.post("/kies-een-rol/kind/").url == "/"
    assert not client.get("/").wsgi_request.viewer.is_authenticated


def test_a_persona_that_is_not_loaded_says_so(client, db):
    personas.register(Persona("kind", "Eline", 12, "Thuis.", "", Role.PUPIL, "/", account="demo-eline"))
    response = client.post("/kies-een-rol/kind/", follow=True)
    assert "Laad eerst de demowereld" in response.content.decode()


def test_without_the_setting_there_are_no_personas(client, teacher, settings):
    settings.PERSONAS = False
    assert client.get("/kies-een-rol/").status_code == 404
    assert client.post("/kies-een-rol/lerares/").status_code == 404
    assert "kies-een-rol" not in client.get("/aanmelden/").content.decode()


def test_the_login_page_shows_the_way_to_the_personas(client, teacher):
    assert 'href="/kies-een-rol/"' in client.get("/aanmelden/").content.decode()


def test_the_check_names_the_danger(settings):
    settings.MODE = "production"
    assert [message.id for message in checks.no_personas_in_production()] == ["people.E001"]
    with pytest.raises(ImproperlyConfigured):
        personas.refuse_in_production()


@pytest.mark.parametrize("command", [["-c", "import config.wsgi"], ["manage.py", "check"], ["manage.py", "migrate"]])
def test_a_production_server_with_personas_refuses_to_start(tmp_path, command):
    result = run_in_production(tmp_path, *command, VAKWERK_PERSONAS="1")
    assert result.returncode != 0
    assert "people.E001" in result.stderr


def test_a_production_server_without_personas_starts(tmp_path):
    result = run_in_production(tmp_path, "-c", "import config.wsgi")
    assert result.returncode == 0, result.stderr
