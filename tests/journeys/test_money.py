"""A civil servant commits money, pays two instalments, proves it and gets a part back; all see the totals."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker

pytestmark = pytest.mark.browser
INVOICE: FilePayload = {"name": "factuur.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}


def _fill(walker: Walker, button: str, **fields: str) -> None:
    for label, value in fields.items():
        walker.page.get_by_label(label.replace("_", " "), exact=False).first.fill(value)
    walker.click(button, "button")


def _pay_everything(walker: Walker) -> None:
    walker.click("Betalen wat gepland is")
    walker.click("De betaalronde starten", "button")
    for _ in range(30):  # the worker books it
        if walker.page.get_by_role("link", name="Lijst (CSV)").count():
            return
        walker.page.wait_for_timeout(500)
        walker.page.reload()
    raise AssertionError("the run was not booked")


@pytest.mark.parametrize("width", [1280, 360])
def test_money_is_committed_paid_in_two_instalments_and_partly_recovered(enter: Enter, width: int) -> None:
    walker = enter(width)
    walker.become("Sofie")
    walker.go("/kredieten/")
    walker.look()
    walker.go("/kredieten/2.6-1/")
    walker.click("Geld vastleggen")
    _fill(walker, "Vastleggen", Waarvoor="Proefproject", Bedrag="veel")
    expect(walker.page.get_by_text("Dit is geen bedrag in euro").first).to_be_visible()
    walker.look()
    _fill(walker, "Vastleggen", Naam_van_de_begunstigde=f"Vzw Proef {width}", Bedrag="10.000,00")
    assert walker.heading() == f"Vzw Proef {width}"
    for label, amount in (("Eerste schijf", "6.000"), ("Tweede schijf", "4.000")):
        walker.click("Een betaling plannen")
        _fill(walker, "Plannen", Wat_er_betaald_wordt=label, Bedrag=amount)
    walker.look()
    _pay_everything(walker)
    walker.look()
    walker.page.get_by_role("link", name=f"Vzw Proef {width}").first.click()
    walker.page.get_by_role("link", name="Bewijsstuk toevoegen").first.click()
    walker.page.set_input_files("input[type=file]", INVOICE)
    walker.click("Bestand toevoegen", "button")
    expect(walker.page.get_by_role("link", name="factuur.pdf")).to_be_visible()
    walker.click("Geld terugvorderen")
    _fill(walker, "Terugvorderen", Bedrag="1.500,50", Waarom="Niet besteed")
    walker.click("Ontvangen", "button")
    walker.look()
    expect(walker.page.locator("dl.vw-summary")).to_contain_text(re.compile(r"1\.500,50"))
    walker.go("/kredieten/2.6-1/dagboek/")
    walker.look()
    stranger = enter(width)
    stranger.go("/kredieten/2.6-1/")
    expect(stranger.page.get_by_text("Betaald").first).to_be_visible()
    assert stranger.page.get_by_text("Vzw Proef").count() == 0
