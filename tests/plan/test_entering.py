"""Civil servants enter figures and statuses; an earlier row stays, a small number of children is shown to nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from tests.conftest import FakeViewer
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.viewer import Role
from vakwerk.plan import actions, queries
from vakwerk.plan.forms import QuestionForm, StatusForm, ValueForm
from vakwerk.plan.models import Indicator, IndicatorValue, Progress
from vakwerk.plan.paper import the_plan
from vakwerk.plan.trail import NO_REFERENCE, Step

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 1)


@pytest.fixture
def indicator(civil_servant: FakeViewer) -> Indicator:
    return actions.add_indicator(
        viewer=civil_servant,
        action="1.1",
        name="Bezoekers",
        unit="leerlingen",
        counts="Elke leerling één keer per schooljaar",
        source="Jaarverslag",
        about_pupils=True,
    )


def test_a_new_figure_takes_the_place_of_the_earlier_one_which_stays(indicator: Indicator, civil_servant: FakeViewer):
    for value in (Decimal(100), Decimal(120)):
        actions.enter_value(viewer=civil_servant, indicator=indicator, day=DAY, value=value, source="Telling")
    (reading,) = queries.readings(action="1.1")
    assert [figure.value for figure in reading.standing] == [120]
    assert [(figure.value, figure.replaced) for figure in reading.history] == [(120, False), (100, True)]


def test_a_figure_can_be_withdrawn_but_not_erased(indicator: Indicator, civil_servant: FakeViewer):
    actions.enter_value(viewer=civil_servant, indicator=indicator, day=DAY, value=Decimal(9), source="Telling")
    actions.enter_value(viewer=civil_servant, indicator=indicator, day=DAY, value=None, source="Telling", note="Fout")
    (reading,) = queries.readings()
    assert not reading.standing
    assert len(reading.history) == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.update(value=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        IndicatorValue.objects.all().delete()


def test_fewer_than_five_children_are_shown_to_nobody(indicator: Indicator, civil_servant: FakeViewer, client: Client):
    actions.enter_value(viewer=civil_servant, indicator=indicator, day=DAY, value=Decimal(3), source="Telling")
    (reading,) = queries.readings()
    assert reading.latest is not None
    assert reading.latest.withheld
    assert reading.latest.value is None
    for address in ("/plan/1.1/", f"/plan/indicatoren/{indicator.public_id}/"):
        assert "minder dan 5" in client.get(address).content.decode()
    (row,) = client.get("/api/v1/plan/ledger").json()["indicators"]
    assert row["values"][0]["value"] is None
    assert b"3,00" not in client.get("/plan/grootboek/indicatoren.csv").content


def test_the_chart_appears_with_the_second_moment(indicator: Indicator, civil_servant: FakeViewer):
    for year in (2024, 2025):
        (reading,) = queries.readings()
        assert reading.chart is None
        day = DAY.replace(year=year)
        actions.enter_value(viewer=civil_servant, indicator=indicator, day=day, value=Decimal(year), source="Telling")
    (reading,) = queries.readings()
    assert reading.chart is not None
    assert len(reading.chart.table.rows) == 2


def test_only_civil_servants_enter_and_only_its_keeper_withdraws(indicator: Indicator, viewer):
    principal = viewer(Role.PRINCIPAL, organisation_id=1)
    with pytest.raises(PermissionDenied):
        actions.enter_value(viewer=principal, indicator=indicator, day=DAY, value=Decimal(1), source="x")
    with pytest.raises(PermissionDenied):
        actions.withdraw_indicator(viewer=viewer(Role.CIVIL_SERVANT, organisation_id=999_999), indicator=indicator)


def test_a_status_names_its_administration_and_the_latest_day_holds(civil_servant: FakeViewer, client: Client):
    for on, status in ((DAY, Progress.RUNNING), (date(2024, 1, 1), Progress.PREPARING)):
        actions.report_status(
            viewer=civil_servant, action="2.9", status=status, on=on, text="Zo ver.", source="Nota van toen"
        )
    assert queries.current_statuses()["2.9"].status == Progress.RUNNING
    page = client.get("/plan/2.9/").content.decode()
    assert "Administratie" in page
    assert "1 februari 2025" in page
    assert "Wat er vroeger gemeld is" in page


def test_every_entry_is_in_the_audit_log(indicator: Indicator, civil_servant: FakeViewer):
    actions.enter_value(viewer=civil_servant, indicator=indicator, day=DAY, value=Decimal(9), source="Telling")
    assert {"plan.add_indicator", "plan.enter_value"} <= set(AuditEntry.objects.values_list("event", flat=True))


def test_a_promised_outcome_without_measure_says_so(client: Client):
    page = client.get("/plan/indicatoren/").content.decode()
    assert page.count("Het plan noemt geen maat") == len(the_plan().outcomes)


def test_an_indicator_belongs_to_an_action_or_an_outcome(civil_servant: FakeViewer):
    for where in ({}, {"action": "1.1", "outcome": "sooner"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.add_indicator(viewer=civil_servant, name="x", unit="x", counts="x", source="x", **where)


def test_forms_refuse_tomorrow_and_a_silent_withdrawal(travel):
    travel("2025-01-01")
    form = ValueForm({"day": "2025-01-02", "source": "x"})
    assert set(form.errors) == {"day", "note"}
    assert "link" in ValueForm({"day": "2025-01-01", "value": "1", "source": "x", "link": "ftp://x.be"}).errors
    assert "on" in StatusForm({"status": "running", "on": "2025-01-02", "text": "x", "source": "x"}).errors
    assert (
        "last" in QuestionForm({"subject": "x", "actions": ["1.1"], "first": "2025-01-02", "last": "2025-01-01"}).errors
    )


@pytest.mark.parametrize(
    ("typed", "read"),
    [("1.234,5", "1234.50"), ("1234", "1234"), ("0,25", "0.25"), ("1e9", None), ("-1", None), ("1,234", None)],
)
def test_a_figure_is_read_as_it_is_written_in_dutch(typed: str, read: str | None):
    form = ValueForm({"day": "2025-01-01", "value": typed, "source": "x", "note": "x"})
    assert (None if form.errors else form.cleaned_data["value"]) == (read if read is None else Decimal(read))
    assert ("value" in form.errors) is (read is None)


def test_days_before_every_calendar_are_refused():
    assert "day" in ValueForm({"day": "0001-01-01", "value": "1", "source": "x"}).errors


@pytest.mark.parametrize(("children", "withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_to_four_children_are_withheld_and_five_are_shown(
    indicator: Indicator, civil_servant: FakeViewer, children: int, withheld: bool
):
    actions.enter_value(
        viewer=civil_servant, indicator=indicator, day=date(2025, 1, 1), value=Decimal(children), source="x"
    )
    assert queries.indicator_or_404(indicator.public_id).standing[0].withheld is withheld
    assert Step(NO_REFERENCE, "2.6-1", (), Decimal(children)).withheld is withheld
