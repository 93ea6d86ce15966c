"""The privacy page with everything unfolded: what is folded, axe does not see."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Enter

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_record_unfolds_and_is_for_everyone(enter: Enter, width: int, scheme: str) -> None:
    walker = enter(width, color_scheme=scheme)
    walker.go("/privacy/")
    folded = walker.page.locator("details.vw-fold > summary")
    for index in range(folded.count()):
        folded.nth(index).click()
    assert walker.page.locator("details.vw-fold:not([open])").count() == 0
    walker.look("unfolded")


def test_the_fields_unfold_with_the_keyboard_and_come_as_a_file(enter: Enter) -> None:
    walker = enter(360)
    walker.go("/privacy/")
    walker.tab_to("Eén keer door de vragen")
    walker.page.keyboard.press("Enter")
    assert walker.page.get_by_text("answering_hash").is_visible()
    with walker.page.expect_download() as download:
        walker.page.get_by_role("link", name="CSV").click()
    assert "birth_date" in download.value.path().read_text(encoding="utf-8")
