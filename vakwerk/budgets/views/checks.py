"""A civil servant checks evidence and claims."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.budgets import forms, managing, queries
from vakwerk.budgets.actions import checks, claims
from vakwerk.budgets.rights import Refused
from vakwerk.budgets.views.rounds import attempt, officials
from vakwerk.core.access import visible_or_404
from vakwerk.core.money import euros
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest


@officials
@require_safe
def evidence(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    context = managing.evidence(request, visible_or_404(found, not found.is_draft))
    return respond(request, "budgets/rounds/evidence.html", context["table"], context)


@officials
@require_safe
def check_share(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_share(request.viewer, public_id)
    return render(request, "budgets/rounds/check_share.html", managing.check_share(found))


@officials
@require_POST
def check_expense(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_expense(request.viewer, public_id)
    form = forms.VerdictForm(request.POST, prefix=str(public_id)[:8])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(
            request,
            lambda: checks.check_expense(viewer=request.viewer, expense=found, accepted=form.accepted, reason=reason),
            _("The verdict is kept."),
        )
        return redirect("budgets:check_share", found.share.public_id)
    context = managing.check_share(queries.managed_share(request.viewer, found.share.public_id))
    for row in context["expenses"]:
        row["form"] = form if row["expense"] == found and row["form"] else row["form"]
    return render(request, "budgets/rounds/check_share.html", context | {"form": form}, status=422)


@officials
@require_POST
def settle(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_share(request.viewer, public_id)
    try:
        cents = checks.settle_share(viewer=request.viewer, share=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        text = _("Settled. %(cents)s was not proven.") % {"cents": euros(cents)} if cents else _("Settled.")
        messages.success(request, text)
    return redirect("budgets:check_share", public_id)


@officials
@require_POST
def close(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    attempt(request, lambda: checks.close_round(viewer=request.viewer, found=found), _("The division is closed."))
    return redirect("budgets:evidence", public_id)


@officials
@require_POST
def decide_claim(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_claim(request.viewer, public_id)
    form = forms.VerdictForm(request.POST, prefix=str(public_id)[:8])
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        attempt(
            request,
            lambda: claims.decide_claim(viewer=request.viewer, claim=found, accepted=form.accepted, reason=reason),
            _("The verdict is kept."),
        )
        return redirect("budgets:manage", found.round.public_id)
    context = managing.manage(request, request.viewer, queries.managed_round(request.viewer, found.round.public_id))
    for row in context["claims"]:
        row["form"] = form if row["claim"] == found and row["form"] else row["form"]
    return render(request, "budgets/rounds/manage.html", context | {"form": form}, status=422)
