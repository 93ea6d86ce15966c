"""The shell as people meet it: public pages, style guide, errors, languages, display, keyboard, no script."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.pages import PUBLIC_PAGES
from tests.journeys.walker import NARROW, Walker

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_every_public_page_is_for_everyone(enter: Enter, path: str) -> None:
    """At a desk, on a phone in the dark, and at 400%: 1280 px then leaves 320 CSS px (WCAG 1.4.10)."""
    walker = enter(1280, color_scheme="light")
    walker.go(path)
    walker.look()
    walker.page.emulate_media(color_scheme="dark")
    walker.page.set_viewport_size(NARROW)
    walker.go(path)
    walker.look()
    walker.page.set_viewport_size(NARROW | {"width": 320})
    walker.fits()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_every_component_is_for_everyone(enter: Enter, width: int, scheme: str) -> None:
    walker = enter(width, color_scheme=scheme)
    walker.go("/stijlgids/")
    walker.look()


def test_every_public_page_works_without_javascript(enter: Enter) -> None:
    walker = enter(java_script_enabled=False)
    without = []
    for path in PUBLIC_PAGES:
        walker.go(path)
        if walker.page.locator("h1").count() != 1:
            without.append(path)
    assert not without


def test_people_with_their_own_colours_see_everything(enter: Enter) -> None:
    walker = enter(forced_colors="active")
    walker.go("/stijlgids/")
    walker.look()


def test_the_language_switch_stays_on_the_page_and_is_remembered(walker: Walker) -> None:
    walker.go("/stijlgids/?dorp-sort=name")
    assert walker.page.locator("html").get_attribute("lang") == "nl"
    walker.click("English", "button")
    assert walker.heading() == "Style guide"
    assert walker.page.url.endswith("/stijlgids/?dorp-sort=name")
    walker.go("/")
    assert walker.page.locator("html").get_attribute("lang") == "en"
    walker.click("Nederlands", "button")
    assert walker.heading() == "Ontdek wat bij je past"


def test_a_school_laptop_set_up_in_english_gets_dutch(enter: Enter) -> None:
    walker = enter(locale="en-GB")
    walker.go("/")
    assert walker.page.locator("html").get_attribute("lang") == "nl"


def test_dark_is_a_choice_of_the_reader(enter: Enter) -> None:
    walker = enter(color_scheme="light")
    walker.go("/")
    light = background(walker)
    walker.click("Donker", "button")
    assert background(walker) != light
    assert walker.page.get_by_role("button", name="Donker").get_attribute("aria-pressed") == "true"
    walker.click("Licht", "button")
    assert background(walker) == light


def background(walker: Walker) -> str:
    return str(walker.page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_first_tab_skips_to_the_content(walker: Walker) -> None:
    walker.go("/")
    walker.page.keyboard.press("Tab")
    walker.stands_on("innerText", "Ga naar de inhoud")
    walker.page.keyboard.press("Enter")
    walker.stands_on("id", "inhoud")


def test_the_shell_can_be_walked_with_the_keyboard_alone(walker: Walker) -> None:
    walker.go("/")
    walker.tab_to("Stijlgids")
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_url("**/stijlgids/")
    walker.tab_to("English")
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_function("() => document.documentElement.lang === 'en'")


def test_the_menu_opens_on_a_phone_without_javascript(enter: Enter) -> None:
    walker = enter(360, java_script_enabled=False)
    walker.go("/")
    menu = walker.page.get_by_role("navigation", name="Hoofdmenu")
    assert not menu.get_by_role("link").first.is_visible()
    menu.locator("summary").first.click()
    assert menu.get_by_role("link").first.is_visible()


def test_escape_closes_the_menu_on_a_phone_and_gives_the_focus_back(enter: Enter) -> None:
    walker = enter(360)
    walker.go("/plan/")
    menu = walker.page.locator(".vw-menu--small")
    menu.locator("summary").press("Enter")
    walker.page.keyboard.press("Tab")
    walker.page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    walker.stands_on("innerText", "Menu")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_error_page_says_what_to_do(enter: Enter, width: int) -> None:
    walker = enter(width)
    assert walker.go("/deze-pagina-bestaat-niet/").status == 404
    assert walker.heading() == "Deze pagina bestaat niet"
    walker.click("Naar de startpagina")
    assert walker.heading() == "Ontdek wat bij je past"


def test_a_table_sorts_filters_and_pages_by_links(walker: Walker) -> None:
    walker.go("/stijlgids/")
    table = walker.page.get_by_role("table", name="Verzonnen gemeenten")
    table.get_by_role("link", name="Leerlingen").click()
    assert table.locator("[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert "Denkelare" in table.locator("tbody tr").first.inner_text()
    walker.page.get_by_label("Provincie").first.select_option("Limburg")
    walker.click("Filter", "button")
    assert table.locator("tbody tr").count() == 2


def test_a_table_downloads_as_a_file(walker: Walker) -> None:
    walker.go("/stijlgids/")
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="CSV").click()
    content = download.value.path().read_bytes()
    assert content.startswith("\ufeffGemeente;".encode())


def test_an_error_summary_leads_to_its_field(walker: Walker) -> None:
    walker.go("/stijlgids/")
    walker.page.get_by_role("link", name="Voornaam: Dit veld is verplicht.").click()
    walker.stands_on("id", "id_b-name")


def test_no_page_asks_another_site_for_anything(walker: Walker) -> None:
    asked: list[str] = []
    walker.page.on("request", lambda request: asked.append(request.url))
    walker.go("/")
    walker.go("/stijlgids/")
    assert all(url.startswith((walker.address, "data:")) for url in asked)


@pytest.mark.parametrize("width", [1280, 360])
def test_who_signed_in_sees_as_whom_and_can_leave(enter: Enter, width: int) -> None:
    walker = enter(width)
    walker.become("Wim")
    switcher = walker.page.locator(".vw-switcher")
    assert "Wim Aerts" in switcher.locator("summary").inner_text()
    switcher.locator("summary").click()
    walker.look()
    switcher.get_by_role("button", name="Afmelden").click()
    walker.page.wait_for_load_state()
    assert walker.page.locator(".vw-switcher").count() == 0


def test_a_page_for_another_role_says_so(walker: Walker) -> None:
    walker.become("Wim")
    assert walker.go("/beheer/taken/").status == 403
    assert walker.heading() == "Je kunt deze pagina niet openen"
    walker.look()


@pytest.mark.parametrize("path", ["/", "/stijlgids/"])
def test_on_paper_the_controls_are_gone_and_the_content_is_there(walker: Walker, path: str) -> None:
    walker.go(path)
    walker.page.emulate_media(media="print")
    assert not walker.page.locator("nav.vw-nav").is_visible()
    assert not walker.page.get_by_role("button", name="English").is_visible()
    assert walker.page.locator("h1").is_visible()
    assert background(walker) == "rgb(255, 255, 255)"
    walker.shot("print")
