"""My own page: who I am here, what I agreed to, who looked at my data."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core.access import roles, signed_in
from vakwerk.core.viewer import Role, ViewerRequest
from vakwerk.people import actions, consents, log, queries, rights, signin

LINES = 50


@signed_in
@never_cache
@require_safe
def profile(request: ViewerRequest) -> HttpResponse:
    person = queries.myself(request.viewer)
    context = {
        "person": person,
        "consents": queries.consents_of(person),
        "may_decide": queries.may_decide_for(request.viewer, person),
        "providers": settings.OPENID_PROVIDERS,
        "wards": queries.wards_of(request.viewer),
    }
    return render(request, "people/profile.html", context)


@signed_in
@never_cache
@require_POST
def download(request: ViewerRequest) -> HttpResponse:
    """A POST, because it is written into the log."""
    data = actions.download_own_data(viewer=request.viewer)
    return JsonResponse(
        data,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'},
    )


@signed_in
@never_cache
@require_safe
def who_looked(request: ViewerRequest) -> HttpResponse:
    page = Paginator(log.who_looked_at(request.viewer), LINES).get_page(request.GET.get("page"))
    return render(request, "people/who_looked.html", {"page": page, "lines": log.lines(page)})


@signed_in
@require_POST
def consent(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """Say yes or no for oneself, or for a child below the age of consent."""
    person = queries.person_to_decide_for(request.viewer, public_id)
    purpose = consents.purpose(request.POST.get("purpose", ""))
    if purpose is None:
        raise Http404
    if request.POST.get("answer") == "yes":
        actions.give_consent(viewer=request.viewer, person=person, purpose=purpose)
        messages.success(request, _("Your yes is noted. You can change your mind at any time."))
    else:
        actions.withdraw_consent(viewer=request.viewer, person=person, purpose=purpose.slug)
        messages.success(request, _("Your no is noted. Nothing changes for you."))
    return redirect(signin.safe_next(request, reverse("people:profile")))


@roles(Role.PUPIL, Role.PARENT, *rights.SCHOOL_STAFF)
@never_cache
@require_safe
def pupil(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.pupil_file(request.viewer, public_id)
    context = {
        "pupil": found,
        "schools": queries.schools_of(found),
        "guardians": queries.guardians_of(found),
        "consents": queries.consents_of(found),
        "may_decide": queries.may_decide_for(request.viewer, found),
    }
    return render(request, "people/pupil.html", context)
