"""The excellence fund and its contests: calendar, entries of schools, results."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import clock
from vakwerk.core.access import public, roles, visible_or_404
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import contests_pages as pages
from vakwerk.funding.access import BUILDERS
from vakwerk.funding.actions import contests as actions
from vakwerk.funding.forms import contests as forms
from vakwerk.funding.models import CallKind
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries import contests as queries
from vakwerk.funding.queries import grants as grant_queries

staff = roles(*BUILDERS)
school = roles(*queries.ENTERING)
organiser = roles(*queries.RUNNING)
FORM_METHODS = require_http_methods(["GET", "POST"])
KINDS = (CallKind.EXCELLENCE_EXTEND, CallKind.EXCELLENCE_NEW)


@public
@require_GET
def fund(request: HttpRequest) -> HttpResponse:
    """What the fund is for, its two kinds of calls, and how contests come of it."""
    context = {
        "calls": call_queries.public_calls().filter(kind__in=KINDS)[:20],
        "grants": grant_queries.public_grants().filter(application__call__kind__in=KINDS)[:50],
        "years": queries.school_years(),
    }
    return render(request, "funding/contests/fund.html", context)


@public
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    return render(request, "funding/contests/calendar.html", pages.calendar_page(request, viewer_of(request)))


@public
@require_GET
def ics(request: HttpRequest) -> HttpResponse:
    """Every contest of which a date is known, for a calendar of one's own."""
    content = pages.ics(list(queries.dated()), request.get_host())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="wedstrijden.ics"'
    return response


@public
@require_GET
def contest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = queries.contest(public_id)
    return render(request, "funding/contests/contest.html", pages.contest_page(viewer_of(request), found))


@staff
@FORM_METHODS
def add(request: HttpRequest) -> HttpResponse:
    form = forms.ContestForm(request.POST or None, initial={"school_year": clock.school_year()})
    if request.method == "POST" and form.is_valid():
        made = actions.add_contest(viewer=viewer_of(request), details=form.details(), **form.contest())
        return redirect("funding:contest", made.public_id)
    return form_response(request, "funding/contests/edit.html", form, {"contest": None})


@organiser
@FORM_METHODS
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.run_contest(viewer, public_id)
    form = forms.DetailsForm(request.POST or None, initial=forms.details_of(found))
    if request.method == "POST" and form.is_valid():
        actions.change_contest(viewer=viewer, contest=found, details=form.details())
        return redirect("funding:contest", public_id)
    return form_response(request, "funding/contests/edit.html", form, {"contest": found})


@school
@FORM_METHODS
def enter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A school enters a team: a name, a programme and a number of pupils."""
    viewer = viewer_of(request)
    found = queries.contest(public_id)
    visible_or_404(found, queries.may_enter(viewer, found, timezone.now()))
    form = forms.EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter(viewer=viewer, contest=found, **form.cleaned_data)
        messages.success(request, _("The team is entered."))
        return redirect("funding:contest", public_id)
    return form_response(request, "funding/contests/enter.html", form, {"contest": found})


@school
@require_POST
def withdraw_entry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    entry = queries.own_entry(viewer, public_id)
    actions.withdraw_entry(viewer=viewer, entry=entry)
    messages.success(request, _("The team is withdrawn."))
    return redirect("funding:contest", entry.contest.public_id)


@organiser
@FORM_METHODS
def enter_results(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.run_contest(viewer, public_id)
    form = forms.ResultsForm(request.POST or None, entries=list(queries.entries(found)))
    if request.method == "POST" and form.is_valid():
        actions.enter_results(viewer=viewer, contest=found, endings=form.endings())
        messages.success(request, _("The results are on the page of the contest."))
        return redirect("funding:contest", public_id)
    return form_response(request, "funding/contests/results.html", form, {"contest": found})
