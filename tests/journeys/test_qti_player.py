"""Our QTI items in a player of others (`@citolab/qti-components`, by Cito): every picture shows, one answer scores.

The player is installed once by `npm ci` in the folder `player`. It is GPL-3.0: a tool of this test, no part of Vakwerk.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from vakwerk.engines.itembank import SCALES, generators, qti

pytestmark = pytest.mark.browser
PLAYER = Path(__file__).with_name("player")


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_parts: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """This folder on a port of our own, with the player in it."""
    if shutil.which("npm") is None:
        pytest.fail("The test in a QTI player needs Node.js 20 or later.")
    if not (PLAYER / "node_modules" / "@citolab" / "qti-components").exists():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=PLAYER, check=True)
    handler = functools.partial(Silent, directory=str(PLAYER))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def test_a_player_shows_every_kind_of_task_and_gives_the_point_for_the_key_only(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address)
    page.wait_for_function("customElements.get('item-container') !== undefined")
    for task in (maker.task(5) for scale in SCALES for maker in generators(scale)):
        made = page.evaluate("xml => answer(xml)", qti.item(task))
        right = "ABCDEFGHIJ"[task.key]
        assert made["scores"] == {letter: float(letter == right) for letter in made["scores"]}, task.id
        assert len(made["scores"]) == len(task.options)
        assert made["shown"], task.id
        assert made["difficulty"] == pytest.approx(task.difficulty, abs=1e-4)
        assert made["prompt"] == task.prompt.nl
    page.close()
