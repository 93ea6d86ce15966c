"""Looking through the tasks: from the style guide to one task, by mouse and by keyboard, with and without scripts."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker
from vakwerk.engines.itembank import task_of

pytestmark = pytest.mark.browser


def test_a_reviewer_finds_a_kind_chooses_a_level_and_reads_why_the_answers_are_wrong(walker: Walker) -> None:
    walker.go("/stijlgids/")
    walker.click("Bekijk de taken van het instrument")
    walker.look()
    walker.click("Hefbomen")
    walker.click("makkelijk")
    first = walker.page.get_by_role("article").first
    first.get_by_text("Antwoord").click()
    assert first.get_by_role("listitem").count() > 3
    walker.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_task_can_be_done_by_keyboard_on_a_phone(enter: Enter, scripts: bool) -> None:
    walker = enter(360, java_script_enabled=scripts)
    task = task_of("cubes-turned-1-3")
    walker.go(f"/stijlgids/taken/taak/{task.id}/")
    answers = walker.page.get_by_role("radio")
    answers.first.focus()
    for _step in range(task.key):
        walker.page.keyboard.press("ArrowDown")
    if task.key == 0:
        walker.page.keyboard.press("Space")
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_url("**antwoord=*")
    assert walker.page.get_by_text("Dat klopt.").is_visible()
    if scripts:
        walker.look()
    walker.click("Volgende taak")
    assert "cubes-turned-1-4" in walker.page.url


def test_tasks_read_in_english_and_in_the_dark(enter: Enter) -> None:
    walker = enter(360, color_scheme="dark")
    walker.go("/stijlgids/taken/soort/bar-chart/")
    walker.click("English", "button")
    assert walker.page.get_by_text("not validated yet").is_visible()
    walker.look()
