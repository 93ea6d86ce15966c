"""Booking a payment run. Not one transaction: a run of thousands must not make everybody else wait."""

from __future__ import annotations

from typing import Any

from vakwerk.core import jobs
from vakwerk.ledger import books
from vakwerk.ledger.models import PaymentRun


@jobs.handler("ledger.pay_run", atomic=False)
def pay_run(payload: dict[str, Any]) -> None:
    """May be killed and run again: every payment is booked exactly once (see `books.pay_run`).

    A run that is gone belonged to a fictitious world that was replaced.
    """
    run = PaymentRun.objects.filter(pk=payload["run"]).first()
    if run is not None:
        books.pay_run(run)
