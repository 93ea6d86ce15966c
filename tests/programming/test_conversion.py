"""The map of old programmes: only equal titles are linked, provisionally; the rest stays open."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.programming.conftest import Schools
from vakwerk.core.viewer import Role
from vakwerk.programming import conversion
from vakwerk.programming.models import OldProgramme


@pytest.mark.parametrize(
    ("left", "right"),
    [("Ruwbouw duaal", "ruwbouw"), ("Ruwbouw (modulair)", "Ruwbouw"), ("Ruwbouw  (DBSO) duaal", "RUWBOUW")],
)
def test_titles_are_equal_without_their_endings(left: str, right: str) -> None:
    assert conversion.bare(left) == conversion.bare(right)


def test_a_word_that_only_ends_alike_is_another_title() -> None:
    assert conversion.bare("Individuaal") != conversion.bare("Indivi")


def load(schools: Schools, *rows: conversion.Old) -> tuple[int, int, int]:
    return conversion.load(viewer=schools.viewer(Role.ADMINISTRATOR, organisation_id=None), rows=rows)


def old(title: str, number: str = "") -> conversion.Old:
    return conversion.Old("dbso", title, number, "test")


def test_an_equal_title_makes_a_provisional_link_and_the_rest_stays_open(schools: Schools, client: Client) -> None:
    assert load(schools, old("Ruwbouw"), old("Hoefsmid")) == (2, 0, 0)
    found = {row.title: (row.certainty, row.group) for row in OldProgramme.objects.all()}
    assert found["Ruwbouw"] == ("same_title", schools.masonry.group)
    assert found["Hoefsmid"] == ("open", None)
    page = client.get("/programmatie/omzetting/").content.decode()
    assert "Zelfde titel, te bevestigen" in page
    assert "Nog geen richting gevonden" in page


def test_only_programmes_that_exist_as_dual_are_linked(schools: Schools) -> None:
    load(schools, old("Lassen-constructie"))
    assert OldProgramme.objects.get().certainty == "open"


def test_a_number_confirms_and_a_later_list_without_it_takes_nothing_back(schools: Schools) -> None:
    load(schools, old("Hoefsmid", "G-0101"))
    assert load(schools, old("Hoefsmid")) == (0, 0, 1)
    assert OldProgramme.objects.get().certainty == "confirmed"


def test_only_an_administrator_keeps_the_list(schools: Schools) -> None:
    with pytest.raises(PermissionDenied):
        conversion.load(viewer=schools.official, rows=[old("Ruwbouw")])


def test_without_any_list_the_page_says_so(schools: Schools, client: Client) -> None:
    assert "Er is geen officiële lijst gevonden" in client.get("/programmatie/omzetting/").content.decode()
