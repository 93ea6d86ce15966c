"""Applicants and partners: start, save and resume, invite, budget, check, submit, withdraw, PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import attachments, documents
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import applying_pages as pages
from vakwerk.funding.access import APPLICANTS, PARTIES, is_open_for_writing, leads, takes_part
from vakwerk.funding.actions import applications as actions
from vakwerk.funding.content import QuestionKind
from vakwerk.funding.forms import applying as forms
from vakwerk.funding.forms.fields import TitleForm
from vakwerk.funding.models import ApplicationState
from vakwerk.funding.queries import applications as queries
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries.applications import Dossier
from vakwerk.funding.views.public import call_page
from vakwerk.funding.views.requests import site_of

applicant = roles(*APPLICANTS)
party = roles(*PARTIES)
FORM_METHODS = require_http_methods(["GET", "POST"])


@applicant
@require_GET
def my_applications(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {"applications": queries.mine(viewer)[:200], "invitations": queries.invitations(viewer)[:50]}
    return render(request, "funding/applying/mine.html", context)


@applicant
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    call = call_queries.public_call(public_id)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return call_page(request, call, form)
    try:
        made = actions.start(viewer=viewer_of(request), call=call, title=form.cleaned_data["title"])
    except actions.TooLate:
        messages.error(request, _("This call is not open."))
        return redirect("funding:call", call.public_id)
    return redirect("funding:application", made.public_id)


def _dossier(request: HttpRequest, public_id: UUID) -> Dossier:
    return Dossier(queries.application(viewer_of(request), public_id))


def _writing(request: HttpRequest, public_id: UUID) -> Dossier:
    """An application for who writes it; 404 for who only reads."""
    dossier = _dossier(request, public_id)
    if not takes_part(viewer_of(request), dossier.application):
        raise Http404
    return dossier


def _closed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    messages.error(request, _("This application cannot be changed any more: the time for it is over."))
    return redirect("funding:application", public_id)


@party
@require_GET
def application(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything about one application: what is left to do, or what was handed in."""
    return _application(request, _dossier(request, public_id))


