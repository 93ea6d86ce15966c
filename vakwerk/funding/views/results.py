"""InnoVET and the open catalogue of what projects made."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vakwerk.core import attachments, tables
from vakwerk.core.access import public, roles, visible_or_404
from vakwerk.core.formhelp import form_response
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import results_pages as pages
from vakwerk.funding.access import APPLICANTS, BUILDERS
from vakwerk.funding.actions import results as actions
from vakwerk.funding.forms import results as forms
from vakwerk.funding.models import CallKind
from vakwerk.funding.queries import calls as call_queries
from vakwerk.funding.queries import grants as grant_queries
from vakwerk.funding.queries import results as queries

staff = roles(*BUILDERS)
applicant = roles(*APPLICANTS)
FORM_METHODS = require_http_methods(["GET", "POST"])


@public
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """What InnoVET is, and everything that is published; with `?format=csv` or `xlsx` the list."""
    form = forms.SearchForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.published(asked.get("zoek", ""), asked.get("licentie", ""), asked.get("stem", False))
    calls = call_queries.public_calls().filter(kind=CallKind.INNOVET)[:20]
    context = {"search_form": form, "calls": calls, "asked": any(asked.values())}
    return tables.respond(request, "funding/results/catalogue.html", pages.table(request, found), context)


@public
@require_GET
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.result(viewer, public_id)
    context = pages.result_page(found) | {"staff": viewer.has_role(*BUILDERS)}
    return render(request, "funding/results/result.html", context)


@public
@require_GET
def file(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    found = queries.result(viewer_of(request), public_id)
    return attachments.download((queries.FILES, found.pk), file_id)


@applicant
@FORM_METHODS
def hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The receiver of a grant hands in what the project made."""
    viewer = viewer_of(request)
    grant = grant_queries.own_grant(viewer, public_id)
    form = forms.ResultForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data.get("file")
        actions.hand_in(viewer=viewer, grant=grant, uploads=[upload] if upload else [], **form.told())
        messages.success(request, _("Handed in. A civil servant looks at it and publishes it."))
        return redirect("funding:grant", public_id)
    context = {"grant": grant, "application": grant.application}
    return form_response(request, "funding/results/hand_in.html", form, context)


@staff
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    return render(request, "funding/results/waiting.html", {"results": queries.waiting(viewer_of(request))[:200]})


@staff
@require_POST
def publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.managed(viewer, public_id)
    visible_or_404(found, found.published_on is None)
    actions.publish_result(viewer=viewer, result=found)
    messages.success(request, _("It is in the catalogue."))
    return redirect("funding:result", public_id)


@staff
@require_POST
def hide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.managed(viewer, public_id)
    visible_or_404(found, found.published_on is not None)
    actions.hide_result(viewer=viewer, result=found)
    messages.success(request, _("It is no longer in the catalogue."))
    return redirect("funding:result", public_id)
