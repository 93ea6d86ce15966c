"""The doors: the start page, codes, and pages for parents and schools that anybody may read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import ratelimit
from vakwerk.core.access import public
from vakwerk.core.formhelp import form_response
from vakwerk.talent import actions, browser
from vakwerk.talent.actions import Refusal, Refused
from vakwerk.talent.bank import bank
from vakwerk.talent.browser import BrowserState
from vakwerk.talent.content import page
from vakwerk.talent.forms import CodeForm
from vakwerk.talent.pages import conversation_data, pdf_response, private, refused_page
from vakwerk.talent.progress import SittingProgress, begin_at_home, complete, keep, progress_of

ANSWERING_GUARD = ratelimit.GuessLimit("talent.answering_code", ceiling=ratelimit.CEILING)
REPORT_GUARD = ratelimit.GuessLimit("talent.report_code", ceiling=ratelimit.CEILING)


@public
@require_GET
@private
def start(request: HttpRequest) -> HttpResponse:
    progress = progress_of(request)
    busy = progress is not None and not complete(progress.answers)
    context = {"items": len(bank()), "busy": busy, "ready": progress is not None and not busy}
    return render(request, "talent/start.html", context)


@public
@require_POST
def start_at_home(request: HttpRequest) -> HttpResponse:
    """Begins anew; what this browser still held is gone."""
    response = redirect("talent:stage")
    browser.clear(response, browser.REPORT_COOKIE)
    return keep(response, begin_at_home())


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Empties this browser: the one thing to do on a shared computer."""
    response = redirect("talent:start")
    browser.clear(response, browser.STATE_COOKIE, browser.REPORT_COOKIE)
    return response


@public
@require_http_methods(["GET", "POST"])
@private
def enter_code(request: HttpRequest) -> HttpResponse:
    """An answering code: from a strip of the school, or of "continue later"."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return form_response(request, "talent/code.html", form)
    verdict = ANSWERING_GUARD.may_try(request, form.cleaned_data["code"])
    if isinstance(verdict, ratelimit.RetryAfter):
        return ratelimit.too_many_requests(request, verdict)
    try:
        sitting = actions.enter(code=form.cleaned_data["code"])
    except Refused as refused:
        return _refused(request, refused, ANSWERING_GUARD, form)
    state = BrowserState(bank=sitting.bank_version, sitting=str(sitting.public_id), mark=sitting.browser)
    response = redirect("talent:continue")
    browser.clear(response, browser.REPORT_COOKIE)
    return keep(response, SittingProgress(state, sitting))


@public
@require_http_methods(["GET", "POST"])
@private
def enter_report_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return form_response(request, "talent/report_code.html", form)
    verdict = REPORT_GUARD.may_try(request, form.cleaned_data["code"])
    if isinstance(verdict, ratelimit.RetryAfter):
        return ratelimit.too_many_requests(request, verdict)
    try:
        sitting = actions.open_report(code=form.cleaned_data["code"])
    except Refused as refused:
        return _refused(request, refused, REPORT_GUARD, form)
    response = redirect("talent:report")
    browser.clear(response, browser.STATE_COOKIE)
    browser.write_report(response, sitting.report_hash or "")
    return response


def _refused(request: HttpRequest, refused: Refused, guard: ratelimit.GuessLimit, form: CodeForm) -> HttpResponse:
    """Only a code that does not exist counts as a guess."""
    if refused.reason is Refusal.UNKNOWN:
        verdict = guard.failed(request, form.cleaned_data["code"])
        if isinstance(verdict, ratelimit.RetryAfter):
            return ratelimit.too_many_requests(request, verdict)
    return refused_page(request, refused.reason)


@public
@require_GET
def parents(request: HttpRequest) -> HttpResponse:
    return render(request, "talent/parents.html", {"page": page("parents")})


@public
@require_GET
def conversation(request: HttpRequest) -> HttpResponse:
    """The conversation sheet without a pupil: how school and CLB talk about a report."""
    return render(request, "talent/conversation.html", {"sheet": conversation_data(None)})


@public
@require_GET
def conversation_pdf(request: HttpRequest) -> HttpResponse:
    return pdf_response("talent/conversation.typ", conversation_data(None), "gespreksblad.pdf")
