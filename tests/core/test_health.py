"""The health page tells load balancers the truth, also when the rest is broken."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from vakwerk.core.jobs.models import WorkerSign

PATH = "/gezondheid/"


@pytest.fixture
def worker_alive(db: Any) -> None:
    WorkerSign.objects.create(name="w", seen=timezone.now())


def _ask(query: str = "") -> tuple[int, dict[str, str]]:
    response = Client().get(PATH + query)
    return response.status_code, response.json()


def test_all_is_well(worker_alive: None) -> None:
    assert _ask("?streng=1") == (200, {"status": "ok", "database": "ok", "disk": "ok", "worker": "ok"})


def test_no_cookie_and_no_caching(worker_alive: None) -> None:
    response = Client().get(PATH)
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


def test_it_answers_whatever_the_host_and_before_the_redirect_to_https(worker_alive: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["example.be"], True
    assert Client().get(PATH, HTTP_HOST="10.0.0.7").status_code == 200


@pytest.mark.parametrize("silence", [None, timedelta(minutes=5)])
def test_a_missing_worker_degrades_and_fails_only_the_strict_question(db: Any, silence: timedelta | None) -> None:
    if silence:
        WorkerSign.objects.create(name="w", seen=timezone.now() - silence)
    assert (_ask()[0], _ask()[1]["status"]) == (200, "degraded")
    assert _ask("?streng=1")[0] == 503


def test_a_disk_that_cannot_be_written_is_down(worker_alive: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    assert (_ask()[0], _ask()[1]["disk"]) == (503, "down")


def test_a_database_that_is_away_is_down(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", away)
        patched.setattr(connection, "close", lambda: None)
        status, parts = _ask()
    assert (status, parts["database"], parts["status"]) == (503, "down", "down")
