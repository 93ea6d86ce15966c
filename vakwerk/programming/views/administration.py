"""The administration and the inspectorate follow requests and counts; a civil servant decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core import documents
from vakwerk.core.access import roles
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest
from vakwerk.programming import actions, forms, letters, monitor, queries
from vakwerk.programming.views.files import file_page

overseers = roles(*queries.OVERSEERS)
readers = roles(*queries.SCHOOL_ROLES, *queries.OVERSEERS)


@overseers
@require_safe
def follow(request: ViewerRequest) -> HttpResponse:
    table = monitor.followed(request)
    return respond(request, "programming/monitor.html", table, {"summary": monitor.summary(table.rows)})


@readers
@require_safe
def file(request: ViewerRequest, pk: int) -> HttpResponse:
    return file_page(request, queries.request_of(request.viewer, pk))


@roles(*actions.ADVISERS)
@require_POST
def advise(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.request_of(request.viewer, pk)
    form = forms.AdviceForm(request.POST, bodies=actions.bodies_of(request.viewer))
    if form.is_valid():
        try:
            actions.advise(viewer=request.viewer, request=found, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The advice is kept."))
            return redirect("programming:request", pk)
    return file_page(request, found, advice=form)


@roles(*actions.DECIDERS)
@require_POST
def decide(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.request_of(request.viewer, pk)
    form = forms.DecisionForm(request.POST, verbs=actions.open_verbs(request.viewer, found))
    if form.is_valid():
        try:
            actions.decide(viewer=request.viewer, request=found, **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The decision is kept, with its letter."))
            return redirect("programming:request", pk)
    return file_page(request, found, decision=form)


@readers
@require_safe
def letter(request: ViewerRequest, pk: int) -> HttpResponse:
    """The decision on paper."""
    decision = queries.decision_of(request.viewer, pk)
    return documents.response(letters.letter(decision), f"besluit-{decision.pk}.pdf")
