"""A value changes only when one person proposes it and another one confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from vakwerk.core import audit
from vakwerk.core.viewer import Role, Viewer
from vakwerk.engines.rules import Value
from vakwerk.rules import queries, values
from vakwerk.rules.models import CertaintyChoices, Proposal, ProposalState

KEEPERS = (Role.ADMINISTRATOR, Role.CIVIL_SERVANT)


class Refused(Exception):
    """The state of things does not allow it.

    `code` is "decided" (already), "own" (proposal), "open" (one is) or "unusable" (a rule fails on the value).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Wanted:
    """What somebody proposes."""

    parameter: str
    value: Value
    certainty: CertaintyChoices
    valid_from: date
    source: str
    reason: str
    url: str = ""
    valid_to: date | None = None
    sure_until: date | None = None


@transaction.atomic
def propose(*, viewer: Viewer, wanted: Wanted) -> Proposal:
    """Raises `Refused("open")` when a proposal for the same parameter and day waits for a decision.

    And `Refused("unusable")` for a value on which a rule fails; `KeyError` for a parameter that does not exist.
    """
    _require_keeper(viewer)
    waiting = Proposal.objects.filter(parameter=wanted.parameter, valid_from=wanted.valid_from)
    if waiting.filter(state=ProposalState.PROPOSED).exists():
        raise Refused("open")
    proposal = _proposal(viewer, wanted)
    _must_compute(proposal)
    try:
        proposal.save(force_insert=True)
    except IntegrityError:  # somebody proposed for the same day at the same moment
        raise Refused("open") from None
    _record(viewer, "rules.propose", proposal)
    return proposal


def _proposal(viewer: Viewer, wanted: Wanted) -> Proposal:
    return Proposal(
        parameter=wanted.parameter,
        value=values.kept(wanted.value),
        certainty=wanted.certainty,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        sure_until=wanted.sure_until,
        source=wanted.source,
        url=wanted.url,
        reason=wanted.reason,
        proposed_by_id=viewer.person_id,
    )


def _must_compute(proposal: Proposal) -> None:
    """A value on which a rule fails would take that rule away from everybody."""
    known = queries.register()
    try:
        queries.consequences(proposal.parameter, queries.dated_value(proposal, known), known)
    except queries.Unusable:
        raise Refused("unusable") from None


@transaction.atomic
def confirm(*, viewer: Viewer, proposal_id: int, reason: str = "") -> Proposal:
    """The value is law from its day. Raises `Refused("own")` for the one who proposed it."""
    return _decide(viewer, proposal_id, ProposalState.CONFIRMED, reason)


@transaction.atomic
def refuse(*, viewer: Viewer, proposal_id: int, reason: str) -> Proposal:
    """The proposal is not accepted, with the reason that its maker reads."""
    return _decide(viewer, proposal_id, ProposalState.REFUSED, reason)


@transaction.atomic
def withdraw(*, viewer: Viewer, proposal_id: int) -> Proposal:
    """Only by who proposed it, and only while nobody decided."""
    _require_keeper(viewer)
    proposal = _open(proposal_id)
    if proposal.proposed_by_id != viewer.person_id:
        raise PermissionDenied
    return _close(viewer, proposal, ProposalState.WITHDRAWN, "")


def _decide(viewer: Viewer, proposal_id: int, state: ProposalState, reason: str) -> Proposal:
    _require_keeper(viewer)
    proposal = _open(proposal_id)
    if proposal.proposed_by_id == viewer.person_id:
        raise Refused("own")
    if state is ProposalState.CONFIRMED:
        _must_compute(proposal)
    return _close(viewer, proposal, state, reason)


def _open(proposal_id: int) -> Proposal:
    """The proposal under a lock; raises `Refused("decided")` when somebody was earlier."""
    proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal_id)
    if not proposal.open:
        raise Refused("decided")
    return proposal


def _close(viewer: Viewer, proposal: Proposal, state: ProposalState, reason: str) -> Proposal:
    proposal.state = state
    proposal.decided_by_id = viewer.person_id
    proposal.decided_at = timezone.now()
    proposal.decision_reason = reason
    proposal.before = _in_force(proposal)
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "before"])
    _record(viewer, f"rules.{_VERBS[state]}", proposal)
    return proposal


def _in_force(proposal: Proposal) -> str:
    """What the register says just before the decision; the register of later days no longer knows it."""
    value = queries.register().on(proposal.parameter, proposal.valid_from).value
    return "" if value is None else values.kept(value)


_VERBS = {
    ProposalState.CONFIRMED: "confirm",
    ProposalState.REFUSED: "refuse",
    ProposalState.WITHDRAWN: "withdraw",
}


def _require_keeper(viewer: Viewer) -> None:
    if not viewer.has_role(*KEEPERS):
        raise PermissionDenied


def _record(viewer: Viewer, event: str, proposal: Proposal) -> None:
    """Which parameter, from when and to what: no typed text, which might name somebody."""
    what = f"{proposal.parameter} {proposal.valid_from} {proposal.value}"
    audit.record(viewer, event, subject=("rules.proposal", proposal.pk), reason=what[:200])
