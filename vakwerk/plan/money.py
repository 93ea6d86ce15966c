"""What the paper promises beside what the ledger holds, per action.

Each promise keeps its own line. Promises are never added up, nor is what is left of them: they are of different kinds.
What was committed, paid and recovered are single movements of money and may be added, except from an envelope that is
"also meant for others": of that money nobody says which part is for TSO and BSO.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vakwerk.ledger import queries as ledger
from vakwerk.ledger.models import AmountKind, Envelope
from vakwerk.ledger.queries import Totals
from vakwerk.plan.paper import Action, Amount, the_plan


@dataclass(frozen=True)
class Line:
    """One promise as printed with its envelope, or an envelope that a later decision opened for the action."""

    action: Action
    code: str
    amount: Amount | None
    totals: Totals | None
    evidence: int = 0

    @property
    def entered(self) -> bool:
        return self.totals is not None and self.totals.entered

    @property
    def for_others_too(self) -> bool:
        return self.amount is not None and self.amount.kind == AmountKind.AMONG_OTHERS

    @property
    def envelope(self) -> Envelope | None:
        return self.totals.envelope if self.totals else None

    @property
    def committed_cents(self) -> int | None:
        return self.totals.committed_cents if self.totals and self.entered else None

    @property
    def paid_cents(self) -> int | None:
        return self.totals.paid_cents if self.totals and self.entered else None

    @property
    def recovered_cents(self) -> int | None:
        return self.totals.recovered_cents if self.totals and self.entered else None

    @property
    def left_cents(self) -> int | None:
        """What the ledger says can still be committed; None when nobody entered anything, or no ceiling is known."""
        return self.totals.left_cents if self.totals and self.entered else None


@dataclass(frozen=True)
class Account:
    """The lines of one action, with the sums that may be made."""

    action: Action
    lines: tuple[Line, ...]

    @property
    def entered(self) -> bool:
        return any(line.entered for line in self.lines)

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines whose money is for TSO and BSO and of which something was entered."""
        return tuple(line for line in self.lines if line.entered and not line.for_others_too)

    @property
    def left_out(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.entered and line.for_others_too)

    @property
    def committed_cents(self) -> int | None:
        return sum(line.committed_cents or 0 for line in self.counted) if self.counted else None

    @property
    def paid_cents(self) -> int | None:
        return sum(line.paid_cents or 0 for line in self.counted) if self.counted else None

    @property
    def recovered_cents(self) -> int | None:
        return sum(line.recovered_cents or 0 for line in self.counted) if self.counted else None

    @property
    def evidence(self) -> int:
        return sum(line.evidence for line in self.lines)


def accounts() -> dict[str, Account]:
    """Every action of the plan in its order; the number of queries does not grow."""
    standing: dict[str, list[Totals]] = defaultdict(list)
    for totals in ledger.totals():
        standing[totals.envelope.action].append(totals)
    proof = ledger.evidence_by_envelope()
    return {action.number: _account(action, standing[action.number], proof) for action in the_plan().actions}


def account(action: Action) -> Account:
    return _account(action, ledger.totals(action.number), ledger.evidence_by_envelope())


def _account(action: Action, found: Iterable[Totals], proof: Mapping[str, int]) -> Account:
    by_code = {totals.envelope.code: totals for totals in found}
    printed = {f"{action.number}-{n}": amount for n, amount in enumerate(action.amounts, start=1)}
    lines = [_line(action, code, amount, by_code.get(code), proof) for code, amount in printed.items()]
    lines += [_line(action, code, None, by_code[code], proof) for code in by_code if code not in printed]
    return Account(action, tuple(lines))


def _line(action: Action, code: str, amount: Amount | None, totals: Totals | None, proof: Mapping[str, int]) -> Line:
    """The evidence of the years under a promise counts with it."""
    codes = [code, *(year.envelope.code for year in totals.years)] if totals else [code]
    return Line(action, code, amount, totals, sum(proof.get(each, 0) for each in codes))
