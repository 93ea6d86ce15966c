"""Beside each promise stands what the ledger holds; nothing is added that may not be added."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.conftest import FakeViewer
from vakwerk.budgets.models import PupilCount, Regime, Round, Share
from vakwerk.ledger import actions
from vakwerk.ledger.models import Event, JournalEntry
from vakwerk.ledger.queries import movements
from vakwerk.people.models import Organisation, OrganisationKind
from vakwerk.plan import exports, money, report
from vakwerk.plan.paper import the_plan
from vakwerk.plan.trail import trail

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 1)


def test_each_promise_keeps_its_own_line_and_says_when_nothing_was_entered(commit, client: Client):
    commit("1.2-1", 100_00)
    account = money.accounts()["1.2"]
    assert [line.committed_cents for line in account.lines] == [100_00, None]
    assert account.lines[0].left_cents == 122_931_60 - 100_00
    assert account.committed_cents == 100_00
    page = client.get("/plan/1.2/").content.decode()
    assert "100,00" in page
    assert "nog niets ingevuld" in page


def test_a_call_that_is_also_for_others_is_in_no_total(commit, client: Client):
    commit("2.1b-1", 1_000_00)
    commit("2.1b-2", 5_000_000_00)
    account = money.accounts()["2.1b"]
    assert account.committed_cents == 1_000_00
    assert [line.code for line in account.left_out] == ["2.1b-2"]
    assert "5.001.000,00" not in client.get("/plan/2.1b/").content.decode()
    asked = {"number": "", "subject": "x", "actions": ["2.1b"], "first": None, "last": None}
    assert report.make(asked).committed_cents == 1_000_00


def test_evidence_is_counted_for_all_and_named_to_nobody(commit, civil_servant: FakeViewer, client: Client):
    upload = ContentFile(b"%PDF-1.7", name="geheime-factuur.pdf")
    actions.attach_evidence(viewer=civil_servant, subject=commit("2.6-1", 10_00), upload=upload)
    assert money.account(the_plan().action("2.6")).evidence == 1  # type: ignore[arg-type]
    page = client.get("/plan/2.6/").content.decode()
    assert "geheime-factuur" not in page
    assert "Vzw Geheim" not in page


def test_the_number_of_queries_does_not_grow_with_the_commitments(
    commit, client: Client, django_assert_max_num_queries
):
    for cents in range(1, 30):
        commit("2.6-1", cents)
    for address in ("/plan/grootboek/", "/plan/2.6/", "/plan/bedragen/"):
        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_trail_stops_where_nothing_is_known_and_says_why(commit, civil_servant: FakeViewer, viewer, client: Client):
    commit("2.6-1", 10_00)
    commit("2.6-1", 20_00, reference="funding.grant:999")
    found = trail(viewer(), "2.6")
    assert [(step.amount_cents, step.pupils) for step in found.steps] == [(10_00, None), (20_00, None)]
    assert found.pupils is None
    assert not found.manages
    assert "Hier stopt het spoor." in client.get("/plan/2.6/").content.decode()
    assert trail(civil_servant, "2.6").manages


def test_pupils_that_counted_in_a_key_are_reached_and_a_handful_is_withheld(
    commit, viewer, administration: Organisation
):
    schools = [Organisation.objects.create(kind=OrganisationKind.SECONDARY_SCHOOL, name=f"S{n}") for n in range(3)]
    for number, pupils in enumerate(("120.5", "80", "3")):
        of = Round.objects.create(
            regime=Regime.MATERIAL, school_year=2025, title=f"Ronde {number // 2}", day=DAY, owner=administration
        )
        school = schools[number]
        PupilCount.objects.create(round=of, school=school, group="1", pupils=Decimal(pupils), source="Telling")
        share = Share.objects.create(round=of, school=school, amount_cents=100)
        commit("2.5-1", 100, reference=f"budgets.share:{share.pk}")
    found = trail(viewer(), "2.5")
    assert [(len(step.commitments), step.pupils, step.withheld) for step in found.steps] == [
        (2, Decimal("200.5"), False),
        (1, None, True),
    ]
    assert found.pupils == Decimal("200.5")
    assert not found.lost


def test_a_period_holds_its_own_movements_to_the_cent(commit, civil_servant: FakeViewer):
    commitment = commit("2.6-1", 1_000_01)
    actions.release(viewer=civil_servant, commitment=commitment, amount_cents=1, reason="Te veel")
    now = timezone.now()
    (moved,) = movements(now - timedelta(days=1), now + timedelta(days=1)).values()
    assert (moved.committed_cents, moved.paid_cents, moved.recovered_cents) == (1_000_00, 0, 0)
    assert movements(now + timedelta(days=1), now + timedelta(days=2)) == {}
    assert JournalEntry.objects.filter(event=Event.RELEASE).count() == 1


def test_the_workbook_has_every_promise_with_exact_euros_and_empty_cells(commit, client: Client):
    commit("1.2-1", 33_333_33)
    book = load_workbook(BytesIO(client.get("/plan/grootboek/alles.xlsx").content))
    assert len(book.worksheets) == 4
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    by_code = {row[2]: row for row in rows[1:] if row[2]}
    assert len(by_code) == 15
    assert by_code["1.2-1"][9] == 33333.33
    assert by_code["1.1-1"][9] is None
    assert exports.euro(33_333_33) == Decimal("33333.33")


@pytest.mark.parametrize("part", exports.PARTS)
def test_each_part_comes_as_csv(part: str, envelopes: None, client: Client):
    answer = client.get(f"/plan/grootboek/{part}.csv")
    assert answer.status_code == 200
    assert len(answer.content.decode().splitlines()) > 7


def test_an_unknown_part_or_kind_does_not_exist(client: Client):
    assert client.get("/plan/grootboek/alles.csv").status_code == 404
    assert client.get("/plan/grootboek/geld.exe").status_code == 404


def test_the_interface_has_every_line_and_null_for_what_nobody_entered(commit, client: Client):
    commit("2.9-1", 10_00)
    answer = client.get("/api/v1/plan/ledger").json()
    lines = {line["code"]: line for line in answer["lines"]}
    assert lines["2.9-1"]["committed_cents"] == 10_00
    assert lines["1.1-1"]["committed_cents"] is None
    assert lines["2.1b-2"]["also_for_others"] is True
