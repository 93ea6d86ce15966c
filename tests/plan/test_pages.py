"""The public pages and interface of the plan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from vakwerk.plan.paper import the_plan

pytestmark = pytest.mark.django_db


def test_the_overview_shows_every_action_with_its_amounts(client: Client):
    page = client.get("/plan/").content.decode()
    for action in the_plan().actions:
        assert f'href="/plan/{action.number}/"' in page
        for amount in action.amounts:
            assert amount.printed in page


def test_what_vakwerk_says_it_does_is_a_page_that_exists():
    for action in the_plan().actions:
        for feature in action.features:
            assert reverse(feature.url_name)


def test_an_action_without_a_page_says_it_is_not_built_yet(client: Client):
    assert "nog niet gebouwd" in client.get("/plan/2.4/").content.decode()


def test_an_unknown_action_does_not_exist(client: Client):
    assert client.get("/plan/9.9/").status_code == 404


def test_committed_and_paid_stay_empty_until_entered(client: Client):
    page = client.get("/plan/bedragen/").content.decode()
    assert page.count("nog niets ingevuld") == 4 * sum(len(action.amounts) for action in the_plan().actions)


def test_the_interface_carries_every_amount_date_and_organisation_with_its_paragraph(client: Client):
    answer = client.get("/api/v1/plan?op=2025-08-31").json()
    assert answer["as_of"] == "2025-08-31"
    by_number = {action["number"]: action for action in answer["actions"]}
    assert list(by_number) == [action.number for action in the_plan().actions]
    talent = by_number["1.1"]
    assert talent["amounts"][0] == {
        "printed": "1.518.594 euro",
        "cents": 151859400,
        "kind": "global",
        "period": {"nl": "2023, 2024 en 2025", "en": "2023, 2024 and 2025"},
        "purpose": {
            "nl": "minstens één Talentcenter per provincie",
            "en": "at least one talent centre per province",
        },
        "paragraph": "1.1, alinea 3",
        "committed_cents": None,
        "paid_cents": None,
    }
    assert {"VOKA", "UGent"} <= set(talent["organisations"])
    assert by_number["3.1a"]["dates"][1]["date"] == "2023-12-22"


def test_the_plan_needs_no_query(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/plan/")
