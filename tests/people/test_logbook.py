"""The log for administrators: filters, names, and the state of the chain."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from tests.people.conftest import as_viewer, sign_in
from vakwerk.core import audit
from vakwerk.core.audit.append_only import lifted
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.viewer import Role
from vakwerk.people import log


@pytest.fixture
def administrator(make_account, platform):
    return make_account("beheer", (platform, Role.ADMINISTRATOR))


@pytest.fixture
def entries(make_account, school):
    teacher, pupil = make_account("lerares", (school, Role.TEACHER)), make_account("eline", (school, Role.PUPIL))
    subject = ("people.person", pupil.person_id)
    with time_machine.travel(datetime(2026, 11, 20, 9, tzinfo=UTC), tick=False):
        audit.read(as_viewer(teacher), subject, "guidance")
    with time_machine.travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        audit.record(None, "core.forget")
    return teacher, pupil


def shown(client, **query) -> list[str]:
    return [str(line.what) for line in client.get("/beheer/logboek/", query).context["lines"]]


def test_the_log_shows_who_did_what_about_whom(client, administrator, entries):
    page = sign_in(client, administrator).get("/beheer/logboek/").content.decode()
    for text in ("Iemands pagina bekeken", "Lerares Peeters", "Eline Peeters", "om de leerling te begeleiden"):
        assert text in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 2),
        ({"event": "people.person.read"}, 1),
        ({"event": "bestaat.niet"}, 2),
        ({"person": "eline pee"}, 1),
        ({"person": "lerares"}, 1),
        ({"person": "niemand"}, 0),
        ({"first": "2026-11-21"}, 1),
        ({"last": "2026-11-21"}, 1),
        ({"first": "2026-11-20", "last": "2026-11-22"}, 2),
        ({"first": "geen datum"}, 2),
        ({"page": "x"}, 2),
    ],
)
def test_the_log_filters_by_event_person_and_day(client, administrator, entries, query, found):
    assert len(shown(sign_in(client, administrator), **query)) == found


def test_a_whole_chain_says_so_and_a_broken_one_says_where(client, administrator, entries):
    sign_in(client, administrator)
    assert "elke schakel houdt" in client.get("/beheer/logboek/?check=1").content.decode()
    with lifted():
        AuditEntry.objects.filter(seq=1).update(reason="veranderd")
    page = client.get("/beheer/logboek/?check=1").content.decode()
    assert "De ketting is gebroken" in page
    assert "entry 1" in page


def test_somebody_erased_has_no_name_in_the_log(client, administrator, entries):
    _teacher, pupil = entries
    audit.forget("people.person", pupil.person_id)
    page = sign_in(client, administrator).get("/beheer/logboek/").content.decode()
    assert "Eline Peeters" not in page
    assert "iemand die gewist is" in page


def test_nobody_but_an_administrator_finds_anything(make_account, school, entries):
    principal = as_viewer(make_account("directeur", (school, Role.PRINCIPAL)))
    assert not log.search(principal).exists()


def test_the_log_asks_the_same_number_of_queries_for_any_number_of_entries(
    client, administrator, entries, django_assert_max_num_queries
):
    teacher, pupil = entries
    for _ in range(30):
        audit.read(as_viewer(teacher), ("people.person", pupil.person_id), "guidance")
    sign_in(client, administrator)
    with django_assert_max_num_queries(9):
        client.get("/beheer/logboek/")


def test_looking_somebody_up_is_itself_written_down(client, administrator, entries):
    sign_in(client, administrator)
    shown(client, event="core.forget")
    assert not AuditEntry.objects.filter(event="people.read_log").exists()
    shown(client, person="eline")
    assert AuditEntry.objects.filter(event="people.read_log").count() == 1
