"""What goes wrong on an ordinary day: a wrong day, a merger, a form sent twice, a check before the money."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from tests.budgets import making
from tests.budgets.conftest import Country
from tests.programming.conftest import sign_in
from vakwerk.budgets import divisions, forms, managing, queries
from vakwerk.budgets.actions import checks, rounds, schools
from vakwerk.budgets.models import ClaimState, Expense, Regime, Round, Share
from vakwerk.budgets.rights import Refused
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions as ledger
from vakwerk.people.models import Organisation, OrganisationKind, Site

ROUND = {"title": "Ronde", "regime": "material", "school_year": "2026"}


@pytest.fixture
def official(country: Country) -> Client:
    return sign_in(country.office.pk, Role.CIVIL_SERVANT)


@pytest.mark.parametrize(
    ("regime", "day"),
    [
        (Regime.MATERIAL, date(2015, 1, 1)),
        (Regime.MATERIAL_2022, date(2019, 1, 1)),
        (Regime.MATERIAL_2017, date(2026, 1, 1)),
    ],
)
def test_a_day_without_figures_computes_nothing_and_says_so(
    country: Country, official: Client, regime: Regime, day: date
) -> None:
    found = making.draft(country.office, regime, day=day)
    assert divisions.compute(found).trouble == divisions.NO_FIGURES
    assert official.get(f"/verdeling/beheer/{found.public_id}/").status_code == 200


@pytest.mark.parametrize(("regime", "day"), [("material", "2015-01-01"), ("material-2022", "2026-01-01")])
def test_a_key_is_not_taken_on_a_day_on_which_another_key_held(official: Client, regime: str, day: str) -> None:
    asked = official.post("/verdeling/beheer/nieuw/", ROUND | {"regime": regime, "day": day})
    assert asked.status_code == 422
    assert not Round.objects.exists()


def test_a_decided_division_of_places_stands_when_a_site_goes_to_another_school(country: Country) -> None:
    found = making.draft(country.office, Regime.PLACES)
    for at, more in zip(country.schools, ("10", "30", "0.5"), strict=True):
        making.claim(found, at, more, ClaimState.ACCEPTED)
    found = rounds.decide(viewer=country.official, found=found, reason="Zo beslist.")
    before = divisions.compute(found).shares
    Site.objects.filter(organisation=country.schools[0]).update(organisation=country.schools[1], number="02")
    assert divisions.compute(found).shares == before
    share = found.shares.get(school=country.schools[0])
    for address in (f"/verdeling/aandeel/{share.public_id}/", f"/api/v1/budgets/{found.public_id}/"):
        assert Client().get(address).status_code == 200


def test_what_was_settled_is_not_committed_in_full_afterwards(country: Country) -> None:
    found = making.decided(country.office, country.schools[0])
    share = making.share(found)
    checks.settle_share(viewer=country.official, share=share)
    rounds.choose_envelope(viewer=country.official, found=found, envelope=making.envelope(country.office))
    assert rounds.commit_shares(viewer=country.official, found=found) == 0


def test_with_an_envelope_the_money_is_committed_before_it_is_settled(country: Country) -> None:
    found = making.decided(country.office, country.schools[0], envelope=making.envelope(country.office))
    with pytest.raises(Refused, match="vast"):
        checks.settle_share(viewer=country.official, share=making.share(found))


def test_a_form_that_comes_twice_makes_one(country: Country, official: Client) -> None:
    for _time in range(2):
        sent = official.post("/verdeling/beheer/nieuw/", ROUND | {"public_id": "3f1a8d7e-6f0c-4d1b-9f3a-2b7c9d4e5f60"})
        assert sent.status_code == 302
    share = making.share(making.decided(country.office, country.schools[0]))
    invoice: dict[str, Any] = {"supplier": "Draad", "description": "Bank", "invoiced_on": date(2026, 10, 1)}
    once = uuid4()
    for _time in range(2):
        schools.hand_in_expense(
            viewer=country.principal(), share=share, amount_cents=5, upload=making.pdf(), public_id=once, **invoice
        )
    assert (Round.objects.filter(state="draft").count(), Expense.objects.count()) == (1, 1)


def test_who_checks_sees_that_an_invoice_came_twice(country: Country, official: Client) -> None:
    share = making.share(making.decided(country.office, country.schools[0]))
    making.expense(share, supplier="Draad")
    address = f"/verdeling/beheer/aandeel/{share.public_id}/"
    assert "meer dan eens" not in official.get(address).content.decode()
    making.expense(making.share(making.decided(country.office, country.schools[0])), supplier=" draad")
    assert "meer dan eens" in official.get(address).content.decode()


def test_nobody_decides_about_figures_that_changed_meanwhile(country: Country) -> None:
    found = making.draft(country.office)
    making.count(found, country.schools[0], "10")
    seen = divisions.fingerprint(divisions.compute(found))
    making.count(found, country.schools[1], "5")
    with pytest.raises(Refused, match="veranderd"):
        rounds.decide(viewer=country.official, found=found, reason="Zo beslist.", seen=seen)
    seen = divisions.fingerprint(divisions.compute(found))
    assert rounds.decide(viewer=country.official, found=found, reason="Zo beslist.", seen=seen).state == "decided"


def test_a_claim_and_its_file_are_of_the_school_and_once_handed_in_of_who_checks(country: Country) -> None:
    found = making.draft(country.office, Regime.PLACES)
    claim = making.claim(found, country.schools[0], state=ClaimState.DRAFT)
    assert queries.seen_claim(country.principal(), claim.public_id) == claim
    for viewer in (country.principal(1), country.official):
        with pytest.raises(Http404):
            queries.seen_claim(viewer, claim.public_id)
    claim.state = ClaimState.HANDED_IN
    claim.save()
    assert queries.seen_claim(country.official, claim.public_id) == claim


def test_an_official_reads_no_plan_of_a_school_without_a_share_and_sees_no_envelope_of_another(
    country: Country,
) -> None:
    plan = making.plan(country.schools[0])
    schools.hand_in_plan(viewer=country.principal(), plan=plan)
    with pytest.raises(Http404):
        queries.managed_plan(country.official, plan.public_id)
    making.envelope(making.administration("Andere"))
    assert list(forms.envelopes_of(country.official)) == []


def test_nothing_is_handed_in_for_a_share_that_is_settled(country: Country) -> None:
    share = making.share(making.decided(country.office, country.schools[0]))
    checks.settle_share(viewer=country.official, share=share)
    with pytest.raises(Refused):
        schools.hand_in_expense(
            viewer=country.principal(),
            share=share,
            supplier="Draad",
            description="Bank",
            invoiced_on=date(2026, 10, 1),
            amount_cents=5,
            upload=making.pdf(),
        )


def test_a_downloaded_table_holds_figures_and_no_written_amounts(country: Country) -> None:
    found = making.decided(country.office, country.schools[0])
    sheet = Client().get(f"/verdeling/ronde/{found.public_id}/?format=csv").content.decode()
    assert "10000000" in sheet
    assert "€" not in sheet


def test_a_school_reads_whether_its_share_was_committed_and_paid(country: Country) -> None:
    found = making.decided(country.office, country.schools[0], envelope=making.envelope(country.office))
    assert dict(managing.money_of(making.share(found))) == {"Vastgelegd": "nog niet"}
    rounds.commit_shares(viewer=country.official, found=found)
    amounts = [value for _label, value in managing.money_of(making.share(found))]
    assert amounts == ["€\u00a010.000.000,00", "€\u00a00,00"]


def test_only_secondary_schools_are_counted(country: Country, official: Client) -> None:
    Organisation.objects.filter(pk=country.schools[0].pk).update(kind=OrganisationKind.PRIMARY_SCHOOL)
    found = making.draft(country.office)
    count = {"number": "000011", "group": "all", "pupils": "4", "source": "telling"}
    assert official.post(f"/verdeling/beheer/{found.public_id}/tellingen/", count).status_code == 422


def test_another_key_does_not_keep_the_weights_that_were_typed(country: Country) -> None:
    found = making.draft(country.office, Regime.MATERIAL, weights={"1": "3", "2": "2", "3": "1"})
    content = rounds.Content(Regime.MATERIAL_2019, 2026, "Anders", date(2019, 2, 1))
    found = rounds.change_round(viewer=country.official, found=found, content=content)
    making.count(found, country.schools[0], "10")
    assert divisions.compute(found).shares == {"000011": 10_000_000_00}


def test_more_than_was_meant_in_2017_and_a_closed_school_are_said_before_the_decision(
    country: Country, official: Client
) -> None:
    found = making.draft(country.office, Regime.MATERIAL_2017, day=date(2017, 2, 1))
    making.count(found, country.schools[0], "70000")
    Organisation.objects.filter(pk=country.schools[0].pk).update(valid_to=date(2025, 8, 31))
    assert divisions.compute(found).beyond == 56_800_00
    page = official.get(f"/verdeling/beheer/{found.public_id}/").content.decode()
    assert "Meer dan ervoor bedoeld was" in page
    assert "Gesloten scholen" in page


def test_claims_are_not_copied_and_a_site_that_claims_twice_is_named(country: Country, official: Client) -> None:
    found, other = (making.draft(country.office, Regime.PLACES, title=title) for title in ("Eerste", "Tweede"))
    making.claim(found, country.schools[0])
    assert not queries.claimed_elsewhere(found)
    making.claim(other, country.schools[0])
    assert "Tweede" in official.get(f"/verdeling/beheer/{found.public_id}/").content.decode()
    with pytest.raises(Refused):
        rounds.draft_with(viewer=country.official, found=found, title="Wat als", source="x", pool_cents=5)


def test_the_ledger_does_not_release_the_money_of_a_share_that_is_not_settled(country: Country) -> None:
    found = making.decided(country.office, country.schools[0])
    rounds.choose_envelope(viewer=country.official, found=found, envelope=making.envelope(country.office))
    rounds.commit_shares(viewer=country.official, found=found)
    share = making.share(found)
    assert share.commitment is not None
    by_hand = {"viewer": country.official, "commitment": share.commitment, "amount_cents": 100, "reason": "x"}
    with pytest.raises(ledger.Refused, match="De Beuk"):
        ledger.release_by_hand(**by_hand)
    Share.objects.filter(pk=share.pk).update(checked_at=timezone.now())
    ledger.release_by_hand(**by_hand)
