"""Does the journal balance, and do the totals kept beside it equal it? Reads everything, changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import QuerySet, Sum

from vakwerk.ledger.models import Account, Commitment, Envelope, JournalEntry, Payment, PaymentState, Posting, Recovery

Balances = Counter[tuple[int, str]]


def faults() -> list[str]:
    """Every fault, one sentence each; empty when the books are right. Run it in one transaction for one moment."""
    return [*_unbalanced(), *_envelopes(), *_commitments(), *_payments()]


def _unbalanced() -> Iterator[str]:
    sums = Posting.objects.values("entry").annotate(total=Sum("cents"))
    for row in sums.exclude(total=0).order_by("entry"):
        yield f"entry {row['entry']} sums to {row['total']} cents, not to zero"
    for number in JournalEntry.objects.filter(postings=None).values_list("pk", flat=True):
        yield f"entry {number} has no postings"


def _balances(of: str) -> Balances:
    """Cents by (key of the envelope or commitment, account)."""
    rows = Posting.objects.values_list(f"entry__{of}", "account").annotate(total=Sum("cents"))
    return Counter({(key, account): total for key, account, total in rows if key})


def _envelopes() -> Iterator[str]:
    balance = _balances("envelope")
    for envelope in Envelope.objects.order_by("code"):
        key = envelope.pk
        paid, recovered = balance[key, Account.PAID], -balance[key, Account.RECOVERED]
        found = {
            "amount_cents": -balance[key, Account.AUTHORITY],
            "left_cents": balance[key, Account.AVAILABLE],
            "committed_cents": balance[key, Account.COMMITTED] + paid - recovered,
            "paid_cents": paid,
            "recovered_cents": recovered,
        }
        yield from _differences(envelope.code, envelope, found)


def _commitments() -> Iterator[str]:
    balance = _balances("commitment")
    for commitment in Commitment.objects.select_related("envelope").order_by("pk"):
        key = commitment.pk
        paid, recovered = balance[key, Account.PAID], -balance[key, Account.RECOVERED]
        found = {
            "amount_cents": balance[key, Account.COMMITTED] + paid - recovered,
            "paid_cents": paid,
            "recovered_cents": recovered,
        }
        yield from _differences(f"{commitment.envelope.code}: commitment {key}", commitment, found)


def _payments() -> Iterator[str]:
    """What payments and recoveries say against what their commitments say."""
    planned = _sums(Payment.objects.filter(state__in=(PaymentState.PLANNED, PaymentState.ORDERED)))
    paid = _sums(Payment.objects.filter(state=PaymentState.DONE))
    asked = _sums(Recovery.objects.filter(state="asked"))
    recovered = _sums(Recovery.objects.filter(state="received"))
    for commitment in Commitment.objects.select_related("envelope").order_by("pk"):
        key = commitment.pk
        found = {
            "planned_cents": planned[key],
            "paid_cents": paid[key],
            "asked_cents": asked[key],
            "recovered_cents": recovered[key],
        }
        yield from _differences(f"{commitment.envelope.code}: commitment {key}", commitment, found, "its payments say")


def _sums(rows: QuerySet[Payment] | QuerySet[Recovery]) -> Counter[int]:
    return Counter(dict(rows.values_list("commitment").annotate(total=Sum("amount_cents"))))


def _differences(
    name: str, row: Envelope | Commitment, found: dict[str, int], witness: str = "the journal says"
) -> Iterator[str]:
    for field, cents in found.items():
        kept = getattr(row, field) or 0
        if kept != cents:
            yield f"{name}: {field} is {kept}, {witness} {cents}"
