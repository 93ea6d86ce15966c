"""People with a question and no account: what does the rule say for me?"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_a_parent_computes_an_allowance_without_knowing_the_level(enter: Enter) -> None:
    parent = enter(360)
    parent.go("/")
    parent.page.locator("summary", has_text="Menu").click()
    parent.click("Rekenhulp")
    parent.look("overview")
    parent.click("Leervergoeding per maand")
    parent.look("question")
    parent.page.locator("fieldset", has_text="getuigschrift van de tweede graad?").get_by_label("Nee").check()
    parent.page.get_by_label("Het eerste jaar alternerende opleiding", exact=True).check()
    parent.page.get_by_label("Op welke dag?").fill("2024-05-10")
    parent.click("Bereken", "button")
    expect(parent.page.get_by_role("heading", name="De leervergoeding is 662,60 euro per maand.")).to_be_visible()
    expect(parent.page.get_by_text("32% van 2.070,48 euro = 662,5536 euro")).to_be_visible()
    parent.look("answer")
    parent.prints()
    address = parent.page.get_by_role("link", name="Download als PDF").get_attribute("href")
    assert parent.page.request.get(f"{parent.address}{address}").body().startswith(b"%PDF")


def test_a_company_learns_by_keyboard_and_without_scripts_that_a_roster_is_not_allowed(enter: Enter) -> None:
    company = enter(java_script_enabled=False)
    company.go("/rekenhulp/uurrooster-minderjarige/")
    company.page.get_by_label("Hoe oud is de leerling?").fill("16")
    company.page.get_by_label("Gewoon werk").check()
    monday = company.page.get_by_role("group", name="maandag")
    monday.get_by_label("Begin van het werk").fill("16:30")
    monday.get_by_label("Einde van het werk").fill("20:30")
    company.click("Bereken", "button")
    expect(company.page.get_by_role("cell", name="nachtarbeid: werken mag alleen 06:00-20:00")).to_be_visible()


def test_a_coordinator_sees_the_last_day_on_a_calendar(enter: Enter) -> None:
    coordinator = enter()
    coordinator.go("/rekenhulp/zoektijd-werkplek/")
    coordinator.page.get_by_label("Wanneer begint de klok?").fill("2026-10-19")
    coordinator.page.get_by_label("Op welke dag kijkt u?").fill("2026-10-30")
    coordinator.click("Bereken", "button")
    expect(coordinator.page.locator(".ca-day--last")).to_have_count(2)
    expect(coordinator.page.get_by_text("Herfstvakantie van 2 november 2026")).to_be_visible()
    coordinator.look("clock")
