"""Civil servants run the jury of a call: seats, meeting, progress, discussion, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core.access import roles
from vakwerk.core.formhelp import UNPROCESSABLE
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import judging_pages as pages
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.actions import juries as actions
from vakwerk.funding.forms import judging as forms
from vakwerk.funding.models import CallState
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries import juries as queries
from vakwerk.funding.views.requests import site_of

staff = roles(*BUILDERS)


@staff
@require_GET
def jury(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The seats, how far everybody is, and what stands in the way of closing the meeting."""
    return _jury(request, public_id)


def _jury(request: HttpRequest, public_id: UUID, **forms_with_errors: Any) -> HttpResponse:
    call = call_queries.built_call(viewer_of(request), public_id)
    context = pages.jury_page(call) | forms_with_errors
    status = UNPROCESSABLE if forms_with_errors else 200
    return render(request, "funding/running/jury.html", context, status=status)


@staff
@require_POST
def appoint(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    form = forms.AppointForm(request.POST)
    if not form.is_valid():
        return _jury(request, public_id, appoint_form=form)
    person = form.cleaned_data["account"]
    actions.appoint(
        viewer=viewer, call=call, person=person, expertise=form.cleaned_data["expertise"], site=site_of(request)
    )
    messages.success(request, _("%(name)s is in the jury.") % {"name": person})
    return redirect("funding:jury", public_id)


@staff
@require_POST
def set_meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    form = forms.MeetingForm(request.POST)
    if not form.is_valid():
        return _jury(request, public_id, meeting_form=form)
    actions.set_meeting(viewer=viewer, call=call, meets_at=form.moment(), place=form.cleaned_data["place"])
    messages.success(request, _("The meeting is set; members who are not ready are reminded before it."))
    return redirect("funding:jury", public_id)


@staff
@require_POST
def end_seat(request: HttpRequest, public_id: UUID, member: int) -> HttpResponse:
    viewer = viewer_of(request)
    actions.end_seat(viewer=viewer, member=queries.member_of(viewer, public_id, member))
    return redirect("funding:jury", public_id)


@staff
@require_POST
def close_meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ends the judging and makes the ranking."""
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    form = forms.CloseForm(request.POST, announced=call_queries.content_of(call).budget_cents)
    if call.state == CallState.JUDGED:  # a second press, or somebody was first
        return redirect("funding:ranking", public_id)
    if not form.is_valid():
        return _jury(request, public_id, close_form=form)
    try:
        actions.close_meeting(viewer=viewer, call=call, budget_cents=form.cleaned_data["budget_cents"])
    except actions.NotReady as error:
        for lack in error.lacks:
            form.add_error(None, lack)
        return _jury(request, public_id, close_form=form)
    messages.success(request, _("The meeting is closed. This is the ranking."))
    return redirect("funding:ranking", public_id)


@staff
@require_POST
def reopen_meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.reopen_meeting(viewer=viewer, call=call_queries.built_call(viewer, public_id))
    return redirect("funding:jury", public_id)


@staff
@require_http_methods(["GET", "POST"])
def deliberation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All assessments and remarks on one application; a remark of the administration is added here."""
    viewer = viewer_of(request)
    application = queries.judged_application(viewer, public_id)
    form = forms.RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.remark(viewer=viewer, application=application, text=form.cleaned_data["text"])
        return redirect("funding:deliberation", public_id)
    context = pages.deliberation_page(viewer, application) | {"remark_form": form}
    return render(request, "funding/running/deliberation.html", context, status=422 if form.errors else 200)
