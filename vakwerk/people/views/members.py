"""Members of an organisation, and the links that invite new ones."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.core import ratelimit
from vakwerk.core.access import public, roles, signed_in
from vakwerk.core.formhelp import UNPROCESSABLE
from vakwerk.core.viewer import Role, ViewerRequest
from vakwerk.people import actions, queries, rights, signin
from vakwerk.people.forms import InviteForm, OpenAccountForm
from vakwerk.people.models import Invitation

GUESSES = ratelimit.GuessLimit("people.invitation")
INVITATION = "invitation"  # session key: the hash of the link that somebody who signs in holds


@roles(*rights.MANAGERS)
@require_safe
def my_organisation(request: ViewerRequest) -> HttpResponse:
    return redirect("people:members", request.viewer.organisation_id)


@roles(*rights.MANAGERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: ViewerRequest, organisation_id: int) -> HttpResponse:
    organisation = queries.managed_organisation(request.viewer, organisation_id)
    form = InviteForm(request.POST if request.method == "POST" else None, organisation=organisation)
    link = ""
    if form.is_valid():
        role, name = Role(form.cleaned_data["role"]), form.cleaned_data["name"]
        _invitation, token = actions.invite(viewer=request.viewer, organisation=organisation, role=role, name=name)
        link = request.build_absolute_uri(reverse("people:invitation", args=[token]))
        form = InviteForm(organisation=organisation)
    return render(
        request,
        "people/members.html",
        {"organisation": organisation, "form": form, "link": link, "days": actions.INVITATION_DAYS}
        | queries.member_lists(organisation),
        status=UNPROCESSABLE if form.errors else 200,
    )


@roles(*rights.MANAGERS)
@require_POST
def end_membership(request: ViewerRequest, membership_id: int) -> HttpResponse:
    membership = queries.managed_membership(request.viewer, membership_id)
    try:
        actions.end_membership(viewer=request.viewer, membership=membership)
    except actions.Refused:
        messages.error(request, _("You cannot end your own membership. Ask somebody else to do it."))
    else:
        messages.success(request, _("The membership has ended."))
    return redirect("people:members", membership.organisation_id)


@roles(*rights.MANAGERS)
@require_POST
def withdraw_invitation(request: ViewerRequest, invitation_id: int) -> HttpResponse:
    invitation = queries.managed_invitation(request.viewer, invitation_id)
    actions.withdraw_invitation(viewer=request.viewer, invitation=invitation)
    messages.success(request, _("The link no longer works."))
    return redirect("people:members", invitation.organisation_id)


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: ViewerRequest, token: str) -> HttpResponse:
    """The page behind the link: open an account here, or accept with the account one has."""
    verdict = GUESSES.may_try(request)
    if isinstance(verdict, ratelimit.RetryAfter):
        return ratelimit.too_many_requests(request, verdict)
    found = queries.invitation_by_hash(actions.token_hash(token))
    if found is None:
        GUESSES.failed(request)
        return render(request, "people/invitation_closed.html", status=410)
    if request.session.get(INVITATION) != found.token_hash:  # looking again writes nothing
        request.session[INVITATION] = found.token_hash
    form = OpenAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _open(request, found, form)
    context = {"invitation": found, "form": form, "providers": settings.OPENID_PROVIDERS}
    return render(request, "people/invitation.html", context, status=UNPROCESSABLE if form.errors else 200)


def _open(request: ViewerRequest, found: Invitation, form: OpenAccountForm) -> HttpResponse:
    try:
        account = actions.open_account(invitation=found, **form.cleaned_data)
    except actions.Refused:
        return render(request, "people/invitation_closed.html", status=410)
    signin.start_session(request, account, "invitation")
    messages.success(request, _("Welcome. Your account is ready."))
    return redirect("people:profile")


@signed_in
@require_POST
def accept(request: ViewerRequest) -> HttpResponse:
    """Accept the invitation whose link this session opened, with the account that is signed in."""
    found = queries.invitation_by_hash(request.session.get(INVITATION, ""))
    if found is None:
        raise Http404
    try:
        membership = actions.accept_invitation(account=queries.account_of(request.viewer), invitation=found)
    except actions.Refused:
        return render(request, "people/invitation_closed.html", status=410)
    del request.session[INVITATION]
    signin.change_capacity(request, membership)
    messages.success(request, _("You have a new role."))
    return redirect("people:profile")
