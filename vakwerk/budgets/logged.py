"""What the events of this room are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from vakwerk.people import events


def register() -> None:
    events.register(
        {
            "budgets.create_round": _("Prepared a division"),
            "budgets.change_round": _("Changed a draft of a division"),
            "budgets.delete_round": _("Deleted a draft of a division"),
            "budgets.enter_counts": _("Changed the counts of a division"),
            "budgets.enter_eligible": _("Entered programmes that count"),
            "budgets.decide_round": _("Decided a division"),
            "budgets.choose_envelope": _("Chose an envelope for a division"),
            "budgets.commit_shares": _("Committed the shares of a division"),
            "budgets.close_round": _("Closed a division"),
            "budgets.check_expense": _("Checked an expense"),
            "budgets.settle_share": _("Settled a share"),
            "budgets.create_plan": _("Started an investment plan"),
            "budgets.change_plan": _("Changed an investment plan"),
            "budgets.hand_in_plan": _("Handed in an investment plan"),
            "budgets.take_back_plan": _("Took back an investment plan"),
            "budgets.hand_in_expense": _("Handed in an expense"),
            "budgets.withdraw_expense": _("Withdrew an expense"),
            "budgets.keep_claim": _("Drafted a claim of created places"),
            "budgets.hand_in_claim": _("Handed in a claim of created places"),
            "budgets.decide_claim": _("Decided about a claim of created places"),
        },
        kinds={
            "budgets.round": _("Division of a budget"),
            "budgets.share": _("Share of a school"),
            "budgets.investmentplan": _("Investment plan"),
            "budgets.expense": _("Expense"),
            "budgets.placesclaim": _("Claim of created places"),
        },
    )
