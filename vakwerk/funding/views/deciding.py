"""The ranking with its cut, the decision on it, and the letters."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vakwerk.core import documents
from vakwerk.core.access import roles, visible_or_404
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import deciding_pages as pages
from vakwerk.funding.access import BUILDERS, PARTIES
from vakwerk.funding.actions import decisions as actions
from vakwerk.funding.forms import deciding as forms
from vakwerk.funding.models import CallState
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries import juries as jury_queries
from vakwerk.funding.queries import rankings as queries
from vakwerk.funding.views.requests import site_of
from vakwerk.ledger.actions import Refused

staff = roles(*BUILDERS)
party = roles(*PARTIES)
FORM_METHODS = require_http_methods(["GET", "POST"])


@staff
@require_GET
def ranking(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The kept ranking, or how it stands now; with `?format=xlsx` or `csv` the file."""
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    visible_or_404(call, jury_queries.may_see_order(viewer, call))
    context = pages.ranking_page(request, call)
    return context["table"].download() or render(request, "funding/deciding/ranking.html", context)


@staff
@FORM_METHODS
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One page for all applications: nothing is decided until all of it is."""
    viewer = viewer_of(request)
    call = call_queries.built_call(viewer, public_id)
    if call.state in (CallState.DECIDED, CallState.SETTLED):  # a second press, or somebody was first
        messages.info(request, _("This call is decided on."))
        return redirect("funding:ranking", public_id)
    visible_or_404(call, call.state == CallState.JUDGED)
    ranked = queries.ranked(call, 0)
    rows = [row for row in ranked.rows if row.application.state == "admissible"]
    form = forms.DecisionsForm(request.POST or None, rows=rows, seen=ranked.number)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide(
                viewer=viewer,
                call=call,
                judgements=form.judgements(),
                period=form.period(),
                site=site_of(request),
                seen=form.cleaned_data["seen"],
            )
        except (actions.Impossible, Refused) as error:
            form.add_error(None, str(error.message))
            form.now_sees(ranked.number)
        else:
            messages.success(request, _("Decided. The money is committed and every applicant has a mail."))
            return redirect("funding:ranking", public_id)
    return form_response(request, "funding/deciding/decide.html", form, pages.decide_page(call, ranked))


@staff
@FORM_METHODS
def award_reserve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    application = queries.reserve(viewer, public_id)
    form = forms.ReserveForm(request.POST or None, application=application)
    if request.method == "POST" and form.is_valid():
        try:
            actions.award_reserve(
                viewer=viewer,
                application=application,
                judgement=form.judgement(),
                period=form.period(),
                site=site_of(request),
            )
        except (actions.Impossible, Refused) as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Awarded; the money is committed."))
            return redirect("funding:ranking", application.call.public_id)
    return form_response(request, "funding/deciding/reserve.html", form, pages.reserve_page(application))


@party
@require_GET
def letter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The decision as a PDF, for the applicant, its partners and civil servants."""
    decision = queries.decision_of(viewer_of(request), public_id)
    content = documents.pdf("funding/decision.typ", pages.letter(decision))
    return documents.response(content, f"{decision.application.reference}-beslissing.pdf")
