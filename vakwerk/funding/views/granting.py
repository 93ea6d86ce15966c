"""Grants: the public list, the page of one grant, instalments, the report, the settlement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import attachments, clock, tables
from vakwerk.core.access import public, roles, visible_or_404
from vakwerk.core.formhelp import UNPROCESSABLE, form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import granting_pages as pages
from vakwerk.funding.access import APPLICANTS, BUILDERS, PARTIES
from vakwerk.funding.actions import grants as actions
from vakwerk.funding.actions.decisions import Impossible
from vakwerk.funding.forms import granting as forms
from vakwerk.funding.models import Grant, GrantState
from vakwerk.funding.queries import grants as queries
from vakwerk.funding.views.requests import posted, site_of
from vakwerk.ledger.actions import Refused

staff = roles(*BUILDERS)
party = roles(*PARTIES)
applicant = roles(*APPLICANTS)
FORM_METHODS = require_http_methods(["GET", "POST"])


@public
@require_GET
def grants(request: HttpRequest) -> HttpResponse:
    """Who got what for which project, and what was paid of it."""
    table = pages.grants_table(request, queries.public_grants())
    return tables.respond(request, "funding/granting/grants.html", table)


@applicant
@require_GET
def my_grants(request: HttpRequest) -> HttpResponse:
    found = queries.mine(viewer_of(request))[:200]
    return render(request, "funding/granting/mine.html", {"grants": found})


@party
@require_GET
def grant(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    return _grant(request, queries.grant(viewer, public_id))


def _grant(request: HttpRequest, found: Grant, **forms_with_errors: Any) -> HttpResponse:
    context = pages.grant_page(viewer_of(request), found) | forms_with_errors
    status = UNPROCESSABLE if forms_with_errors else 200
    return render(request, "funding/granting/grant.html", context, status=status)


@staff
@FORM_METHODS
def plan_instalments(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Divides the grant; as long as nothing of it is planned for payment."""
    viewer = viewer_of(request)
    found = queries.grant(viewer, public_id)
    known = queries.instalments(found)
    visible_or_404(found, pages.manages(viewer, found) and not any(each.is_planned for each in known))
    rows = forms.instalment_rows(request.POST or None, known)
    error = ""
    if request.method == "POST" and rows.is_valid():
        try:
            actions.plan_instalments(viewer=viewer, grant=found, parts=forms.parts_of(rows))
        except (Impossible, Refused) as refused:
            error = str(refused.message)
        else:
            messages.success(request, _("The instalments are planned."))
            return redirect("funding:grant", public_id)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = pages.instalments_page(found, rows, error)
    return render(request, "funding/granting/instalments.html", context, status=status)


@staff
@require_POST
def release_instalment(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.grant(viewer, public_id)
    instalment = found.instalments.select_related("payment").filter(number=number).first()
    visible_or_404(instalment, instalment is not None and pages.manages(viewer, found))
    if instalment is not None and instalment.is_planned:  # a second press
        return redirect("funding:grant", public_id)
    try:
        actions.release_instalment(viewer=viewer, grant=found, number=number)
    except (Impossible, Refused) as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The instalment is planned; it goes in the next payment run."))
    return redirect("funding:grant", public_id)


@applicant
@FORM_METHODS
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The receiver writes its report, saves it, comes back, and hands it in."""
    viewer = viewer_of(request)
    found = queries.own_grant(viewer, public_id)
    visible_or_404(found, found.state == GrantState.RUNNING)
    latest = next(iter(queries.reports(found)), None)
    rows = queries.spent_rows(found, latest)
    form = forms.ReportForm(request.POST or None, request.FILES or None, text=latest.text if latest else "", rows=rows)
    if request.method == "POST" and form.is_valid():
        answer = _save_report(request, found, form)
        if answer is not None:
            return answer
    return form_response(request, "funding/granting/report.html", form, pages.report_page(found, latest))


def _save_report(request: HttpRequest, found: Grant, form: forms.ReportForm) -> HttpResponse | None:
    """Saves, adds the file, hands it in when asked; None when something must be mended first."""
    viewer = viewer_of(request)
    actions.save_report(viewer=viewer, grant=found, text=form.cleaned_data["text"], spent=form.spent())
    upload = form.cleaned_data.get("file")
    try:
        if upload:
            actions.attach_to_report(viewer=viewer, grant=found, upload=upload)
        if not posted(request, "submit"):
            messages.success(request, _("Saved. You can go on later."))
            return redirect("funding:report", found.public_id)
        actions.submit_report(viewer=viewer, grant=found)
    except (Impossible, attachments.Refused) as refused:
        form.add_error(None, str(getattr(refused, "message", refused)))
        return None
    messages.success(request, _("Your report is handed in."))
    return redirect("funding:grant", found.public_id)


@party
@require_GET
def report_file(request: HttpRequest, public_id: UUID, number: int, file_id: UUID) -> HttpResponse:
    found = queries.grant(viewer_of(request), public_id)
    written = found.reports.filter(number=number).first()
    if written is None:
        raise Http404
    return attachments.download((queries.REPORT, written.pk), file_id)


@staff
@require_POST
def judge_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.grant(viewer, public_id)
    if found.state != GrantState.REPORTED:  # a second press, or somebody was first
        return redirect("funding:grant", public_id)
    form = forms.JudgeReportForm(request.POST)
    if not form.is_valid():
        return _grant(request, found, judge_form=form)
    actions.judge_report(
        viewer=viewer,
        grant=found,
        accepted=form.cleaned_data["accepted"] == "yes",
        judgement=form.cleaned_data["judgement"],
        site=site_of(request),
    )
    return redirect("funding:grant", public_id)


@staff
@FORM_METHODS
def settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.grant(viewer, public_id)
    if found.state == GrantState.SETTLED:  # a second press, or somebody was first
        return redirect("funding:grant", public_id)
    visible_or_404(found, found.may_settle(clock.today()) and pages.manages(viewer, found))
    form = forms.SettleForm(request.POST or None, initial=pages.settle_start(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle(
                viewer=viewer,
                grant=found,
                accepted_cents=form.cleaned_data["accepted_cents"],
                reasons=form.cleaned_data["reasons"],
                site=site_of(request),
            )
        except (Impossible, Refused) as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The grant is settled."))
            return redirect("funding:grant", public_id)
    return form_response(request, "funding/granting/settle.html", form, pages.settle_page(found))
