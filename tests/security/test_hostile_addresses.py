"""Whatever stands in an address, the answer is a page or a clear refusal, never a server error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.security.access_table import ROUTES, Route
from tests.security.test_access_table import KNOWN, VIEWERS, sample_of
from tests.security.world import World

GET_ROUTES = [name for name in KNOWN if ROUTES[name].method == "get"]
# Every name that a page reads from its address, together in one query: each value meets each page.
NAMES = """
    q plaats km page pagina sort sorteer format op now jaar graad finaliteit domein leren knelpunt stem vorm r alle
    as_of school_year grade finality domain form dual kind programme school site municipality limit offset attest
    next event person since until check bedankt cluster year
    gemeente provincie stroom richting leerjaar vraag per basis province stream year_of_study kloof-sort
    sleutel eigen-all eigen-1 totaal totaal-all totaal-1 bedrag gewicht-1 steekproef zaad referentie
""".split()  # noqa: SIM905 easier to read than forty lines
VALUES = {
    "negative": ["-1"],
    "huge": [str(10**12), "9" * 5_000],
    "nul": ["a\0b"],
    "emoji": ["👩‍🔧💥\u202e"],
    "long": ["ß" * 1_700],  # 10 kB in an address
    "list": ["", "-1", "x", "[]", "{}", "a,b,,c", "1,2,3,4,5,6,7,8"],
    "markup": ["<script>alert(1)</script>"],
    "not a date": ["2026-02-30"],
    "first day": ["0001-01-01"],
    "last day": ["9999-12-31"],
    "half a surrogate": ["%ED%A0%80", "%FF"],
    "quotes": ["' OR 1=1 --", '"*"', "%", "_", "\\"],
    "not a number": ["NaN", "1e999", "٣", "²"],
}
# One page that asks only the day meets everything too.
ALL_QUERIES = {"core:home"}
ONE_EACH = [values[-1] for values in VALUES.values()]
ODD_HEADERS = {"accept-language": "xx-YY;q=9,*;q=,🙂" * 20, "referer": "javascript:alert(1)", "hx-request": "true"}


@pytest.fixture
def world(people: World, db: None, settings) -> World:
    settings.PERSONAS = False
    return people


def address(name: str, route: Route, world: World, role: object) -> str:
    return reverse(name, kwargs=sample_of(route, world).arguments(role))  # type: ignore[arg-type]


def query(values: list[str]) -> str:
    raw = urlencode([(name, value) for name in NAMES for value in values])
    return raw.replace("%25ED%25A0%2580", "%ED%A0%80").replace("%25FF", "%FF")


def client_of(world: World, route: Route) -> tuple[object, Client]:
    role = next(role for role in VIEWERS if route.open_to(role))
    client = world.client(role)
    client.raise_request_exception = False
    return role, client


def knocker(world: World, name: str, method: str) -> Callable[[str], int]:
    """What the first role that may enter gets for a query."""
    route = ROUTES[name]
    role, client = client_of(world, route)
    path = address(name, route, world, role)
    return lambda query: client.generic(method, path, QUERY_STRING=query, headers=ODD_HEADERS).status_code


@contextmanager
def reading() -> Iterator[set[str]]:
    """The names that pages ask of their query string meanwhile ("*": all there are)."""
    asked: set[str] = set()
    originals = {name: getattr(QueryDict, name) for name in ("__getitem__", "getlist", "lists", "items", "values")}

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        def ask(given: QueryDict, *key: Any) -> Any:
            asked.add(key[0] if key else "*")
            return original(given, *key)

        return ask

    with ExitStack() as stack:
        for name, original in originals.items():
            stack.enter_context(patch.object(QueryDict, name, noting(original)))
        yield asked


def test_no_query_string_breaks_a_page(world):
    """A page that asks nothing of its address but the day, as all pages do, meets two queries; the others meet all."""
    first, *others = [query(values) for values in VALUES.values()]
    broken = {}
    for name in GET_ROUTES:
        knock = knocker(world, name, "GET")
        with reading() as asked:
            got = [knock(first), knock(query(VALUES["list"]))]
        if name in ALL_QUERIES or asked - {"op"}:
            got += map(knock, others)
        if max(got) >= 500:
            broken[name] = got
    assert broken == {}


def test_no_value_of_one_parameter_breaks_the_open_interface(world):
    """One at a time: beside a value that is refused, the others would not be looked at."""
    client = Client(raise_request_exception=False)
    paths = client.get(reverse("api:openapi-json")).json()["paths"]
    broken = []
    for path, methods in paths.items():
        asked = methods.get("get", {})  # some paths only take a POST
        names = [p["name"] for p in asked.get("parameters", []) if p["in"] == "query"]
        addresses = [f"{path}?{urlencode({name: value})}" for name in names for value in ONE_EACH if "{" not in path]
        broken += [address for address in addresses if client.get(address).status_code >= 500]
    assert broken == []


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE"])
def test_no_odd_method_breaks_a_page(world, method):
    got = {name: knocker(world, name, method)("") for name in KNOWN}
    assert {name: status for name, status in got.items() if status >= 500} == {}
