"""Somebody who walks through the site in a real browser and notices everything that is wrong."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Error, Page, Response

SHOTS = Path(settings.BASE_DIR) / "var" / "screenshots"
SHEET = {"width": 718, "height": 1000}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
CSP_WATCH = """window.__csp = [];
document.addEventListener("securitypolicyviolation", (e) => window.__csp.push(
  `${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));"""
# The browser logs every answer that is no success; walking to an error page on purpose is no mistake.
EXPECTED_LOG = "Failed to load resource"


def _places(violation: dict[str, Any]) -> list[Any]:
    return [node["target"] for node in violation["nodes"]][:4]


@dataclass
class Walker:
    """A page with eyes: `go`, look with `axe`, `shot`, and `troubles` collects what the browser complained about."""

    page: Page
    address: str
    name: str
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def enter(cls, context: BrowserContext, address: str, name: str) -> Walker:
        context.add_init_script(CSP_WATCH)
        walker = cls(context.new_page(), address, name)
        walker.page.on("console", walker._heard)
        walker.page.on("pageerror", walker._failed)
        walker.page.on("response", walker._answered)
        return walker

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and EXPECTED_LOG not in message.text:
            self.troubles.append(f"console {message.type} on {self.page.url}: {message.text}")

    def _failed(self, error: Error) -> None:
        self.troubles.append(f"script error on {self.page.url}: {error.message}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.troubles.append(f"{response.status} from {response.url}")

    def go(self, path: str) -> Response:
        """Opens a path of the site, or a full address on it."""
        response = self.page.goto(path if path.startswith("http") else self.address + path)
        assert response is not None
        return response

    def click(self, name: str, role: Any = "link") -> None:
        """Follows the link (or presses the button) with this name and waits for the page behind it."""
        self.page.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()

    def choose(self, name: str) -> None:
        """An entry of the menu that is folded away on a wide screen."""
        self.page.locator(".vw-menu--wide .vw-menufold", has_text=name).first.locator("summary").click()
        self.page.locator(".vw-menu--wide").get_by_role("link", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def become(self, persona: str) -> None:
        """Signs in as a demo persona by the first words of the name: `become("Wim")`."""
        self.go("/kies-een-rol/")
        self.page.get_by_role("button", name=f"Verder als {persona}").click()
        self.page.wait_for_load_state()

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def axe(self) -> None:
        """No violation of WCAG 2.2 A and AA, nor of axe's best practices."""
        results = Axe().run(self.page, options=AXE_OPTIONS)
        found = [
            f"{v['id']}: {v['help']} -> {[n['target'] for n in v['nodes']][:4]}" for v in results.response["violations"]
        ]
        assert not found, f"{self.page.url}\n" + "\n".join(found)

    def fits(self) -> None:
        """Nothing makes the reader scroll sideways (WCAG 1.4.10)."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the window: {self.page.evaluate(WIDEST)}"
        cut = self.page.evaluate(CUT_CARDS)
        assert not cut, f"{self.page.url}: rows that became cards still hide text at the side: {cut}"

    def fits_a_phone(self) -> None:
        """The page that stands open at a desk, looked at on a phone for a moment."""
        wide = self.page.viewport_size or WIDE
        self.page.set_viewport_size(NARROW)
        self.fits()
        self.page.set_viewport_size(wide)

    def prints(self) -> None:
        """On a sheet of A4 every table stands whole: paper cannot scroll."""
        wide = self.page.viewport_size or WIDE
        self.page.set_viewport_size(SHEET)
        self.page.emulate_media(media="print")
        cut = self.page.evaluate(CUT_ON_PAPER)
        assert not cut, f"{self.page.url} loses text on paper: {cut}"
        self.page.emulate_media(media="screen")
        self.page.set_viewport_size(wide)

    def targets_are_large_enough(self) -> None:
        """Controls are at least 24 by 24 px (WCAG 2.5.8); for links, axe weighs the room around them."""
        small = self.page.evaluate(SMALL_TARGETS)
        assert not small, f"{self.page.url}: {small}"

    def shot(self, label: str = "") -> None:
        """A picture of the whole page in var/screenshots, when somebody wants to look (`JOURNEYS_SHOTS=1`)."""
        if not os.environ.get("JOURNEYS_SHOTS"):
            return
        SHOTS.mkdir(parents=True, exist_ok=True)
        width = (self.page.viewport_size or WIDE)["width"]
        path = SHOTS / f"{self.name}{f'-{label}' if label else ''}-{width}.png"
        self.page.screenshot(path=str(path), full_page=True)

    def tab_to(self, name: str, limit: int = 80) -> None:
        """Moves the focus with the Tab key until the control with this name has it; each stop must be visible."""
        for _ in range(limit):
            self.page.keyboard.press("Tab")
            if name.casefold() in str(self.page.evaluate(FOCUSED_NAME)).casefold():
                assert self.page.evaluate(FOCUS_SHOWS), f"{name} has the focus but does not show it"
                return
        raise AssertionError(f"{name!r} cannot be reached with the Tab key on {self.page.url}")

    def stands_on(self, trait: str, value: str) -> None:
        """Waits until the focus is on the element with this id, value or text; scripts may move it a moment later."""
        self.page.wait_for_function(FOCUS_ON, arg=[trait, value])

    def settle(self) -> None:
        """Adds what the content security policy refused; called at the end of every journey."""
        self.troubles += [f"CSP: {refused}" for refused in self.page.evaluate("window.__csp || []")]
        assert not self.troubles, "\n".join(self.troubles)

    def look(self, label: str = "") -> None:
        """Everything that must hold on every page."""
        self.axe()
        self.fits()
        self.targets_are_large_enough()
        self.shot(label)
        self.troubles += [f"CSP on {self.page.url}: {refused}" for refused in self.page.evaluate("window.__csp || []")]


WIDEST = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 5).map(e => e.tagName + "." + (e.getAttribute("class") || ""))"""
CUT_CARDS = """() => innerWidth >= 640 ? [] : [...document.querySelectorAll(".vw-table--cards tbody > tr > *")]
  .filter(e => e.scrollWidth > e.clientWidth + 1).slice(0, 5).map(e => e.textContent.trim().slice(0, 60))"""
CUT_ON_PAPER = """() => [...document.querySelectorAll(".vw-scroll")].filter(e => e.checkVisibility())
  .filter(e => getComputedStyle(e).overflowX !== "visible" || e.scrollWidth > e.clientWidth + 1)
  .map(e => e.getAttribute("aria-label"))"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button, input:not([type=hidden]), select, textarea, summary, a.btn")]
  .filter(e => e.checkVisibility({visibilityProperty: true}))
  .filter(e => !e.closest("p, dd, .vw-skip"))
  .filter(e => { const b = e.getBoundingClientRect(); return b.width && (b.width < 24 || b.height < 24); })
  .map(e => `${e.tagName} ${(e.textContent || e.name).trim().slice(0, 30)} ${e.getBoundingClientRect().height}`)"""
FOCUS_ON = """([trait, value]) => document.activeElement[trait] === value"""
FOCUSED_NAME = """() => { const e = document.activeElement;
  return e.getAttribute("aria-label") || e.innerText || e.value || (e.labels && e.labels[0] && e.labels[0].innerText)
    || ""; }"""
FOCUS_SHOWS = """() => { const s = getComputedStyle(document.activeElement);
  return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== "none"; }"""
