"""The client of the official registers, against a server that misbehaves in every way we know of."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from vakwerk.catalogue.official_api import (
    GROUPS,
    SITES,
    BadPaging,
    KeyRefused,
    OfficialApi,
    OfficialApiError,
    RequestRefused,
    Unreachable,
    read_dump,
)

RECORDS = [{"nummer": f"G-{i:04}"} for i in range(7)]
Answer = tuple[int, dict[str, str], Any]


class Register:
    """A local server whose answers a test decides; it remembers what was asked and with which key."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.keys: list[str | None] = []
        self.answer: Callable[[str, dict[str, str]], Answer] = lambda path, query: (404, {}, {})
        register = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                register.asked.append(self.path)
                register.keys.append(self.headers.get("x-api-key"))
                parts = urlsplit(self.path)
                query = {key: values[0] for key, values in parse_qs(parts.query).items()}
                status, headers, body = register.answer(parts.path, query)
                payload = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(payload)))
                self.end_headers()
                self.wfile.write(payload)

            def log_message(self, *args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def register() -> Iterator[Register]:
    server = Register()
    yield server
    server.close()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def api(register: Register, pauses: list[float]) -> OfficialApi:
    return OfficialApi("sleutel", host=register.host, timeout=0.4, attempts=3, pause=pauses.append)


def paged(query: dict[str, str], size: int = 3) -> dict[str, Any]:
    """A server of the first family: `page` counts, `number` is ignored."""
    page = int(query.get("page", 0))
    part = RECORDS[page * size : (page + 1) * size]
    last = (page + 1) * size >= len(RECORDS)
    meta = {"total_elements": len(RECORDS), "total_pages": 3, "number": page, "last": last}
    return {"meta": meta, "content": part}


def test_all_pages_come_by_number_and_the_key_goes_along(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (200, {}, paged(query))
    assert list(api.records(GROUPS)) == RECORDS
    assert register.keys == ["sleutel"] * 3
    assert "number=" not in "".join(register.asked)


def test_pages_that_start_at_one_come_completely(register: Register, api: OfficialApi) -> None:
    def answer(path: str, query: dict[str, str]) -> Answer:
        envelope = paged({"page": str(int(query.get("page", 1)) - 1)})
        envelope["meta"]["number"] += 1
        return 200, {}, envelope

    register.answer = answer
    assert list(api.records(GROUPS)) == RECORDS


def test_all_pages_come_by_next_link(register: Register, api: OfficialApi) -> None:
    def answer(path: str, query: dict[str, str]) -> Answer:
        start = int(query.get("vanaf", 0))
        links = {"next": {"href": f"{path}?vanaf={start + 3}"}} if start + 3 < len(RECORDS) else {}
        return 200, {}, {"links": links, "content": RECORDS[start : start + 3]}

    register.answer = answer
    assert list(api.records(GROUPS)) == RECORDS


def test_a_server_that_ignores_the_page_is_caught(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (200, {}, paged({}))
    with pytest.raises(BadPaging, match="same page"):
        list(api.records(GROUPS))
    assert len(register.asked) == 2


def test_a_skipped_page_is_caught(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (200, {}, paged({"page": str(2 * int(query.get("page", 0)))}))
    with pytest.raises(BadPaging, match="asked page 1, got page 2"):
        list(api.records(GROUPS))


def test_fewer_records_than_promised_is_an_error(register: Register, api: OfficialApi) -> None:
    meta = {"total_elements": 9, "number": 0, "last": True}
    register.answer = lambda path, query: (200, {}, {"meta": meta, "content": RECORDS})
    with pytest.raises(BadPaging, match="promised 9 records and gave 7"):
        list(api.records(GROUPS))


def test_the_key_is_never_sent_to_another_host(register: Register, api: OfficialApi) -> None:
    thief = Register()
    try:
        register.answer = lambda path, query: (200, {}, {"links": {"next": {"href": thief.host}}, "content": RECORDS})
        with pytest.raises(BadPaging, match="another host"):
            list(api.records(GROUPS))
        register.answer = lambda path, query: (302, {"Location": thief.host}, {})
        with pytest.raises(RequestRefused):
            list(api.records(SITES))
        assert thief.asked == []
    finally:
        thief.close()


def test_the_key_needs_https() -> None:
    with pytest.raises(ValueError, match="https"):
        OfficialApi("sleutel", host="http://example.org")


def test_busy_and_broken_answers_are_tried_again(register: Register, api: OfficialApi, pauses: list[float]) -> None:
    troubles: list[Answer] = [(429, {"Retry-After": "7"}, {}), (500, {}, {})]
    register.answer = lambda path, query: troubles.pop(0) if troubles else (200, {}, paged(query))
    assert list(api.records(GROUPS)) == RECORDS
    assert pauses == [7.0, 2.0]


def test_a_very_long_wait_is_cut_short(register: Register, api: OfficialApi, pauses: list[float]) -> None:
    troubles: list[Answer] = [(503, {"Retry-After": "86400"}, {})]
    register.answer = lambda path, query: troubles.pop(0) if troubles else (200, {}, paged(query))
    list(api.records(GROUPS))
    assert pauses == [60.0]


def test_a_server_that_stays_broken_gives_an_error(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (502, {}, {})
    with pytest.raises(Unreachable, match="failed 3 times"):
        list(api.records(GROUPS))


def test_a_slow_server_is_tried_again(register: Register, api: OfficialApi) -> None:
    waits = [0.8]

    def answer(path: str, query: dict[str, str]) -> Answer:
        time.sleep(waits.pop() if waits else 0)
        return 200, {}, paged(query)

    register.answer = answer
    # The first connection is given up while its thread still writes; that write may fail, quietly.
    register.server.handle_error = lambda *args: None  # type: ignore[method-assign]
    assert list(api.records(GROUPS)) == RECORDS
    assert len(register.asked) == 4


def test_an_unknown_filter_is_not_tried_again(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (400, {}, {"detail": "filter_provincie"})
    with pytest.raises(RequestRefused, match="filter_provincie"):
        list(api.records(SITES, {"filter_provincie": "10000"}))
    assert len(register.asked) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_says_where_to_ask_one(register: Register, api: OfficialApi, status: int) -> None:
    register.answer = lambda path, query: (status, {}, {})
    with pytest.raises(KeyRefused, match="onderwijs-api-portaal"):
        list(api.records(GROUPS))


@pytest.mark.parametrize("body", [b"<html>", b"", {"content": "geen lijst"}, {"meta": {}}, ["x"]])
def test_an_answer_of_another_shape_is_an_error(register: Register, api: OfficialApi, body: Any) -> None:
    register.answer = lambda path, query: (200, {}, body)
    with pytest.raises(OfficialApiError):
        list(api.records(GROUPS))


def test_one_record_by_number(register: Register, api: OfficialApi) -> None:
    register.answer = lambda path, query: (200, {}, {"content": [{"nummer": path.rsplit("/", 1)[1]}]})
    assert api.one(GROUPS, "G-0193") == {"nummer": "G-0193"}


def test_saved_pages_read_like_the_interface(tmp_path: Path) -> None:
    pages = [paged({"page": str(page)}) for page in range(3)]
    for number, page in enumerate(pages):
        (tmp_path / f"p{number}.json").write_text(json.dumps(page))
    together = tmp_path / "all.txt"
    together.write_text(json.dumps(pages))
    assert list(read_dump(tmp_path)) == list(read_dump(together)) == RECORDS


def test_a_missing_page_in_a_dump_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "p0.json").write_text(json.dumps(paged({})))
    with pytest.raises(OfficialApiError, match="page missing"):
        list(read_dump(tmp_path))
