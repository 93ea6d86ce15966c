"""A school asks what it would get, reads every step, and recounts it in its own spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.budgets import making
from tests.budgets.conftest import Country
from tests.engines.money.spreadsheet import Spreadsheet
from vakwerk.budgets import figures
from vakwerk.budgets.models import Regime

pytestmark = pytest.mark.django_db
PAGE = "/verdeling/wat-als/"


def ask(query: str) -> str:
    response = Client().get(f"{PAGE}?{query}")
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_in_2019_the_pool_is_divided_by_all_pupils_and_every_step_is_said() -> None:
    page = ask("sleutel=material-2019&eigen-all=120,5&totaal-all=95.000")
    assert "€ 12.684,21" in page.replace("\u00a0", " ")
    assert "105,26315789 euro per eenheid van gewicht" in page
    assert "Stand op" in page


def test_in_2017_each_pupil_brings_72_24_whatever_the_others_count() -> None:
    assert "€ 8.704,92" in ask("sleutel=material-2017&eigen-all=120,5").replace("\u00a0", " ")


def test_the_spreadsheet_computes_the_share_again_and_moves_with_the_pupils() -> None:
    response = Client().get(f"{PAGE}?sleutel=material-2019&eigen-all=120,5&totaal-all=95000&format=xlsx")
    sheet = Spreadsheet(response.content)
    assert sheet.column("Aandeel (cent)") == [1_268_421, 998_731_579]
    book = load_workbook(BytesIO(response.content))
    assert [page.title for page in book.worksheets] == ["Narekening", "Bronnen"]
    assert book.worksheets[0]["C10"].value == 120.5
    book.worksheets[0]["C10"] = 241
    out = BytesIO()
    book.save(out)
    assert Spreadsheet(out.getvalue()).column("Aandeel (cent)")[0] > 2_530_000


def test_the_same_answer_as_a_pdf() -> None:
    response = Client().get(f"{PAGE}?sleutel=material-2017&eigen-all=120,5&format=pdf")
    assert response.content.startswith(b"%PDF")


def test_where_the_total_is_not_known_it_is_asked_and_nothing_is_computed() -> None:
    response = Client().get(f"{PAGE}?sleutel=material-2019&eigen-all=120")
    assert response.status_code == 422
    assert "We vonden er geen bron voor." in response.content.decode()
    assert "zou" not in response.content.decode().split("<h2")[1]


def test_the_amount_of_2022_is_asked_and_used() -> None:
    query = "sleutel=material-2022&eigen-1=10&totaal-1=100&totaal-2=0&totaal-3=0"
    assert Client().get(f"{PAGE}?{query}").status_code == 422
    assert "€ 100.000,00" in ask(f"{query}&bedrag=1.000.000").replace("\u00a0", " ")


def test_other_weights_of_the_yearly_key_are_tried_and_marked_to_be_confirmed() -> None:
    query = "sleutel=material&eigen-1=100&totaal-1=100&totaal-2=0&totaal-3=100"
    assert "€ 6.666.666,67" in ask(query).replace("\u00a0", " ")
    changed = ask(f"{query}&gewicht-1=3").replace("\u00a0", " ")
    assert "€ 7.500.000,00" in changed
    assert "met uw eigen gewichten" in changed
    assert changed.count("te bevestigen") >= 3


def test_a_decided_round_gives_the_total_and_its_amount(country: Country) -> None:
    found = making.decided(country.office, country.schools[0])
    page = ask(f"sleutel=material-2019&eigen-all=20,1&totaal={found.public_id}&totaal-all=".replace("20,1", "20,5"))
    assert "100,5 leerlingen" in page
    assert "€ 2.039.800,99" in page.replace("\u00a0", " ")  # 1,000,000,000 x 20.5 / 100.5, rounded down


def test_all_pupils_together_cannot_be_fewer_than_the_own() -> None:
    assert Client().get(f"{PAGE}?sleutel=material-2019&eigen-all=120&totaal-all=100").status_code == 422


@pytest.mark.parametrize(
    ("typed", "read"), [("120", "120"), ("120,5", "120.5"), ("120.5", "120.5"), ("95.000", "95000"), ("0", "0")]
)
def test_pupils_are_read_as_people_write_them(typed: str, read: str) -> None:
    assert figures.pupils(typed) == Decimal(read)


@pytest.mark.parametrize("typed", ["", "-1", "1,25", "veel", "1e9", "99999999", "NaN", "٣"])
def test_what_cannot_be_pupils_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        figures.pupils(typed)


def test_english_pages_write_english_figures() -> None:
    client = Client()
    client.cookies["vakwerk_language"] = "en"
    client.post("/taal/", {"language": "en"})
    page = client.get(f"{PAGE}?sleutel=material-2019&eigen-all=120.5&totaal-all=95,000").content.decode()
    assert "€12,684.21" in page


def test_the_overview_says_what_is_not_found_and_links_each_parameter() -> None:
    page = Client().get("/verdeling/").content.decode()
    assert "niet gevonden" in page
    assert "/regels/places.cap_per_school/" in page
    assert "Hier is nog niets beslist" in page
    assert all(str(Regime(regime).label) in page for regime in Regime.values)
