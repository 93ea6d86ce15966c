"""The administration and the inspectorate follow requests and counts; a civil servant decides."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core import documents
from vakwerk.core.access import roles
from vakwerk.core.formhelp import carried_out
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

    def give(entered: dict[str, Any]) -> str:
        actions.advise(viewer=request.viewer, request=found, **entered)
        return reverse("programming:request", args=[pk])

    gone = carried_out(request, form, give, done=_("The advice is kept."), refused=(actions.Refused,))
    return gone or file_page(request, found, advice=form)


@roles(*actions.DECIDERS)
@require_POST
def decide(request: ViewerRequest, pk: int) -> HttpResponse:
    found = queries.request_of(request.viewer, pk)
    form = forms.DecisionForm(request.POST, verbs=actions.open_verbs(request.viewer, found))

    def take(entered: dict[str, Any]) -> str:
        actions.decide(viewer=request.viewer, request=found, **entered)
        return reverse("programming:request", args=[pk])

    gone = carried_out(
        request, form, take, done=_("The decision is kept, with its letter."), refused=(actions.Refused,)
    )
    return gone or file_page(request, found, decision=form)


@readers
@require_safe
def letter(request: ViewerRequest, pk: int) -> HttpResponse:
    """The decision on paper."""
    decision = queries.decision_of(request.viewer, pk)
    return documents.response(letters.letter(decision), f"besluit-{decision.pk}.pdf")
