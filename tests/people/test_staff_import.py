"""A staff list becomes invitations by mail: all or nothing, nobody twice, no address kept."""

from __future__ import annotations

import re

import pytest
from django.core import mail as outbox
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people.conftest import sign_in
from vakwerk.core import audit
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.jobs.models import Job
from vakwerk.core.mail import deliver
from vakwerk.core.viewer import Role
from vakwerk.people import actions
from vakwerk.people.models import Invitation, Person

START = "/organisatie/personeel/importeren/"
GOOD = """Voornaam;Familienaam;E-mail;Functie
Noor;Claes;noor@school.example;leerkracht
Bilal;Amrani;bilal@school.example;Directie
"""


@pytest.fixture
def principal(client, make_account, school):
    return sign_in(client, make_account("directeur", (school, Role.PRINCIPAL)))


def upload(client, text: str):
    """Uploads and goes through the steps with what the pages themselves propose, up to the check."""
    response = client.post(START, {"file": SimpleUploadedFile("staf.csv", text.encode())}, follow=True)
    if response.request["PATH_INFO"].endswith("/kolommen/"):
        form = response.context["form"]
        data = {name: form[name].value() for name in form.fields}
        response = client.post(response.request["PATH_INFO"], data, follow=True)
    return response


def run(client, text: str):
    check = upload(client, text)
    return client.post(check.request["PATH_INFO"], follow=True)


def test_everybody_on_the_list_gets_an_invitation_and_a_mail(principal, school):
    run(principal, GOOD)
    invited = set(Invitation.objects.values_list("organisation", "name", "role"))
    assert invited == {(school.pk, "Noor Claes", "teacher"), (school.pk, "Bilal Amrani", "principal")}
    assert Person.objects.count() == 1
    payloads = [job.payload for job in Job.objects.filter(kind="core.send_mail")]
    assert {payload["to"] for payload in payloads} == {"noor@school.example", "bilal@school.example"}


def test_the_mail_holds_a_link_that_works(principal, client, school):
    run(principal, GOOD)
    deliver(Job.objects.filter(kind="core.send_mail").order_by("pk").first().payload)
    message = outbox.outbox[0]
    assert message.subject == "De Linde nodigt je uit voor Vakwerk"
    path = re.search(r"http://testserver(/uitnodiging/\S+/)", message.body)[1]
    client.logout()
    assert "als: Leraar" in client.get(path).content.decode()


def test_the_same_list_again_invites_nobody_twice(principal):
    run(principal, GOOD)
    run(principal, GOOD)
    assert Invitation.objects.count() == 2


def long_list(rows: int) -> str:
    return GOOD.splitlines()[0] + "\n" + "".join(f"V{i};N{i};a{i}@school.example;leraar\n" for i in range(rows))


def writes(asked: CaptureQueriesContext) -> int:
    return sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in asked)


def test_looking_at_a_list_invites_nobody_for_a_moment(principal, school, monkeypatch):
    """A rehearsal that is undone would hold all writers up, also a class that is answering."""
    monkeypatch.setattr(actions, "invite_by_mail", None)
    assert upload(principal, long_list(30)).status_code == 200


def test_a_long_list_is_written_in_a_few_queries_and_leaves_a_whole_log(principal, school):
    page = upload(principal, long_list(500))
    with CaptureQueriesContext(connection) as asked:
        principal.post(page.request["PATH_INFO"])
    assert Invitation.objects.count() == Job.objects.filter(kind="core.send_mail").count() == 500
    assert AuditEntry.objects.filter(event="people.invite").count() == 500
    assert audit.verify() == []
    assert writes(asked) < 60


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("Tom;Maes;geen adres;leraar", "Dit is geen e-mailadres"),
        ("Tom;Maes;tom@school.example;tovenaar", "Dit is geen rol"),
        ("Tom;Maes;tom@school.example;beheerder", "Je organisatie heeft deze rol niet"),
        ("Tom;Maes;tom@school.example;inspector", "Je organisatie heeft deze rol niet"),
    ],
)
def test_one_wrong_row_stops_the_whole_list_and_is_named(principal, wrong, sentence):
    page = upload(principal, GOOD + wrong + "\n")
    assert sentence in page.content.decode()
    principal.post(page.request["PATH_INFO"])
    assert not Invitation.objects.exists()
    assert not Job.objects.filter(kind="core.send_mail").exists()
