"""The report for a parliamentary question: exact, with what nobody entered, for the chosen days."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from django.utils.html import escape

from tests.conftest import FakeViewer
from tests.funding.conftest import make_party, officials
from vakwerk.core import documents
from vakwerk.core.money import euros
from vakwerk.ledger import actions, books
from vakwerk.plan import actions as plan_actions
from vakwerk.plan import report
from vakwerk.plan.models import Progress

__all__ = ["make_party", "officials"]

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


ADDRESS = "/plan/parlementaire-vraag/?subject=Uitvoering&actions=2.6&actions=2.9"


@pytest.mark.parametrize("days", ["first=0001-01-01", "last=9999-12-31"])
def test_days_that_no_calendar_reaches_are_refused(officials, days: str):
    assert officials.browser.get(f"{ADDRESS}&{days}").status_code == 422


def test_the_page_the_paper_and_the_file_say_the_same(paid: None, officials):
    said = report.printed(report.make(WHOLE))
    page = officials.browser.get(ADDRESS).content.decode()
    for part in said["parts"]:
        for cell in (*part["rows"][0], part["status"], *part["missing"]):
            assert escape(cell) in page
    rows = officials.browser.get(f"{ADDRESS}&format=csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(";")[8:11] for row in rows[1:]] == [["10000,01", "4000,01", "0,00"], ["5000,00", "0,00", "0,00"]]


def test_a_period_has_the_status_of_its_last_day(civil_servant: FakeViewer, envelopes: None, travel):
    travel("2025-06-01")
    for status, day in ((Progress.RUNNING, date(2025, 2, 1)), (Progress.DONE, date(2025, 5, 1))):
        plan_actions.report_status(viewer=civil_servant, action="2.6", status=status, on=day, text="x", source="x")
    until = [report.make(WHOLE | {"last": last}).parts[0].status for last in (date(2025, 3, 1), None, date(2025, 1, 1))]
    assert [status and status.status for status in until] == ["running", "done", None]


def test_money_that_is_also_for_others_is_never_called_not_entered(commit, officials, client):
    commit("2.1b-2", 5_000_00)
    words = "alleen geld dat ook voor anderen bedoeld is"
    assert report.printed(report.make(WHOLE | {"actions": ["2.1b"]}))["totals"] == [words] * 3
    assert words in client.get("/plan/grootboek/").content.decode()
    page = client.get("/plan/2.1b/").content.decode()
    assert page.count(words) == 2
    assert "niemand vulde een vastlegging in" not in page


def test_a_period_runs_from_midnight_to_midnight_in_brussels_and_holds_its_last_day(paid: None):
    for day, first, beyond in (
        (date(2025, 3, 1), "2025-02-28T23:00", "2025-03-01T23:00"),
        (date(2025, 7, 1), "2025-06-30T22:00", "2025-07-01T22:00"),
    ):
        moments = [moment.astimezone(UTC).isoformat()[:16] for moment in report.Period(day, day).moments()]
        assert moments == [first, beyond]
    day = date(2025, 3, 1)
    assert report.make(WHOLE | {"first": day, "last": day}).paid_cents == 4_000_01


def test_what_is_left_holds_for_today_and_is_not_told_of_a_period(paid: None):
    left = [report.make(WHOLE | {"last": last}).parts[0].rows[0].left_cents for last in (None, date(2025, 3, 1))]
    assert left == [650_000_000 - 10_000_01, None]
