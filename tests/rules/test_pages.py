"""The register as everybody reads it, and a proposal from typing to the second signature."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from django.test import Client

from tests.security.world import World, make_world
from vakwerk.core.viewer import Role
from vakwerk.rules import queries
from vakwerk.rules.models import Proposal

pytestmark = pytest.mark.django_db
GIVEN = {
    "value": "2.200,50",
    "valid_from": "2027-01-01",
    "certainty": "confirmed",
    "source": "Belgisch Staatsblad",
    "reason": "Indexering",
}


@pytest.fixture
def world() -> World:
    return make_world()


def hand_in(client: Client, **changed: str) -> Proposal:
    client.post("/regels/ggmmi/voorstel/", GIVEN | {"hand_in": "1"} | changed)
    return Proposal.objects.get()


def test_everybody_reads_a_value_with_its_source_and_status(client: Client) -> None:
    html = client.get("/regels/ggmmi/?op=2024-04-15").content.decode()
    assert "2.029,88 euro" in html
    assert "attentia.be" in html
    assert "bevestigd" in html
    assert "Leervergoeding per maand" in html


def test_a_reader_is_warned_of_a_value_nobody_vouches_for(client: Client) -> None:
    assert "nieuwere" in client.get("/regels/ggmmi/?op=2026-11-23").content.decode()


def test_the_table_under_the_chart_tells_the_exact_amounts(client: Client) -> None:
    html = client.get("/regels/ggmmi/").content.decode()
    table = html[html.index("<figure") : html.index("</figure>")]
    assert "2.070,48 euro" in table
    assert "2.070,5" not in table
    assert "1 mei 2024" in table
    assert "Mei" not in table


def test_worked_cases_are_marked_as_dutch_on_the_english_page(client: Client) -> None:
    html = client.get("/regels/ggmmi/", headers={"accept-language": "en"}).content.decode()
    links = re.findall(r'<a href="/regels/gevallen/#[^>]*>', html)
    assert links
    assert all('lang="nl"' in link for link in links)


def test_the_register_can_be_filtered_and_downloaded(client: Client) -> None:
    response = client.get("/regels/?title=leervergoeding niveau 1&format=csv")
    rows = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row[:2] for row in rows[1:]] == [["Leervergoeding niveau 1", "29%"]]


def test_the_cases_page_shows_that_all_hold(client: Client) -> None:
    html = client.get("/regels/gevallen/").content.decode()
    assert "vw-tag--error" not in html
    assert "De leervergoeding is 714,40 euro per maand." in html


def test_first_one_looks_then_hands_in(world: World) -> None:
    client = world.client(Role.ADMINISTRATOR)
    seen = client.post("/regels/ggmmi/voorstel/", GIVEN)
    assert seen.status_code == 200
    assert "zouden er" in seen.content.decode()
    assert not Proposal.objects.exists()
    assert hand_in(client).value == "2200.50"


def test_a_value_that_cannot_be_read_is_told(world: World) -> None:
    answer = world.client(Role.ADMINISTRATOR).post("/regels/ggmmi/voorstel/", GIVEN | {"value": "veel"})
    assert answer.status_code == 422
    assert "Geef een getal" in answer.content.decode()


def test_dates_in_the_wrong_order_are_told(world: World) -> None:
    late = GIVEN | {"valid_to": "2026-12-31"}
    answer = world.client(Role.ADMINISTRATOR).post("/regels/ggmmi/voorstel/", late)
    assert answer.status_code == 422


def test_another_person_confirms_and_the_register_follows(world: World) -> None:
    proposal = hand_in(world.client(Role.ADMINISTRATOR))
    page = f"/regels/voorstellen/{proposal.pk}/"
    own = world.client(Role.ADMINISTRATOR).get(page).content.decode()
    assert "Bevestig deze waarde" not in own
    other = world.client(Role.CIVIL_SERVANT)
    assert "Bevestig deze waarde" in other.get(page).content.decode()
    other.post(f"{page}beslissing/", {"verb": "confirm"})
    assert str(queries.register().on("ggmmi", date(2027, 1, 1)).value) == "2200.50"


def test_who_keeps_the_register_reads_the_amounts_and_who_replaced_them(world: World) -> None:
    maker, other = world.client(Role.ADMINISTRATOR), world.client(Role.CIVIL_SERVANT)
    for value in ("2.200,50", "2.210,50"):
        maker.post("/regels/ggmmi/voorstel/", GIVEN | {"hand_in": "1", "value": value})
        proposal = Proposal.objects.latest("pk")
        other.post(f"/regels/voorstellen/{proposal.pk}/beslissing/", {"verb": "confirm"})
    proposal.refresh_from_db()
    page = other.get("/regels/ggmmi/").content.decode()
    assert "2.210,50 euro vanaf 1 januari 2027</a>" in page
    assert f"({proposal.decided_by})" in page
    decided = other.get(f"/regels/voorstellen/{proposal.pk}/").content.decode()
    assert "2.200,50 euro → <strong>2.210,50 euro</strong>" in decided
    assert "2.200,50 euro" in other.get("/regels/voorstellen/").content.decode()


def test_a_refusal_needs_a_reason(world: World) -> None:
    proposal = hand_in(world.client(Role.ADMINISTRATOR))
    other = world.client(Role.CIVIL_SERVANT)
    for reason, state in (("", "proposed"), ("Verkeerde datum", "refused")):
        other.post(f"/regels/voorstellen/{proposal.pk}/beslissing/", {"verb": "refuse", "reason": reason})
        proposal.refresh_from_db()
        assert proposal.state == state


def test_an_unknown_parameter_is_not_found(client: Client) -> None:
    assert client.get("/regels/bestaat-niet/").status_code == 404


def test_machines_get_decimals_as_text(client: Client) -> None:
    body = client.get("/api/v1/rules/oao.share.level3").json()
    assert body["parameters"][0]["values"][0]["value"] == "0.345"
    assert body["parameters"][0]["used_by"][0] == "learner_allowance"


@pytest.mark.parametrize("page", ["/regels/", "/regels/ggmmi/", "/regels/gevallen/"])
def test_a_page_asks_the_register_once(client: Client, page: str, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        client.get(page)


def test_a_rule_that_cannot_compute_with_a_value_is_named_on_the_form(world: World) -> None:
    answer = world.client(Role.ADMINISTRATOR).post(
        "/regels/oao.rounding/voorstel/", GIVEN | {"value": "0", "hand_in": "1"}
    )
    assert answer.status_code == 422
    assert "kan niet rekenen met deze waarde" in answer.content.decode()
    assert not Proposal.objects.exists()
