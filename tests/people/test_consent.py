"""Guardians, consent, my own page, and every reading of a pupil's page in the log."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from tests.people.conftest import as_viewer, sign_in
from vakwerk.core import audit, clock
from vakwerk.core.viewer import Role
from vakwerk.people import actions, consents, my_data, queries
from vakwerk.people.consents import Purpose
from vakwerk.people.models import Consent, Guardianship, Membership

RESEARCH = consents.purpose("people.research")
BORN = date(2014, 5, 10)
AT_TWELVE = datetime(2027, 5, 9, 12, tzinfo=UTC)
AT_THIRTEEN = datetime(2027, 5, 10, 12, tzinfo=UTC)


@pytest.fixture
def child(make_account, school):
    return make_account("eline", (school, Role.PUPIL), birth_date=BORN)


@pytest.fixture
def parent(make_account, school, child):
    account = make_account("ouder", (school, Role.PARENT))
    Guardianship.objects.create(guardian=account.person, ward=child.person, valid_from=date(2020, 1, 1))
    return account


def give(account, person):
    return actions.give_consent(viewer=as_viewer(account), person=person, purpose=RESEARCH)


def test_below_thirteen_the_guardian_decides_and_the_child_cannot(child, parent):
    with time_machine.travel(AT_TWELVE, tick=False):
        with pytest.raises(PermissionDenied):
            give(child, child.person)
        assert give(parent, child.person).given_by == parent.person


def test_from_the_thirteenth_birthday_only_the_child_decides(child, parent):
    with time_machine.travel(AT_THIRTEEN, tick=False):
        with pytest.raises(PermissionDenied):
            give(parent, child.person)
        assert give(child, child.person).given_by == child.person


def test_a_pupil_whose_age_nobody_knows_counts_as_a_child(make_account, school):
    pupil = make_account("onbekend", (school, Role.PUPIL))
    with pytest.raises(PermissionDenied):
        give(pupil, pupil.person)


def test_a_grown_up_without_a_birth_date_decides(make_account, school):
    teacher = make_account("an", (school, Role.TEACHER))
    assert give(teacher, teacher.person).withdrawn_at is None


@pytest.mark.parametrize("who", ["stranger", "former guardian", "teacher"])
def test_nobody_else_decides_for_a_child(child, parent, make_account, school, who):
    other = make_account("ander", (school, Role.TEACHER if who == "teacher" else Role.PARENT))
    if who == "former guardian":
        Guardianship.objects.create(
            guardian=other.person, ward=child.person, valid_from=date(2020, 1, 1), valid_to=date(2021, 1, 1)
        )
    with pytest.raises(PermissionDenied):
        give(other, child.person)


def test_saying_yes_twice_is_one_yes(child, parent):
    with time_machine.travel(AT_TWELVE, tick=False):
        assert give(parent, child.person) == give(parent, child.person)
    assert Consent.objects.count() == 1


def test_withdrawing_keeps_the_history_and_holds_at_once(child, parent):
    with time_machine.travel(AT_TWELVE, tick=False):
        give(parent, child.person)
        assert queries.has_consented(child.person, RESEARCH)
        actions.withdraw_consent(viewer=as_viewer(parent), person=child.person, purpose=RESEARCH.slug)
    assert not queries.has_consented(child.person, RESEARCH)
    consent = Consent.objects.get()
    assert consent.withdrawn_at is not None
    assert consent.text_version == RESEARCH.version
    events = [entry.event for entry in audit.entries_about("people.person", child.person_id)]
    assert events == ["people.withdraw_consent", "people.give_consent"]


def test_a_yes_to_an_older_text_no_longer_counts(make_account, school):
    teacher = make_account("an", (school, Role.TEACHER))
    give(teacher, teacher.person)
    newer = Purpose(RESEARCH.slug, "2027-1", "x", "y")
    assert not queries.has_consented(teacher.person, newer)
    actions.give_consent(viewer=as_viewer(teacher), person=teacher.person, purpose=newer)
    assert queries.has_consented(teacher.person, newer)
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


def test_a_parent_says_yes_on_the_page_of_the_child(client, child, parent):
    with time_machine.travel(AT_TWELVE, tick=False):
        sign_in(client, parent)
        page = client.get(f"/leerlingen/{child.person.public_id}/").content.decode()
        assert "Ja, dat is goed" in page
        data = {"purpose": "people.research", "answer": "yes"}
        client.post(f"/personen/{child.person.public_id}/toestemming/", data)
        assert queries.has_consented(child.person, RESEARCH)


def test_an_unknown_purpose_is_no_consent(client, make_account, school):
    teacher = make_account("an", (school, Role.TEACHER))
    answer = sign_in(client, teacher).post(
        f"/personen/{teacher.person.public_id}/toestemming/", {"purpose": "bestaat.niet", "answer": "yes"}
    )
    assert answer.status_code == 404
    assert not Consent.objects.exists()


@pytest.mark.parametrize(("reader", "reason"), [("eline", "own file"), ("ouder", "guardian"), ("lerares", "guidance")])
def test_every_reading_of_a_pupils_page_stands_in_the_log(client, child, parent, make_account, school, reader, reason):
    accounts = {"eline": child, "ouder": parent, "lerares": make_account("lerares", (school, Role.TEACHER))}
    assert sign_in(client, accounts[reader]).get(f"/leerlingen/{child.person.public_id}/").status_code == 200
    entry = audit.entries_about("people.person", child.person_id).get()
    assert (entry.event, entry.reason) == ("people.person.read", reason)


def test_a_page_that_is_refused_leaves_no_reading(client, child, make_account, centre, school):
    outsider = make_account("ander", (centre, Role.TEACHER))
    assert sign_in(client, outsider).get(f"/leerlingen/{child.person.public_id}/").status_code == 404
    assert not audit.entries_about("people.person", child.person_id).exists()


def test_a_teacher_no_longer_sees_a_pupil_who_left(client, child, make_account, school):
    teacher = make_account("lerares", (school, Role.TEACHER))
    Membership.objects.filter(person=child.person).update(valid_to=clock.today() - timedelta(days=1))
    assert sign_in(client, teacher).get(f"/leerlingen/{child.person.public_id}/").status_code == 404


def test_the_page_of_a_teacher_is_no_pupils_page(client, make_account, school):
    teacher = make_account("lerares", (school, Role.TEACHER))
    assert sign_in(client, teacher).get(f"/leerlingen/{teacher.person.public_id}/").status_code == 404


def test_the_head_of_the_school_records_and_ends_guardians(child, make_account, school, centre):
    head = as_viewer(make_account("directeur", (school, Role.PRINCIPAL)))
    guardian = make_account("voogd").person
    guardianship = actions.name_guardian(viewer=head, ward=child.person, guardian=guardian)
    assert queries.is_guardian(queries.viewer_of_person(guardian), child.person)
    actions.end_guardianship(viewer=head, guardianship=guardianship)
    assert not queries.is_guardian(queries.viewer_of_person(guardian), child.person)
    elsewhere = as_viewer(make_account("elders", (centre, Role.PRINCIPAL)))
    with pytest.raises(PermissionDenied):
        actions.name_guardian(viewer=elsewhere, ward=child.person, guardian=guardian)


def test_my_page_shows_my_roles_children_and_consents(client, parent, child):
    page = sign_in(client, parent).get("/mijn/").content.decode()
    for text in ("Ouder Peeters", "De Linde", "Eline Peeters", "Helpen om de vragenlijsten beter te maken"):
        assert text in page


def test_my_data_hold_everything_about_me_and_nothing_secret(client, parent, child, monkeypatch):
    monkeypatch.setattr(my_data, "_parts", {"offer": lambda person_id: {"key": person_id}})
    answer = sign_in(client, parent).post("/mijn/gegevens/")
    data = json.loads(answer.content)
    assert data["person"]["first_name"] == "Ouder"
    assert data["memberships"][0]["organisation"] == "De Linde"
    assert data["children"][0]["name"] == "Eline Peeters"
    assert data["offer"] == {"key": parent.person_id}
    assert "password" not in answer.content.decode()
    assert parent.password not in answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert audit.entries_about("people.person", parent.person_id).first().event == "people.download_data"


def test_i_see_who_looked_at_my_data_and_why(client, child, make_account, school):
    teacher = make_account("lerares", (school, Role.TEACHER))
    sign_in(client, teacher).get(f"/leerlingen/{child.person.public_id}/")
    client.logout()
    page = sign_in(client, child).get("/mijn/inzage/").content.decode()
    assert "Iemands pagina bekeken" in page
    assert "Lerares Peeters" in page
    assert "om de leerling te begeleiden" in page


def test_i_do_not_see_who_looked_at_somebody_else(client, child, parent, make_account, school):
    sign_in(client, parent).get(f"/leerlingen/{child.person.public_id}/")
    page = client.get("/mijn/inzage/").content.decode()
    assert "Nog niemand keek" in page
