"""Money is committed, paid and recovered within its bounds, by who may; a mistake is corrected, never deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.conftest import FakeViewer
from vakwerk.core import jobs
from vakwerk.core.audit.models import AuditEntry
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions, queries
from vakwerk.ledger.actions import Refused
from vakwerk.ledger.checking import faults
from vakwerk.ledger.models import Commitment, Envelope, JournalEntry, Payment, PaymentState, Posting, Recovery

DAY = date(2026, 12, 1)
Commit = Callable[[int], Commitment]


def _paid(viewer: FakeViewer, commitment: Commitment, *amounts: int) -> list[Payment]:
    for cents in amounts:
        actions.plan_payment(viewer=viewer, commitment=commitment, amount_cents=cents, due_on=DAY)
    actions.start_run(viewer=viewer, envelope=commitment.envelope)
    jobs.run_due()
    commitment.refresh_from_db()
    return list(commitment.payments.order_by("pk"))


def test_an_envelope_is_committed_paid_in_two_instalments_and_partly_recovered(
    civil_servant: FakeViewer, envelope: Envelope, commit: Commit
) -> None:
    commitment = commit(60_000)
    _paid(civil_servant, commitment, 40_000, 20_000)
    recovery = actions.recover(viewer=civil_servant, commitment=commitment, amount_cents=5_000, reason="Niet besteed")
    actions.receive_recovery(viewer=civil_servant, recovery=recovery)
    actions.release(viewer=civil_servant, commitment=commitment)
    found = queries.totals()[0]
    assert (found.committed_cents, found.paid_cents, found.recovered_cents) == (55_000, 60_000, 5_000)
    assert found.left_cents == 45_000
    assert faults() == []
    assert set(AuditEntry.objects.values_list("event", flat=True)) >= {"ledger.commit", "ledger.start_run"}


def test_an_envelope_cannot_be_overdrawn(envelope: Envelope, commit: Commit) -> None:
    commit(60_000)
    with pytest.raises(Refused, match="400"):
        commit(40_001)
    commit(40_000)
    assert queries.totals()[0].left_cents == 0


def test_a_payment_stays_within_its_commitment(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    actions.plan_payment(viewer=civil_servant, commitment=commitment, amount_cents=600, due_on=DAY)
    with pytest.raises(Refused, match="4"):
        actions.plan_payment(viewer=civil_servant, commitment=commitment, amount_cents=401, due_on=DAY)


def test_no_more_is_asked_back_than_was_paid(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    _paid(civil_servant, commitment, 600)
    actions.recover(viewer=civil_servant, commitment=commitment, amount_cents=500, reason="Dubbel")
    with pytest.raises(Refused):
        actions.recover(viewer=civil_servant, commitment=commitment, amount_cents=101, reason="Dubbel")


def test_money_that_is_planned_or_paid_is_not_released(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    _paid(civil_servant, commitment, 300)
    actions.plan_payment(viewer=civil_servant, commitment=commitment, amount_cents=600, due_on=DAY)
    with pytest.raises(Refused):
        actions.release(viewer=civil_servant, commitment=commitment, amount_cents=101)
    assert actions.release(viewer=civil_servant, commitment=commitment).amount_cents == 900
    with pytest.raises(Refused):
        actions.release(viewer=civil_servant, commitment=commitment)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_envelope SET committed_cents = amount_cents + 1",
        "UPDATE ledger_envelope SET amount_cents = NULL",
        "UPDATE ledger_envelope SET paid_cents = committed_cents + 1",
        "UPDATE ledger_commitment SET paid_cents = amount_cents + 1",
        "UPDATE ledger_commitment SET planned_cents = -1",
        "UPDATE ledger_commitment SET recovered_cents = paid_cents + 1",
        "UPDATE ledger_payment SET run_id = NULL",
        "UPDATE ledger_payment SET amount_cents = 0",
        "UPDATE ledger_posting SET cents = cents + 1",
        "DELETE FROM ledger_posting",
        "UPDATE ledger_journalentry SET reason = 'iets anders'",
        "DELETE FROM ledger_journalentry",
    ],
)
def test_the_database_itself_refuses(civil_servant: FakeViewer, commit: Commit, change: str) -> None:
    _paid(civil_servant, commit(1_000), 600)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_payment_is_booked_once_whatever_happens(civil_servant: FakeViewer, commit: Commit) -> None:
    payment = _paid(civil_servant, commit(1_000), 600)[0]
    booked = payment.entries.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        JournalEntry.objects.create(at=booked.at, event="pay", envelope=booked.envelope, payment=payment)


def test_one_live_commitment_for_one_decision(civil_servant: FakeViewer, envelope: Envelope) -> None:
    def make() -> Commitment:
        return actions.commit(
            viewer=civil_servant,
            envelope=envelope,
            amount_cents=100,
            beneficiary="Vzw",
            purpose="x",
            reference="funding.grant:1",
        )

    first = make()
    with pytest.raises(Refused):
        make()
    actions.release(viewer=civil_servant, commitment=first)
    assert queries.commitment_of("funding.grant:1") == first
    assert queries.commitment_of("funding.grant:1") != make()


def test_what_the_bank_refused_is_corrected_and_can_be_paid_again(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    payment = _paid(civil_servant, commitment, 1_000)[0]
    actions.refuse_payment(viewer=civil_servant, payment=payment, reason="Rekening afgesloten")
    with pytest.raises(Refused):
        actions.refuse_payment(viewer=civil_servant, payment=payment)
    assert [p.state for p in _paid(civil_servant, commitment, 1_000)] == [PaymentState.FAILED, PaymentState.DONE]
    assert commitment.paid_cents == 1_000
    assert JournalEntry.objects.filter(event="payment_refused").get().corrects == payment.entries.get(event="pay")
    assert faults() == []


def test_a_planned_payment_and_a_receipt_can_be_undone(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    _paid(civil_servant, commitment, 500)
    planned = actions.plan_payment(viewer=civil_servant, commitment=commitment, amount_cents=500, due_on=DAY)
    actions.withdraw_payment(viewer=civil_servant, payment=planned)
    with pytest.raises(Refused):
        actions.withdraw_payment(viewer=civil_servant, payment=planned)
    recovery = actions.recover(viewer=civil_servant, commitment=commitment, amount_cents=200, reason="Dubbel")
    for _ in range(2):  # received, undone, received, undone
        actions.receive_recovery(viewer=civil_servant, recovery=recovery)
        actions.undo_receipt(viewer=civil_servant, recovery=recovery)
    actions.waive_recovery(viewer=civil_servant, recovery=recovery)
    commitment.refresh_from_db()
    assert (commitment.planned_cents, commitment.asked_cents, commitment.recovered_cents) == (0, 0, 0)
    assert Recovery.objects.get().state == "waived"
    assert faults() == []


def test_money_that_came_back_and_was_planned_again_cannot_be_undone(civil_servant: FakeViewer, commit: Commit) -> None:
    commitment = commit(1_000)
    _paid(civil_servant, commitment, 1_000)
    recovery = actions.recover(viewer=civil_servant, commitment=commitment, amount_cents=200, reason="Dubbel")
    actions.receive_recovery(viewer=civil_servant, recovery=recovery)
    actions.plan_payment(viewer=civil_servant, commitment=commitment, amount_cents=200, due_on=DAY)
    with pytest.raises(Refused):
        actions.undo_receipt(viewer=civil_servant, recovery=recovery)


def test_a_closed_envelope_takes_no_commitment(civil_servant: FakeViewer, envelope: Envelope, commit: Commit) -> None:
    actions.close_envelope(viewer=civil_servant, envelope=envelope)
    with pytest.raises(Refused):
        commit(1)
    actions.reopen_envelope(viewer=civil_servant, envelope=envelope)
    commit(1)


def test_a_ceiling_never_falls_under_what_is_committed(
    civil_servant: FakeViewer, envelope: Envelope, commit: Commit
) -> None:
    commit(60_000)
    with pytest.raises(Refused):
        actions.change_ceiling(viewer=civil_servant, envelope=envelope, amount_cents=59_999, reason="Besluit 2")
    actions.change_ceiling(viewer=civil_servant, envelope=envelope, amount_cents=60_000, reason="Besluit 2")
    assert queries.totals()[0].left_cents == 0
    assert faults() == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CIVIL_SERVANT])
def test_nobody_else_touches_the_money(role: Role, envelope: Envelope, administration: object) -> None:
    stranger = FakeViewer(role, organisation_id=envelope.owner_id)
    with pytest.raises(PermissionDenied):
        actions.commit(viewer=stranger, envelope=envelope, amount_cents=1, beneficiary="Ik", purpose="x")


def test_a_civil_servant_of_another_administration_touches_nothing(envelope: Envelope, commit: Commit) -> None:
    stranger, commitment = FakeViewer(Role.CIVIL_SERVANT, organisation_id=envelope.owner_id + 1), commit(100)
    attempts: list[Callable[[], object]] = [
        lambda: actions.commit(viewer=stranger, envelope=envelope, amount_cents=1, beneficiary="Ik", purpose="x"),
        lambda: actions.release(viewer=stranger, commitment=commitment),
        lambda: actions.plan_payment(viewer=stranger, commitment=commitment, amount_cents=1, due_on=DAY),
        lambda: actions.start_run(viewer=stranger, envelope=envelope),
        lambda: actions.change_ceiling(viewer=stranger, envelope=envelope, amount_cents=1, reason="x"),
        lambda: actions.close_envelope(viewer=stranger, envelope=envelope),
        lambda: actions.set_account_number(viewer=stranger, commitment=commitment, iban=""),
        lambda: actions.recover(viewer=stranger, commitment=commitment, amount_cents=1, reason="x"),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_changed_total_is_found(civil_servant: FakeViewer, envelope: Envelope, commit: Commit) -> None:
    _paid(civil_servant, commit(1_000), 600)
    Envelope.objects.update(committed_cents=999)
    Commitment.objects.update(paid_cents=601)
    found = " ".join(faults())
    assert "proef: committed_cents is 999, the journal says 1000" in found
    assert "paid_cents is 601, the journal says 600" in found
    assert "paid_cents is 601, its payments say 600" in found


def test_an_entry_out_of_balance_is_found(envelope: Envelope) -> None:
    Posting.objects.create(entry=JournalEntry.objects.get(), account="paid", cents=7)
    assert any("sums to 7" in fault for fault in faults())


def test_replacing_a_line_of_the_journal_is_deleting_it(commit: Commit) -> None:
    """SQLite's INSERT OR REPLACE deletes quietly; PostgreSQL does not know it."""
    commit(5_000)
    again = "INSERT OR REPLACE INTO ledger_posting SELECT id, account, cents + 1, entry_id FROM ledger_posting"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(again)
    assert faults() == []
