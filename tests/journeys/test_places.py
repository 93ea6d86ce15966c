"""Places: a principal enters what the school holds, everybody sees the gap, a LOP supports a proposal."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_a_principal_enters_places_the_public_sees_the_gap_and_a_lop_supports_a_proposal(enter: Enter) -> None:
    leen = enter(360)
    leen.become("Leen")
    leen.go("/plaatsen/mijn-school/")
    leen.look("own-sites")
    leen.page.get_by_role("link", name="Campus De Rondleiding", exact=True).click()
    leen.click("Plaatsen invullen")
    field = leen.page.locator(".ca-grid input").first
    places = int(field.input_value())
    field.fill("veel")
    leen.click("Bewaar deze plaatsen", "button")
    leen.look("wrong")
    field.fill(str(places + 1))
    leen.page.get_by_label("Waarop steunen deze aantallen?").fill("Een extra werkplaats")
    leen.click("Bewaar deze plaatsen", "button")
    expect(leen.page.get_by_text("1 regel met plaatsen is veranderd.")).to_be_visible()
    expect(leen.page.get_by_text("Een extra werkplaats")).to_be_visible()
    leen.look("entered")

    visitor = enter(java_script_enabled=False)
    visitor.go("/plaatsen/")
    visitor.page.get_by_label("Stroom of vorm").select_option("B")
    visitor.page.get_by_label("Gemeente").first.fill("Mechelen")
    visitor.click("Toon", "button")
    expect(visitor.page.get_by_role("heading", name="Certificaat van aannames")).to_be_visible()
    expect(visitor.page.locator(".vw-data tbody").get_by_text("Mechelen")).to_be_visible()

    nadia = enter()
    nadia.become("Nadia")
    nadia.look("table")
    before = nadia.page.locator(".ca-sum dd").last.inner_text()
    nadia.page.locator("tr", has_text="Voorgesteld").get_by_role("link").first.click()
    nadia.page.get_by_label("Het LOP steunt het", exact=True).check()
    nadia.click("Zet deze stap", "button")
    nadia.look("no-reasons")
    nadia.page.get_by_label("Redenen").fill("De nood in 1B is het grootst.")
    nadia.click("Zet deze stap", "button")
    expect(nadia.page.get_by_text("De nood in 1B is het grootst.")).to_be_visible()
    nadia.look("supported")
    nadia.page.locator(".vw-crumbs a", has_text="LOP De Ronde Tafel").click()
    assert nadia.page.locator(".ca-sum dd").last.inner_text() != before
