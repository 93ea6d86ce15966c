"""Reads. Totals are public; to whom money goes only civil servants of the envelope's administration see."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Model, QuerySet, Sum
from django.shortcuts import get_object_or_404

from vakwerk.core import attachments
from vakwerk.core.access import visible_or_404
from vakwerk.core.viewer import Viewer
from vakwerk.ledger.models import (
    Account,
    Commitment,
    Envelope,
    Event,
    JournalEntry,
    Payment,
    PaymentRun,
    Posting,
    Recovery,
)
from vakwerk.ledger.rights import may_manage


@dataclass(frozen=True)
class Totals:
    """How one envelope stands, with the years under it. `entered`: something was committed; else nothing is known.

    `ceiling_cents` and `left_cents` are None where no amount was entered; a promise never passes its figure on to its
    years, and years are never added up to a promise.
    """

    envelope: Envelope
    years: tuple[Totals, ...] = ()

    @property
    def ceiling_cents(self) -> int | None:
        return self.envelope.amount_cents

    @property
    def committed_cents(self) -> int:
        return self.envelope.committed_cents + sum(year.committed_cents for year in self.years)

    @property
    def paid_cents(self) -> int:
        return self.envelope.paid_cents + sum(year.paid_cents for year in self.years)

    @property
    def recovered_cents(self) -> int:
        return self.envelope.recovered_cents + sum(year.recovered_cents for year in self.years)

    @property
    def left_cents(self) -> int | None:
        """What can still be committed from the ceilings that were entered."""
        parts = [self.envelope.left_cents, *(year.left_cents for year in self.years)]
        known = [part for part in parts if part is not None]
        return sum(known) if known else None

    @property
    def entered(self) -> bool:
        return self.committed_cents > 0 or self.paid_cents > 0


@dataclass(frozen=True)
class ActionTotals:
    """What was entered for one action of the plan. Promised amounts are not added up: the paper mixes their kinds."""

    action: str
    envelopes: tuple[Totals, ...] = field(default=())

    @property
    def committed_cents(self) -> int:
        return sum(each.committed_cents for each in self.envelopes)

    @property
    def paid_cents(self) -> int:
        return sum(each.paid_cents for each in self.envelopes)

    @property
    def recovered_cents(self) -> int:
        return sum(each.recovered_cents for each in self.envelopes)

    @property
    def left_cents(self) -> int | None:
        known = [each.left_cents for each in self.envelopes if each.left_cents is not None]
        return sum(known) if known else None

    @property
    def entered(self) -> bool:
        return any(each.entered for each in self.envelopes)


def totals(action: str | None = None) -> list[Totals]:
    """Every envelope that stands by itself, with its years under it, by code; one query."""
    rows = Envelope.objects.order_by("code")
    if action is not None:
        rows = rows.filter(action=action)
    return _tree(rows)


def totals_of(envelope: Envelope) -> Totals:
    """One envelope with its years; one query."""
    years = tuple(Totals(year) for year in Envelope.objects.filter(parent=envelope).order_by("code"))
    return Totals(envelope, years)


def totals_by_action() -> dict[str, ActionTotals]:
    """The totals of every action that has an envelope, by its number; one query."""
    found: dict[str, list[Totals]] = defaultdict(list)
    for each in totals():
        if each.envelope.action:
            found[each.envelope.action].append(each)
    return {action: ActionTotals(action, tuple(envelopes)) for action, envelopes in found.items()}


@dataclass(frozen=True)
class GrandTotals:
    """What was entered over all envelopes together; promises are never added up."""

    committed_cents: int
    paid_cents: int
    recovered_cents: int


def grand_totals(found: list[Totals]) -> GrandTotals:
    return GrandTotals(
        sum(each.committed_cents for each in found),
        sum(each.paid_cents for each in found),
        sum(each.recovered_cents for each in found),
    )


# Where each kind of thing that evidence hangs on finds its envelope.
_ENVELOPE_OF: dict[type[Model], str] = {
    Envelope: "code",
    Commitment: "envelope__code",
    Payment: "commitment__envelope__code",
    Recovery: "commitment__envelope__code",
}
_BATCH = 5000  # keys that a statement takes on every database


def evidence_by_envelope() -> dict[str, int]:
    """How many files prove something, by code of the envelope; the files themselves are not public."""
    found: Counter[str] = Counter()
    for model, path in _ENVELOPE_OF.items():
        files = attachments.counts(model._meta.label_lower)
        keys = list(files)
        for start in range(0, len(keys), _BATCH):
            rows = model._default_manager.filter(pk__in=keys[start : start + _BATCH])
            for key, code in rows.values_list("pk", path):
                found[code] += files[str(key)]
    return dict(found)


@dataclass(frozen=True)
class Movement:
    """What the journal of one envelope tells of a period: committed less released, paid less refused, recovered."""

    committed_cents: int = 0
    paid_cents: int = 0
    recovered_cents: int = 0


# Where each figure shows in the journal: its account, and which way money leaves or enters it. Committing takes from
# what is available; paying and recovering each have an account of their own.
_MOVES = {
    Account.AVAILABLE: ("committed_cents", -1, (Event.COMMIT, Event.RELEASE)),
    Account.PAID: ("paid_cents", 1, (Event.PAY, Event.PAYMENT_REFUSED)),
    Account.RECOVERED: ("recovered_cents", -1, (Event.RECOVER, Event.RECOVERY_UNDONE)),
}


def movements(first: datetime, beyond: datetime) -> dict[int, Movement]:
    """By key of the envelope, what was entered from `first` on and before `beyond`; one query."""
    rows = Posting.objects.filter(entry__at__gte=first, entry__at__lt=beyond).values_list(
        "entry__envelope", "entry__event", "account"
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for envelope, event, account, cents in rows.annotate(sum=Sum("cents")):
        name, sign, events = _MOVES.get(Account(account), ("", 0, ()))
        if event in events:
            found[envelope][name] += sign * cents
    return {envelope: Movement(**sums) for envelope, sums in found.items()}


def _tree(rows: QuerySet[Envelope]) -> list[Totals]:
    envelopes = list(rows)
    known = {envelope.pk for envelope in envelopes}
    years: dict[int, list[Totals]] = defaultdict(list)
    for envelope in envelopes:
        if envelope.parent_id in known:
            years[envelope.parent_id or 0].append(Totals(envelope))
    return [Totals(each, tuple(years[each.pk])) for each in envelopes if each.parent_id not in known]


# --- one of something ---


def envelope_or_404(code: str) -> Envelope:
    """An envelope, for everybody."""
    return get_object_or_404(Envelope.objects.select_related("parent", "owner"), code=code)


def managed_envelope(viewer: Viewer, code: str) -> Envelope:
    """An envelope that the viewer manages; 404 for every other."""
    found = Envelope.objects.filter(code=code).select_related("parent", "owner").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found))


def managed_commitment(viewer: Viewer, public_id: UUID) -> Commitment:
    found = Commitment.objects.filter(public_id=public_id).select_related("envelope", "organisation").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.envelope))


def managed_payment(viewer: Viewer, public_id: UUID) -> Payment:
    found = Payment.objects.filter(public_id=public_id).select_related("commitment__envelope").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.commitment.envelope))


def managed_recovery(viewer: Viewer, public_id: UUID) -> Recovery:
    found = Recovery.objects.filter(public_id=public_id).select_related("commitment__envelope").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.commitment.envelope))


def managed_run(viewer: Viewer, public_id: UUID) -> PaymentRun:
    found = PaymentRun.objects.filter(public_id=public_id).select_related("envelope").first()
    return visible_or_404(found, found is not None and may_manage(viewer, found.envelope))


def commitment_of(reference: str) -> Commitment | None:
    """The live commitment that a room made for this thing of its own, else its latest released one."""
    return Commitment.objects.filter(reference=reference).order_by("-amount_cents", "-pk").first()


# --- lists ---


def commitments_of(envelope: Envelope) -> QuerySet[Commitment]:
    return Commitment.objects.filter(envelope=envelope).select_related("organisation").order_by("-made_on", "-pk")


def payments_of(commitment: Commitment) -> QuerySet[Payment]:
    return Payment.objects.filter(commitment=commitment).select_related("run").order_by("due_on", "pk")


def recoveries_of(commitment: Commitment) -> QuerySet[Recovery]:
    return Recovery.objects.filter(commitment=commitment).order_by("asked_on", "pk")


def runs_of(envelope: Envelope) -> QuerySet[PaymentRun]:
    return PaymentRun.objects.filter(envelope=envelope).order_by("-started_at")


def payments_in(run: PaymentRun) -> QuerySet[Payment]:
    """All payments of a run, also those that the bank refused afterwards: the file says what was sent."""
    return Payment.objects.filter(run=run).select_related("commitment").order_by("pk")


def planned_payments(envelope: Envelope) -> QuerySet[Payment]:
    """Payments that the next run can take."""
    planned = Payment.objects.filter(commitment__envelope=envelope, state="planned")
    return planned.select_related("commitment").order_by("due_on", "pk")


def journal_of(envelope: Envelope) -> QuerySet[JournalEntry]:
    """Newest first, with postings and what they are about."""
    entries = JournalEntry.objects.filter(envelope=envelope).select_related("commitment", "payment", "recovery")
    return entries.prefetch_related("postings").order_by("-number")
