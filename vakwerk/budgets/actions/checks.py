"""A civil servant checks evidence; what is not proven is released or asked back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.budgets.models import Expense, ExpenseState, Round, RoundState, Share
from vakwerk.budgets.rights import Refused, must_manage
from vakwerk.core import audit
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.models import Commitment


@transaction.atomic
def check_expense(*, viewer: Viewer, expense: Expense, accepted: bool, reason: str = "") -> Expense:
    """A refusal needs a reason. It can be checked again until the share is settled."""
    must_manage(viewer, expense.share.round)
    if not accepted and not reason:
        raise Refused(_("Say why it is not accepted."))
    share = _locked(expense.share)
    if share.checked_at is not None:
        raise Refused(_("This share is settled."))
    expense.state, expense.reason = (ExpenseState.ACCEPTED if accepted else ExpenseState.REFUSED), reason
    expense.save(update_fields=["state", "reason"])
    audit.record(viewer, "budgets.check_expense", subject=("budgets.expense", expense.pk))
    return expense


def proven_cents(share: Share) -> int:
    """What was accepted of a share."""
    found = Expense.objects.filter(share=share, state=ExpenseState.ACCEPTED).aggregate(cents=Sum("amount_cents"))
    return int(found["cents"] or 0)


def unproven_cents(share: Share) -> int:
    return max(0, share.amount_cents - proven_cents(share))


@transaction.atomic
def settle_share(*, viewer: Viewer, share: Share) -> int:
    """Ends the check. What is not proven is released when it was not paid yet, else asked back; returns those cents."""
    must_manage(viewer, share.round)
    share = _locked(share)
    if share.checked_at is not None:
        raise Refused(_("This share is settled."))
    if Expense.objects.filter(share=share, state=ExpenseState.HANDED_IN).exists():
        raise Refused(_("First check every expense that was handed in."))
    if share.commitment is None and share.amount_cents and share.round.envelope_id:
        raise Refused(_("First commit the shares: what is settled is no longer committed."))
    cents = unproven_cents(share)
    if cents and share.commitment is not None:
        _take_back(viewer, share.commitment, cents)
    share.checked_at = timezone.now()
    share.save(update_fields=["checked_at"])
    audit.record(viewer, "budgets.settle_share", subject=("budgets.share", share.pk))
    return cents


def _take_back(viewer: Viewer, commitment: Commitment, cents: int) -> None:
    if cents > commitment.to_plan_cents + commitment.recoverable_cents:
        raise Refused(
            _("%(cents)s is not proven, and part of it is in a payment that is under way. Withdraw it or wait for it.")
            % {"cents": euros(cents)}
        )
    unpaid = min(cents, commitment.to_plan_cents)
    try:
        if unpaid:
            ledger.release(viewer=viewer, commitment=commitment, amount_cents=unpaid, reason=_("Not proven"))
        if cents > unpaid:
            ledger.recover(viewer=viewer, commitment=commitment, amount_cents=cents - unpaid, reason=_("Not proven"))
    except ledger.Refused as refused:
        raise Refused(str(refused)) from None


@transaction.atomic
def close_round(*, viewer: Viewer, found: Round) -> None:
    """Once every share is settled."""
    must_manage(viewer, found)
    found = Round.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.state != RoundState.DECIDED:
        raise Refused(_("Only a decided division can be closed."))
    waiting = found.shares.filter(checked_at__isnull=True).count()
    if waiting:
        raise Refused(_("%(n)s shares are not settled yet.") % {"n": waiting})
    found.state = RoundState.CLOSED
    found.save(update_fields=["state"])
    audit.record(viewer, "budgets.close_round", subject=("budgets.round", found.pk))


def _locked(share: Share) -> Share:
    rows = Share.objects.select_for_update(of=("self",)).select_related("commitment__envelope", "round")
    return rows.get(pk=share.pk)
