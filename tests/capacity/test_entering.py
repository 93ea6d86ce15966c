"""Who may enter what; a school's places, the counts of officials, LOPs and schools, and what the log keeps."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.capacity.conftest import GENT, MECHELEN, Region
from tests.offer import builders
from vakwerk.capacity import actions, queries
from vakwerk.capacity.actions import Entry, Estimate
from vakwerk.capacity.models import DemandEstimate, SeatCount
from vakwerk.core import audit
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.imports.spec import Context, Record, Sender
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation, OrganisationKind


def entry(site: Any, seats: int | None, item: str = "B", year: int = 1, school_year: int = 2026) -> Entry:
    return Entry(site.pk, school_year, item, year, seats, "lokalen")


def estimate(municipality: str = MECHELEN, site: Any = None, **changes: Any) -> Estimate:
    about = {"school_year": 2026, "item": "B", "year": 1, "kind": "enrolment", "pupils": 40}
    told = {"counted_on": date(2026, 10, 1), "source": "LOP", "confirmed": True, "at_home": False}
    return Estimate(municipality, site.pk if site else None, **(about | told | changes))


def test_a_principal_enters_corrects_and_takes_away_places(region: Region):
    for seats, tally in ((48, (1, 0, 0)), (60, (0, 1, 0)), (60, (0, 0, 0)), (None, (0, 0, 1))):
        done = actions.enter_seats(viewer=region.principal, entries=[entry(region.first, seats)])
        assert (done.new, done.changed, done.removed) == tally
    assert not SeatCount.objects.exists()
    assert AuditEntry.objects.filter(event="capacity.enter_seats").count() == 3
    told = audit.entries_about("capacity.site", region.first.pk).values_list("reason", flat=True)
    assert list(told) == ["2026; B 1: -", "2026; B 1: 60", "2026; B 1: 48"]


def test_zero_places_are_kept_and_are_not_the_same_as_none(region: Region):
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 0)])
    assert SeatCount.objects.get().seats == 0


@pytest.mark.parametrize("who", ["neighbour", "stranger", "lop_staff", "official"])
def test_nobody_else_enters_the_places_of_a_school(region: Region, who: str):
    with pytest.raises(PermissionDenied):
        actions.enter_seats(viewer=getattr(region, who), entries=[entry(region.first, 48)])
    assert not SeatCount.objects.exists()


def test_one_foreign_site_refuses_the_whole_list(region: Region):
    with pytest.raises(PermissionDenied):
        actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 48), entry(region.second, 24)])
    assert not SeatCount.objects.exists()


def test_a_school_board_enters_for_its_schools(region: Region):
    board = Organisation.objects.create(kind=OrganisationKind.SCHOOL_BOARD, name="Bestuur")
    Organisation.objects.filter(pk=region.first.organisation_id).update(board=board)
    head = region.viewer(Role.PRINCIPAL, organisation_id=board.pk, person_id=None)
    assert actions.enter_seats(viewer=head, entries=[entry(region.first, 48)]).new == 1


def test_places_of_last_year_are_taken_over_only_where_nothing_stands(region: Region):
    number = region.welding.number
    past = [entry(region.first, 36, school_year=2025), entry(region.first, 12, number, 5, 2025)]
    actions.enter_seats(viewer=region.principal, entries=[*past, entry(region.first, 48)])
    assert actions.copy_seats(viewer=region.principal, site=region.first, school_year=2026).touched == 1
    lines = {(line.item, line.year): line.seats for line in queries.seat_lines(region.first, 2026)}
    assert lines == {("B", 1): 48, (number, 5): 12}


def test_a_hundred_lines_cost_as_many_queries_as_two(region: Region):
    groups = [builders.programme(f"Richting {n}", number=f"G-7{n:03d}") for n in range(60)]
    asked = [entry(region.first, 12, group.number, 5) for group in groups]
    queries.register_year(2026)
    with CaptureQueriesContext(
        connection,
    ) as few:
        actions.enter_seats(viewer=region.principal, entries=asked[:2])
    with CaptureQueriesContext(connection) as many:
        actions.enter_seats(viewer=region.principal, entries=asked[2:])
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize(
    ("who", "place", "allowed"),
    [
        ("official", GENT, True),
        ("lop_staff", MECHELEN, True),
        ("lop_staff", GENT, False),
        ("principal", MECHELEN, False),
    ],
)
def test_a_count_of_a_municipality_is_for_officials_and_the_lop_of_the_area(region, who, place, allowed):
    if allowed:
        assert actions.enter_demand(viewer=getattr(region, who), estimates=[estimate(place)]).new == 1
    else:
        with pytest.raises(PermissionDenied):
            actions.enter_demand(viewer=getattr(region, who), estimates=[estimate(place)])


def test_a_school_counts_at_its_own_site_and_at_no_other(region: Region):
    actions.enter_demand(viewer=region.principal, estimates=[estimate(site=region.first)])
    with pytest.raises(PermissionDenied):
        actions.enter_demand(viewer=region.principal, estimates=[estimate(site=region.second)])


def test_the_same_count_again_is_corrected_and_another_date_is_another_count(region: Region):
    viewer = region.official
    actions.enter_demand(viewer=viewer, estimates=[estimate()])
    assert actions.enter_demand(viewer=viewer, estimates=[estimate()]).unchanged == 1
    assert actions.enter_demand(viewer=viewer, estimates=[estimate(pupils=44)]).changed == 1
    assert actions.enter_demand(viewer=viewer, estimates=[estimate(counted_on=date(2026, 11, 1))]).new == 1
    assert sorted(DemandEstimate.objects.values_list("pupils", flat=True)) == [40, 44]


def test_a_count_is_removed_by_who_may_enter_it(region: Region):
    actions.enter_demand(viewer=region.official, estimates=[estimate()])
    kept = DemandEstimate.objects.get()
    with pytest.raises(PermissionDenied):
        actions.remove_demand(viewer=region.stranger, estimate=kept)
    actions.remove_demand(viewer=region.lop_staff, estimate=kept)
    assert not DemandEstimate.objects.exists()


def test_the_database_refuses_a_second_count_and_a_place_of_nothing(region: Region):
    what = {"municipality": MECHELEN, "school_year": 2026, "stream": "B", "year_of_study": 1, "kind": "enrolment"}
    told = {"pupils": 1, "counted_on": date(2026, 10, 1), "source": "x"}
    DemandEstimate.objects.create(**what, **told)
    for wrong in (told, told | {"source": ""}, told | {"stream": "", "counted_on": date(2026, 9, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DemandEstimate.objects.create(**{**what, **wrong})


# Files


def record(row: int, **values: Any) -> Record:
    return Record(row, values)


def seat_row(**changes: Any) -> Record:
    return record(
        2, **({"site": "01", "school_year": 2026, "item": "B", "year": 1, "seats": 48, "basis": ""} | changes)
    )


def sender(viewer: Any) -> Context:
    return Context(Sender(viewer.person_id, viewer.organisation_id, viewer.role))


def test_a_file_of_places_is_taken_whole_or_not_at_all(region: Region):
    from vakwerk.capacity.imports import take_seats

    wrong = [seat_row(), seat_row(site="09"), seat_row(year=3)]
    refused = take_seats(wrong, sender(region.principal))
    assert len(refused.problems) == 2
    assert not SeatCount.objects.exists()
    assert take_seats(wrong[:1], sender(region.principal)).created == 1


def test_a_file_of_counts_names_places_by_municipality_or_by_school(region: Region):
    from vakwerk.capacity.imports import take_counts

    told = {"school_year": 2026, "item": "B", "year": 1, "kind": "refusal", "pupils": 6, "source": "LOP"}
    told |= {"counted_on": date(2026, 10, 1), "confirmed": True, "at_home": False}
    rows = [
        record(2, place=MECHELEN, school="", site="", **told),
        record(3, place="", school="900001", site="01", **told),
    ]
    assert take_counts(rows, sender(region.lop_staff)).created == 2
    bad = [
        record(2, place=GENT, school="", site="", **told),
        record(3, place="", school="", site="", **told),
        record(4, place="", school="900002", site="01", **told),
        record(5, place=MECHELEN, school="", site="", **told | {"counted_on": date(2026, 12, 24)}),
    ]
    assert [problem.row for problem in take_counts(bad, sender(region.lop_staff)).problems] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "code"),
    [("B", "B"), ("b-stroom", "B"), ("G-0100", "G-0100"), ("lassen-constructie", "G-0100")],
)
def test_a_programme_in_a_file_is_known_by_number_or_name(region: Region, text: str, code: str):
    from vakwerk.capacity.imports import item_code

    assert item_code(text) == code
    with pytest.raises(ValueError, match=r"Schrijf|Write"):
        item_code("Lassen misschien")


def test_a_kind_of_count_is_known_by_its_everyday_word(region: Region):
    from vakwerk.capacity.imports import kind, study_year

    assert (kind("Aanmeldingen"), kind("prognose"), kind("Refusal")) == ("registration", "projection", "refusal")
    assert study_year("3") == 3
    for parse, text in ((kind, "gokje"), (study_year, "8")):
        with pytest.raises(ValueError):
            parse(text)


# What a claim of extra budget reads


def test_created_places_are_this_year_minus_the_reference_year(region: Region):
    number = region.welding.number
    asked = [entry(region.first, 48), entry(region.first, 36, school_year=2024), entry(region.first, 12, number, 5)]
    actions.enter_seats(viewer=region.principal, entries=asked)
    pupils = [estimate(site=region.first, pupils=45), estimate(site=region.first, pupils=33, school_year=2024)]
    actions.enter_demand(viewer=region.principal, estimates=pupils)
    found = queries.created_places(region.first, 2026, 2024)
    lines = {line.item: line for line in found.lines}
    assert (lines["B"].created, lines["B"].category) == (12, "B")
    assert (lines["B"].pupils, lines["B"].reference_pupils) == (45, 33)
    assert (lines[number].category, lines[number].created) == ("BSO", None)
    assert found.created is None
    assert not found.complete


def test_what_the_register_says_was_not_taught_had_no_places(region: Region):
    builders.offer(region.welding, region.second, year=2025, study_year=5)  # the register knows 2025
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 12, region.welding.number, 5)])
    line = next(x for x in queries.created_places(region.first, 2026, 2025).lines if x.item == region.welding.number)
    assert (line.reference_seats, line.reference_not_taught, line.created) == (0, True, 12)


def test_the_a_stream_is_no_part_of_created_places(region: Region):
    actions.enter_seats(viewer=region.principal, entries=[entry(region.first, 48, "A")])
    assert {line.item for line in queries.created_places(region.first, 2026, 2025).lines} == {"B", "G-0100"}
