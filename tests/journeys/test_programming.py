"""A principal learns in two minutes whether a programme may start and hands it in; a civil servant decides."""

from __future__ import annotations

import pytest

from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser


def test_a_principal_knows_in_two_minutes_and_a_civil_servant_decides(enter) -> None:
    head: Walker = enter(360)
    head.become("Leen")
    head.go("/programmatie/school/")
    head.look()
    head.click("Mag een richting hier starten?", "link")
    head.page.get_by_label("Welke richting?").fill("kapper")
    head.click("Toon", "button")
    head.look()
    head.page.locator(".pg-found h3 a").first.click()
    head.look()
    head.click("Bewaar als ontwerp", "button")
    head.look()
    head.click("Melden of indienen", "button")
    assert "Gedaan:" in head.page.content()

    official: Walker = enter(1280)
    official.become("Sofie")
    official.go("/programmatie/opvolging/?state=Ingediend, in advies")
    official.look()
    official.page.locator("tbody a").first.click()
    official.look()
    for body in ("AGODI", "Vlor", "Onderwijsinspectie"):
        official.page.get_by_text("Voer een advies in").click()
        form = official.page.locator("form[action$='/advies/']")
        form.get_by_label(body, exact=True).check()
        form.get_by_label("Gunstig", exact=True).check()
        official.click("Bewaar het advies", "button")
    form = official.page.locator("form[action$='/besluit/']")
    form.get_by_label("Goedgekeurd").check()
    form.get_by_label("Redenen").fill("De streek heeft deze richting nodig.")
    official.click("Beslissen", "button")
    assert "De streek heeft deze richting nodig." in official.page.content()
    official.look()
