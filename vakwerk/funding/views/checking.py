"""Civil servants look at what was handed in and decide whether it goes to the jury."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vakwerk.core import tables
from vakwerk.core.access import roles
from vakwerk.core.money import euros
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import checking_pages as pages
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.actions import admissibility as actions
from vakwerk.funding.building_pages import moment
from vakwerk.funding.forms import admissibility as forms
from vakwerk.funding.queries import applications as queries
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.views.requests import posted, site_of

staff = roles(*BUILDERS)


@staff
@require_GET
def received(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was handed in for one call, in the order of arrival."""
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    columns = [
        Column("reference", _("Number"), sortable=True, url=lambda a: reverse("funding:checked", args=[a.public_id])),
        Column("title", _("Project"), sortable=True, filter="text"),
        Column("lead__name", _("Applicant"), sortable=True),
        Column("requested_cents", _("Requested"), sortable=True, value=lambda a: euros(a.requested_cents)),
        Column("submitted_at", _("Received on"), sortable=True, value=lambda a: moment(a.submitted_at)),
        Column("state", _("State"), value=lambda a: a.get_state_display()),
    ]
    rows = call_queries.submitted(viewer, call)
    caption, empty = _("Applications"), _("Nothing was submitted yet")
    table = Table(rows, columns, request, caption=caption, empty=empty, filename=call.reference)
    return tables.respond(request, "funding/checking/received.html", table, {"call": call})


def _dossier(request: HttpRequest, public_id: UUID) -> Dossier:
    return Dossier(queries.handed_in(viewer_of(request), public_id))


def _page(request: HttpRequest, dossier: Dossier, status: int = 200, **changed: object) -> HttpResponse:
    context = pages.check_page(dossier) | changed
    return render(request, "funding/checking/application.html", context, status=status)


@staff
@require_GET
def checked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _page(request, _dossier(request, public_id))


@staff
@require_POST
def note_findings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _dossier(request, public_id)
    form = forms.FindingsForm(request.POST, content=dossier.content, found={})
    if not form.is_valid():
        return _page(request, dossier, 422, findings_form=form)
    actions.note_findings(viewer=viewer_of(request), application=dossier.application, findings=form.findings())
    messages.success(request, _("The points are saved."))
    return redirect("funding:checked", public_id)


@staff
@require_POST
def ask_completion(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _dossier(request, public_id)
    form = forms.CompletionForm(request.POST)
    if not form.is_valid():
        return _page(request, dossier, 422, completion_form=form)
    actions.ask_completion(
        viewer=viewer_of(request),
        application=dossier.application,
        question=form.cleaned_data["question"],
        until=form.cleaned_data["until_day"],
        site=site_of(request),
    )
    messages.success(request, _("The applicant is asked to complete it."))
    return redirect("funding:checked", public_id)


@staff
@require_POST
def decide_admissibility(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _dossier(request, public_id)
    form = forms.DecisionForm(request.POST, auto_id="beslissen_%s")
    if not form.is_valid():
        return _page(request, dossier, 422, decision_form=form)
    changing = posted(request, "change")
    if not changing and dossier.application.state in actions.DECIDED:  # a second press
        return redirect("funding:received", dossier.application.call.public_id)
    decide = actions.change_admissibility if changing else actions.decide_admissibility
    decide(
        viewer=viewer_of(request),
        application=dossier.application,
        admissible=form.cleaned_data["admissible"] == "yes",
        reasons=form.cleaned_data["reasons"],
        site=site_of(request),
    )
    messages.success(request, _("The decision is recorded."))
    return redirect("funding:received", dossier.application.call.public_id)
