"""The people of the first line, one journey each: what they come for, from the first click to the last."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import Enter
from tests.journeys.test_talent import answer_all_by_keyboard, to_the_questions
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
WRONG_LIST = "jaar;gepubliceerd op;cluster;beroep\n2041;geen datum;Bouwberoepen;Metselaar\n"
RIGHT_LIST = "jaar;gepubliceerd op;cluster;beroep\n2041;01/02/2041;Bouwberoepen;Metselaar\n"
STAFF_LIST = "voornaam;naam;e-mail;rol\nFien;Proefmans;fien.proefmans@school.example;leraar\n"


def csv(content: str) -> FilePayload:
    return {"name": "lijst.csv", "mimeType": "text/csv", "buffer": content.encode()}


def finish_with_code(walker: Walker, code: str) -> None:
    """A child in class: the strip, the year, the sixty questions."""
    walker.go("/talent/code/")
    walker.page.get_by_label("Je code").fill(code)
    walker.click("Start", "button")
    walker.page.check("input[value='2A']")
    walker.click("Volgende", "button")
    walker.click("Overslaan", "button")
    walker.page.wait_for_url("**/talent/vragen/1/")
    answer_all_by_keyboard(walker.page)


def send(walker: Walker, content: str) -> None:
    """A list of the right shape: send it, accept the columns that were guessed."""
    walker.page.set_input_files("input[type=file]", csv(content))
    walker.click("Stuur het bestand", "button")
    if walker.page.url.endswith("/kolommen/"):
        walker.click("Kijk het bestand na", "button")


def test_a_child_walks_from_home_to_a_programme_near_home_and_compares(enter: Enter) -> None:
    walker = enter(360, color_scheme="dark")
    walker.go("/")
    walker.click("Start de vragenlijst")
    assert walker.heading() == "Wat doe je graag?"
    to_the_questions(walker)
    answer_all_by_keyboard(walker.page)
    walker.click("Toon mijn rapport", "button")
    walker.page.get_by_label("Waar woon je?").fill("Mechelen")
    walker.click("Toon in mijn buurt", "button")
    expect(walker.page.get_by_text("Dichtstbij:").first).to_be_visible()
    walker.page.locator(".ta-programme a").first.click()
    expect(walker.page.locator("#waar")).to_be_visible()
    walker.click("Vergelijk met een andere richting")
    walker.page.get_by_role("searchbox", name="Voeg een richting toe").fill("hout")
    walker.click("Zoek", "button")
    walker.page.locator(".of-ways a").first.click()
    expect(walker.page.locator(".of-differ")).to_be_visible()
    walker.look()


def test_a_parent_reads_what_it_is_what_may_follow_and_which_jobs(walker: Walker) -> None:
    walker.become("Karim")
    assert walker.page.url.endswith("/talent/ouders/")
    walker.look("parents")
    walker.go("/richtingen/matrix/?graad=2")
    walker.page.locator(".of-matrix a", has_text="Hout").first.click()
    walker.look("programme")
    walker.page.get_by_role("heading", name="Welke beroepen?").locator("xpath=following::a[1]").click()
    expect(walker.page.get_by_role("heading", name="Welke richtingen leiden ernaartoe?")).to_be_visible()
    walker.look("occupation")
    walker.click("Wat kan daarna")
    walker.look("next")


def test_lotte_sees_how_far_the_children_are_and_closes(enter: Enter) -> None:
    lotte = enter()
    lotte.become("Lotte")
    lotte.click("Nieuwe sessie")
    lotte.page.get_by_label("Naam van de sessie").fill("Groep van dinsdag")
    lotte.page.get_by_label("Hoeveel leerlingen?").fill("20")
    lotte.click("Maak de sessie", "button")
    board = lotte.page.url
    lotte.click("Maak 20 codes", "button")
    lotte.look("sheet")
    codes = lotte.page.locator(".ta-strip__code").all_inner_texts()
    assert len(set(codes)) == 20
    ready = enter(360)
    finish_with_code(ready, codes[0])
    ready.click("Toon mijn rapport", "button")
    busy = enter(360)
    busy.go("/talent/code/")
    busy.page.get_by_label("Je code").fill(codes[1].lower())
    busy.click("Start", "button")
    lotte.go(board)
    assert lotte.page.locator(".ta-board dd").all_inner_texts() == ["18", "1", "1"]
    lotte.page.locator("summary", has_text="Afsluiten").press("Enter")
    lotte.look("closing")
    lotte.click("Ja, sluit de sessie af", "button")
    assert lotte.page.locator(".ta-board dt").all_inner_texts() == ["Bezig", "Klaar"]
    late = enter(360)
    late.go("/talent/code/")
    late.page.get_by_label("Je code").fill(codes[2])
    late.click("Start", "button")
    assert late.heading() == "Deze code kennen we niet"
    late.look("late")


def test_a_counsellor_reads_what_a_child_shares_and_prints_the_conversation_sheet(enter: Enter) -> None:
    child = enter(360)
    to_the_questions(child)
    answer_all_by_keyboard(child.page)
    child.click("Toon mijn rapport", "button")
    child.click("Bewaar mijn rapport", "button")
    child.click("Naar mijn rapport")
    child.page.check("input[value=guidance]")
    child.click("Maak een deelcode", "button")
    code = child.page.locator(".ta-code").inner_text()
    hassan = enter()
    hassan.become("Hassan")
    hassan.go("/talent/gedeeld/")
    hassan.page.get_by_label("Je code").fill(code)
    hassan.page.locator(".ta-code-form button").click()
    hassan.page.wait_for_load_state()
    assert hassan.heading() == "Gedeeld rapport"
    hassan.look()
    address = hassan.page.get_by_role("link", name=re.compile("^Gespreksblad")).first.get_attribute("href")
    assert hassan.page.request.get(f"{hassan.address}{address}").body().startswith(b"%PDF")


def test_an_official_finds_each_amount_as_printed_and_what_is_measured(walker: Walker) -> None:
    walker.become("Sofie")
    assert walker.heading() == "Plan ter versterking van TSO en BSO"
    walker.click("Talentcenters")
    expect(walker.page.get_by_text("1.518.594 euro").first).to_be_visible()
    walker.look("action")
    walker.go("/plan/bedragen/")
    expect(walker.page.get_by_text("nog niets ingevuld").first).to_be_visible()
    walker.look("amounts")
    walker.choose("Keuze voor en na")
    walker.look("measure")


def test_an_administrator_checks_the_log_and_imports_a_list(walker: Walker) -> None:
    walker.become("Ines")
    walker.go("/beheer/logboek/")
    walker.click("Controleer nu de hele ketting")
    expect(walker.page.get_by_text("elke schakel houdt")).to_be_visible()
    walker.look("log")
    walker.choose("Achtergrondtaken")
    walker.look("jobs")
    walker.click("Beroepen")
    walker.page.locator("a[href$='/importeren/']").click()
    send(walker, WRONG_LIST)
    expect(walker.page.get_by_text("geen datum").first).to_be_visible()
    walker.look("wrong")
    walker.go("/beroepen/knelpuntberoepen/importeren/")
    send(walker, RIGHT_LIST)
    walker.look("right")


def test_a_principal_invites_one_colleague_and_a_whole_list(enter: Enter) -> None:
    walker = enter(360)
    walker.become("Leen")
    walker.go("/organisatie/")
    walker.look("members")
    walker.page.get_by_label("Naam").first.fill("Fien Proefmans")
    walker.click("Maak een uitnodigingslink", "button")
    walker.look("invited")
    walker.click("Nodig veel mensen tegelijk uit met een lijst")
    send(walker, STAFF_LIST)
    expect(walker.page.get_by_text("Proefmans").first).to_be_visible()
    walker.look("staff")


def test_the_tour_walks_from_start_to_end_and_starts_again(walker: Walker) -> None:
    walker.go("/rondleiding/")
    steps = walker.page.locator(".tour > li").count()
    for number in range(steps):
        walker.page.locator(".tour > li").nth(number).get_by_role("button").click()
        walker.page.wait_for_load_state()
        assert walker.page.locator("h1").count() == 1
        walker.go("/rondleiding/")
        assert walker.page.locator(".tour").get_by_text("gedaan").count() == number + 1
    walker.look("done")
    walker.click("Begin de rondleiding opnieuw", "button")
    assert walker.page.locator(".tour").get_by_text("gedaan").count() == 0
