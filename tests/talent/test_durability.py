"""Kill the web server in the middle of answering: every acknowledged answer is there, and the child goes on."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

import pytest

from tests.live import LiveDatabase, Process
from vakwerk.talent.bank import bank

ROUNDS = 3
MAKE_A_CLASS = """
from datetime import timedelta
from vakwerk.core import clock
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation
from vakwerk.talent import actions
class Teacher:
    person_id = None
    role = Role.TEACHER
    organisation_id = Organisation.objects.create(kind="secondary_school", name="Test").pk
    def has_role(self, *roles): return self.role in roles
session = actions.open_session(viewer=Teacher(), label="1A", seats=1, stage="1A",
                               codes_until=clock.today() + timedelta(days=1))
print(actions.make_codes(viewer=Teacher(), session=session)[0][1])
"""
READ_ANSWERS = """
import json
from vakwerk.talent.models import Answer
print(json.dumps(dict(Answer.objects.values_list("item", "value"))))
"""
# Its own messages are noise, unless it breaks.
SERVE = """
import sys
from gunicorn.app.wsgiapp import run
sys.argv += ["config.wsgi", "--bind", f"127.0.0.1:{sys.argv.pop()}", "--workers", "2", "--no-control-socket"]
run()
"""


class Server:
    """A web server with two processes that can be killed at any moment."""

    def __init__(self, database: LiveDatabase) -> None:
        self.database = database
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: Process | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = self.database.start(SERVE, str(self.port))
        for _ in range(300):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """kill -9 to the whole group: nobody gets to say goodbye."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None


class StayHere(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class Browser:
    """Cookies and forms, nothing more."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), StayHere())
        self.token = ""

    def get(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=20) as response:
            page: str = response.read().decode()
        if found := re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page):
            self.token = found[1]
        return page

    def post(self, path: str, **data: str) -> int:
        body = urlencode({"csrfmiddlewaretoken": self.token} | data).encode()
        try:
            with self.opener.open(self.address + path, body, timeout=20) as response:
                return int(response.status)
        except HTTPError as answer:
            answer.close()
            return answer.code


@pytest.fixture
def server(live: LiveDatabase) -> Iterator[Server]:
    server = Server(live)
    server.start()
    yield server
    server.kill()


def answer_until_killed(browser: Browser, first: int, values: random.Random) -> dict[str, int]:
    """Answers one by one; gives what the server acknowledged before it died."""
    acknowledged: dict[str, int] = {}
    for number in range(first, len(bank()) + 1):
        item, value = bank().items[number - 1].id, values.randint(1, 5)
        try:
            status = browser.post(f"/talent/vragen/{number}/", item=item, value=str(value))
        except OSError:
            break
        assert status == 302
        acknowledged[item] = value
    return acknowledged


def test_no_acknowledged_answer_is_lost_when_the_server_is_killed(live: LiveDatabase, server: Server) -> None:
    code = live.run(MAKE_A_CLASS).strip()
    browser = Browser(server.address)
    browser.get("/talent/code/")
    assert browser.post("/talent/code/", code=code) == 302
    values, acknowledged = random.Random(20261123), {}
    for _ in range(ROUNDS):
        killer = threading.Timer(values.uniform(0.1, 0.5), server.kill)
        killer.start()
        acknowledged |= answer_until_killed(browser, len(acknowledged) + 1, values)
        killer.join()
        stored = json.loads(live.run(READ_ANSWERS))
        assert {item: stored.get(item) for item in acknowledged} == acknowledged
        assert len(stored) <= len(acknowledged) + 1  # at most the one whose reply was lost
        server.start()
        if acknowledged:
            again = list(acknowledged)[-1]
            number = (bank().position(again) or 0) + 1
            assert browser.post(f"/talent/vragen/{number}/", item=again, value=str(acknowledged[again])) == 302
        # The reply that got lost is simply sent again.
    before = len(acknowledged)
    acknowledged |= answer_until_killed(browser, before + 1, values)
    assert len(acknowledged) == len(bank())
    assert json.loads(live.run(READ_ANSWERS)) == acknowledged
