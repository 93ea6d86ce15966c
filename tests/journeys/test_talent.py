"""A child walks from the start page to its report; a teacher hands out strips. In a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
# A function, not an expression: the page's policy forbids evaluating text.
SHOWS = "start => document.querySelector('.ta-count')?.innerText.startsWith(start)"
# While an answer travels, the page takes no other: a person waits for the next picture, so do we.
SETTLED = "() => document.activeElement.closest('main') && !document.querySelector('.htmx-request, .htmx-swapping')"
LIKES = {"R": "5", "S": "4", "I": "3"}


def key_for(page: Page) -> str:
    """The key a child that likes making presses on this question."""
    item = page.get_attribute("input[name=item]", "value") or ""
    return LIKES.get(item[0], "2")


def answer_all_by_keyboard(page: Page) -> None:
    for number in range(1, 61):
        page.wait_for_function(SHOWS, arg=f"{number} ")
        page.wait_for_function(SETTLED)
        page.keyboard.press(key_for(page))
    page.wait_for_url("**/talent/klaar/")


def test_a_child_with_a_phone_and_only_keys_walks_to_the_report_and_the_pdf(enter: Enter) -> None:
    walker = enter(360)
    page = walker.page
    walker.go("/talent/")
    walker.look("start")
    walker.tab_to("Start thuis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talent/jaar/")
    walker.look("year")
    page.focus("input[name=stage]")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talent/vooraf/")
    walker.look("before")
    page.focus("#d-think")
    page.keyboard.press("Space")
    walker.tab_to("Volgende")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talent/vragen/1/")
    walker.look("question")
    answer_all_by_keyboard(page)
    walker.look("done")
    walker.tab_to("Toon mijn rapport")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talent/rapport/")
    assert walker.heading().replace("\n", " ") == "Past bij je interesses"
    walker.look("report")
    walker.tab_to("Mijn rapport als PDF", limit=300)
    pdf = page.request.get(walker.address + "/talent/rapport/pdf/?plaats=9000")
    assert pdf.body().startswith(b"%PDF")


def test_the_arrows_walk_over_the_faces_and_the_focus_shows(enter: Enter) -> None:
    walker = enter(1280, color_scheme="dark")
    to_the_questions(walker)
    walker.page.keyboard.press("ArrowRight")
    walker.page.keyboard.press("ArrowRight")
    walker.stands_on("value", "2")
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_function(SHOWS, arg="2 ")
    walker.stands_on("id", "vraag-tekst")
    assert walker.page.url.endswith("/talent/vragen/2/")
    walker.look("question")


def to_the_questions(walker: Walker) -> None:
    walker.go("/talent/")
    walker.click("Start thuis", "button")
    walker.page.check("input[value='2A']")
    walker.click("Volgende", "button")
    walker.click("Overslaan", "button")
    walker.page.wait_for_url("**/talent/vragen/1/")


def test_the_questions_work_without_a_script(enter: Enter) -> None:
    walker = enter(360, java_script_enabled=False)
    to_the_questions(walker)
    for number in range(2, 5):
        walker.click("Leuk", "button")
        walker.page.wait_for_url(f"**/talent/vragen/{number}/")
    walker.click("Terug")
    walker.page.wait_for_url("**/talent/vragen/3/")


def test_a_report_keeps_and_shares_and_goes(enter: Enter) -> None:
    walker = enter(1280)
    to_the_questions(walker)
    answer_all_by_keyboard(walker.page)
    walker.click("Toon mijn rapport", "button")
    walker.page.get_by_role("button", name=re.compile("^Neem mee")).first.click()
    walker.page.wait_for_load_state()
    assert walker.page.get_by_role("heading", name="Deze neem je mee").count() == 1
    walker.look("taken")
    walker.click("Bewaar mijn rapport", "button")
    walker.look("code")
    walker.click("Naar mijn rapport")
    walker.page.check("input[value=school]")
    walker.click("Maak een deelcode", "button")
    walker.look("share")
    walker.click("Naar mijn rapport")
    walker.look("kept")
    walker.click("Wis mijn rapport")
    walker.click("Ja, wis het", "button")
    assert walker.heading() == "Alles is gewist"


def test_a_code_in_the_address_of_a_qr_fills_the_field_and_leaves_the_address(enter: Enter) -> None:
    walker = enter(360)
    walker.go("/talent/code/#ABCD-EFGH-JKMN")
    assert walker.page.input_value("input[name=code]") == "ABCD-EFGH-JKMN"
    assert "#" not in walker.page.url
    walker.click("Start", "button")
    walker.look("unknown-code")
