"""Next year's list is data: an administrator adds it from a file, and earlier years stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from vakwerk.catalogue import actions, queries
from vakwerk.catalogue.actions import ListedOccupation
from vakwerk.catalogue.imports import SHORTAGE_LIST, import_shortage_list
from vakwerk.catalogue.models import Occupation, ShortageList, ShortageOccupation
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.imports import Context, Record
from vakwerk.core.imports.spec import Sender
from vakwerk.core.viewer import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
ROWS = [
    ListedOccupation("Metselaar", "Bouwberoepen", True),
    ListedOccupation("Dronepiloot", "Transport- en logistieke beroepen"),
]
PUBLISHED = date(2027, 2, 1)


def context(role: Role = Role.ADMINISTRATOR) -> Context:
    return Context(Sender(person_id=None, organisation_id=None, role=role))


def record(row: int, year: int, occupation: str) -> Record:
    values = {
        "year": year,
        "published_on": PUBLISHED,
        "cluster": "Bouwberoepen",
        "occupation": occupation,
        "medium_skilled": False,
    }
    return Record(row, values)


def publish(**more: Any) -> actions.PublishedList:
    return actions.publish_shortage_list(viewer=None, year=2027, published_on=PUBLISHED, rows=ROWS, **more)


def test_a_new_year_stands_beside_the_old_one() -> None:
    done = publish()
    assert (done.listed, done.dropped, done.new_names) == (2, 0, ["Dronepiloot"])
    assert ShortageOccupation.objects.filter(list__year=2026).count() == 227
    assert queries.shortage_list(date(2027, 1, 31)) == ShortageList.objects.get(year=2026)
    assert queries.shortage_list(PUBLISHED) == ShortageList.objects.get(year=2027)


def test_the_same_name_is_the_same_job() -> None:
    before = Occupation.objects.count()
    publish()
    assert Occupation.objects.count() == before + 1
    found = queries.occupation_file("metselaar", date(2027, 3, 1))
    assert found is not None
    assert [row.list.year for row in found.shortages] == [2027, 2026]


def test_publishing_again_replaces_the_year() -> None:
    publish()
    done = actions.publish_shortage_list(viewer=None, year=2027, published_on=PUBLISHED, rows=ROWS[:1])
    assert done.dropped == 1
    assert ShortageOccupation.objects.filter(list__year=2027).count() == 1


def test_only_an_administrator_publishes(viewer: Any) -> None:
    with pytest.raises(PermissionDenied):
        actions.publish_shortage_list(viewer=viewer(Role.CIVIL_SERVANT), year=2027, published_on=PUBLISHED, rows=ROWS)
    assert not ShortageList.objects.filter(year=2027).exists()


def test_publishing_is_written_in_the_audit_log() -> None:
    publish()
    assert AuditEntry.objects.latest("seq").event == "catalogue.publish_shortage_list"


def test_a_file_of_one_year_is_imported() -> None:
    outcome = import_shortage_list([record(2, 2027, "Metselaar"), record(3, 2027, "Dronepiloot")], context())
    assert outcome.problems == []
    assert outcome.created == 2
    assert "Dronepiloot" in outcome.details[0]


def test_a_file_with_two_years_is_refused_at_the_odd_row() -> None:
    outcome = import_shortage_list([record(2, 2027, "Metselaar"), record(3, 2028, "Kapper")], context())
    assert [problem.row for problem in outcome.problems] == [3]
    assert not ShortageList.objects.filter(year=2027).exists()


@pytest.mark.parametrize(("column", "value"), [("year", "1999"), ("year", "x"), ("occupation", "a" * 121)])
def test_a_cell_that_cannot_be_right_says_what_to_do(column: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SHORTAGE_LIST.column(column).parse(value)
