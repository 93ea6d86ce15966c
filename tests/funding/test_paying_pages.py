"""Grants as civil servants reach them, and the ledger that keeps off the money of a running grant."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.funding import judging
from vakwerk.funding.models import Grant, Settlement
from vakwerk.ledger.models import Commitment


@pytest.fixture
def grant(school) -> Grant:
    """A running grant of 30,000.00, committed as a decision commits it."""
    found = judging.grant(school.organisation)
    Commitment.objects.filter(pk=found.commitment_id).update(reference=f"funding.grant:{found.pk}")
    found.refresh_from_db()
    return found


def text(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_ledger_does_not_release_the_money_of_a_running_grant(officials, grant):
    page, address = f"/kredieten/vastlegging/{grant.commitment.public_id}/", f"/toelagen/{grant.public_id}/"
    shown = text(officials.browser, page)
    assert f'<a href="{address}">Project 1</a>' in shown
    assert "funding.grant:" not in shown
    assert "vrijgeven/" not in shown
    assert "Gebruik daar “Afrekenen”" in text(officials.browser, f"{page}vrijgeven/")
    officials.browser.post(f"{page}vrijgeven/", {"amount_cents": "24.000,00", "reason": "Te veel"})
    grant.commitment.refresh_from_db()
    assert grant.commitment.amount_cents == 3_000_000


def test_what_comes_back_after_the_settlement_of_a_grant_is_released_by_hand(officials, grant):
    Grant.objects.filter(pk=grant.pk).update(state="settled")
    address = f"/kredieten/vastlegging/{grant.commitment.public_id}/vrijgeven/"
    answer = officials.browser.post(address, {"amount_cents": "10.000,00", "reason": "Kwam terug"})
    assert answer.status_code == 302
    grant.commitment.refresh_from_db()
    assert grant.commitment.amount_cents == 2_000_000


def test_a_civil_servant_reaches_a_grant_from_its_application_its_call_its_ranking_and_the_list(officials, grant):
    link = f'href="/toelagen/{grant.public_id}/"'
    application = grant.application
    call = f"/oproepen/beheer/{application.call.public_id}/"
    for address in ("/toelagen/", call, f"{call}rangschikking/", f"/oproepen/beheer/aanvraag/{application.public_id}/"):
        assert link in text(officials.browser, address), address


def test_the_list_of_grants_links_only_for_who_may_open_them(school, other_school, grant):
    own = f"/toelagen/{grant.public_id}/"
    with CaptureQueriesContext(connection) as few:
        assert own in text(school.browser, "/toelagen/")
    others = [judging.grant(other_school.organisation) for _number in range(3)]
    with CaptureQueriesContext(connection) as many:
        shown = text(school.browser, "/toelagen/")
    assert own in shown
    assert not any(str(each.public_id) in shown for each in others)
    assert own not in text(Client(), "/toelagen/")
    assert len(many) == len(few)


def test_a_settlement_says_that_it_counts_what_was_paid_less_what_was_asked_back(officials, grant):
    accept = {"grant": grant, "accepted_cents": 3_000_000, "paid_cents": 1_100_000, "reasons": "Goed."}
    Settlement.objects.create(settled_at=timezone.now(), **accept)
    shown = text(officials.browser, f"/toelagen/{grant.public_id}/")
    assert "Betaald min teruggevorderd" in shown
    assert "Toen betaald" not in shown
