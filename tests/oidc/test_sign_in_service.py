"""Signing in with a real OpenID provider: code flow with PKCE, claims to roles, and everything that must be refused."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from vakwerk.core.viewer import Role
from vakwerk.people import actions
from vakwerk.people.models import (
    Account,
    Membership,
    NumberScheme,
    Organisation,
    OrganisationKind,
    OrganisationNumber,
    Person,
)

pytestmark = [pytest.mark.oidc, pytest.mark.django_db(transaction=True)]
FAULTS = [
    "audience",
    "issuer",
    "expired",
    "nonce",
    "other key",
    "other person",
    "unsigned",
    "public key as secret",
    "missing",
]
TEACHER = {
    "sub": "teacher-1",
    "given_name": "Noor",
    "family_name": "Claes",
    "email": "directie@school.example",
    "email_verified": True,
    "vo_id": "9b7e",
    "vo_doelgroepcode": "OV",
    "vo_orgcode": "036541",
    "vo_orgnaam": "De Linde",
    "vakwerk_rol_3d": ["Leerkracht:036541", "IetsAnders:036541"],
}
CENTRE = {
    "sub": "centre-1",
    "given_name": "Bilal",
    "family_name": "Amrani",
    "vo_doelgroepcode": "LB",
    "vo_orgcode": "0203201340",
    "vakwerk_rol_3d": "Medewerker",
}


def organisation(name: str, kind: OrganisationKind, scheme: NumberScheme, number: str) -> Organisation:
    made = Organisation.objects.create(kind=kind, name=name, fictitious=True)
    OrganisationNumber.objects.create(organisation=made, scheme=scheme, value=number)
    return made


@pytest.fixture
def school(transactional_db) -> Organisation:
    return organisation("De Linde", OrganisationKind.SECONDARY_SCHOOL, NumberScheme.INSTITUTION, "36541")


@pytest.fixture
def other_school(transactional_db) -> Organisation:
    return organisation("De Beuk", OrganisationKind.SECONDARY_SCHOOL, NumberScheme.INSTITUTION, "36558")


@pytest.fixture
def centre(transactional_db) -> Organisation:
    return organisation("Talentcentrum", OrganisationKind.TALENT_CENTRE, NumberScheme.ENTERPRISE, "0203201340")


def current_roles(sub: str) -> set[tuple[str, str]]:
    account = SocialAccount.objects.get(uid=sub).user
    return {(m.organisation.name, m.role) for m in Account.objects.get(pk=account.pk).capacities}


def test_the_request_uses_code_flow_with_pkce_state_and_nonce(openid_server, browser, school):
    openid_server.person(**TEACHER)
    answer = browser.sign_in()
    asked = parse_qs(urlsplit(answer.history[0].headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert "code_verifier" not in asked


def test_a_teacher_of_a_known_school_comes_in_with_that_role(openid_server, browser, school):
    openid_server.person(**TEACHER)
    answer = browser.sign_in(next="/mijn/")
    assert (answer.status_code, answer.url) == (200, f"{browser.site}/mijn/")
    assert "Noor Claes" in answer.text
    assert current_roles("teacher-1") == {("De Linde", "teacher")}
    identity = SocialAccount.objects.get()
    assert (identity.provider, identity.uid, identity.extra_data) == (openid_server.issuer, "teacher-1", {})
    assert Person.objects.get(account=identity.user).email == ""


def test_somebody_of_a_centre_comes_in_by_its_enterprise_number(openid_server, browser, centre, school):
    openid_server.person(**CENTRE)
    assert browser.sign_in().status_code == 200
    assert current_roles("centre-1") == {("Talentcentrum", "centre_staff")}


def test_two_schools_in_one_role_string_give_two_capacities_and_a_choice(openid_server, browser, school, other_school):
    openid_server.person(**TEACHER | {"vakwerk_rol_3d": "Leerkracht:036541,036558"})
    assert "/mijn/hoedanigheid/" in browser.sign_in().url
    assert current_roles("teacher-1") == {("De Linde", "teacher"), ("De Beuk", "teacher")}


def test_a_role_ends_when_the_claim_disappears_and_a_granted_one_stays(openid_server, browser, school, other_school):
    openid_server.person(**TEACHER)
    browser.sign_in()
    person = Person.objects.get(first_name="Noor")
    Membership.objects.create(person=person, organisation=other_school, role="coordinator", valid_from="2020-09-01")
    openid_server.person(**TEACHER | {"vakwerk_rol_3d": []})
    assert browser.__class__(browser.site).sign_in().status_code == 200
    assert current_roles("teacher-1") == {("De Beuk", "coordinator")}


def test_losing_the_last_role_closes_the_door(openid_server, browser, school):
    openid_server.person(**TEACHER)
    browser.sign_in()
    openid_server.person(**TEACHER | {"vakwerk_rol_3d": []})
    answer = browser.__class__(browser.site).sign_in()
    assert answer.status_code == 403
    assert "geeft je hier geen rol" in answer.text
    assert current_roles("teacher-1") == set()


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"vo_orgcode": "99999", "vakwerk_rol_3d": "Leerkracht"}, "je organisatie is hier nog niet bekend"),
        ({"vakwerk_rol_3d": "IetsAnders"}, "geeft je hier geen rol"),
        ({"vakwerk_rol_3d": "Medewerker"}, "geeft je hier geen rol"),  # a school has no staff of a talent centre
        ({"vo_doelgroepcode": "BUR"}, "geeft je hier geen rol"),
    ],
)
def test_an_unknown_organisation_or_role_is_refused_with_a_clear_page(openid_server, browser, school, claims, sentence):
    openid_server.person(**TEACHER | claims)
    answer = browser.sign_in()
    assert answer.status_code == 403
    assert sentence in answer.text
    assert not Account.objects.exists()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "fault",
    [
        "audience",
        "issuer",
        "expired",
        "nonce",
        "other key",
        "other person",
        "unsigned",
        "public key as secret",
        "missing",
    ],
)
def test_a_wrong_token_lets_nobody_in(openid_server, browser, school, fault):
    openid_server.person(**TEACHER)
    openid_server.fault(fault)
    answer = browser.sign_in()
    assert answer.status_code == 403
    assert "was niet geldig of te oud" in answer.text
    assert not Account.objects.exists()


def test_the_same_email_address_takes_over_nobodys_account(openid_server, browser, school):
    owner = Person.objects.create(first_name="Directeur", last_name="Echt", email=TEACHER["email"])
    Account.objects.create(person=owner, login=TEACHER["email"])
    Membership.objects.create(person=owner, organisation=school, role=Role.PRINCIPAL, valid_from="2020-09-01")
    openid_server.person(**TEACHER)
    browser.sign_in()
    newcomer = SocialAccount.objects.get().user
    assert newcomer.person != owner
    assert current_roles("teacher-1") == {("De Linde", "teacher")}


def test_an_invitation_lets_in_somebody_without_any_role_claim(openid_server, browser, school):
    _invitation, token = actions.invite(viewer=None, organisation=school, role=Role.COORDINATOR)
    openid_server.person(**TEACHER | {"vakwerk_rol_3d": []})
    answer = browser.sign_in(page=f"/uitnodiging/{token}/", invitation="1")
    assert answer.status_code == 200
    assert current_roles("teacher-1") == {("De Linde", "coordinator")}
    again = browser.__class__(browser.site).get(f"{browser.site}/uitnodiging/{token}/", timeout=10)
    assert again.status_code == 410


def test_the_same_person_comes_back_as_the_same_account(openid_server, browser, school):
    openid_server.person(**TEACHER)
    browser.sign_in()
    browser.__class__(browser.site).sign_in()
    assert Account.objects.count() == 1
    assert Membership.objects.count() == 1


def test_a_closed_account_stays_closed(openid_server, browser, school):
    openid_server.person(**TEACHER)
    browser.sign_in()
    Account.objects.update(is_active=False)
    answer = browser.__class__(browser.site).sign_in()
    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.text


def test_a_callback_that_nobody_asked_for_is_refused(openid_server, browser, school):
    answer = browser.get(f"{browser.site}/aanmelden/met/acm/terug/?code=x&state=y", timeout=10)
    assert answer.status_code == 403


def test_a_used_answer_cannot_be_used_again(openid_server, browser, school):
    openid_server.person(**TEACHER)
    answer = browser.sign_in()
    callback = next(step.url for step in answer.history if "/terug/" in step.url)
    stranger = requests.Session()
    assert stranger.get(callback, timeout=10).status_code == 403


def test_a_service_that_is_away_gives_a_clear_page(openid_server, browser, school, settings):
    settings.OPENID_PROVIDERS = [settings.OPENID_PROVIDERS[0] | {"issuer": "http://127.0.0.1:9"}]
    assert browser.sign_in().status_code == 403


def local_account(school: Organisation) -> Account:
    person = Person.objects.create(first_name="Lokaal", last_name="Peeters")
    account = Account(person=person, login="lokaal")
    account.set_password("een heel lang wachtwoord")
    account.save()
    Membership.objects.create(person=person, organisation=school, role=Role.COORDINATOR, valid_from="2020-09-01")
    return account


def sign_in_locally(browser) -> None:
    answer = browser.post_form("/aanmelden/", login="lokaal", password="een heel lang wachtwoord")
    assert "Lokaal Peeters" in answer.text


def test_somebody_signed_in_connects_a_service_and_keeps_account_and_roles(openid_server, browser, school):
    account = local_account(school)
    sign_in_locally(browser)
    openid_server.person(**TEACHER)
    browser.sign_in(page="/mijn/", connect="1")
    assert SocialAccount.objects.get().user == account
    again = browser.__class__(browser.site).sign_in()
    assert "Lokaal Peeters" in again.text
    assert current_roles("teacher-1") == {("De Linde", "coordinator"), ("De Linde", "teacher")}


def test_an_identity_of_somebody_else_cannot_be_connected(openid_server, browser, school):
    openid_server.person(**TEACHER)
    browser.__class__(browser.site).sign_in()
    owner = SocialAccount.objects.get().user
    local_account(school)
    sign_in_locally(browser)
    answer = browser.sign_in(page="/mijn/", connect="1")
    assert answer.status_code == 403
    assert "hoort al bij een ander account" in answer.text
    assert SocialAccount.objects.get().user == owner


def test_without_asking_a_sign_in_is_never_connected_to_who_is_signed_in(openid_server, browser, school):
    account = local_account(school)
    sign_in_locally(browser)
    openid_server.person(**TEACHER)
    browser.sign_in(page="/mijn/")
    assert SocialAccount.objects.get().user != account
