"""What goes by itself, and what stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from vakwerk.core import audit
from vakwerk.core.ledger import all_faults, collect
from vakwerk.core.viewer import Role
from vakwerk.people import actions, retention
from vakwerk.people.models import Consent, Guardianship, Invitation, Membership, Person

TODAY = date(2026, 11, 23)
LONG_AGO = date(2024, 1, 1)


def run_all(today: date = TODAY) -> None:
    for name, job in collect().retention.items():
        if name.startswith("people."):
            job(today)


def test_every_field_of_people_and_of_its_library_is_accounted_for():
    assert [fault for fault in all_faults() if fault.startswith(("people.", "socialaccount.", "account."))] == []


@pytest.mark.parametrize(("days", "left"), [(366, 0), (365, 1), (1, 1)])
def test_an_ended_membership_goes_after_a_year(make_account, school, days, left):
    account = make_account("an", (school, Role.TEACHER))
    Membership.objects.update(valid_to=TODAY - timedelta(days=days))
    assert retention.delete_ended_memberships(TODAY) == 1 - left
    assert Membership.objects.filter(person=account.person).count() == left


def test_a_membership_without_an_end_stays(make_account, school):
    make_account("an", (school, Role.TEACHER))
    assert retention.delete_ended_memberships(date(2999, 1, 1)) == 0


@pytest.mark.parametrize("moment", ["used_at", "withdrawn_at", "expires_at"])
def test_an_invitation_goes_a_month_after_it_closed(school, moment):
    invitation, _token = actions.invite(viewer=None, organisation=school, role=Role.TEACHER)
    closed = datetime(2026, 10, 1, tzinfo=UTC)
    Invitation.objects.filter(pk=invitation.pk).update(
        **{"expires_at": datetime(2026, 12, 1, tzinfo=UTC), moment: closed}
    )
    assert retention.delete_closed_invitations(date(2026, 10, 31)) == 0
    assert retention.delete_closed_invitations(date(2026, 11, 2)) == 1


def test_somebody_who_left_long_ago_goes_and_the_log_forgets_who_it_was(make_account, school):
    account = make_account("an", (school, Role.TEACHER))
    person = account.person
    audit.record(None, "people.invite", subject=("people.person", person.pk))
    Person.objects.update(entered_on=LONG_AGO)
    Membership.objects.update(valid_from=LONG_AGO, valid_to=LONG_AGO)
    Consent.objects.create(
        person=person, given_by=person, purpose="people.research", text_version="2026-1", given_at=timezone.now()
    )
    run_all()
    assert not Person.objects.filter(pk=person.pk).exists()
    assert not audit.entries_about("people.person", person.pk).exists()
    assert audit.verify() == []


def test_who_still_has_a_role_a_child_a_guardian_or_signed_in_lately_stays(make_account, school):
    member = make_account("member", (school, Role.TEACHER)).person
    guardian, ward = make_account("guardian").person, make_account("ward").person
    Guardianship.objects.create(guardian=guardian, ward=ward, valid_from=LONG_AGO)
    visitor = make_account("visitor")
    visitor.last_login = datetime(2026, 11, 1, tzinfo=UTC)
    visitor.save()
    never = make_account("never").person
    Person.objects.update(entered_on=LONG_AGO)
    newcomer = Person.objects.create(first_name="Nieuw", last_name="Hier", entered_on=TODAY)
    run_all()
    assert set(Person.objects.all()) == {member, guardian, ward, visitor.person, newcomer}
    assert not Person.objects.filter(pk=never.pk).exists()


def test_a_guardian_who_gave_consent_stays_as_long_as_that_consent(make_account, school):
    guardian = make_account("guardian").person
    child = make_account("child", (school, Role.PUPIL)).person
    consent = Consent.objects.create(
        person=child, given_by=guardian, purpose="people.research", text_version="2026-1", given_at=timezone.now()
    )
    Person.objects.update(entered_on=LONG_AGO)
    run_all()
    assert Person.objects.filter(pk=guardian.pk).exists()
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=datetime(2025, 1, 1, tzinfo=UTC))
    run_all()
    assert not Person.objects.filter(pk=guardian.pk).exists()
