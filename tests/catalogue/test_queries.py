"""Occupations and shortage lists: by the day that is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from vakwerk.catalogue import queries
from vakwerk.catalogue.models import (
    Occupation,
    ProgrammeComponent,
    ProgrammeGroup,
    ShortageList,
    ShortageOccupation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
TODAY = date(2026, 11, 23)


def test_a_programme_shows_the_shortage_occupations_of_the_list_in_force() -> None:
    group = ProgrammeGroup.objects.get(number="G-0105")
    found = [row.occupation.slug for row in queries.shortage_occupations_for(group, TODAY)]
    assert found == ["kapper", "schoonheidsspecialist"]
    assert queries.shortage_occupations_for(group, date(2026, 1, 31)) == []


def test_next_years_list_takes_over_when_it_is_published() -> None:
    following = ShortageList.objects.create(year=2027, published_on=date(2027, 2, 1), source="VDAB 2027")
    welder = Occupation.objects.get(slug="lasser")
    ShortageOccupation.objects.create(list=following, occupation=welder, label="Manueel lasser", cluster="Industrie")
    hair = ProgrammeGroup.objects.get(number="G-0105")
    assert queries.shortage_occupations_for(hair, date(2027, 2, 1)) == []
    assert len(queries.shortage_occupations_for(hair, date(2027, 1, 31))) == 2
    assert ProgrammeGroup.objects.get(number="G-0133").pk in queries.shortage_programmes(date(2027, 3, 1))


def test_jobs_after_more_study_come_last_and_do_not_make_a_shortage_programme() -> None:
    office = ProgrammeGroup.objects.get(number="G-0032")
    rows = queries.shortage_occupations_for(office, TODAY)
    assert [row.is_direct for row in rows] == sorted((row.is_direct for row in rows), reverse=True)
    medicine = ProgrammeGroup.objects.get(number="G-0334")
    assert queries.shortage_occupations_for(medicine, TODAY)
    assert medicine.pk not in queries.shortage_programmes(TODAY)


def test_a_cancelled_component_never_counts() -> None:
    part = ProgrammeComponent.objects.filter(group__number="G-0105", dual=True).get()
    part.valid_from, part.valid_to = date(2026, 9, 1), date(2026, 8, 31)
    part.save()
    group = part.group
    for day in (date(2026, 8, 31), date(2026, 9, 1), TODAY):
        assert queries.dual_variants(group, day) == []


def test_an_ended_component_still_shows_for_its_own_time() -> None:
    part = ProgrammeComponent.objects.filter(group__number="G-0105", dual=True).get()
    part.valid_to = date(2025, 8, 31)
    part.save()
    assert queries.dual_variants(part.group, date(2025, 8, 31)) == [part]
    assert queries.dual_variants(part.group, date(2025, 9, 1)) == []


def test_the_file_of_an_occupation_tells_direct_from_later() -> None:
    found = queries.occupation_file("verpleegkundige", TODAY)
    assert found is not None
    assert found.is_shortage
    assert found.direct == []
    assert "Gezondheidszorg" in {item.group.title for item in found.after_more_study}
    assert queries.occupation_file("bestaat-niet", TODAY) is None


def test_the_file_of_an_occupation_does_not_know_the_future() -> None:
    found = queries.occupation_file("kapper", date(2025, 1, 1))
    assert found is not None
    assert not found.is_shortage
    assert found.shortages == []


def test_found_occupations_keep_the_order_of_the_search() -> None:
    slugs = ["lasser", "bestaat-niet", "bakker"]
    assert [o.slug for o in queries.occupations_named(slugs, TODAY)] == ["lasser", "bakker"]


def test_the_domains_of_a_basic_option_are_those_it_lets_you_taste() -> None:
    option = queries.programme("BO-1159", TODAY)
    assert option is not None
    assert option.domain_codes() == ["economie_en_organisatie", "maatschappij_en_welzijn"]
    tourism = queries.programme("G-0280", TODAY)
    assert tourism is not None
    assert len(tourism.domain_codes()) == 3


def test_an_occupation_file_costs_the_same_however_many_programmes(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(5):  # type: ignore[operator]
        queries.occupation_file("kapper", TODAY)
    with django_assert_num_queries(5):  # type: ignore[operator]
        queries.occupation_file("arts", TODAY)
