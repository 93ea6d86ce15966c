"""An empty installation gets its first administrator by a link from the command line."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command

from tests.people.conftest import PASSWORD
from vakwerk.core.viewer import Role


def test_the_printed_link_makes_one_administrator(client, db):
    out = StringIO()
    call_command("invite_administrator", stdout=out)
    path = out.getvalue().splitlines()[0]
    data = {"first_name": "An", "last_name": "Peeters", "login": "an-peeters", "password": PASSWORD}
    assert client.post(path, data).status_code == 302
    assert client.get("/").wsgi_request.viewer.role == Role.ADMINISTRATOR
    assert client.get("/beheer/logboek/").status_code == 200
    client.logout()
    assert client.get(path).status_code == 410
