"""What civil servants do: forms, and buttons that each do one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vakwerk.core.viewer import viewer_of
from vakwerk.ledger import actions, forms, payment_file, queries, rights
from vakwerk.ledger.models import Commitment, Envelope, EnvelopeStatus, Payment
from vakwerk.ledger.views.shared import civil_servants, form_page, step

form_methods = require_http_methods(["GET", "POST"])


def _at(envelope: Envelope) -> dict[str, Any]:
    """The way back to an envelope."""
    return {"back": envelope.get_absolute_url(), "back_label": str(envelope)}


def _address(commitment: Commitment) -> str:
    return reverse("ledger:commitment", args=[commitment.public_id])


# --- envelopes ---


@civil_servants
@form_methods
def new_envelope(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rights.organisation_of(viewer)
    return form_page(
        request,
        forms.EnvelopeForm(request.POST or None),
        lambda found: actions.open_envelope(viewer=viewer, **found).get_absolute_url(),
        done=_("The envelope is open."),
        title=_("Open an envelope"),
        button=_("Open"),
        about=_("The ceiling is the most that can be committed. It is written in the journal with the decision."),
        back=reverse("ledger:overview"),
        back_label=_("Public money"),
    )


@civil_servants
@form_methods
def new_year(request: HttpRequest, code: str) -> HttpResponse:
    """One year of a promise that comes back every year."""
    viewer, parent = viewer_of(request), queries.managed_envelope(viewer_of(request), code)
    return form_page(
        request,
        forms.EnvelopeForm(request.POST or None, initial={"code": f"{parent.code}-", "title": parent.title}),
        lambda found: actions.open_envelope(viewer=viewer, parent=parent, **found).get_absolute_url(),
        done=_("The envelope is open."),
        title=_("Open a year of this promise"),
        button=_("Open"),
        about=_("In the plan: %(printed)s. Each year is an envelope of its own, with the amount of its own decision.")
        % {"printed": parent.printed},
        **_at(parent),
    )


@civil_servants
@form_methods
def ceiling(request: HttpRequest, code: str) -> HttpResponse:
    viewer, envelope = viewer_of(request), queries.managed_envelope(viewer_of(request), code)
    form = forms.CeilingForm(request.POST or None, initial={"amount_cents": envelope.amount_cents})
    return form_page(
        request,
        form,
        lambda found: actions.change_ceiling(viewer=viewer, envelope=envelope, **found).get_absolute_url(),
        done=_("The ceiling is changed."),
        title=_("Change the ceiling"),
        button=_("Change"),
        about=_("The journal keeps the old ceiling, the new one and the decision."),
        **_at(envelope),
    )


@civil_servants
@require_POST
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Closes or opens it, as the button said: pressed twice it does no more than once."""
    viewer, envelope = viewer_of(request), queries.managed_envelope(viewer_of(request), code)
    closes = request.POST.get("to") == EnvelopeStatus.CLOSED
    do = actions.close_envelope if closes else actions.reopen_envelope
    done = _("The envelope is closed.") if closes else _("The envelope is open.")
    return step(request, lambda: do(viewer=viewer, envelope=envelope), done, envelope.get_absolute_url())


@civil_servants
@form_methods
def commit(request: HttpRequest, code: str) -> HttpResponse:
    viewer, envelope = viewer_of(request), queries.managed_envelope(viewer_of(request), code)
    form = forms.CommitForm(request.POST or None)

    def do(found: dict[str, Any]) -> str:
        del found["number"]
        return _address(actions.commit(viewer=viewer, envelope=envelope, organisation=form.organisation, **found))

    return form_page(
        request,
        form,
        do,
        done=_("The money is committed."),
        title=_("Commit money"),
        button=_("Commit"),
        about=_("Who gets how much, and what for. You plan the payments afterwards."),
        **_at(envelope),
    )


@civil_servants
@form_methods
def new_run(request: HttpRequest, code: str) -> HttpResponse:
    viewer, envelope = viewer_of(request), queries.managed_envelope(viewer_of(request), code)
    planned = queries.planned_payments(envelope)
    form = forms.RunForm(request.POST or None, planned=planned)

    def do(found: dict[str, Any]) -> str:
        run = actions.start_run(viewer=viewer, envelope=envelope, **found)
        return reverse("ledger:run", args=[run.public_id])

    return form_page(
        request,
        form,
        do,
        done=_("The run has started."),
        title=_("Pay"),
        button=_("Start the run"),
        about=_(
            "The payments are written in the journal and come in a list for the bank. Vakwerk sends nothing itself."
        ),
        warnings=_of_accounts(planned),
        **_at(envelope),
    )


