"""An administrator adds next year's list with a file, on screen, and everybody sees it from its day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vakwerk.catalogue.models import ShortageList
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, OrganisationKind, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
START = "/beroepen/knelpuntberoepen/importeren/"
HEAD = "Jaar;Gepubliceerd op;Cluster;Beroep;Middengeschoold\n"
GOOD = HEAD + "2027;01/02/2027;Bouwberoepen;Metselaar;ja\n2027;01/02/2027;Bouwberoepen;Dronepiloot;nee\n"


def somebody(client: Client, role: Role) -> Client:
    platform = Organisation.objects.create(kind=OrganisationKind.ADMINISTRATION, name="Platformbeheer", fictitious=True)
    person = Person.objects.create(first_name="Ada", last_name="Peeters", fictitious=True)
    Membership.objects.create(person=person, organisation=platform, role=role, valid_from=date(2020, 9, 1))
    account = Account(person=person, login="ada")
    account.set_unusable_password()
    account.save()
    client.force_login(account)
    return client


@pytest.fixture
def administrator(client: Client) -> Client:
    return somebody(client, Role.ADMINISTRATOR)


def upload(client: Client, text: str) -> Any:
    """Up to the check, with the columns that the page itself proposes."""
    response: Any = client.post(START, {"file": SimpleUploadedFile("lijst.csv", text.encode())}, follow=True)
    if response.request["PATH_INFO"].endswith("/kolommen/"):
        form = response.context["form"]
        data = {name: form[name].value() for name in form.fields}
        response = client.post(response.request["PATH_INFO"], data, follow=True)
    return response


def test_a_list_shows_its_effect_before_it_is_published(administrator: Client) -> None:
    check = upload(administrator, GOOD)
    assert "Dronepiloot" in check.content.decode()
    assert not ShortageList.objects.filter(year=2027).exists()
    administrator.post(check.request["PATH_INFO"], follow=True)
    assert ShortageList.objects.get(year=2027).occupations.count() == 2
    page = administrator.get("/beroepen/metselaar/?op=2027-03-01").content.decode()
    assert "knelpuntberoep 2027" in page


@pytest.mark.parametrize(
    "wrong",
    [
        "2028;01/02/2027;Bouwberoepen;Kapper;nee",
        "2027;32/02/2027;Bouwberoepen;Kapper;nee",
        "2027;01/02/2027;Bouwberoepen;Kapper;misschien",
        "2027;01/02/2027;Bouwberoepen;Metselaar;nee",
        "2027;01/02/2027;Bouwberoepen;;nee",
    ],
)
def test_one_wrong_row_stops_the_whole_list(administrator: Client, wrong: str) -> None:
    check = upload(administrator, GOOD + wrong + "\n")
    administrator.post(check.request["PATH_INFO"], follow=True)
    assert not ShortageList.objects.filter(year=2027).exists()


def test_only_an_administrator_sees_the_way_to_it(client: Client) -> None:
    assert START not in client.get("/beroepen/").content.decode()
    somebody(client, Role.ADMINISTRATOR)
    assert START in client.get("/beroepen/").content.decode()
