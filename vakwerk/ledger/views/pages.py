"""What everybody reads, and what civil servants see of their envelopes."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vakwerk.core import attachments, clock, downloads, tables
from vakwerk.core.access import public
from vakwerk.core.viewer import viewer_of
from vakwerk.ledger import listings, owners, payment_file, queries, rights
from vakwerk.ledger.accounts import written_iban
from vakwerk.ledger.models import PER_YEAR, RunState
from vakwerk.ledger.views.shared import civil_servants


@public
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    found = queries.totals()
    manages = rights.may_open(viewer_of(request))
    context = {"sums": queries.grand_totals(found), "manages": manages, "today": clock.today()}
    return tables.respond(request, "ledger/overview.html", listings.envelopes(request, found), context)


@public
@require_safe
def envelope(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.envelope_or_404(code)
    manages = rights.may_manage(viewer_of(request), found)
    context = {"envelope": found, "totals": queries.totals_of(found), "manages": manages, "today": clock.today()}
    if not manages:
        return render(request, "ledger/envelope.html", context)
    context |= {
        "per_year": found.kind in PER_YEAR,
        "planned": queries.planned_payments(found).count(),
        "runs": queries.runs_of(found)[:20],
        "evidence": attachments.of(rights.evidence_owner(found)),
    }
    return tables.respond(request, "ledger/envelope.html", listings.commitments(request, found), context)


@civil_servants
@require_safe
def journal(request: HttpRequest, code: str) -> HttpResponse:
    found = queries.managed_envelope(viewer_of(request), code)
    return tables.respond(request, "ledger/journal.html", listings.journal(request, found), {"envelope": found})


@civil_servants
@require_safe
def commitment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_commitment(viewer_of(request), public_id)
    payments, recoveries = list(queries.payments_of(found)), list(queries.recoveries_of(found))
    context = {
        "commitment": found,
        "owner": owners.owner_of(found),
        "iban": written_iban(found.iban),
        "payments": listings.with_files("ledger.payment", payments),
        "recoveries": listings.with_files("ledger.recovery", recoveries),
        "evidence": attachments.of(rights.evidence_owner(found)),
    }
    return render(request, "ledger/commitment.html", context)


@civil_servants
@require_safe
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_run(viewer_of(request), public_id)
    payments = list(queries.payments_in(found))
    context = {"run": found, "payments": payments, "lacks": payment_file.lacks(found, payments)}
    state = {"ready": found.state == RunState.DONE, "payer_lacks": not (found.payer and found.payer_iban)}
    return render(request, "ledger/run.html", context | state)


@civil_servants
@require_safe
def run_list(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The payments of a run that is ready, as CSV."""
    found = queries.managed_run(viewer_of(request), public_id)
    if found.state != RunState.DONE:
        raise Http404
    rows = payment_file.rows(found, queries.payments_in(found))
    return downloads.to_csv(found.message_id, payment_file.heads(), rows)


@civil_servants
@require_safe
def run_bank_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same as a SEPA credit transfer."""
    found = queries.managed_run(viewer_of(request), public_id)
    payments = list(queries.payments_in(found))
    if found.state != RunState.DONE or payment_file.lacks(found, payments):
        raise Http404
    header = {"Content-Disposition": f'attachment; filename="{found.message_id}.xml"'}
    return HttpResponse(payment_file.pain001(found, payments), content_type="application/xml", headers=header)
