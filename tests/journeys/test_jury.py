"""A member of a jury scores, the civil servant closes the meeting, cuts and decides; the receiver sees its grant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
CALL = "Excellentiefonds: een nieuw prestigeproject"


def score(walker: Walker) -> None:
    """The teacher's first application stays shut; of the two others she scores the last one."""
    walker.become("Els")
    walker.go("/jury/")
    walker.look("juries")
    walker.page.locator("main").get_by_role("link", name=CALL).click()
    assert "Blijft dicht: een belang" in walker.page.inner_text("main")
    walker.look("seat")
    walker.page.get_by_role("link", name="Zorg in de hoofdrol").click()
    walker.look("scoring")
    for box in walker.page.get_by_label("Waarom: ", exact=False).all():
        box.fill("Sterk en haalbaar.")
    for box in walker.page.locator("input[type=number]").all():
        box.fill("7")
    walker.click("Geef mijn beoordeling", "button")
    assert "Uw beoordeling is gegeven." in walker.page.inner_text("main")
    walker.look("given")


def close_and_decide(walker: Walker) -> None:
    walker.become("Sofie")
    walker.go("/oproepen/beheer/")
    walker.page.locator("main").get_by_role("link", name=CALL).click()
    walker.page.locator("main").get_by_role("link", name="Jury", exact=True).click()
    walker.look("jury")
    walker.fits_a_phone()
    walker.page.locator("main").get_by_role("link", name="Nacht van de lassers").click()
    walker.look("deliberation")
    walker.page.go_back()
    walker.click("Sluit de vergadering en rangschik", "button")
    assert "Budgetstreep" in walker.page.inner_text("main")
    walker.look("ranking")
    walker.fits_a_phone()
    walker.click("Beslissen")
    today = date.today()  # noqa: DTZ011 the site runs on the real clock
    for label, days in (("Projecten starten op", 10), ("Projecten eindigen op", 100), ("Laatste dag voor het v", 130)):
        walker.page.get_by_label(label).fill((today + timedelta(days=days)).isoformat())
    for group in walker.page.get_by_role("group").all():
        if group.get_by_label("Volledig toegekend").count() and not group.locator("input:checked").count():
            group.get_by_label("Op de reservelijst").check()
    for box in walker.page.get_by_label("Redenen voor", exact=False).all():
        box.fill("Zoals de jury voorstelt.")
    walker.look("decide")
    walker.click("Beslis en leg het geld vast", "button")
    assert "Het geld is vastgelegd" in walker.page.inner_text("main")


def see_the_grant(walker: Walker) -> None:
    walker.become("Leen")
    walker.go("/toelagen/mijn/")
    walker.look("my-grants")
    walker.click("Kookbattle voor tweede graad")
    assert "Terug te betalen" in walker.page.inner_text("main")
    walker.look("grant")


def test_a_member_scores_the_meeting_is_closed_and_the_receiver_sees_its_grant(enter: Enter) -> None:
    score(enter(360))
    close_and_decide(enter(1280))
    see_the_grant(enter(360))


def test_everybody_reads_how_a_contest_ended_and_what_a_project_made(enter: Enter) -> None:
    walker = enter(360)
    walker.go("/wedstrijden/")
    walker.page.locator("main").get_by_role("link", name="Metaal in beweging").first.click()
    walker.look("contest")
    walker.go("/innovet/")
    walker.click("Lassen in tien lessen")
    walker.look("result")
