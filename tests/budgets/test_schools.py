"""Schools plan, prove what they bought and claim places; what is not proven goes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

from tests.budgets import making
from tests.budgets.conftest import Country
from vakwerk.budgets import divisions, planning, queries
from vakwerk.budgets.actions import checks, claims, rounds, schools
from vakwerk.budgets.models import ClaimState, Expense, ExpenseState, InvestmentPlan, PlacesClaim, Regime, Share
from vakwerk.budgets.rights import Refused
from vakwerk.capacity.queries import CreatedLine, CreatedPlaces
from vakwerk.core import attachments, documents
from vakwerk.engines.rules import DatedValue, Status
from vakwerk.ledger import actions as ledger
from vakwerk.ledger import books
from vakwerk.ledger.models import PaymentState, Recovery

INVOICE = {"supplier": "Draad", "description": "Draaibank", "invoiced_on": date(2026, 10, 1)}


@pytest.fixture
def share(country: Country) -> Share:
    """A decided share of ten million, committed in the ledger."""
    found = making.decided(country.office, country.schools[0])
    rounds.choose_envelope(viewer=country.official, found=found, envelope=making.envelope(country.office))
    rounds.commit_shares(viewer=country.official, found=found)
    return making.share(found)


# The plan


def test_a_plan_sums_by_year_and_programme_and_no_longer_changes_once_handed_in(country: Country) -> None:
    principal = country.principal()
    plan = schools.create_plan(viewer=principal, from_year=2026, to_year=2028)
    for year, programme, cents in ((2026, "Hout", 100), (2026, "Auto", 250), (2028, "Hout", 50)):
        schools.add_item(
            viewer=principal, plan=plan, year=year, programme=programme, description="x", planned_cents=cents
        )
    page = planning.plan_page(queries.own_plan(principal, plan.public_id))
    assert page["by_year_rows"] == [("2026-2027", "€\u00a03,50"), ("2028-2029", "€\u00a00,50")]
    assert page["by_programme_rows"] == [("Auto", "€\u00a02,50"), ("Hout", "€\u00a01,50")]
    schools.hand_in_plan(viewer=principal, plan=plan)
    with pytest.raises(Refused):
        schools.remove_item(viewer=principal, item=plan.items.first())
    schools.take_back_plan(viewer=principal, plan=plan)
    schools.remove_item(viewer=principal, item=plan.items.first())


def test_a_plan_is_copied_to_the_period_after_it(country: Country) -> None:
    plan = making.plan(country.schools[0])
    made = schools.copy_plan(viewer=country.principal(), plan=plan)
    assert (made.from_year, made.to_year, made.items.get().year) == (2028, 2029, 2028)
    with pytest.raises(Refused):
        schools.copy_plan(viewer=country.principal(), plan=plan)


def test_a_year_outside_the_plan_is_refused(country: Country) -> None:
    plan = making.plan(country.schools[0])
    with pytest.raises(Refused):
        schools.add_item(
            viewer=country.principal(), plan=plan, year=2031, programme="x", description="x", planned_cents=1
        )


def test_the_plan_prints(country: Country) -> None:
    plan = making.plan(country.schools[0])
    assert documents.pdf("budgets/plan.typ", planning.plan_document(plan), "nl").startswith(b"%PDF")


def test_who_checks_reads_a_plan_only_once_it_is_handed_in(country: Country, share: Share) -> None:
    plan = making.plan(country.schools[0])
    with pytest.raises(Http404):
        queries.managed_plan(country.official, plan.public_id)
    schools.hand_in_plan(viewer=country.principal(), plan=plan)
    assert queries.managed_plan(country.official, plan.public_id) == plan


def test_an_organisation_that_is_no_school_has_no_plan(country: Country) -> None:
    country.schools[0].kind = "consultation_platform"
    country.schools[0].save()
    with pytest.raises(PermissionDenied):
        schools.create_plan(viewer=country.principal(), from_year=2026, to_year=2026)


# Evidence


def test_an_invoice_is_handed_in_with_its_file_and_counts_for_the_investment(country: Country, share: Share) -> None:
    item = making.plan(country.schools[0]).items.get()
    made = schools.hand_in_expense(
        viewer=country.principal(), share=share, item=item, amount_cents=500, upload=making.pdf(), **INVOICE
    )
    assert [file.file_name for file in attachments.of((schools.EXPENSE, made.pk))] == ["factuur.pdf"]
    assert queries.spent_on(queries.items_of(item.plan).get()) == 500
    checks.check_expense(viewer=country.official, expense=made, accepted=False, reason="Geen uitrusting")
    assert queries.spent_on(queries.items_of(item.plan).get()) == 0


def test_another_school_hands_in_nothing_here(country: Country, share: Share) -> None:
    item = making.plan(country.schools[1]).items.get()
    for viewer, chosen in ((country.principal(1), None), (country.principal(), item)):
        with pytest.raises(PermissionDenied):
            schools.hand_in_expense(
                viewer=viewer, share=share, item=chosen, amount_cents=500, upload=making.pdf(), **INVOICE
            )


def test_what_was_checked_is_not_withdrawn(country: Country, share: Share) -> None:
    kept, gone = making.expense(share), making.expense(share)
    checks.check_expense(viewer=country.official, expense=kept, accepted=True)
    schools.withdraw_expense(viewer=country.principal(), expense=gone)
    with pytest.raises(Refused):
        schools.withdraw_expense(viewer=country.principal(), expense=kept)
    assert Expense.objects.get() == kept
    assert attachments.of((schools.EXPENSE, gone.pk)) == []


def test_a_refusal_needs_a_reason(country: Country, share: Share) -> None:
    with pytest.raises(Refused):
        checks.check_expense(viewer=country.official, expense=making.expense(share), accepted=False)


def test_a_share_is_settled_only_when_everything_was_checked(country: Country, share: Share) -> None:
    making.expense(share)
    with pytest.raises(Refused):
        checks.settle_share(viewer=country.official, share=share)
    with pytest.raises(Refused):
        checks.close_round(viewer=country.official, found=share.round)


def test_what_is_not_proven_is_released_where_unpaid_and_asked_back_where_paid(country: Country, share: Share) -> None:
    commitment = share.commitment
    assert commitment is not None
    payment = ledger.plan_payment(
        viewer=country.official, commitment=commitment, amount_cents=8_000_000_00, due_on=date(2026, 11, 1)
    )
    run = books.order(commitment.envelope, [payment], date(2026, 11, 1), "", "")
    books.pay_run(run)
    payment.refresh_from_db()
    assert payment.state == PaymentState.DONE
    checks.check_expense(viewer=country.official, expense=making.expense(share, cents=7_500_000_00), accepted=True)
    assert checks.settle_share(viewer=country.official, share=share) == 2_500_000_00
    commitment.refresh_from_db()
    assert commitment.amount_cents == 8_000_000_00  # two million was never paid
    assert Recovery.objects.get().amount_cents == 500_000_00
    checks.close_round(viewer=country.official, found=share.round)
    with pytest.raises(Refused):
        checks.settle_share(viewer=country.official, share=share)


def test_money_in_a_payment_under_way_stops_the_settling(country: Country, share: Share) -> None:
    assert share.commitment is not None
    ledger.plan_payment(
        viewer=country.official, commitment=share.commitment, amount_cents=1_00, due_on=date(2026, 12, 1)
    )
    with pytest.raises(Refused):
        checks.settle_share(viewer=country.official, share=share)


# Created places


def places(country: Country) -> making.Round:
    return making.draft(country.office, Regime.PLACES)


def test_ten_million_goes_over_the_additional_pupils_that_were_accepted(country: Country) -> None:
    found = places(country)
    for at, more in zip(country.schools, ("10", "30", "0.5"), strict=True):
        making.claim(found, at, more)
    for claim in found.claims.all():
        accepted = claim.additional >= 10
        reason = "" if accepted else "Geen teldocument"
        claims.decide_claim(viewer=country.official, claim=claim, accepted=accepted, reason=reason)
    assert divisions.compute(found).shares == {"000011": 250_000_000, "000022": 750_000_000}
    decided = rounds.decide(viewer=country.official, found=found, reason="Zo beslist.")
    assert divisions.compute(decided).shares == {"000011": 250_000_000, "000022": 750_000_000}
    page = Client().get(f"/verdeling/ronde/{found.public_id}/").content.decode()
    assert "Hoogste bedrag per school" in page  # not found, and it says so


def test_a_highest_amount_per_school_is_obeyed_once_it_is_known(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = places(country)
    for at, more in zip(country.schools, ("10", "30", "5"), strict=True):
        making.claim(found, at, more, state=ClaimState.ACCEPTED)
    cap = DatedValue(Decimal(4_000_000), Status.CONFIRMED, "besluit", date(2024, 1, 1))
    known = divisions.rules.register().with_value("places.cap_per_school", cap)
    monkeypatch.setattr(divisions.rules, "register", lambda: known)
    shares = divisions.compute(found).shares
    assert shares["000022"] == 400_000_000
    assert sum(shares.values()) == 10_000_000_00


def test_a_site_that_lost_pupils_takes_nothing_from_another_site(country: Country) -> None:
    found, at = places(country), country.schools[0]
    making.claim(found, at, "10", state=ClaimState.ACCEPTED)
    other = at.sites.create(number="02", municipality="12025")
    PlacesClaim.objects.create(round=found, site=other, reference_pupils=50, pupils=20, state=ClaimState.ACCEPTED)
    assert [count.pupils for count in divisions.compute(found).counts] == [10]


def test_a_claim_needs_more_pupils_and_a_file(country: Country) -> None:
    found, site = places(country), country.schools[0].sites.get()
    values = {"viewer": country.principal(), "found": found, "site": site}
    claim = claims.keep_claim(reference_pupils=Decimal(50), pupils=Decimal(50), **values)
    with pytest.raises(Refused):
        claims.hand_in_claim(viewer=country.principal(), claim=claim)
    claim = claims.keep_claim(reference_pupils=Decimal(50), pupils=Decimal("50.5"), **values)
    with pytest.raises(Refused, match="bestand"):
        claims.hand_in_claim(viewer=country.principal(), claim=claim)
    claim = claims.keep_claim(
        reference_pupils=Decimal(50), pupils=Decimal("50.5"), upload=making.pdf("telling.pdf"), **values
    )
    assert claims.hand_in_claim(viewer=country.principal(), claim=claim).state == ClaimState.HANDED_IN
    with pytest.raises(Refused):
        claims.keep_claim(reference_pupils=Decimal(50), pupils=Decimal(99), **values)


def test_nothing_is_claimed_in_a_division_that_was_decided(country: Country) -> None:
    found = places(country)
    making.claim(found, country.schools[0], state=ClaimState.ACCEPTED)
    rounds.decide(viewer=country.official, found=found, reason="Zo beslist.")
    with pytest.raises(Refused):
        claims.keep_claim(
            viewer=country.principal(1),
            found=found,
            site=country.schools[1].sites.get(),
            reference_pupils=Decimal(1),
            pupils=Decimal(2),
        )


def test_a_waiting_claim_stops_the_decision(country: Country) -> None:
    found = places(country)
    making.claim(found, country.schools[0], state=ClaimState.ACCEPTED)
    making.claim(found, country.schools[1])
    with pytest.raises(Refused):
        rounds.decide(viewer=country.official, found=found, reason="x")


def test_the_claim_starts_from_the_counts_of_the_places_page() -> None:
    line = CreatedLine("B", "1B", 1, "B", 48, 24, False, 40, 20)
    known = CreatedPlaces(1, 2026, 2025, (line,))
    assert planning.claim_initial(None, known) == {"reference_pupils": 20, "pupils": 40}


# Pages ask as often whatever they show


def queries_of(address: str, count: object) -> int:
    with count() as asked:  # type: ignore[operator]
        assert Client().get(address).status_code == 200
    return len(asked)


def test_public_pages_ask_the_database_as_often_for_many_schools(country: Country) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    few, many = making.draft(country.office), making.draft(country.office)
    for number, at in enumerate(country.schools):
        making.count(many, at, f"{number + 1}")
    making.count(few, country.schools[0], "3")
    for found in (few, many):
        rounds.decide(viewer=country.official, found=found, reason="x")
    for page in ("", "narekening/", "?format=csv"):
        asked = [
            queries_of(f"/verdeling/ronde/{found.public_id}/{page}", lambda: CaptureQueriesContext(connection))
            for found in (few, many)
        ]
        assert asked[0] == asked[1] <= 8
    data = Client().get(f"/api/v1/budgets/{many.public_id}/").json()
    assert sum(row["amount_cents"] for row in data["items"]) == 10_000_000_00
    assert Client().get("/api/v1/budgets/").json()["items"][0]["schools"] in (1, 3)


def test_the_list_of_expenses_asks_as_often_for_many(country: Country, share: Share) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked, share = [], queries.own_share(country.principal(), share.public_id)
    for _more in range(2):
        making.expense(share)
        with CaptureQueriesContext(connection) as found:
            planning.share_page(share)
        asked.append(len(found))
    assert asked[0] == asked[1]
    assert InvestmentPlan.objects.count() == 0
    assert Expense.objects.filter(state=ExpenseState.HANDED_IN).count() == 2
