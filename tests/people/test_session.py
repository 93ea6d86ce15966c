"""Signing in, the capacity of the session, and how sessions end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.people.conftest import PASSWORD, sign_in
from vakwerk.core import audit
from vakwerk.core.viewer import Role
from vakwerk.people.models import Membership

LOGIN = "/aanmelden/"


def viewer_of(response):
    return response.wsgi_request.viewer


def log_in(client: Client, login: str = "an", password: str = PASSWORD, **extra):
    return client.post(LOGIN, {"login": login, "password": password, **extra})


def test_the_right_password_opens_the_only_capacity(client, make_account, school):
    make_account("an", (school, Role.TEACHER))
    response = log_in(client)
    assert response.status_code == 302
    viewer = viewer_of(client.get("/"))
    assert (viewer.role, viewer.organisation_id, viewer.display_name) == (Role.TEACHER, school.pk, "An Peeters")


@pytest.mark.parametrize(("login", "password"), [("an", "fout wachtwoord"), ("niemand", PASSWORD), ("uit", PASSWORD)])
def test_every_failed_login_gives_the_same_answer(client, make_account, login, password):
    make_account("an")
    closed = make_account("uit")
    closed.is_active = False
    closed.save()
    response = log_in(client, login, password)
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "Deze aanmeldnaam en dit wachtwoord horen niet bij elkaar. Kijk ze na en probeer opnieuw."
    ]
    assert not viewer_of(client.get("/")).is_authenticated


def test_the_session_key_changes_at_login_and_at_another_capacity(client, make_account, school, centre):
    account = make_account("an", (school, Role.TEACHER), (centre, Role.CENTRE_STAFF))
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    log_in(client)
    first = client.session.session_key
    assert first != planted
    assert "planted" not in client.session
    other = Membership.objects.get(person=account.person, organisation=centre)
    client.post(reverse("people:capacities"), {"membership": other.pk})
    assert client.session.session_key != first
    assert viewer_of(client.get("/")).role == Role.CENTRE_STAFF


def test_several_capacities_ask_which_one_first(client, make_account, school, centre):
    make_account("an", (school, Role.TEACHER), (centre, Role.CENTRE_STAFF))
    response = log_in(client, next="/mijn/")
    assert response.url == "/mijn/hoedanigheid/?next=%2Fmijn%2F"
    viewer = viewer_of(client.get(response.url))
    assert viewer.role is None
    assert [m.organisation.name for m in viewer.capacities] == ["De Linde", "Talentcentrum Aalst"]


def test_somebody_elses_capacity_does_not_exist(client, make_account, school, centre):
    other = make_account("bo", (centre, Role.CENTRE_LEAD))
    sign_in(client, make_account("an", (school, Role.TEACHER)))
    for attempt in (other.person.memberships.get().pk, "x", ""):
        assert client.post(reverse("people:capacities"), {"membership": attempt}).status_code == 404
    assert viewer_of(client.get("/")).role == Role.TEACHER


def test_an_ended_membership_is_no_capacity_from_the_next_day(client, make_account, school):
    account = make_account("an", (school, Role.TEACHER))
    Membership.objects.update(valid_to=date(2026, 6, 30))
    sign_in(client, account, account.person.memberships.get().pk)
    with time_machine.travel(datetime(2026, 6, 30, 20, tzinfo=UTC), tick=False):
        assert viewer_of(client.get("/")).role == Role.TEACHER
    with time_machine.travel(datetime(2026, 7, 1, 6, tzinfo=UTC), tick=False):
        viewer = viewer_of(client.get("/"))
    assert viewer.is_authenticated
    assert viewer.role is None
    assert viewer.organisation_id is None


def test_a_membership_of_the_future_is_no_capacity_yet(client, make_account, school):
    account = make_account("an", (school, Role.TEACHER))
    Membership.objects.update(valid_from=date(2999, 1, 1))
    assert viewer_of(sign_in(client, account).get("/")).role is None


def test_the_viewer_costs_one_query_beside_the_session(client, make_account, school, centre, django_assert_num_queries):
    account = make_account("an", (school, Role.TEACHER), (centre, Role.CENTRE_STAFF))
    sign_in(client, account, account.person.memberships.first().pk)
    with django_assert_num_queries(2):
        client.get(LOGIN)


def test_a_visitor_without_a_session_costs_no_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/")


def test_logging_out_needs_a_post_and_ends_the_session(client, make_account):
    sign_in(client, make_account("an"))
    assert client.get("/afmelden/").status_code == 405
    client.post("/afmelden/")
    assert not viewer_of(client.get("/")).is_authenticated


@pytest.mark.parametrize(("role", "signed_in"), [(Role.TEACHER, False), (Role.PUPIL, True)])
def test_staff_are_signed_out_after_half_an_hour_alone(client, make_account, school, role, signed_in, settings):
    settings.STAFF_IDLE_SECONDS = 30 * 60
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        make_account("an", (school, role))
        log_in(client)
    with time_machine.travel(datetime(2026, 11, 23, 9, 31, tzinfo=UTC), tick=False):
        response = client.get(LOGIN)
        assert viewer_of(response).is_authenticated is signed_in
        assert response.context["session_ended"] is not signed_in


def test_somebody_who_keeps_working_stays_until_twelve_hours_have_passed(client, make_account, school, settings):
    settings.STAFF_IDLE_SECONDS = 30 * 60
    with time_machine.travel(datetime(2026, 11, 23, 6, tzinfo=UTC), tick=False) as clock:
        make_account("an", (school, Role.TEACHER))
        log_in(client)
        for _ in range(28):
            clock.shift(25 * 60)
            assert viewer_of(client.get("/")).is_authenticated
        clock.shift(21 * 60)
        assert not viewer_of(client.get("/")).is_authenticated


def test_guessing_a_password_soon_has_to_wait_but_others_do_not(client, make_account):
    make_account("an")
    make_account("bo")
    answers = [log_in(client, "an", f"gok {n}").status_code for n in range(11)]
    assert answers == [422] * 10 + [429]
    assert log_in(client, "an").status_code == 429
    assert log_in(client, "bo").status_code == 302


@pytest.mark.parametrize(
    "outside",
    ["https://elders.example/", "//elders.example", "/\\elders.example", "javascript:alert(1)", "https:elders.example"],
)
def test_next_never_leaves_the_site(client, make_account, outside):
    make_account("an")
    assert log_in(client, next=outside).url == "/"


def test_next_brings_somebody_back_to_where_they_wanted_to_be(client, make_account):
    make_account("an")
    assert log_in(client, next="/mijn/?x=1").url == "/mijn/?x=1"


def test_somebody_finds_every_sign_in_among_what_happened_to_their_data(client, make_account):
    account = make_account("an")
    log_in(client)
    entry = audit.entries_about("people.person", account.person_id).get()
    assert (entry.event, entry.reason) == ("people.sign_in", "password")
    assert "met een wachtwoord" in client.get("/mijn/inzage/").content.decode()
