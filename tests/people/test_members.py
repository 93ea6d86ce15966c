"""Members and invitations: who may invite whom, single use, expiry, and how a role ends."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.people.conftest import PASSWORD, as_viewer, sign_in
from vakwerk.core import audit, clock
from vakwerk.core.viewer import Role
from vakwerk.people import actions, rights
from vakwerk.people.models import (
    Account,
    Invitation,
    Membership,
    NumberScheme,
    Organisation,
    OrganisationKind,
    Person,
)

NEW = {"first_name": "Noor", "last_name": "Claes", "login": "noor.claes", "password": PASSWORD}


@pytest.fixture
def principal(make_account, school):
    return make_account("directeur", (school, Role.PRINCIPAL))


def invite(school, role=Role.TEACHER):
    return actions.invite(viewer=None, organisation=school, role=role, name="Noor")


def test_a_principal_invites_and_the_link_opens_an_account_with_that_role(client, principal, school):
    sign_in(client, principal)
    page = client.post(f"/organisaties/{school.pk}/leden/", {"role": "teacher", "name": "Noor"}).content.decode()
    path = re.search(r"http://testserver(/uitnodiging/[^/]+/)", page)[1]
    client.logout()
    assert "De Linde nodigt je uit als: Leraar" in client.get(path).content.decode()
    assert client.post(path, NEW).status_code == 302
    viewer = client.get("/mijn/").wsgi_request.viewer
    assert (viewer.display_name, viewer.role, viewer.organisation_id) == ("Noor Claes", Role.TEACHER, school.pk)


def test_the_link_is_kept_only_as_a_hash(school):
    invitation, token = invite(school)
    values = [str(value) for value in Invitation.objects.values_list().get(pk=invitation.pk)]
    assert not any(token in value for value in values)


def test_a_link_works_once(client, school):
    _invitation, token = invite(school)
    assert client.post(f"/uitnodiging/{token}/", NEW).status_code == 302
    client.logout()
    again = client.post(f"/uitnodiging/{token}/", NEW | {"login": "iemand.anders"})
    assert again.status_code == 410
    assert Account.objects.count() == 1


def test_two_browsers_with_one_link_give_one_role(make_account, school):
    invitation, _token = invite(school)
    actions.accept_invitation(account=make_account("an"), invitation=invitation)
    with pytest.raises(actions.Refused):
        actions.accept_invitation(account=make_account("bo"), invitation=invitation)
    assert Membership.objects.count() == 1


def test_a_link_stops_after_two_weeks(client, school):
    with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False):
        _invitation, token = invite(school)
    with time_machine.travel(datetime(2026, 11, 15, 11, tzinfo=UTC), tick=False):
        assert client.get(f"/uitnodiging/{token}/").status_code == 200
    with time_machine.travel(datetime(2026, 11, 15, 13, tzinfo=UTC), tick=False):
        assert client.post(f"/uitnodiging/{token}/", NEW).status_code == 410
    assert not Account.objects.exists()


def test_a_withdrawn_link_stops_at_once(client, principal, school):
    invitation, token = invite(school)
    sign_in(client, principal).post(f"/uitnodigingen/{invitation.pk}/intrekken/")
    assert client.get(f"/uitnodiging/{token}/").status_code == 410


def test_somebody_with_an_account_accepts_with_it(client, make_account, school, centre):
    account = make_account("an", (centre, Role.CENTRE_STAFF))
    _invitation, token = invite(school)
    sign_in(client, account).get(f"/uitnodiging/{token}/")
    assert client.post("/uitnodiging/aanvaarden/").status_code == 302
    assert {m.organisation for m in Account.objects.get(pk=account.pk).capacities} == {school, centre}
    assert client.get("/").wsgi_request.viewer.organisation_id == school.pk
    assert client.post("/uitnodiging/aanvaarden/").status_code == 404


def test_looking_at_an_invitation_again_writes_nothing(client, school):
    """A GET that writes would stand in the queue of writers behind every import."""
    address = f"/uitnodiging/{invite(school)[1]}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


def test_guessing_links_has_to_wait(client, db):
    answers = {client.get(f"/uitnodiging/gok-{number}/").status_code for number in range(121)}
    assert answers == {410, 429}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"login": "DIRECTEUR"}, "login"), ({"password": "kort"}, "password"), ({"first_name": ""}, "first_name")],
)
def test_a_wrong_field_is_named_and_the_link_is_not_used_up(client, principal, school, change, field):
    _invitation, token = invite(school)
    response = client.post(f"/uitnodiging/{token}/", NEW | change)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert client.post(f"/uitnodiging/{token}/", NEW).status_code == 302


def test_a_member_who_is_ended_loses_the_role_at_once(client, principal, make_account, school):
    teacher = make_account("an", (school, Role.TEACHER))
    sign_in(client, principal).post(f"/leden/{teacher.person.memberships.get().pk}/beeindigen/")
    assert Account.objects.get(pk=teacher.pk).capacities == []
    ended = Membership.objects.get(person=teacher.person)
    assert ended.valid_to == clock.today() - timedelta(days=1)
    assert audit.entries_about("people.person", teacher.person_id).first().event == "people.end_membership"


def test_a_membership_that_began_today_disappears_when_it_ends(principal, make_account, school):
    teacher = make_account("an", (school, Role.TEACHER))
    Membership.objects.filter(person=teacher.person).update(valid_from=clock.today())
    membership = Membership.objects.get(person=teacher.person)
    actions.end_membership(viewer=as_viewer(principal), membership=membership)
    assert not Membership.objects.filter(person=teacher.person).exists()


def test_nobody_ends_their_own_membership(client, principal):
    response = sign_in(client, principal).post(
        f"/leden/{principal.person.memberships.get().pk}/beeindigen/", follow=True
    )
    assert "Je kunt je eigen lidmaatschap niet beëindigen" in response.content.decode()
    assert Account.objects.get(pk=principal.pk).capacities


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSPECTOR, Role.CENTRE_LEAD, Role.PUPIL, Role.PARENT])
def test_a_principal_cannot_grant_a_role_that_a_school_does_not_have(principal, school, role):
    with pytest.raises(PermissionDenied):
        actions.invite(viewer=as_viewer(principal), organisation=school, role=role)


def test_a_principal_cannot_invite_to_another_organisation(principal, centre):
    with pytest.raises(PermissionDenied):
        actions.invite(viewer=as_viewer(principal), organisation=centre, role=Role.CENTRE_STAFF)


def test_a_teacher_invites_nobody(make_account, school):
    with pytest.raises(PermissionDenied):
        actions.invite(
            viewer=as_viewer(make_account("an", (school, Role.TEACHER))), organisation=school, role=Role.TEACHER
        )


def test_an_administrator_of_the_platform_invites_the_first_principal(make_account, platform, school):
    administrator = as_viewer(make_account("beheer", (platform, Role.ADMINISTRATOR)))
    invitation, _token = actions.invite(viewer=administrator, organisation=school, role=Role.PRINCIPAL)
    assert invitation.role == Role.PRINCIPAL


@pytest.mark.parametrize("kind", OrganisationKind)
def test_only_the_administration_has_administrators(kind):
    assert (Role.ADMINISTRATOR in rights.roles_at(kind)) is (kind == OrganisationKind.ADMINISTRATION)
    assert rights.roles_at(kind)


def test_the_members_page_shows_staff_of_today_and_no_pupils(client, principal, make_account, school):
    make_account("lerares", (school, Role.TEACHER))
    make_account("leerling", (school, Role.PUPIL))
    weg = make_account("vertrokken", (school, Role.TEACHER))
    Membership.objects.filter(person=weg.person).update(valid_to="2021-06-30")
    page = sign_in(client, principal).get(f"/organisaties/{school.pk}/leden/").content.decode()
    assert "Lerares Peeters" in page
    assert "Leerling Peeters" not in page
    assert "Vertrokken Peeters" not in page


@pytest.mark.parametrize("members", [2, 40])
def test_the_members_page_asks_the_same_number_of_queries_for_any_number_of_members(
    client, principal, school, members, django_assert_max_num_queries
):
    people = Person.objects.bulk_create(Person(first_name=str(n), last_name="P") for n in range(members))
    Membership.objects.bulk_create(
        Membership(person=p, organisation=school, role=Role.TEACHER, valid_from="2020-09-01") for p in people
    )
    sign_in(client, principal)
    with django_assert_max_num_queries(8):
        client.get(f"/organisaties/{school.pk}/leden/")


def test_an_official_number_is_stored_in_one_form_and_shown_in_the_usual_one(client, make_account, platform, school):
    administrator = make_account("beheer", (platform, Role.ADMINISTRATOR))
    actions.register_number(
        viewer=as_viewer(administrator), organisation=school, scheme=NumberScheme.ENTERPRISE, text="BE 0203.201.340"
    )
    assert school.numbers.get().value == "0203201340"
    page = sign_in(client, administrator).get(f"/organisaties/{school.pk}/leden/").content.decode()
    assert "0203.201.340" in page


def test_a_wrong_official_number_is_stored_nowhere(make_account, platform, school):
    administrator = as_viewer(make_account("beheer", (platform, Role.ADMINISTRATOR)))
    with pytest.raises(ValidationError):
        actions.register_number(
            viewer=administrator, organisation=school, scheme=NumberScheme.ENTERPRISE, text="0203.201.341"
        )
    assert not school.numbers.exists()


def test_an_invitation_of_a_fictitious_organisation_makes_a_fictitious_person(school):
    invitation, _token = invite(school)
    account = actions.open_account(invitation=invitation, **NEW)
    assert account.person.fictitious
    Organisation.objects.update(fictitious=False)
    assert timezone.now() < invitation.expires_at
