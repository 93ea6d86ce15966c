"""Fine motor tasks with a mouse and a finger: what the script records is what the engine can score."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.journeys.conftest import Enter
from tests.journeys.walker import Walker
from vakwerk.engines.itembank.motor import AimScore, PegScore, TraceScore, read_recording, score, standard

pytestmark = pytest.mark.browser

PAGE = "/stijlgids/taken/motoriek/"
KEEP = "document.addEventListener('vakwerk:motor', (event) => { window.__motor = event.detail; })"


class Hand:
    """Drags over the field of one task, in units of that field."""

    def __init__(self, walker: Walker, kind: str) -> None:
        self.page = walker.page
        self.part = self.page.locator(f"section[aria-labelledby=motor-{kind}]")
        self.part.get_by_role("button", name="Begin").click()
        self.field = self.part.locator("svg")
        self.field.evaluate("field => field.scrollIntoView({block: 'center', behavior: 'instant'})")
        self.settle()

    def settle(self) -> None:
        """The page scrolls the field into view, smoothly for who likes that."""
        before = None
        while before != (box := self.field.bounding_box()):
            before = box
            self.page.wait_for_timeout(150)

    def place(self, x: float, y: float) -> tuple[float, float]:
        box = self.field.bounding_box()
        assert box is not None
        return box["x"] + x * box["width"] / 320, box["y"] + y * box["height"] / 320

    def drag(self, path: list[list[float]], steps: int = 4, let_go: bool = True) -> None:
        self.page.mouse.move(*self.place(*path[0]))
        self.page.mouse.down()
        for x, y in path[1:]:
            self.page.mouse.move(*self.place(x, y), steps=steps)
        if let_go:
            self.page.mouse.up()

    def press(self, name: str) -> None:
        self.part.get_by_role("button", name=name).click()

    def says(self) -> str:
        return self.part.get_by_role("status").inner_text()

    def result(self) -> Any:
        return self.page.evaluate("window.__motor")


def start(enter: Enter, kind: str, width: int = 360) -> Hand:
    walker = enter(width)
    walker.page.add_init_script(KEEP)
    walker.go(PAGE)
    return Hand(walker, kind)


def test_a_road_followed_in_the_middle_gives_a_small_error(enter: Enter) -> None:
    hand = start(enter, "tracing")
    for trial in standard("tracing").trials:
        hand.drag(trial["path"])
    result = score(read_recording(hand.result()))
    assert isinstance(result, TraceScore)
    assert result.trials == 6
    assert result.path_error < 3
    assert result.covered > 0.9
    assert "100 procent" in hand.says()


def test_pegs_beside_the_hole_count_as_missed_and_stopping_keeps_the_rest(enter: Enter) -> None:
    hand = start(enter, "pegs")
    for number, trial in enumerate(standard("pegs").trials[:8]):
        (x, y), aside = trial["to"], 0.0 if number % 2 else trial["width"] * 0.7
        hand.drag([trial["from"], [x + aside, y + math.sin(number)]])
    hand.press("Stoppen")
    raw = hand.result()
    assert raw["stopped"]
    assert raw["pointer"] == "mouse"
    result = score(read_recording(raw))
    assert isinstance(result, PegScore)
    assert result.trials == 8
    assert result.missed == 0.5
    assert result.throughput > 0


def test_holding_still_is_timed_and_letting_go_or_pausing_starts_the_circle_again(enter: Enter) -> None:
    hand = start(enter, "aim", width=1280)
    centre = standard("aim").trials[0]["target"]
    hand.drag([centre, [centre[0] + 1, centre[1]]])
    assert "te vroeg" in hand.says()
    hand.press("Even wachten")
    assert "wacht" in hand.says()
    hand.press("Verdergaan")
    hand.drag([centre, [centre[0] + 2, centre[1] + 1], centre], let_go=False)
    hand.page.wait_for_function("() => document.querySelector('#motor-aim').parentNode.innerText.includes('2 van 5')")
    hand.page.mouse.up()
    hand.press("Stoppen")
    result = score(read_recording(hand.result()))
    assert isinstance(result, AimScore)
    assert result.trials == 1
    assert result.dispersion < 2
    assert result.outside == 0


def test_stopping_at_once_is_fine_and_targets_are_large_enough_on_a_phone(enter: Enter) -> None:
    hand = start(enter, "pegs")
    sizes = hand.field.locator("circle").evaluate_all("dots => dots.map(dot => dot.getBoundingClientRect().width)")
    assert min(sizes) >= 24
    hand.press("Stoppen")
    assert "niet erg" in hand.says()


def test_a_finger_can_do_it_too(enter: Enter) -> None:
    walker = enter(360, has_touch=True, is_mobile=True)
    walker.page.add_init_script(KEEP)
    walker.go(PAGE)
    hand = Hand(walker, "pegs")
    session = walker.page.context.new_cdp_session(walker.page)
    for trial in standard("pegs").trials[:2]:
        for kind, spot in (("touchStart", trial["from"]), ("touchMove", [160, 160]), ("touchMove", trial["to"])):
            x, y = hand.place(*spot)
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.press("Stoppen")
    assert hand.result()["pointer"] == "touch"
    assert score(read_recording(hand.result())).trials == 2


def test_the_page_is_sound_before_and_during_a_task(enter: Enter) -> None:
    for width in (360, 1280):
        walker = enter(width)
        walker.go(PAGE)
        walker.look()
        Hand(walker, "tracing")
        walker.look()


def test_who_begins_by_keyboard_stands_where_one_can_stop(enter: Enter) -> None:
    walker = enter(360)
    walker.go(PAGE)
    part = walker.page.locator("section[aria-labelledby=motor-pegs]")
    part.get_by_role("button", name="Begin").focus()
    walker.page.keyboard.press("Enter")
    walker.stands_on("innerText", "Even wachten")
    walker.page.keyboard.press("Tab")
    walker.page.keyboard.press("Enter")
    assert "Gestopt" in part.get_by_role("status").inner_text()
