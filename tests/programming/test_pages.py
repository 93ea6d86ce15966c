"""The pages as people see them: the two-minute answer, the file, the monitor, the public list, the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.offer import builders
from tests.programming.conftest import Schools, sign_in
from vakwerk.catalogue.search_index import index_catalogue
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation
from vakwerk.programming import actions, letters, queries
from vakwerk.programming.models import ProgrammingRequest, PupilCount, State


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def principal(schools: Schools) -> Client:
    return sign_in(schools.first.organisation_id, Role.PRINCIPAL)


@pytest.fixture
def official(schools: Schools) -> Client:
    return sign_in(schools.far.organisation_id, Role.CIVIL_SERVANT)


def test_a_principal_types_a_word_and_reads_whether_it_may_start(schools: Schools, principal: Client) -> None:
    page = text(principal.get("/programmatie/aanvraag/?q=ruwbouw&schooljaar=2027"))
    assert "U mag deze richting hier vrij starten" in page
    assert "Ruwbouw duaal" in page
    page = text(principal.get("/programmatie/aanvraag/?q=grootkeuken&schooljaar=2027"))
    assert "Alleen met goedkeuring van de Vlaamse Regering" in page


def test_the_answer_names_the_last_day_the_version_and_what_is_not_certain(schools: Schools, principal: Client) -> None:
    address = (
        f"/programmatie/aanvraag/nieuw/?vestiging={schools.first.pk}&onderdeel={schools.cooking.pk}&schooljaar=2027"
    )
    page = text(principal.get(address))
    assert "30 november 2026" in page
    assert "Versie van de regel: sinds 1 september 2023." in page
    assert "nog te bevestigen" in page


def test_a_niche_by_its_name_is_never_called_free(schools: Schools, principal: Client) -> None:
    builders.programme("Topsport bouw", number="G-0103")
    index_catalogue()
    page = text(principal.get("/programmatie/aanvraag/?q=topsport&schooljaar=2027"))
    assert "Topsport bouw" in page
    assert "vrij starten" not in page


def test_a_principal_makes_a_draft_and_hands_it_in(schools: Schools, principal: Client) -> None:
    address = (
        f"/programmatie/aanvraag/nieuw/?vestiging={schools.first.pk}&onderdeel={schools.masonry.pk}&schooljaar=2027"
    )
    answer = principal.post(address, {"kind": "new", "niche": "nee", "catholic": "nee", "motivation": "Vraag genoeg."})
    assert answer.status_code == 302
    made = ProgrammingRequest.objects.get()
    page = text(principal.post(f"/programmatie/aanvraag/{made.pk}/stap/", {"stap": "indienen"}, follow=True))
    assert "Gedaan: Gemeld." in page
    assert "Wat de regel zei bij het indienen" in page


def test_a_draft_is_changed_until_it_is_handed_in(schools: Schools, principal: Client) -> None:
    made = schools.draft()
    address = f"/programmatie/aanvraag/{made.pk}/wijzigen/"
    assert 'value="nee"' in text(principal.get(address))
    answer = principal.post(address, {"kind": "new", "niche": "ja", "catholic": "nee", "dpcc_agreed_on": "2026-11-24"})
    assert answer.status_code == 422  # tomorrow
    principal.post(address, {"kind": "new", "niche": "ja", "catholic": "nee"})
    made.refresh_from_db()
    assert made.niche is True
    actions.hand_in(viewer=schools.principal, request=made)
    assert "blijft zoals het is" in text(principal.get(address, follow=True))


def test_nobody_asks_for_a_site_of_another_school(schools: Schools, principal: Client) -> None:
    foreign = schools.new_url(schools.masonry).replace(f"vestiging={schools.first.pk}", f"vestiging={schools.far.pk}")
    assert principal.get(foreign).status_code == 404
    assert principal.post(foreign, {"kind": "new", "niche": "nee"}).status_code == 404


def test_an_exchange_says_what_is_given_up(schools: Schools, principal: Client) -> None:
    address = (
        f"/programmatie/aanvraag/nieuw/?vestiging={schools.first.pk}&onderdeel={schools.masonry.pk}&schooljaar=2027"
    )
    answer = principal.post(address, {"kind": "exchange", "niche": "nee"})
    assert answer.status_code == 422


def test_a_school_sees_its_profile_as_a_matrix_and_as_a_file(schools: Schools, principal: Client) -> None:
    page = text(principal.get("/programmatie/school/"))
    assert "Lassen-constructie" in page
    assert 'class="pg-full"' in page
    file = principal.get("/programmatie/school/?aanbod-format=csv")
    assert "Lassen-constructie" in file.content.decode("utf-8-sig")


@pytest.mark.parametrize("path", ["", "stap/", "telling/"])
def test_a_file_of_another_school_does_not_exist(schools: Schools, path: str) -> None:
    request = schools.draft()
    stranger = sign_in(schools.far.organisation_id, Role.PRINCIPAL)
    address = f"/programmatie/aanvraag/{request.pk}/{path}"
    answer = stranger.post(address) if path else stranger.get(address)
    assert answer.status_code == 404


def test_the_file_shows_the_norm_the_counts_and_the_own_expectation(schools: Schools, principal: Client) -> None:
    request = schools.running(2026, 4)
    page = text(principal.get(f"/programmatie/aanvraag/{request.pk}/?minst=3&meest=8"))
    assert "De norm van 5 leerlingen is nog niet gehaald. Er is tijd tot en met schooljaar 2027-2028." in page
    assert "Met wat u verwacht, kan het beide kanten op." in page
    assert "Gerekend met de telling van 1 oktober 2026" in page
    assert "Write two whole" not in page


def test_a_school_enters_its_count(schools: Schools, principal: Client) -> None:
    request = schools.running(2026)
    given = {"school_year": 2026, "regular": 3, "dual": 1, "preparatory": 1, "counted_on": "2026-10-01"}
    sent = {f"telling-{key}": value for key, value in given.items()}
    page = text(principal.post(f"/programmatie/aanvraag/{request.pk}/telling/", sent, follow=True))
    assert "De norm is gehaald: 5 leerlingen in 2026-2027" in page
    sent["telling-counted_on"] = "2027-01-01"
    assert principal.post(f"/programmatie/aanvraag/{request.pk}/telling/", sent).status_code == 422
    assert PupilCount.objects.get().total == 5


def test_the_administration_follows_filters_and_downloads(schools: Schools, official: Client) -> None:
    schools.running(2026, 4)
    schools.asked()
    page = text(official.get("/programmatie/opvolging/"))
    assert "nog tijd" in page
    assert "in advies" in page
    rows = official.get("/programmatie/opvolging/?norm=nog tijd&format=csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "Ruwbouw" in rows[1]


def test_an_official_enters_advice_and_decides_and_the_letter_follows(schools: Schools, official: Client) -> None:
    request = schools.asked()
    address = f"/programmatie/aanvraag/{request.pk}/"
    for body in ("agodi", "vlor", "inspection"):
        sent = {"advies-body": body, "advies-opinion": "favourable", "advies-given_on": "2026-11-20"}
        assert official.post(f"{address}advies/", sent).status_code == 302
    assert official.post(f"{address}besluit/", {"besluit-verb": "approve"}).status_code == 422
    sent = {"besluit-verb": "approve", "besluit-reasons": "De regio heeft koks nodig."}
    page = text(official.post(f"{address}besluit/", sent, follow=True))
    assert "De regio heeft koks nodig." in page
    decision = request.decisions.get()
    letter = official.get(f"/programmatie/besluit/{decision.pk}/")
    assert letter.content.startswith(b"%PDF")
    stranger = sign_in(builders.site("Elders").organisation_id, Role.PRINCIPAL)
    assert stranger.get(f"/programmatie/besluit/{decision.pk}/").status_code == 404


def test_the_letter_holds_what_was_decided_then_whatever_is_counted_later(schools: Schools) -> None:
    request = schools.running(2025, 3, 4)
    decision = actions.decide(
        viewer=schools.official, request=request, verb="tolerance", reasons="Knelpunt.\nNog een jaar."
    )
    PupilCount.objects.update(regular=9)
    Organisation.objects.update(name="Fusieschool")
    data = letters.data(queries.decision_of(schools.official, decision.pk))
    assert data["facts"][0][1] == "De Esdoorn"
    assert [row[4] for row in data["counts"]] == ["3", "4"]
    assert data["signed"] == ["An Peeters", "", "23 november 2026"]
    assert data["version"] == "1 september 2024"


def test_everybody_reads_decisions_and_nobody_reads_counts(schools: Schools, client: Client) -> None:
    schools.running(2026, 4)
    schools.draft(schools.cooking)
    page = text(client.get("/programmatie/"))
    assert "Ruwbouw" in page
    assert "Grootkeuken" not in page
    assert "30 november 2026" in page
    assert "niet gevonden" in page  # the counting date
    found = json.loads(client.get("/api/v1/programming/").content)
    assert [row["programme"] for row in found["programmes"]] == ["Ruwbouw"]
    assert "pupils" not in json.dumps(found)
    assert found["programmes"][0]["rule_version"] == "2023-09-01"


def test_the_monitor_asks_as_many_queries_for_many_requests_as_for_one(schools: Schools, official: Client) -> None:
    schools.running(2026, 4)
    few = _queries(official)
    for year in (2024, 2025):
        schools.running(year, 3)
    assert ProgrammingRequest.objects.filter(state=State.RUNNING).count() == 3
    assert _queries(official) <= few + 2  # the shortage list of each other year of start


def _queries(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get("/programmatie/opvolging/")
    return len(seen)
