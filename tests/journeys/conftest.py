"""Fixtures of the browser tests; README.md says how to write one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.site import running_site
from tests.journeys.walker import NARROW, WIDE, Walker

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
    "--disable-quic",
]
Enter = Callable[..., Walker]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo site of our own; `JOURNEYS_SITE=http://127.0.0.1:8000` walks through one that runs already."""
    if running := os.environ.get("JOURNEYS_SITE"):
        yield running.rstrip("/")
        return
    with running_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop running; without this, tests with a database in the same run would be refused it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def enter(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """`enter(width=360, color_scheme="dark", java_script_enabled=False)`: a walker with a browser of its own."""
    walkers: list[Walker] = []

    def make(width: int = 1280, **options: object) -> Walker:
        size = NARROW | {"width": width} if width < 600 else WIDE | {"width": width}
        context = browser.new_context(viewport=size, **options)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        name = request.node.name.replace("/", "_").strip("_")
        walkers.append(Walker.enter(context, site, name))
        return walkers[-1]

    yield make
    for walker in walkers:
        walker.page.context.close()
    troubles = [trouble for walker in walkers for trouble in walker.troubles]
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def walker(enter: Enter) -> Walker:
    """Somebody at a desk."""
    return enter()
