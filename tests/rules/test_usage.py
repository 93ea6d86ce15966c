"""A parameter tells which pages use it, and a proposal what it changes there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tests.security.world import make_world
from vakwerk.core.viewer import Role
from vakwerk.engines.rules import DatedValue, Status
from vakwerk.rules import queries, usage

pytestmark = pytest.mark.django_db
MONEY = ["material.rate", "material.pool", "material.weight.group1", "places.budget"]


def value(amount: str, since: date) -> DatedValue:
    return DatedValue(Decimal(amount), Status.CONFIRMED, "Belgisch Staatsblad", valid_from=since)


def consequences(name: str, amount: str, since: date) -> queries.Consequences:
    return queries.consequences(name, value(amount, since), queries.register())


@pytest.mark.parametrize("name", MONEY)
def test_a_figure_of_the_budgets_tells_which_pages_use_it(client: Client, name: str) -> None:
    html = client.get(f"/regels/{name}/").content.decode()
    assert "Geen enkele regel" not in html
    assert 'href="/verdeling/"' in html
    assert "/verdeling/" in client.get(f"/api/v1/rules/{name}").json()["parameters"][0]["pages"]


def test_only_what_the_what_if_page_reads_stands_with_it() -> None:
    assert [page.url for page in usage.pages_with("material.pool")] == ["/verdeling/", "/verdeling/wat-als/"]
    assert [page.url for page in usage.pages_with("places.budget")] == ["/verdeling/"]


def test_the_pages_name_parameters_that_exist() -> None:
    known = set(queries.register().parameters)
    assert all(page.parameters <= known for page in usage.pages_with("material.pool"))


@pytest.mark.parametrize(
    ("name", "amount", "since", "before", "after"),
    [
        ("material.rate", "80", date(2017, 2, 1), "€\u00a07.224,00", "€\u00a08.000,00"),
        ("material.pool", "5000000", date(2019, 2, 1), "€\u00a0100.000,00", "€\u00a050.000,00"),
        ("places.budget", "20000000", date(2026, 1, 1), "€\u00a0100.000,00", "€\u00a0200.000,00"),
    ],
)
def test_a_proposal_tells_what_it_changes_on_the_pages(
    name: str, amount: str, since: date, before: str, after: str
) -> None:
    found = consequences(name, amount, since)
    told = [(moved.before.nl if moved.before else "", moved.after.nl if moved.after else "") for moved in found.moved]
    assert told == [(before, after)]
    assert found.tried >= 1


def test_a_weight_changes_the_share_of_who_has_pupils_in_its_group() -> None:
    assert len(consequences("material.weight.group1", "3", date(2026, 9, 1)).moved) == 1


def test_a_budget_that_was_unknown_gets_its_first_answer() -> None:
    (moved,) = consequences("material.pool", "1000000", date(2022, 9, 1)).moved
    assert moved.before is None
    assert moved.after is not None


def test_a_weight_that_no_key_can_have_is_refused() -> None:
    with pytest.raises(queries.Unusable):
        consequences("material.weight.group1", "0", date(2026, 9, 1))


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("material.pool", {"value": "12000000", "valid_from": "2026-09-01"}, "53.631,29"),
        ("material.counting_date", {"value": "01/10/2026", "valid_from": "2026-09-01"}, "Wat zou mijn school krijgen?"),
    ],
)
def test_the_form_tells_what_changes_or_which_pages_use_the_value(name: str, given: dict[str, str], said: str) -> None:
    common = {"certainty": "confirmed", "source": "Belgisch Staatsblad", "reason": "Nieuw"}
    answer = make_world().client(Role.ADMINISTRATOR).post(f"/regels/{name}/voorstel/", common | given)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "er was dus geen antwoord om te vergelijken" not in html
    assert said in html