def _of_accounts(planned: Iterable[Payment]) -> list[str]:
    """What whoever starts a run must know of payments that name no account; some are paid in another way."""
    without = payment_file.without_account(planned)
    told = _("A payment without an account number is booked as paid too; the list leaves the number open.")
    return [*without, told] if without else []


@civil_servants
@form_methods
def run_payer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The account that pays, for a run that was started without it."""
    viewer, run = viewer_of(request), queries.managed_run(viewer_of(request), public_id)
    back = reverse("ledger:run", args=[run.public_id])

    def do(found: dict[str, Any]) -> str:
        actions.name_payer(viewer=viewer, run=run, **found)
        return back

    return form_page(
        request,
        forms.PayerForm(request.POST or None, initial={"payer": run.payer, "payer_iban": run.payer_iban}),
        do,
        done=_("The account number is kept."),
        title=_("Account that pays"),
        button=_("Keep"),
        about=_("Needed for the bank file, not for the list."),
        back=back,
        back_label=_("Payment run"),
    )


# --- commitments ---


def _of_commitment(
    request: HttpRequest, public_id: UUID, form: Callable[..., BaseForm], action: Callable[..., object], **page: str
) -> HttpResponse:
    """The page of one action on a commitment, which leads back to it."""
    viewer, commitment = viewer_of(request), queries.managed_commitment(viewer_of(request), public_id)

    def do(found: dict[str, Any]) -> str:
        action(viewer=viewer, commitment=commitment, **found)
        return _address(commitment)

    offered = form(request.POST or None, commitment=commitment)
    return form_page(request, offered, do, back=_address(commitment), back_label=str(commitment), **page)


@civil_servants
@form_methods
def plan_payment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _of_commitment(
        request,
        public_id,
        forms.PaymentForm,
        actions.plan_payment,
        done=_("The payment is planned."),
        title=_("Plan a payment"),
        button=_("Plan"),
    )


@civil_servants
@form_methods
def release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Not offered while another room holds the money: the page of the commitment leads there."""
    commitment = queries.managed_commitment(viewer_of(request), public_id)
    try:
        actions.must_be_free(commitment)
    except actions.Refused as refused:
        messages.error(request, str(refused))
        return redirect(_address(commitment))
    return _of_commitment(
        request,
        public_id,
        forms.ReleaseForm,
        actions.release_by_hand,
        done=_("The money is back in the envelope."),
        title=_("Release money"),
        button=_("Release"),
        about=_("What will not be paid goes back to the envelope."),
    )


@civil_servants
@form_methods
def recover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _of_commitment(
        request,
        public_id,
        forms.RecoverForm,
        actions.recover,
        done=_("The money is asked back."),
        title=_("Ask money back"),
        button=_("Ask back"),
        about=_("It counts as recovered once you say that it was received. Vakwerk writes no letter."),
    )


@civil_servants
@form_methods
def account(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _of_commitment(
        request,
        public_id,
        forms.AccountForm,
        actions.set_account_number,
        done=_("The account number is kept."),
        title=_("Account number"),
        button=_("Keep"),
    )


# --- payments and recoveries: one button, one step ---

PAYMENT_STEPS = {"intrekken": actions.withdraw_payment, "geweigerd": actions.refuse_payment}
RECOVERY_STEPS = {
    "ontvangen": actions.receive_recovery,
    "kwijtschelden": actions.waive_recovery,
    "herstellen": actions.undo_receipt,
}


@civil_servants
@require_POST
def payment_step(request: HttpRequest, public_id: UUID, what: str) -> HttpResponse:
    viewer, payment = viewer_of(request), queries.managed_payment(viewer_of(request), public_id)
    action = PAYMENT_STEPS.get(what)
    if action is None:
        raise Http404
    do = action
    return step(request, lambda: do(viewer=viewer, payment=payment), _("Done."), _address(payment.commitment))


@civil_servants
@require_POST
def recovery_step(request: HttpRequest, public_id: UUID, what: str) -> HttpResponse:
    viewer, recovery = viewer_of(request), queries.managed_recovery(viewer_of(request), public_id)
    action = RECOVERY_STEPS.get(what)
    if action is None:
        raise Http404
    do = action
    return step(request, lambda: do(viewer=viewer, recovery=recovery), _("Done."), _address(recovery.commitment))
