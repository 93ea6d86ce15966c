"""System checks of the room."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from vakwerk.core.viewer import Role
from vakwerk.people import personas


@register(Tags.security)
def no_personas_in_production(**kwargs: Any) -> list[CheckMessage]:
    return [Error(personas.REFUSAL, id="people.E001")] if personas.forbidden() else []


@register
def roles_of_sign_in_services_exist(**kwargs: Any) -> list[CheckMessage]:
    unknown = {
        role for provider in settings.OPENID_PROVIDERS for role in provider["roles"].values() if role not in Role.values
    }
    return [
        Error(f"OIDC_..._ROLES names a role that does not exist: {role}.", id="people.E002") for role in sorted(unknown)
    ]


@register(Tags.security)
def sign_in_services_are_reached_safely(**kwargs: Any) -> list[CheckMessage]:
    if settings.MODE != "production":
        return []
    plain = [p["provider_id"] for p in settings.OPENID_PROVIDERS if not p["issuer"].startswith("https://")]
    return [Error(f"The issuer of {name} must be an https address.", id="people.E003") for name in plain]
