"""A grant after its decision: instalments, the receiver's report, and the settlement. The money moves in `ledger`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.core import attachments, audit, clock, mail
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import leads, require, require_builder
from vakwerk.funding.actions.decisions import Impossible
from vakwerk.funding.content import load
from vakwerk.funding.models import (
    Call,
    CallState,
    Grant,
    GrantState,
    Instalment,
    Report,
    ReportedCost,
    Settlement,
)
from vakwerk.funding.queries.grants import REPORT
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.models import Commitment, Payment, PaymentState, Recovery


@dataclass(frozen=True)
class Part:
    """One instalment as a civil servant plans it."""

    amount_cents: int
    due_on: date
    after: str = ""
    after_report: bool = False


def _locked(grant: Grant) -> Grant:
    rows = Grant.objects.select_for_update(of=("self",)).select_related(
        "application__call", "application__version", "application__lead", "application__contact", "commitment__envelope"
    )
    return rows.get(pk=grant.pk)


def commitment_of(grant: Grant) -> Commitment:
    assert grant.commitment is not None, "a grant is made with its commitment"
    return grant.commitment


@transaction.atomic
def plan_instalments(*, viewer: Viewer, grant: Grant, parts: Sequence[Part]) -> None:
    """Divides the grant; together exactly its amount. What has no condition is planned for payment at once.

    Can be done again as long as nothing of it is planned.
    """
    require_builder(viewer)
    locked = _locked(grant)
    known = locked.instalments.select_related("payment")
    require(locked.state != GrantState.SETTLED and not any(each.is_planned for each in known))
    total = sum(part.amount_cents for part in parts)
    if total != locked.amount_cents:
        told = {"total": euros(total), "amount": euros(locked.amount_cents)}
        raise Impossible(_("The instalments make %(total)s; the grant is %(amount)s.") % told)
    locked.instalments.all().delete()
    for number, part in enumerate(parts, 1):
        made = Instalment.objects.create(grant=locked, number=number, **vars(part))
        if not part.after and not part.after_report:
            _plan(viewer, locked, made)
    audit.record(viewer, "funding.plan_instalments", subject=("funding.grant", locked.pk))


@transaction.atomic
def release_instalment(*, viewer: Viewer, grant: Grant, number: int) -> None:
    """Says that the condition of an instalment is met: it is planned for payment, again if it came back."""
    require_builder(viewer)
    locked = _locked(grant)
    instalment = locked.instalments.select_related("payment").filter(number=number).first()
    require(instalment is not None and not instalment.is_planned and locked.state != GrantState.SETTLED)
    assert instalment is not None
    if instalment.after_report and not locked.reports.filter(accepted=True).exists():
        raise Impossible(_("This instalment waits for a report that is accepted."))
    _plan(viewer, locked, instalment)
    audit.record(viewer, "funding.release_instalment", subject=("funding.grant", locked.pk))


def _plan(viewer: Viewer, grant: Grant, instalment: Instalment) -> None:
    label = f"{grant.application.reference}, schijf {instalment.number}"
    instalment.payment = ledger.plan_payment(
        viewer=viewer,
        commitment=commitment_of(grant),
        amount_cents=instalment.amount_cents,
        due_on=instalment.due_on,
        label=label,
    )
    instalment.save(update_fields=["payment"])


# --- the report ---


def _reported_by(viewer: Viewer, grant: Grant) -> Grant:
    locked = _locked(grant)
    require(leads(viewer, locked.application) and locked.state == GrantState.RUNNING)
    return locked


def _draft(grant: Grant) -> Report:
    """The report being written; a next one starts from what the refused one said."""
    found = grant.reports.filter(submitted_at=None).first()
    if found is not None:
        return found
    last = grant.reports.order_by("-number").first()
    made = Report.objects.create(grant=grant, number=last.number + 1 if last else 1, text=last.text if last else "")
    if last is not None:
        told = last.costs.values_list("line", "amount_cents")
        ReportedCost.objects.bulk_create(ReportedCost(report=made, line=line, amount_cents=c) for line, c in told)
        Report.objects.filter(pk=made.pk).update(spent_cents=last.spent_cents)
    return made


@transaction.atomic
def save_report(*, viewer: Viewer, grant: Grant, text: str, spent: Mapping[str, int]) -> Report:
    """Keeps the draft: what was done, and what was spent on each budget line of the call."""
    locked = _reported_by(viewer, grant)
    lines = {line.key for line in load(locked.application.version.content).budget_lines}
    require(set(spent) <= lines)
    report = _draft(locked)
    report.costs.all().delete()
    costs = [ReportedCost(report=report, line=line, amount_cents=cents) for line, cents in spent.items() if cents > 0]
    ReportedCost.objects.bulk_create(costs)
    report.text, report.spent_cents = text, sum(cost.amount_cents for cost in costs)
    report.save(update_fields=["text", "spent_cents"])
    audit.record(viewer, "funding.save_report", subject=("funding.grant", locked.pk))
    return report


@transaction.atomic
def attach_to_report(*, viewer: Viewer, grant: Grant, upload: File[bytes]) -> None:
    """Adds a file to the draft. `attachments.Refused` when it is not taken in."""
    locked = _reported_by(viewer, grant)
    attachments.store(upload, viewer=viewer, owner=(REPORT, _draft(locked).pk))
    audit.record(viewer, "funding.attach_report_file", subject=("funding.grant", locked.pk))


@transaction.atomic
def submit_report(*, viewer: Viewer, grant: Grant) -> Report:
    """Hands the draft in. `Impossible` without a text or any cost."""
    locked = _reported_by(viewer, grant)
    report = locked.reports.filter(submitted_at=None).first()
    if report is None or not report.text.strip() or report.spent_cents <= 0:
        raise Impossible(_("Tell what was done, and what was spent."))
    report.submitted_at = timezone.now()
    report.save(update_fields=["submitted_at"])
    _set_state(locked, GrantState.REPORTED)
    audit.record(viewer, "funding.submit_report", subject=("funding.grant", locked.pk))
    return report


@transaction.atomic
def judge_report(*, viewer: Viewer, grant: Grant, accepted: bool, judgement: str, site: str) -> None:
    """Accepts what was handed in, or sends it back with what lacks."""
    require_builder(viewer)
    locked = _locked(grant)
    report = locked.reports.filter(submitted_at__isnull=False, accepted=None).first()
    require(report is not None and locked.state == GrantState.REPORTED)
    assert report is not None
    report.accepted, report.judgement = accepted, judgement
    report.save(update_fields=["accepted", "judgement"])
    _set_state(locked, GrantState.ACCEPTED if accepted else GrantState.RUNNING)
    _tell(locked, "funding/mail/report_judged", {"accepted": accepted, "judgement": judgement}, site)
    audit.record(
        viewer, "funding.accept_report" if accepted else "funding.refuse_report", subject=("funding.grant", locked.pk)
    )


def _set_state(grant: Grant, state: GrantState) -> None:
    grant.state = state
    grant.save(update_fields=["state"])


# --- the settlement ---


@transaction.atomic
def settle(*, viewer: Viewer, grant: Grant, accepted_cents: int, reasons: str, site: str) -> Settlement:
    """Ends the grant on what is accepted: a recovery, or a last payment; what is left goes back to the credit.

    Planned payments that are in no run yet are withdrawn first; `Impossible` while one is in a run. Of a receiver
    that never reported nothing need be accepted: then all that was paid is asked back.
    """
    require_builder(viewer)
    Call.objects.select_for_update(of=("self",)).get(pk=grant.application.call_id)  # before the credit, as in `decide`
    locked = _locked(grant)
    require(locked.may_settle(clock.today()))
    if not 0 <= accepted_cents <= locked.amount_cents:
        raise Impossible(_("At most the grant can be accepted: %(amount)s.") % {"amount": euros(locked.amount_cents)})
    commitment = _withdrawn(viewer, commitment_of(locked))
    paid = commitment.paid_cents - commitment.recovered_cents - commitment.asked_cents
    recovery, balance = _even_out(viewer, locked, commitment, accepted_cents - paid)
    released = _released(viewer, commitment)
    settlement = Settlement.objects.create(
        grant=locked,
        accepted_cents=accepted_cents,
        paid_cents=paid,
        recovery=recovery,
        balance=balance,
        released_cents=released,
        reasons=reasons,
        settled_at=timezone.now(),
    )
    _set_state(locked, GrantState.SETTLED)
    _close(locked.application.call)
    _tell(locked, "funding/mail/settled", {"recovered": euros(recovery.amount_cents) if recovery else ""}, site)
    audit.record(viewer, "funding.settle_grant", subject=("funding.grant", locked.pk))
    return settlement


def _withdrawn(viewer: Viewer, commitment: Commitment) -> Commitment:
    """The commitment without payments that still wait."""
    if commitment.payments.filter(state=PaymentState.ORDERED).exists():
        raise Impossible(_("A payment is in a run: settle once it is booked."))
    for payment in commitment.payments.filter(state=PaymentState.PLANNED).order_by("pk"):
        ledger.withdraw_payment(viewer=viewer, payment=payment)
    return Commitment.objects.select_related("envelope").get(pk=commitment.pk)


def _even_out(
    viewer: Viewer, grant: Grant, commitment: Commitment, difference: int
) -> tuple[Recovery | None, Payment | None]:
    """What must still come back (`difference` below zero) or still be paid."""
    name = f"{grant.application.reference}: afrekening"
    if difference < 0:
        asked = ledger.recover(viewer=viewer, commitment=commitment, amount_cents=-difference, reason=name)
        return asked, None
    if difference == 0:
        return None, None
    due = clock.today()
    plan = ledger.plan_payment(viewer=viewer, commitment=commitment, amount_cents=difference, due_on=due, label=name)
    return None, plan


def _released(viewer: Viewer, commitment: Commitment) -> int:
    left = Commitment.objects.select_related("envelope").get(pk=commitment.pk)
    cents = left.to_plan_cents
    if cents > 0:
        ledger.release(viewer=viewer, commitment=left, reason="afrekening")
    return cents


def note_reminder(*, grant: Grant, days: int) -> None:
    """Remembers that the reminder of so many days before the last day of the report was sent."""
    Grant.objects.filter(pk=grant.pk).update(reminded_days=days)


def _close(call: Call) -> None:
    """A call of which every grant is settled is settled."""
    if not Grant.objects.filter(application__call=call).exclude(state=GrantState.SETTLED).exists():
        Call.objects.filter(pk=call.pk, state=CallState.DECIDED).update(state=CallState.SETTLED)


def _tell(grant: Grant, template: str, more: Mapping[str, object], site: str) -> None:
    contact = grant.application.contact
    if contact and contact.email:
        link = site.rstrip("/") + reverse("funding:grant", args=[grant.public_id])
        mail.send(template, contact.email, {"title": grant.application.title, "link": link, **more})
