"""Signing in with a sign-in service: there, back, and what can go wrong."""

from __future__ import annotations

import requests
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from vakwerk.core.access import public
from vakwerk.people import actions, oidc, signin
from vakwerk.people.viewer import viewer_of
from vakwerk.people.views.members import INVITATION


@public
@never_cache
@require_POST
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
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
    adapter = oidc.VakwerkAdapter(request, provider_id)
    answer: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    return answer


def arrived(request: HttpRequest, login: SocialLogin) -> HttpResponse:
    """Everything the service says is checked: find or make the account, and sign in."""
    provider = oidc.provider_named(login.provider.app.provider_id)
    data = login.state["data"]
    try:
        if data["connect"] and data["connect"] == request.user.pk:
            actions.connect_identity(viewer=viewer_of(request), claims=login.claims)
        account = actions.sign_in_with_claims(provider=provider, claims=login.claims, invitation=data["invitation"])
    except actions.Refused as refusal:
        return render(request, "people/oidc_refused.html", {"why": refusal.code}, status=403)
    return signin.enter(request, account, "sign-in service", oidc.next_of(request, login))


def failed(request: HttpRequest) -> HttpResponse:
    """One page for every technical reason: the details help an attacker more than a visitor."""
    return render(request, "people/oidc_refused.html", {"why": "failed"}, status=403)