def _application(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    return render(request, "funding/applying/application.html", pages.overview(viewer_of(request), dossier))


@party
@FORM_METHODS
def part(request: HttpRequest, public_id: UUID, section: str) -> HttpResponse:
    """One part of the form. After saving, questions that a given answer calls for are asked on the same page."""
    dossier = _writing(request, public_id)
    questions = pages.questions_of(dossier, section)
    form = forms.PartForm(
        request.POST or None,
        request.FILES or None,
        questions=questions,
        answers=dossier.answers,
        seen=pages.mark_of(dossier, questions),
    )
    if not is_open_for_writing(dossier.application, timezone.now()):
        return _closed(request, public_id)
    if not form.is_valid() or not _saved(request, dossier, form):
        return form_response(request, "funding/applying/part.html", form, pages.part_page(dossier, section))
    after = _writing(request, public_id)
    if pages.questions_of(after, section) != questions:
        messages.info(request, _("Your answer brings other questions. Look at this page again."))
        return redirect("funding:part", public_id, section)
    return redirect(pages.next_page(after, section))


def _saved(request: HttpRequest, dossier: Dossier, form: forms.PartForm) -> bool:
    viewer, application = viewer_of(request), dossier.application
    try:
        with transaction.atomic():  # a file that is refused leaves the answers as they were
            actions.save_answers(
                viewer=viewer, application=application, answers=form.answers(), seen=form.cleaned_data["seen"]
            )
            for key, upload in form.uploads().items():
                actions.attach(viewer=viewer, application=application, question=key, upload=upload)
    except actions.Stale:
        fresh = _dossier(request, application.public_id)
        pages.say_stale(form, pages.mark_of(fresh, list(form.questions)))
        return False
    except attachments.Refused as refused:
        form.add_error(None, str(refused))
        return False
    except actions.TooLate:
        form.add_error(None, _("The time for it is over: nothing was saved."))
        return False
    return True


@party
@require_POST
def remove_files(request: HttpRequest, public_id: UUID, question: str) -> HttpResponse:
    dossier = _writing(request, public_id)
    found = _file_question(dossier, question)
    try:
        actions.remove_files(viewer=viewer_of(request), application=dossier.application, question=found.key)
    except actions.TooLate:
        return _closed(request, public_id)
    return redirect("funding:part", public_id, found.section)


def _file_question(dossier: Dossier, key: str) -> Any:
    found = dossier.content.question(key)
    if found is None or found.kind != QuestionKind.FILE:
        raise Http404
    return found


@party
@require_GET
def file(request: HttpRequest, public_id: UUID, question: str, file_id: UUID) -> HttpResponse:
    dossier = _dossier(request, public_id)
    _file_question(dossier, question)
    return attachments.download(queries.owner_of(dossier.application, question), file_id)


@party
@FORM_METHODS
def budget(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _writing(request, public_id)
    if not is_open_for_writing(dossier.application, timezone.now()):
        return _closed(request, public_id)
    form = pages.BudgetForms(dossier, request.POST if request.method == "POST" else None)
    if form.is_valid() and _budget_saved(request, dossier, form):
        return redirect("funding:budget", public_id)
    context = pages.budget_page(dossier, form)
    return form_response(request, "funding/applying/budget.html", form.request, context)


def _budget_saved(request: HttpRequest, dossier: Dossier, form: pages.BudgetForms) -> bool:
    try:
        actions.save_budget(viewer=viewer_of(request), application=dossier.application, **form.values())
    except actions.Stale:
        pages.say_stale(form.request, actions.budget_mark(_dossier(request, dossier.application.public_id)))
        return False
    except actions.TooLate:
        form.request.add_error(None, _("The time for it is over: nothing was saved."))
        return False
    messages.success(request, _("The budget is saved."))
    return True


@party
@FORM_METHODS
def partners(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who takes part; the lead finds organisations and invites them."""
    dossier = _writing(request, public_id)
    viewer = viewer_of(request)
    if request.method == "POST":
        return _invite(request, dossier)
    context = pages.partners_page(dossier, request.GET.get("zoek", ""), leads(viewer, dossier.application))
    return render(request, "funding/applying/partners.html", context)


def _invite(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    form = forms.PartnerForm(request.POST)
    organisation = pages.organisation_to_invite(form, dossier)
    if organisation is None:
        raise Http404
    try:
        actions.invite_partner(
            viewer=viewer_of(request),
            application=dossier.application,
            organisation=organisation,
            contribution=form.cleaned_data["contribution"],
            site=site_of(request),
        )
    except actions.TooLate:
        return _closed(request, dossier.application.public_id)
    messages.success(request, _("%(name)s is invited.") % {"name": organisation.name})
    return redirect("funding:partners", dossier.application.public_id)


@party
@require_POST
def remove_partner(request: HttpRequest, public_id: UUID, partner: int) -> HttpResponse:
    dossier = _writing(request, public_id)
    found = next((each for each in dossier.partners if each.pk == partner), None)
    if found is None:
        raise Http404
    try:
        actions.remove_partner(viewer=viewer_of(request), partner=found)
    except actions.TooLate:
        return _closed(request, public_id)
    return redirect("funding:partners", public_id)


@applicant
@FORM_METHODS
def invitation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The invited organisation says yes or no."""
    viewer = viewer_of(request)
    partner = queries.invitation(viewer, public_id)
    if request.method == "GET":
        context = {"partner": partner, "open": is_open_for_writing(partner.application, timezone.now())}
        return render(request, "funding/applying/invitation.html", context)
    confirm = request.POST.get("answer") == "yes"
    try:
        actions.answer_invitation(viewer=viewer, partner=partner, confirm=confirm)
    except actions.TooLate:
        messages.error(request, _("This application cannot be changed any more: the time for it is over."))
        return redirect("funding:invitation", public_id)
    if confirm:
        return redirect("funding:application", partner.application.public_id)
    return redirect("funding:my_applications")


@party
@require_GET
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What is missing, what the conditions say, and the button to submit."""
    dossier = _writing(request, public_id)
    return render(request, "funding/applying/check.html", pages.check_page(viewer_of(request), dossier))


@applicant
@require_POST
def submit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _writing(request, public_id)
    try:
        sent = actions.submit(viewer=viewer_of(request), application=dossier.application)
    except actions.TooLate as late:
        messages.error(request, pages.too_late(late.closed_at))
        return redirect("funding:application", public_id)
    except actions.Incomplete:
        return redirect("funding:check", public_id)
    except PermissionDenied:
        sent = _dossier(request, public_id).application
        if sent.state != ApplicationState.SUBMITTED:
            raise
    messages.success(request, pages.submitted(sent))
    return redirect("funding:application", public_id)


@applicant
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A submitted application becomes a draft again while the call is open."""
    dossier = _writing(request, public_id)
    try:
        actions.take_back(viewer=viewer_of(request), application=dossier.application)
    except actions.TooLate:
        return _closed(request, public_id)
    messages.warning(request, _("It is a draft again: it counts only when you submit it again in time."))
    return redirect("funding:application", public_id)


@party
@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _writing(request, public_id)
    actions.withdraw(viewer=viewer_of(request), application=dossier.application)
    messages.success(request, _("The application is withdrawn."))
    if dossier.application.trial:
        return redirect("funding:manage_call", dossier.application.call.public_id)
    return redirect("funding:my_applications")


@party
@require_GET
def pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    dossier = _dossier(request, public_id)
    content = documents.pdf("funding/application.typ", pages.pdf_data(dossier))
    return documents.response(content, f"{dossier.application.reference or 'aanvraag'}.pdf")
