"""A school claims places that it created."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.budgets import forms, planning, queries
from vakwerk.budgets.actions import claims
from vakwerk.budgets.models import Round
from vakwerk.budgets.rights import Refused
from vakwerk.budgets.views.rounds import attempt, form_page
from vakwerk.budgets.views.schools import both, schools_only
from vakwerk.core import attachments
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.viewer import ViewerRequest


@schools_only
@require_safe
def sites(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """The own sites and how far each claim is."""
    found = queries.places_round(public_id)
    return render(request, "budgets/school/sites.html", planning.sites_page(request.viewer, found))


@schools_only
@form_page
def claim(request: ViewerRequest, public_id: UUID, pk: int) -> HttpResponse:
    """The claim of one site; `?referentie=` is the school year that the prefilled reference count is of."""
    found, site = queries.places_round(public_id), queries.own_site(request.viewer, pk)
    kept = queries.own_claims(request.viewer).filter(round=found, site=site).first()
    page = planning.claim_page(found, site, kept, _reference(request, found))
    posted = request.method == "POST"
    form = forms.ClaimForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        initial=planning.claim_initial(kept, page["known"]),
    )

    def keep(entered: dict[str, Any]) -> str:
        claims.keep_claim(viewer=request.viewer, found=found, site=site, **entered)
        return reverse("budgets:claim", args=[public_id, pk])

    done = _("The claim is kept. It counts once you hand it in.")
    gone = carried_out(request, form, keep, done=done, refused=(Refused, attachments.Refused))
    return gone or form_response(request, "budgets/school/claim.html", form, page)


def _reference(request: HttpRequest, found: Round) -> int:
    asked = request.GET.get("referentie", "")[:4]
    known = range(found.school_year - planning.YEARS_BACK + 1, found.school_year)
    return int(asked) if asked.isdecimal() and int(asked) in known else found.school_year - 1


@schools_only
@require_POST
def hand_in(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.own_claim(request.viewer, public_id)
    attempt(request, lambda: claims.hand_in_claim(viewer=request.viewer, claim=found), _("The claim is handed in."))
    return redirect("budgets:claim", found.round.public_id, found.site_id)


@both
@require_safe
def claim_file(request: ViewerRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    found = queries.seen_claim(request.viewer, public_id)
    return attachments.download((claims.CLAIM, found.pk), file_id)
