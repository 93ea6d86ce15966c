"""Public money of the fictitious world: the envelopes are those of the plan, every commitment from them is invented."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db.models import Model

from vakwerk.core import clock
from vakwerk.core.attachments.models import Attachment, AttachmentContent
from vakwerk.core.viewer import Role
from vakwerk.demo.world.personas import ORGANISATIONS
from vakwerk.ledger import actions, books
from vakwerk.ledger.guards import GUARDS
from vakwerk.ledger.models import (
    Commitment,
    Envelope,
    JournalEntry,
    Payment,
    PaymentRun,
    Posting,
    Recovery,
)
from vakwerk.people.models import Membership, Organisation, OrganisationKind
from vakwerk.people.viewer import PersonViewer
from vakwerk.plan.envelopes import promises

# Children before parents, for `building.empty`.
TABLES: tuple[type[Model], ...] = (
    AttachmentContent,
    Attachment,
    Posting,
    JournalEntry,
    Recovery,
    Payment,
    PaymentRun,
    Commitment,
    Envelope,
)
INVENTED = "verzonnen voor de rondleiding"
# The example number that stands in explanations of the IBAN everywhere.
IBAN = "BE68539007547034"
EURO = 100


@dataclass(frozen=True)
class Promise:
    """One invented commitment: from which envelope, to whom, how much, and in which instalments (paid ones first)."""

    envelope: str
    beneficiary: str
    purpose: str
    euros: int
    paid: tuple[int, ...] = ()
    planned: tuple[int, ...] = ()
    recovered: int = 0


PROMISES = (
    Promise("1.1-1", "Talentcentrum De Proeftuin", "Talentcentrum in de provincie", 300_000, (120_000,), (90_000,)),
    Promise("1.4-2", "Beroepenhuis De Werkbank", "Werking 2024", 125_000, (75_000, 50_000), (), 2_350),
    Promise("2.9-1", "Omroep De Kijker", "Reeks over TSO en BSO", 160_000, (80_000,), (80_000,)),
    Promise("2.8-1-2024", "Vzw De Gouden Hamer", "Wedstrijd voor vakmensen", 85_000, (42_500,)),
)


def lifted() -> ExitStack:
    """A context in which the journal may be emptied: a fictitious world is replaced as a whole."""
    stack = ExitStack()
    for guard in GUARDS:
        stack.enter_context(guard.lifted())
    return stack


def make_money() -> None:
    """The plan's envelopes, one year of a yearly promise, and a few commitments made by the persona of the tour."""
    actions.load_envelopes(promises=promises())
    viewer = civil_servant()
    actions.open_envelope(
        viewer=viewer,
        code="2.8-1-2024",
        title="Excellentiefonds, jaar 2024",
        amount_cents=1_500_000 * EURO,
        period="2024",
        source=f"Beslissing {INVENTED}",
        parent=Envelope.objects.get(code="2.8-1"),
    )
    for promise in PROMISES:
        _make(viewer, promise)


def civil_servant() -> PersonViewer:
    office = Organisation.objects.get(
        kind=OrganisationKind.ADMINISTRATION, name=ORGANISATIONS[OrganisationKind.ADMINISTRATION]
    )
    member = Membership.objects.select_related("person").get(organisation=office, role=Role.CIVIL_SERVANT)
    return PersonViewer(member.person_id, str(member.person), office.pk, Role.CIVIL_SERVANT)


def _make(viewer: PersonViewer, promise: Promise) -> None:
    envelope = Envelope.objects.get(code=promise.envelope)
    commitment = actions.commit(
        viewer=viewer,
        envelope=envelope,
        amount_cents=promise.euros * EURO,
        organisation=Organisation.objects.filter(name=promise.beneficiary).first(),
        beneficiary=promise.beneficiary,
        purpose=f"{promise.purpose} ({INVENTED})",
        iban=IBAN,
    )
    for number, euros in enumerate(promise.paid, start=1):
        _plan(viewer, commitment, number, euros)
    if promise.paid:
        run = books.order(envelope, books.planned(envelope), clock.today(), "Administratie van het plan", IBAN)
        books.pay_run(run)
        _prove(viewer, commitment.payments.order_by("pk")[0])
    for number, euros in enumerate(promise.planned, start=len(promise.paid) + 1):
        _plan(viewer, commitment, number, euros)
    if promise.recovered:
        recovery = actions.recover(
            viewer=viewer, commitment=commitment, amount_cents=promise.recovered * EURO, reason="Niet besteed"
        )
        actions.receive_recovery(viewer=viewer, recovery=recovery)


def _plan(viewer: PersonViewer, commitment: Commitment, number: int, euros: int) -> None:
    actions.plan_payment(
        viewer=viewer,
        commitment=commitment,
        amount_cents=euros * EURO,
        due_on=clock.today() + timedelta(days=30 * (number - 1)),
        label=f"Schijf {number}",
    )


def _prove(viewer: PersonViewer, payment: Payment) -> None:
    table = f"stuk;bedrag\nVerzonnen factuur;{payment.amount_cents // EURO}\n"
    upload = ContentFile(table.encode(), name="verzonnen-factuur.csv")
    actions.attach_evidence(viewer=viewer, subject=payment, upload=upload)
