"""Signing in with a sign-in service: there, back, and what can go wrong.

`oidc` and the libraries behind it are imported where they are used: they cost a quarter of a second per process, and
most processes never sign anybody in that way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core.access import public
from vakwerk.people import actions, signin
from vakwerk.people.viewer import find_viewer
from vakwerk.people.views.members import INVITATION

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin


@public
@never_cache
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    import requests

    from vakwerk.people import oidc

    invitation = request.session.get(INVITATION, "") if "invitation" in request.POST else ""
    connect = request.user.pk or 0 if "connect" in request.POST else 0
    try:
        return oidc.start(request, provider_id, signin.safe_next(request), invitation, connect)
    except requests.RequestException:
        return failed(request)


@public
@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView

    from vakwerk.people import oidc

    adapter = oidc.VakwerkAdapter(request, provider_id)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    return answer


def arrived(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Everything the service says is checked: find or make the account, and sign in."""
    from vakwerk.people import oidc

    provider = oidc.provider_named(login.provider.app.provider_id)
    data = login.state["data"]
    try:
        if data["connect"] and data["connect"] == request.user.pk:
            actions.connect_identity(viewer=find_viewer(request), claims=login.claims)
        account = actions.sign_in_with_claims(provider=provider, claims=login.claims, invitation=data["invitation"])
    except actions.Refused as refusal:
        return render(request, "people/oidc_refused.html", {"why": refusal.code}, status=403)
    return signin.enter(request, account, "sign-in service", oidc.next_of(request, login))


def failed(request: HttpRequest) -> HttpResponse:
    """One page for every technical reason: the details help an attacker more than a visitor."""
    return render(request, "people/oidc_refused.html", {"why": "failed"}, status=403)
