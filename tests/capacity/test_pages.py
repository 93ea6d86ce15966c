"""The pages and the open interface: what is unknown says so, small counts stay away, every choice has an address."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.capacity.conftest import MECHELEN, Region
from tests.capacity.test_consultation import draft, step
from tests.capacity.test_entering import entry, estimate
from tests.offer import builders
from vakwerk.capacity import actions, queries
from vakwerk.capacity.models import DemandEstimate, LopMunicipality, PlacesProposal, SeatCount
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, Person


def sign_in(organisation_id: int, role: Role) -> Client:
    person = Person.objects.create(first_name="Leen", last_name="Vranckx", fictitious=True)
    Membership.objects.create(person=person, organisation_id=organisation_id, role=role, valid_from=date(2020, 9, 1))
    client = Client()
    client.force_login(Account.objects.create(person=person, login=f"{role}-{organisation_id}", password="!"))
    return client


@pytest.fixture
def entered(region: Region) -> Region:
    """De Esdoorn holds 24 in 1B, De Beuk told nothing; 61 enrolled, 3 refused; Gent was never counted."""
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 24)])
    counts = [estimate(pupils=61), estimate(kind="refusal", pupils=3, confirmed=False)]
    actions.enter_demand(viewer=region.official, estimates=counts)
    return region


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_without_any_figure_the_page_says_so_and_shows_only_what_others_published(region: Region, client: Client):
    page = text(client.get("/plaatsen/"))
    assert "Niemand vulde al plaatsen of leerlingen in" in page
    assert "40.000 plaatsen" in page
    assert "Certificaat" not in page


def test_the_public_page_shows_ranges_the_certificate_and_published_figures_apart(entered: Region, client: Client):
    page = text(client.get("/plaatsen/?gemeente=Mechelen&stroom=B"))
    assert "62 tot 65" in page  # 61 enrolled and 1 to 4 refused
    assert "ten minste 24" in page
    assert "Certificaat van aannames" in page
    assert "1 vestiging geeft hier iets waarvoor ze geen plaatsen invulde" in page
    assert "De Beuk (Mechelen)" in page
    assert "1 telling is voorlopig" in page
    assert "telt nergens mee in een totaal voor TSO en BSO" in page
    assert "64" not in page.split("<dl class=")[1].split("</dl>")[0]


@pytest.mark.parametrize("group", ["gemeente", "provincie", "lop", "stroom", "richting", "leerjaar", "cel"])
def test_every_grouping_adds_up_to_the_same_total(entered: Region, client: Client, group: str):
    response = client.get(f"/plaatsen/?per={group}&format=csv")
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert sum(int(row[1]) for row in rows[1:]) == 62
    assert sum(int(row[3]) for row in rows[1:]) == 24


def test_the_download_keeps_both_ends_and_names_what_it_is(entered: Region, client: Client):
    response = client.get("/plaatsen/?per=cel&gemeente=Mechelen&stroom=B&format=csv")
    head, row = csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert head[1:5] == [
        "Leerlingen (ten minste)", "Leerlingen (hoogstens)", "Plaatsen (ten minste)", "Plaatsen (hoogstens)"
    ]  # fmt: skip
    assert row[:5] == ["Mechelen: 1B", "62", "65", "24", ""]
    assert row[-3:] == ["2026-2027", "Ingeschreven en geweigerde leerlingen", "2026-11-23"]
    assert client.get("/plaatsen/?format=xlsx")["Content-Type"].endswith("sheet")


@pytest.mark.parametrize("query", ["?jaar=abc&vraag=x&per=y&leerjaar=99&stroom=Q&richting=G-9&provincie=z", "?page=9"])
def test_a_mistyped_address_still_opens(entered: Region, client: Client, query: str):
    assert "ten minste 62" in text(client.get(f"/plaatsen/{query}&gemeente=Mechelen"))


def test_from_a_town_one_walks_to_its_sites(entered: Region, client: Client):
    assert 'href="?jaar=2026&amp;vraag=enrolments_refusals&amp;per=gemeente&amp;gemeente=12025"' in text(
        client.get("/plaatsen/")
    )
    page = text(client.get("/plaatsen/?gemeente=12025"))
    assert f'/plaatsen/vestiging/{entered.first.pk}/?jaar=2026">De Esdoorn</a>' in page
    assert "1 van 2 regels ingevuld" in page
    assert "De Leie" not in page


def test_the_map_is_of_municipalities_or_of_provinces(entered: Region, client: Client):
    assert "ca-short" in text(client.get("/plaatsen/"))
    page = text(client.get("/plaatsen/?per=provincie"))
    assert "Plaatsen te kort per provincie, ten minste" in page
    assert "ca-short" not in page


def test_an_unknown_town_is_told(entered: Region, client: Client):
    assert "Wij kennen de plaats “Xyz” niet" in text(client.get("/plaatsen/?gemeente=Xyz"))


def test_the_page_costs_the_same_number_of_queries_however_much_is_entered(entered: Region, client: Client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries_of_page:
            text(client.get("/plaatsen/?per=cel"))
        return len(queries_of_page)

    cost()
    few = cost()
    groups = [builders.programme(f"Richting {n}", number=f"G-8{n:03d}") for n in range(20)]
    actions.enter_seats(viewer=entered.principal, entries=[entry(entered.first, 12, g.number, 5) for g in groups])
    cost()
    assert cost() <= few


def test_what_changes_is_seen_at_once(entered: Region, client: Client):
    text(client.get("/plaatsen/"))
    actions.enter_seats(viewer=entered.neighbour, entries=[entry(entered.second, 24)])
    assert "Elke vestiging die hier iets geeft, vulde haar plaatsen in." not in text(client.get("/plaatsen/"))
    actions.enter_seats(viewer=entered.principal, entries=[entry(entered.first, 12, "G-0100", 5)])
    page = text(client.get("/plaatsen/?gemeente=Mechelen"))
    assert "Elke vestiging die hier iets geeft, vulde haar plaatsen in." in page


def test_the_open_interface_gives_ranges_and_the_certificate(entered: Region, client: Client):
    answer = client.get("/api/v1/capacity/?municipality=Mechelen&stream=B").json()
    assert answer["rows"] == 1
    assert answer["items"][0]["pupils"] == {"at_least": 62, "at_most": 65}
    assert answer["items"][0]["places"] == {"at_least": 24, "at_most": None}
    assert answer["items"][0]["complete"] is False
    assert answer["as_of"] == "2026-11-23"
    assert len(answer["certificate"]) > 4
    assert client.get("/api/v1/capacity/?municipality=Xyz").status_code == 422
    seats = client.get("/api/v1/capacity/seats").json()["items"]
    assert [(s["site"], s["title"], s["places"]) for s in seats] == [(entered.first.pk, "1B", 24)]


def test_a_site_page_says_what_is_entered_and_what_is_unknown_and_no_pupils(entered: Region, client: Client):
    DemandEstimate.objects.create(
        municipality=MECHELEN, site=entered.first, school_year=2026, stream="B", year_of_study=1,
        kind="enrolment", pupils=777, counted_on=date(2026, 10, 1), source="x",
    )  # fmt: skip
    page = text(client.get(f"/plaatsen/vestiging/{entered.first.pk}/"))
    assert "<strong>ten minste 24</strong>" in page
    assert "Voor 1 regel vulde de school niets in: onbekend, niet nul." in page
    assert "777" not in page
    assert "Plaatsen invullen" not in page


def test_a_principal_enters_a_year_in_one_form(entered: Region):
    client = sign_in(entered.first.organisation_id, Role.PRINCIPAL)
    address = f"/plaatsen/vestiging/{entered.first.pk}/invullen/?jaar=2026"
    assert 'name="s-B-1" value="24"' in text(client.get(address))
    data = {"s-B-1": "48", "s-G-0100-5": "", "basis": "nieuw lokaal", "item": "A", "year": "1", "seats": "24"}
    assert client.post(address, data).status_code == 302
    kept = {row.item: (row.seats, row.basis) for row in SeatCount.objects.filter(site=entered.first)}
    assert kept == {"B": (48, "nieuw lokaal"), "A": (24, "nieuw lokaal")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"s-B-1": "-1"},
        {"s-B-1": "veel"},
        {"s-B-1": "24", "item": "A"},
        {"s-B-1": "24", "item": "A", "year": "5", "seats": "3"},
    ],
)
def test_a_wrong_number_keeps_the_form_open_and_changes_nothing(entered: Region, wrong: dict[str, str]):
    client = sign_in(entered.first.organisation_id, Role.PRINCIPAL)
    response = client.post(f"/plaatsen/vestiging/{entered.first.pk}/invullen/?jaar=2026", wrong)
    assert response.status_code == 422
    assert SeatCount.objects.get().seats == 24


def test_a_file_of_places_goes_through_the_pages(entered: Region):
    client = sign_in(entered.first.organisation_id, Role.PRINCIPAL)
    content = (
        "Vestigingsnummer;Schooljaar;Richting;Leerjaar;Plaatsen\n01;2026-2027;B;1;60\n01;2026;lassen-constructie;5;12\n"
    )
    file = SimpleUploadedFile("plaatsen.csv", content.encode())
    response = client.post("/plaatsen/mijn-school/importeren/", {"file": file}, follow=True)
    if response.request["PATH_INFO"].endswith("/kolommen/"):
        form = response.context["form"]
        data = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
        response = client.post(response.request["PATH_INFO"], data, follow=True)
    client.post(response.request["PATH_INFO"], follow=True)
    assert {row.item: row.seats for row in SeatCount.objects.all()} == {"B": 60, "G-0100": 12}


def test_a_lop_adds_a_count_by_hand_in_its_area_only(entered: Region):
    client = sign_in(entered.lop.pk, Role.COORDINATOR)
    data = {"place": "Mechelen", "school_year": "2026", "item": "B", "year": "1", "kind": "registration"}
    data |= {"pupils": "70", "counted_on": "2026-04-01", "source": "LOP"}
    assert client.post("/plaatsen/leerlingen/toevoegen/", data).status_code == 302
    assert DemandEstimate.objects.get(kind="registration").pupils == 70
    assert client.post("/plaatsen/leerlingen/toevoegen/", data | {"place": "Gent"}).status_code == 422
    assert "70" in text(client.get("/plaatsen/leerlingen/"))
    assert client.post("/plaatsen/leerlingen/toevoegen/", data | {"place": "", "pupils": "x"}).status_code == 422


def test_the_table_of_a_lop_shows_what_if_and_small_counts_to_the_lop_only(entered: Region):
    region = entered
    actions.enter_seats(viewer=region.neighbour, entries=[entry(region.second, 24)])
    proposal = draft(region, from_school_year=2026)
    step(region.principal, proposal, "proposed")
    step(region.lop_staff, proposal, "supported", "Nodig.")
    address = f"/plaatsen/overleg/{region.lop.pk}/?jaar=2026&stroom=B"
    as_lop = text(sign_in(region.lop.pk, Role.COORDINATOR).get(address))
    assert "<dd>16</dd>" in as_lop  # 61 + 3 - 48
    assert "<dd>4</dd>" in as_lop  # twelve more places
    as_school = text(sign_in(region.second.organisation_id, Role.COORDINATOR).get(address))
    assert "<dd>14 tot 17</dd>" in as_school
    assert "<dd>16</dd>" not in as_school


def test_the_table_costs_the_same_number_of_queries_with_more_proposals(entered: Region):
    client = sign_in(entered.lop.pk, Role.COORDINATOR)
    address = f"/plaatsen/overleg/{entered.lop.pk}/"

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries_of_page:
            text(client.get(address))
        return len(queries_of_page)

    def propose() -> None:
        step(entered.principal, draft(entered), "proposed")

    propose()
    cost()
    few = cost()
    for _ in range(5):
        propose()
    assert cost() == few


def test_a_school_drafts_and_the_lop_supports_through_the_pages(entered: Region):
    school = sign_in(entered.first.organisation_id, Role.PRINCIPAL)
    data = {"site": entered.first.pk, "item": "B", "year": "1", "places": "12", "from_school_year": "2027"}
    made = school.post(f"/plaatsen/overleg/{entered.lop.pk}/voorstellen/", data | {"motivation": "Vol."})
    assert made.status_code == 302
    proposal = PlacesProposal.objects.get()
    assert school.post(f"{made.url}stap/", {"stap-state": "proposed"}).status_code == 302
    lop = sign_in(entered.lop.pk, Role.COORDINATOR)
    assert lop.post(f"{made.url}stap/", {"stap-state": "supported"}).status_code == 422
    assert lop.post(f"{made.url}stap/", {"stap-state": "supported", "stap-reasons": "Nodig."}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "supported"
    assert lop.post(f"{made.url}opmerking/", {"text": ""}).status_code == 422
    assert "Nodig." in text(lop.get(made.url))


@pytest.mark.parametrize("wrong", [{"year": "5"}, {"places": "0"}, {"motivation": ""}, {"site": "0"}])
def test_a_wrong_proposal_stays_in_the_form(entered: Region, wrong: dict[str, str]):
    school = sign_in(entered.first.organisation_id, Role.PRINCIPAL)
    data = {"site": entered.first.pk, "item": "B", "year": "1", "places": "12", "from_school_year": "2027"}
    response = school.post(f"/plaatsen/overleg/{entered.lop.pk}/voorstellen/", data | {"motivation": "Vol."} | wrong)
    assert response.status_code == 422
    assert not PlacesProposal.objects.exists()


def test_an_official_enters_the_municipalities_of_a_lop_by_name(entered: Region):
    administration = Organisation.objects.create(kind="administration", name="Administratie")
    client = sign_in(administration.pk, Role.CIVIL_SERVANT)
    address = f"/plaatsen/overleg/{entered.lop.pk}/gebied/"
    assert client.post(address, {"municipalities": "Mechelen\n44021\n"}).status_code == 302
    assert set(LopMunicipality.objects.values_list("municipality", flat=True)) == {"12025", "44021"}
    assert client.post(address, {"municipalities": "Atlantis"}).status_code == 422
    assert queries.area_of(entered.lop) == ["12025", "44021"]
