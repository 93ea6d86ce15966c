"""Is TSO or BSO considered more? Counts for officials, and never about a handful of children."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vakwerk.core.viewer import Role
from vakwerk.talent import actions, queries
from vakwerk.talent.considerations import Considered, considered, finality_code
from vakwerk.talent.models import ConsiderationMeasure, Context
from vakwerk.talent.queries import _measure_row

ASO = Considered(frozenset({"DO-"}))
BSO = Considered(frozenset({"A"}))


def pairs(count: int, before: Considered, after: Considered) -> None:
    for _ in range(count):
        actions.record_measure(context=Context.HOME, before=before, after=after)


def test_the_share_that_names_tso_or_bso_before_and_after(db):
    pairs(10, ASO, ASO)
    pairs(10, ASO, BSO)
    pairs(5, BSO, BSO)
    (row,) = queries.consideration_measures()
    assert (row.pairs, row.before, row.after) == (25, 5, 15)
    assert row.after_share == pytest.approx(0.6)


def test_a_small_group_is_withheld(db):
    pairs(4, ASO, BSO)
    (row,) = queries.consideration_measures()
    assert (row.pairs, row.before, row.after) == (None, None, None)


def test_a_small_cell_in_a_large_group_is_withheld_with_its_counterpart(db):
    pairs(20, ASO, ASO)
    pairs(2, ASO, BSO)
    (row,) = queries.consideration_measures()
    assert (row.pairs, row.before, row.after) == (22, None, None)


@given(st.integers(0, 200), st.data())
def test_no_shown_count_is_about_one_to_four_children(total, data):
    before, after = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    row = _measure_row(("2026-2027", "home"), total, before, after)
    for count in (row.before, row.after):
        assert count is None or (count not in range(1, 5) and total - count not in range(1, 5))


def test_home_and_class_are_apart_and_years_are_school_years(db):
    pairs(5, ASO, ASO)
    ConsiderationMeasure.objects.create(id=1, month="2025-02", context="class")
    rows = queries.consideration_measures()
    assert next((row.period, row.context.value) for row in rows) == ("2024-2025", "class")


@pytest.mark.parametrize(
    ("finality", "domain", "code"),
    [
        ("DO", "domeinoverschrijdend", "DO-"),
        ("DO", "stem", "DO+"),
        ("DU", "stem", "DU"),
        ("A", "voeding_en_horeca", "A"),
    ],
)
def test_the_plan_s_footnote_splits_transfer_by_domain(finality, domain, code):
    assert finality_code(finality, domain) == code
    assert Considered(frozenset({code})).names_tso_bso == (code != "DO-")


def test_ticks_and_programmes_come_together():
    both = considered(["hands"], [("DO", "stem", "TSO")])
    assert both == Considered(frozenset({"A", "DO+"}), frozenset({"TSO"}))


def test_officials_see_the_page_and_the_figures(world):
    pairs(10, ASO, BSO)
    official = world.client(Role.CIVIL_SERVANT)
    page = official.get(reverse("talent:measure")).content.decode()
    assert "Noemde TSO of BSO" in page
    figures = official.get(reverse("talent:measure_json")).json()
    assert figures["rows"] == [
        {"period": figures["rows"][0]["period"], "context": "home", "pairs": 10, "before": 0, "after": 10}
    ]
    assert figures["as_of"]
    assert figures["source"]


def test_an_empty_measure_says_so(world):
    assert "Nog geen antwoorden" in world.client(Role.INSPECTOR).get(reverse("talent:measure")).content.decode()
