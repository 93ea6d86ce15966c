"""What runs is held against the norm with the right list; schools are reminded once and in time."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.offer import builders
from tests.programming.conftest import Schools
from vakwerk.catalogue.models import ProgrammeKind, ShortageList
from vakwerk.core.imports.spec import Context, Record, Sender
from vakwerk.core.jobs.models import Job
from vakwerk.core.viewer import Role
from vakwerk.engines.rules import DatedValue, Status
from vakwerk.people.models import Membership, Person
from vakwerk.programming import imports, jobs
from vakwerk.programming.models import ProgrammingRequest, PupilCount, Reminder
from vakwerk.programming.ruling import LIST, Book, kept


def norm(request: ProgrammingRequest, book: Book | None = None) -> Any:
    return (book or Book()).norm_of(request, request.counts.all())


def test_only_a_programme_on_the_list_gets_a_third_year(schools: Schools) -> None:
    builders.job(schools.masonry.group, "Metselaar", shortage=2026)
    request = schools.running(2025, 3, 4)
    found = norm(request)
    assert (found.result["state"], found.result["last_year"]) == ("tolerance", "2027-2028")
    assert any("VDAB 2026" in step.nl for step in found.steps)


def test_a_programme_that_is_not_on_the_list_stops_after_two_years(schools: Schools) -> None:
    ShortageList.objects.create(year=2026, source="test")
    assert norm(schools.running(2025, 3, 4)).result["state"] == "abolish"


def test_without_any_list_nobody_pretends_to_know(schools: Schools) -> None:
    assert norm(schools.running(2025, 3, 4)).result["state"] == "unsure"


def test_the_list_of_the_government_goes_before_the_derived_one_once_it_is_entered(schools: Schools) -> None:
    ShortageList.objects.create(year=2026, source="test")
    entered = DatedValue(("G-0101",), Status.CONFIRMED, "Lijst 2025 van de Vlaamse Regering", date(2025, 1, 1))
    book = Book()
    book.register = book.register.with_value(LIST, entered)
    found = norm(schools.running(2025, 3, 4), book)
    assert found.result["state"] == "tolerance"
    assert any("Lijst 2025 van de Vlaamse Regering" in step.nl for step in found.steps)


def test_a_programme_of_before_2024_keeps_its_own_norm(schools: Schools) -> None:
    request = schools.running(2023, 1)
    assert (norm(request).result["state"], norm(request).result["norm"]) == ("met", 1)
    assert kept(norm(request))["version"] == "2020-09-01"


def test_a_year_that_nobody_counted_is_not_taken_for_a_count(schools: Schools) -> None:
    ShortageList.objects.create(year=2026, source="test")
    request = schools.running(2024, 3)
    assert norm(request).result["state"] == "uncounted"


def test_a_count_that_meets_the_norm_counts_though_the_year_before_was_forgotten(schools: Schools) -> None:
    request = schools.running(2025)
    schools.count(request, 2026, 6)
    book = Book()
    assert (norm(request).result["state"], norm(request).result["met_in"]) == ("met", "2026-2027")
    assert book.forecast_of(request, request.counts.all()).result["outlook"] == "met"


def test_a_seventh_year_is_not_held_against_the_norm_of_years_one_to_six(schools: Schools) -> None:
    ShortageList.objects.create(year=2026, source="test")
    request = schools.running(2025, 3, 4)
    request.component.group.kind = ProgrammeKind.SEVENTH_AFTER_OK3
    assert norm(request).result == {}
    assert any("zevende leerjaar" in note.nl for note in Book().start_of(request).notes)


# Reminders


@pytest.fixture
def head(schools: Schools) -> Person:
    person = Person.objects.create(first_name="Leen", last_name="Vranckx", email="leen@voorbeeld.be", fictitious=True)
    Membership.objects.create(
        person=person, organisation_id=schools.first.organisation_id, role=Role.PRINCIPAL, valid_from=date(2020, 9, 1)
    )
    return person


def mails() -> list[dict[str, Any]]:
    return [job.payload for job in Job.objects.filter(kind="core.send_mail").order_by("pk")]


def test_a_draft_that_needs_approval_is_reminded_once_before_the_last_day(
    schools: Schools, head: Person, travel
) -> None:
    schools.draft(schools.cooking)
    schools.draft()  # free: no last day
    jobs.remind({})
    jobs.remind({})
    assert [(mail["to"], mail["context"]["last"]) for mail in mails()] == [("leen@voorbeeld.be", "30/11/2026")]
    travel("2026-11-27")
    jobs.remind({})
    assert len(mails()) == 2
    travel("2026-12-01")
    schools.draft(schools.masonry_dual, niche=True)
    jobs.remind({})  # of a draft that is made too late nobody is told that there is still time
    assert len(mails()) == 2


def test_a_draft_of_which_nobody_said_whether_it_is_a_niche_is_reminded_too(schools: Schools, head: Person) -> None:
    request = schools.draft(niche=None)
    assert Book().start_of(request).result["way"] == "unsure"
    jobs.remind({})
    assert [mail["template"] for mail in mails()] == ["programming/mail/deadline"]


def test_in_the_last_year_of_the_norm_a_school_is_told_once(schools: Schools, head: Person) -> None:
    ShortageList.objects.create(year=2026, source="test")
    schools.running(2025, 3)
    schools.running(2026)
    jobs.remind({})
    jobs.remind({})
    assert [mail["template"] for mail in mails()] == ["programming/mail/norm"]
    assert Reminder.objects.count() == 1


# Files


def sender(viewer: Any) -> Context:
    return Context(Sender(viewer.person_id, viewer.organisation_id, viewer.role))


def row(number: int, **values: Any) -> Record:
    told = {"site": "01", "programme": "G-0101", "school_year": 2026, "regular": 2, "dual": 2, "preparatory": 1}
    return Record(number, told | {"counted_on": date(2026, 10, 1)} | values)


def test_counts_come_from_a_file_whole_or_not_at_all(schools: Schools) -> None:
    schools.running(2026)
    wrong = [row(2), row(3, programme="G-0100"), row(4, school_year=2023), row(5, counted_on=date(2027, 1, 1))]
    refused = imports.take_counts(wrong, sender(schools.principal))
    assert [problem.row for problem in refused.problems] == [3, 4, 5]
    assert not PupilCount.objects.exists()
    assert imports.take_counts(wrong[:1], sender(schools.principal)).changed == 1
    assert PupilCount.objects.get().total == 5


def test_dual_and_not_dual_of_one_number_get_the_same_count(schools: Schools) -> None:
    """They are counted together, and a file names the programme only by its number."""
    schools.running(2026)
    dual = schools.draft(schools.masonry_dual)
    ProgrammingRequest.objects.filter(pk=dual.pk).update(
        state="running", school_year=2026, way="free", handed_in_on=date(2026, 1, 1)
    )
    assert imports.take_counts([row(2)], sender(schools.principal)).changed == 2
    assert [count.total for count in PupilCount.objects.all()] == [5, 5]


def test_a_list_of_old_programmes_names_numbers_that_exist(schools: Schools) -> None:
    viewer = schools.viewer(Role.ADMINISTRATOR, organisation_id=None, person_id=None)
    told = {"track": "dbso", "title": "Metselaar", "number": "G-9999", "source": "test"}
    assert imports.take_old([Record(2, told)], sender(viewer)).problems
    assert imports.take_old([Record(2, told | {"number": "G-0101"})], sender(viewer)).created == 1
