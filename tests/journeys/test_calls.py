"""A civil servant makes a call without code and publishes it; a school applies, comes back later, and hands in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
TITLE = "Vakwedstrijd tegelzetten"


def build(walker: Walker) -> None:
    """Every step of the builder, with a condition that is wrong at first."""
    walker.become("Sofie")
    walker.choose("Oproepen maken")
    walker.click("Nieuwe oproep")
    walker.page.get_by_label("Titel van de oproep").fill(TITLE)
    walker.page.get_by_label("Korte naam").fill("TEGEL-1")
    walker.page.get_by_label("Een lege oproep").check()
    walker.click("Maak het ontwerp", "button")
    general(walker)
    walker.click("Wie mag indienen")
    walker.page.get_by_label("Secundaire school").check()
    walker.page.get_by_label("Partners die moeten bevestigen").fill("0")
    walker.click("Bewaar", "button")
    add(walker, "Delen van het formulier", {"Titel van het deel": "Het project"})
    add(walker, "Vragen", {"Vraag": "Wat is het idee?"})
    add(walker, "Begrotingsposten", {"Naam van de post": "Materiaal"})
    add(walker, "Criteria voor de jury", {"Criterium": "Vakmanschap"})
    condition(walker)


def general(walker: Walker) -> None:
    today = date.today()  # noqa: DTZ011 the site runs on the real clock
    walker.click("Algemeen")
    walker.page.get_by_label("Samenvatting").fill("Voor scholen met een tegelzetter in spe.")
    for label, day, hour in (("Opent", -1, "00:00:00"), ("Sluit", 10, "12:00:00")):
        walker.page.get_by_label(f"{label} op").fill((today + timedelta(days=day)).isoformat())
        walker.page.get_by_label(f"{label} om").fill(hour)
    walker.look("general")
    walker.click("Bewaar", "button")


def add(walker: Walker, step: str, fields: dict[str, str]) -> None:
    walker.click(step)
    for label, text in fields.items():
        walker.page.get_by_label(label, exact=True).fill(text)
    walker.click("Voeg toe", "button")
    walker.look(step)
    walker.click("Alle stappen")


def condition(walker: Walker) -> None:
    walker.click("Voorwaarden")
    walker.page.get_by_label("Voorwaarde", exact=True).fill("gevraagt <= € 5.000")
    walker.page.get_by_label("Wat het betekent, voor aanvragers").fill("Hoogstens € 5.000.")
    walker.click("Controleer, bewaar nog niet", "button")
    assert "Bedoelt u gevraagd?" in walker.page.inner_text("main")
    walker.look("condition-wrong")
    walker.page.get_by_label("Voorwaarde", exact=True).fill("gevraagd <= € 5.000")
    walker.click("Voeg toe", "button")
    walker.click("Alle stappen")


def try_out_and_publish(walker: Walker) -> None:
    walker.click("Start de proefronde", "button")
    walker.page.get_by_label("Naam van het voorbeeld").fill("Voorbeeld")
    walker.click("Een voorbeeld invullen", "button")
    walker.look("example")
    walker.click("Proefronde")
    walker.click("Publiceer de oproep", "button")
    assert "De oproep is gepubliceerd." in walker.page.inner_text("main")
    walker.look("published")


def apply_and_leave(walker: Walker) -> None:
    walker.become("Leen")
    walker.go("/oproepen/")
    walker.click(TITLE)
    walker.look("call")
    walker.page.get_by_label("Naam van het project").fill("Tegels voor het dorpsplein")
    walker.click("Begin een aanvraag", "button")
    walker.click("Het project")
    walker.page.get_by_label("Wat is het idee?").fill("Leerlingen leggen een mozaïek.")
    walker.click("Bewaar en ga verder", "button")


def resume_and_submit(walker: Walker) -> None:
    walker.go("/oproepen/aanvragen/")
    walker.click("Tegels voor het dorpsplein")
    walker.click("Begroting")
    walker.page.get_by_label("Bedrag dat u vraagt").fill("6.000")
    row = walker.page.get_by_role("group", name="Kost 1", exact=True)
    row.get_by_label("Begrotingspost").select_option(label="Materiaal")
    row.get_by_label("Waarvoor").fill("Tegels")
    row.get_by_label("Bedrag").fill("6.000,00")
    walker.click("Bewaar en tel op", "button")
    walker.look("budget")
    walker.click("Naar het overzicht")
    walker.click("Nakijken en indienen")
    told = walker.page.inner_text("main").replace("\u00a0", " ")
    assert "Gevraagd bedrag € 6.000,00 is meer dan € 5.000,00." in told
    walker.look("check")
    walker.click("Dien de aanvraag in", "button")
    assert "Ingediend als TEGEL-1-001" in walker.page.inner_text("main")
    walker.look("submitted")


def test_a_call_is_built_tried_and_published_and_a_school_applies_on_a_phone(enter: Enter) -> None:
    official = enter(1280)
    build(official)
    try_out_and_publish(official)
    school = enter(360)
    apply_and_leave(school)
    again = enter(360, color_scheme="dark")
    again.become("Leen")
    resume_and_submit(again)
