"""What everybody may read, and "what would my school get?"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vakwerk.budgets import asking, divisions, pages, queries, sheets
from vakwerk.budgets.models import Regime
from vakwerk.budgets.regimes import PUBLIC_REGIMES
from vakwerk.core import documents, downloads
from vakwerk.core.access import public, visible_or_404
from vakwerk.core.formhelp import form_response
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest
from vakwerk.rules import queries as rules


@public
@require_safe
def overview(request: ViewerRequest) -> HttpResponse:
    return render(request, "budgets/public/overview.html", pages.overview(request))


@public
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """The question stands in the address, so it can be sent on; `format=xlsx` and `format=pdf` give files."""
    asked = request.GET.get("sleutel", "")
    regime = next((each for each in PUBLIC_REGIMES if each == asked), PUBLIC_REGIMES[0])
    totals = [asking.Total(str(r.public_id), r.title, sums, r.key["pool"]) for r, sums in queries.totals(regime)]
    form = asking.WhatIfForm(request.GET, regime=regime, register=rules.register(), totals=totals)
    answer = form.answer() if form.is_valid() else None
    wanted = request.GET.get("format", "")
    if answer and wanted in FILES and (wanted != "xlsx" or answer.recountable):
        return FILES[wanted](answer, form)
    context = pages.what_if(request, regime, form, answer)
    return form_response(request, "budgets/public/what_if.html", form, context)


def _xlsx(answer: asking.Answer, form: asking.WhatIfForm) -> HttpResponse:
    return downloads.recount(_("recount") + f"-{answer.regime}", *answer.sheets())


def _pdf(answer: asking.Answer, form: asking.WhatIfForm) -> HttpResponse:
    content = documents.pdf("budgets/answer.typ", pages.answer_document(answer, form))
    return documents.response(content, _("share") + f"-{answer.regime}.pdf")


FILES: dict[str, Callable[[asking.Answer, asking.WhatIfForm], HttpResponse]] = {"xlsx": _xlsx, "pdf": _pdf}


@public
@require_safe
def decided(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """A decided round, with the share of every school."""
    found = queries.decided_round(public_id)
    context: dict[str, Any] = pages.decided(request.viewer, found)
    return respond(
        request, "budgets/public/decided.html", pages.share_table(request, found, context["computed"]), context
    )


@public
@require_safe
def recount(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole round as a spreadsheet that computes every share again."""
    found = queries.decided_round(public_id)
    return recount_of(found.title, divisions.compute(found))


def recount_of(title: str, computed: divisions.Computed) -> HttpResponse:
    """404 when there is nothing to divide, or when the figures do not fit in a spreadsheet exactly."""
    division = visible_or_404(computed.division, computed.division is not None and sheets.fits(computed.division))
    made = sheets.recount(division, computed.names, computed.parameters, title)
    return downloads.recount(_("recount") + f"-{title}", *made)


@public
@require_safe
def share(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return render(request, "budgets/public/share.html", pages.share(queries.public_share(public_id)))


@public
@require_safe
def eligible(request: HttpRequest) -> HttpResponse:
    """Which programmes count under which key."""
    asked = request.GET.get("sleutel", "")
    regime = asked if asked in Regime.values else ""
    return respond(request, "budgets/public/eligible.html", pages.eligible_table(request, regime))
