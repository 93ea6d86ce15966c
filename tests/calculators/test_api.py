"""`/api/v1/calculators`: what a rule asks, and its answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from vakwerk.calculators.shelf import SHELF


def ask(client, name: str, status: int = 200, **body: Any) -> dict[str, Any]:
    response = client.post(f"/api/v1/calculators/{name}", json.dumps(body), content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def test_every_calculator_tells_what_it_asks(client, db) -> None:
    found = client.get("/api/v1/calculators/").json()
    assert [item["name"] for item in found["items"]] == [calculator.name for calculator in SHELF]
    assert {"as_of", "source"} <= set(found)
    contract = next(item for item in found["items"] if item["name"] == "contract_type")
    assert contract["given"]["required"] == ["place"]
    assert [option["const"] for option in contract["given"]["properties"]["place"]["oneOf"]] == ["real", "simulated"]
    assert contract["given"]["properties"]["weeks"] | {"title": ""} == {
        "type": "integer",
        "title": "",
        "minimum": 0,
        "maximum": 53,
    }


def test_an_answer_carries_amounts_as_text_with_every_value_and_its_source(client, db) -> None:
    answer = ask(client, "learner_allowance", day="2024-05-10", given={"level": "3"})
    assert answer["result"]["amount"] == "714.40"
    assert (answer["as_of"], answer["computed"]) == ("2024-05-10", True)
    assert len(answer["warnings"]) == 2, "the income and the rounding are derived, not read"
    assert {found["name"] for found in answer["parameters"]} == {"ggmmi", "oao.share.level3", "oao.rounding"}
    assert all(found["source"] for found in answer["parameters"])


def test_the_words_come_in_the_language_that_was_asked(client, db) -> None:
    answer = ask(client, "learner_allowance", language="en", day="2024-05-10", given={"level": "3"})
    assert answer["headline"] == "The learner's allowance is 714.40 euro a month."
    refused = ask(client, "learner_allowance", 422, language="en", given={"level": "9"})
    assert refused["errors"] == {"level": "Choose one of the answers."}
    titles = [item["title"] for item in client.get("/api/v1/calculators/?language=en").json()["items"]]
    assert "OAO or SAO?" in titles


def test_asking_writes_nothing(client, db) -> None:
    with CaptureQueriesContext(connection) as queries:
        ask(client, "learner_allowance", day="2024-05-10", given={"level": "3"})
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"given": {"level": "9"}}, {"level"}),
        ({"given": {"level": "1", "toverstaf": 1}}, {"toverstaf"}),
        ({"day": "gisteren", "given": {"level": "1"}}, {"day"}),
        ({"day": "0001-01-01", "given": {"level": "1"}}, {"day"}),
    ],
)
def test_what_cannot_be_used_is_told_by_key(client, db, body, wrong) -> None:
    assert set(ask(client, "learner_allowance", 422, **body)["errors"]) == wrong


def test_what_the_rule_itself_refuses_is_told_by_key_too(client, db) -> None:
    assert set(ask(client, "contract_type", 422, given={"place": "real"})["errors"]) == {"average"}


@pytest.mark.parametrize("given", [[], "level", None, {"level": {"a": [1]}}, {"level": "1" * 5000}])
def test_strange_json_is_refused_without_breaking(client, db, given) -> None:
    ask(client, "learner_allowance", 422, given=given)


def test_an_unknown_calculator_is_not_found(client, db) -> None:
    ask(client, "toverstaf", 404, given={})
