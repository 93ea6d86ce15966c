"""A civil servant prepares, decides and commits a division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.budgets import divisions, forms, managing, queries
from vakwerk.budgets.actions import rounds
from vakwerk.budgets.models import Round
from vakwerk.budgets.rights import OFFICIALS, Refused
from vakwerk.budgets.views.public import recount_of
from vakwerk.core.access import roles
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest

officials = roles(*OFFICIALS)
form_page = require_http_methods(["GET", "HEAD", "POST"])


def attempt(request: HttpRequest, action: Callable[[], Any], done: str) -> bool:
    """Does it and says so, or says why not."""
    try:
        action()
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, done)
    return True


@officials
@require_safe
def round_list(request: ViewerRequest) -> HttpResponse:
    return render(request, "budgets/rounds/list.html", {"rounds": managing.round_list(request.viewer)})


@officials
@form_page
def create(request: ViewerRequest) -> HttpResponse:
    form = forms.RoundForm(request.POST if request.method == "POST" else None, viewer=request.viewer)
    if form.is_valid():
        made = rounds.create_round(
            viewer=request.viewer, content=form.content(), public_id=form.cleaned_data["public_id"]
        )
        messages.success(request, _("The draft is kept. Now enter the pupils."))
        return redirect("budgets:manage", made.public_id)
    return form_response(request, "budgets/rounds/edit.html", form, {"round": None})


@officials
@form_page
def edit(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    form = forms.RoundForm(request.POST if request.method == "POST" else None, viewer=request.viewer, found=found)

    def change(_entered: dict[str, Any]) -> str:
        rounds.change_round(viewer=request.viewer, found=found, content=form.content())
        return reverse("budgets:manage", args=[public_id])

    gone = carried_out(request, form, change, done=_("The draft is kept."), refused=(Refused,))
    return gone or form_response(request, "budgets/rounds/edit.html", form, {"round": found})


@officials
@require_safe
def manage(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """The division as it stands, with everything one can do with it."""
    context = managing.manage(request, request.viewer, queries.managed_round(request.viewer, public_id))
    return respond(request, "budgets/rounds/manage.html", context["table"], context)


@officials
@require_safe
def recount(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    return recount_of(found.title, divisions.compute(found))


@officials
@require_POST
def delete(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    done = attempt(request, lambda: rounds.delete_round(viewer=request.viewer, found=found), _("The draft is gone."))
    return redirect("budgets:rounds") if done else redirect("budgets:manage", public_id)


# Counts


@officials
@form_page
def counts(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """The counts, and a form for one more."""
    found = queries.managed_round(request.viewer, public_id)
    form = forms.CountForm(request.POST if request.method == "POST" else None, found=found)
    if form.is_valid():
        entry = form.entry()
        action = lambda: rounds.enter_counts(viewer=request.viewer, found=found, entries=[entry])  # noqa: E731
        attempt(request, action, _("The count is kept."))
        return redirect("budgets:counts", public_id)
    table = managing.count_table(request, found)
    return table.download() or form_response(
        request, "budgets/rounds/counts.html", form, {"round": found, "table": table}
    )


@officials
@form_page
def count(request: ViewerRequest, pk: int) -> HttpResponse:
    """One count, with the button that takes it away."""
    found = queries.managed_count(request.viewer, pk)
    if request.method == "POST":
        attempt(request, lambda: rounds.remove_count(viewer=request.viewer, count=found), _("The count is removed."))
        return redirect("budgets:counts", found.round.public_id)
    return render(request, "budgets/rounds/count.html", {"count": found, "round": found.round})


# The decision


@officials
@require_POST
def decide(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.managed_round(request.viewer, public_id)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        context = managing.manage(request, request.viewer, found) | {"reason_form": form, "form": form}
        return form_response(request, "budgets/rounds/manage.html", form, context)
    done = _("Decided. Everybody can read the shares now.")
    attempt(request, lambda: rounds.decide(viewer=request.viewer, found=found, **form.cleaned_data), done)
    return redirect("budgets:manage", public_id)


@officials
@require_POST
def commit(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """From the envelope that was chosen: all shares or none."""
    found = queries.managed_round(request.viewer, public_id)
    form = forms.EnvelopeForm(request.POST, viewer=request.viewer, found=found)
    if not form.is_valid():
        messages.error(request, _("Choose an envelope."))
        return redirect("budgets:manage", public_id)
    envelope = form.cleaned_data["envelope"]
    try:
        count = _commit(request, found, envelope)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%(n)s share is committed.", "%(n)s shares are committed.", count) % {"n": count}
        messages.success(request, said)
    return redirect("budgets:manage", public_id)


def _commit(request: ViewerRequest, found: Round, envelope: Any) -> int:
    if found.envelope != envelope:
        rounds.choose_envelope(viewer=request.viewer, found=found, envelope=envelope)
    return rounds.commit_shares(viewer=request.viewer, found=found)


# What if?


@officials
@form_page
def compare(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """Other weights or another pool side by side; a POST makes it a draft of its own."""
    found = queries.managed_round(request.viewer, public_id)
    form = forms.CompareForm(request.GET, computed=divisions.compute(found))
    keep = forms.KeepForm(request.POST if request.method == "POST" else None)
    if keep.is_valid() and form.is_valid():
        try:
            asked = keep.cleaned_data | {"pool_cents": form.pool_cents, "weights": form.weights}
            made = rounds.draft_with(viewer=request.viewer, found=found, **asked)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("budgets:manage", public_id)
        messages.success(request, _("The draft is kept."))
        return redirect("budgets:manage", made.public_id)
    context = managing.comparison(request, found, form) | {"keep": keep}
    download = context["table"].download()
    return download or form_response(
        request, "budgets/rounds/compare.html", keep if keep.errors else form, context | {"ask": form}
    )
