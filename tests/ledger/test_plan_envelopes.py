"""The subsidies of the plan as envelopes: as printed, nothing pro-rated, a ceiling only where one is named."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.conftest import FakeViewer
from vakwerk.ledger import actions, queries
from vakwerk.ledger.actions import Refused
from vakwerk.ledger.models import Envelope
from vakwerk.plan.paper import the_plan

# Read from the paper by hand: action, as printed, the most that can be committed without a further decision.
PRINTED = [
    ("1.1", "1.518.594 euro", 1_518_594_00),
    ("1.2", "maximum 122.931,60 euro", 122_931_60),
    ("1.2", "een gelijkaardig bedrag", None),
    ("1.3", "2,2 miljoen euro", 2_200_000_00),
    ("1.4", "90.000 euro", None),
    ("1.4", "125.000 euro", 125_000_00),
    ("2.1b", "10 miljoen euro", None),
    ("2.1b", "75 miljoen euro", None),
    ("2.5", "jaarlijks 10 miljoen euro", None),
    ("2.6", "6,5 miljoen euro", 6_500_000_00),
    ("2.7", "229.410 euro", 229_410_00),
    ("2.8", "jaarlijks [...] 1,5 miljoen euro", None),
    ("2.9", "175.000 euro", 175_000_00),
    ("3.2", "2.022.000 euro", 2_022_000_00),
    ("3.2", "2.113.333 euro", None),
]


@pytest.fixture
def loaded(db: None) -> None:
    call_command("load_envelopes", stdout=StringIO())


def test_every_amount_of_the_paper_is_an_envelope_exactly_as_printed(loaded: None) -> None:
    rows = Envelope.objects.order_by("code").values_list("action", "printed", "amount_cents")
    assert sorted(rows, key=str) == sorted(PRINTED, key=str)
    assert Envelope.objects.count() == sum(len(action.amounts) for action in the_plan().actions)
    assert not any(each.entered for each in queries.totals())


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = list(Envelope.objects.order_by("pk").values())
    out = StringIO()
    call_command("load_envelopes", stdout=out)
    assert list(Envelope.objects.order_by("pk").values()) == before
    assert out.getvalue().startswith("0 envelopes made, 15")


def test_an_amount_a_year_is_committed_year_by_year_and_never_multiplied(
    loaded: None, civil_servant: FakeViewer
) -> None:
    promise = Envelope.objects.get(code="2.8-1")
    with pytest.raises(Refused, match=r"plafond|ceiling"):
        actions.commit(viewer=civil_servant, envelope=promise, amount_cents=1, beneficiary="Vzw", purpose="x")
    for year in (2024, 2025):
        actions.open_envelope(
            viewer=civil_servant, code=f"2.8-1-{year}", title=str(year), amount_cents=150_000_000, parent=promise
        )
    found = queries.totals_by_action()["2.8"]
    assert len(found.envelopes) == 1
    assert [year.envelope.code for year in found.envelopes[0].years] == ["2.8-1-2024", "2.8-1-2025"]
    assert found.envelopes[0].ceiling_cents is None
    assert found.left_cents == 300_000_000


def test_the_totals_are_one_query(loaded: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.totals_by_action()) == 11


def test_the_books_are_verified_by_command(loaded: None) -> None:
    out = StringIO()
    call_command("ledger", "verify", stdout=out)
    assert out.getvalue() == "The books are right: 8 entries, 15 envelopes.\n"
    Envelope.objects.filter(code="1.1-1").update(amount_cents=1)
    with pytest.raises(CommandError, match=r"1.1-1: amount_cents is 1, the journal says 151859400"):
        call_command("ledger", "verify")
