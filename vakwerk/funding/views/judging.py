"""Members of a jury: declare interests, open what they may, score with reasons, discuss."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import attachments
from vakwerk.core.access import signed_in
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import judging_pages as pages
from vakwerk.funding.actions import juries as actions
from vakwerk.funding.forms import judging as forms
from vakwerk.funding.queries import juries as queries
from vakwerk.funding.queries.applications import owner_of
from vakwerk.funding.views.requests import posted

FORM_METHODS = require_http_methods(["GET", "POST"])


@signed_in
@require_GET
def my_juries(request: HttpRequest) -> HttpResponse:
    return render(request, "funding/judging/mine.html", {"seats": queries.seats(viewer_of(request))})


@signed_in
@FORM_METHODS
def seat(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What one member has to do in one jury; interests are declared here, before anything opens."""
    viewer = viewer_of(request)
    member = queries.seat(viewer, public_id)
    tasks = queries.tasks(member)
    form = forms.DeclareForm(request.POST or None, tasks=tasks)
    if request.method == "POST" and form.is_valid():
        actions.declare(viewer=viewer, call=member.call, declarations=form.declarations())
        return redirect("funding:seat", public_id)
    return form_response(request, "funding/judging/seat.html", form, pages.seat_page(member, tasks))


@signed_in
@FORM_METHODS
def judge(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole application, the member's own scores, and, once those are given, what the others gave and said."""
    viewer = viewer_of(request)
    dossier = queries.judged(viewer, public_id)
    form = forms.ScoreForm(request.POST or None, content=dossier.content, assessment=dossier.assessment)
    if request.method == "POST" and form.is_valid():
        actions.save_assessment(
            viewer=viewer,
            application=dossier.application,
            scores=form.scores(),
            summary=form.cleaned_data.get("summary", ""),
        )
        if not posted(request, "give"):
            messages.success(request, _("Saved. Nobody else sees it yet."))
            return redirect("funding:judge", public_id)
        try:
            actions.give_assessment(viewer=viewer, application=dossier.application)
        except actions.Incomplete:
            form.add_error(None, _("Give points and reasons on every criterion first. What you filled in is saved."))
        else:
            messages.success(request, _("Your assessment is given."))
            return redirect("funding:judge", public_id)
    return form_response(request, "funding/judging/application.html", form, pages.judge_page(viewer, dossier))


@signed_in
@require_POST
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.reopen_assessment(viewer=viewer, application=queries.judged(viewer, public_id).application)
    messages.success(request, _("Your assessment is open again; it does not count until you give it."))
    return redirect("funding:judge", public_id)


@signed_in
@require_POST
def late_conflict(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An interest that the member finds only after opening the application."""
    viewer = viewer_of(request)
    dossier = queries.judged(viewer, public_id)
    call = dossier.application.call
    form = forms.ConflictForm(request.POST)
    if form.is_valid():
        declared = {dossier.application.pk: (True, form.cleaned_data["reason"])}
        actions.declare(viewer=viewer, call=call, declarations=declared)
        messages.success(request, _("The application is shut for you now; your scores on it do not count."))
        return redirect("funding:seat", call.public_id)
    messages.error(request, _("Say what interest you have."))
    return redirect("funding:judge", public_id)


@signed_in
@require_POST
def remark(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    dossier = queries.judged(viewer, public_id)
    form = forms.RemarkForm(request.POST)
    if form.is_valid():
        actions.remark(viewer=viewer, application=dossier.application, text=form.cleaned_data["text"])
    return redirect("funding:judge", public_id)


@signed_in
@require_GET
def file(request: HttpRequest, public_id: UUID, question: str, file_id: UUID) -> HttpResponse:
    dossier = queries.judged(viewer_of(request), public_id)
    if question not in dossier.files:
        raise Http404
    return attachments.download(owner_of(dossier.application, question), file_id)
