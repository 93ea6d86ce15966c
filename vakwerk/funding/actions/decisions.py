"""Deciding on a ranked call: for every application at once, with reasons, and the money committed with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.core import audit, mail
from vakwerk.core.money import euros
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import require, require_builder
from vakwerk.funding.models import (
    GIVING,
    Application,
    ApplicationState,
    Call,
    CallState,
    Decision,
    Grant,
    Ranking,
    Verdict,
)
from vakwerk.funding.queries.rankings import in_force
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.rights import may_manage

STATES = {
    Verdict.AWARDED: ApplicationState.AWARDED,
    Verdict.LESS: ApplicationState.AWARDED,
    Verdict.RESERVE: ApplicationState.RESERVE,
    Verdict.REJECTED: ApplicationState.REJECTED,
}


class Impossible(Exception):
    """The decision does not fit; `message` says why. Nothing was written."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Outdated(Impossible):
    """The ranking that the viewer decided on is no longer the one in force."""


@dataclass(frozen=True)
class Judgement:
    """What is decided on one application; `amount_cents` counts only for less than was asked."""

    verdict: Verdict
    reasons: str
    amount_cents: int = 0

    def amount(self, application: Application) -> int:
        if self.verdict == Verdict.AWARDED:
            return application.requested_cents
        return self.amount_cents if self.verdict == Verdict.LESS else 0


@dataclass(frozen=True)
class Period:
    """When the projects run, and the last day for their report."""

    starts_on: date
    ends_on: date
    report_by: date


@transaction.atomic
def decide(
    *,
    viewer: Viewer,
    call: Call,
    judgements: Mapping[int, Judgement],
    period: Period,
    site: str,
    seen: int | None = None,
) -> None:
    """Decides on every ranked application and commits what is awarded: all of it, or nothing.

    `Impossible` when an application lacks, reasons lack or the sum passes the budget of the ranking; `Outdated` when
    the ranking is no longer number `seen`; `ledger.Refused` when the credit cannot bear it.
    """
    require_builder(viewer)
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    require(locked.state == CallState.JUDGED)
    ranking = in_force(locked)
    assert ranking is not None, "a judged call has a ranking"
    if seen is not None and seen != ranking.number:
        raise Outdated(_("The jury made another ranking meanwhile. Look at it, then decide."))
    # Held until the end: nobody withdraws an application while it is decided on.
    held = locked.applications.select_for_update(of=("self",))
    ranked = held.filter(places__ranking=ranking, state=ApplicationState.ADMISSIBLE)
    applications = list(ranked.select_related("lead", "contact", "call__envelope").order_by("places__place", "pk"))
    _check(applications, judgements, ranking.budget_cents)
    for application in applications:
        _decide(viewer, application, ranking, judgements[application.pk], period, site)
    locked.state = CallState.DECIDED
    locked.save(update_fields=["state"])
    audit.record(viewer, "funding.decide_call", subject=("funding.call", locked.pk))


def _check(applications: list[Application], judgements: Mapping[int, Judgement], budget_cents: int) -> None:
    total = 0
    for application in applications:
        judgement = judgements.get(application.pk)
        if judgement is None or not judgement.reasons.strip():
            raise Impossible(_("Decide on “%(title)s”, with reasons.") % {"title": application.title})
        _check_amount(application, judgement)
        total += judgement.amount(application)
    if total > budget_cents:
        told = {"total": euros(total), "budget": euros(budget_cents)}
        raise Impossible(_("You award %(total)s; the budget is %(budget)s.") % told)


def _check_amount(application: Application, judgement: Judgement) -> None:
    if judgement.verdict == Verdict.LESS and not 0 < judgement.amount_cents < application.requested_cents:
        told = {"title": application.title, "asked": euros(application.requested_cents)}
        raise Impossible(_("“%(title)s” asks %(asked)s: award an amount below it.") % told)


def _decide(
    viewer: Viewer, application: Application, ranking: Ranking, judgement: Judgement, period: Period, site: str
) -> None:
    last = application.decisions.order_by("-number").first()
    decision = Decision.objects.create(
        application=application,
        number=last.number + 1 if last else 1,
        ranking=ranking,
        verdict=judgement.verdict,
        amount_cents=judgement.amount(application),
        reasons=judgement.reasons.strip(),
        decided_at=timezone.now(),
    )
    application.state = STATES[judgement.verdict]
    application.save(update_fields=["state"])
    if judgement.verdict in GIVING:
        _grant(viewer, application, decision, period)
    _tell(application, decision, site)
    audit.record(viewer, "funding.decide_application", subject=("funding.application", application.pk))


def _grant(viewer: Viewer, application: Application, decision: Decision, period: Period) -> Grant:
    """The grant and its commitment; the ledger refuses what the envelope does not hold."""
    envelope = application.call.envelope
    if envelope is None:
        raise Impossible(_("Choose the credit of this call first."))
    if not may_manage(viewer, envelope):
        raise Impossible(_("The credit of this call belongs to another administration: that one decides."))
    grant = Grant.objects.create(
        application=application, decision=decision, amount_cents=decision.amount_cents, **vars(period)
    )
    grant.commitment = ledger.commit(
        viewer=viewer,
        envelope=envelope,
        amount_cents=grant.amount_cents,
        purpose=f"{application.reference}: {application.title}"[:200],
        organisation=application.lead,
        reference=f"funding.grant:{grant.pk}",
    )
    grant.save(update_fields=["commitment"])
    return grant


def _tell(application: Application, decision: Decision, site: str) -> None:
    if application.contact and application.contact.email:
        link = site.rstrip("/") + reverse("funding:letter", args=[application.public_id])
        letter = {"title": application.title, "reference": application.reference, "link": link}
        mail.send("funding/mail/decision", application.contact.email, letter)


@transaction.atomic
def award_reserve(*, viewer: Viewer, application: Application, judgement: Judgement, period: Period, site: str) -> None:
    """Awards to a reserve what became free, within what the ranking's budget and the credit still hold."""
    require_builder(viewer)
    locked = Call.objects.select_for_update(of=("self",)).get(pk=application.call_id)
    require(locked.state in (CallState.DECIDED, CallState.SETTLED) and judgement.verdict in GIVING)
    fresh = Application.objects.select_related("lead", "contact", "call__envelope").get(pk=application.pk)
    require(fresh.state == ApplicationState.RESERVE)
    ranking = in_force(locked)
    assert ranking is not None, "a decided call has a ranking"
    _check([fresh], {fresh.pk: judgement}, left_of(locked, ranking))
    _decide(viewer, fresh, ranking, judgement, period, site)
    if locked.state == CallState.SETTLED:
        Call.objects.filter(pk=locked.pk).update(state=CallState.DECIDED)


def left_of(call: Call, ranking: Ranking) -> int:
    """What the budget of a ranking still holds: without what stands committed for its grants."""
    grants = Grant.objects.filter(application__call=call).values_list("commitment__amount_cents", flat=True)
    return ranking.budget_cents - sum(cents or 0 for cents in grants)
