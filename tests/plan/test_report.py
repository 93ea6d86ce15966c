"""The report for a parliamentary question: exact, with what nobody entered, for the chosen days."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import FakeViewer
from vakwerk.core import documents
from vakwerk.core.money import euros
from vakwerk.ledger import actions, books
from vakwerk.plan import report

pytestmark = pytest.mark.django_db
WHOLE = {"number": "123", "subject": "Uitvoering", "actions": ["2.6", "2.9"], "first": None, "last": None}


@pytest.fixture
def paid(commit, civil_servant: FakeViewer, travel) -> None:
    """Committed in January, paid in March."""
    travel("2025-01-10")
    commitment = commit("2.6-1", 10_000_01)
    commit("2.9-1", 5_000_00)
    payment = actions.plan_payment(
        viewer=civil_servant, commitment=commitment, amount_cents=4_000_01, due_on=date(2025, 3, 1), label="Schijf"
    )
    travel("2025-03-01")
    run = books.order(commitment.envelope, [payment], date(2025, 3, 1), "", "")
    books.pay_run(run)


def test_sums_are_exact_and_parts_stand_apart(paid: None):
    made = report.make(WHOLE)
    assert (made.committed_cents, made.paid_cents, made.recovered_cents) == (15_000_01, 4_000_01, 0)
    assert [part.committed_cents for part in made.parts] == [10_000_01, 5_000_00]
    assert made.committed_cents == sum(part.committed_cents or 0 for part in made.parts)


def test_what_nobody_entered_is_said(paid: None):
    made = report.make(WHOLE | {"actions": ["1.2", "2.3"]})
    assert made.committed_cents is None
    said = report.printed(made)
    assert said["totals"] == ["nog niets ingevuld"] * 3
    assert all(part["missing"] for part in said["parts"])
    assert said["parts"][1]["rows"] == []


def test_the_paper_report_is_a_pdf_with_the_amounts(paid: None):
    said = report.printed(report.make(WHOLE))
    assert euros(10_000_01) in said["parts"][0]["rows"][0]
    assert documents.pdf("plan/report.typ", said, language="nl").startswith(b"%PDF")
