"""A civil servant enters how far an action is and a figure, and answers a parliamentary question."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_parliamentary_question_is_answered_with_what_is_and_is_not_entered(enter: Enter, width: int) -> None:
    walker = enter(width)
    walker.become("Sofie")
    walker.go("/plan/2.6/")
    walker.click("Invullen hoe ver het staat")
    walker.page.get_by_label("Toelichting").fill(f"De levering is begonnen ({width}).")
    walker.click("Vul in", "button")
    walker.look("status-wrong")
    walker.page.get_by_label("Bron", exact=True).fill("Nota aan de minister")
    walker.page.get_by_label("Status").select_option("running")
    walker.click("Vul in", "button")
    expect(walker.page.get_by_text(f"De levering is begonnen ({width}).")).to_be_visible()
    walker.look("action")
    walker.prints()
    walker.click("Een indicator toevoegen")
    for label, text in (("Naam", f"Toestellen {width}"), ("Eenheid", "toestellen"), ("Wat geteld wordt", "Geleverde")):
        walker.page.get_by_label(label, exact=True).fill(text)
    walker.page.get_by_label("Waar de cijfers vandaan komen").fill("Leverancier")
    walker.click("Vul in", "button")
    walker.click("Een cijfer invullen")
    walker.page.get_by_label("Dag", exact=True).fill("2026-01-31")
    walker.page.get_by_label("Cijfer").first.fill("120")
    walker.click("Vul in", "button")
    walker.look("indicator")
    walker.go("/plan/grootboek/")
    walker.look("ledger")
    walker.prints()
    walker.click("Een parlementaire vraag beantwoorden")
    walker.page.get_by_label("Onderwerp").fill("Uitvoering van het plan")
    walker.page.get_by_label("2.6 XR-actieplan").check()
    walker.page.get_by_label("1.1 Talentcenters").check()
    walker.page.get_by_label("3.4 Engagement van bedrijven").check()
    walker.click("Het verslag maken", "button")
    expect(walker.page.get_by_text("€ 300.000,00").first).to_be_visible()
    expect(walker.page.get_by_text("Niet ingevuld").first).to_be_visible()
    walker.look("question")
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="Verslag (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
