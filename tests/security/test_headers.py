"""What every answer says to the browser, in production and everywhere."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from django.urls import reverse

from tests.production import run_in_production
from tests.tables import lay_tables

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "manifest-src 'self'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
IN_PRODUCTION = ALWAYS | {"Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload"}
PROGRAM = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
from django.test import Client
client = Client(headers={"host": "vakwerk.example"})
answer = client.get("/aanmelden/", secure=True)
session = client.session
cookies = {name: cookie.OutputString() for name, cookie in answer.cookies.items()}
plain = client.get("/aanmelden/")
from vakwerk.people.models import Account, Person
account = Account(person=Person.objects.create(first_name="An", last_name="P"), login="an-peeters")
account.set_password("een heel lang wachtwoord")
account.save()
entered = client.post(
    "/aanmelden/", {"login": "an-peeters", "password": "een heel lang wachtwoord"}, secure=True
)
cookies |= {name: cookie.OutputString() for name, cookie in entered.cookies.items()}
print(json.dumps({
    "status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies,
    "plain": [plain.status_code, plain.headers.get("Location", "")], "entered": entered.status_code,
}))
"""


@pytest.fixture(scope="module")
def production(django_db_setup, tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("production")
    lay_tables(folder / "vakwerk.sqlite3")
    result = run_in_production(folder, "-W", "ignore", "-c", PROGRAM)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


def policy_of(headers) -> set[str]:
    return {part.strip() for part in headers["Content-Security-Policy"].split(";")}


def test_production_sends_every_protecting_header(production):
    assert production["status"] == 200
    assert {name: production["headers"].get(name) for name in IN_PRODUCTION} == IN_PRODUCTION
    assert policy_of(production["headers"]) == POLICY


def test_production_answers_only_over_https(production):
    assert production["plain"] == [301, "https://vakwerk.example/aanmelden/"]


def test_the_session_cookie_of_production_is_bound_to_this_host_and_hidden_from_scripts(production):
    assert production["entered"] == 302
    cookie = production["cookies"]["__Host-vakwerk"]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_the_csrf_cookie_of_production_is_secure_and_hidden_from_scripts(production):
    cookie = production["cookies"]["csrftoken"]
    assert {"Secure", "HttpOnly"} <= {part.strip() for part in cookie.split(";")}


def test_pages_and_error_pages_carry_the_same_headers(client, db):
    for path in ("/aanmelden/", "/bestaat-niet/"):
        headers = client.get(path).headers
        assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
        assert policy_of(headers) == POLICY


def test_a_sign_in_service_may_receive_the_form_that_leads_to_it(tmp_path):
    program = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    result = run_in_production(
        tmp_path,
        "-c",
        program,
        OIDC_PROVIDERS="acm",
        OIDC_ACM_ISSUER="https://login.example/op",
        OIDC_ACM_CLIENT_ID="x",
        OIDC_ACM_SECRET="y",
    )
    assert result.stdout.strip() == "[\"'self'\", 'https://login.example']", result.stderr


def test_pages_about_somebody_are_not_kept_by_browser_or_proxy(client, db):
    assert "no-store" in client.get(reverse("people:login")).headers["Cache-Control"]


def test_a_visitor_may_keep_public_pages(client, db):
    assert "no-store" not in client.get(reverse("offer:explorer")).headers.get("Cache-Control", "")


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "django-insecure-ab"])
def test_production_without_a_long_random_key_refuses_to_start(tmp_path, key):
    result = run_in_production(tmp_path, "-c", "import config.wsgi", SECRET_KEY=key)
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("variable", ["DEBUG", "DJANGO_DEBUG", "VAKWERK_DEBUG"])
def test_no_variable_switches_debug_pages_on(tmp_path, variable):
    program = "from django.conf import settings; print(settings.DEBUG)"
    assert run_in_production(tmp_path, "-c", program, **{variable: "1"}).stdout.strip() == "False"


def test_debug_pages_are_off():
    assert settings.DEBUG is False
