"""Whatever civil servants do in whatever order, the books stay right and no bound is passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.conftest import FakeViewer
from vakwerk.core.viewer import Role
from vakwerk.ledger import actions, books
from vakwerk.ledger.actions import Refused
from vakwerk.ledger.checking import faults
from vakwerk.ledger.models import Commitment, Envelope, Payment, PaymentState, Recovery, RecoveryState
from vakwerk.people.models import Organisation

cents = st.integers(1, 600)
which = st.integers(0, 5)


class Books(RuleBasedStateMachine):
    """A small envelope, and a model of it in a few plain numbers that the books are held against."""

    def __init__(self) -> None:
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

    @initialize(ceiling=st.integers(0, 2_000))
    def open(self, ceiling: int) -> None:
        office = Organisation.objects.create(kind="administration", name="Kas", fictitious=True)
        self.viewer = FakeViewer(Role.CIVIL_SERVANT, person_id=None, organisation_id=office.pk)
        self.envelope = actions.open_envelope(viewer=self.viewer, code="kas", title="Kas", amount_cents=ceiling)
        self.ceiling, self.committed, self.paid, self.recovered = ceiling, 0, 0, 0

    def attempt(self, action: Callable[..., Any], **details: Any) -> bool:
        try:
            with transaction.atomic():
                action(viewer=self.viewer, **details)
        except Refused:
            return False
        return True

    @rule(cents=cents)
    def commit(self, cents: int) -> None:
        done = self.attempt(actions.commit, envelope=self.envelope, amount_cents=cents, beneficiary="Vzw", purpose="x")
        assert done == (self.committed + cents <= self.ceiling)
        self.committed += cents * done

    @rule(cents=cents, n=which)
    def release(self, cents: int, n: int) -> None:
        found = self._pick(Commitment.objects.all(), n)
        if found and self.attempt(actions.release, commitment=found, amount_cents=cents):
            self.committed -= cents

    @rule(cents=cents, n=which)
    def plan(self, cents: int, n: int) -> None:
        found = self._pick(Commitment.objects.all(), n)
        if found:
            assert self.attempt(
                actions.plan_payment, commitment=found, amount_cents=cents, due_on=date(2026, 12, 1)
            ) == (cents <= found.to_plan_cents)

    @rule(n=which)
    def withdraw(self, n: int) -> None:
        found = self._pick(Payment.objects.filter(state=PaymentState.PLANNED), n)
        if found:
            assert self.attempt(actions.withdraw_payment, payment=found)

    @rule()
    def run(self) -> None:
        planned = Payment.objects.filter(state=PaymentState.PLANNED)
        total = sum(payment.amount_cents for payment in planned)
        assert self.attempt(actions.start_run, envelope=self.envelope) == bool(total)
        for run in self.envelope.runs.filter(state="queued"):
            books.pay_run(run)
            books.pay_run(run)  # a second worker: nothing happens twice
        self.paid += total

    @rule(n=which)
    def bank_refuses(self, n: int) -> None:
        found = self._pick(Payment.objects.filter(state=PaymentState.DONE), n)
        if found and self.attempt(actions.refuse_payment, payment=found):
            self.paid -= found.amount_cents

    @rule(cents=cents, n=which)
    def ask_back(self, cents: int, n: int) -> None:
        found = self._pick(Commitment.objects.all(), n)
        if found:
            assert self.attempt(actions.recover, commitment=found, amount_cents=cents, reason="x") == (
                cents <= found.recoverable_cents
            )

    @rule(n=which, settle=st.sampled_from(["receive", "waive", "undo"]))
    def settle(self, n: int, settle: str) -> None:
        state = RecoveryState.RECEIVED if settle == "undo" else RecoveryState.ASKED
        found = self._pick(Recovery.objects.filter(state=state), n)
        action = {
            "receive": actions.receive_recovery,
            "waive": actions.waive_recovery,
            "undo": actions.undo_receipt,
        }[settle]
        if found and self.attempt(action, recovery=found):
            self.recovered += {"receive": 1, "waive": 0, "undo": -1}[settle] * found.amount_cents

    @rule(ceiling=st.integers(0, 2_500))
    def another_decision(self, ceiling: int) -> None:
        done = self.attempt(actions.change_ceiling, envelope=self.envelope, amount_cents=ceiling, reason="x")
        assert done == (ceiling >= self.committed)
        self.ceiling = ceiling if done else self.ceiling

    @invariant()
    def the_books_are_right(self) -> None:
        if not hasattr(self, "envelope"):
            return
        now = Envelope.objects.get(pk=self.envelope.pk)
        assert (now.amount_cents, now.committed_cents) == (self.ceiling, self.committed)
        assert (now.paid_cents, now.recovered_cents) == (self.paid, self.recovered)
        assert self.committed <= self.ceiling
        assert self.paid - self.recovered <= self.committed
        assert faults() == []

    def _pick(self, rows: Any, n: int) -> Any:
        found = list(rows.order_by("pk").select_related())
        return found[n % len(found)] if found else None


@pytest.mark.django_db
def test_no_history_breaks_the_books() -> None:
    run_state_machine_as_test(Books, settings=settings(max_examples=10, stateful_step_count=25, deadline=None))
