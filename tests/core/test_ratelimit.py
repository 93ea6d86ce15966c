"""Rate limits: guessing is hopeless, and a class behind one address never waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import translation

from tests.live import LiveDatabase
from vakwerk.core import ratelimit
from vakwerk.core.ratelimit.models import RateBucket

HOUR = timedelta(hours=1)
NOW = "2026-10-05T10:00:00+02:00"


@pytest.fixture
def clock(db: Any) -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _request(address: str = "192.0.2.7", **headers: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR=address, **headers)


def test_the_limit_holds_and_says_how_long_to_wait(clock: Any) -> None:
    verdicts = [ratelimit.check("s", "k", 3, HOUR) for _ in range(4)]
    assert verdicts == [*(ratelimit.Allowed(left) for left in (2, 1, 0)), ratelimit.RetryAfter(1200)]


def test_waiting_as_long_as_told_helps(clock: Any) -> None:
    for _ in range(5):
        verdict = ratelimit.check("s", "k", 3, HOUR)
    clock.shift(timedelta(seconds=verdict.seconds))
    assert ratelimit.check("s", "k", 3, HOUR)
    assert not ratelimit.check("s", "k", 3, HOUR)


def test_refused_tries_do_not_lengthen_the_wait(clock: Any) -> None:
    for _ in range(100):
        verdict = ratelimit.check("s", "k", 3, HOUR)
    assert verdict == ratelimit.RetryAfter(1200)


def test_keys_and_scopes_do_not_share_an_allowance(clock: Any) -> None:
    assert ratelimit.check("s", "k", 1, HOUR)
    assert ratelimit.check("s", "other", 1, HOUR)
    assert ratelimit.check("other", "k", 1, HOUR)
    assert not ratelimit.check("s", "k", 1, HOUR)


def test_looking_costs_nothing(clock: Any) -> None:
    assert [ratelimit.look("s", "k", 1, HOUR) for _ in range(3)] == [ratelimit.Allowed(1)] * 3
    assert not RateBucket.objects.exists()


def test_the_table_holds_no_address_and_forgets_full_buckets(clock: Any) -> None:
    ratelimit.GuessLimit("s").failed(_request("192.0.2.7"), "code-123")
    assert not [b for b in RateBucket.objects.all() if "192" in b.key[:3] or "code" in b.key]
    assert ratelimit.forget_full_buckets() == 0
    clock.shift(HOUR * 2)
    assert ratelimit.forget_full_buckets() == 2


def test_a_class_of_thirty_behind_one_address_may_mistype(clock: Any) -> None:
    guard = ratelimit.GuessLimit("talent.code")
    for pupil in range(30):
        for _ in range(3):
            assert guard.may_try(_request(), f"sitting-{pupil}")
            guard.failed(_request(), f"sitting-{pupil}")
    assert guard.may_try(_request(), "sitting-31")


def test_right_codes_cost_nothing(clock: Any) -> None:
    guard = ratelimit.GuessLimit("talent.code")
    assert all(guard.may_try(_request()) for _ in range(1000))


def test_one_identifier_is_guarded_strictly_from_any_address(clock: Any) -> None:
    guard = ratelimit.GuessLimit("talent.code")
    for n in range(10):
        guard.failed(_request(f"198.51.100.{n}"), "sitting-1")
    assert not guard.may_try(_request("203.0.113.1"), "sitting-1")
    assert guard.may_try(_request("203.0.113.1"), "sitting-2")


def test_a_million_guesses_take_a_network_the_better_part_of_a_year(clock: Any) -> None:
    guard, tries = ratelimit.GuessLimit("talent.code"), 0
    for _ in range(4):
        while guard.may_try(_request()):
            guard.failed(_request())
            tries += 1
        clock.shift(HOUR)
    per_day = 120 + 24 * (tries - 120) / 3  # a full bucket once, then what comes back
    assert tries <= 4 * 120
    assert 1_000_000 / per_day > 300


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_a_network_is_an_ipv4_address_or_a_slice_of_ipv6(address: str, network: str) -> None:
    assert ratelimit.network_of(_request(address)) == network


def test_a_visitor_cannot_choose_an_address_by_a_header(settings: Any) -> None:
    request = _request("192.0.2.7", HTTP_X_FORWARDED_FOR="1.2.3.4, 198.51.100.9")
    assert ratelimit.network_of(request) == "192.0.2.7"
    settings.BEHIND_PROXY = True
    assert ratelimit.network_of(request) == "198.51.100.9", "the hop that our own proxy saw, not what the visitor wrote"


@pytest.mark.parametrize(("language", "words"), [("nl", "Probeer"), ("en", "Try")])
def test_the_page_says_in_the_readers_language_when_to_try_again(language: str, words: str, db: Any) -> None:
    with translation.override(language):
        response = ratelimit.too_many_requests(_request(), ratelimit.RetryAfter(90))
    assert (response.status_code, response["Retry-After"]) == (429, "90")
    assert words in response.content.decode()


TAKE = """
from datetime import timedelta
from vakwerk.core import ratelimit
print(sum(bool(ratelimit.check("race", "k", 10, timedelta(days=9))) for _ in range(15)))
"""


def test_processes_share_one_allowance(live: LiveDatabase) -> None:
    takers = [live.start(TAKE) for _ in range(3)]
    assert sum(int(taker.communicate(timeout=60)[0]) for taker in takers) == 10


def test_travel_moves_the_calendar(travel: Callable[[date | str], None]) -> None:
    from vakwerk.core import clock as calendar

    travel("2026-09-01")
    assert (calendar.today(), calendar.school_year()) == (date(2026, 9, 1), 2026)
    travel("2026-08-31")
    assert calendar.school_year() == 2025
