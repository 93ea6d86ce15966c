"""A school asks what it would get under the key of 2019 and takes the recount home; its evidence is checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.engines.money.spreadsheet import Spreadsheet
from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser


def test_a_school_asks_what_it_would_get_and_recounts_it(enter: Enter) -> None:
    school = enter(360)
    school.go("/verdeling/")
    school.click("Wat zou mijn school krijgen?")
    school.page.get_by_label("Regelmatige leerlingen van uw school die meetellen").fill("120,5")
    school.click("Bereken", "button")
    school.look("no-total")
    school.page.get_by_label("Alle leerlingen in Vlaanderen").fill("95.000")
    school.click("Bereken", "button")
    expect(school.page.get_by_role("heading", name="Uw school zou")).to_contain_text("12.684,21")
    school.look("answer")
    with school.page.expect_download() as download:
        school.page.get_by_role("link", name="Reken het na in een rekenblad").click()
    shares = Spreadsheet(Path(download.value.path()).read_bytes()).column("Aandeel (cent)")
    assert shares == [1_268_421, 998_731_579]


def test_a_civil_servant_checks_evidence_and_tries_other_weights(enter: Enter) -> None:
    sofie = enter()
    sofie.become("Sofie")
    sofie.go("/verdeling/beheer/")
    sofie.look("rounds")
    sofie.page.get_by_role("link", name="sleutel van 2019").click()
    sofie.page.get_by_role("link", name="Bewijsstukken", exact=True).click()
    sofie.look("evidence")
    sofie.page.get_by_label("School", exact=True).fill("Rondleiding")
    sofie.click("Filter", "button")
    sofie.click("Campus De Rondleiding")
    sofie.page.locator("article", has_text="Na te kijken").get_by_label("Niet aanvaarden").check()
    sofie.page.locator("article", has_text="Na te kijken").get_by_role("button").click()
    sofie.look("no-reason")
    sofie.page.locator("article", has_text="Na te kijken").get_by_label("Waarom niet").fill("Geen duurzame uitrusting")
    sofie.page.locator("article", has_text="Na te kijken").get_by_role("button").click()
    expect(sofie.page.get_by_text("Geen duurzame uitrusting")).to_be_visible()
    sofie.look("refused")
    sofie.go("/verdeling/beheer/")
    sofie.page.get_by_role("link", name="jaarlijkse").click()
    sofie.look("draft")
    sofie.click("Wat als?")
    sofie.page.get_by_label("Gewicht van groep 1").fill("3")
    sofie.click("Vergelijk", "button")
    expect(sofie.page.get_by_text("Wie meer zou krijgen").first).to_be_visible()
    sofie.look("compare")


def test_a_principal_plans_and_proves(enter: Enter) -> None:
    leen = enter(360)
    leen.become("Leen")
    leen.go("/verdeling/mijn-school/")
    leen.look("own")
    leen.page.locator("main a[href*='mijn-school/plan/']").first.click()
    leen.look("plan")
    leen.page.get_by_label("Wat u zult kopen").fill("Lasrobot")
    leen.page.get_by_label("Richting").fill("Lassen-constructie")
    leen.page.get_by_label("Gepland bedrag").fill("9.999,50")
    leen.click("Voeg toe", "button")
    expect(leen.page.get_by_text("Lasrobot").first).to_be_visible()
    leen.go("/verdeling/mijn-school/")
    leen.page.locator("main a[href*='mijn-school/aandeel/']").first.click()
    leen.look("share")
    leen.go("/verdeling/mijn-school/")
    leen.page.locator("main a[href*='/vestiging/']").first.click()
    leen.look("claim")
