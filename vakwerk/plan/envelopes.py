"""The amounts of the paper as promises for the ledger: each as printed, none added, divided or multiplied."""

from __future__ import annotations

from vakwerk.ledger.actions import Promise
from vakwerk.plan.paper import Action, Amount, the_plan


def promises() -> list[Promise]:
    """One for every amount of the paper, in its order; the first of action 1.4 has the code "1.4-1"."""
    return [
        _promise(action, amount, number)
        for action in the_plan().actions
        for number, amount in enumerate(action.amounts, start=1)
    ]


def _promise(action: Action, amount: Amount, number: int) -> Promise:
    return Promise(
        code=f"{action.number}-{number}",
        action=action.number,
        title=_titled(action.title.nl, amount.purpose.nl),
        title_en=_titled(action.title.en, amount.purpose.en),
        printed=amount.printed,
        cents=amount.cents,
        kind=amount.kind,
        period=amount.period.nl,
        period_en=amount.period.en,
        source=amount.paragraph,
    )


def _titled(action: str, purpose: str) -> str:
    """The purpose under the title of its action, once when the two are the same ("Het Beroepenhuis")."""
    return action if purpose in action else f"{action}: {purpose}"
