"""Signing in with OpenID Connect: authorization code with PKCE, on top of django-allauth.

allauth does the handshake (state, PKCE, token request); this module adds what it leaves to others: the signature and
the nonce of the ID token are always checked, the issuer must be the configured one, the key of an identity is (issuer,
subject), and nothing of what the service tells is kept but that. Accounts and roles are `actions.sign_in_with_claims`.
"""

from __future__ import annotations

import secrets
from typing import Any

import jwt
import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal.jwtkit import lookup_kid_jwk
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from vakwerk.people.claims import Provider

# Only signatures that the service makes with a private key: never "none", never a shared secret.
ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY = 30  # seconds that the clocks of two servers may differ


def provider_named(provider_id: str) -> Provider:
    """A configured sign-in service; 404 for any other."""
    for configured in settings.OPENID_PROVIDERS:
        if configured["provider_id"] == provider_id:
            return Provider(**configured)
    raise Http404


class VakwerkProvider(OpenIDConnectProvider):
    """A service of the environment, never one from the database."""

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        app = SocialApp(
            provider="openid_connect",
            provider_id=provider.provider_id,
            name=provider.name,
            client_id=provider.client_id,
            secret=provider.secret,
            settings={"server_url": provider.issuer, "oauth_pkce_enabled": True, "scope": list(provider.scopes)},
        )
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> VakwerkAdapter:
        return VakwerkAdapter(request, self.app.provider_id)


class VakwerkAdapter(OpenIDConnectOAuth2Adapter):
    def get_provider(self) -> VakwerkProvider:
        return VakwerkProvider(self.request, provider_named(self.provider_id))

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("people:oidc_callback", args=[self.provider_id]))

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """The identity and its claims; the claims travel with this request and are not stored."""
        claims = self._checked(app, kwargs["response"].get("id_token", ""))
        claims = self._user_info(token, claims["sub"]) | claims
        account = SocialAccount(provider=claims["iss"], uid=claims["sub"], extra_data={})
        login = SocialLogin(account=account, provider=self.get_provider())
        login.claims = claims
        return login

    def _checked(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of the ID token; OAuth2Error unless signature, issuer, audience and times are right."""
        issuer = self.openid_config.get("issuer")
        if issuer != app.settings["server_url"]:
            raise OAuth2Error("The discovery document is of another issuer.")
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._key(id_token),
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=issuer,
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, TypeError) as error:
            raise OAuth2Error("The ID token is not valid.") from error
        return claims

    def _key(self, id_token: str) -> Any:
        header = jwt.get_unverified_header(id_token)
        with requests.Session() as session:
            answer = session.get(self.openid_config["jwks_uri"], timeout=5)
        answer.raise_for_status()
        keys = {"keys": [key for key in answer.json()["keys"] if "kid" in key]}
        if (key := lookup_kid_jwk(keys, header.get("kid"))) is None:
            raise OAuth2Error("The ID token is signed with a key that the service does not publish.")
        return key

    def _user_info(self, token: SocialToken, subject: str) -> dict[str, Any]:
        """Claims that the service gives only on request; they must be about the same subject."""
        if "userinfo_endpoint" not in self.openid_config:
            return {}
        info: dict[str, Any] = self._fetch_user_info(token.token)
        if info.get("sub") != subject:
            raise OAuth2Error("The user information is about somebody else.")
        return info


class RefusingAdapter(DefaultSocialAccountAdapter):
    """Takes over from allauth before it would look for, connect or make an account of its own."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        from vakwerk.people.views import openid

        nonce = (sociallogin.state.get("data") or {}).get("nonce")
        if not nonce or not secrets.compare_digest(str(sociallogin.claims.get("nonce", "")), nonce):
            raise ImmediateHttpResponse(openid.failed(request))
        raise ImmediateHttpResponse(openid.arrived(request, sociallogin))

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        from vakwerk.people.views import openid

        raise ImmediateHttpResponse(openid.failed(request))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Never: an address belongs to who holds the mailbox today."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


def start(
    request: HttpRequest, provider_id: str, next_url: str, invitation: str = "", connect: int = 0
) -> HttpResponse:
    """Sends the browser to the service.

    `invitation` is the hash of a link that the visitor wants to accept; `connect` the key of the account that is
    signed in and wants to use the service from now on.
    """
    provider = VakwerkProvider(request, provider_named(provider_id))
    nonce = secrets.token_urlsafe(24)
    data = {"nonce": nonce, "invitation": invitation, "connect": connect}
    answer: HttpResponse = provider.redirect(
        request, AuthProcess.LOGIN, next_url=next_url, data=data, auth_params={"nonce": nonce}
    )
    return answer


def next_of(request: HttpRequest, login: SocialLogin) -> str:
    asked = login.state.get("next") or ""
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else ""
