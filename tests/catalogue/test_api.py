"""The open interface: whole tables with day, source and licence, as JSON and as a file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
TABLES = {
    "programmes": 501,
    "components": 649,
    "occupations": 382,
    "shortage-lists/2026": 227,
    "progression-rules": None,
}


def fetch(client: Client, path: str) -> dict[str, Any]:
    response = client.get(f"/api/v1/catalogue/{path}")
    assert response.status_code == 200
    return dict(response.json())


@pytest.mark.parametrize(("name", "count"), TABLES.items())
def test_every_table_says_day_source_and_licence(client: Client, name: str, count: int | None) -> None:
    found = fetch(client, f"{name}?op=2026-11-23")
    assert found["as_of"] == "2026-11-23"
    assert found["source"]
    assert found["licence"]
    assert found["total"] == len(found["items"])
    assert count is None or found["total"] == count


@pytest.mark.parametrize(("name", "count"), TABLES.items())
def test_every_table_is_a_file_too(client: Client, name: str, count: int | None) -> None:
    response = client.get(f"/api/v1/catalogue/{name}?format=csv&op=2026-11-23")
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert count is None or len(rows) == count
    assert {row["as_of"] for row in rows} == {"2026-11-23"}
    assert all(row["licence"] for row in rows)


def test_a_rule_of_another_day_is_not_shown(client: Client) -> None:
    before = {rule["key"] for rule in fetch(client, "progression-rules?op=2025-08-31")["items"]}
    after = {rule["key"] for rule in fetch(client, "progression-rules?op=2025-09-01")["items"]}
    assert "6a-graduaat-before" in before - after
    assert "6a-graduaat" in after - before


def test_the_programmes_of_a_job(client: Client) -> None:
    found = fetch(client, "occupations/kapper/programmes")
    assert {"programme": "G-0105", "title": "Haarverzorging", "direct": True, "provenance": "reasoned"} in found[
        "items"
    ]


def test_what_may_follow_as_data(client: Client) -> None:
    found = fetch(client, "what-may-follow?now=6-a")
    assert {item["destination"]: item["outcome"] for item in found["items"]}["graduaat"] == "allowed"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("occupations/bestaat-niet/programmes", 404),
        ("shortage-lists/2019", 404),
        ("shortage-lists/99999999999999999999", 422),
        ("what-may-follow?now=onzin", 404),
        ("what-may-follow?now=6-a&attest=Z", 422),
        ("programmes?format=xml", 422),
    ],
)
def test_bad_questions_get_a_clear_answer(client: Client, path: str, status: int) -> None:
    assert client.get(f"/api/v1/catalogue/{path}").status_code == status
