"""Sixty activities: balanced, readable, and in two parallel halves."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml

from vakwerk.engines.psychometrics import RIASEC
from vakwerk.talent.bank import PATH, bank
from vakwerk.talent.readability import TARGET, measure


@cache
def file() -> dict[str, Any]:
    return yaml.safe_load(PATH.read_text(encoding="utf-8"))


def rows(**wanted: str) -> list[dict[str, str]]:
    return [row for row in file()["items"] if all(row[name] == value for name, value in wanted.items())]


def test_every_type_has_ten_activities_five_in_each_half() -> None:
    assert Counter((row["type"], row["form"]) for row in rows()) == {(t, f): 5 for t in RIASEC for f in "12"}


def test_ids_are_unique_and_name_their_type() -> None:
    assert len({row["id"] for row in rows()}) == 60
    assert all(re.fullmatch(row["type"] + r"\d\d", row["id"]) for row in rows())


def test_every_area_stands_once_in_each_half() -> None:
    assert {row["area"] for row in rows(form="1")} == {row["area"] for row in rows(form="2")}
    assert set(Counter((row["area"], row["form"]) for row in rows()).values()) == {1}


def test_types_are_interleaved_and_the_first_half_is_asked_first() -> None:
    order = [row["type"] for row in rows()]
    assert not [n for n in range(59) if order[n] == order[n + 1]]
    assert all(set(order[n : n + 6]) == set(RIASEC) for n in range(0, 60, 6))
    assert [row["form"] for row in rows()] == ["1"] * 30 + ["2"] * 30


@pytest.mark.parametrize("kind", RIASEC)
@pytest.mark.parametrize("form", ["1", "2"])
def test_no_type_is_for_girls_or_for_boys(kind: str, form: str) -> None:
    """`lean` is our expectation before data; neither side may have more than three of the five of a half."""
    leans = Counter(row["lean"] for row in rows(type=kind, form=form))
    assert set(leans) <= {"m", "f", "n"}
    assert leans["m"] <= 3
    assert leans["f"] <= 3


def test_both_leans_balance_over_the_whole_questionnaire() -> None:
    leans = Counter(row["lean"] for row in rows())
    assert abs(leans["m"] - leans["f"]) <= 4
    assert {kind for kind in RIASEC if {"m", "f"} <= {row["lean"] for row in rows(type=kind)}} == set(RIASEC)


def test_the_questionnaire_is_readable_for_a_twelve_year_old() -> None:
    assert measure(". ".join(row["nl"] for row in rows()) + ".").ease >= TARGET + 10


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_every_activity_is_one_short_readable_phrase(row: dict[str, str]) -> None:
    counted = measure(row["nl"])
    assert counted.words <= 10
    assert counted.ease >= 45
    assert not row["nl"].endswith(".")
    assert row["en"]
    assert not re.search(r"\b(hij|zij|haar man|zijn vrouw|jongens?|meisjes?)\b", row["nl"])


def test_source_licence_and_status_stand_in_the_file() -> None:
    head = PATH.read_text(encoding="utf-8").split("items:")[0]
    assert "O*NET 30.2" in head
    assert "CC BY 4.0" in head
    assert file()["status"] == "nog niet gevalideerd"


def test_the_bank_hands_all_of_it_to_the_engine() -> None:
    assert [item.id for item in bank().measured] == [row["id"] for row in rows()]
    assert {item.form for item in bank().measured} == {"1", "2"}
