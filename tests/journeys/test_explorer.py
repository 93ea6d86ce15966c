"""The explorer as people walk it: search, refine, back, compare, share, print; with and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser


def count(walker: Walker) -> int:
    return int(re.sub(r"\D", "", walker.page.locator("#aantal").inner_text()))


@pytest.mark.parametrize("typed", ["lasser", "kapster", "iets met auto's"])
def test_what_a_child_types_finds_something(walker: Walker, typed: str) -> None:
    walker.go("/richtingen/")
    walker.page.get_by_label("Wat zoek je?").fill(typed)
    walker.page.get_by_label("Wat zoek je?").press("Enter")
    walker.page.wait_for_url("**q=*")
    assert walker.page.locator(".of-row").count() > 0


def test_refining_changes_the_list_and_the_address_without_a_new_page_and_back_undoes_it(walker: Walker) -> None:
    walker.go("/richtingen/")
    everything = count(walker)
    walker.page.evaluate("window.sameDocument = true")
    walker.page.get_by_label("Gaan werken").check()
    walker.page.wait_for_url("**finaliteit=A*")
    expect(walker.page.locator("#aantal")).not_to_contain_text(str(everything))
    assert walker.page.evaluate("window.sameDocument === true")
    fewer = count(walker)
    assert 0 < fewer < everything
    walker.page.go_back()
    expect(walker.page.locator("#aantal")).to_contain_text(str(everything))
    assert not walker.page.get_by_label("Gaan werken").is_checked()


def test_a_refined_list_can_be_sent_to_somebody_else(enter: Enter) -> None:
    first = enter()
    first.go("/richtingen/?finaliteit=A&graad=3&plaats=9000")
    second = enter()
    second.go(first.page.url)
    assert count(first) == count(second)
    assert second.page.get_by_label("Gaan werken").is_checked()


def test_everything_works_without_scripts(enter: Enter) -> None:
    walker = enter(java_script_enabled=False)
    walker.go("/richtingen/")
    walker.page.get_by_label("Waar woon je?").fill("Gent")
    walker.page.get_by_label("Hoe ver?").select_option("50")
    walker.page.get_by_label("Gaan werken").check()
    walker.page.locator(".of-ask__go").click()
    assert "finaliteit=A" in walker.page.url
    assert "km=50" in walker.page.url


def test_from_search_to_programme_to_school(walker: Walker) -> None:
    walker.go("/richtingen/?q=lasser&plaats=9000")
    walker.look("list")
    walker.page.locator(".of-row h3 a").first.click()
    expect(walker.page.locator("#waar")).to_be_visible()
    walker.look("programme")
    walker.page.locator(".of-official-facts summary").click()
    walker.look("facts")
    walker.page.locator(".of-sites a").first.click()
    expect(walker.page.locator(".of-side--taught").first).to_be_visible()
    walker.look("school")


def test_comparing_two_programmes_says_where_they_differ(walker: Walker) -> None:
    walker.go("/richtingen/?finaliteit=A&graad=3")
    walker.page.locator(".of-row__compare").nth(0).click()
    walker.page.locator(".of-row__compare").nth(1).click()
    walker.click("Zet naast elkaar")
    assert walker.page.url.count("r=") == 2
    expect(walker.page.locator(".of-differ")).to_be_visible()
    walker.look()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_matrix_reads_well(enter: Enter, width: int) -> None:
    walker = enter(width)
    walker.go("/richtingen/matrix/?graad=3")
    walker.look()
    walker.page.locator(".of-matrix a").first.click()
    expect(walker.page.locator("#wat")).to_be_visible()


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_matrix_prints_on_paper(walker: Walker, paper: str) -> None:
    walker.go("/richtingen/matrix/?graad=3")
    printed = walker.page.pdf(format=paper, landscape=True)
    assert printed.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= (3 if paper == "A3" else 6)


def test_an_empty_answer_offers_a_way_out(enter: Enter) -> None:
    walker = enter(360)
    walker.go("/richtingen/?stem=stem&leren=dual&domein=sport")
    walker.look()
    walker.page.locator(".of-ways a").first.click()
    assert count(walker) > 0


def test_the_filters_are_reached_with_the_keyboard(walker: Walker) -> None:
    walker.go("/richtingen/")
    walker.page.get_by_label("Wat zoek je?").focus()
    for _ in range(40):
        walker.page.keyboard.press("Tab")
        if walker.page.evaluate("document.activeElement.id") == "finaliteit-A":
            break
    walker.page.keyboard.press("Space")
    walker.page.wait_for_url("**finaliteit=A*")
    assert walker.page.get_by_label("Gaan werken").is_checked()
    expect(walker.page.locator("#finaliteit-A")).to_be_focused()
